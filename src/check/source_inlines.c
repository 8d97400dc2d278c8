#include "check/source_inlines.h"

#include "base/array.h"
#include "check/source_emphasis.h"
#include "check/source_entities.h"
#include "check/source_html.h"
#include "check/source_links.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FAILURES = 64 };

/* A "[" or "![" that may open a link or an image. */
struct bracket {
    size_t start;
    size_t text;       /* where the link's text starts */
    size_t delimiters; /* how many there were before it */
    bool image;
    bool holds_bracket; /* another one stands within: its text is no label */
};

static void hide(struct inlines *inlines, size_t start, size_t length, enum byte_mark first)
{
    if (length == 0) return;
    memset(inlines->marks + start, BYTE_HIDDEN, length);
    inlines->marks[start] = (unsigned char)first;
}

static size_t run_length(const struct inlines *inlines, size_t at)
{
    size_t end = at;
    while (end < inlines->length && inlines->text[end] == inlines->text[at]) end++;
    return end - at;
}

/* A code span, else its opening backticks as text. Returns how far it reaches. */
static size_t read_backticks(struct inlines *inlines, size_t at)
{
    size_t ticks = run_length(inlines, at);
    if (inlines->failures > MOST_FAILURES) return ticks;
    size_t close = at + ticks;
    while (close < inlines->length) {
        const char *next = memchr(inlines->text + close, '`', inlines->length - close);
        if (!next) break;
        close = (size_t)(next - inlines->text);
        size_t run = run_length(inlines, close);
        if (run == ticks) {
            hide(inlines, at, ticks, BYTE_HIDDEN);
            hide(inlines, close, ticks, BYTE_HIDDEN);
            return close + ticks - at;
        }
        close += run;
    }
    inlines->failures++;
    return ticks;
}

static size_t read_angle(struct inlines *inlines, size_t at)
{
    const char *text = inlines->text + at;
    size_t left = inlines->length - at;
    size_t link = link_autolink_length(text, left);
    if (link > 0) {
        hide(inlines, at, 1, BYTE_HIDDEN);
        hide(inlines, at + link - 1, 1, BYTE_HIDDEN);
        return link;
    }
    if (inlines->failures > MOST_FAILURES) return 1;
    size_t length = 0;
    if (html_markup(text, left, false, &length) == HTML_NONE) {
        bool searched = left > 1 && (text[1] == '!' || text[1] == '?');
        if (searched) inlines->failures++;
        return 1;
    }
    hide(inlines, at, length, BYTE_MARKUP);
    return length;
}

static size_t read_escape(struct inlines *inlines, size_t at)
{
    if (at + 1 >= inlines->length) return 1;
    char behind = inlines->text[at + 1];
    if (behind != '\n' && !ispunct((unsigned char)behind)) return 1;
    hide(inlines, at, 1, BYTE_HIDDEN);
    return 2;
}

static size_t read_entity(struct inlines *inlines, size_t at)
{
    size_t length = 0;
    if (entity_codepoint(inlines->text + at, inlines->length - at, &length) == 0) return 1;
    hide(inlines, at, length, BYTE_ENTITY);
    return length;
}

/* A bare address is text as it stands, but within brackets it may be part of a link. */
static size_t read_bare_address(const struct inlines *inlines, size_t at)
{
    size_t length = inlines->bracket_count == 0 ? link_bare_length(inlines->text, inlines->length, at) : 0;
    return length > 0 ? length : 1;
}

static size_t open_bracket(struct inlines *inlines, size_t at, bool image)
{
    if (inlines->bracket_count > 0) inlines->brackets[inlines->bracket_count - 1].holds_bracket = true;
    size_t length = image ? 2 : 1;
    if (!array_reserve(&inlines->brackets, &inlines->bracket_capacity, inlines->bracket_count + 1)) {
        inlines->failed = true;
        return length;
    }
    inlines->brackets[inlines->bracket_count++] =
        (struct bracket){.start = at, .text = at + length, .delimiters = inlines->delimiter_count, .image = image};
    return length;
}

/* How far behind the "]" at `at` the link reaches that it ends; 0 where it ends none. */
static size_t link_tail(const struct inlines *inlines, const struct bracket *bracket, size_t at, bool *is_address)
{
    const char *behind = inlines->text + at + 1;
    size_t left = inlines->length - at - 1;
    size_t address = link_inline_length(behind, left);
    *is_address = address > 0;
    if (address > 0) return 1 + address;
    size_t label = link_label_length(behind, left);
    if (label > 2) {
        uint64_t hash = link_label_hash(behind + 1, label - 2);
        return leaves_has_label(inlines->leaves, hash) ? 1 + label : 0;
    }
    size_t own = at - bracket->text;
    if (bracket->holds_bracket || own > 1000) return 0;
    uint64_t hash = link_label_hash(inlines->text + bracket->text, own);
    return leaves_has_label(inlines->leaves, hash) ? 1 + label : 0;
}

