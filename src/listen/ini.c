#include "listen/ini.h"

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "voice/ini_values.h"

#include <ctype.h>
#include <errno.h>
#include <iniparser.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* iniparser 4.1 reads lines of 1,024 bytes. */
enum { LINE_BYTES_MOST = 1000, FILE_BYTES_MOST = 1000000 };

struct owned_entry {
    char *name;
    char *value; /* NULL until iniparser has read it */
    size_t line;
};

struct ini {
    struct owned_entry *entries;
    size_t count, capacity;
};

void ini_free(struct ini *ini)
{
    if (!ini) return;
    for (size_t i = 0; i < ini->count; i++) {
        free(ini->entries[i].name);
        free(ini->entries[i].value);
    }
    free(ini->entries);
    free(ini);
}

/* ---- Checks of our own ------------------------------------------------------------------------------------------- */

struct checking {
    struct ini *ini;
    const char *path;
    size_t line;
    struct buffer section; /* its name in small letters; "" before the first */
};

static void append_lower(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool capital = text[i] >= 'A' && text[i] <= 'Z'; /* in any locale */
        buffer_append_char(buffer, (char)(capital ? text[i] + ('a' - 'A') : text[i]));
    }
}

static void trim(const char **text, size_t *length)
{
    while (*length && isspace((unsigned char)**text)) (*text)++, (*length)--;
    while (*length && isspace((unsigned char)(*text)[*length - 1])) (*length)--;
}

static enum status add_entry(struct checking *checking, const char *key, size_t length, struct error *error)
{
    struct ini *ini = checking->ini;
    struct buffer name = {0};
    enum status status = STATUS_OK;
    trim(&key, &length);
    buffer_append_text(&name, buffer_text(&checking->section));
    buffer_append_char(&name, ':');
    append_lower(&name, key, length);
    if (name.failed || !array_reserve(&ini->entries, &ini->capacity, ini->count + 1)) {
        status = error_no_memory(error);
    } else if (checking->section.length == 0) {
        status = error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                           "\"%.*s\" stands before the first [section]", (int)length, key);
    } else if (length == 0) {
        status = error_set(error, STATUS_BAD_INPUT, checking->path, checking->line, "nothing stands before the \"=\"");
    } else if (ini_find(ini, buffer_text(&name)).name) {
        status = error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                           "\"%.*s\" is given twice, first in line %zu", (int)length, key,
                           ini_find(ini, buffer_text(&name)).line);
    } else {
        char *owned = buffer_take(&name);
        if (!owned) return error_no_memory(error);
        ini->entries[ini->count++] = (struct owned_entry){.name = owned, .line = checking->line};
    }
    buffer_done(&name);
    return status;
}

static enum status check_line(struct checking *checking, const char *line, size_t length, struct error *error)
{
    if (length > LINE_BYTES_MOST) {
        return error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                         "the line has %zu bytes; at most %d can be read", length, LINE_BYTES_MOST);
    }
    trim(&line, &length);
    if (length == 0 || line[0] == '#' || line[0] == ';') return STATUS_OK;
    if (line[length - 1] == '\\') {
        return error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                         "the line ends with a backslash; put the value in quotes");
    }
    if (line[0] == '[' && line[length - 1] == ']') {
        line++;
        length -= 2;
        trim(&line, &length);
        buffer_clear(&checking->section);
        append_lower(&checking->section, line, length);
        return checking->section.failed ? error_no_memory(error) : STATUS_OK;
    }
    const char *equals = memchr(line, '=', length);
    if (!equals) {
        return error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                         "neither a [section] nor a \"key = value\": \"%.*s\"", (int)length, line);
    }
    const char *value = equals + 1;
    size_t value_length = length - (size_t)(value - line);
    trim(&value, &value_length);
    if (value_length && (value[0] == '#' || value[0] == ';')) {
        return error_set(error, STATUS_BAD_INPUT, checking->path, checking->line,
                         "a value that begins with \"%c\" must stand in quotes", value[0]);
    }
    return add_entry(checking, line, (size_t)(equals - line), error);
}

static size_t line_of(const struct buffer *text, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++) line += buffer_text(text)[i] == '\n';
    return line;
}

static enum status check(struct ini *ini, const char *path, const struct buffer *text, struct error *error)
{
    struct checking checking = {.ini = ini, .path = path};
    enum status status = STATUS_OK;
    size_t invalid = utf8_first_invalid(buffer_text(text), text->length);
    const char *zero = text->length ? memchr(text->data, '\0', text->length) : NULL;
    if (zero) invalid = (size_t)(zero - text->data);
    if (invalid != text->length) {
        return error_set(error, STATUS_BAD_INPUT, path, line_of(text, invalid), "this is not text in UTF-8");
    }
    if (strncmp(buffer_text(text), "\xef\xbb\xbf", 3) == 0) {
        return error_set(error, STATUS_BAD_INPUT, path, 1, "the file begins with a byte order mark; save it without");
    }
    for (size_t start = 0; start < text->length && status == STATUS_OK;) {
        const char *line = text->data + start;
        const char *end = memchr(line, '\n', text->length - start);
        size_t length = end ? (size_t)(end - line) : text->length - start;
        checking.line++;
        status = check_line(&checking, line, length, error);
        start += length + 1;
    }
    buffer_done(&checking.section);
    return status;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

static enum status take_values(struct ini *ini, const char *path, const struct buffer *text, struct error *error)
{
    dictionary *values = ini_values(text);
    if (!values && errno == ENOMEM) return error_no_memory(error);
    if (!values) return error_set(error, STATUS_BAD_INPUT, path, 0, "the file cannot be understood");
    enum status status = STATUS_OK;
    for (size_t i = 0; i < ini->count && status == STATUS_OK; i++) {
        ini->entries[i].value = strdup(iniparser_getstring(values, ini->entries[i].name, ""));
        if (!ini->entries[i].value) status = error_no_memory(error);
    }
    iniparser_freedict(values);
    return status;
}

static enum status load(struct ini *ini, const char *path, struct error *error)
{
    struct buffer text = {0};
    enum status status = file_read(path, FILE_BYTES_MOST, &text, error);
    if (status == STATUS_OK) status = check(ini, path, &text, error);
    if (status == STATUS_OK) status = take_values(ini, path, &text, error);
    buffer_done(&text);
    return status;
}

enum status ini_load(const char *path, struct ini **ret, struct error *error)
{
    /* iniparser makes small letters by the locale, in which a capital I may have another one than i. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain) return error_no_memory(error);
    locale_t usual = uselocale(plain);
    struct ini *ini = calloc(1, sizeof *ini);
    enum status status = ini ? load(ini, path, error) : error_no_memory(error);
    uselocale(usual);
    freelocale(plain);
    if (status == STATUS_OK)
        *ret = ini;
    else
        ini_free(ini);
    return status;
}

size_t ini_count(const struct ini *ini)
{
    return ini->count;
}

struct ini_entry ini_entry(const struct ini *ini, size_t index)
{
    const struct owned_entry *entry = &ini->entries[index];
    return (struct ini_entry){.name = entry->name, .value = entry->value, .line = entry->line};
}

struct ini_entry ini_find(const struct ini *ini, const char *name)
{
    for (size_t i = 0; i < ini->count; i++)
        if (strcmp(ini->entries[i].name, name) == 0) return ini_entry(ini, i);
    return (struct ini_entry){0};
}
