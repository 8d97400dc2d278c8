/* How loud a recording is, and how much louder or quieter it has to be.
 *
 *     struct loudness_meter *meter = NULL;
 *     enum status status = loudness_meter_new(&meter, error);
 *     while (status == STATUS_OK && …) status = loudness_meter_append(meter, frames, count, error);
 *     if (status == STATUS_OK) gain = loudness_gain(loudness_meter_read(meter));
 *     loudness_meter_free(meter);
 *
 * Measured as EBU R 128 and ITU-R BS.1770-4 tell, by libebur128.
 */
#ifndef ALOUD_EXPORT_LOUDNESS_H
#define ALOUD_EXPORT_LOUDNESS_H

#include "base/status.h"

#include <stdint.h>

/* -19 LUFS of one channel is as loud as -16 LUFS of two, since both loudspeakers give it: the level of podcasts and audio
 * books, on which a listener's volume stands. The 23 LUFS of broadcasting are too quiet for a telephone's loudspeaker. The
 * peak is that of EBU R 128. */
#define LOUDNESS_TARGET_LUFS (-19.0)
#define LOUDNESS_PEAK_DBTP (-1.0)

struct loudness {
    double lufs;      /* integrated; -INFINITY where it is silent, or shorter than the 0.4 s of one measurement */
    double peak_dbtp; /* true peak; -INFINITY where it is silent */
};

struct loudness_meter;

/* For mono at CLIP_RATE_HZ. */
enum status loudness_meter_new(struct loudness_meter **ret, struct error *error);
enum status loudness_meter_append(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                  struct error *error);
struct loudness loudness_meter_read(const struct loudness_meter *meter);
void loudness_meter_free(struct loudness_meter *meter); /* NULL is fine */

/* The factor that brings a recording to the target, as far as its peak allows; 1 where its loudness is not known. */
double loudness_gain(struct loudness loudness);

#endif
