#include "export/loudness.h"

#include "base/array.h"
#include "speech/clip.h"

#include <math.h>
#include <stdlib.h>

/* Its header has an `enum error`. */
#define error ebur128_error
#include <ebur128.h>
#undef error

struct loudness_meter {
    ebur128_state *state;
    float *peaks;
    size_t peak_count, peak_capacity;
    size_t in_block; /* frames of the last block */
};

enum status loudness_meter_new(struct loudness_meter **ret, struct error *error)
{
    struct loudness_meter *meter = calloc(1, sizeof *meter);
    if (!meter) return error_no_memory(error);
    meter->state = ebur128_init(1, CLIP_RATE_HZ, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    if (!meter->state) {
        free(meter);
        return error_no_memory(error);
    }
    *ret = meter;
    return STATUS_OK;
}

/* No more than the block has room for. */
static bool append_to_block(struct loudness_meter *meter, const int16_t *frames, size_t count)
{
    double peak = 0;
    if (meter->in_block == 0) {
        if (!array_reserve(&meter->peaks, &meter->peak_capacity, meter->peak_count + 1)) return false;
        meter->peaks[meter->peak_count++] = 0;
    }
    if (ebur128_add_frames_short(meter->state, frames, count) != EBUR128_SUCCESS) return false;
    ebur128_prev_true_peak(meter->state, 0, &peak);
    float *block = &meter->peaks[meter->peak_count - 1];
    if (*block < (float)peak) *block = (float)peak;
    meter->in_block = (meter->in_block + count) % LOUDNESS_BLOCK_FRAMES;
    return true;
}

enum status loudness_meter_append(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                  struct error *error)
{
    while (count > 0) {
        size_t room = LOUDNESS_BLOCK_FRAMES - meter->in_block, length = count < room ? count : room;
        if (!append_to_block(meter, frames, length)) return error_no_memory(error);
        frames += length;
        count -= length;
    }
    return STATUS_OK;
}

struct loudness loudness_meter_read(const struct loudness_meter *meter)
{
    struct loudness loudness = {-INFINITY, -INFINITY};
    double peak = 0;
    if (ebur128_loudness_global(meter->state, &loudness.lufs) != EBUR128_SUCCESS) loudness.lufs = -INFINITY;
    if (ebur128_true_peak(meter->state, 0, &peak) == EBUR128_SUCCESS) loudness.peak_dbtp = 20 * log10(peak);
    return loudness;
}

const float *loudness_meter_peaks(const struct loudness_meter *meter, size_t *ret_count)
{
    *ret_count = meter->peak_count;
    return meter->peaks;
}

void loudness_meter_free(struct loudness_meter *meter)
{
    if (!meter) return;
    ebur128_destroy(&meter->state);
    free(meter->peaks);
    free(meter);
}
