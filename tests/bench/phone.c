/* What telephone prompts cost beside the engine that utters them, in CPU time of the same run, and how well they are
 * understood: with the treatment that they have, and with those that they might have. */
#include "bench.h"

#include "base/array.h"
#include "document/reader.h"
#include "export/line.h"
#include "export/telephone_codec.h"
#include "export/telephone_filter.h"
#include "script/script.h"
#include "speech/utterance_speech.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 9 };
static const double SHARE_TARGET_PERCENT = 15.0;

/* The sample leaflet, uttered. */
struct prompts {
    struct prompt {
        struct clip *clip;
    } * items;
    size_t count, capacity;
    double seconds;
};

static double cpu_s(clockid_t clock)
{
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void prompts_done(struct prompts *prompts)
{
    for (size_t i = 0; i < prompts->count; i++) clip_release(prompts->items[i].clip);
    free(prompts->items);
    *prompts = (struct prompts){0};
}

/* Utters all; gives the engine's CPU time. */
static enum status utter(struct script *script, const struct document *document, struct engine *engine,
                         struct prompts *prompts, double *ret_engine_s, struct error *error)
{
    clockid_t clock = CLOCK_PROCESS_CPUTIME_ID;
    const struct voice *voice = script_voice(script);
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    if (clock_getcpuclockid(engine_process_id(engine), &clock) != 0)
        return error_set(error, STATUS_ENGINE, NULL, 0, "The engine has no clock");
    double begin_s = cpu_s(clock);
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK; i++) {
        struct clip *clip = NULL;
        status = script_utterance(script, document, i, &utterance, error);
        if (status == STATUS_OK)
            status = utterance_speak(engine, &utterance, voice, voice_settings(voice), 0, &clip, error);
        if (status != STATUS_OK) break;
        if (!array_reserve(&prompts->items, &prompts->capacity, prompts->count + 1)) {
            clip_release(clip);
            status = error_no_memory(error);
            break;
        }
        prompts->items[prompts->count++].clip = clip;
        prompts->seconds += (double)clip->frame_count / CLIP_RATE_HZ;
    }
    *ret_engine_s = cpu_s(clock) - begin_s;
    utterance_done(&utterance);
    return status;
}

/* CPU seconds of making all prompts as one codec has them. */
static enum status make_all(struct telephone *telephone, const struct prompts *prompts, enum telephone_codec codec,
                            bool wav, double *ret_s, struct error *error)
{
    struct telephone_signal signal = {0};
    struct buffer bytes = {0};
    double begin_s = cpu_s(CLOCK_PROCESS_CPUTIME_ID);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < prompts->count && status == STATUS_OK; i++) {
        const struct clip *clip = prompts->items[i].clip;
        buffer_clear(&bytes);
        status = telephone_signal_make(telephone, clip->frames, clip->frame_count, telephone_codec_info(codec)->rate_hz,
                                       &signal, error);
        if (status == STATUS_OK) status = telephone_encode(codec, wav, &signal, &bytes, error);
    }
    *ret_s = cpu_s(CLOCK_PROCESS_CPUTIME_ID) - begin_s;
    telephone_signal_done(&signal);
    buffer_done(&bytes);
    return status;
}

