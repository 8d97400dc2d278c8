#include "export/telephone_signal.h"

#include "base/array.h"
#include "export/speech_level.h"
#include "export/telephone_filter.h"
#include "speech/clip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FADE_IN_FRAMES = CLIP_RATE_HZ / 500,  /* 2 ms: the burst of a consonant lasts longer */
    FADE_OUT_FRAMES = CLIP_RATE_HZ / 200, /* 5 ms */
    SILENCE_FRAMES = CLIP_RATE_HZ * TELEPHONE_SILENCE_MS / 1000,
    EDGE_FRAMES = SILENCE_FRAMES + TELEPHONE_FILTER_REACH, /* zeros that the filter sees before the clip, and behind */
};

static const double QUIETEST_DBOV = -66; /* of what counts as speech: a hundredth of the engine's usual loudness */
static const double PEAK_MOST = 0.97;    /* of full scale */
static const double GOOD_DB = 0.1;       /* a level this near is met */
enum { READINGS_MOST = 10 };
static const float FULL_SCALE = 32768.0F;

struct telephone {
    struct telephone_filter *narrow, *wide; /* NULL until they are needed */
    int16_t *frames;                        /* the clip between zeros */
    size_t frames_capacity;
    float *samples;
    size_t samples_capacity;
    struct speech_meter meter;
};

enum status telephone_new(struct telephone **ret, struct error *error)
{
    *ret = calloc(1, sizeof **ret);
    return *ret ? STATUS_OK : error_no_memory(error);
}

void telephone_free(struct telephone *telephone)
{
    if (!telephone) return;
    free(telephone->narrow);
    free(telephone->wide);
    free(telephone->frames);
    free(telephone->samples);
    speech_meter_done(&telephone->meter);
    free(telephone);
}

/* From 0 to 1 along half a wave. */
static double rise(size_t at, size_t length)
{
    return 0.5 - 0.5 * cos(M_PI * ((double)at + 0.5) / (double)length);
}

/* The engine begins and ends some sounds at their full height, which would click. */
static void fade(int16_t *frames, size_t count)
{
    size_t first = 0;
    while (first < count && frames[first] == 0) first++;
    for (size_t i = 0; i < FADE_IN_FRAMES && first + i < count; i++)
        frames[first + i] = (int16_t)lrint(frames[first + i] * rise(i, FADE_IN_FRAMES));
    for (size_t i = 0; i < FADE_OUT_FRAMES && i < count; i++)
        frames[count - 1 - i] = (int16_t)lrint(frames[count - 1 - i] * rise(i, FADE_OUT_FRAMES));
}

/* The clip with its ends faded, and zeros about it for the filter; false where memory runs out. */
static bool put_between_zeros(struct telephone *telephone, const int16_t *frames, size_t sounding, size_t frame_count)
{
    size_t count = frame_count + 2 * (size_t)EDGE_FRAMES, behind = EDGE_FRAMES + sounding;
    if (!array_reserve(&telephone->frames, &telephone->frames_capacity, count)) return false;
    memset(telephone->frames, 0, EDGE_FRAMES * sizeof *frames);
    if (sounding) memcpy(telephone->frames + EDGE_FRAMES, frames, sounding * sizeof *frames);
    memset(telephone->frames + behind, 0, (count - behind) * sizeof *frames);
    fade(telephone->frames + EDGE_FRAMES, sounding);
    return true;
}

/* How much louder the sound has to be. A gain moves the level by about as much, but not just (speech_meter_read); so the
 * level at that gain is read again. Few sounds need more than two readings. */
static double gain_for(const struct speech_meter *meter)
{
    struct speech_level level = speech_meter_read(meter, 1);
    if (level.active_dbov < QUIETEST_DBOV) return 1;
    double gain = 1, best_gain = 1, best_miss = INFINITY;
    for (int reading = 0; reading < READINGS_MOST && best_miss > GOOD_DB; reading++) {
        gain *= pow(10, (TELEPHONE_LEVEL_DBOV - level.active_dbov) / 20);
        level = speech_meter_read(meter, gain);
        double miss = fabs(level.active_dbov - TELEPHONE_LEVEL_DBOV);
        if (miss < best_miss) best_gain = gain, best_miss = miss;
    }
    double peak = (double)meter->peak * best_gain;
    return peak > PEAK_MOST ? best_gain * PEAK_MOST / peak : best_gain;
}

/* Rounds; written so that the compiler does several at once: what is positive is cut down to whole numbers. */
static void set_frames(const float *samples, double gain, int16_t *frames, size_t count)
{
    float factor = (float)gain;
    for (size_t i = 0; i < count; i++) frames[i] = (int16_t)((int32_t)(samples[i] * factor + 32768.5F) - 32768);
}

static enum status filter_for(struct telephone *telephone, unsigned rate_hz, const struct telephone_filter **ret,
                              struct error *error)
{
    if (rate_hz != 8000 && rate_hz != 16000)
        return error_set(error, STATUS_USAGE, NULL, 0, "a telephone line has 8000 or 16000 Hz, not %u", rate_hz);
    struct telephone_filter **filter = rate_hz == 8000 ? &telephone->narrow : &telephone->wide;
    enum status status = *filter ? STATUS_OK : telephone_filter_new(rate_hz, filter, error);
    *ret = *filter;
    return status;
}

enum status telephone_signal_make(struct telephone *telephone, const int16_t *frames, size_t frame_count,
                                  unsigned rate_hz, struct telephone_signal *ret, struct error *error)
{
    const struct telephone_filter *filter = NULL;
    enum status status = filter_for(telephone, rate_hz, &filter, error);
    if (status != STATUS_OK) return status;
    size_t sounding = frame_count;
    while (sounding > 0 && frames[sounding - 1] == 0) sounding--;
    size_t silence = rate_hz * TELEPHONE_SILENCE_MS / 1000;
    size_t count = (frame_count * rate_hz + CLIP_RATE_HZ - 1) / CLIP_RATE_HZ + 2 * silence;
    if (!put_between_zeros(telephone, frames, sounding, frame_count)
        || !array_reserve(&telephone->samples, &telephone->samples_capacity, count)
        || !array_reserve(&ret->frames, &ret->capacity, count)) {
        return error_no_memory(error);
    }

    /* The pause that ends the clip needs no filter, once that has rung out. */
    size_t filtered = silence + sounding * rate_hz / CLIP_RATE_HZ + telephone_filter_ring_samples(filter);
    if (filtered > count) filtered = count;
    telephone_filter_run(filter, telephone->frames + TELEPHONE_FILTER_REACH, telephone->samples, filtered);
    memset(telephone->samples + filtered, 0, (count - filtered) * sizeof *telephone->samples);
    status = speech_meter_take(&telephone->meter, telephone->samples, count, rate_hz, FULL_SCALE, error);
    if (status != STATUS_OK) return status;
    set_frames(telephone->samples, gain_for(&telephone->meter), ret->frames, count);
    ret->frame_count = count;
    ret->rate_hz = rate_hz;
    return STATUS_OK;
}

void telephone_signal_done(struct telephone_signal *signal)
{
    free(signal->frames);
    *signal = (struct telephone_signal){0};
}