static size_t close_bracket(struct inlines *inlines, size_t at)
{
    if (inlines->bracket_count == 0) return 1;
    size_t index = --inlines->bracket_count;
    struct bracket bracket = inlines->brackets[index];
    bool closed = !bracket.image && index < inlines->closed_brackets;
    if (inlines->closed_brackets > index) inlines->closed_brackets = index;
    bool is_address = false;
    size_t tail = closed ? 0 : link_tail(inlines, &bracket, at, &is_address);
    if (tail == 0) return 1;
    emphasis_pair(inlines, bracket.delimiters);
    /* A picture stands by itself, a link does not. */
    hide(inlines, bracket.start, bracket.text - bracket.start, bracket.image ? BYTE_BREAK : BYTE_HIDDEN);
    hide(inlines, at, tail, bracket.image ? BYTE_BREAK : is_address ? BYTE_ADDRESS : BYTE_HIDDEN);
    if (!bracket.image) inlines->closed_brackets = index;
    return tail;
}

static bool prepare(struct inlines *inlines, const char *text, size_t length)
{
    inlines->text = text;
    inlines->length = length;
    inlines->delimiter_count = 0;
    inlines->bracket_count = 0;
    inlines->closed_brackets = 0;
    inlines->failures = 0;
    if (!array_reserve(&inlines->marks, &inlines->mark_capacity, length + 1)) return false;
    memset(inlines->marks, BYTE_SHOWN, length + 1);
    return true;
}

enum status inlines_read(struct inlines *inlines, const char *text, size_t length, const struct source_leaves *leaves,
                         struct error *error)
{
    if (!prepare(inlines, text, length)) return error_no_memory(error);
    inlines->leaves = leaves;
    size_t at = 0;
    while (at < length) {
        switch (text[at]) {
        case '\\': at += read_escape(inlines, at); break;
        case '`': at += read_backticks(inlines, at); break;
        case '<': at += read_angle(inlines, at); break;
        case '&': at += read_entity(inlines, at); break;
        case '*':
        case '_':
        case '~': at += emphasis_add(inlines, at); break;
        case '[': at += open_bracket(inlines, at, false); break;
        case '!': at += at + 1 < length && text[at + 1] == '[' ? open_bracket(inlines, at, true) : 1; break;
        case ']': at += close_bracket(inlines, at); break;
        case 'h':
        case 'H':
        case 'f':
        case 'F':
        case 'w': at += read_bare_address(inlines, at); break;
        default: at++;
        }
    }
    emphasis_pair(inlines, 0);
    return inlines->failed ? error_no_memory(error) : STATUS_OK;
}

/* Hides what stands between an opening tag that ends at `at` and its closing tag, where that is not HTML
 * (script, style). Returns how far that reaches. */
static size_t hide_raw_content(struct inlines *inlines, size_t tag, size_t at)
{
    const char *name = html_raw_content(inlines->text + tag, at - tag);
    if (!name) return 0;
    for (size_t end = at; end + 2 + strlen(name) <= inlines->length; end++) {
        const char *close = inlines->text + end;
        if (close[0] != '<' || close[1] != '/' || strncasecmp(close + 2, name, strlen(name)) != 0) continue;
        hide(inlines, at, end - at, BYTE_HIDDEN);
        return end - at;
    }
    inlines->failures++;
    return 0;
}

enum status inlines_read_html(struct inlines *inlines, const char *text, size_t length, struct error *error)
{
    if (!prepare(inlines, text, length)) return error_no_memory(error);
    size_t at = 0;
    while (at < length) {
        size_t markup = 0;
        if (text[at] == '&') {
            at += read_entity(inlines, at);
        } else if (text[at] != '<' || inlines->failures > MOST_FAILURES) {
            at++;
        } else if (html_markup(text + at, length - at, true, &markup) != HTML_NONE) {
            hide(inlines, at, markup, BYTE_MARKUP);
            at += markup + hide_raw_content(inlines, at, at + markup);
        } else {
            inlines->failures++;
            at++;
        }
    }
    return STATUS_OK;
}

enum status inlines_read_verbatim(struct inlines *inlines, const char *text, size_t length, struct error *error)
{
    return prepare(inlines, text, length) ? STATUS_OK : error_no_memory(error);
}

void inlines_done(struct inlines *inlines)
{
    free(inlines->marks);
    free(inlines->delimiters);
    free(inlines->brackets);
    *inlines = (struct inlines){0};
}
