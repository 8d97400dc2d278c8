#include "commands/batch.h"

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "commands/batch_parts.h"
#include "commands/command.h"
#include "export/json_text.h"
#include "export/pool.h"
#include "voice/pls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_PART_BITS = 32, UNDER_WAY_MOST = 200 /* each has three files open */ };
static const uint32_t ID_SYNC = UINT32_MAX; /* stands for a part */

/* A leaflet some of whose parts are not there yet, or not on the disk for good. */
struct under_way {
    size_t index;                      /* of the version */
    char voice[FINGERPRINT_HEX_BYTES]; /* of the voice file */
    char *folder;
    struct manifest *manifest;
    char **names;
    size_t count, given, answered;
    bool made; /* a part, in this run or in one that did not come to its end */
    enum { BEING_MADE, TO_BE_SYNCED, BEING_SYNCED, ON_DISK } stage;
    bool failed;
};

struct batch {
    const struct batch_options *options;
    const struct batch_kind *kind;
    const void *context;
    struct voice_shelf shelf;
    struct pool *pool;
    struct spool records;    /* what the workers tell of parts, until it is in the journals */
    struct under_way *items; /* in the order in which they were begun */
    size_t count, capacity;
    struct batch_folders folders;
    struct batch_versions versions;
    size_t next; /* version to be begun */
    struct progress progress;
    bool failed;  /* a leaflet could not be made */
    bool stopped; /* nothing more can be written: the disk is full */
};

static void tell(struct batch *batch, const struct error *error)
{
    progress_error(&batch->progress, error);
    batch->failed = true;
}

/* What kept a part or a list from being written keeps the others from it, too. */
static void tell_unwritten(struct batch *batch, const struct error *error)
{
    tell(batch, error);
    if (error->status == STATUS_IO || error->status == STATUS_NO_MEMORY) batch->stopped = true;
}

/* ---- Beginning and finishing a leaflet --------------------------------------------------------------------------- */

/* The manifest and the events are JSON, which is UTF-8. */
static enum status check_name(const char *path, struct error *error)
{
    if (utf8_first_invalid(path, strlen(path)) == strlen(path)) return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, path, 0, "has a name that is not UTF-8; rename it");
}

static json_t *make_head(const struct leaflet *leaflet, const char *checksum)
{
    const struct document *document = leaflet->document;
    json_t *head = json_pack("{s:s, s:s, s:s, s:s}", "source", checksum, "title", buffer_text(&document->title),
                             "language", voice_language(leaflet->voice), "voice", voice_name(leaflet->voice));
    if (head && document->reference.length)
        json_object_set_new(head, "reference", json_string(buffer_text(&document->reference)));
    if (head && document->version.length)
        json_object_set_new(head, "version", json_string(buffer_text(&document->version)));
    if (head && document->translation.length)
        json_object_set_new(head, "translation", json_string(buffer_text(&document->translation)));
    return head;
}

static enum status take_names(struct batch *batch, struct under_way *item, const struct plan *plan, struct error *error)
{
    item->count = batch->kind->count(batch->context, plan);
    item->names = calloc(item->count + 1, sizeof *item->names);
    for (size_t i = 0; item->names && i < item->count; i++) {
        item->names[i] = batch->kind->name(batch->context, plan, i);
        if (!item->names[i]) return error_no_memory(error);
    }
    return item->names ? STATUS_OK : error_no_memory(error);
}

