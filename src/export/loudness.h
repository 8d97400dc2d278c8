/* How loud a recording is.
 *
 *     struct loudness_meter *meter = NULL;
 *     enum status status = loudness_meter_new(&meter, error);
 *     while (status == STATUS_OK && …) status = loudness_meter_append(meter, frames, count, error);
 *     if (status == STATUS_OK) loudness = loudness_meter_read(meter);
 *     loudness_meter_free(meter);
 *
 * Measured as EBU R 128 and ITU-R BS.1770-4 tell, by libebur128, with a histogram of the loudness in steps of 0.1 LU. The
 * peaks are spooled (spool.h). So memory does not grow with the recording's length.
 */
#ifndef ALOUD_EXPORT_LOUDNESS_H
#define ALOUD_EXPORT_LOUDNESS_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct loudness {
    double lufs;      /* integrated; -INFINITY where it is silent, or shorter than the 0.4 s of one measurement */
    double peak_dbtp; /* true peak; -INFINITY where it is silent */
};

/* Stretches of which the peak is kept: 5 ms. */
enum { LOUDNESS_BLOCK_FRAMES = 110 };

struct loudness_meter;

/* For mono at CLIP_RATE_HZ. */
enum status loudness_meter_new(struct loudness_meter **ret, struct error *error);
/* STATUS_IO where there is no room for the spool. */
enum status loudness_meter_append(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                  struct error *error);
struct loudness loudness_meter_read(const struct loudness_meter *meter);

size_t loudness_meter_peak_count(const struct loudness_meter *meter);

/* The true peaks of blocks [first, first + count) of LOUDNESS_BLOCK_FRAMES, as factors of full scale; a peak at the end of a
 * block may be told of the next one. */
enum status loudness_meter_peaks(const struct loudness_meter *meter, size_t first, size_t count, float *peaks,
                                 struct error *error);

void loudness_meter_free(struct loudness_meter *meter); /* NULL is fine */

#endif
