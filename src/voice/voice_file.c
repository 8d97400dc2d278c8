#include "voice/voice_file.h"

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "voice/ini_values.h"

#include <ctype.h>
#include <errno.h>
#include <iniparser.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* iniparser 4.1 reads lines of 1,024 bytes, and takes a time that grows with the square of the number of keys, so it gets
 * the file in pieces. */
enum { LINE_BYTES_MOST = 1000, FILE_BYTES_MOST = 256 * 1024, PIECE_ENTRIES_MOST = 128 };

static const char *const section_names[SECTION_COUNT] = {
#define X(section, name) name,
    SECTION_LIST(X)
#undef X
};

const char *voice_section_name(enum voice_section section)
{
    return section_names[section];
}

enum status voice_file_mistake(const struct voice_file *file, const struct voice_entry *entry, struct error *error,
                               const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(error, STATUS_BAD_INPUT, file->path, entry->line, "[%s] %s: %s", section_names[entry->section],
                     entry->key, text);
}

/* ---- Checks of our own ------------------------------------------------------------------------------------------- */

struct checking {
    struct voice_file *file;
    size_t line;
    enum voice_section section; /* SECTION_COUNT before the first */
};

__attribute__((format(printf, 3, 4))) static enum status bad_line(const struct checking *checking, struct error *error,
                                                                  const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(error, STATUS_BAD_INPUT, checking->file->path, checking->line, "%s", text);
}

static void trim(char **text, size_t *length)
{
    while (*length && isspace((unsigned char)**text)) (*text)++, (*length)--;
    while (*length && isspace((unsigned char)(*text)[*length - 1])) (*length)--;
}

static enum status check_section(struct checking *checking, char *line, size_t length, struct error *error)
{
    if (line[length - 1] != ']') return bad_line(checking, error, "nothing may stand behind the name of a section");
    line++;
    length -= 2;
    trim(&line, &length);
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        if (strlen(section_names[i]) != length || strncasecmp(section_names[i], line, length) != 0) continue;
        checking->section = (enum voice_section)i;
        return STATUS_OK;
    }
    return bad_line(checking, error, "[%.*s] is no section of a voice file", (int)length, line);
}

/* Checks what stands behind "=", and ends the value with a zero. */
static enum status check_value(const struct checking *checking, const struct voice_entry *entry, char *value,
                               size_t length, struct error *error)
{
    trim(&value, &length);
    char quote = length ? *value : '\0';
    if (quote != '"' && quote != '\'') {
        return voice_file_mistake(checking->file, entry, error, "the value must stand in quotes");
    }
    char *end = memchr(value + 1, quote, length - 1);
    if (!end) return voice_file_mistake(checking->file, entry, error, "the closing quote %c is missing", quote);
    char *rest = end + 1;
    size_t rest_length = length - (size_t)(rest - value);
    trim(&rest, &rest_length);
    if (rest_length && *rest != '#' && *rest != ';') {
        return voice_file_mistake(checking->file, entry, error,
                                  "\"%.*s\" stands behind the closing quote; a value that holds %c must stand in %s",
                                  (int)rest_length, rest, quote, quote == '"' ? "'…'" : "\"…\"");
    }
    *end = '\0';
    return STATUS_OK;
}

/* The entry's value is our own reading; read_values compares it with iniparser's. */
static enum status check_entry(struct checking *checking, char *line, size_t length, struct error *error)
{
    struct voice_file *file = checking->file;
    char *equals = memchr(line, '=', length);
    if (!equals) {
        return bad_line(checking, error, "neither a comment nor a [section] nor key = \"value\": %.*s", (int)length,
                        line);
    }
    char *key = line;
    size_t key_length = (size_t)(equals - line);
    trim(&key, &key_length);
    if (key_length == 0) return bad_line(checking, error, "no key stands before the \"=\"");
    if (checking->section == SECTION_COUNT) {
        return bad_line(checking, error, "%.*s stands before the first [section]", (int)key_length, key);
    }
    if (!array_reserve(&file->entries, &file->capacity, file->count + 1)) return error_no_memory(error);
    key[key_length] = '\0'; /* a space or the "=" stood there */
    char *value = equals + 1;
    size_t value_length = length - (size_t)(value - line);
    struct voice_entry entry = {.section = checking->section, .key = key, .line = checking->line};
    enum status status = check_value(checking, &entry, value, value_length, error);
    if (status != STATUS_OK) return status;
    trim(&value, &value_length);
    entry.value = value + 1;
    file->entries[file->count++] = entry;
    return STATUS_OK;
}

static enum status check_line(struct checking *checking, char *line, size_t length, struct error *error)
{
    if (length > LINE_BYTES_MOST) {
        return bad_line(checking, error, "the line has %zu bytes; at most %d can be read", length, LINE_BYTES_MOST);
    }
    trim(&line, &length);
    for (size_t i = 0; i < length; i++) {
        if (iscntrl((unsigned char)line[i]) && line[i] != '\t') {
            return bad_line(checking, error, "the line holds a control character, code %d", line[i]);
        }
    }
    if (length && line[length - 1] == '\\') return bad_line(checking, error, "a line must not end with a backslash");
    if (length == 0 || line[0] == '#' || line[0] == ';') return STATUS_OK;
    if (line[0] == '[') return check_section(checking, line, length, error);
    return check_entry(checking, line, length, error);
}

static enum status check_encoding(const struct voice_file *file, struct error *error)
{
    const struct buffer *text = &file->text;
    const char *bytes = buffer_text(text);
    size_t invalid = utf8_first_invalid(bytes, text->length);
    if (strncmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        return error_set(error, STATUS_BAD_INPUT, file->path, 1,
                         "the file begins with a byte order mark; save it without");
    }
    if (invalid == text->length) return STATUS_OK;
    size_t line = 1;
    for (size_t i = 0; i < invalid; i++) line += bytes[i] == '\n';
    return error_set(error, STATUS_BAD_INPUT, file->path, line, "this is not text in UTF-8");
}

