/* The end of a run: manifest.json, and what goes then. */
#include "base/file.h"
#include "export/json_list.h"
#include "export/manifest_parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_IN_A_LINE = 64 };

/* So that the files of an earlier run go also where this one is killed when its manifest is there and they are, too. */
static enum status note_listed(struct manifest *manifest, struct error *error)
{
    enum status status = STATUS_OK;
    json_t *files = NULL, *unused;
    const char *name;
    json_object_foreach(manifest->listed, name, unused)
    {
        if (!files) files = json_array();
        bool good = json_array_append_new(files, json_pack("{s:s}", "name", name)) == 0;
        if (!good) status = error_no_memory(error);
        if (!good) break;
        if (json_array_size(files) < FILES_IN_A_LINE) continue;
        status = manifest_append_line(manifest, json_pack("{s:o}", "files", files), error);
        files = NULL;
        if (status != STATUS_OK) break;
    }
    if (status == STATUS_OK && files) return manifest_append_line(manifest, json_pack("{s:o}", "files", files), error);
    json_decref(files);
    return status;
}

/* Whether it is what a killed file_writer has left of a file of ours: "NAME.aloud-12345", "NAME.aloud-aB3dE9". */
static bool is_left_over(const char *name, const json_t *listed)
{
    const char *dot = strrchr(name, '.');
    char *own = dot && strncmp(dot + 1, "aloud-", 6) == 0 ? strndup(name, (size_t)(dot - name)) : NULL;
    bool is = own && (json_object_get(listed, own) || strcmp(own, MANIFEST_NAME) == 0);
    free(own);
    return is;
}

static void remove_left_over(const struct manifest *manifest)
{
    DIR *folder = opendir(manifest->folder);
    for (struct dirent *item; folder && (item = readdir(folder));)
        if (!json_object_get(manifest->listed, item->d_name) && is_left_over(item->d_name, manifest->listed))
            unlinkat(dirfd(folder), item->d_name, 0);
    if (folder) closedir(folder);
}

/* Takes from what is listed all that the new manifest tells of. False where that cannot be read. */
static bool keep_told(struct manifest *manifest, const char *const *names, size_t count)
{
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(manifest->head, "lists"), index, item)
        json_object_del(manifest->listed, json_string_value(item));
    for (size_t i = 0; i < count; i++) {
        json_t *record = NULL;
        if (manifest_find(manifest, names[i], &record, NULL) != STATUS_OK) return false;
        json_array_foreach(json_object_get(record, "files"), index, item)
            json_object_del(manifest->listed, json_string_value(json_object_get(item, "name")));
        json_decref(record);
    }
    return true;
}

/* Removes what no record of the new manifest lists. */
static void remove_stale(struct manifest *manifest, const char *const *names, size_t count)
{
    const char *name;
    json_t *unused;
    remove_left_over(manifest);
    if (!keep_told(manifest, names, count)) return; /* rather a file too many */
    json_object_foreach(manifest->listed, name, unused)
    {
        char *path = text_format("%s/%s", manifest->folder, name);
        if (path) unlink(path);
        free(path);
    }
}

static enum status write_records(const struct manifest *manifest, struct json_list *list, const char *const *names,
                                 size_t count, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        json_t *head = NULL;
        FILE *file = manifest_find_record(manifest, names[i]);
        if (!file) return error_set(error, STATUS_SYSTEM, manifest->folder, 0, "nothing was told of %s", names[i]);
        json_list_place(list);
        status = record_copy(file, list->file, list->depth, &head, error);
        json_decref(head);
    }
    return status;
}

static enum status write_all(struct manifest *manifest, const char *const *names, size_t count, struct error *error)
{
    struct json_list list = {0};
    struct file_writer *file = &manifest->draft;
    enum status status = file_writer_open(file, manifest->path, error);
    if (status == STATUS_OK) status = json_list_begin(&list, file->stream, manifest->head, "recordings", 0, error);
    if (status == STATUS_OK) status = write_records(manifest, &list, names, count, error);
    json_list_end(&list);
    if (status == STATUS_OK) {
        fputc('\n', file->stream);
        status = file_writer_flush(file, error);
    }
    if (status != STATUS_OK) file_writer_discard(file);
    return status;
}

enum status manifest_draft(struct manifest *manifest, const char *const *names, size_t count, struct error *error)
{
    json_t *head = manifest->head;
    bool good = json_object_set_new(head, "maker", json_string(MANIFEST_MAKER)) == 0
                && json_object_set_new(head, "recordings", json_array()) == 0
                && manifest_list_names(json_object_get(head, "lists"), manifest->listed);
    enum status status = good ? note_listed(manifest, error) : error_no_memory(error);
    return status == STATUS_OK ? write_all(manifest, names, count, error) : status;
}

enum status manifest_write(struct manifest *manifest, const char *const *names, size_t count, struct error *error)
{
    bool synced = manifest->draft.stream;
    enum status status = synced ? STATUS_OK : manifest_draft(manifest, names, count, error);
    if (status == STATUS_OK)
        status = synced ? file_writer_close_soon(&manifest->draft, error)
                        : file_writer_close_changed(&manifest->draft, error);
    if (status != STATUS_OK) return status;
    remove_stale(manifest, names, count);
    unlink(manifest->journal_path);
    manifest->fresh = false;
    return STATUS_OK;
}
