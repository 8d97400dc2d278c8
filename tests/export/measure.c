#include "measure.h"

#include <fftw3.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

double decibels(double power)
{
    return 10 * log10(power + 1e-30);
}

/* Algorithms 1 and 2 of P.56 as they stand, sample by sample; the thresholds from the lowest, 2^-15, up. */
double measured_active_dbov(const int16_t *frames, size_t count, unsigned rate_hz)
{
    double keep = exp(-1 / (0.03 * rate_hz)), p = 0, q = 0, sum = 0, active[15] = {0}, c[15];
    long hangover = lrint(ceil(0.2 * rate_hz)), hung[15];
    for (int j = 0; j < 15; j++) c[j] = pow(2, j - 15), hung[j] = hangover;
    for (size_t i = 0; i < count; i++) {
        double value = frames[i] / 32768.0;
        sum += value * value;
        p = keep * p + (1 - keep) * fabs(value);
        q = keep * q + (1 - keep) * p;
        for (int j = 0; j < 15; j++) {
            if (q >= c[j])
                active[j]++, hung[j] = 0;
            else if (hung[j] < hangover)
                active[j]++, hung[j]++;
        }
    }
    double below_a = 0, below_delta = -1;
    for (int j = 0; j < 15 && active[j] > 0; j++) {
        double a = 10 * log10(sum / active[j]), delta = a - 20 * log10(c[j]);
        if (delta <= 15.9) {
            if (j == 0) return -INFINITY;
            return below_a + (a - below_a) * (below_delta - 15.9) / (below_delta - delta);
        }
        below_a = a, below_delta = delta;
    }
    return below_delta > 0 ? below_a : -INFINITY;
}

enum { WINDOW = 4096 };

double band_power(const int16_t *frames, size_t count, unsigned rate_hz, double from_hz, double to_hz)
{
    double *time = fftw_alloc_real(WINDOW), window[WINDOW], window_power = 0, power = 0;
    fftw_complex *bins = fftw_alloc_complex(WINDOW / 2 + 1);
    fftw_plan plan = fftw_plan_dft_r2c_1d(WINDOW, time, bins, FFTW_ESTIMATE);
    for (size_t i = 0; i < WINDOW; i++) {
        double turn = 2 * M_PI * (double)i / WINDOW;
        window[i] = 0.35875 - 0.48829 * cos(turn) + 0.14128 * cos(2 * turn) - 0.01168 * cos(3 * turn);
        window_power += window[i] * window[i];
    }
    size_t stretches = 0;
    for (ptrdiff_t at = -(ptrdiff_t)WINDOW / 2; at < (ptrdiff_t)count; at += WINDOW / 4, stretches++) {
        for (ptrdiff_t i = 0; i < WINDOW; i++) {
            bool within = at + i >= 0 && at + i < (ptrdiff_t)count;
            time[i] = within ? frames[at + i] * window[i] : 0;
        }
        fftw_execute(plan);
        for (size_t bin = 0; bin <= WINDOW / 2; bin++) {
            double hz = (double)bin * rate_hz / WINDOW,
                   square = bins[bin][0] * bins[bin][0] + bins[bin][1] * bins[bin][1];
            if (hz >= from_hz && hz < to_hz) power += (bin == 0 || bin == WINDOW / 2 ? 1 : 2) * square;
        }
    }
    fftw_destroy_plan(plan);
    fftw_free(time);
    fftw_free(bins);
    /* Each sample lies in four windows; Parseval's WINDOW. */
    return power / WINDOW / window_power * WINDOW / 4 / (double)count;
}

static double correlation(const int16_t *one, const int16_t *other, size_t count)
{
    double both = 0, one_power = 0, other_power = 0;
    for (size_t i = 0; i < count; i++) {
        both += (double)one[i] * other[i];
        one_power += (double)one[i] * one[i];
        other_power += (double)other[i] * other[i];
    }
    return one_power > 0 && other_power > 0 ? both / sqrt(one_power * other_power) : 0;
}

double best_correlation(const int16_t *one, size_t one_count, const int16_t *other, size_t other_count, size_t most)
{
    double best = -1;
    for (size_t shift = 0; shift <= most; shift++) {
        for (int way = 0; way < 2; way++) {
            size_t one_at = way ? shift : 0, other_at = way ? 0 : shift;
            if (one_at >= one_count || other_at >= other_count) continue;
            size_t count = one_count - one_at < other_count - other_at ? one_count - one_at : other_count - other_at;
            best = fmax(best, correlation(one + one_at, other + other_at, count));
        }
    }
    return best;
}