static enum status check_lines(struct voice_file *file, struct error *error)
{
    struct checking checking = {.file = file, .section = SECTION_COUNT};
    enum status status = check_encoding(file, error);
    for (size_t start = 0; start < file->text.length && status == STATUS_OK;) {
        char *line = file->text.data + start;
        char *end = memchr(line, '\n', file->text.length - start);
        size_t length = end ? (size_t)(end - line) : file->text.length - start;
        checking.line++;
        status = check_line(&checking, line, length, error);
        start += length + 1;
    }
    return status;
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

static int compare_names(const struct voice_entry *a, const struct voice_entry *b)
{
    return a->section != b->section ? (int)a->section - (int)b->section : strcasecmp(a->key, b->key);
}

static int compare_entries(const void *a, const void *b)
{
    const struct voice_entry *const *left = a, *const *right = b;
    int order = compare_names(*left, *right);
    return order ? order : ((*left)->line > (*right)->line) - ((*left)->line < (*right)->line);
}

static enum status sort_names(struct voice_file *file, struct error *error)
{
    file->by_name = calloc(file->count + 1, sizeof(const struct voice_entry *));
    if (!file->by_name) return error_no_memory(error);
    for (size_t i = 0; i < file->count; i++) file->by_name[i] = &file->entries[i];
    qsort(file->by_name, file->count, sizeof(const struct voice_entry *), compare_entries);
    for (size_t i = 1; i < file->count; i++) {
        const struct voice_entry *first = file->by_name[i - 1], *again = file->by_name[i];
        if (compare_names(first, again) != 0) continue;
        return voice_file_mistake(file, again, error, "the key is given twice, first in line %zu", first->line);
    }
    return STATUS_OK;
}

const struct voice_entry *voice_file_find(const struct voice_file *file, enum voice_section section, const char *key)
{
    struct voice_entry wanted = {.section = section, .key = key};
    size_t low = 0, high = file->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_names(&wanted, file->by_name[middle]);
        if (order == 0) return file->by_name[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* As much of the file as iniparser reads at once. */
struct piece {
    const struct buffer *source; /* the file as it was before the checks */
    size_t first, end;           /* entries */
    struct buffer text, name;
};

/* The lines of the piece's entries, under the names of their sections. */
static void write_piece(const struct voice_file *file, struct piece *piece)
{
    buffer_clear(&piece->text);
    for (size_t i = piece->first; i < piece->end; i++) {
        const struct voice_entry *entry = &file->entries[i];
        const char *line = piece->source->data + (entry->key - file->text.data);
        const char *behind = strchr(line, '\n');
        if (i == piece->first || entry->section != entry[-1].section)
            buffer_printf(&piece->text, "[%s]\n", section_names[entry->section]);
        buffer_append(&piece->text, line, behind ? (size_t)(behind - line) : strlen(line));
        buffer_append_char(&piece->text, '\n');
    }
}

static enum status compare_value(const struct voice_file *file, const dictionary *values,
                                 const struct voice_entry *entry, struct buffer *name, struct error *error)
{
    buffer_clear(name);
    buffer_append_text(name, section_names[entry->section]);
    buffer_append_char(name, ':');
    buffer_append_text(name, entry->key);
    if (name->failed) return error_no_memory(error);
    const char *value = iniparser_getstring(values, buffer_text(name), NULL);
    if (value && strcmp(value, entry->value) == 0) return STATUS_OK;
    return voice_file_mistake(file, entry, error, "iniparser reads another value: \"%s\"", value ? value : "");
}

static enum status read_piece(const struct voice_file *file, struct piece *piece, struct error *error)
{
    write_piece(file, piece);
    if (piece->text.failed) return error_no_memory(error);
    dictionary *values = ini_values(&piece->text);
    if (!values && errno == ENOMEM) return error_no_memory(error);
    if (!values) return error_set(error, STATUS_IO, file->path, 0, "iniparser cannot read the file");
    enum status status = STATUS_OK;
    for (size_t i = piece->first; i < piece->end && status == STATUS_OK; i++)
        status = compare_value(file, values, &file->entries[i], &piece->name, error);
    iniparser_freedict(values);
    return status;
}

static enum status read_values(const struct voice_file *file, const struct buffer *source, struct error *error)
{
    struct piece piece = {.source = source};
    enum status status = STATUS_OK;
    for (; piece.first < file->count && status == STATUS_OK; piece.first = piece.end) {
        bool last = file->count - piece.first <= PIECE_ENTRIES_MOST;
        piece.end = last ? file->count : piece.first + PIECE_ENTRIES_MOST;
        status = read_piece(file, &piece, error);
    }
    buffer_done(&piece.text);
    buffer_done(&piece.name);
    return status;
}

enum status voice_file_read(const char *path, struct voice_file *file, struct error *error)
{
    struct buffer source = {0};
    file->path = strdup(path);
    enum status status = file->path ? file_read(path, FILE_BYTES_MOST, &source, error) : error_no_memory(error);
    if (status == STATUS_OK) {
        buffer_append(&file->text, buffer_text(&source), source.length);
        status = file->text.failed ? error_no_memory(error) : check_lines(file, error);
    }
    if (status == STATUS_OK) status = sort_names(file, error);
    if (status == STATUS_OK) status = read_values(file, &source, error);
    buffer_done(&source);
    return status;
}

void voice_file_done(struct voice_file *file)
{
    free(file->by_name);
    free(file->entries);
    free(file->path);
    buffer_done(&file->text);
    *file = (struct voice_file){0};
}
