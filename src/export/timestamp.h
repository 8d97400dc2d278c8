/* Places in a recording, counted in frames of CLIP_RATE_HZ, as the files beside it and its tags tell them. */
#ifndef ALOUD_EXPORT_TIMESTAMP_H
#define ALOUD_EXPORT_TIMESTAMP_H

#include "base/buffer.h"

/* Milliseconds, rounded to the nearest. */
uint64_t timestamp_ms(uint64_t frame);

/* Appends "HH:MM:SS.mmm", with more digits of hours where there are more. */
void timestamp_append(struct buffer *text, uint64_t ms);

#endif
