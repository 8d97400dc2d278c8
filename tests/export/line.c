#include "line.h"

#include "stoi.h"

#include "base/array.h"
#include "export/speech_level.h"
#include "export/telephone_codec.h"
#include "export/telephone_filter.h"

#include <math.h>
#include <spandsp/telephony.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp/bit_operations.h>
#include <spandsp/g711.h>

enum { VOICES = 200, LINE_HZ = 8000, FIRST_BAND = 3 /* from 267 Hz */, END_BAND = 14 /* to 3394 Hz */ };

static void *need(void *memory)
{
    if (!memory) abort();
    return memory;
}

/* To -26 dBov, as often as it needs. */
static void set_level(float *samples, size_t count)
{
    struct speech_meter meter = {0};
    if (speech_meter_take(&meter, samples, count, LINE_HZ, 32768, NULL) != STATUS_OK) abort();
    double gain = 1;
    for (int i = 0; i < 6; i++)
        gain *= pow(10, (TELEPHONE_LEVEL_DBOV - speech_meter_read(&meter, gain).active_dbov) / 20);
    for (size_t i = 0; i < count; i++) samples[i] *= (float)gain;
    speech_meter_done(&meter);
}

void line_add(struct line *line, const struct telephone_signal *narrow)
{
    if (!array_reserve(&line->plain, &line->capacity, line->count + narrow->frame_count)) abort();
    double last = 0;
    for (size_t i = 0; i < narrow->frame_count; i++) {
        last = narrow->frames[i] + TELEPHONE_EMPHASIS * last;
        line->plain[line->count + i] = (float)last;
    }
    set_level(line->plain + line->count, narrow->frame_count);
    line->count += narrow->frame_count;
}

void line_make_noise(struct line *line)
{
    if (!array_reserve(&line->noise, &line->noise_capacity, line->count)) abort();
    memset(line->noise, 0, line->count * sizeof *line->noise);
    uint64_t random = 1;
    for (int voice = 0; voice < VOICES; voice++) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        size_t from = (size_t)(random >> 33) % line->count;
        float sign = random >> 32 & 1 ? 1 : -1;
        for (size_t i = 0; i < line->count; i++) line->noise[i] += sign * line->plain[(from + i) % line->count];
    }
    double power = 0;
    for (size_t i = 0; i < line->count; i++) power += (double)(line->noise[i] * line->noise[i]);
    double scale = 32768 * pow(10, TELEPHONE_LEVEL_DBOV / 20) / sqrt(power / (double)line->count);
    for (size_t i = 0; i < line->count; i++) line->noise[i] *= (float)scale;
}

void line_done(struct line *line)
{
    free(line->plain);
    free(line->noise);
    *line = (struct line){0};
}

static void treat(const struct line *line, struct treatment treatment, float *samples)
{
    double last = 0, envelope = 0, attack = exp(-1 / (LINE_HZ * 0.002)), release = exp(-1 / (LINE_HZ * 0.03));
    for (size_t i = 0; i < line->count; i++) {
        double value = (double)line->plain[i] - treatment.emphasis * last, size = fabs(value);
        double keep = size > envelope ? attack : release;
        last = (double)line->plain[i];
        envelope = keep * envelope + (1 - keep) * size;
        samples[i] = (float)(value * pow(fmax(envelope, 100) / 1000, -treatment.compression));
    }
    set_level(samples, line->count);
}

static void through_alaw(float *samples, size_t count)
{
    struct telephone_signal signal = {
        .frames = need(calloc(count + 1, sizeof *signal.frames)), .frame_count = count, .rate_hz = LINE_HZ};
    struct buffer bytes = {0};
    for (size_t i = 0; i < count; i++) signal.frames[i] = (int16_t)fmax(-32768, fmin(32767, rint((double)samples[i])));
    if (telephone_encode(TELEPHONE_ALAW, false, &signal, &bytes, NULL) != STATUS_OK) abort();
    for (size_t i = 0; i < count; i++) samples[i] = alaw_to_linear((uint8_t)bytes.data[i]);
    telephone_signal_done(&signal);
    buffer_done(&bytes);
}

double line_stoi(const struct line *line, struct treatment treatment, double snr_db)
{
    size_t count = line->count, longer = count * STOI_RATE_HZ / LINE_HZ;
    float *heard = need(calloc(count + 1, sizeof *heard));
    float *clean_10k = need(calloc(longer + 1, sizeof *clean_10k)),
          *heard_10k = need(calloc(longer + 1, sizeof *heard_10k));
    treat(line, treatment, heard);
    through_alaw(heard, count);
    float noise = isinf(snr_db) ? 0 : (float)pow(10, -snr_db / 20);
    for (size_t i = 0; i < count; i++) heard[i] += noise * line->noise[i];
    stoi_resample(line->plain, count, clean_10k);
    stoi_resample(heard, count, heard_10k);
    double result = stoi(clean_10k, heard_10k, longer, FIRST_BAND, END_BAND);
    free(heard);
    free(clean_10k);
    free(heard_10k);
    return result;
}
