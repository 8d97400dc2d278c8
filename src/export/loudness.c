#include "export/loudness.h"

#include "speech/clip.h"

#include <math.h>
#include <stdlib.h>

/* Its header has an `enum error`. */
#define error ebur128_error
#include <ebur128.h>
#undef error

struct loudness_meter {
    ebur128_state *state;
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

enum status loudness_meter_append(struct loudness_meter *meter, const int16_t *frames, size_t count,
                                  struct error *error)
{
    return ebur128_add_frames_short(meter->state, frames, count) == EBUR128_SUCCESS ? STATUS_OK
                                                                                    : error_no_memory(error);
}

struct loudness loudness_meter_read(const struct loudness_meter *meter)
{
    struct loudness loudness = {-INFINITY, -INFINITY};
    double peak = 0;
    if (ebur128_loudness_global(meter->state, &loudness.lufs) != EBUR128_SUCCESS) loudness.lufs = -INFINITY;
    if (ebur128_true_peak(meter->state, 0, &peak) == EBUR128_SUCCESS) loudness.peak_dbtp = 20 * log10(peak);
    return loudness;
}

void loudness_meter_free(struct loudness_meter *meter)
{
    if (!meter) return;
    ebur128_destroy(&meter->state);
    free(meter);
}

double loudness_gain(struct loudness loudness)
{
    if (!isfinite(loudness.lufs) || !isfinite(loudness.peak_dbtp)) return 1;
    double gain_db = fmin(LOUDNESS_TARGET_LUFS - loudness.lufs, LOUDNESS_PEAK_DBTP - loudness.peak_dbtp);
    return pow(10, gain_db / 20);
}