static enum status measure_cost(struct script *script, const struct document *document, struct engine *engine,
                                struct telephone *telephone, struct prompts *prompts, struct rows *rows,
                                struct error *error)
{
    double shares[ROUNDS] = {0}, engine_us[ROUNDS] = {0}, times_us[TELEPHONE_CODECS][ROUNDS] = {{0}};
    enum status status = STATUS_OK;
    for (int round = 0; round < ROUNDS && status == STATUS_OK; round++) {
        double engine_s = 0, ours_s = 0;
        prompts_done(prompts);
        status = utter(script, document, engine, prompts, &engine_s, error);
        for (int codec = 0; codec < TELEPHONE_CODECS && status == STATUS_OK; codec++) {
            status = make_all(telephone, prompts, (enum telephone_codec)codec, false, &ours_s, error);
            times_us[codec][round] = ours_s / prompts->seconds * 1e6;
        }
        engine_us[round] = engine_s / prompts->seconds * 1e6;
        shares[round] = times_us[TELEPHONE_ALAW][round] / engine_us[round] * 100;
    }
    if (status != STATUS_OK) return status;
    struct row *row = rows_add(rows, "phone, A-law: band, level and codec, beside the engine's CPU time",
                               percentile(shares, ROUNDS, 0.5), "%", SHARE_TARGET_PERCENT);
    row_note(row, "%.0f s of speech in %zu prompts, median of %d", prompts->seconds, prompts->count, ROUNDS);
    rows_add(rows, "  the engine, for a second of speech", percentile(engine_us, ROUNDS, 0.5), "us", 0);
    for (int codec = 0; codec < TELEPHONE_CODECS; codec++) {
        char name[64];
        snprintf(name, sizeof name, "  %s, for a second of speech",
                 telephone_codec_info((enum telephone_codec)codec)->name);
        rows_add(rows, name, percentile(times_us[codec], ROUNDS, 0.5), "us", 0);
    }
    return STATUS_OK;
}

static enum status measure_intelligibility(struct telephone *telephone, const struct prompts *prompts,
                                           struct rows *rows, struct error *error)
{
    static const double snr_db[] = {INFINITY, 5, 0};
    struct line line = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < prompts->count && status == STATUS_OK; i++) {
        struct telephone_signal signal = {0};
        const struct clip *clip = prompts->items[i].clip;
        status = telephone_signal_make(telephone, clip->frames, clip->frame_count, 8000, &signal, error);
        if (status == STATUS_OK) line_add(&line, &signal);
        telephone_signal_done(&signal);
    }
    if (status == STATUS_OK) line_make_noise(&line);
    for (size_t i = 0; i < ARRAY_COUNT(snr_db) && status == STATUS_OK; i++) {
        char name[96] = "phone, A-law: intelligibility (STOI) in quiet";
        if (!isinf(snr_db[i]))
            snprintf(name, sizeof name, "phone, A-law: intelligibility (STOI), speech %.0f dB over noise", snr_db[i]);
        double ours = line_stoi(&line, (struct treatment){.emphasis = TELEPHONE_EMPHASIS}, snr_db[i]);
        struct row *row = rows_add(rows, name, 100 * ours, "%", 0);
        row_note(
            row, "%.2f without pre-emphasis, %.2f with one of 0.6; compressed by a fifth too %.2f, a half %.2f",
            100 * line_stoi(&line, (struct treatment){0}, snr_db[i]),
            100 * line_stoi(&line, (struct treatment){.emphasis = 0.6}, snr_db[i]),
            100 * line_stoi(&line, (struct treatment){.emphasis = TELEPHONE_EMPHASIS, .compression = 0.2}, snr_db[i]),
            100 * line_stoi(&line, (struct treatment){.emphasis = TELEPHONE_EMPHASIS, .compression = 0.5}, snr_db[i]));
    }
    line_done(&line);
    return status;
}

void measure_phone(const struct leaflets *leaflets, struct rows *rows)
{
    struct document *document = NULL;
    struct voice *voice = NULL;
    struct script *script = NULL;
    struct engine *engine = NULL;
    struct telephone *telephone = NULL;
    struct prompts prompts = {0};
    struct error error = {0};
    enum status status = document_load(leaflets->sample, FORMAT_MARKDOWN, &document, &error);
    if (status == STATUS_OK) status = voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, &error);
    if (status == STATUS_OK) status = script_new(voice, &script, &error);
    if (status == STATUS_OK) status = script_extend(script, document, &error);
    if (status == STATUS_OK) status = engine_start(ALOUD_BINARY "/aloud-engine", &engine, &error);
    if (status == STATUS_OK) status = telephone_new(&telephone, &error);
    if (status == STATUS_OK) status = measure_cost(script, document, engine, telephone, &prompts, rows, &error);
    if (status == STATUS_OK) status = measure_intelligibility(telephone, &prompts, rows, &error);
    if (status != STATUS_OK) rows_add_absent(rows, "phone", error.text);
    prompts_done(&prompts);
    telephone_free(telephone);
    engine_free(engine);
    script_free(script);
    voice_free(voice);
    document_free(document);
}
