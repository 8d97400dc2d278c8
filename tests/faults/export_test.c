/* Memory runs out at each allocation there is in making a recording in each format, and in keeping what was made. What was
 * there before stays, and nothing half-made comes. */
#include "cmocka_all.h"
#include "engine/known_engine.h"
#include "export/made_leaflet.h"
#include "loop.h"

#include "base/array.h"
#include "base/file.h"
#include "export/fingerprint.h"
#include "export/json_text.h"
#include "export/manifest.h"
#include "export/section_audio.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];
static struct made_leaflet leaflet;

static int set_up(void **state)
{
    snprintf(folder, sizeof folder, "%s/aloud-faults-XXXXXX", folder_temporary());
    if (!mkdtemp(folder)) return 1;
    made_leaflet_open(&leaflet, "# Tea\n\nSip.\n\n# Rest\n");
    return loop_set_up(state);
}

static int tear_down(void **state)
{
    made_leaflet_close(&leaflet);
    return loop_tear_down(state) | rmdir(folder);
}

/* Removes all files of the folder; returns how many there were. */
static size_t take_files(void)
{
    size_t count = 0;
    allocation_spare(true);
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *item; (item = readdir(listing));) {
        if (item->d_name[0] == '.' && strspn(item->d_name, ".") == strlen(item->d_name)) continue;
        assert_int_equal(unlinkat(dirfd(listing), item->d_name, 0), 0);
        count++;
    }
    closedir(listing);
    allocation_spare(false);
    return count;
}

static enum status write_json(json_t *value, FILE *output, struct error *error)
{
    struct buffer text = {0};
    json_text_append(&text, value, JSON_SORT_KEYS);
    enum status status = text.failed ? error_no_memory(error) : STATUS_OK;
    if (status == STATUS_OK) fprintf(output, "%s\n", buffer_text(&text));
    buffer_done(&text);
    return status;
}

static enum status make_recording(const void *context, FILE *output, struct error *error)
{
    (void)context;
    struct plan plan = {0};
    struct engine *engine = NULL;
    struct record record = RECORD_NONE;
    bool unchanged = false;
    struct section_audio request = {.script = leaflet.script,
                                    .document = leaflet.document,
                                    .plan = &plan,
                                    .part = SECTION_AUDIO_WHOLE,
                                    .name = "whole",
                                    .folder = folder,
                                    .engine_version = "1.51",
                                    .formats = {[AUDIO_WAV] = true},
                                    .word_times = true};
    enum status status = plan_make(&plan, leaflet.script, leaflet.document, error);
    if (status == STATUS_OK) status = engine_start_renewable(KNOWN_ENGINE, &engine, error);
    request.engine = engine;
    if (status == STATUS_OK) status = section_audio_make(&request, &record, &unchanged, error);
    if (status == STATUS_OK) status = write_json(record.head, output, error);
    record_done(&record);
    engine_free(engine);
    plan_done(&plan);
    size_t files = take_files();
    assert_true(status == STATUS_OK ? files == 2 : files <= 2);
    return status;
}

static void memory_runs_out_over_a_recording(void **state)
{
    (void)state;
    const struct job job = {"recording", make_recording, NULL};
    loop_in_use(&job, ALLOCATION_ONCE);
    loop_in_use(&job, ALLOCATION_ONWARD);
}

/* A second of silence with all tags. */
static enum status encode(enum audio_format format, const char *path, struct error *error)
{
    static const int16_t frames[CLIP_RATE_HZ];
    static const struct chapter chapters[] = {{0, 11025, "Tea"}, {11025, CLIP_RATE_HZ, "Rest"}};
    static const struct audio_tags tags = {"Tea", "Tea & cake", "en-GB", "T/1", "3", 1, 2, chapters, 2};
    struct file_writer file = {0};
    struct encoder *encoder = NULL;
    enum status status = file_writer_open(&file, path, error);
    if (status == STATUS_OK) status = encoder_open(format, file.stream, path, &tags, CLIP_RATE_HZ, &encoder, error);
    if (status == STATUS_OK) status = encoder_append(encoder, frames, CLIP_RATE_HZ, error);
    if (status == STATUS_OK)
        status = encoder_close(encoder, error);
    else
        encoder_discard(encoder);
    if (status == STATUS_OK) return file_writer_close(&file, error);
    file_writer_discard(&file);
    return status;
}

