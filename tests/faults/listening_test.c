/* Memory runs out at each allocation there is in what surrounds a reading: keys, what is kept, phrases, the engine's clips
 * and the file of a reading. */
#include "cmocka_all.h"
#include "engine/known_engine.h"
#include "loop.h"

#include "base/array.h"
#include "base/file.h"
#include "document/reader.h"
#include "export/wav.h"
#include "listen/keys.h"
#include "listen/memory.h"
#include "listen/version.h"
#include "speech/clip_window.h"
#include "speech/utterance_speech.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256], keys_file[sizeof folder + 16], wav_file[sizeof folder + 16];
static struct voice *voice;

/* The same leaflet twice, once with two sentences where the other has three. */
static struct text {
    const char *markdown;
    struct document_reader *reader;
    struct version version;
} texts[] = {{.markdown = "One is here. Two is.\n"}, {.markdown = "One. It is here. Two is.\n"}};

static enum status open_text(struct text *text)
{
    enum status status = document_reader_open_bytes("a.md", text->markdown, strlen(text->markdown), FORMAT_MARKDOWN,
                                                    &text->reader, NULL);
    if (status == STATUS_OK) status = document_reader_step(text->reader, NULL);
    if (status == STATUS_OK) status = script_new(voice, &text->version.script, NULL);
    if (status != STATUS_OK) return status;
    text->version.document = document_reader_document(text->reader);
    return script_extend(text->version.script, text->version.document, NULL);
}

static void close_text(struct text *text)
{
    script_free(text->version.script);
    document_reader_free(text->reader);
}

static int set_up(void **state)
{
    snprintf(folder, sizeof folder, "%s/aloud-faults-XXXXXX", folder_temporary());
    if (!mkdtemp(folder)) return 1;
    snprintf(keys_file, sizeof keys_file, "%s/keys.ini", folder);
    snprintf(wav_file, sizeof wav_file, "%s/a.wav", folder);
    setenv("XDG_STATE_HOME", folder, 1);
    FILE *file = fopen(keys_file, "we");
    if (!file) return 1;
    fputs("[keys]\npause = f5 x\nrepeat = control-r page-down\nnext-section = h\n", file);
    if (fclose(file) != 0 || voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL) != STATUS_OK) return 1;
    if (open_text(&texts[0]) != STATUS_OK || open_text(&texts[1]) != STATUS_OK) return 1;
    return loop_set_up(state);
}

static int tear_down(void **state)
{
    char command[sizeof folder + 16];
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) close_text(&texts[i]);
    voice_free(voice);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return loop_tear_down(state) | system(command);
}

static enum status use_keys(const void *context, FILE *output, struct error *error)
{
    (void)context;
    struct key_map *map = NULL;
    struct buffer text = {0};
    enum status status = key_map_load(keys_file, &map, error);
    for (int i = 0; i < COMMAND_COUNT && status == STATUS_OK; i++) {
        size_t count = 0;
        const uint32_t *keys = key_map_keys(map, (enum command)i, &count);
        for (size_t k = 0; k < count && status == STATUS_OK; k++) {
            key_write(keys[k], &text);
            buffer_append_char(&text, ' ');
            status = key_say(keys[k], voice, &text, error);
            buffer_append_char(&text, '\n');
        }
    }
    if (status == STATUS_OK && text.failed) status = error_no_memory(error);
    if (status == STATUS_OK) fprintf(output, "%s", buffer_text(&text));
    buffer_done(&text);
    key_map_free(map);
    return status;
}

static enum status keep(const void *context, FILE *output, struct error *error)
{
    (void)context;
    const struct memory kept = {.has_place = true,
                                .place = {.utterance = 7, .text_hash = 0x1234},
                                .bookmarks = {{.utterance = 2, .text_hash = 9}, {.utterance = 5, .text_hash = 8}},
                                .bookmark_count = 2};
    struct memory loaded = {0};
    const struct listener_settings settings = {{201, 33, 44, 155}, 2, PUNCTUATION_SOME};
    struct listener_settings got = {.variant = 9};
    enum status status = memory_save("/a/leaflet.md", &kept, error);
    if (status == STATUS_OK) status = memory_load("/a/leaflet.md", &loaded, error);
    if (status == STATUS_OK) status = settings_save("en-GB", &settings, error);
    if (status == STATUS_OK) status = settings_load("en-GB", &got, error);
    if (status == STATUS_OK) {
        fprintf(output, "%d %" PRIu64 " %zu %" PRIu64 " %d %d %zu\n", loaded.has_place, loaded.place.utterance,
                loaded.bookmark_count, loaded.bookmarks[1].text_hash, got.voice.rate_wpm, got.voice.volume,
                got.variant);
    }
    return status;
}

