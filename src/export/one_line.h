/* Text of a leaflet as one line of a tag, a cue sheet or a playlist. */
#ifndef ALOUD_EXPORT_ONE_LINE_H
#define ALOUD_EXPORT_ONE_LINE_H

#include "base/buffer.h"

/* Appends `text` (NULL: nothing). Control characters and the separators of lines and paragraphs become spaces, so that no
 * title can begin a line of its own; bytes that are not UTF-8 become U+FFFD. */
void one_line(struct buffer *line, const char *text);

#endif
