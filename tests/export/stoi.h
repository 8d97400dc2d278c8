/* The short-time objective intelligibility measure (STOI): C. H. Taal, R. C. Hendriks, R. Heusdens, J. Jensen, "An
 * Algorithm for Intelligibility Prediction of Time-Frequency Weighted Noisy Speech", IEEE Transactions on Audio, Speech,
 * and Language Processing 19 (7), 2011. It compares how the power of bands a third of an octave wide moves over 384 ms. */
#ifndef TESTS_EXPORT_STOI_H
#define TESTS_EXPORT_STOI_H

#include <stddef.h>

/* The paper's bands: their centres are 150 Hz times 2^(i/3). */
enum { STOI_BANDS = 15, STOI_RATE_HZ = 10000 };

/* How well `heard` is understood beside `clean`, as 0 to 1, by bands [first, end); both are at STOI_RATE_HZ and lie at the
 * same time. Negative where there is less than 384 ms of speech or memory runs out. */
double stoi(const float *clean, const float *heard, size_t count, size_t first_band, size_t end_band);

/* From 8000 Hz to STOI_RATE_HZ: `ret` has room for count * 5 / 4 samples. */
void stoi_resample(const float *samples, size_t count, float *ret);

#endif
