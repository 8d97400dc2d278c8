#include "check/source_html.h"

#include <ctype.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

static size_t skip_space(const char *text, size_t length, size_t at)
{
    while (at < length && is_space(text[at])) at++;
    return at;
}

static size_t skip_name(const char *text, size_t length, size_t at)
{
    if (at >= length || !isalpha((unsigned char)text[at])) return at;
    while (at < length && (isalnum((unsigned char)text[at]) || text[at] == '-')) at++;
    return at;
}

/* The end of the attribute value at `at`; `at` itself where there is none. */
static size_t skip_value(const char *text, size_t length, size_t at)
{
    if (at >= length) return at;
    if (text[at] == '"' || text[at] == '\'') {
        const char *close = memchr(text + at + 1, text[at], length - at - 1);
        return close ? (size_t)(close - text) + 1 : at;
    }
    while (at < length && !is_space(text[at]) && !strchr("\"'=<>`", text[at])) at++;
    return at;
}

/* The end of one attribute with the white space before it; `at` where there is none; 0 where it is malformed. */
static size_t skip_attribute(const char *text, size_t length, size_t at)
{
    size_t name = skip_space(text, length, at);
    if (name == at || name >= length) return at;
    if (!isalpha((unsigned char)text[name]) && text[name] != '_' && text[name] != ':') return at;
    size_t end = name;
    while (end < length && (isalnum((unsigned char)text[end]) || (text[end] != '\0' && strchr("_:.-", text[end]))))
        end++;
    size_t equals = skip_space(text, length, end);
    if (equals >= length || text[equals] != '=') return end;
    size_t value = skip_space(text, length, equals + 1);
    size_t behind = skip_value(text, length, value);
    return behind == value ? 0 : behind;
}

size_t html_tag_length(const char *text, size_t length)
{
    if (length < 3 || text[0] != '<') return 0;
    bool closing = text[1] == '/';
    size_t name = closing ? 2 : 1;
    size_t at = skip_name(text, length, name);
    if (at == name) return 0;
    while (!closing) {
        size_t next = skip_attribute(text, length, at);
        if (next == 0) return 0;
        if (next == at) break;
        at = next;
    }
    at = skip_space(text, length, at);
    if (!closing && at < length && text[at] == '/') at++;
    return at < length && text[at] == '>' ? at + 1 : 0;
}

/* The length up to and with `end`, searched from `from`; 0 where it does not come. */
static size_t up_to(const char *text, size_t length, size_t from, const char *end)
{
    if (from > length) return 0;
    const char *found = memmem(text + from, length - from, end, strlen(end));
    return found ? (size_t)(found - text) + strlen(end) : 0;
}

/* A tag as browsers read it, to the next ">"; but an address in angle brackets is text that a person shall look at. */
static size_t untidy_tag_length(const char *text, size_t length)
{
    size_t name = text[1] == '/' ? 2 : 1;
    size_t behind = skip_name(text, length, name);
    if (behind == name || behind >= length) return 0;
    if (!is_space(text[behind]) && text[behind] != '/' && text[behind] != '>') return 0;
    size_t strict = html_tag_length(text, length);
    return strict > 0 ? strict : up_to(text, length, name, ">");
}

static size_t comment_length(const char *text, size_t length, bool block)
{
    if (length < 7 || memcmp(text, "<!--", 4) != 0) return 0;
    size_t end = up_to(text, length, block ? 2 : 4, "-->");
    if (block || end == 0) return end;
    bool begins_badly = text[4] == '>' || (text[4] == '-' && text[5] == '>');
    bool holds_dashes = memmem(text + 4, end - 7, "--", 2) || text[end - 4] == '-';
    return begins_badly || (holds_dashes && end > 7) ? 0 : end;
}

enum html_kind html_markup(const char *text, size_t length, bool block, size_t *ret_length)
{
    if (length < 3 || text[0] != '<') return HTML_NONE;
    if (text[1] == '!' && text[2] == '-') {
        *ret_length = comment_length(text, length, block);
        return *ret_length > 0 ? HTML_COMMENT : HTML_NONE;
    }
    if (text[1] == '!' || text[1] == '?') {
        bool data = length > 9 && memcmp(text, "<![CDATA[", 9) == 0;
        if (text[1] == '!' && !data && !isupper((unsigned char)text[2])) return HTML_NONE;
        *ret_length = up_to(text, length, 2, data ? "]]>" : text[1] == '?' ? "?>" : ">");
        return *ret_length > 0 ? HTML_INSTRUCTION : HTML_NONE;
    }
    *ret_length = block ? untidy_tag_length(text, length) : html_tag_length(text, length);
    return *ret_length > 0 ? HTML_TAG : HTML_NONE;
}

bool html_is_closing(const char *tag, size_t length)
{
    return length > 1 && tag[1] == '/';
}

void html_tag_name(const char *tag, size_t length, size_t *start, size_t *end)
{
    *start = html_is_closing(tag, length) ? 2 : 1;
    *end = skip_name(tag, length, *start);
}

bool html_is_named(const char *tag, size_t length, const char *name)
{
    size_t start, end;
    html_tag_name(tag, length, &start, &end);
    return strlen(name) == end - start && strncasecmp(tag + start, name, end - start) == 0;
}

static bool is_one_of(const char *tag, size_t length, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        if (html_is_named(tag, length, names[i])) return true;
    return false;
}

bool html_attribute(const char *tag, size_t length, const char *wanted, size_t *start, size_t *end)
{
    size_t at;
    html_tag_name(tag, length, start, &at);
    for (;;) {
        size_t next = skip_attribute(tag, length, at);
        if (next <= at) return false;
        size_t name = skip_space(tag, length, at);
        size_t size = strlen(wanted);
        bool same = next - name >= size && strncasecmp(tag + name, wanted, size) == 0;
        at = next;
        if (!same || (next - name > size && tag[name + size] != '=' && !is_space(tag[name + size]))) continue;
        const char *equals = memchr(tag + name, '=', next - name);
        *start = equals ? skip_space(tag, next, (size_t)(equals - tag) + 1) : next;
        bool quoted = *start < next && (tag[*start] == '"' || tag[*start] == '\'');
        *start += quoted;
        *end = next - quoted;
        return true;
    }
}

bool html_hides(const char *tag, size_t length)
{
    static const char *const unseen[] = {"script", "style", "template", "title", NULL};
    if (html_is_closing(tag, length) || tag[length - 2] == '/') return false;
    size_t start, end;
    return is_one_of(tag, length, unseen) || html_attribute(tag, length, "hidden", &start, &end);
}

bool html_picture_text(const char *tag, size_t length, size_t *start, size_t *end)
{
    if (html_is_closing(tag, length) || !html_is_named(tag, length, "img")) return false;
    return html_attribute(tag, length, "alt", start, end);
}

const char *html_raw_content(const char *tag, size_t length)
{
    if (html_is_closing(tag, length)) return NULL;
    return html_is_named(tag, length, "script") ? "script" : html_is_named(tag, length, "style") ? "style" : NULL;
}

bool html_joins(const char *tag, size_t length)
{
    static const char *const inline_names[] = {
        "a",    "abbr", "acronym", "b",   "bdi",  "bdo", "big",   "cite", "code",  "del",  "dfn",    "em",
        "font", "i",    "ins",     "kbd", "mark", "q",   "s",     "samp", "small", "span", "strike", "strong",
        "sub",  "sup",  "tt",      "u",   "var",  "wbr", "label", "time", "data",  "nobr", NULL};
    return is_one_of(tag, length, inline_names);
}
