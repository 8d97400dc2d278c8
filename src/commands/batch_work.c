/* A worker of a batch: keeps its engine, its voices and the leaflet that it made a part of last. */
#include "commands/batch_parts.h"

#include "base/file.h"
#include "export/json_text.h"
#include "speech/engine.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void keep_silent(struct batch_worker *worker)
{
    int nothing = worker->silent ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
    worker->silent = true;
    if (nothing < 0) return;
    dup2(nothing, STDERR_FILENO);
    close(nothing);
}

static enum status start_engine(struct batch_worker *worker, struct error *error)
{
    if (worker->engine) return STATUS_OK;
    buffer_clear(&worker->engine_version);
    enum status status = engine_start_renewable(NULL, &worker->engine, error);
    if (status == STATUS_OK) status = engine_version(worker->engine, &worker->engine_version, error);
    if (status == STATUS_OK) return STATUS_OK;
    engine_free(worker->engine);
    worker->engine = NULL;
    return status;
}

static void unload(struct batch_worker *worker)
{
    plan_done(&worker->loaded.plan);
    if (worker->path) leaflet_done(&worker->loaded.leaflet);
    free(worker->path);
    free(worker->language);
    worker->path = worker->language = NULL;
    worker->loaded = (struct batch_leaflet){0};
}

enum status batch_load(struct leaflet_options *options, const char *path, const char *language,
                       struct voice_shelf *shelf, struct leaflet *leaflet, char checksum[FINGERPRINT_HEX_BYTES],
                       struct error *error)
{
    struct buffer bytes = {0};
    options->path = path;
    if (language) options->language = language;
    options->shelf = shelf;
    options->source = &bytes;
    enum status status = file_read(path, (size_t)LIMIT_FILE_MB * 1000000, &bytes, error);
    if (status == STATUS_OK) status = leaflet_load(options, leaflet, error);
    if (status == STATUS_OK) {
        const struct buffer *read = leaflet->translated.length > 0 ? &leaflet->translated : &bytes;
        fingerprint_bytes(read->data, read->length, checksum);
    }
    options->source = NULL;
    buffer_done(&bytes);
    return status;
}

/* Whether the owner has read the same leaflet and the same voice file. */
static enum status check_same(const struct leaflet *leaflet, const char *voice, const json_t *job, const char *path,
                              const char *checksum, struct error *error)
{
    if (strcmp(checksum, json_string_value(json_object_get(job, "source"))) != 0)
        return error_set(error, STATUS_BAD_INPUT, path, 0, "has changed while it was being read; run it again");
    if (strcmp(voice, json_string_value(json_object_get(job, "voice"))) != 0)
        return error_set(error, STATUS_BAD_INPUT, path, 0,
                         "the voice file for %s has changed while it was being read; run it again",
                         voice_language(leaflet->voice));
    return STATUS_OK;
}

static bool is_loaded(const struct batch_worker *worker, const char *path, const char *language)
{
    if (!worker->path || strcmp(worker->path, path) != 0 || !worker->language != !language) return false;
    return !language || strcmp(worker->language, language) == 0;
}

static enum status load(struct batch_worker *worker, const json_t *job, struct error *error)
{
    const char *path = json_string_value(json_object_get(job, "path")),
               *language = json_string_value(json_object_get(job, "language")); /* of a translation, else NULL */
    if (is_loaded(worker, path, language)) return STATUS_OK;
    unload(worker);
    struct batch_leaflet *loaded = &worker->loaded;
    struct leaflet_options options = worker->options->leaflet;
    char own_checksum[FINGERPRINT_HEX_BYTES];
    enum status status = batch_load(&options, path, language, &worker->shelf, &loaded->leaflet, own_checksum, error);
    if (status != STATUS_OK) return status;
    worker->path = strdup(path);
    worker->language = language ? strdup(language) : NULL;
    if (!worker->path || !worker->language != !language) {
        if (!worker->path) leaflet_done(&loaded->leaflet);
        unload(worker);
        return error_no_memory(error);
    }
    bool has = false;
    const struct voice *voice = loaded->leaflet.voice;
    status = check_same(&loaded->leaflet, voice_shelf_checksum(&worker->shelf, voice), job, path, own_checksum, error);
    if (status == STATUS_OK) status = plan_make(&loaded->plan, loaded->leaflet.script, loaded->leaflet.document, error);
    if (status == STATUS_OK) status = engine_has_language(worker->engine, voice_engine(voice), &has, error);
    if (status == STATUS_OK && !has)
        status = error_set(error, STATUS_ENGINE, path, 0, "the speech engine has no voice for %s", voice_name(voice));
    loaded->engine = worker->engine;
    loaded->engine_version = buffer_text(&worker->engine_version);
    if (status != STATUS_OK) unload(worker);
    return status;
}

static enum status make(struct batch_worker *worker, const json_t *job, struct batch_made *ret, struct error *error)
{
    const json_t *recorded = json_object_get(job, "recorded");
    const struct batch_part part = {
        .index = (size_t)json_integer_value(json_object_get(job, "part")),
        .name = json_string_value(json_object_get(job, "name")),
        .folder = json_string_value(json_object_get(job, "folder")),
        .recorded = json_is_null(recorded) ? NULL : recorded,
    };
    enum status status = load(worker, job, error);
    if (status != STATUS_OK) return status;
    return worker->kind->make(worker->context, &worker->kept, &worker->loaded, &part, ret, error);
}

/* An engine that could not be kept alive is started anew for the next job. */
static void drop_engine(struct batch_worker *worker)
{
    unload(worker);
    engine_free(worker->engine);
    worker->engine = NULL;
}

static enum status answer_with(const struct batch_worker *worker, const struct batch_made *made, struct buffer *answer,
                               struct error *error)
{
    struct record_place place = {0};
    enum status status =
        made->record.head ? record_hand_over(&made->record, worker->records, &place, error) : STATUS_OK;
    if (status != STATUS_OK) return status;
    json_t *told = json_pack("{s:b, s:I, s:I, s:O}", "unchanged", made->unchanged, "first", (json_int_t)place.first,
                             "bytes", (json_int_t)place.bytes, "remarks", made->remarks);
    json_text_append(answer, told, JSON_COMPACT);
    json_decref(told);
    return answer->failed ? error_no_memory(error) : STATUS_OK;
}

/* Of the files of all workers in the folder. */
static enum status sync_folder(const json_t *job, struct error *error)
{
    return folder_sync(json_string_value(json_object_get(job, "sync")), error);
}

static enum status make_and_tell(struct batch_worker *worker, const json_t *job, struct buffer *answer,
                                 struct error *error)
{
    struct batch_made made = {.record = RECORD_NONE, .remarks = json_array()};
    enum status status = made.remarks ? start_engine(worker, error) : error_no_memory(error);
    if (status == STATUS_OK) status = make(worker, job, &made, error);
    if (status == STATUS_ENGINE || status == STATUS_NO_MEMORY) drop_engine(worker);
    if (status == STATUS_OK) status = answer_with(worker, &made, answer, error);
    record_done(&made.record);
    json_decref(made.remarks);
    return status;
}

enum status batch_work(void *context, const void *bytes, size_t length, struct buffer *answer, struct error *error)
{
    struct batch_worker *worker = context;
    json_t *job = NULL;
    keep_silent(worker);
    enum status status = json_text_load(bytes, length, &job, error);
    if (status == STATUS_OK)
        status = json_object_get(job, "sync") ? sync_folder(job, error) : make_and_tell(worker, job, answer, error);
    json_decref(job);
    return status;
}
