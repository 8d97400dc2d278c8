#include "export/speech_level.h"

#include "base/array.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* P.56, 7.2: constants and thresholds. */
static const double TIME_CONSTANT_S = 0.03, HANGOVER_S = 0.2, MARGIN_DB = 15.9;
enum { THRESHOLDS = 16 }; /* full scale / 2, / 4, … */

enum { LANES = 8 }; /* sums of their own, so that the compiler can make them side by side */

struct lanes {
    float sums[LANES], squares[LANES], peaks[LANES];
};

static void lanes_add(struct lanes *lanes, const float *samples)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        float value = fabsf(samples[lane]);
        lanes->sums[lane] += value;
        lanes->squares[lane] += value * value;
        lanes->peaks[lane] = value > lanes->peaks[lane] ? value : lanes->peaks[lane];
    }
}

/* What is less than a step at the end counts for power and peak alone. */
static void take_rest(struct speech_meter *meter, const float *samples, size_t count, size_t step, float scale)
{
    for (size_t i = 0; i < count; i++) {
        float value = fabsf(samples[i]) * scale;
        meter->square_sum += (double)(value * value) / (double)step;
        if (value > meter->peak) meter->peak = value;
    }
}

enum status speech_meter_take(struct speech_meter *meter, const float *samples, size_t count, unsigned rate_hz,
                              float full_scale, struct error *error)
{
    size_t step = (size_t)rate_hz / 1000 / LANES * LANES, whole = count / step;
    float scale = 1 / full_scale, peak = 0;
    if (!array_reserve(&meter->envelope, &meter->capacity, whole)) return error_no_memory(error);
    meter->count = whole;
    meter->step_s = (double)step / rate_hz;
    meter->steps = (double)count / (double)step;
    meter->square_sum = 0;
    meter->peak = 0;
    double keep = exp(-meter->step_s / TIME_CONSTANT_S), p = 0, q = 0; /* P.56: g, p, q */
    struct lanes lanes = {0};
    for (size_t i = 0; i < whole; i++) {
        float sum = 0, square = 0;
        for (size_t lane = 0; lane < LANES; lane++) lanes.sums[lane] = lanes.squares[lane] = 0;
        for (size_t at = i * step; at < (i + 1) * step; at += LANES) lanes_add(&lanes, samples + at);
        for (size_t lane = 0; lane < LANES; lane++) {
            sum += lanes.sums[lane];
            square += lanes.squares[lane];
        }
        meter->square_sum += (double)square * (double)scale * (double)scale / (double)step;
        p = keep * p + (1 - keep) * (double)sum * (double)scale / (double)step;
        q = keep * q + (1 - keep) * p;
        meter->envelope[i] = (float)q;
    }
    for (size_t lane = 0; lane < LANES; lane++) peak = lanes.peaks[lane] > peak ? lanes.peaks[lane] : peak;
    meter->peak = peak * scale;
    take_rest(meter, samples + whole * step, count - whole * step, step, scale);
    return STATUS_OK;
}

/* P.56, algorithm 2: for each threshold the steps in which the envelope is over it, or was so within the hangover. */
static void count_active(const struct speech_meter *meter, const float *thresholds, int32_t *active)
{
    int32_t left[THRESHOLDS] = {0}, hangover = (int32_t)ceil(HANGOVER_S / meter->step_s);
    for (size_t step = 0; step < meter->count; step++) {
        float envelope = meter->envelope[step];
        for (size_t i = 0; i < THRESHOLDS; i++) {
            int32_t over = envelope >= thresholds[i], lasting = left[i] > 0;
            active[i] += over | lasting;
            left[i] = over ? hangover : left[i] - lasting;
        }
    }
}

static double decibels(double power)
{
    return power > 0 ? 10 * log10(power) : -INFINITY;
}

/* P.56, 7.3: the level is where threshold and level over it lie the margin apart, between two thresholds by
 * interpolation. It is looked for from the lowest threshold on: over the highest one, reached once in a long speech, the
 * level may again stand far above. */
static double active_level(const struct speech_meter *meter, double gain)
{
    float thresholds[THRESHOLDS];
    int32_t active[THRESHOLDS] = {0};
    for (size_t i = 0; i < THRESHOLDS; i++) thresholds[i] = (float)(exp2(-(double)(i + 1)) / gain);
    count_active(meter, thresholds, active);
    double lower_level = -INFINITY, lower_distance = 0;
    for (size_t i = THRESHOLDS; i-- > 0 && active[i] > 0;) {
        double level = decibels(meter->square_sum / active[i]);
        double distance = level - 20 * log10((double)thresholds[i]);
        if (distance <= MARGIN_DB) {
            double part = (lower_distance - MARGIN_DB) / (lower_distance - distance);
            return isinf(lower_level) ? -INFINITY : lower_level + part * (level - lower_level);
        }
        lower_level = level;
        lower_distance = distance;
    }
    return lower_level;
}

struct speech_level speech_meter_read(const struct speech_meter *meter, double gain)
{
    struct speech_level level = {.active_dbov = -INFINITY, .long_term_dbov = -INFINITY};
    if (meter->steps == 0) return level;
    double gain_db = 20 * log10(gain);
    level.active_dbov = active_level(meter, gain) + gain_db;
    level.long_term_dbov = decibels(meter->square_sum / meter->steps) + gain_db;
    level.activity = isinf(level.active_dbov) ? 0 : pow(10, (level.long_term_dbov - level.active_dbov) / 10);
    level.peak = (double)meter->peak * gain;
    return level;
}

void speech_meter_done(struct speech_meter *meter)
{
    free(meter->envelope);
    *meter = (struct speech_meter){0};
}
