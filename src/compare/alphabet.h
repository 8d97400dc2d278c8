/* Writing systems, as far as a leaflet in the wrong one is found by them. */
#ifndef ALOUD_COMPARE_ALPHABET_H
#define ALOUD_COMPARE_ALPHABET_H

#include <stddef.h>
#include <stdint.h>

enum alphabet {
    ALPHABET_COMMON, /* signs, digits, and what is known of none of these */
    ALPHABET_LATIN,
    ALPHABET_GREEK,
    ALPHABET_CYRILLIC,
    ALPHABET_ARABIC,
    ALPHABET_DEVANAGARI,
    ALPHABET_BENGALI,
    ALPHABET_GURMUKHI,
    ALPHABET_GUJARATI,
    ALPHABET_TAMIL,
    ALPHABET_HAN,
};

enum alphabet alphabet_of(uint32_t codepoint);

/* Of the first letter of a text. */
enum alphabet alphabet_of_text(const char *text, size_t length);

#endif
