/* Numerals in digits of any script, and in Chinese characters. */
#ifndef ALOUD_COMPARE_NUMERAL_H
#define ALOUD_COMPARE_NUMERAL_H

#include "compare/compared_language.h"
#include "compare/figure.h"

struct numeral {
    double value;
    size_t end;   /* bytes of the text */
    int decimals; /* digits behind the decimal sign */
    bool is_han;  /* in Chinese characters */
    bool is_long; /* … in more than one */
    char digits[FIGURE_DIGITS_MOST + 1];
};

/* 0 to 9 of any script, -1 for what is no digit. */
int digit_of(uint32_t codepoint);

/* Reads the numeral that begins at `at`, with decimals and groups by the language's signs and those of its script. False
 * where none does. */
bool numeral_read(const struct compared_language *language, const char *text, size_t length, size_t at,
                  struct numeral *ret);

#endif
