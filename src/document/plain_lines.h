/* What one line of plain text looks like. */
#ifndef ALOUD_DOCUMENT_PLAIN_LINES_H
#define ALOUD_DOCUMENT_PLAIN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plain_line {
    size_t start;  /* source bytes of what it says, without white space and marker */
    size_t marked; /* the same with the marker */
    size_t end;
    size_t next;    /* where the next line starts */
    size_t indent;  /* columns before it, a tab to the next multiple of 4 */
    size_t columns; /* characters that it says */
    bool blank;
    bool item; /* a list marker stands before it */
    bool ordered;
    uint32_t number; /* of an ordered item */
    char underline;  /* '=' or '-' where the line is nothing else, at least three of them; else 0 */
};

/* Reads the line at `position`, which is below `length`. A line longer than `most` bytes ends at a space before that. */
struct plain_line plain_line_read(const char *source, size_t position, size_t length, size_t most);

/* At least two capital letters and no small ones. */
bool plain_line_is_capitals(const char *text, size_t length);

/* True for "1. Introduction" and "2.1 Diet"; *ret_depth is how many numbers stand there. */
bool plain_line_is_numbered(const char *text, size_t length, size_t *ret_depth);

#endif
