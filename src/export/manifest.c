#include "export/manifest_parts.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "export/json_reader.h"
#include "export/json_text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char JOURNAL_NAME[] = ".aloud-journal";
enum { BLOCK_BYTES = 16 * 1024 };

/* Keeps the name of a file of ours, whatever the entry says. False, as all of these, where memory runs out. */
static bool list_name(json_t *listed, const char *name)
{
    if (!name || name[0] == '.' || strchr(name, '/')) return true;
    return json_object_set_new(listed, name, json_true()) == 0;
}

static bool list_files(json_t *listed, const json_t *record)
{
    size_t index;
    json_t *file;
    bool good = true;
    json_array_foreach(json_object_get(record, "files"), index, file) good &=
        list_name(listed, json_string_value(json_object_get(file, "name")));
    return good;
}

bool manifest_list_names(json_t *names, json_t *listed)
{
    size_t index;
    json_t *name;
    bool good = true;
    json_array_foreach(names, index, name) good &= list_name(listed, json_string_value(name));
    return good;
}

static bool keep_place(struct source *source, const char *name, long place)
{
    return json_object_set_new(source->places, name, json_integer(place)) == 0;
}

static enum status take_recording(void *context, json_t *record, long place, struct error *error)
{
    struct manifest *manifest = context;
    const char *name = json_string_value(json_object_get(record, "name"));
    bool good = list_files(manifest->listed, record) && (!name || keep_place(&manifest->earlier, name, place));
    return good ? STATUS_OK : error_no_memory(error);
}

/* *ret_head is NULL where there is none. The caller decrefs. */
static enum status read_manifest(struct manifest *manifest, json_t **ret_head, struct error *error)
{
    FILE *file = fopen(manifest->path, "rbe");
    *ret_head = NULL;
    if (!file && errno == ENOENT) return STATUS_OK;
    if (!file)
        return error_set(error, errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO, manifest->path, 0, "cannot be read: %s",
                         strerror(errno));
    manifest->earlier.file = file;
    enum status status = manifest_read(file, take_recording, manifest, ret_head, error);
    const char *maker = json_string_value(json_object_get(*ret_head, "maker"));
    if (status == STATUS_BAD_INPUT || (status == STATUS_OK && (!maker || strcmp(maker, MANIFEST_MAKER) != 0)))
        return error_set(error, STATUS_BAD_INPUT, manifest->path, 0,
                         "is not a manifest of Aloud's and would be written over; name another folder");
    if (status != STATUS_OK) return status;
    bool good = manifest_list_names(json_object_get(*ret_head, "lists"), manifest->listed);
    return good ? STATUS_OK : error_no_memory(error);
}

/* A record, or without a name whose folder it is or a list of files that are to go. */
static enum status take_line(struct manifest *manifest, const json_t *line, long place, struct error *error)
{
    const char *name = json_string_value(json_object_get(line, "name"));
    json_t *claim = json_object_get(line, "leaflet");
    if (claim && !manifest->claim) manifest->claim = json_incref(claim);
    bool good = list_files(manifest->listed, line) && (!name || keep_place(&manifest->journal, name, place));
    return good ? STATUS_OK : error_no_memory(error);
}

/* To the line behind the one that begins there. */
static void skip_line(FILE *file, long place)
{
    int byte;
    fseek(file, place, SEEK_SET);
    while ((byte = getc_unlocked(file)) != EOF && byte != '\n') {}
}

/* Lines that were torn count for nothing. */
static enum status read_journal(struct manifest *manifest, struct error *error)
{
    FILE *file = manifest->journal.file;
    struct json_reader reader = {.file = file};
    enum status status = STATUS_OK;
    manifest->torn = fseek(file, -1, SEEK_END) == 0 && getc(file) != '\n';
    rewind(file);
    while (status == STATUS_OK && json_reader_has_more(&reader)) {
        json_t *line = NULL;
        long place = ftell(file);
        status = record_read(file, NULL, NULL, &line, error);
        if (status == STATUS_OK)
            status = take_line(manifest, line, place, error);
        else if (status == STATUS_BAD_INPUT)
            status = STATUS_OK, skip_line(file, place);
        json_decref(line);
    }
    return status;
}

static enum status unwritten(const char *path, struct error *error)
{
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, path, 0, "cannot be written: %s", strerror(errno));
}