/* Loads the leaflet to see what its parts are; the workers load it again when they come to it. */
static enum status look_at(struct batch *batch, struct under_way *item, struct error *error)
{
    struct leaflet leaflet = {0};
    struct plan plan = {0};
    struct leaflet_options options = batch->options->leaflet;
    char checksum[FINGERPRINT_HEX_BYTES];
    const struct batch_version *version = &batch->versions.items[item->index];
    const char *file = batch_version_file(version);
    enum status status = check_name(file, error);
    if (status == STATUS_OK) status = check_name(batch->options->output, error);
    if (status == STATUS_OK)
        status = batch_load(&options, version->path, version->language, &batch->shelf, &leaflet, checksum, error);
    if (status != STATUS_OK) return status;
    snprintf(item->voice, sizeof item->voice, "%s", voice_shelf_checksum(&batch->shelf, leaflet.voice));
    status = leaflet_require_voice(&leaflet, error);
    if (status == STATUS_OK) leaflet_warn_unreadable(&leaflet);
    if (status == STATUS_OK) status = plan_make(&plan, leaflet.script, leaflet.document, error);
    if (status == STATUS_OK) status = take_names(batch, item, &plan, error);
    json_t *head = status == STATUS_OK ? make_head(&leaflet, checksum) : NULL;
    if (status == STATUS_OK && !head) status = error_no_memory(error);
    if (status == STATUS_OK && batch->kind->begin)
        status = batch->kind->begin(batch->context, item->index, &leaflet, &plan, head, error);
    if (status == STATUS_OK) status = batch_folders_find(&batch->folders, item->index, &leaflet, &item->folder, error);
    if (status == STATUS_OK) status = manifest_open(item->folder, file, head, &item->manifest, error);
    if (status == STATUS_OK) item->made = manifest_continues(item->manifest);
    json_decref(head);
    plan_done(&plan);
    leaflet_done(&leaflet);
    return status;
}

static void drop(struct batch *batch, struct under_way *item)
{
    manifest_free(item->manifest);
    for (size_t i = 0; item->names && i < item->count; i++) free(item->names[i]);
    free(item->names);
    free(item->folder);
    size_t at = (size_t)(item - batch->items);
    batch->count--;
    for (size_t i = at; i < batch->count; i++) batch->items[i] = batch->items[i + 1];
}

static void begin(struct batch *batch, size_t index)
{
    struct error error = {0};
    if (!array_reserve(&batch->items, &batch->capacity, batch->count + 1)) {
        error_no_memory(&error);
        tell(batch, &error);
        return;
    }
    struct under_way *item = &batch->items[batch->count++];
    *item = (struct under_way){.index = index};
    if (look_at(batch, item, &error) == STATUS_OK) {
        progress_begin(&batch->progress, item->count);
        return;
    }
    tell(batch, &error);
    drop(batch, item);
}

/* Once all parts are there: writes what is made from them, and where one is new also the manifest, which tells that they are
 * whole. It gets its name when the disk has it all. */
static void list(struct batch *batch, struct under_way *item)
{
    struct error error = {0};
    const char *const *names = (const char *const *)item->names;
    enum status status =
        batch->kind->finish(batch->context, item->folder, item->manifest, names, item->count, item->made, &error);
    if (status == STATUS_OK && item->made) status = manifest_draft(item->manifest, names, item->count, &error);
    item->stage = item->made ? TO_BE_SYNCED : ON_DISK;
    if (status == STATUS_OK) return;
    item->failed = true;
    tell_unwritten(batch, &error);
}

static void finish(struct batch *batch, struct under_way *item)
{
    struct error error = {0};
    const char *const *names = (const char *const *)item->names;
    if (!item->failed && manifest_write(item->manifest, names, item->count, &error) != STATUS_OK) {
        item->failed = true;
        tell_unwritten(batch, &error);
    }
    progress_leaflet(&batch->progress, batch_version_file(&batch->versions.items[item->index]), item->folder,
                     !item->failed);
    drop(batch, item);
}

/* ---- Jobs -------------------------------------------------------------------------------------------------------- */

static struct under_way *with_work_left(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!batch->items[i].failed && batch->items[i].given < batch->items[i].count) return &batch->items[i];
    return NULL;
}

/* The leaflet whose part is to be made next; begins further ones as they are due. */
static struct under_way *next_work(struct batch *batch)
{
    const struct batch_options *options = batch->options;
    for (;;) {
        struct under_way *item = with_work_left(batch);
        bool more = batch->next < batch->versions.count && batch->count < UNDER_WAY_MOST && !batch->stopped;
        if (item || !more) return item;
        size_t index = batch->next++;
        if (batch_is_own(options, index)) begin(batch, index);
    }
}

