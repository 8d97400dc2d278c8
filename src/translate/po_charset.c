#include "translate/po_charset.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

static const char charset_field[] = "charset=UTF-8";
static const char byte_order_mark[] = "\xEF\xBB\xBF";
static const char not_utf8[] = "is not written in UTF-8; save it as UTF-8";

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

enum status po_charset_check(const char *path, const struct buffer *bytes, struct error *error)
{
    const char *text = buffer_text(bytes);
    size_t valid = utf8_first_invalid(text, bytes->length);
    /* UTF-16 has zeros; libgettextpo would take the text before one for the whole. */
    const char *zero = memchr(text, '\0', valid);
    if (zero) valid = (size_t)(zero - text);
    const char *charset = find_charset(text, bytes->length);
    bool other = charset && is_other(charset);
    if (valid == bytes->length && !other) return STATUS_OK;
    size_t line = 1;
    const char *until = valid < bytes->length ? text + valid : charset;
    for (const char *at = text; at < until; at++) line += *at == '\n';
    return error_set(error, STATUS_BAD_INPUT, path, line, "%s", not_utf8);
}

bool po_charset_hide(const struct buffer *bytes, struct buffer *given)
{
    const char *text = buffer_text(bytes);
    size_t mark = begins(text, text + bytes->length, byte_order_mark) ? strlen(byte_order_mark) : 0;
    buffer_append(given, text + mark, bytes->length - mark);
    const char *charset = find_charset(buffer_text(given), given->length);
    if (charset) given->data[charset - given->data] = 'C';
    return charset != NULL;
}

enum status po_charset_is_told(const struct catalogue *catalogue, bool *ret, struct error *error)
{
    struct buffer type = {0};
    *ret = catalogue_field(catalogue, "Content-Type", &type) && strcasestr(buffer_text(&type), charset_field);
    bool failed = type.failed;
    buffer_done(&type);
    return failed ? error_no_memory(error) : STATUS_OK;
}

enum status po_charset_show(struct catalogue *catalogue, bool is_hidden, struct error *error)
{
    if (!catalogue->header) return STATUS_OK;
    char *hidden = is_hidden ? strstr(catalogue->header, "Charset=") : NULL;
    if (hidden) *hidden = 'c';
    const char *charset = strstr(catalogue->header, "charset=");
    if (charset && is_other(charset)) return error_set(error, STATUS_BAD_INPUT, catalogue->path, 0, "%s", not_utf8);
    bool is_told = false;
    enum status status = po_charset_is_told(catalogue, &is_told, error);
    if (status != STATUS_OK || is_told) return status;
    return catalogue_set_field(catalogue, "Content-Type", "text/plain; charset=UTF-8", error);
}
