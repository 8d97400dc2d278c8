/* The recordings of a leaflet, by an engine whose sound is known (tests/engine): what is told of them is true, and what has
 * not changed is not made again. */
#include "cmocka_all.h"
#include "engine/known_engine.h"
#include "made_leaflet.h"
#include "sound_file.h"

#include "export/section_audio.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const char LEAFLET[] = "# Drink it\n\nTake one. Do not kill it.\n\n# Rest\n\nLie down.\n";

struct work {
    struct made_leaflet leaflet;
    struct plan plan;
    struct engine *engine;
    struct section_audio request;
    json_t *entry;
};

static void begin(struct work *work, const char *markdown, size_t part)
{
    *work = (struct work){0};
    made_leaflet_open(&work->leaflet, markdown);
    assert_int_equal(plan_make(&work->plan, work->leaflet.script, work->leaflet.document, NULL), STATUS_OK);
    assert_int_equal(engine_start_renewable(KNOWN_ENGINE, &work->engine, NULL), STATUS_OK);
    work->request = (struct section_audio){.script = work->leaflet.script,
                                           .document = work->leaflet.document,
                                           .plan = &work->plan,
                                           .part = part,
                                           .name = part == SECTION_AUDIO_WHOLE ? "whole" : work->plan.parts[part].name,
                                           .folder = sound_path("out"),
                                           .engine = work->engine,
                                           .engine_version = "1.51",
                                           .formats = {[AUDIO_WAV] = true}};
}

static void end(struct work *work)
{
    json_decref(work->entry);
    engine_free(work->engine);
    plan_done(&work->plan);
    made_leaflet_close(&work->leaflet);
}

/* The whole of it, as the next process reads it. */
static json_t *read_all(const struct record *record)
{
    FILE *stream = NULL;
    assert_int_equal(spool_stream(&record->text, &stream, NULL), STATUS_OK);
    json_t *entry = json_loadf(stream, 0, NULL);
    assert_non_null(entry);
    fclose(stream);
    return entry;
}

/* Makes it, or does not; returns whether it was made. */
static bool make(struct work *work)
{
    struct record record = RECORD_NONE;
    bool unchanged = false;
    work->request.recorded = work->entry;
    assert_int_equal(section_audio_make(&work->request, &record, &unchanged, NULL), STATUS_OK);
    assert_true(unchanged == !record.head);
    if (record.head) {
        json_decref(work->entry);
        work->entry = read_all(&record);
    }
    record_done(&record);
    return !unchanged;
}

static const char *text_at(const json_t *array, size_t index, const char *key)
{
    return json_string_value(json_object_get(json_array_get(array, index), key));
}

static uint64_t frame_at(const json_t *array, size_t index, const char *key)
{
    double seconds = json_number_value(json_object_get(json_array_get(array, index), key));
    return (uint64_t)llround(seconds * CLIP_RATE_HZ);
}

/* Within the millisecond that the manifest tells. */
static void assert_frame(uint64_t got, uint64_t wanted)
{
    assert_true(llabs((long long)got - (long long)wanted) <= 12);
}

static void what_is_told_is_true(void **state)
{
    (void)state;
    struct work work;
    begin(&work, LEAFLET, 0);
    assert_true(make(&work));
    const json_t *sentences = json_object_get(work.entry, "sentences"), *files = json_object_get(work.entry, "files");
    assert_int_equal(json_array_size(sentences), 3);
    assert_string_equal(text_at(sentences, 0, "text"), "Drink it");
    assert_string_equal(text_at(sentences, 2, "text"), "Do not kill it.");
    struct utterance utterance = {0};
    uint64_t at = CLIP_RATE_HZ / 2;
    for (size_t i = 0; i < 2; i++) { /* the third has a gap */
        assert_int_equal(script_utterance(work.leaflet.script, work.leaflet.document, i, &utterance, NULL), STATUS_OK);
        assert_frame(frame_at(sentences, i, "start"), at);
        at += KNOWN_HEAD + KNOWN_FRAMES * utterance.spoken.length;
        assert_frame(frame_at(sentences, i, "end"), at);
        at += (uint64_t)utterance.pause_after_ms * CLIP_RATE_HZ / 1000;
    }
    utterance_done(&utterance);
    assert_frame(frame_at(sentences, 2, "start"), at);
    assert_string_equal(json_string_value(json_array_get(json_object_get(work.entry, "unspoken"), 0)), "kill");
    assert_true(json_is_null(json_object_get(work.entry, "chapters")));
    assert_int_equal(json_array_size(files), 2);
    assert_string_equal(text_at(files, 0, "name"), "01-drink-it.wav");
    assert_string_equal(text_at(files, 1, "name"), "01-drink-it.vtt");
    double seconds = json_number_value(json_object_get(work.entry, "seconds"));
    assert_true(fabs(strtod(tool_prints("soxi -D '%s/01-drink-it.wav'", sound_path("out")), NULL) - seconds) < 0.001);
    assert_int_equal(
        strncmp(text_at(files, 0, "sha256"), tool_prints("sha256sum '%s/01-drink-it.wav'", sound_path("out")), 64), 0);
    end(&work);
}

