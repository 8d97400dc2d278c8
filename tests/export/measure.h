/* Measures of sound for the tests of the export, made in another way than what they test. */
#ifndef TESTS_EXPORT_MEASURE_H
#define TESTS_EXPORT_MEASURE_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* Fails the test where `value` is not within `tolerance` of `expected`. */
#define assert_near(value, expected, tolerance)                                                                        \
    do {                                                                                                               \
        double measured = (value), wanted = (expected);                                                                \
        if (!(fabs(measured - wanted) <= (tolerance)))                                                                 \
            fail_msg("%s is %g, not %g within %g", #value, measured, wanted, (double)(tolerance));                     \
    } while (0)

/* The active speech level of ITU-T P.56 in dBov, -INFINITY where there is none: as the Recommendation writes it down, with
 * no thought of speed. */
double measured_active_dbov(const int16_t *frames, size_t count, unsigned rate_hz);

/* Power between two frequencies, of the frames' square: by Fourier transforms of overlapping stretches, in windows whose
 * side lobes are 90 dB down (Blackman and Harris). Main lobes are 8 bins wide: `rate_hz` / 512 Hz. */
double band_power(const int16_t *frames, size_t count, unsigned rate_hz, double from_hz, double to_hz);

/* The best correlation coefficient, -1 to 1, of two sounds when one is moved against the other by up to `most` frames. */
double best_correlation(const int16_t *one, size_t one_count, const int16_t *other, size_t other_count, size_t most);

double decibels(double power);

#endif
