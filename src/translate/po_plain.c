#include "translate/po_plain.h"

#include "base/array.h"
#include "base/utf8.h"
#include "translate/po_charset.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reader {
    struct catalogue *catalogue;
    const char *at, *end; /* what is still to be read */
    size_t line;          /* of `at`, from 1 */
    char *room;           /* where in the catalogue's strings the next one goes; never more than has been read */
    struct key_index obsolete;
    bool no_memory;
};

/* ---- Lines: false where one is not of the part that is read here ------------------------------------------------- */

/* Goes behind `prefix` and `word`, where they are next. */
static bool skip(struct reader *reader, const char *prefix, const char *word)
{
    size_t first = strlen(prefix), second = strlen(word);
    if ((size_t)(reader->end - reader->at) < first + second || memcmp(reader->at, prefix, first) != 0
        || memcmp(reader->at + first, word, second) != 0)
        return false;
    reader->at += first + second;
    return true;
}

static const char *line_end(const struct reader *reader)
{
    const char *end = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
    return end ? end : reader->end;
}

static void go_behind(struct reader *reader, const char *end)
{
    reader->at = end < reader->end ? end + 1 : end;
    reader->line++;
}

static void append(struct reader *reader, const char *text, size_t length)
{
    memcpy(reader->room, text, length);
    reader->room += length;
}

static bool append_unescaped(struct reader *reader, const char *text, const char *end)
{
    static const char escapes[] = "n\nt\t\"\"\\\\";
    for (; text < end; text++) {
        if (*text == '"') return false;
        if (*text != '\\') {
            *reader->room++ = *text;
            continue;
        }
        const char *escape = escapes;
        while (*escape && (text + 1 == end || *escape != text[1])) escape += 2;
        if (!*escape) return false;
        *reader->room++ = escape[1];
        text++;
    }
    return true;
}

/* What stands before the quotation mark that ends the line. */
static bool append_quoted(struct reader *reader)
{
    const char *text = reader->at, *end = line_end(reader);
    if (end == text || end[-1] != '"') return false;
    go_behind(reader, end--);
    size_t length = (size_t)(end - text);
    if (memchr(text, '\\', length) || memchr(text, '"', length)) return append_unescaped(reader, text, end);
    append(reader, text, length);
    return true;
}

/* The string behind `prefix` and `keyword`, which has a quotation mark at its end; the lines that it goes on in begin with the
 * prefix too. *ret stays as it is where the keyword is not next. */
static bool read_string(struct reader *reader, const char *prefix, const char *keyword, char **ret)
{
    char *start = reader->room;
    if (!skip(reader, prefix, keyword)) return true;
    do
        if (!append_quoted(reader)) return false;
    while (skip(reader, prefix, "\""));
    *reader->room++ = '\0';
    *ret = start;
    return true;
}

/* ---- Comments ---------------------------------------------------------------------------------------------------- */

/* "fuzzy, c-format": others are of no account, but "range: 1..2" has more syntax. */
static bool read_flags(const char *text, const char *end, bool *fuzzy)
{
    static const char word[] = "fuzzy";
    while (text < end) {
        const char *start = text;
        while (text < end && ((*text >= 'a' && *text <= 'z') || *text == '-')) text++;
        if ((size_t)(text - start) == strlen(word) && memcmp(start, word, strlen(word)) == 0) *fuzzy = true;
        if (text < end && *text != ' ' && *text != ',') return false;
        text++;
    }
    return true;
}

/* A place as Solaris writes it. */
static bool may_be_place(const char *text, const char *end)
{
    return end - text > 6 && strncasecmp(text, " file:", 6) == 0;
}

static bool read_comment(struct reader *reader, struct catalogue_entry *entry)
{
    const char *text = reader->at + 1, *end = line_end(reader);
    char kind = text < end ? *text : ' ';
    if (end[-1] == '\\') return false; /* goes on in the next line */
    go_behind(reader, end);
    if (kind == '.' || kind == ':') return true;
    if (kind == ',') return read_flags(text + 1, end, &entry->fuzzy);
    if (kind == '!' || kind == '=' || may_be_place(text, end)) return false;
    if (!entry->comments) entry->comments = reader->room;
    if (text < end && *text == ' ') text++;
    append(reader, text, (size_t)(end - text));
    *reader->room++ = '\n';
    return true;
}

/* All before the entry's first keyword. */
static bool read_comments(struct reader *reader, struct catalogue_entry *entry)
{
    while (reader->at < reader->end) {
        if (*reader->at == '\n')
            go_behind(reader, reader->at);
        else if (*reader->at != '#' || (reader->end - reader->at > 1 && strchr("|~", reader->at[1])))
            break;
        else if (!read_comment(reader, entry))
            return false;
    }
    if (entry->comments) *reader->room++ = '\0';
    return true;
}

/* ---- Entries ----------------------------------------------------------------------------------------------------- */

