/* From a clip of the engine to what a telephone line carries: its band, its rate, its level, and silence at both ends.
 *
 * Prompts are single utterances, so they are whole in memory.
 *
 *     struct telephone *telephone = NULL;                  // one a process; its memory is used again
 *     struct telephone_signal signal = {0};
 *     enum status status = telephone_new(&telephone, error);
 *     if (status == STATUS_OK) status = telephone_signal_make(telephone, clip->frames, clip->frame_count, 8000, &signal, error);
 *     …
 *     telephone_signal_done(&signal);
 *     telephone_free(telephone);
 */
#ifndef ALOUD_EXPORT_TELEPHONE_SIGNAL_H
#define ALOUD_EXPORT_TELEPHONE_SIGNAL_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* Silence put at each end, so that a line that opens late loses no consonant; the clip's own pause comes besides. */
enum { TELEPHONE_SILENCE_MS = 20 };

/* The active speech level (speech_level.h) that prompts have: the usual one for recorded speech in telephone networks
 * (ITU-T P.830, 7.2.2). */
static const double TELEPHONE_LEVEL_DBOV = -26;

struct telephone;

struct telephone_signal { /* zero-initialised is empty; its memory is used again */
    int16_t *frames;      /* mono, native byte order */
    size_t frame_count, capacity;
    unsigned rate_hz;
};

enum status telephone_new(struct telephone **ret, struct error *error);
void telephone_free(struct telephone *telephone); /* NULL is fine */

/* Makes a signal at `rate_hz` (8000: 300 to 3400 Hz with a gentle pre-emphasis; 16000: 50 to 7000 Hz; telephone_filter.h) of `frame_count` frames at CLIP_RATE_HZ.
 *
 * The sound begins and ends from and to nothing within a few ms, and has no constant part. Its active level is
 * TELEPHONE_LEVEL_DBOV, but where peaks would then be over full scale (they would have to stand 25 dB over the level: no
 * speech does that) the whole is quieter by as much: no sample is ever cut off. What is too quiet to be speech is not
 * made louder. Samples are rounded without dither: at this level rounding is 70 dB under the speech, codecs of eight
 * bits are coarser, and silence stays zero. The same frames give the same signal.
 *
 * STATUS_USAGE for another rate. */
enum status telephone_signal_make(struct telephone *telephone, const int16_t *frames, size_t frame_count,
                                  unsigned rate_hz, struct telephone_signal *ret, struct error *error);

void telephone_signal_done(struct telephone_signal *signal);

#endif
