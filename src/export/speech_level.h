/* How loud speech is: the active speech level, by method B of Recommendation ITU-T P.56 (12/2011), "Objective measurement
 * of active speech level". It is the mean power of the time in which somebody speaks: pauses between words count, those
 * that are longer than the hangover of 200 ms do not.
 *
 *     struct speech_meter meter = {0};
 *     enum status status = speech_meter_take(&meter, samples, count, 8000, 32768, error);
 *     if (status == STATUS_OK) dbov = speech_meter_read(&meter, 1).active_dbov;
 *     speech_meter_done(&meter);
 */
#ifndef ALOUD_EXPORT_SPEECH_LEVEL_H
#define ALOUD_EXPORT_SPEECH_LEVEL_H

#include "base/status.h"

#include <stddef.h>

/* Levels in dB of the overload point (dBov, ITU-T G.100.1: 0 dBov is a square wave of full scale), -INFINITY of silence.
 */
struct speech_level {
    double active_dbov;    /* -INFINITY where nothing stands out as speech */
    double long_term_dbov; /* of all samples */
    double activity;       /* the part of the time, 0 to 1, that is active */
    double peak;           /* the largest sample, as a part of full scale */
};

/* What was measured; zero-initialised is empty, and its memory is used again. */
struct speech_meter {
    float *envelope;        /* a part of full scale, one a step */
    size_t count, capacity; /* steps */
    double step_s, steps;   /* their length; how many all the samples are, with what is less than one */
    double square_sum;      /* of all steps' means of the square of full scale */
    float peak;
};

/* Takes the envelope of `count` samples at `rate_hz` (8000 or more), where full scale is ±`full_scale`, about once a
 * millisecond: P.56 asks for 694 times a second or more, and each sample would cost ten times as much. */
enum status speech_meter_take(struct speech_meter *meter, const float *samples, size_t count, unsigned rate_hz,
                              float full_scale, struct error *error);

/* The level that the samples have when they are made louder by the factor `gain`. It is not just so much more: the
 * thresholds of P.56 stand at halves, quarters, … of full scale. */
struct speech_level speech_meter_read(const struct speech_meter *meter, double gain);

void speech_meter_done(struct speech_meter *meter);

#endif
