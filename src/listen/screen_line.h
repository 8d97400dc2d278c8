/* A line of text as it stands on the screen: in visual order, joined, without control codes. Draws nothing. */
#ifndef ALOUD_LISTEN_SCREEN_LINE_H
#define ALOUD_LISTEN_SCREEN_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* A text and how it is to be shown. */
struct screen_text {
    const char *text; /* UTF-8; NULL: none */
    bool right_to_left;
    uint32_t mark_start, mark_end; /* bytes that are marked; equal: none */
};

enum { SCREEN_LINE_MOST = 512 };

/* From left to right; a combining character stands behind its base. */
struct screen_line {
    wchar_t characters[SCREEN_LINE_MOST];
    bool marked[SCREEN_LINE_MOST];
    size_t count;
    int columns;
};

/* How many of the bytes from `start` on go into a line of `columns`: up to a space where there is one, and never none.
 * A word is cut only where it is longer than the line. `start` is below the text's length. */
size_t screen_line_fit(const char *text, size_t start, int columns);

/* Bytes [start, end) in visual order by the Unicode bidirectional algorithm (UAX 9), since few terminals do that right:
 * mirrored signs are mirrored, Arabic letters joined; white space at the end is left out. Where memory runs out the
 * order is the logical one. */
void screen_line_make(const struct screen_text *text, size_t start, size_t end, struct screen_line *line);

#endif
