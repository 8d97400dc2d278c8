/* What is spoken, with its times, for a player that shows it: WebVTT ("WebVTT: The Web Video Text Tracks Format", W3C,
 * 2019), one cue a sentence. */
#ifndef ALOUD_EXPORT_WEB_VTT_H
#define ALOUD_EXPORT_WEB_VTT_H

#include "base/buffer.h"

/* From byte `offset` of the cue's text on, it sounds from `frame` on. */
struct web_vtt_word {
    uint64_t frame;
    size_t offset;
};

struct web_vtt_cue {
    uint64_t start_frame, end_frame;
    const char *text; /* UTF-8 */
    const struct web_vtt_word *words;
    size_t word_count; /* 0: the cue has no times within */
};

/* Appends the line that begins each file. */
void web_vtt_begin(struct buffer *text);

/* Appends a cue; cues come in the order of their starts. The text becomes one line, in which &, < and > are escaped, so that
 * no leaflet can end its cue. A word that begins with the cue, not behind the word before it, at or behind the cue's end,
 * or within a character gets no time of its own, as the format wants it. An empty text appends nothing. */
void web_vtt_append(struct buffer *text, const struct web_vtt_cue *cue);

#endif