/* Is pool_give or pool_give_aside. */
typedef enum status pool_giver(struct pool *pool, uint64_t id, const void *job, size_t length, struct error *error);

/* Takes the job, which may be NULL for lack of memory. */
static enum status give_job(const struct batch *batch, pool_giver *give_to, const struct under_way *item, uint32_t part,
                            json_t *job, struct error *error)
{
    struct buffer text = {0};
    json_text_append(&text, job, JSON_COMPACT);
    uint64_t id = (uint64_t)item->index << ID_PART_BITS | part;
    enum status status = text.failed ? error_no_memory(error) : give_to(batch->pool, id, text.data, text.length, error);
    json_decref(job);
    buffer_done(&text);
    return status;
}

static enum status give(struct batch *batch, struct under_way *item, struct error *error)
{
    size_t part = item->given++;
    const struct batch_version *version = &batch->versions.items[item->index];
    json_t *record = NULL;
    enum status status = manifest_find(item->manifest, item->names[part], &record, error);
    if (status != STATUS_OK) return status;
    json_t *recorded = record ? json_pack("{s:O*, s:O*}", "fingerprint", json_object_get(record, "fingerprint"),
                                          "files", json_object_get(record, "files"))
                              : json_null();
    json_decref(record);
    json_t *job =
        json_pack("{s:s, s:s?, s:O, s:s, s:s, s:I, s:s, s:o}", "path", version->path, "language", version->language,
                  "source", json_object_get(manifest_head(item->manifest), "source"), "voice", item->voice, "folder",
                  item->folder, "part", (json_int_t)part, "name", item->names[part], "recorded", recorded);
    return give_job(batch, pool_give, item, (uint32_t)part, job, error);
}

/* Beside the speaking of further leaflets. */
static enum status sync_those_that_are_listed(struct batch *batch, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < batch->count && status == STATUS_OK && pool_has_room_aside(batch->pool); i++) {
        struct under_way *item = &batch->items[i];
        if (item->stage != TO_BE_SYNCED) continue;
        item->stage = BEING_SYNCED;
        status = give_job(batch, pool_give_aside, item, ID_SYNC, json_pack("{s:s}", "sync", item->folder), error);
    }
    return status;
}

static struct under_way *item_of(struct batch *batch, uint64_t id)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].index == id >> ID_PART_BITS) return &batch->items[i];
    return NULL;
}

/* Keeps what a worker has told of a part in the leaflet's folder, and tells people. */
static enum status keep(struct batch *batch, struct under_way *item, const char *name, const json_t *told,
                        struct error *error)
{
    json_t *record = NULL;
    const struct record_place place = {(uint64_t)json_integer_value(json_object_get(told, "first")),
                                       (uint64_t)json_integer_value(json_object_get(told, "bytes"))};
    enum status status = STATUS_OK;
    if (place.bytes > 0) status = manifest_add(item->manifest, name, &batch->records, place, error);
    spool_forget(&batch->records, place.first, place.bytes);
    if (status == STATUS_OK) status = manifest_find(item->manifest, name, &record, error);
    if (status != STATUS_OK) return status;
    bool unchanged = json_is_true(json_object_get(told, "unchanged"));
    item->made |= !unchanged;
    progress_part(&batch->progress, item->folder, name, record, unchanged);
    progress_remarks(&batch->progress, item->folder, json_object_get(told, "remarks"));
    json_decref(record);
    return STATUS_OK;
}

/* Of what the disk did not take the system tells once, and not whose it is. */
static void fail_all_under_way(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        batch->items[i].failed = true;
        manifest_distrust(batch->items[i].manifest);
    }
}

