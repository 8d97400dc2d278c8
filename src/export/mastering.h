/* The last step before a recording is encoded: its level, short fades, and silence at both ends.
 *
 *     struct mastering mastering;
 *     encoder_open(…, mastering_frames(frame_count), &encoder, error);
 *     status = mastering_begin(&mastering, encoder, &level, frame_count, error);
 *     while (status == STATUS_OK && …) status = mastering_append(&mastering, frames, count, error);
 *     if (status == STATUS_OK) status = mastering_end(&mastering, error);
 *
 * A chapter that begins at a frame of the recording begins MASTERING_SILENCE_FRAMES later in the file.
 */
#ifndef ALOUD_EXPORT_MASTERING_H
#define ALOUD_EXPORT_MASTERING_H

#include "export/encoder.h"
#include "export/level.h"
#include "speech/clip.h"

/* Half a second of silence before and behind: a player that fades in or drops the first moment loses no word, and the
 * sections of a playlist stand apart. Five milliseconds of fade: no click, and no consonant is softened. */
enum {
    MASTERING_SILENCE_MS = 500,
    MASTERING_SILENCE_FRAMES = CLIP_RATE_HZ * MASTERING_SILENCE_MS / 1000,
    MASTERING_FADE_MS = 5,
    MASTERING_FADE_FRAMES = CLIP_RATE_HZ * MASTERING_FADE_MS / 1000,
};

struct mastering {
    struct encoder *encoder;    /* the caller's */
    const struct level *level;  /* the caller's */
    uint64_t frame_count, done; /* of the recording, without the silence */
    uint64_t random;            /* state of the dither; the same for each recording */
};

/* Frames in the file of a recording of `frame_count`. */
uint64_t mastering_frames(uint64_t frame_count);

/* Encoder and level must outlive it. */
enum status mastering_begin(struct mastering *mastering, struct encoder *encoder, const struct level *level,
                            uint64_t frame_count, struct error *error);

/* Dithers (triangular, two steps wide) where, and only where, the result is no whole number: a frame that needs no
 * rounding, so also silence, stays exact. */
enum status mastering_append(struct mastering *mastering, const int16_t *frames, size_t count, struct error *error);
enum status mastering_end(struct mastering *mastering, struct error *error);

#endif
