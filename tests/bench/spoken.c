/* What the spoken form costs beside the engine that utters it, in CPU time of the same run, and how that grows. */
#include "bench.h"

#include "base/array.h"
#include "base/file.h"
#include "document/reader.h"
#include "script/script.h"
#include "speech/utterance_speech.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, MB = 1000 * 1000 };
static const double SHARE_TARGET_PERCENT = 15.0, GROWTH_TARGET = 1.25;

/* A leaflet ready to be spoken. */
struct subject {
    struct document *document;
    struct script *script; /* of subject.document */
    struct voice *voice;
    struct utterance utterance; /* used again by each */
};

static void subject_done(struct subject *subject)
{
    utterance_done(&subject->utterance);
    script_free(subject->script);
    voice_free(subject->voice);
    document_free(subject->document);
}

static double cpu_s(clockid_t clock)
{
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static enum status read_bytes(const char *text, size_t length, struct subject *subject, struct error *error)
{
    struct document_reader *reader = NULL;
    enum status status = document_reader_open_bytes("bench.md", text, length, FORMAT_MARKDOWN, &reader, error);
    while (status == STATUS_OK && !document_reader_document(reader)->complete)
        status = document_reader_step(reader, error);
    if (status != STATUS_OK) {
        document_reader_free(reader);
        return status;
    }
    subject->document = document_reader_take(reader);
    status = voice_load(ALOUD_SOURCE "/voices", "en-GB", &subject->voice, error);
    if (status == STATUS_OK) status = script_new(subject->voice, &subject->script, error);
    return status == STATUS_OK ? script_extend(subject->script, subject->document, error) : status;
}

/* CPU seconds that the spoken form of all utterances takes, once; and, with an engine, those of uttering them. Each
 * utterance's two times lie side by side, so that what else the machine does meets both. */
static enum status say_all(struct subject *subject, struct engine *engine, double *ret_ours_s, double *ret_engine_s,
                           struct error *error)
{
    double ours_s = 0, engine_s = 0;
    clockid_t engine_clock = CLOCK_PROCESS_CPUTIME_ID;
    if (engine && clock_getcpuclockid(engine_process_id(engine), &engine_clock) != 0)
        return error_set(error, STATUS_ENGINE, NULL, 0, "The engine has no clock");
    struct voice_settings settings = voice_settings(subject->voice);
    double engine_begin_s = cpu_s(engine_clock);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(subject->script) && status == STATUS_OK; i++) {
        double begin_s = cpu_s(CLOCK_PROCESS_CPUTIME_ID);
        status = script_utterance(subject->script, subject->document, i, &subject->utterance, error);
        ours_s += cpu_s(CLOCK_PROCESS_CPUTIME_ID) - begin_s;
        if (status != STATUS_OK || !engine) continue;
        struct clip *clip = NULL;
        status = utterance_speak(engine, &subject->utterance, subject->voice, settings, 0, &clip, error);
        clip_release(clip);
    }
    if (engine) engine_s = cpu_s(engine_clock) - engine_begin_s;
    if (status != STATUS_OK) return status;
    *ret_ours_s = ours_s;
    if (ret_engine_s) *ret_engine_s = engine_s;
    return STATUS_OK;
}

/* ---- Its share of the synthesis ---------------------------------------------------------------------------------- */

static enum status measure_share(const char *text, size_t length, const char *name, struct rows *rows,
                                 struct error *error)
{
    struct subject subject = {0};
    struct engine *engine = NULL;
    double ours_s[ROUNDS], engine_s[ROUNDS], shares[ROUNDS], warm_s;
    enum status status = read_bytes(text, length, &subject, error);
    if (status == STATUS_OK) status = engine_start(ALOUD_BINARY "/aloud-engine", &engine, error);
    if (status == STATUS_OK) status = say_all(&subject, engine, &warm_s, NULL, error);
    for (size_t i = 0; i < ROUNDS && status == STATUS_OK; i++) {
        status = say_all(&subject, engine, &ours_s[i], &engine_s[i], error);
        if (status == STATUS_OK) shares[i] = 100 * ours_s[i] / engine_s[i];
    }
    if (status == STATUS_OK) {
        char label[sizeof rows->items[0].name];
        snprintf(label, sizeof label, "spoken form, %s: share of synthesis", name);
        struct row *row = rows_add(rows, label, percentile(shares, ROUNDS, 0.5), "%", SHARE_TARGET_PERCENT);
        row_note(row, "%.2f ms of CPU for %zu utterances, engine %.1f ms; median of %d",
                 percentile(ours_s, ROUNDS, 0.5) * 1000, script_count(subject.script),
                 percentile(engine_s, ROUNDS, 0.5) * 1000, ROUNDS);
    }
    engine_free(engine);
    subject_done(&subject);
    return status;
}

