#include "export/mastering.h"

#include <math.h>

uint64_t mastering_frames(uint64_t frame_count)
{
    return frame_count + 2 * (uint64_t)MASTERING_SILENCE_FRAMES;
}

static enum status append_silence(const struct mastering *mastering, struct error *error)
{
    static const int16_t silence[MASTERING_SILENCE_FRAMES];
    return encoder_append(mastering->encoder, silence, MASTERING_SILENCE_FRAMES, error);
}

enum status mastering_begin(struct mastering *mastering, struct encoder *encoder, const struct level *level,
                            uint64_t frame_count, struct error *error)
{
    *mastering = (struct mastering){.encoder = encoder, .level = level, .frame_count = frame_count};
    return append_silence(mastering, error);
}

/* The difference of two equally distributed numbers, in steps of 16 bit. D. E. Knuth's MMIX generator: its upper bits are
 * random enough for noise. */
static double dither(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)((int)(*random >> 48) - (int)(*random >> 32 & 0xFFFF)) / 65536;
}

/* From 0 at the ends to 1 within MASTERING_FADE_FRAMES. */
static double fade(uint64_t frame, uint64_t frame_count)
{
    uint64_t behind = frame_count - 1 - frame;
    uint64_t nearest = frame < behind ? frame : behind;
    return nearest < MASTERING_FADE_FRAMES ? (double)nearest / MASTERING_FADE_FRAMES : 1;
}

static int16_t master(struct mastering *mastering, int16_t frame, uint64_t at, double factor)
{
    double level = frame * factor * fade(at, mastering->frame_count);
    double rounded = rint(level);
    if (level != rounded) rounded = rint(level + dither(&mastering->random));
    return (int16_t)fmax(INT16_MIN, fmin(INT16_MAX, rounded));
}

enum status mastering_append(struct mastering *mastering, const int16_t *frames, size_t count, struct error *error)
{
    int16_t block[LEVEL_FRAMES];
    double factors[LEVEL_FRAMES];
    enum status status = STATUS_OK;
    while (count > 0 && status == STATUS_OK) {
        size_t length = count < LEVEL_FRAMES ? count : LEVEL_FRAMES;
        status = level_factors(mastering->level, mastering->done, length, factors, error);
        if (status != STATUS_OK) return status;
        for (size_t i = 0; i < length; i++) block[i] = master(mastering, frames[i], mastering->done + i, factors[i]);
        status = encoder_append(mastering->encoder, block, length, error);
        mastering->done += length;
        frames += length;
        count -= length;
    }
    return status;
}

enum status mastering_end(struct mastering *mastering, struct error *error)
{
    return append_silence(mastering, error);
}
