/* Text on the screen: wrapped at words, in the order of its script, without control codes. */
#ifndef ALOUD_LISTEN_SCREEN_TEXT_H
#define ALOUD_LISTEN_SCREEN_TEXT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct screen_area {
    int left, width; /* columns */
    int rows;        /* of the screen: nothing is drawn below */
};

/* Draws `text` (NULL: nothing) from `row` on, a line every `spacing` rows, bytes [mark_start, mark_end) in reverse.
 * Right-to-left text is put in visual order by the Unicode bidirectional algorithm (UAX 9), since few terminals do.
 * Returns the row behind the last line. */
int screen_text(const struct screen_area *area, int row, int spacing, const char *text, bool right_to_left,
                uint32_t mark_start, uint32_t mark_end);

/* Appends `text` with control characters left out. */
void screen_text_safe(const char *text, struct buffer *safe);

#endif