/* The written lines of the spoken tests, each a paragraph: more shapes than any leaflet has. */
static enum status lines_of_shapes(struct buffer *text, struct error *error)
{
    struct buffer table = {0};
    enum status status = file_read(ALOUD_SOURCE "/tests/spoken/en-GB.tsv", SIZE_MAX, &table, error);
    buffer_append_char(&table, '\0');
    if (status == STATUS_OK && table.failed) status = error_no_memory(error);
    char *rest = status == STATUS_OK ? table.data : NULL;
    for (char *line; (line = strsep(&rest, "\n"));) {
        strsep(&line, "\t"); /* the class */
        char *written = strsep(&line, "\t");
        if (written && line) buffer_printf(text, "%s\n\n", written);
    }
    buffer_done(&table);
    return status == STATUS_OK && text->failed ? error_no_memory(error) : status;
}

/* ---- Its growth -------------------------------------------------------------------------------------------------- */

/* The part of the large leaflet up to a copy's end at or behind `bytes`. */
static size_t cut_at(const struct buffer *large, size_t bytes)
{
    const char *next = bytes < large->length ? strstr(large->data + bytes, "\n# Part ") : NULL;
    return next ? (size_t)(next - large->data) : large->length;
}

static enum status measure_growth(const char *path, struct rows *rows, struct error *error)
{
    static const size_t sizes_mb[] = {1, 2, 5, 10};
    double per_mb_ms[ARRAY_COUNT(sizes_mb)] = {0};
    struct buffer large = {0};
    enum status status = file_read(path, SIZE_MAX, &large, error);
    buffer_append_char(&large, '\0');
    if (status == STATUS_OK && large.failed) status = error_no_memory(error);
    for (size_t i = 0; i < ARRAY_COUNT(sizes_mb) && status == STATUS_OK; i++) {
        struct subject subject = {0};
        double took_s = 0;
        size_t length = cut_at(&large, sizes_mb[i] * MB);
        length -= length == large.length; /* without the zero at its end */
        status = read_bytes(large.data, length, &subject, error);
        if (status == STATUS_OK) status = say_all(&subject, NULL, &took_s, NULL, error);
        subject_done(&subject);
        if (status != STATUS_OK) break;
        per_mb_ms[i] = took_s * 1000 / ((double)length / MB);
        char name[sizeof rows->items[0].name];
        snprintf(name, sizeof name, "spoken form, leaflet of %zu MB: CPU time for each MB", sizes_mb[i]);
        rows_add(rows, name, per_mb_ms[i], "ms", 0);
    }
    buffer_done(&large);
    if (status != STATUS_OK) return status;
    size_t last = ARRAY_COUNT(sizes_mb) - 1;
    struct row *row =
        rows_add(rows, "  for each of 10 MB, times that of 1 MB", per_mb_ms[last] / per_mb_ms[0], "x", GROWTH_TARGET);
    row_note(row, "1.0 is linear growth");
    return STATUS_OK;
}

void measure_spoken(const struct leaflets *leaflets, struct rows *rows)
{
    struct buffer sample = {0}, shapes = {0};
    struct error error = {0};
    enum status status = file_read(leaflets->sample, SIZE_MAX, &sample, &error);
    if (status == STATUS_OK) status = measure_share(sample.data, sample.length, "sample leaflet", rows, &error);
    if (status == STATUS_OK) status = lines_of_shapes(&shapes, &error);
    if (status == STATUS_OK) status = measure_share(shapes.data, shapes.length, "lines of shapes", rows, &error);
    if (status == STATUS_OK) status = measure_growth(leaflets->large, rows, &error);
    if (status != STATUS_OK) {
        struct row *row = rows_add(rows, "spoken form (failed)", 0, "", SHARE_TARGET_PERCENT);
        row_note(row, "%s", error.text);
    }
    buffer_done(&sample);
    buffer_done(&shapes);
}
