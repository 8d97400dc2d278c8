#include "export/manifest.h"

#include "base/buffer.h"
#include "base/file.h"
#include "export/json_text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MANIFEST_NAME[] = "manifest.json", JOURNAL_NAME[] = ".aloud-journal", MAKER[] = "aloud";
enum { BYTES_MOST = 512 << 20 };

struct manifest {
    char *folder, *path, *journal_path;
    json_t *head;
    json_t *earlier; /* manifest.json as it was; NULL: there was none */
    json_t *claim;   /* the head of the run that began the journal; NULL: nobody did */
    json_t *entries; /* object: by name, of earlier runs and this one */
    json_t *listed;  /* object: the files that earlier entries tell of */
    FILE *journal;
    bool torn;  /* the journal's last line has no end: the run that wrote it was killed over it */
    bool fresh; /* nothing is in the journal but that this run has begun it */
};

/* Keeps the name of a file of ours, whatever the entry says. False, as all of these, where memory runs out. */
static bool list_name(json_t *listed, const char *name)
{
    if (!name || name[0] == '.' || strchr(name, '/')) return true;
    return json_object_set_new(listed, name, json_true()) == 0;
}

static bool list_files(struct manifest *manifest, const json_t *entry)
{
    size_t index;
    json_t *file;
    bool good = true;
    json_array_foreach(json_object_get(entry, "files"), index, file) good &=
        list_name(manifest->listed, json_string_value(json_object_get(file, "name")));
    return good;
}

/* Playlists and other files of the whole. */
static bool list_names(json_t *names, json_t *listed)
{
    size_t index;
    json_t *name;
    bool good = true;
    json_array_foreach(names, index, name) good &= list_name(listed, json_string_value(name));
    return good;
}

static bool take_entry(struct manifest *manifest, const json_t *entry)
{
    const char *name = json_string_value(json_object_get(entry, "name"));
    json_t *claim = json_object_get(entry, "leaflet");
    if (claim && !manifest->claim) manifest->claim = json_incref(claim);
    bool good = list_files(manifest, entry);
    return good && (!name || json_object_set(manifest->entries, name, (json_t *)(uintptr_t)entry) == 0);
}

static enum status read_manifest(struct manifest *manifest, struct error *error)
{
    struct buffer bytes = {0};
    if (access(manifest->path, F_OK) != 0) return STATUS_OK;
    enum status status = file_read(manifest->path, BYTES_MOST, &bytes, error);
    errno = 0; /* jansson does not tell all that it has no memory for */
    if (status == STATUS_OK) manifest->earlier = json_loadb(buffer_text(&bytes), bytes.length, 0, NULL);
    bool no_memory = !manifest->earlier && errno == ENOMEM;
    buffer_done(&bytes);
    if (status != STATUS_OK) return status;
    if (no_memory) return error_no_memory(error);
    const char *maker = json_string_value(json_object_get(manifest->earlier, "maker"));
    if (!maker || strcmp(maker, MAKER) != 0)
        return error_set(error, STATUS_BAD_INPUT, manifest->path, 0,
                         "is not a manifest of Aloud's and would be written over; name another folder");
    bool good = list_names(json_object_get(manifest->earlier, "lists"), manifest->listed);
    size_t index;
    json_t *entry;
    json_array_foreach(json_object_get(manifest->earlier, "recordings"), index, entry) good &=
        take_entry(manifest, entry);
    return good ? STATUS_OK : error_no_memory(error);
}

