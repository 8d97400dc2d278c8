#include "export/telephone_filter.h"

#include "speech/clip.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    TAPS_MOST = 2 * TELEPHONE_FILTER_REACH,
    STEP = 441, /* frames of the engine for 160 samples at 8000 Hz, or 320 at 16000 */
    PHASES_MOST = 320,
    SECTIONS = 2,
    UNITY_BITS = 14, /* of a coefficient: no 16-bit frames, however they lie, make a sum of more than 32 bits */
    RING_PERIODS = 15,
};

/* The narrow band's step down is wide, so that a shorter response makes it. */
enum { NARROW_TAPS = 80, WIDE_TAPS = TAPS_MOST };

static const struct band {
    unsigned rate_hz, phases;
    size_t taps;
    double low_hz, high_hz; /* the last that passes whole; the one that is down by 6 dB */
    bool emphasis;
} BANDS[] = {{8000, 160, NARROW_TAPS, 326, 3430, true}, {16000, 320, WIDE_TAPS, 50, 7110, false}};

static const double RIPPLE_DB = 0.25, BETA = 5; /* of the windows: 54 dB beside the band */

/* 1 / (1 + a1 z^-1 + a2 z^-2), of a section whose zeros all lie at 0 Hz. */
struct section {
    double a1, a2;
};

struct telephone_filter {
    const struct band *band;
    struct section sections[SECTIONS];
    double gain;
    int16_t taps[PHASES_MOST * TAPS_MOST]; /* one set for each place of a sample between two frames */
};

static double sinc(double x)
{
    return fabs(x) < 1e-9 ? 1 : sin(M_PI * x) / (M_PI * x);
}

/* The modified Bessel function of the first kind and order 0: its power series. */
static double bessel(double x)
{
    double sum = 1, term = 1;
    for (int i = 1; i < 32; i++) {
        term *= x / (2 * i) * (x / (2 * i));
        sum += term;
    }
    return sum;
}

/* Windowed sinc (Kaiser's window): Oppenheim and Schafer, "Discrete-Time Signal Processing", 7.5. The sets of the
 * second half are those of the first, reversed. */
static void design_low_pass(struct telephone_filter *filter)
{
    size_t phases = filter->band->phases, taps = filter->band->taps;
    double width = 2 * filter->band->high_hz / CLIP_RATE_HZ, reach = (double)taps / 2;
    for (size_t phase = 0; phase <= phases / 2; phase++) {
        for (size_t i = 0; i < taps; i++) {
            double time = (double)i - (reach - 1) - (double)phase / (double)phases;
            double window = bessel(BETA * sqrt(1 - time / reach * (time / reach))) / bessel(BETA);
            double tap = window * sinc(width * time) * width;
            filter->taps[phase * taps + i] = (int16_t)lrint(tap * (1 << UNITY_BITS));
        }
    }
    for (size_t phase = phases / 2 + 1; phase < phases; phase++) {
        for (size_t i = 0; i < taps; i++)
            filter->taps[phase * taps + i] = filter->taps[(phases - phase) * taps + taps - 1 - i];
    }
}

/* Chebyshev's filter of the first kind, as a high pass, by the bilinear transform: the same, 7.1. */
static void design_high_pass(struct telephone_filter *filter)
{
    double edge = tan(M_PI * filter->band->low_hz / filter->band->rate_hz);
    double flatness = asinh(1 / sqrt(pow(10, RIPPLE_DB / 10) - 1)) / (2 * SECTIONS);
    filter->gain = 1;
    for (int i = 0; i < SECTIONS; i++) {
        double angle = M_PI * (2 * i + 1) / (4 * SECTIONS);
        /* The low pass's pole is -x ± jy; the high pass's edge / that; z is (1 + pole) / (1 - pole). */
        double x = sinh(flatness) * sin(angle), y = cosh(flatness) * cos(angle);
        double real = -edge * x / (x * x + y * y), imaginary = edge * y / (x * x + y * y);
        double below = (1 - real) * (1 - real) + imaginary * imaginary;
        struct section *section = &filter->sections[i];
        section->a1 = -2 * (1 - real * real - imaginary * imaginary) / below;
        section->a2 = ((1 + real) * (1 + real) + imaginary * imaginary) / below;
        filter->gain *= (1 - section->a1 + section->a2) / 4; /* so that half the rate passes as it is */
    }
}

enum status telephone_filter_new(unsigned rate_hz, struct telephone_filter **ret, struct error *error)
{
    const struct band *band = rate_hz == BANDS[0].rate_hz ? &BANDS[0] : &BANDS[1];
    struct telephone_filter *filter = malloc(sizeof *filter);
    if (!filter) return error_no_memory(error);
    filter->band = band;
    design_low_pass(filter);
    design_high_pass(filter);
    *ret = filter;
    return STATUS_OK;
}

/* `taps` is a constant wherever this is put in, so that the compiler does several at once. */
static inline void convolve(const struct telephone_filter *filter, const int16_t *frames, float *samples, size_t count,
                            size_t taps)
{
    unsigned phases = filter->band->phases, phase = 0;
    const float scale = (float)filter->gain / (1 << UNITY_BITS);
    const int16_t *from = frames - (taps / 2 - 1);
    for (size_t i = 0; i < count; i++) {
        const int16_t *set = filter->taps + phase * taps;
        int32_t sum = 0;
#pragma GCC unroll 12
        for (size_t tap = 0; tap < taps; tap++) sum += from[tap] * set[tap];
        samples[i] = (float)sum * scale;
        phase += STEP % phases;
        unsigned carry =
            phase >= phases; /* reckoned with, and not branched on: it comes and goes too irregularly to guess */
        from += STEP / phases + carry;
        phase -= carry * phases;
    }
}

static void low_pass(const struct telephone_filter *filter, const int16_t *frames, float *samples, size_t count)
{
    if (filter->band->taps == NARROW_TAPS)
        convolve(filter, frames, samples, count, NARROW_TAPS);
    else
        convolve(filter, frames, samples, count, WIDE_TAPS);
}

/* Both sections and the pre-emphasis in one pass: each waits for its own last sample, so the processor does them side by side. */
static void high_pass(const struct telephone_filter *filter, float *samples, size_t count)
{
    const struct section first = filter->sections[0], second = filter->sections[1];
    const double emphasis = filter->band->emphasis ? TELEPHONE_EMPHASIS : 0;
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0, z1 = 0, z2 = 0;
    for (size_t i = 0; i < count; i++) {
        double x = (double)samples[i];
        double y = (x - 2 * x1 + x2 - first.a2 * y2) - first.a1 * y1;
        double z = (y - 2 * y1 + y2 - second.a2 * z2) - second.a1 * z1;
        samples[i] = (float)(z - emphasis * z1);
        x2 = x1, x1 = x;
        y2 = y1, y1 = y;
        z2 = z1, z1 = z;
    }
}

void telephone_filter_run(const struct telephone_filter *filter, const int16_t *frames, float *samples, size_t count)
{
    low_pass(filter, frames, samples, count);
    high_pass(filter, samples, count);
}

size_t telephone_filter_ring_samples(const struct telephone_filter *filter)
{
    return (size_t)(filter->band->rate_hz * RING_PERIODS / filter->band->low_hz);
}
