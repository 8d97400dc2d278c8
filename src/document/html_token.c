#include "document/html_token.h"

#include "document/entity.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { QUOTED_TAG_BYTES = 4096 };

/* Behind `end` in the text from `from` on, or `length`. */
static size_t behind(const char *text, size_t length, size_t from, const char *end)
{
    if (from >= length) return length;
    const char *found = memmem(text + from, length - from, end, strlen(end));
    return found ? (size_t)(found - text) + strlen(end) : length;
}

/* Behind the '>' that ends a tag; one inside of quotes does not, in a tag of reasonable length: a quote that never
 * closes must not make each tag cost the whole text. */
static size_t tag_end(const char *text, size_t length)
{
    char quote = '\0';
    for (size_t i = 1; i < length && i < QUOTED_TAG_BYTES; i++) {
        if (quote) {
            if (text[i] == quote) quote = '\0';
        } else if (text[i] == '>') {
            return i + 1;
        } else if ((text[i] == '"' || text[i] == '\'') && text[i - 1] == '=') {
            quote = text[i];
        }
    }
    return behind(text, length, 1, ">");
}

static void read_name(struct html_token *token, size_t start)
{
    size_t count = 0;
    while (start + count < token->length && count + 1 < sizeof token->name
           && (isalnum((unsigned char)token->text[start + count]) || token->text[start + count] == '-')) {
        token->name[count] = (char)tolower((unsigned char)token->text[start + count]);
        count++;
    }
    token->name[count] = '\0';
}

static bool begins(const char *text, size_t length, const char *with)
{
    return length >= strlen(with) && memcmp(text, with, strlen(with)) == 0;
}

/* HTML 5 ends these two at once, CommonMark 0.31 too. */
static size_t comment_end(const char *text, size_t length)
{
    if (begins(text, length, "<!-->")) return 5;
    if (begins(text, length, "<!--->")) return 6;
    return behind(text, length, 4, "-->");
}

struct html_token html_token_read(const char *text, size_t length)
{
    struct html_token token = {.text = text, .kind = HTML_TEXT};
    unsigned char next = length > 1 ? (unsigned char)text[1] : 0;
    if (text[0] == '<' && begins(text, length, "<!--")) {
        token.kind = HTML_COMMENT;
        token.length = comment_end(text, length);
    } else if (text[0] == '<' && begins(text, length, "<![CDATA[")) {
        token.kind = HTML_HIDDEN;
        token.length = behind(text, length, 9, "]]>");
    } else if (text[0] == '<' && next == '?') {
        token.kind = HTML_HIDDEN;
        token.length = behind(text, length, 2, "?>");
    } else if (text[0] == '<' && next == '!' && length > 2 && isalpha((unsigned char)text[2])) {
        token.kind = HTML_HIDDEN;
        token.length = behind(text, length, 2, ">");
    } else if (text[0] == '<' && (isalpha(next) || (next == '/' && length > 2 && isalpha((unsigned char)text[2])))) {
        token.kind = next == '/' ? HTML_CLOSE : HTML_OPEN;
        token.length = tag_end(text, length);
        read_name(&token, next == '/' ? 2 : 1);
    } else {
        const char *tag = length > 1 ? memchr(text + 1, '<', length - 1) : NULL;
        token.length = tag ? (size_t)(tag - text) : length;
    }
    return token;
}

static size_t skip(const struct html_token *token, size_t position, const char *set)
{
    while (position < token->length && strchr(set, token->text[position])) position++;
    return position;
}

static size_t until(const struct html_token *token, size_t position, const char *set)
{
    while (position < token->length && !strchr(set, token->text[position])) position++;
    return position;
}

bool html_token_attribute(const struct html_token *token, const char *name, size_t *ret_start, size_t *ret_end)
{
    static const char *const space = " \t\r\n\f/";
    size_t i = until(token, 1, " \t\r\n\f/>");
    while (i < token->length) {
        size_t start = skip(token, i, space);
        size_t end = until(token, start, " \t\r\n\f/>=");
        bool match = end - start == strlen(name) && strncasecmp(token->text + start, name, end - start) == 0;
        i = skip(token, end, " \t\r\n\f");
        size_t value_start = i;
        size_t value_end = i;
        if (i < token->length && token->text[i] == '=') {
            value_start = skip(token, i + 1, " \t\r\n\f");
            char quote[2] = {value_start < token->length ? token->text[value_start] : '\0', '\0'};
            bool quoted = quote[0] == '"' || quote[0] == '\'';
            if (quoted) value_start++;
            value_end = until(token, value_start, quoted ? quote : " \t\r\n\f>");
            i = value_end + quoted;
        } else if (end == start) {
            i++;
        }
        if (!match) continue;
        *ret_start = value_start;
        *ret_end = value_end;
        return true;
    }
    return false;
}

bool html_token_value(const struct html_token *token, const char *name, struct buffer *value)
{
    size_t start = 0;
    size_t end = 0;
    if (!html_token_attribute(token, name, &start, &end)) return false;
    for (size_t i = start; i < end;) {
        char decoded[ENTITY_TEXT_BYTES];
        size_t taken = token->text[i] == '&' ? entity_decode(token->text + i, end - i, decoded) : 0;
        if (taken)
            buffer_append_text(value, decoded);
        else
            buffer_append_char(value, token->text[i]);
        i += taken ? taken : 1;
    }
    return true;
}

size_t html_raw_end(const char *text, size_t length, const char *name)
{
    size_t bytes = strlen(name);
    for (size_t i = 0; i + bytes + 2 <= length; i++) {
        const char *tag = memmem(text + i, length - i, "</", 2);
        if (!tag) return length;
        i = (size_t)(tag - text);
        if (i + 2 + bytes <= length && strncasecmp(tag + 2, name, bytes) == 0) return i;
    }
    return length;
}
