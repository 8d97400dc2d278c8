#include "translate/catalogue.h"

#include "base/array.h"
#include "base/file.h"
#include "translate/po_plain.h"
#include "translate/po_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* An editor on Windows ends lines with one, some programs with two; libgettextpo would leave them in the comments, and so in who
 * has reviewed. */
static void cut_carriage_returns(struct buffer *bytes)
{
    size_t length = 0;
    if (!bytes->data || !memchr(bytes->data, '\r', bytes->length)) return;
    for (size_t i = 0; i < bytes->length; i++) {
        while (bytes->data[i] == '\n' && length > 0 && bytes->data[length - 1] == '\r') length--;
        bytes->data[length++] = bytes->data[i];
    }
    bytes->length = length;
    bytes->data[length] = '\0';
}

static enum status read_file(const char *path, struct buffer *bytes, struct error *error)
{
    enum status status = file_read(path, (size_t)LIMIT_CATALOGUE_MB * 1000000, bytes, error);
    cut_carriage_returns(bytes);
    return status;
}

enum status catalogue_read(struct catalogue *catalogue, const char *path, struct error *error)
{
    struct buffer bytes = {0};
    enum status status = read_file(path, &bytes, error);
    if (status == STATUS_OK) status = po_read(catalogue, path, &bytes, error);
    buffer_done(&bytes);
    return status;
}

enum status catalogue_read_bytes(struct catalogue *catalogue, const char *name, struct buffer *bytes,
                                 struct error *error)
{
    cut_carriage_returns(bytes);
    return po_read(catalogue, name, bytes, error);
}

enum status catalogue_read_translations(struct catalogue *catalogue, const char *path, struct error *error)
{
    struct buffer bytes = {0};
    bool is_plain = false;
    enum status status = read_file(path, &bytes, error);
    if (status == STATUS_OK) status = po_plain_read(catalogue, path, &bytes, &is_plain, error);
    if (status == STATUS_OK && !is_plain) {
        status = po_read(catalogue, path, &bytes, error);
        if (status == STATUS_OK) status = catalogue_index(catalogue, error);
    }
    buffer_done(&bytes);
    return status;
}

/* Whether the file reads as these bytes do: then only its lines are broken elsewhere. */
static bool file_says(const char *path, const struct buffer *bytes)
{
    struct catalogue there = {0};
    struct buffer written = {0};
    bool same = catalogue_read(&there, path, NULL) == STATUS_OK && catalogue_write(&there, &written, NULL) == STATUS_OK
                && written.length == bytes->length && memcmp(written.data, bytes->data, bytes->length) == 0;
    buffer_done(&written);
    catalogue_done(&there);
    return same;
}

enum status catalogue_save(const struct catalogue *catalogue, const char *path, struct error *error)
{
    struct buffer bytes = {0};
    enum status status = catalogue_write(catalogue, &bytes, error);
    if (status == STATUS_OK && !file_says(path, &bytes)) status = file_write(path, bytes.data, bytes.length, error);
    buffer_done(&bytes);
    return status;
}

enum status catalogue_add(struct catalogue *catalogue, struct catalogue_entry entry, struct error *error)
{
    if (!entry.text || !entry.translation
        || !array_reserve(&catalogue->entries, &catalogue->capacity, catalogue->count + 1)) {
        catalogue_entry_done(&entry);
        return error_no_memory(error);
    }
    catalogue->entries[catalogue->count++] = entry;
    return STATUS_OK;
}

enum status catalogue_index(struct catalogue *catalogue, struct error *error)
{
    key_index_done(&catalogue->index);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete) continue;
        if (!key_index_add(&catalogue->index, key_hash(entry->context, entry->text), (uint32_t)i))
            return error_no_memory(error);
    }
    return STATUS_OK;
}

static bool is_same(const char *left, const char *right)
{
    return left == right || (left && right && strcmp(left, right) == 0);
}

const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *context, const char *text)
{
    uint64_t hash = key_hash(context, text);
    size_t cursor = 0;
    for (uint32_t i = 0; (i = key_index_next(&catalogue->index, hash, &cursor)) != KEY_INDEX_NONE;) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (is_same(entry->context, context) && strcmp(entry->text, text) == 0) return entry;
    }
    return NULL;
}

bool catalogue_entry_is_translated(const struct catalogue_entry *entry)
{
    return entry->translation[0] && !entry->fuzzy && !entry->obsolete;
}

/* The line of a field: its value is [*ret_value, *ret_end) of the header. */
static bool find_field(const char *header, const char *name, const char **ret_value, const char **ret_end)
{
    size_t length = strlen(name);
    for (const char *line = header; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        if (strncasecmp(line, name, length) != 0 || line[length] != ':') continue;
        *ret_value = line + length + 1;
        *ret_end = line + strcspn(line, "\n");
        return true;
    }
    return false;
}

bool catalogue_field(const struct catalogue *catalogue, const char *name, struct buffer *value)
{
    const char *start = NULL;
    const char *end = NULL;
    buffer_clear(value);
    if (!find_field(catalogue->header, name, &start, &end)) return false;
    while (start < end && *start == ' ') start++;
    while (end > start && end[-1] == ' ') end--;
    buffer_append(value, start, (size_t)(end - start));
    return true;
}

enum status catalogue_set_field(struct catalogue *catalogue, const char *name, const char *value, struct error *error)
{
    struct buffer header = {0};
    const char *old = catalogue->header ? catalogue->header : "";
    const char *start = NULL;
    const char *end = NULL;
    if (find_field(old, name, &start, &end)) {
        buffer_append(&header, old, (size_t)(start - old));
        buffer_printf(&header, " %s%s", value, end);
    } else {
        bool whole = !old[0] || old[strlen(old) - 1] == '\n'; /* a hand-written one may end without a line feed */
        buffer_printf(&header, "%s%s%s: %s\n", old, whole ? "" : "\n", name, value);
    }
    char *text = buffer_take(&header);
    if (!text) return error_no_memory(error);
    free(catalogue->header);
    catalogue->header = text;
    return STATUS_OK;
}

void catalogue_entry_done(struct catalogue_entry *entry)
{
    free(entry->context);
    free(entry->text);
    free(entry->translation);
    free(entry->previous_context);
    free(entry->previous_text);
    free(entry->comments);
    free(entry->note);
    free(entry->references);
    *entry = (struct catalogue_entry){0};
}

void catalogue_done(struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count && !catalogue->strings; i++) catalogue_entry_done(&catalogue->entries[i]);
    free(catalogue->strings);
    free(catalogue->entries);
    free(catalogue->path);
    free(catalogue->header);
    free(catalogue->header_comments);
    key_index_done(&catalogue->index);
    *catalogue = (struct catalogue){0};
}
