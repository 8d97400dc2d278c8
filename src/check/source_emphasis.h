/* Emphasis: which of the characters * _ ~ are markup (CommonMark 0.29, 6.4; GFM strikethrough). */
#ifndef ALOUD_CHECK_SOURCE_EMPHASIS_H
#define ALOUD_CHECK_SOURCE_EMPHASIS_H

#include "check/source_inlines.h"

/* A run of one of those characters. */
struct delimiter {
    size_t start;          /* in inlines.text */
    size_t left;           /* characters that are not used yet: [start, start + left) */
    size_t whole;          /* characters that there were */
    size_t previous, next; /* the delimiters that still count, by index from 1; 0 for none */
    char sign;
    bool opens, closes;
};

/* Adds the run at `at` and returns its length. */
size_t emphasis_add(struct inlines *inlines, size_t at);

/* Pairs the delimiters from index `from` on with each other, hides those that are markup, and drops them all. */
void emphasis_pair(struct inlines *inlines, size_t from);

#endif
