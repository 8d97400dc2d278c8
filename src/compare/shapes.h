/* Shapes that are the same in every language: addresses, postcodes, codes, phone numbers, dates in digits, times with a colon.
 */
#ifndef ALOUD_COMPARE_SHAPES_H
#define ALOUD_COMPARE_SHAPES_H

#include "compare/compared_language.h"
#include "compare/figure.h"

/* Reads the shape that begins at `at`, where a word or number may begin; fills kind, start, end and what belongs to it.
 * False where none does. */
bool shape_read(const struct compared_language *language, const char *text, size_t length, size_t at,
                struct figure *ret);

#endif
