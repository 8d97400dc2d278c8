#include "stoi.h"

#include <fftw3.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { FRAME = 256, HOP = FRAME / 2, TRANSFORM = 512, SEGMENT = 30 /* frames */ };
static const double LOWEST_CENTRE_HZ = 150, SPEECH_RANGE_DB = 40, LEAST_DISTORTION_DB = -15;

/* ---- Rate -------------------------------------------------------------------------------------------------------- */

enum { REACH = 32, LENGTH = 2 * REACH, PHASES = 5 };

void stoi_resample(const float *samples, size_t count, float *ret)
{
    float taps[PHASES][LENGTH];
    for (int phase = 0; phase < PHASES; phase++) {
        for (int i = 0; i < LENGTH; i++) {
            double time = i - (REACH - 1) - phase * 0.2, window = 0.5 + 0.5 * cos(M_PI * time / REACH);
            taps[phase][i] = (float)(fabs(time) < 1e-9 ? 1 : window * sin(M_PI * time) / (M_PI * time));
        }
    }
    for (size_t i = 0; i < count * 5 / 4; i++) {
        ptrdiff_t from = (ptrdiff_t)(i * 4 / 5) - (REACH - 1);
        const float *set = taps[i * 4 % 5];
        float sum = 0;
        for (ptrdiff_t tap = 0; tap < LENGTH; tap++) {
            if (from + tap >= 0 && from + tap < (ptrdiff_t)count) sum += samples[from + tap] * set[tap];
        }
        ret[i] = sum;
    }
}

/* ---- Section II.A: silent frames go, then bands ------------------------------------------------------------------- */

static double window(size_t i)
{
    return 0.5 - 0.5 * cos(2 * M_PI * (double)(i + 1) / (FRAME + 1));
}

static double frame_db(const float *samples)
{
    double power = 0;
    for (size_t i = 0; i < FRAME; i++) power += pow((double)samples[i] * window(i), 2);
    return 10 * log10(power + 1e-20);
}

/* Puts together again the frames in which the clean speech is less than 40 dB under its loudest; returns how many samples
 * these are. `kept` are zeroed, as long as the speech. */
static size_t drop_silence(const float *clean, const float *heard, size_t count, float *kept_clean, float *kept_heard)
{
    double loudest = -INFINITY;
    size_t kept = 0;
    for (size_t at = 0; at + FRAME <= count; at += HOP) loudest = fmax(loudest, frame_db(clean + at));
    for (size_t at = 0; at + FRAME <= count; at += HOP) {
        if (frame_db(clean + at) <= loudest - SPEECH_RANGE_DB) continue;
        for (size_t i = 0; i < FRAME; i++) {
            kept_clean[kept * HOP + i] += clean[at + i] * (float)window(i);
            kept_heard[kept * HOP + i] += heard[at + i] * (float)window(i);
        }
        kept++;
    }
    return kept > 0 ? (kept + 1) * HOP : 0;
}

struct bands {
    size_t frames;
    double (*levels)[STOI_BANDS]; /* one set a frame */
};

static size_t bin_at(double hz)
{
    return (size_t)lrint(hz * TRANSFORM / STOI_RATE_HZ);
}

static bool make_bands(const float *samples, size_t count, struct bands *bands)
{
    bands->frames = count >= FRAME ? (count - FRAME) / HOP + 1 : 0;
    bands->levels = calloc(bands->frames + 1, sizeof *bands->levels);
    double *time = fftw_alloc_real(TRANSFORM);
    fftw_complex *bins = fftw_alloc_complex(TRANSFORM / 2 + 1);
    fftw_plan plan = time && bins ? fftw_plan_dft_r2c_1d(TRANSFORM, time, bins, FFTW_ESTIMATE) : NULL;
    for (size_t frame = 0; plan && bands->levels && frame < bands->frames; frame++) {
        for (size_t i = 0; i < TRANSFORM; i++) time[i] = i < FRAME ? (double)samples[frame * HOP + i] * window(i) : 0;
        fftw_execute(plan);
        for (size_t band = 0; band < STOI_BANDS; band++) {
            double power = 0;
            size_t from = bin_at(LOWEST_CENTRE_HZ * pow(2, (2 * (double)band - 1) / 6));
            size_t to = bin_at(LOWEST_CENTRE_HZ * pow(2, (2 * (double)band + 1) / 6));
            for (size_t bin = from; bin < to; bin++) power += bins[bin][0] * bins[bin][0] + bins[bin][1] * bins[bin][1];
            bands->levels[frame][band] = sqrt(power);
        }
    }
    bool made = plan && bands->levels;
    if (plan) fftw_destroy_plan(plan);
    fftw_free(time);
    fftw_free(bins);
    return made;
}

/* ---- Section II.B: correlation of short segments ------------------------------------------------------------------ */

/* Of one band, over the SEGMENT frames from `frame` on: normalised, clipped (equations 3 and 4), correlated (5). */
static double segment_correlation(const struct bands *clean, const struct bands *heard, size_t frame, size_t band)
{
    double x[SEGMENT], y[SEGMENT], clean_power = 1e-20, heard_power = 1e-20, x_mean = 0, y_mean = 0;
    for (size_t i = 0; i < SEGMENT; i++) {
        x[i] = clean->levels[frame + i][band];
        y[i] = heard->levels[frame + i][band];
        clean_power += x[i] * x[i];
        heard_power += y[i] * y[i];
    }
    double scale = sqrt(clean_power / heard_power), most = 1 + pow(10, -LEAST_DISTORTION_DB / 20);
    for (size_t i = 0; i < SEGMENT; i++) {
        y[i] = fmin(y[i] * scale, x[i] * most);
        x_mean += x[i] / SEGMENT;
        y_mean += y[i] / SEGMENT;
    }
    double both = 0, x_power = 1e-20, y_power = 1e-20;
    for (size_t i = 0; i < SEGMENT; i++) {
        both += (x[i] - x_mean) * (y[i] - y_mean);
        x_power += (x[i] - x_mean) * (x[i] - x_mean);
        y_power += (y[i] - y_mean) * (y[i] - y_mean);
    }
    return both / sqrt(x_power * y_power);
}

double stoi(const float *clean, const float *heard, size_t count, size_t first_band, size_t end_band)
{
    struct bands clean_bands = {0}, heard_bands = {0};
    double result = -1, sum = 0;
    float *kept_clean = calloc(count + 1, sizeof *kept_clean), *kept_heard = calloc(count + 1, sizeof *kept_heard);
    if (!kept_clean || !kept_heard) goto finish;
    size_t kept = drop_silence(clean, heard, count, kept_clean, kept_heard);
    if (!make_bands(kept_clean, kept, &clean_bands) || !make_bands(kept_heard, kept, &heard_bands)) goto finish;
    if (clean_bands.frames < SEGMENT) goto finish;
    size_t segments = clean_bands.frames - SEGMENT + 1;
    for (size_t frame = 0; frame < segments; frame++) {
        for (size_t band = first_band; band < end_band; band++)
            sum += segment_correlation(&clean_bands, &heard_bands, frame, band);
    }
    result = sum / (double)(segments * (end_band - first_band));
finish:
    free(clean_bands.levels);
    free(heard_bands.levels);
    free(kept_clean);
    free(kept_heard);
    return result;
}