/* Under a lock: of runs that write into one journal each has it for a line. *ret_place is where the line begins. */
static bool begin_line(const struct manifest *manifest, long *ret_place)
{
    FILE *file = manifest->journal.file;
    flock(fileno(file), LOCK_EX); /* where there are no locks it goes without */
    return fseek(file, 0, SEEK_END) == 0 && (*ret_place = ftell(file)) >= 0;
}

static enum status end_line(const struct manifest *manifest, bool written, struct error *error)
{
    FILE *file = manifest->journal.file;
    written = fflush(file) == 0 && written;
    enum status status = written ? STATUS_OK : unwritten(manifest->journal_path, error);
    flock(fileno(file), LOCK_UN);
    return status;
}

/* What is written behind a torn line is one of its own. */
static bool end_torn_line(const struct manifest *manifest)
{
    FILE *file = manifest->journal.file;
    return fseek(file, 0, SEEK_END) == 0 && fputc('\n', file) != EOF && fflush(file) == 0;
}

enum status manifest_append_line(const struct manifest *manifest, json_t *line, struct error *error)
{
    struct buffer text = {0};
    long place;
    json_text_append_line(&text, line);
    buffer_append_char(&text, '\n');
    enum status status = text.failed ? error_no_memory(error) : STATUS_OK;
    if (status == STATUS_OK) {
        bool good = begin_line(manifest, &place) && fwrite(text.data, text.length, 1, manifest->journal.file) == 1;
        status = end_line(manifest, good, error);
    }
    json_decref(line);
    buffer_done(&text);
    return status;
}

static enum status append_record(const struct manifest *manifest, const struct spool *records,
                                 struct record_place place, long *ret_place, struct error *error)
{
    char block[BLOCK_BYTES];
    enum status status = STATUS_OK;
    bool good = begin_line(manifest, ret_place);
    for (uint64_t done = 0, count; done < place.bytes && good && status == STATUS_OK; done += count) {
        count = place.bytes - done < sizeof block ? place.bytes - done : sizeof block;
        status = spool_read(records, place.first + done, block, (size_t)count, error);
        if (status == STATUS_OK) good = fwrite(block, (size_t)count, 1, manifest->journal.file) == 1;
    }
    enum status ended = end_line(manifest, good, status == STATUS_OK ? error : NULL);
    return status == STATUS_OK ? ended : status;
}

/* ---- Whose folder it is ------------------------------------------------------------------------------------------ */

/* Whether both have the key, and the same text. */
static bool share(const json_t *a, const json_t *b, const char *key)
{
    const char *left = json_string_value(json_object_get(a, key)), *right = json_string_value(json_object_get(b, key));
    return left && right && strcmp(left, right) == 0;
}

/* Whether two heads are of one leaflet: it may have been edited where it lies, or moved. */
static bool are_one(const json_t *a, const json_t *b)
{
    bool referenced = json_object_get(a, "reference") && json_object_get(b, "reference");
    return share(a, b, "path") || (share(a, b, "language") && share(a, b, referenced ? "reference" : "title"));
}

static enum status check_owner(const struct manifest *manifest, const json_t *there, const char *path,
                               struct error *error)
{
    if (!there || are_one(there, manifest->head)) return STATUS_OK;
    const char *title = json_string_value(json_object_get(there, "title"));
    const char *way = json_string_value(json_object_get(there, "path"));
    return error_set(error, STATUS_BAD_INPUT, path, 0,
                     "would be written over another leaflet, \"%s\" (%s), in %s; rename one of them, or name another "
                     "folder",
                     title ? title : "", way ? way : "from elsewhere", manifest->folder);
}

/* Reads what is there and takes the folder, unless it is another leaflet's. */
static enum status take_folder(struct manifest *manifest, const char *path, struct error *error)
{
    json_t *earlier = NULL;
    enum status status = read_manifest(manifest, &earlier, error);
    if (status == STATUS_OK) status = check_owner(manifest, earlier, path, error);
    json_decref(earlier);
    if (status == STATUS_OK) status = read_journal(manifest, error);
    if (status == STATUS_OK) status = check_owner(manifest, manifest->claim, path, error);
    if (status == STATUS_OK && manifest->torn && !end_torn_line(manifest))
        status = unwritten(manifest->journal_path, error);
    if (status != STATUS_OK || manifest->claim) return status;
    return manifest_append_line(manifest, json_pack("{s:O}", "leaflet", manifest->head), error);
}

