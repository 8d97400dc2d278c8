/* The whole reading in a file: each utterance's clip with its pause, in order, and nothing else. The engine is one whose
 * sound is known frame for frame (tests/engine). */
#include "cmocka_all.h"
#include "engine/known_engine.h"

#include "base/buffer.h"
#include "document/reader.h"
#include "export/read_out.h"
#include "export/wav.h"
#include "speech/utterance_speech.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-read-out-XXXXXX";
static char path[sizeof folder + 16];

/* A leaflet on its way to a file. */
struct reading {
    struct document *document;
    struct voice *voice;
    struct script *script;
    struct engine *engine;
    struct wav_writer *writer;
    struct buffer gaps; /* told, a line each */
    size_t taken;
};

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/a.wav", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void begin(struct reading *reading, const char *markdown)
{
    struct document_reader *reader = NULL;
    *reading = (struct reading){0};
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "en-GB", &reading->voice, NULL), STATUS_OK);
    assert_int_equal(document_reader_open_bytes("a.md", markdown, strlen(markdown), FORMAT_MARKDOWN, &reader, NULL),
                     STATUS_OK);
    do assert_int_equal(document_reader_step(reader, NULL), STATUS_OK);
    while (!document_reader_document(reader)->complete);
    reading->document = document_reader_take(reader);
    assert_int_equal(script_new(reading->voice, &reading->script, NULL), STATUS_OK);
    assert_int_equal(script_extend(reading->script, reading->document, NULL), STATUS_OK);
    assert_int_equal(engine_start(KNOWN_ENGINE, &reading->engine, NULL), STATUS_OK);
    assert_int_equal(wav_writer_open(path, &reading->writer, NULL), STATUS_OK);
}

static void end(struct reading *reading)
{
    engine_free(reading->engine);
    script_free(reading->script);
    voice_free(reading->voice);
    document_free(reading->document);
    buffer_done(&reading->gaps);
}

static enum status source(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error)
{
    struct reading *reading = context;
    (void)settings;
    return script_utterance(reading->script, reading->document, index, utterance, error);
}

static enum status take(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                        struct error *error)
{
    struct reading *reading = context;
    assert_int_equal(index, reading->taken++);
    for (size_t i = 0; i < clip->gap_count; i++) {
        const struct clip_gap *gap = &clip->gaps[i];
        buffer_append(&reading->gaps, utterance->spoken.data + gap->spoken_start, gap->spoken_end - gap->spoken_start);
        buffer_append_char(&reading->gaps, '\n');
    }
    return wav_writer_append(reading->writer, clip, error);
}

static enum status read_all(struct reading *reading, struct error *error)
{
    const struct read_out_calls calls = {reading, source, take};
    return read_out(reading->engine, reading->voice, 0, script_count(reading->script), &calls, error);
}

/* What the file holds; the caller frees. */
static int16_t *load(size_t *ret_count)
{
    SF_INFO about = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &about);
    assert_non_null(file);
    assert_int_equal(about.samplerate, CLIP_RATE_HZ);
    int16_t *frames = calloc((size_t)about.frames + 1, sizeof *frames);
    assert_non_null(frames);
    assert_int_equal(sf_readf_short(file, frames, about.frames), about.frames);
    *ret_count = (size_t)about.frames;
    sf_close(file);
    return frames;
}

/* The utterance stands at `at`, as the voice says it, with its pause; returns the frame behind. */
static size_t assert_utterance(struct reading *reading, size_t index, const int16_t *frames, size_t count, size_t at)
{
    struct utterance utterance = {0};
    assert_int_equal(script_utterance(reading->script, reading->document, index, &utterance, NULL), STATUS_OK);
    size_t length = utterance.spoken.length, pause = (size_t)utterance.pause_after_ms * CLIP_RATE_HZ / 1000;
    assert_true(at + KNOWN_HEAD + KNOWN_FRAMES * length + pause <= count);
    assert_int_equal(frames[at + KNOWN_RATE], voice_settings(reading->voice).rate_wpm);
    assert_int_equal(frames[at + KNOWN_VOLUME], voice_settings(reading->voice).volume);
    assert_int_equal(frames[at + KNOWN_LANGUAGE], known_name("en-gb"));
    assert_int_equal(frames[at + KNOWN_VARIANT], known_name(voice_variant(reading->voice, 0)));
    at += KNOWN_HEAD;
    for (size_t i = 0; i < KNOWN_FRAMES * length; i++) {
        assert_int_equal(frames[at++], known_value(utterance.spoken.data[i / KNOWN_FRAMES]));
    }
    assert_true(pause > 0);
    for (size_t i = 0; i < pause; i++) assert_int_equal(frames[at++], 0);
    utterance_done(&utterance);
    return at;
}