static enum status make_file(const void *context, FILE *output, struct error *error)
{
    const enum audio_format *format = context;
    char path[sizeof folder + 8], hex[FINGERPRINT_HEX_BYTES];
    uint64_t bytes = 0;
    snprintf(path, sizeof path, "%s/a", folder);
    enum status status = encode(*format, path, error);
    bool good = status == STATUS_OK;
    if (good) status = fingerprint_file(path, hex, &bytes, error);
    if (status == STATUS_OK) fprintf(output, "%s\n", hex);
    assert_int_equal(take_files(), good);
    return status;
}

static void memory_runs_out_over_an_encoder(void **state)
{
    (void)state;
    for (int i = 0; i < AUDIO_FORMAT_COUNT; i++) {
        enum audio_format format = (enum audio_format)i;
        const struct job job = {audio_format_name(format), make_file, &format};
        loop_in_use(&job, ALLOCATION_ONCE);
        loop_in_use(&job, ALLOCATION_ONWARD);
    }
}

static enum status open_manifest(struct manifest **manifest, struct error *error)
{
    json_t *head = json_pack("{s:s, s:s}", "title", "Tea", "language", "en-GB");
    enum status status = head ? manifest_open(folder, "tea.md", head, manifest, error) : error_no_memory(error);
    json_decref(head);
    return status;
}

static enum status add(struct manifest *manifest, const char *name, struct error *error)
{
    struct record record = RECORD_NONE;
    enum status status = record_begin(&record, "sentences", error);
    if (status == STATUS_OK) status = record_add(&record, json_pack("{s:s}", "text", "Sip."), error);
    if (status == STATUS_OK)
        status = record_end(&record, json_pack("{s:s, s:[{s:s}]}", "name", name, "files", "name", "a.wav"), error);
    const struct record_place place = {0, record.text.length};
    if (status == STATUS_OK) status = manifest_add(manifest, name, &record.text, place, error);
    record_done(&record);
    return status;
}

static enum status keep(struct manifest **manifest, FILE *output, struct error *error)
{
    static const char *const names[] = {"01-tea", "02-rest"};
    enum status status = open_manifest(manifest, error);
    for (size_t i = 0; i < ARRAY_COUNT(names) && status == STATUS_OK; i++) {
        status = add(*manifest, names[i], error);
    }
    if (status == STATUS_OK) status = manifest_write(*manifest, names, ARRAY_COUNT(names), error);
    manifest_free(*manifest);
    *manifest = NULL;
    if (status == STATUS_OK) status = open_manifest(manifest, error);
    json_t *found = NULL;
    if (status == STATUS_OK) status = manifest_find(*manifest, names[1], &found, error);
    if (status == STATUS_OK) status = write_json(found, output, error);
    json_decref(found);
    return status;
}

static enum status keep_entries(const void *context, FILE *output, struct error *error)
{
    (void)context;
    struct manifest *manifest = NULL;
    enum status status = keep(&manifest, output, error);
    manifest_free(manifest);
    take_files();
    return status;
}

static void memory_runs_out_over_a_manifest(void **state)
{
    (void)state;
    const struct job job = {"manifest", keep_entries, NULL};
    loop_in_use(&job, ALLOCATION_ONCE);
    loop_in_use(&job, ALLOCATION_ONWARD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_runs_out_over_a_recording),
        cmocka_unit_test(memory_runs_out_over_an_encoder),
        cmocka_unit_test(memory_runs_out_over_a_manifest),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
