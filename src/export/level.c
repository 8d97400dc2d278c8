#include "export/level.h"

#include <math.h>
#include <stdlib.h>

/* Blocks over which a limit is reached: 20 ms, more than a period of the lowest voice, so that the level follows its peaks
 * and not its wave. */
enum { SLOPE_BLOCKS = 4, REACH_BLOCKS = 2 * SLOPE_BLOCKS };

static double factor(double db)
{
    return pow(10, db / 20);
}

/* What the peaks of blocks [start, end) allow. */
static float least_limit(const struct level *level, const float *peaks, size_t start, size_t end)
{
    double least = 1;
    for (size_t i = start; i < end; i++) {
        double level_peak = peaks[i] * level->gain;
        if (level_peak > 0) least = fmin(least, factor(LEVEL_LIMIT_DBTP) / level_peak);
    }
    return (float)least;
}

/* Of the least limits within twice the slope the mean of those within one: it changes by straight lines, and nowhere goes
 * over what the blocks within one slope allow. */
static enum status find_limits(struct level *level, const float *peaks, size_t peak_count, struct error *error)
{
    size_t count = peak_count + 1;
    float *least = calloc(count, sizeof *least);
    level->limits = calloc(count, sizeof *level->limits);
    if (!least || !level->limits) {
        free(least);
        level_done(level);
        return error_no_memory(error);
    }
    level->limit_count = count;
    for (size_t i = 0; i < count; i++) {
        size_t start = i > REACH_BLOCKS ? i - REACH_BLOCKS : 0;
        size_t end = i + REACH_BLOCKS < peak_count ? i + REACH_BLOCKS : peak_count;
        least[i] = least_limit(level, peaks, start, end);
    }
    for (size_t i = 0; i < count; i++) {
        float sum = 0;
        size_t start = i > SLOPE_BLOCKS ? i - SLOPE_BLOCKS : 0, end = i + SLOPE_BLOCKS + 1;
        if (end > count) end = count;
        for (size_t j = start; j < end; j++) sum += least[j];
        level->limits[i] = sum / (float)(end - start);
    }
    free(least);
    return STATUS_OK;
}

enum status level_init(struct level *level, const struct loudness_meter *meter, struct error *error)
{
    *level = (struct level){.gain = 1};
    struct loudness loudness = loudness_meter_read(meter);
    if (!isfinite(loudness.lufs) || !isfinite(loudness.peak_dbtp)) return STATUS_OK;
    double gain_db = LEVEL_TARGET_LUFS - loudness.lufs;
    level->gain = factor(gain_db);
    if (loudness.peak_dbtp + gain_db <= LEVEL_LIMIT_DBTP) return STATUS_OK;
    size_t count = 0;
    const float *peaks = loudness_meter_peaks(meter, &count);
    return find_limits(level, peaks, count, error);
}

double level_at(const struct level *level, uint64_t frame)
{
    size_t block = (size_t)(frame / LOUDNESS_BLOCK_FRAMES);
    if (block + 1 >= level->limit_count) return level->gain;
    double within = (double)(frame % LOUDNESS_BLOCK_FRAMES) / LOUDNESS_BLOCK_FRAMES;
    double limit = level->limits[block] + (level->limits[block + 1] - level->limits[block]) * within;
    return level->gain * limit;
}

void level_done(struct level *level)
{
    free(level->limits);
    *level = (struct level){0};
}