/* Under a lock: of two leaflets that come at the same time, on whichever machines, the second sees that the first is there. */
static enum status begin_journal(struct manifest *manifest, const char *path, struct error *error)
{
    struct stat about;
    manifest->journal.file = fopen(manifest->journal_path, "ab+e");
    if (!manifest->journal.file) return unwritten(manifest->folder, error);
    int descriptor = fileno(manifest->journal.file);
    flock(descriptor, LOCK_EX); /* where there are no locks it goes without */
    manifest->fresh = fstat(descriptor, &about) == 0 && about.st_size == 0;
    manifest->continues = !manifest->fresh;
    enum status status = take_folder(manifest, path, error);
    flock(descriptor, LOCK_UN);
    return status;
}

/* ------------------------------------------------------------------------------------------------------------------ */

static enum status prepare(struct manifest *manifest, const char *folder, const char *path, struct error *error)
{
    manifest->folder = strdup(folder);
    manifest->path = text_format("%s/%s", folder, MANIFEST_NAME);
    manifest->journal_path = text_format("%s/%s", folder, JOURNAL_NAME);
    manifest->earlier.places = json_object();
    manifest->journal.places = json_object();
    manifest->listed = json_object();
    char *way = path_from(folder, path);
    json_t *text = json_string(way);
    if (!text) text = json_string(path); /* the way leads through folders whose names are no UTF-8 */
    bool good = json_object_set_new(manifest->head, "path", text) == 0 && way && manifest->folder && manifest->path
                && manifest->journal_path && manifest->earlier.places && manifest->journal.places && manifest->listed;
    free(way);
    return good ? STATUS_OK : error_no_memory(error);
}

enum status manifest_open(const char *folder, const char *path, json_t *head, struct manifest **ret,
                          struct error *error)
{
    enum status status = folder_make(folder, 0777, error);
    if (status != STATUS_OK) return status;
    struct manifest *manifest = calloc(1, sizeof *manifest);
    if (!manifest) return error_no_memory(error);
    manifest->head = json_incref(head);
    status = prepare(manifest, folder, path, error);
    if (status == STATUS_OK) status = begin_journal(manifest, path, error);
    if (status == STATUS_OK)
        *ret = manifest;
    else
        manifest_free(manifest);
    return status;
}

static void source_done(struct source *source)
{
    if (source->file) fclose(source->file);
    json_decref(source->places);
}

void manifest_free(struct manifest *manifest)
{
    if (!manifest) return;
    if (manifest->journal.file && manifest->fresh) unlink(manifest->journal_path);
    source_done(&manifest->earlier);
    source_done(&manifest->journal);
    file_writer_discard(&manifest->draft);
    json_decref(manifest->head);
    json_decref(manifest->claim);
    json_decref(manifest->listed);
    free(manifest->folder);
    free(manifest->path);
    free(manifest->journal_path);
    free(manifest);
}

void manifest_distrust(const struct manifest *manifest)
{
    unlink(manifest->journal_path);
}

bool manifest_continues(const struct manifest *manifest)
{
    return manifest->continues;
}

json_t *manifest_head(const struct manifest *manifest)
{
    return manifest->head;
}

FILE *manifest_find_record(const struct manifest *manifest, const char *name)
{
    const struct source *sources[] = {&manifest->journal, &manifest->earlier}; /* the newer one counts */
    for (size_t i = 0; i < ARRAY_COUNT(sources); i++) {
        const json_t *place = json_object_get(sources[i]->places, name);
        if (place && fseek(sources[i]->file, (long)json_integer_value(place), SEEK_SET) == 0) return sources[i]->file;
    }
    return NULL;
}

enum status manifest_find(const struct manifest *manifest, const char *name, json_t **ret, struct error *error)
{
    FILE *file = manifest_find_record(manifest, name);
    *ret = NULL;
    return file ? record_read(file, NULL, NULL, ret, error) : STATUS_OK;
}

enum status manifest_add(struct manifest *manifest, const char *name, const struct spool *records,
                         struct record_place place, struct error *error)
{
    long there = 0;
    json_t *head = NULL;
    manifest->fresh = false;
    enum status status = append_record(manifest, records, place, &there, error);
    if (status == STATUS_OK && !keep_place(&manifest->journal, name, there)) status = error_no_memory(error);
    if (status == STATUS_OK) status = manifest_find(manifest, name, &head, error);
    if (status == STATUS_OK && !list_files(manifest->listed, head)) status = error_no_memory(error);
    json_decref(head);
    return status;
}
