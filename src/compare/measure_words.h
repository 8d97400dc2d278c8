/* The words and symbols of measures: the international ones, and those of a voice file's [units]. */
#ifndef ALOUD_COMPARE_MEASURE_WORDS_H
#define ALOUD_COMPARE_MEASURE_WORDS_H

#include "compare/compared_language.h"

enum status measure_words_add(struct compared_language *language, struct error *error);

#endif
