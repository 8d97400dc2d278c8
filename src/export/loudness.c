#include "export/loudness.h"

#include "export/spool.h"
#include "speech/clip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Its header has an `enum error`. */
#define error ebur128_error
#include <ebur128.h>
#undef error

enum { PENDING_PEAKS = 1024 };

struct loudness_meter {
    ebur128_state *state;
    struct spool peaks;
    float pending[PENDING_PEAKS]; /* those behind the spool's; the last one may not be whole */
    size_t pending_count;
    size_t in_block; /* frames of the last block */
};

enum status loudness_meter_new(struct loudness_meter **ret, struct error *error)
{
    struct loudness_meter *meter = calloc(1, sizeof *meter);
    if (!meter) return error_no_memory(error);
    meter->peaks = SPOOL_NONE;
    meter->state = ebur128_init(1, CLIP_RATE_HZ, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_HISTOGRAM);
    enum status status = meter->state ? spool_open(&meter->peaks, error) : error_no_memory(error);
    if (status == STATUS_OK)
        *ret = meter;
    else
        loudness_meter_free(meter);
    return status;
}

static enum status begin_block(struct loudness_meter *meter, struct error *error)
{
    if (meter->pending_count == PENDING_PEAKS) {
        enum status status = spool_append(&meter->peaks, meter->pending, sizeof meter->pending, error);
        if (status != STATUS_OK) return status;
        meter->pending_count = 0;
    }
    meter->pending[meter->pending_count++] = 0;
    return STATUS_OK;
}

/* No more than the block has room for. */
static enum status append_to_block(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                   struct error *error)
{
    double peak = 0;
    enum status status = meter->in_block == 0 ? begin_block(meter, error) : STATUS_OK;
    if (status != STATUS_OK) return status;
    if (ebur128_add_frames_short(meter->state, frames, count) != EBUR128_SUCCESS) return error_no_memory(error);
    ebur128_prev_true_peak(meter->state, 0, &peak);
    float *block = &meter->pending[meter->pending_count - 1];
    if (*block < (float)peak) *block = (float)peak;
    meter->in_block = (meter->in_block + count) % LOUDNESS_BLOCK_FRAMES;
    return STATUS_OK;
}

enum status loudness_meter_append(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                  struct error *error)
{
    enum status status = STATUS_OK;
    while (count > 0 && status == STATUS_OK) {
        size_t room = LOUDNESS_BLOCK_FRAMES - meter->in_block, length = count < room ? count : room;
        status = append_to_block(meter, frames, length, error);
        frames += length;
        count -= length;
    }
    return status;
}

struct loudness loudness_meter_read(const struct loudness_meter *meter)
{
    struct loudness loudness = {-INFINITY, -INFINITY};
    double peak = 0;
    if (ebur128_loudness_global(meter->state, &loudness.lufs) != EBUR128_SUCCESS) loudness.lufs = -INFINITY;
    if (ebur128_true_peak(meter->state, 0, &peak) == EBUR128_SUCCESS) loudness.peak_dbtp = 20 * log10(peak);
    return loudness;
}

static size_t spooled_count(const struct loudness_meter *meter)
{
    return (size_t)(meter->peaks.length / sizeof *meter->pending);
}

size_t loudness_meter_peak_count(const struct loudness_meter *meter)
{
    return spooled_count(meter) + meter->pending_count;
}

enum status loudness_meter_peaks(const struct loudness_meter *meter, size_t first, size_t count, float *peaks,
                                 struct error *error)
{
    size_t spooled = spooled_count(meter), left = first < spooled ? spooled - first : 0;
    size_t early = count < left ? count : left;
    if (early < count)
        memcpy(peaks + early, meter->pending + (first + early - spooled), (count - early) * sizeof *peaks);
    return spool_read(&meter->peaks, first * sizeof *peaks, peaks, early * sizeof *peaks, error);
}

void loudness_meter_free(struct loudness_meter *meter)
{
    if (!meter) return;
    if (meter->state) ebur128_destroy(&meter->state);
    spool_close(&meter->peaks);
    free(meter);
}
