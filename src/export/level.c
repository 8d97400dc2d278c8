#include "export/level.h"

#include <math.h>

enum {
    /* Blocks over which a limit is reached: 20 ms, more than a period of the lowest voice, so that the level follows its
     * peaks and not its wave. */
    SLOPE_BLOCKS = 4,
    REACH_BLOCKS = 2 * SLOPE_BLOCKS,
    BORDERS = LEVEL_FRAMES / LOUDNESS_BLOCK_FRAMES + 3, /* of the blocks that so many frames touch */
    LEASTS = BORDERS + 2 * SLOPE_BLOCKS,
    PEAKS = LEASTS + 2 * REACH_BLOCKS,
};

static double factor(double db)
{
    return pow(10, db / 20);
}

struct level level_of(const struct loudness_meter *meter)
{
    struct level level = {.gain = 1};
    struct loudness loudness = loudness_meter_read(meter);
    if (!isfinite(loudness.lufs) || !isfinite(loudness.peak_dbtp)) return level;
    double gain_db = LEVEL_TARGET_LUFS - loudness.lufs;
    level.gain = factor(gain_db);
    if (loudness.peak_dbtp + gain_db > LEVEL_LIMIT_DBTP) level.meter = meter;
    return level;
}

/* What `count` peaks allow. */
static float least_limit(const struct level *level, const float *peaks, size_t count)
{
    double least = 1;
    for (size_t i = 0; i < count; i++) {
        double level_peak = peaks[i] * level->gain;
        if (level_peak > 0) least = fmin(least, factor(LEVEL_LIMIT_DBTP) / level_peak);
    }
    return (float)least;
}

/* The peaks of blocks [start, start + PEAKS); 0 outside of the recording, which allows all. */
static enum status read_peaks(const struct level *level, int64_t start, float peaks[PEAKS], struct error *error)
{
    int64_t count = (int64_t)loudness_meter_peak_count(level->meter);
    int64_t first = start > 0 ? start : 0, end = start + PEAKS < count ? start + PEAKS : count;
    for (size_t i = 0; i < PEAKS; i++) peaks[i] = 0;
    if (first >= end) return STATUS_OK;
    return loudness_meter_peaks(level->meter, (size_t)first, (size_t)(end - first), peaks + (first - start), error);
}

/* The limits at the starts of blocks [first, first + BORDERS): of the least limits within twice the slope the mean of those
 * within one. It changes by straight lines, and nowhere goes over what the blocks within one slope allow. */
static enum status find_limits(const struct level *level, int64_t first, float limits[BORDERS], struct error *error)
{
    float peaks[PEAKS], least[LEASTS];
    enum status status = read_peaks(level, first - SLOPE_BLOCKS - REACH_BLOCKS, peaks, error);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < LEASTS; i++) least[i] = least_limit(level, peaks + i, (size_t)2 * REACH_BLOCKS);
    for (size_t i = 0; i < BORDERS; i++) {
        float sum = 0;
        for (size_t j = 0; j <= REACH_BLOCKS; j++) sum += least[i + j];
        limits[i] = sum / (float)(REACH_BLOCKS + 1);
    }
    return STATUS_OK;
}

enum status level_factors(const struct level *level, uint64_t first, size_t count, double *factors, struct error *error)
{
    float limits[BORDERS];
    uint64_t block = first / LOUDNESS_BLOCK_FRAMES;
    for (size_t i = 0; i < count; i++) factors[i] = level->gain;
    if (!level->meter) return STATUS_OK;
    enum status status = find_limits(level, (int64_t)block, limits, error);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)((first + i) / LOUDNESS_BLOCK_FRAMES - block);
        double within = (double)((first + i) % LOUDNESS_BLOCK_FRAMES) / LOUDNESS_BLOCK_FRAMES;
        factors[i] *= limits[at] + (limits[at + 1] - limits[at]) * within;
    }
    return STATUS_OK;
}