/* A line an entry, or without a name whose folder it is or a list of files that are to go; the last one may be torn. */
static enum status read_journal(struct manifest *manifest, struct error *error)
{
    struct buffer bytes = {0};
    if (access(manifest->journal_path, F_OK) != 0) return STATUS_OK;
    enum status status = file_read(manifest->journal_path, BYTES_MOST, &bytes, error);
    manifest->torn = bytes.length > 0 && bytes.data[bytes.length - 1] != '\n';
    buffer_append_char(&bytes, '\0');
    if (status == STATUS_OK && bytes.failed) status = error_no_memory(error);
    char *rest = status == STATUS_OK ? bytes.data : NULL;
    for (char *line; status == STATUS_OK && (line = strsep(&rest, "\n"));) {
        errno = 0;
        json_t *entry = json_loads(line, 0, NULL);
        bool torn = !entry && errno != ENOMEM;
        if (!torn && (!entry || !take_entry(manifest, entry))) status = error_no_memory(error);
        json_decref(entry);
    }
    buffer_done(&bytes);
    return status;
}

static enum status unwritten(const char *path, struct error *error)
{
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, path, 0, "cannot be written: %s", strerror(errno));
}

static enum status append_to_journal(const struct manifest *manifest, const json_t *line, struct error *error)
{
    struct buffer text = {0};
    json_text_append(&text, line, JSON_COMPACT | JSON_REAL_PRECISION(MANIFEST_REAL_DIGITS));
    buffer_append_char(&text, '\n');
    enum status status = text.failed ? error_no_memory(error) : STATUS_OK;
    bool written = status == STATUS_OK && fwrite(text.data, text.length, 1, manifest->journal) == 1
                   && fflush(manifest->journal) == 0;
    if (status == STATUS_OK && !written) status = unwritten(manifest->journal_path, error);
    buffer_done(&text);
    return status;
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
    enum status status = read_manifest(manifest, error);
    if (status == STATUS_OK) status = check_owner(manifest, manifest->earlier, path, error);
    if (status == STATUS_OK) status = read_journal(manifest, error);
    if (status == STATUS_OK) status = check_owner(manifest, manifest->claim, path, error);
    if (status == STATUS_OK && manifest->torn && fputc('\n', manifest->journal) == EOF)
        status = unwritten(manifest->journal_path, error);
    if (status != STATUS_OK || manifest->claim) return status;
    json_t *line = json_pack("{s:O}", "leaflet", manifest->head);
    status = line ? append_to_journal(manifest, line, error) : error_no_memory(error);
    json_decref(line);
    return status;
}

