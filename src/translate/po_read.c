#include "translate/po_read.h"

#include "base/utf8.h"
#include "translate/po_charset.h"
#include "translate/po_library.h"

#include <string.h>

static char *copy_of(const char *text)
{
    return text ? strdup(text) : NULL;
}

/* libgettextpo's comments end with a line feed. */
static char *copy_comments(const char *text)
{
    return text && text[0] ? strdup(text) : NULL;
}

/* White space is no translation: nothing would be heard. */
static char *copy_translation(const char *text)
{
    return strdup(text[strspn(text, " \t\r\n")] ? text : "");
}

static char *copy_references(po_message_t message)
{
    struct buffer text = {0};
    po_filepos_t place = NULL;
    for (int i = 0; (place = po_message_filepos(message, i)); i++) {
        if (i > 0) buffer_append_char(&text, ' ');
        buffer_append_text(&text, po_filepos_file(place));
        size_t line = po_filepos_start_line(place);
        if (line != (size_t)-1) buffer_printf(&text, ":%zu", line);
    }
    if (text.length > 0) return buffer_take(&text);
    buffer_done(&text);
    return NULL;
}

/* A character that is written as a number may be none, on which libgettextpo ends the program when it writes the text. */
static bool is_utf8(const char *text)
{
    return !text || utf8_first_invalid(text, strlen(text)) == strlen(text);
}

static enum status take_message(struct catalogue *catalogue, po_message_t message, size_t line, struct error *error)
{
    const char *text = po_message_msgid(message);
    if (!is_utf8(text) || !is_utf8(po_message_msgctxt(message)) || !is_utf8(po_message_msgstr(message))
        || !is_utf8(po_message_prev_msgid(message)) || !is_utf8(po_message_prev_msgctxt(message))) {
        return error_set(error, STATUS_BAD_INPUT, catalogue->path, line,
                         "has a character written as a number (\\x…, \\3…) that is none of UTF-8");
    }
    if (!text[0] && !po_message_msgctxt(message)) {
        catalogue->header = strdup(po_message_msgstr(message));
        catalogue->header_comments = copy_comments(po_message_comments(message));
        catalogue->header_fuzzy = po_message_is_fuzzy(message);
        return catalogue->header ? STATUS_OK : error_no_memory(error);
    }
    if (po_message_msgid_plural(message)) {
        return error_set(error, STATUS_BAD_INPUT, catalogue->path, line,
                         "has a plural form (msgid_plural); a leaflet has none");
    }
    return catalogue_add(catalogue,
                         (struct catalogue_entry){.context = copy_of(po_message_msgctxt(message)),
                                                  .text = copy_of(text),
                                                  .translation = copy_translation(po_message_msgstr(message)),
                                                  .previous_context = copy_of(po_message_prev_msgctxt(message)),
                                                  .previous_text = copy_of(po_message_prev_msgid(message)),
                                                  .comments = copy_comments(po_message_comments(message)),
                                                  .note = copy_comments(po_message_extracted_comments(message)),
                                                  .references = copy_references(message),
                                                  .fuzzy = po_message_is_fuzzy(message),
                                                  .obsolete = po_message_is_obsolete(message),
                                                  .line = line},
                         error);
}

/* The line of the next "msgid" from *position on, which libgettextpo does not tell: its messages are in the order of the
 * file. */
static size_t next_message_line(const struct buffer *bytes, size_t *position, size_t *line)
{
    while (*position < bytes->length) {
        const char *at = bytes->data + *position;
        const char *end = memchr(at, '\n', bytes->length - *position);
        *position = end ? (size_t)(end - bytes->data) + 1 : bytes->length;
        *line += 1;
        at += strspn(at, " \t");
        if (strncmp(at, "#~", 2) == 0) at += 2 + strspn(at + 2, " \t");
        if (strncmp(at, "msgid", 5) == 0 && strchr(" \t\"", at[5])) return *line;
    }
    return 0;
}

static enum status take_messages(struct catalogue *catalogue, po_file_t file, const struct buffer *bytes,
                                 struct error *error)
{
    enum status status = STATUS_OK;
    size_t position = 0, line = 0;
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    po_message_t message = NULL;
    while (status == STATUS_OK && (message = po_next_message(iterator)))
        status = take_message(catalogue, message, next_message_line(bytes, &position, &line), error);
    po_message_iterator_free(iterator);
    return status;
}

enum status po_read(struct catalogue *catalogue, const char *name, const struct buffer *bytes, struct error *error)
{
    struct buffer given = {0};
    po_file_t file = NULL;
    enum status status = po_charset_check(name, bytes, error);
    if (status == STATUS_OK && !(catalogue->path = strdup(name))) status = error_no_memory(error);
    bool is_hidden = status == STATUS_OK && po_charset_hide(bytes, &given);
    if (given.failed) status = error_no_memory(error);
    if (status == STATUS_OK) status = po_library_read(name, &given, &file, error);
    if (status == STATUS_OK) status = take_messages(catalogue, file, bytes, error);
    if (status == STATUS_OK) status = po_charset_show(catalogue, is_hidden, error);
    if (file) po_file_free(file);
    buffer_done(&given);
    return status;
}
