/* The band of a telephone line, and the change of rate from the engine's to the line's, in one pass.
 *
 * A finite impulse response with linear phase makes each sample of the new rate and cuts off what lies over the band
 * (and so what would fold into it); then a Chebyshev high pass of fourth order takes away what lies under it: hum, the
 * level of rest (DC), and most of the voice's fundamental, which the ear supplies. libsoxr was measured for the first
 * part: its cheapest setting that folds nothing costs four times as much, a fifth of what the engine takes for the same
 * speech. The response is tested by its spectrum.
 *
 * On the narrow band a gentle pre-emphasis, 1 - TELEPHONE_EMPHASIS z^-1, follows: at equal level it makes speech
 * better understood in noise as loud as it, and 5 dB under it, in all nineteen languages (by the measure of
 * tests/export/stoi.h). Stronger ones do less; compression of the level costs more in quiet than it gives in noise:
 * `bench-aloud JSON phone` shows both.
 *
 *     rate      flat but for that       down by 3 dB beside 1 kHz     down by more than 50 dB
 *     8000      350 to 3100 Hz          300 and 3400 Hz               from 3900 Hz, and at mains hum
 *     16000      50 to 6800 Hz           43 and 7000 Hz               from 7500 Hz */
#ifndef ALOUD_EXPORT_TELEPHONE_FILTER_H
#define ALOUD_EXPORT_TELEPHONE_FILTER_H

#include "base/status.h"

#include <stdint.h>

struct telephone_filter;

static const double TELEPHONE_EMPHASIS = 0.2;

/* Frames before and behind that a sample is made of. */
enum { TELEPHONE_FILTER_REACH = 48 };

/* `rate_hz` is 8000 or 16000. Free with free(). */
enum status telephone_filter_new(unsigned rate_hz, struct telephone_filter **ret, struct error *error);

/* Makes `count` samples; the first lies where frames[0] does. `frames` are at CLIP_RATE_HZ, and readable from
 * TELEPHONE_FILTER_REACH before the first to as many behind the last sample's place. Samples keep the frames' scale. */
void telephone_filter_run(const struct telephone_filter *filter, const int16_t *frames, float *samples, size_t count);

/* The time after which nothing is left of a sound that has ended. */
size_t telephone_filter_ring_samples(const struct telephone_filter *filter);

#endif