static void holds_each_utterance_in_order(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "# Tea\n\nDrink it. Stir it first, and ring 024 7696 6000.\n\n- Milk\n- Sugar\n\n"
                    "| Dose | Time |\n|---|---|\n| 1 mg | noon |\n\n## More\n\nThe end.\n");
    assert_int_equal(read_all(&reading, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(reading.writer, NULL), STATUS_OK);
    size_t count = 0, at = 0;
    int16_t *frames = load(&count);
    assert_int_equal(script_count(reading.script), 9);
    for (size_t i = 0; i < script_count(reading.script); i++) {
        at = assert_utterance(&reading, i, frames, count, at);
    }
    assert_int_equal(at, count);
    assert_int_equal(reading.gaps.length, 0);
    free(frames);
    end(&reading);
    assert_int_equal(unlink(path), 0);
}

/* Many more than are asked for ahead. */
static void holds_a_long_leaflet(void **state)
{
    (void)state;
    struct reading reading;
    struct buffer text = {0};
    for (int i = 0; i < 500; i++) buffer_printf(&text, "Line %d is here.\n\n", i);
    begin(&reading, buffer_text(&text));
    buffer_done(&text);
    assert_int_equal(read_all(&reading, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(reading.writer, NULL), STATUS_OK);
    size_t count = 0, at = 0;
    int16_t *frames = load(&count);
    assert_int_equal(script_count(reading.script), 500);
    for (size_t i = 0; i < 500; i++) at = assert_utterance(&reading, i, frames, count, at);
    assert_int_equal(at, count);
    free(frames);
    end(&reading);
    assert_int_equal(unlink(path), 0);
}

/* What the engine dies of is told in the order of the text, and all else is in the file. */
static void tells_gaps_and_reads_on(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "Do kill it.\n\nDrink.\n\nNever <b>kill</b> or kills them.\n\nThe end.\n");
    assert_int_equal(read_all(&reading, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(reading.writer, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&reading.gaps), "kill\nkill\nkills\n");
    size_t count = 0, end_length = strlen("The end.");
    int16_t *frames = load(&count);
    size_t pause = count;
    while (pause > 0 && frames[pause - 1] == 0) pause--;
    size_t last = pause - KNOWN_HEAD - KNOWN_FRAMES * end_length;
    assert_int_equal(assert_utterance(&reading, 3, frames, count, last), count);
    free(frames);
    end(&reading);
    assert_int_equal(unlink(path), 0);
}

static void tells_an_engine_that_does_not_start(void **state)
{
    (void)state;
    struct reading reading;
    struct error error = {0};
    begin(&reading, "Drink it.\n");
    engine_free(reading.engine);
    assert_int_equal(engine_start("/bin/false", &reading.engine, NULL), STATUS_OK);
    assert_int_equal(read_all(&reading, &error), STATUS_ENGINE);
    assert_int_equal(error.status, STATUS_ENGINE);
    wav_writer_discard(reading.writer);
    assert_int_equal(access(path, F_OK), -1);
    end(&reading);
}

static void tells_a_file_that_cannot_be_written(void **state)
{
    (void)state;
    struct reading reading;
    struct error error = {0};
    begin(&reading, "Drink it. Stir it. Drink it again.\n");
    wav_writer_discard(reading.writer);
    assert_int_equal(wav_writer_open("/dev/full", &reading.writer, NULL), STATUS_OK);
    enum status status = read_all(&reading, &error);
    if (status == STATUS_OK)
        status = wav_writer_close(reading.writer, &error);
    else
        wav_writer_discard(reading.writer);
    assert_int_equal(status, STATUS_IO);
    assert_string_equal(error.file, "/dev/full");
    end(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_each_utterance_in_order),
        cmocka_unit_test(holds_a_long_leaflet),
        cmocka_unit_test(tells_gaps_and_reads_on),
        cmocka_unit_test(tells_an_engine_that_does_not_start),
        cmocka_unit_test(tells_a_file_that_cannot_be_written),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
