/* Reads and writes catalogues through libgettextpo, which takes names of files: here they are in memory. */
#include "translate/catalogue.h"

#include "base/utf8.h"

#include <gettext-po.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* libgettextpo 0.21 does not free the comments and the places of the messages that it frees; nobody else can. */
__attribute__((weak)) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo\n";
}

__attribute__((weak)) const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

/* ---- What libgettextpo complains of: its handlers have no argument, so this is where they write ------------------ */

static struct {
    struct error *error; /* of the first mistake; its file is the catalogue's */
    size_t mistakes;
    jmp_buf escape; /* a fatal one must not return to the library; what that holds is lost */
} complaint;

static void complain(int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline,
                     const char *text)
{
    (void)message, (void)column, (void)multiline;
    if (severity == PO_SEVERITY_WARNING) return;
    size_t where = file && line != (size_t)-1 ? line : 0;
    size_t length = strcspn(text, "\n");
    if (complaint.mistakes++ == 0)
        error_set(complaint.error, STATUS_BAD_INPUT, NULL, where, "is no valid PO file: %.*s", (int)length, text);
    if (severity == PO_SEVERITY_FATAL_ERROR) longjmp(complaint.escape, 1);
}

static void complain_of_two(int severity, po_message_t message, const char *file, size_t line, size_t column,
                            int multiline, const char *text, po_message_t message2, const char *file2, size_t line2,
                            size_t column2, int multiline2, const char *text2)
{
    (void)message2, (void)file2, (void)line2, (void)column2, (void)multiline2, (void)text2;
    complain(severity, message, file, line, column, multiline, text);
}

static const struct po_xerror_handler handler = {complain, complain_of_two};

/* ------------------------------------------------------------------------------------------------------------------ */

/* A file in memory and the name by which it can be opened; -1 where the system refuses. */
static int open_memory(char name[32])
{
    int descriptor = memfd_create("catalogue", MFD_CLOEXEC);
    snprintf(name, 32, "/proc/self/fd/%d", descriptor);
    return descriptor;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written <= 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool read_all(int descriptor, struct buffer *bytes)
{
    off_t size = lseek(descriptor, 0, SEEK_END);
    char *room = size >= 0 && lseek(descriptor, 0, SEEK_SET) == 0 ? buffer_room(bytes, (size_t)size) : NULL;
    for (off_t got = 0; room && got < size;) {
        ssize_t count = read(descriptor, room + got, (size_t)(size - got));
        if (count <= 0) return false;
        got += count;
    }
    if (room) buffer_fill(bytes, (size_t)size);
    return room != NULL;
}

static enum status refused(const char *path, struct error *error)
{
    return error_set(error, STATUS_SYSTEM, path, 0, "the system gives no file in memory to read or write it with");
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* libgettextpo sends each character through iconv where the header names a character set by "charset=", and takes most
 * of its time for it. That the bytes are UTF-8 is known before it reads them; so it is given a header in which it does not
 * find the name, which is put right again in what was read. */
static const char charset_field[] = "charset=UTF-8";
static const char byte_order_mark[] = "\xEF\xBB\xBF";

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    return at;
}

static const char *next_line(const char *at, const char *end)
{
    const char *feed = memchr(at, '\n', (size_t)(end - at));
    return feed ? feed + 1 : end;
}

static bool begins(const char *at, const char *end, const char *word)
{
    return (size_t)(end - at) >= strlen(word) && memcmp(at, word, strlen(word)) == 0;
}

/* The lines of the header's msgstr, where the file begins with it; false where it does not. */
static bool find_header(const char *text, const char *end, const char **ret_start, const char **ret_end)
{
    const char *at = begins(text, end, byte_order_mark) ? text + strlen(byte_order_mark) : text;
    while (at < end && (*at == '#' || *skip_space(at, end) == '\n')) at = next_line(at, end);
    if (!begins(at, end, "msgid \"\"\n")) return false;
    at = next_line(at, end);
    if (!begins(at, end, "msgstr")) return false;
    *ret_start = at;
    do at = next_line(at, end);
    while (at < end && *skip_space(at, end) == '"');
    *ret_end = at;
    return true;
}

/* Where the header names the character set, if it does so plainly: once, and without characters that are written as numbers.
 * NULL where it does not. */
static const char *find_charset(const char *text, size_t length)
{
    const char *start = NULL, *end = NULL;
    if (!find_header(text, text + length, &start, &end)) return NULL;
    for (const char *at = start; at + 1 < end; at++) {
        if (*at == '\\' && !strchr("nt\"\\", *++at)) return NULL;
        if (begins(at, end, "Charset=")) return NULL;
    }
    return memmem(start, (size_t)(end - start), charset_field, strlen("charset="));
}

/* Whether a character set is named here that UTF-8 is not. */
static bool is_other(const char *charset)
{
    return strncasecmp(charset, charset_field, sizeof charset_field - 1) != 0
           && strncasecmp(charset, "charset=ASCII", 13) != 0 && strncasecmp(charset, "charset=CHARSET", 15) != 0;
}

static const char not_utf8[] = "is not written in UTF-8; save it as UTF-8";

static enum status check_encoding(const char *path, const char *bytes, size_t length, struct error *error)
{
    size_t valid = utf8_first_invalid(bytes, length);
    /* UTF-16 has zeros; libgettextpo would take the text before one for the whole. */
    const char *zero = memchr(bytes, '\0', valid);
    if (zero) valid = (size_t)(zero - bytes);
    const char *charset = find_charset(bytes, length);
    bool other = charset && is_other(charset);
    if (valid == length && !other) return STATUS_OK;
    size_t line = 1;
    const char *until = valid < length ? bytes + valid : charset;
    for (const char *at = bytes; at < until; at++) line += *at == '\n';
    return error_set(error, STATUS_BAD_INPUT, path, line, "%s", not_utf8);
}

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
    bool notes = !catalogue->without_notes;
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
    return catalogue_add(
        catalogue,
        (struct catalogue_entry){.context = copy_of(po_message_msgctxt(message)),
                                 .text = copy_of(text),
                                 .translation = copy_translation(po_message_msgstr(message)),
                                 .previous_context = copy_of(po_message_prev_msgctxt(message)),
                                 .previous_text = copy_of(po_message_prev_msgid(message)),
                                 .comments = copy_comments(po_message_comments(message)),
                                 .note = notes ? copy_comments(po_message_extracted_comments(message)) : NULL,
                                 .references = notes ? copy_references(message) : NULL,
                                 .fuzzy = po_message_is_fuzzy(message),
                                 .obsolete = po_message_is_obsolete(message),
                                 .line = line},
        error);
}