/* The whole is the parts one behind the other, and begins each as a chapter. */
static void the_whole_has_a_chapter_a_part(void **state)
{
    (void)state;
    struct work work;
    begin(&work, LEAFLET, SECTION_AUDIO_WHOLE);
    assert_true(make(&work));
    const json_t *chapters = json_object_get(work.entry, "chapters"),
                 *sentences = json_object_get(work.entry, "sentences");
    assert_int_equal(json_array_size(chapters), 2);
    assert_int_equal(json_array_size(sentences), 5);
    assert_int_equal(frame_at(chapters, 0, "start"), 0);
    assert_int_equal(frame_at(chapters, 1, "start"), frame_at(sentences, 3, "start"));
    assert_string_equal(text_at(chapters, 1, "title"), "Rest");
    end(&work);
}

static void what_has_not_changed_is_not_made(void **state)
{
    (void)state;
    struct work work;
    begin(&work, LEAFLET, 1);
    struct section_audio *request = &work.request;
    assert_true(make(&work));
    assert_false(make(&work));
    assert_string_equal(text_at(json_object_get(work.entry, "sentences"), 1, "text"), "Lie down.");
    request->engine_version = "1.52";
    assert_true(make(&work));
    request->word_times = true;
    assert_true(make(&work));
    request->formats[AUDIO_FLAC] = true;
    assert_true(make(&work));
    request->name = "02-sleep";
    assert_true(make(&work));
    script_set_punctuation(work.leaflet.script, PUNCTUATION_MOST); /* "Lie down stop" */
    assert_true(make(&work));
    assert_false(make(&work));
    assert_int_equal(truncate(sound_path("out/02-sleep.flac"), 100), 0);
    assert_true(make(&work));
    assert_int_equal(unlink(sound_path("out/02-sleep.vtt")), 0);
    assert_true(make(&work));
    assert_false(make(&work));
    end(&work);
    /* Another section's text changes nothing, its own does. */
    struct work other, own;
    begin(&work, LEAFLET, 1);
    assert_true(make(&work));
    begin(&other, "# Drink it\n\nTake two.\n\n# Rest\n\nLie down.\n", 1);
    begin(&own, "# Drink it\n\nTake one. Do not kill it.\n\n# Rest\n\nSit down.\n", 1);
    other.entry = json_incref(work.entry);
    own.entry = json_incref(work.entry);
    assert_false(make(&other));
    assert_true(make(&own));
    end(&own);
    end(&other);
    end(&work);
}

static void a_stream_gets_what_the_file_holds(void **state)
{
    (void)state;
    struct work work;
    char *bytes = NULL;
    size_t length = 0;
    begin(&work, LEAFLET, SECTION_AUDIO_WHOLE);
    assert_true(make(&work));
    FILE *stream = open_memstream(&bytes, &length), *file = fopen(sound_path("out/whole.wav"), "rb");
    json_t *unspoken = json_array();
    assert_true(stream && file);
    work.request.folder = work.request.name = NULL;
    assert_int_equal(section_audio_stream(&work.request, AUDIO_WAV, stream, "memory", unspoken, NULL), STATUS_OK);
    assert_int_equal(fclose(stream), 0);
    assert_int_equal(json_array_size(unspoken), 1);
    char *wanted = calloc(1, length + 1);
    assert_non_null(wanted);
    assert_int_equal(fread(wanted, 1, length + 1, file), length);
    assert_memory_equal(bytes, wanted, length);
    fclose(file);
    free(wanted);
    free(bytes);
    json_decref(unspoken);
    end(&work);
}

static void what_cannot_be_written_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    struct work work;
    struct rlimit before;
    begin(&work, LEAFLET, 0);
    assert_true(make(&work));
    const char *before_files = tool_prints("cd %s && sha256sum *", sound_path("out"));
    char *sums = strdup(before_files);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    static const rlim_t rooms[] = {4, 10000, 60000}; /* for no subtitle, for no spool, for no sound */
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        struct rlimit small = {.rlim_cur = rooms[i], .rlim_max = before.rlim_max};
        struct error error = {0};
        struct record record = RECORD_NONE;
        bool unchanged = false;
        work.request.recorded = NULL;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        enum status status = section_audio_make(&work.request, &record, &unchanged, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_int_equal(status, STATUS_IO);
        assert_non_null(strstr(error.text, "File too large"));
        assert_null(record.head);
        record_done(&record);
        assert_string_equal(tool_prints("cd %s && sha256sum *", sound_path("out")), sums);
    }
    struct error error = {0};
    struct record record = RECORD_NONE;
    bool unchanged = false;
    work.request.folder = sound_path("none");
    assert_int_equal(section_audio_make(&work.request, &record, &unchanged, &error), STATUS_IO);
    record_done(&record);
    assert_non_null(strstr(error.file, "none/01-drink-it"));
    free(sums);
    end(&work);
}

static int make_folder(void **state)
{
    (void)state;
    tool_prints("mkdir %s", sound_path("out"));
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    tool_prints("rm -r %s", sound_path("out"));
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_told_is_true, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_whole_has_a_chapter_a_part, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_has_not_changed_is_not_made, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_stream_gets_what_the_file_holds, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_told_and_leaves_nothing, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
