/* The parts of the comparison, each in a file of its own; comparison.h has the whole. */
#ifndef ALOUD_COMPARE_COMPARISON_PARTS_H
#define ALOUD_COMPARE_COMPARISON_PARTS_H

#include "compare/comparison.h"

/* Letters of the wrong script, and text left in the source language. What is left is added first. */
enum status compare_letters(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error);

/* Units of time and parts of the day that no number counts. */
enum status compare_periods(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error);

/* Negations lost and gained: sentence by sentence where both have as many, else in the whole. */
enum status compare_denials(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error);

/* Placeholders: the same ones, well nested. */
enum status compare_tags(const struct compared_text *source, const struct compared_text *target,
                         struct differences *differences, struct error *error);

/* Appends the text with blanks in place of its placeholders, byte for byte. */
void tags_blank(const char *text, size_t length, struct buffer *plain);

#endif