/* That the bytes are UTF-8 is known; a header that does not say so could not be written again. */
static enum status tell_charset(struct catalogue *catalogue, struct error *error)
{
    const char *charset = catalogue->header ? strstr(catalogue->header, "charset=") : NULL;
    if (charset && is_other(charset)) return error_set(error, STATUS_BAD_INPUT, catalogue->path, 0, "%s", not_utf8);
    if (!catalogue->header || strcasestr(catalogue->header, charset_field)) return STATUS_OK;
    return catalogue_set_field(catalogue, "Content-Type", "text/plain; charset=UTF-8", error);
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

static po_file_t parse(const char *name, struct error *error)
{
    complaint.error = error;
    complaint.mistakes = 0;
    if (setjmp(complaint.escape)) return NULL;
    return po_file_read(name, &handler);
}

/* Notes and references without what they say. Their lines stay, as a message that has one where none may stand is no less wrong;
 * and a line that ends in a backslash goes on in the next one. */
static void append_without_notes(const char *text, size_t length, struct buffer *given)
{
    bool goes_on = false;
    for (size_t at = 0; at < length;) {
        const char *line = text + at;
        const char *end = memchr(line, '\n', length - at);
        size_t size = end ? (size_t)(end - line) : length - at;
        bool note = !goes_on && size > 2 && line[0] == '#' && (line[1] == '.' || line[1] == ':');
        goes_on = size > 0 && line[size - 1] == '\\';
        buffer_append(given, line, note && !goes_on ? 2 : size);
        if (end) buffer_append_char(given, '\n');
        at += size + 1;
    }
}

/* What libgettextpo is given to read. Returns whether a character set is hidden in it. */
static bool append_given(const struct catalogue *catalogue, const struct buffer *bytes, struct buffer *given)
{
    const char *text = buffer_text(bytes);
    size_t mark = begins(text, text + bytes->length, byte_order_mark) ? strlen(byte_order_mark) : 0;
    if (catalogue->without_notes)
        append_without_notes(text + mark, bytes->length - mark, given);
    else
        buffer_append(given, text + mark, bytes->length - mark);
    const char *charset = find_charset(buffer_text(given), given->length);
    if (charset) given->data[charset - given->data] = 'C';
    return charset != NULL;
}

static enum status read_lines(struct catalogue *catalogue, const char *name, const struct buffer *bytes,
                              struct error *error)
{
    const char *data = buffer_text(bytes);
    enum status status = check_encoding(name, data, bytes->length, error);
    if (status != STATUS_OK) return status;
    if (!(catalogue->path = strdup(name))) return error_no_memory(error);
    char memory[32];
    complaint.mistakes = 0;
    int descriptor = open_memory(memory);
    struct error mistake = {0};
    struct buffer given = {0};
    po_file_t file = NULL;
    bool is_hidden = append_given(catalogue, bytes, &given);
    if (given.failed) {
        status = error_no_memory(error);
    } else if (descriptor >= 0 && write_all(descriptor, buffer_text(&given), given.length)) {
        file = parse(memory, &mistake);
        status = file ? STATUS_OK : mistake.status;
    } else {
        status = refused(name, error);
    }
    if (complaint.mistakes > 0) {
        status = STATUS_BAD_INPUT;
        snprintf(mistake.file, sizeof mistake.file, "%s", name);
        if (error) *error = mistake;
    }
    if (status == STATUS_OK) status = take_messages(catalogue, file, bytes, error);
    char *hidden = status == STATUS_OK && is_hidden && catalogue->header ? strstr(catalogue->header, "Charset=") : NULL;
    if (hidden) *hidden = 'c';
    if (status == STATUS_OK) status = tell_charset(catalogue, error);
    buffer_done(&given);
    if (file) po_file_free(file);
    if (descriptor >= 0) close(descriptor);
    return status;
}

/* libgettextpo would leave the carriage returns of an editor on Windows in the comments, and so in who has reviewed. */
enum status catalogue_read_bytes(struct catalogue *catalogue, const char *name, const struct buffer *bytes,
                                 struct error *error)
{
    const char *text = buffer_text(bytes);
    if (!memchr(text, '\r', bytes->length)) return read_lines(catalogue, name, bytes, error);
    struct buffer lines = {0};
    for (size_t i = 0; i < bytes->length; i++) {
        if (text[i] != '\r' || text[i + 1] != '\n') buffer_append_char(&lines, text[i]);
    }
    enum status status = lines.failed ? error_no_memory(error) : read_lines(catalogue, name, &lines, error);
    buffer_done(&lines);
    return status;
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static void give_references(po_message_t message, const char *references)
{
    for (const char *at = references; at && *at;) {
        size_t length = strcspn(at, " ");
        char *place = strndup(at, length);
        char *colon = place ? strrchr(place, ':') : NULL;
        size_t line = (size_t)-1;
        if (colon && colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1)) {
            line = strtoul(colon + 1, NULL, 10);
            *colon = '\0';
        }
        if (place) po_message_add_filepos(message, place, line);
        free(place);
        at += length + strspn(at + length, " ");
    }
}

static void give_message(po_message_iterator_t iterator, const struct catalogue_entry *entry)
{
    po_message_t message = po_message_create();
    po_message_set_msgctxt(message, entry->context);
    po_message_set_msgid(message, entry->text);
    po_message_set_msgstr(message, entry->translation);
    if (entry->previous_context) po_message_set_prev_msgctxt(message, entry->previous_context);
    if (entry->previous_text) po_message_set_prev_msgid(message, entry->previous_text);
    if (entry->comments) po_message_set_comments(message, entry->comments);
    if (entry->note) po_message_set_extracted_comments(message, entry->note);
    give_references(message, entry->references);
    po_message_set_fuzzy(message, entry->fuzzy);
    po_message_set_obsolete(message, entry->obsolete);
    po_message_insert(iterator, message);
}

static po_file_t to_po_file(const struct catalogue *catalogue)
{
    po_file_t file = po_file_create();
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    struct catalogue_entry header = {.text = (char[]){""},
                                     .translation = catalogue->header,
                                     .comments = catalogue->header_comments,
                                     .fuzzy = catalogue->header_fuzzy};
    if (catalogue->header) give_message(iterator, &header);
    for (size_t i = 0; i < catalogue->count; i++) give_message(iterator, &catalogue->entries[i]);
    po_message_iterator_free(iterator);
    return file;
}

static bool print(po_file_t file, const char *name, struct error *error)
{
    complaint.error = error;
    complaint.mistakes = 0;
    if (setjmp(complaint.escape)) return false;
    return po_file_write(file, name, &handler) != NULL && complaint.mistakes == 0;
}

enum status catalogue_write(const struct catalogue *catalogue, struct buffer *bytes, struct error *error)
{
    char memory[32];
    int descriptor = open_memory(memory);
    if (descriptor < 0) return refused(catalogue->path, error);
    po_file_t file = to_po_file(catalogue);
    enum status status = STATUS_OK;
    struct error mistake = {0};
    if (!print(file, memory, &mistake))
        status = error_set(error, STATUS_IO, catalogue->path, 0,
                           "cannot be written as a PO file: it %s; run `aloud "
                           "translate update` for a whole header",
                           mistake.text);
    else if (!read_all(descriptor, bytes))
        status = bytes->failed ? error_no_memory(error) : refused(catalogue->path, error);
    po_file_free(file);
    close(descriptor);
    return status;
}