/* Under a lock: of two leaflets that come at the same time, on whichever machines, the second sees that the first is there. */
static enum status begin_journal(struct manifest *manifest, const char *path, struct error *error)
{
    struct stat about;
    manifest->journal = fopen(manifest->journal_path, "abe");
    if (!manifest->journal) return unwritten(manifest->folder, error);
    int descriptor = fileno(manifest->journal);
    flock(descriptor, LOCK_EX); /* where there are no locks it goes without */
    manifest->fresh = fstat(descriptor, &about) == 0 && about.st_size == 0;
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
    manifest->entries = json_object();
    manifest->listed = json_object();
    char *way = path_from(folder, path);
    json_t *text = json_string(way);
    if (!text) text = json_string(path); /* the way leads through folders whose names are no UTF-8 */
    bool good = json_object_set_new(manifest->head, "path", text) == 0 && way && manifest->folder && manifest->path
                && manifest->journal_path && manifest->entries && manifest->listed;
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

void manifest_free(struct manifest *manifest)
{
    if (!manifest) return;
    if (manifest->journal) {
        fclose(manifest->journal);
        if (manifest->fresh) unlink(manifest->journal_path);
    }
    json_decref(manifest->head);
    json_decref(manifest->earlier);
    json_decref(manifest->claim);
    json_decref(manifest->entries);
    json_decref(manifest->listed);
    free(manifest->folder);
    free(manifest->path);
    free(manifest->journal_path);
    free(manifest);
}

const json_t *manifest_find(const struct manifest *manifest, const char *name)
{
    return json_object_get(manifest->entries, name);
}

json_t *manifest_head(const struct manifest *manifest)
{
    return manifest->head;
}

enum status manifest_add(struct manifest *manifest, const char *name, json_t *entry, struct error *error)
{
    if (!entry || json_object_set_new(manifest->entries, name, entry) != 0) return error_no_memory(error);
    if (!list_files(manifest, entry)) return error_no_memory(error);
    manifest->fresh = false;
    return append_to_journal(manifest, entry, error);
}

/* So that the files of an earlier run go also where this one is killed when its manifest is there and they are, too. */
static enum status note_listed(struct manifest *manifest, struct error *error)
{
    json_t *files = json_array();
    const char *name;
    json_t *unused;
    bool good = files;
    json_object_foreach(manifest->listed, name, unused) good &=
        json_array_append_new(files, json_pack("{s:s}", "name", name)) == 0;
    json_t *line = json_pack("{s:o}", "files", files);
    enum status status = good && line ? append_to_journal(manifest, line, error) : error_no_memory(error);
    json_decref(line);
    return status;
}

/* Whether it is what a killed file_writer has left of a file of ours: "NAME.aloud-12345", "NAME.aloud-aB3dE9". */
static bool is_left_over(const char *name, const json_t *kept, const json_t *listed)
{
    const char *dot = strrchr(name, '.');
    char *own = dot && strncmp(dot + 1, "aloud-", 6) == 0 ? strndup(name, (size_t)(dot - name)) : NULL;
    bool is = own && (json_object_get(kept, own) || json_object_get(listed, own) || strcmp(own, MANIFEST_NAME) == 0);
    free(own);
    return is;
}

static void remove_left_over(const struct manifest *manifest, const json_t *kept)
{
    DIR *folder = opendir(manifest->folder);
    for (struct dirent *item; folder && (item = readdir(folder));)
        if (!json_object_get(kept, item->d_name) && is_left_over(item->d_name, kept, manifest->listed))
            unlinkat(dirfd(folder), item->d_name, 0);
    if (folder) closedir(folder);
}

/* Removes what no entry of the new manifest lists. */
static void remove_stale(const struct manifest *manifest)
{
    const json_t *head = manifest->head;
    const json_t *recordings = json_object_get(head, "recordings");
    json_t *kept = json_object();
    size_t index, inner;
    json_t *entry, *file, *unused;
    const char *name;
    json_array_foreach(recordings, index, entry) json_array_foreach(json_object_get(entry, "files"), inner, file)
    {
        const char *own = json_string_value(json_object_get(file, "name"));
        if (!own || json_object_set_new(kept, own, json_true()) != 0) goto finish; /* rather a file too many */
    }
    if (!list_names(json_object_get(head, "lists"), kept)) goto finish;
    json_object_foreach(manifest->listed, name, unused)
    {
        char *path = json_object_get(kept, name) ? NULL : text_format("%s/%s", manifest->folder, name);
        if (path) unlink(path);
        free(path);
    }
    remove_left_over(manifest, kept);
finish:
    json_decref(kept);
}

enum status manifest_write(struct manifest *manifest, const char *const *names, size_t count, struct error *error)
{
    json_t *head = manifest->head, *recordings = json_array();
    bool failed = !recordings || json_object_set_new(head, "maker", json_string(MAKER)) != 0;
    for (size_t i = 0; i < count && !failed; i++)
        failed = json_array_append(recordings, json_object_get(manifest->entries, names[i])) != 0;
    failed |= json_object_set(head, "recordings", recordings) != 0;
    enum status status = failed ? error_no_memory(error) : note_listed(manifest, error);
    struct buffer text = {0};
    json_text_append(&text, failed ? NULL : head,
                     JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(MANIFEST_REAL_DIGITS));
    buffer_append_char(&text, '\n');
    if (status == STATUS_OK)
        status = text.failed ? error_no_memory(error) : file_write(manifest->path, text.data, text.length, error);
    buffer_done(&text);
    if (status == STATUS_OK) {
        remove_stale(manifest);
        fclose(manifest->journal);
        manifest->journal = NULL;
        unlink(manifest->journal_path);
    }
    json_decref(recordings);
    return status;
}
