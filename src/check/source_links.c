#include "check/source_links.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

enum { LONGEST_LABEL = 1000, DEEPEST_PARENTHESES = 32 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

static bool is_escape(const char *text, size_t length, size_t at)
{
    return text[at] == '\\' && at + 1 < length && ispunct((unsigned char)text[at + 1]);
}

static size_t skip_space(const char *text, size_t length, size_t at)
{
    while (at < length && is_space(text[at])) at++;
    return at;
}

/* Sets *end behind the address at `at`; an empty one is allowed where it is the inline form. */
static bool address_end(const char *text, size_t length, size_t at, size_t *end)
{
    if (at < length && text[at] == '<') {
        for (at++; at < length && text[at] != '>'; at++) {
            if (text[at] == '\n' || text[at] == '<') return false;
            if (is_escape(text, length, at)) at++;
        }
        *end = at + 1;
        return at < length;
    }
    size_t depth = 0;
    for (; at < length; at++) {
        unsigned char c = (unsigned char)text[at];
        if (c <= ' ' || c == 0x7F) break;
        if (is_escape(text, length, at)) {
            at++;
        } else if (c == '(') {
            if (++depth > DEEPEST_PARENTHESES) return false;
        } else if (c == ')') {
            if (depth == 0) break;
            depth--;
        }
    }
    *end = at;
    return depth == 0;
}

/* Sets *end behind the title at `at`. */
static bool title_end(const char *text, size_t length, size_t at, size_t *end)
{
    if (at >= length || !(text[at] == '"' || text[at] == '\'' || text[at] == '(')) return false;
    char close = text[at] == '(' ? ')' : text[at];
    for (at++; at < length && text[at] != close; at++) {
        if (close == ')' && text[at] == '(') return false;
        if (is_escape(text, length, at)) at++;
    }
    *end = at + 1;
    return at < length;
}

size_t link_inline_length(const char *text, size_t length)
{
    if (length < 2 || text[0] != '(') return 0;
    size_t address = skip_space(text, length, 1);
    size_t end;
    if (!address_end(text, length, address, &end)) return 0;
    size_t title = skip_space(text, length, end);
    if (title > end && title_end(text, length, title, &end)) title = skip_space(text, length, end);
    return title < length && text[title] == ')' ? title + 1 : 0;
}

size_t link_label_length(const char *text, size_t length)
{
    if (length < 2 || text[0] != '[') return 0;
    for (size_t at = 1; at < length && at <= LONGEST_LABEL; at++) {
        if (text[at] == ']') return at + 1;
        if (text[at] == '[') return 0;
        if (is_escape(text, length, at)) at++;
    }
    return 0;
}

uint64_t link_label_hash(const char *label, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325u;
    bool any = false;
    bool space = false;
    size_t at = 0;
    while (at < length) {
        if (is_space(label[at])) {
            space = any;
            at++;
            continue;
        }
        uint32_t codepoint = utf8_next(label, length, &at);
        if (space) hash = (hash ^ ' ') * 0x100000001B3u;
        if (codepoint <= 0x10FFFF) codepoint = (uint32_t)u_foldCase((UChar32)codepoint, U_FOLD_CASE_DEFAULT);
        hash = (hash ^ codepoint) * 0x100000001B3u;
        hash ^= hash >> 29;
        any = true;
        space = false;
    }
    return any ? hash | 1 : 0;
}

static bool looks_like_address(const char *text, size_t length)
{
    if (length > 0 && text[0] == '<') return true;
    for (size_t i = 0; i < length; i++)
        if (strchr("./#:@%?=_", text[i]) && text[i] != '\0') return true;
    return false;
}

/* Whether only white space stands between `at` and the end of the line; sets *next behind the line ending. */
static bool ends_line(const char *text, size_t length, size_t at, size_t *next)
{
    while (at < length && (text[at] == ' ' || text[at] == '\t')) at++;
    if (at < length && text[at] != '\n') return false;
    *next = at < length ? at + 1 : length;
    return true;
}

size_t link_definition_length(const char *text, size_t length, uint64_t *ret_label_hash)
{
    size_t label = link_label_length(text, length);
    if (label < 3 || label >= length || text[label] != ':' || text[1] == '^') return 0;
    size_t address = skip_space(text, length, label + 1);
    size_t end;
    if (address >= length || !address_end(text, length, address, &end) || end == address) return 0;
    if (!looks_like_address(text + address, end - address)) return 0;
    uint64_t hash = link_label_hash(text + 1, label - 2);
    if (hash == 0) return 0;

    size_t without_title = 0;
    ends_line(text, length, end, &without_title);
    size_t title = skip_space(text, length, end);
    size_t title_behind, with_title;
    bool titled = title > end && title_end(text, length, title, &title_behind)
                  && ends_line(text, length, title_behind, &with_title);
    size_t result = titled ? with_title : without_title;
    if (result > 0) *ret_label_hash = hash;
    return result;
}

static size_t address_autolink(const char *text, size_t length)
{
    size_t at = 1;
    while (at < length && (isalnum((unsigned char)text[at]) || (text[at] != '\0' && strchr("+.-", text[at])))) at++;
    if (at < 3 || at > 33 || at >= length || text[at] != ':' || !isalpha((unsigned char)text[1])) return 0;
    while (at < length && (unsigned char)text[at] > ' ' && text[at] != '<' && text[at] != '>') at++;
    return at < length && text[at] == '>' ? at + 1 : 0;
}

static size_t mail_autolink(const char *text, size_t length)
{
    size_t at = 1;
    while (at < length
           && (isalnum((unsigned char)text[at]) || (text[at] != '\0' && strchr(".!#$%&'*+/=?^_`{|}~-", text[at]))))
        at++;
    if (at == 1 || at >= length || text[at] != '@') return 0;
    size_t host = ++at;
    while (at < length && (isalnum((unsigned char)text[at]) || text[at] == '.' || text[at] == '-')) at++;
    return at > host && at < length && text[at] == '>' ? at + 1 : 0;
}

size_t link_autolink_length(const char *text, size_t length)
{
    if (length < 5 || text[0] != '<') return 0;
    size_t address = address_autolink(text, length);
    return address > 0 ? address : mail_autolink(text, length);
}

/* The length of the scheme, or of "www.", that begins a bare address at text[at]. */
static size_t bare_start(const char *text, size_t length, size_t at)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://"};
    char before = at > 0 ? text[at - 1] : ' ';
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t size = strlen(schemes[i]);
        if (length - at < size || strncasecmp(text + at, schemes[i], size) != 0) continue;
        return isalpha((unsigned char)before) ? 0 : size;
    }
    bool www = length - at > 4 && memcmp(text + at, "www.", 4) == 0;
    return www && (is_space(before) || strchr("*_~(", before)) ? 4 : 0;
}

/* Cuts off what ends a sentence rather than an address; `open` more "(" than ")" stand in it. */
static size_t bare_end(const char *text, size_t start, size_t end, long open)
{
    while (end > start) {
        char last = text[end - 1];
        if (last == ')' && open < 0) {
            open++;
            end--;
        } else if (last == ';') {
            size_t name = end - 1;
            while (name > start && isalpha((unsigned char)text[name - 1])) name--;
            bool reference = name > start && name < end - 1 && text[name - 1] == '&';
            end = reference ? name - 1 : end - 1;
        } else if (last != ')' && strchr("?!.,:*_~'\"", last) && last != '\0') {
            end--;
        } else {
            break;
        }
    }
    return end;
}

size_t link_bare_length(const char *text, size_t length, size_t at)
{
    size_t size = bare_start(text, length, at);
    size_t end = at + size;
    if (size == 0 || end >= length) return 0;
    unsigned char first = (unsigned char)text[end];
    if (!isalnum(first) && first < 0x80) return 0;
    long open = 0;
    for (; end < length && !is_space(text[end]) && text[end] != '<'; end++)
        open += (text[end] == '(') - (text[end] == ')');
    end = bare_end(text, at + size, end, open);
    return end > at + size ? end - at : 0;
}