static enum status say_phrases(const void *context, FILE *output, struct error *error)
{
    (void)context;
    static const struct phrase_value values[] = {PHRASE_NUMBER(7), PHRASE_TEXT("about 3 minutes")};
    struct buffer text = {0};
    enum status status = voice_phrase(voice, PHRASE_INTRO, values, ARRAY_COUNT(values), &text, error);
    if (status == STATUS_OK) status = voice_phrase(voice, PHRASE_END_OF_LEAFLET, NULL, 0, &text, error);
    if (status == STATUS_OK) fprintf(output, "%s\n", buffer_text(&text));
    buffer_done(&text);
    return status;
}

/* An utterance in two languages, of which the engine dies of a word, into the window and the file. */
static enum status speak(struct utterance *utterance, FILE *output, struct error *error)
{
    struct engine *engine = NULL;
    struct clip_window *window = NULL;
    struct wav_writer *writer = NULL;
    struct clip *clip = NULL;
    enum status status = engine_start(KNOWN_ENGINE, &engine, error);
    if (status == STATUS_OK) status = utterance_speak(engine, utterance, voice, voice_settings(voice), 0, &clip, error);
    if (status == STATUS_OK) status = clip_window_new(1000000, &window, error);
    if (status == STATUS_OK) status = clip_window_put(window, 1, clip, error);
    if (status == STATUS_OK) status = wav_writer_open(wav_file, &writer, error);
    if (status == STATUS_OK) status = wav_writer_append(writer, clip_window_get(window, 1), error);
    if (status == STATUS_OK) {
        status = wav_writer_close(writer, error);
        writer = NULL;
    }
    /* Without memory for an answer, the worker is asked again in smaller pieces, with other marks. */
    if (status == STATUS_OK) {
        fprintf(output, "%zu %u\n", clip->gap_count, clip->gaps[0].spoken_start);
    }
    wav_writer_discard(writer);
    clip_window_free(window);
    clip_release(clip);
    engine_free(engine);
    return status;
}

static enum status make_sound(const void *context, FILE *output, struct error *error)
{
    (void)context;
    static char spoken[] = "Do not kill it, bonjour";
    struct language_change french = {.spoken_start = 16, .language = "fr"};
    struct utterance utterance = {.spoken = {.data = spoken, .length = sizeof spoken - 1},
                                  .changes = &french,
                                  .change_count = 1,
                                  .pause_after_ms = 300};
    struct stat about = {0};
    enum status status = speak(&utterance, output, error);
    assert_int_equal(stat(wav_file, &about), status == STATUS_OK ? 0 : -1); /* whole or not at all */
    unlink(wav_file);
    return status;
}

static enum status align(const void *context, FILE *output, struct error *error)
{
    (void)context;
    struct utterance_range aligned, following;
    struct version *from = &texts[0].version, *to = &texts[1].version;
    enum status status = version_aligned(from, 0, to, &aligned, error);
    if (status == STATUS_OK) status = version_following(from, 1, to, &following, error);
    if (status == STATUS_OK) {
        fprintf(output, "%zu %zu %zu %zu\n", aligned.first, aligned.end, following.first, following.end);
    }
    return status;
}

static void memory_runs_out(void **state)
{
    const struct job *job = *state;
    loop_in_use(job, ALLOCATION_ONCE);
    loop_in_use(job, ALLOCATION_ONWARD);
}

static struct job jobs[] = {{"keys", use_keys, NULL},
                            {"what is kept", keep, NULL},
                            {"phrases", say_phrases, NULL},
                            {"clips and files", make_sound, NULL},
                            {"sentences of two versions", align, NULL}};

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(memory_runs_out, &jobs[0]), cmocka_unit_test_prestate(memory_runs_out, &jobs[1]),
        cmocka_unit_test_prestate(memory_runs_out, &jobs[2]), cmocka_unit_test_prestate(memory_runs_out, &jobs[3]),
        cmocka_unit_test_prestate(memory_runs_out, &jobs[4]),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
