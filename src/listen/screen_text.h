/* Text on the screen: wrapped at words, and drawn with ncurses. */
#ifndef ALOUD_LISTEN_SCREEN_TEXT_H
#define ALOUD_LISTEN_SCREEN_TEXT_H

#include "base/buffer.h"
#include "listen/screen_line.h"

struct screen_area {
    int left, width; /* columns */
    int rows;        /* of the screen: nothing is drawn below */
};

/* How many lines `text` takes. */
int screen_text_lines(const struct screen_area *area, const char *text);

/* Where the page of `lines` lines begins that holds byte `offset` of `text`. */
size_t screen_text_page(const struct screen_area *area, const char *text, int lines, size_t offset);

/* Draws the text behind byte `from` from `row` on, a line every `spacing` rows, what is marked in reverse, all else in
 * the attributes that are set. Returns the row behind the last line. */
int screen_text_draw(const struct screen_area *area, const struct screen_text *text, size_t from, int row, int spacing);

/* Appends `text` with control characters left out. */
void screen_text_safe(const char *text, struct buffer *safe);

#endif