static void take(struct batch *batch, struct pool_answer *answer)
{
    struct under_way *item = item_of(batch, answer->id);
    uint32_t part = (uint32_t)answer->id;
    if (!item) return;
    if (part == ID_SYNC)
        item->stage = ON_DISK;
    else
        item->answered++;
    if (answer->status == STATUS_OK && part != ID_SYNC) {
        json_t *told = NULL;
        answer->status = json_text_load(buffer_text(&answer->bytes), answer->bytes.length, &told, &answer->error);
        if (answer->status == STATUS_OK) answer->status = keep(batch, item, item->names[part], told, &answer->error);
        json_decref(told);
    }
    if (answer->status != STATUS_OK) {
        item->failed = true; /* what is left of it is not begun */
        if (part == ID_SYNC && answer->status == STATUS_IO) fail_all_under_way(batch);
        tell_unwritten(batch, &answer->error);
    }
}

static bool is_done(const struct under_way *item)
{
    if (item->failed) return item->answered == item->given;
    return item->stage == ON_DISK;
}

static void finish_those_that_are_done(struct batch *batch)
{
    for (size_t i = 0; i < batch->count;) {
        struct under_way *item = &batch->items[i];
        if (!item->failed && item->stage == BEING_MADE && item->answered == item->count) list(batch, item);
        if (is_done(item))
            finish(batch, item);
        else
            i++;
    }
}

static enum status run(struct batch *batch, struct error *error)
{
    struct pool_answer answer = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        struct under_way *item = NULL;
        while (status == STATUS_OK && !batch->stopped && pool_has_room(batch->pool) && (item = next_work(batch)))
            status = give(batch, item, error);
        finish_those_that_are_done(batch); /* while the workers work */
        if (status == STATUS_OK) status = sync_those_that_are_listed(batch, error);
        if (status != STATUS_OK || pool_busy(batch->pool) == 0) break;
        status = pool_take(batch->pool, &answer, error);
        if (status == STATUS_OK) take(batch, &answer);
    }
    buffer_done(&answer.bytes);
    return status;
}

/* Before the workers are there, which all have the same copy: one run is of one state of each lexicon. */
static enum status read_lexicons(const struct leaflet_options *options, struct buffer texts[LEXICON_FILES_MOST],
                                 struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->lexicon_count && status == STATUS_OK; i++)
        status = file_read(options->lexicons[i], (size_t)PLS_MB_MOST * 1000000, &texts[i], error);
    return status;
}

int batch_run(const struct batch_options *options, const struct batch_kind *kind, const void *context)
{
    struct buffer lexicons[LEXICON_FILES_MOST] = {0};
    struct batch_options own = *options;
    own.leaflet.lexicon_texts = lexicons;
    struct batch batch = {.options = &own, .kind = kind, .context = context, .records = SPOOL_NONE};
    struct batch_worker worker = {.options = &own, .kind = kind, .context = context, .records = &batch.records};
    struct error error = {0};
    size_t workers = options->workers ? options->workers : pool_cores();
    progress_open(&batch.progress, options->json);
    enum status status = spool_open(&batch.records, &error);
    if (status == STATUS_OK) status = read_lexicons(&own.leaflet, lexicons, &error);
    if (status == STATUS_OK) status = pool_start(workers, batch_work, &worker, &batch.pool, &error);
    if (status == STATUS_OK) status = folder_check(options->output, &error);
    if (status == STATUS_OK) status = batch_versions_find(&batch.versions, &own, &error);
    if (status == STATUS_OK)
        status = batch_folders_init(&batch.folders, &own, kind, &batch.versions, &batch.shelf, &error);
    if (status == STATUS_OK) status = run(&batch, &error);
    if (status != STATUS_OK) tell(&batch, &error);
    if (status == STATUS_OK && !batch.stopped && kind->end) {
        status = kind->end(context, options->output, &error);
        if (status != STATUS_OK) tell(&batch, &error);
    }
    pool_free(batch.pool);
    spool_close(&batch.records);
    while (batch.count > 0) drop(&batch, &batch.items[batch.count - 1]);
    free(batch.items);
    batch_folders_done(&batch.folders);
    batch_versions_done(&batch.versions);
    voice_shelf_done(&batch.shelf);
    for (size_t i = 0; i < LEXICON_FILES_MOST; i++) buffer_done(&lexicons[i]);
    progress_close(&batch.progress);
    return batch.failed ? EXIT_BAD : EXIT_GOOD;
}