static bool read_fields(struct reader *reader, struct catalogue_entry *entry)
{
    const char *before = "#| ", *prefix = "";
    if (reader->end - reader->at > 1 && memcmp(reader->at, "#~", 2) == 0) {
        before = "#~| ";
        prefix = "#~ ";
        entry->obsolete = true;
    }
    if (!read_string(reader, before, "msgctxt \"", &entry->previous_context)
        || !read_string(reader, before, "msgid \"", &entry->previous_text)
        || !read_string(reader, prefix, "msgctxt \"", &entry->context))
        return false;
    entry->line = reader->line;
    return read_string(reader, prefix, "msgid \"", &entry->text)
           && read_string(reader, prefix, "msgstr \"", &entry->translation) && entry->text && entry->translation
           && (entry->previous_text || !entry->previous_context);
}

/* Whether there is another entry with this key, which would be a mistake; obsolete ones count. */
static bool is_double(const struct reader *reader, const struct key_index *index, uint64_t hash,
                      const struct catalogue_entry *entry)
{
    size_t cursor = 0;
    for (uint32_t i = 0; (i = key_index_next(index, hash, &cursor)) != KEY_INDEX_NONE;) {
        const struct catalogue_entry *other = &reader->catalogue->entries[i];
        bool same_context = entry->context && other->context ? strcmp(entry->context, other->context) == 0
                                                             : entry->context == other->context;
        if (same_context && strcmp(entry->text, other->text) == 0) return true;
    }
    return false;
}

static bool keep(struct reader *reader, struct catalogue_entry *entry)
{
    struct catalogue *catalogue = reader->catalogue;
    uint64_t hash = key_hash(entry->context, entry->text);
    if (is_double(reader, &catalogue->index, hash, entry) || is_double(reader, &reader->obsolete, hash, entry))
        return false;
    if (!entry->translation[strspn(entry->translation, " \t\r\n")]) *entry->translation = '\0';
    struct key_index *index = entry->obsolete ? &reader->obsolete : &catalogue->index;
    reader->no_memory = !array_reserve(&catalogue->entries, &catalogue->capacity, catalogue->count + 1)
                        || !key_index_add(index, hash, (uint32_t)catalogue->count);
    if (reader->no_memory) return false;
    catalogue->entries[catalogue->count++] = *entry;
    return true;
}

static bool is_header(const struct catalogue_entry *entry)
{
    return !entry->text[0] && !entry->context;
}

/* The character set that comes first in a text, if it is UTF-8; else NULL. */
static const char *find_utf8(const char *text, size_t length)
{
    static const char field[] = "charset=UTF-8";
    const char *found = memmem(text, length, field, strlen("charset="));
    return found && strncasecmp(found, field, strlen(field)) == 0 ? found : NULL;
}

/* Keeps what is first in the file, if it is a header that names UTF-8 plainly and no other character set. `source` is where it
 * begins there. */
static bool keep_header(struct reader *reader, const char *source, const struct catalogue_entry *entry)
{
    struct catalogue *catalogue = reader->catalogue;
    if (!is_header(entry) || entry->obsolete || !find_utf8(source, (size_t)(reader->at - source))) return false;
    const char *charset = find_utf8(entry->translation, strlen(entry->translation));
    if (!charset || strcasestr(entry->translation, "charset=") != charset || strcasestr(charset + 1, "charset="))
        return false;
    catalogue->header = strdup(entry->translation);
    catalogue->header_comments = entry->comments ? strdup(entry->comments) : NULL;
    catalogue->header_fuzzy = entry->fuzzy;
    bool is_told = false;
    reader->no_memory = !catalogue->header || (entry->comments && !catalogue->header_comments)
                        || po_charset_is_told(catalogue, &is_told, NULL) != STATUS_OK;
    return is_told && !reader->no_memory;
}

static bool read_entries(struct reader *reader)
{
    while (reader->at < reader->end) {
        struct catalogue_entry entry = {0};
        if (!read_comments(reader, &entry)) return false;
        if (reader->at == reader->end) break; /* comments of nothing */
        const char *source = reader->at;
        bool is_first = !reader->catalogue->header;
        if (!read_fields(reader, &entry)) return false;
        if (is_first ? !keep_header(reader, source, &entry) : is_header(&entry) || !keep(reader, &entry)) return false;
    }
    return reader->catalogue->header != NULL;
}

/* Whether its characters are those of a text. */
static bool is_text(const struct buffer *bytes)
{
    const char *text = buffer_text(bytes);
    return !memchr(text, '\0', bytes->length) && !memchr(text, '\r', bytes->length)
           && !memchr(text, '\4', bytes->length) /* stands between context and text in gettext's keys */
           && utf8_first_invalid(text, bytes->length) == bytes->length;
}

enum status po_plain_read(struct catalogue *catalogue, const char *name, const struct buffer *bytes, bool *ret_plain,
                          struct error *error)
{
    *ret_plain = false;
    if (!is_text(bytes)) return STATUS_OK;
    const char *text = buffer_text(bytes);
    struct reader reader = {.catalogue = catalogue, .at = text, .end = text + bytes->length, .line = 1};
    catalogue->path = strdup(name);
    catalogue->strings = reader.room = malloc(bytes->length + 2); /* a last line may lack its line feed */
    reader.no_memory = !catalogue->path || !catalogue->strings;
    *ret_plain = !reader.no_memory && read_entries(&reader);
    key_index_done(&reader.obsolete);
    if (!*ret_plain) catalogue_done(catalogue);
    return reader.no_memory ? error_no_memory(error) : STATUS_OK;
}
