/* The whole reading in a file: each utterance's clip with its pause, in order, and nothing else. The engine is one whose
 * sound is known frame for frame (tests/engine). And by the real one: the same samples, whenever it is killed. */
#include "cmocka_all.h"
#include "engine/known_engine.h"

#include "base/buffer.h"
#include "document/reader.h"
#include "export/read_out.h"
#include "export/wav.h"
#include "speech/utterance_speech.h"

#include <signal.h>
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
    const struct read_out_calls calls = {reading, source, take, NULL};
    return read_out(reading->engine, reading->voice, 0, script_count(reading->script), READ_OUT_TWO_CORES, &calls,
                    error);
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

/* ---- The same again ---------------------------------------------------------------------------------------------- */

/* A reading by an engine that can be renewed, whose process is killed. */
struct attempts {
    struct reading *reading;
    struct buffer sound; /* of the present attempt */
    size_t begun;
    size_t kills;   /* attempts in which the engine is killed */
    size_t kill_at; /* utterance; one further with each attempt where kill_moves is set */
    bool kill_moves;
};

static enum status begin_attempt(void *context, struct error *error)
{
    struct attempts *attempts = context;
    (void)error;
    attempts->begun++;
    attempts->reading->taken = 0;
    buffer_clear(&attempts->sound);
    buffer_clear(&attempts->reading->gaps);
    return STATUS_OK;
}

static enum status attempt_source(void *context, size_t index, struct utterance *utterance,
                                  struct voice_settings *settings, struct error *error)
{
    const struct attempts *attempts = context;
    return source(attempts->reading, index, utterance, settings, error);
}

static enum status attempt_take(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                                struct error *error)
{
    struct attempts *attempts = context;
    size_t kill_at = attempts->kill_at + (attempts->kill_moves ? attempts->begun - 1 : 0);
    if (attempts->begun <= attempts->kills && index == kill_at)
        assert_int_equal(kill(-engine_process_id(attempts->reading->engine), SIGKILL), 0);
    buffer_append(&attempts->sound, clip->frames, clip->frame_count * sizeof *clip->frames);
    return take(attempts->reading, index, utterance, clip, error);
}

static enum status attempt(struct attempts *attempts, struct error *error)
{
    struct reading *reading = attempts->reading;
    const struct read_out_calls calls = {attempts, attempt_source, attempt_take, begin_attempt};
    attempts->begun = 0;
    return read_out_again(reading->engine, reading->voice, 0, script_count(reading->script), &calls, error);
}

static void begin_again(struct reading *reading, struct attempts *attempts, const char *markdown, const char *engine)
{
    begin(reading, markdown);
    engine_free(reading->engine);
    assert_int_equal(engine_start_renewable(engine, &reading->engine, NULL), STATUS_OK);
    *attempts = (struct attempts){.reading = reading};
}

static void end_again(struct reading *reading, struct attempts *attempts)
{
    wav_writer_discard(reading->writer);
    buffer_done(&attempts->sound);
    end(reading);
}

static const char LINES[] = "# Tea\n\nDrink it. Stir it first, and ring 024 7696 6000.\n\n- Milk\n- Sugar\n\n"
                            "## More\n\nNot two cups. The end.\n";

/* The real engine's sound depends on all that it said before, so a new one amid the reading would be heard in the samples. */
static void a_killed_engine_changes_no_sample(void **state)
{
    (void)state;
    struct reading reading;
    struct attempts attempts;
    begin_again(&reading, &attempts, LINES, ALOUD_BINARY "/aloud-engine");
    assert_int_equal(attempt(&attempts, NULL), STATUS_OK);
    assert_int_equal(attempts.begun, 1);
    struct buffer wanted = attempts.sound;
    attempts.sound = (struct buffer){0};
    size_t count = script_count(reading.script);
    assert_true(count >= 7);
    attempts.kill_moves = true;
    for (size_t i = 0; i + 4 <= count; i++) { /* two more are asked for behind the last one at which it is killed */
        attempts.kills = 1 + i % 2;
        attempts.kill_at = i;
        assert_int_equal(attempt(&attempts, NULL), STATUS_OK);
        assert_int_equal(attempts.begun, attempts.kills + 1);
        assert_int_equal(attempts.sound.length, wanted.length);
        assert_memory_equal(attempts.sound.data, wanted.data, wanted.length);
    }
    buffer_done(&wanted);
    end_again(&reading, &attempts);
}

/* A text that kills the engine does so in the second attempt, too, and is a gap; a killed engine besides changes nothing. */
static void a_text_that_kills_is_a_gap_all_the_same(void **state)
{
    (void)state;
    struct reading reading;
    struct attempts attempts;
    begin_again(&reading, &attempts, "Drink.\n\nNever kill it.\n\nStir.\n\nThe end.\n", KNOWN_ENGINE);
    assert_int_equal(attempt(&attempts, NULL), STATUS_OK);
    assert_int_equal(attempts.begun, 2);
    assert_string_equal(buffer_text(&reading.gaps), "kill\n");
    attempts.kills = attempts.kill_at = 1;
    assert_int_equal(attempt(&attempts, NULL), STATUS_OK);
    assert_int_equal(attempts.begun, 3);
    assert_string_equal(buffer_text(&reading.gaps), "kill\n");
    end_again(&reading, &attempts);
}

static void an_engine_killed_each_time_is_told(void **state)
{
    (void)state;
    struct reading reading;
    struct attempts attempts;
    struct error error = {0};
    begin_again(&reading, &attempts,
                "A. B. C. D. E. F.\n\nDrink. Eat. Walk. Rest. Sit. Stand. Lie. Sleep. Ask. Ring. Go. End.\n",
                KNOWN_ENGINE);
    attempts.kills = SIZE_MAX;
    attempts.kill_moves = true;
    assert_int_equal(attempt(&attempts, &error), STATUS_ENGINE);
    assert_int_equal(attempts.begun, READ_OUT_ATTEMPTS);
    assert_non_null(strstr(error.text, "killed again and again"));
    end_again(&reading, &attempts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_each_utterance_in_order),
        cmocka_unit_test(holds_a_long_leaflet),
        cmocka_unit_test(tells_gaps_and_reads_on),
        cmocka_unit_test(tells_an_engine_that_does_not_start),
        cmocka_unit_test(tells_a_file_that_cannot_be_written),
        cmocka_unit_test(a_killed_engine_changes_no_sample),
        cmocka_unit_test(a_text_that_kills_is_a_gap_all_the_same),
        cmocka_unit_test(an_engine_killed_each_time_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
