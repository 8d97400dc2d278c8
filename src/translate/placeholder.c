#include "translate/placeholder.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

enum { NUMBER_DIGITS = 4, PLACEHOLDERS_MOST = 1000, NESTING_MOST = 100 };

/* "<", perhaps "/", any number of backslashes, then "g1>" or "x1/>": reads it at `position`. False where it is not there. */
static bool read(const char *text, size_t length, size_t position, struct placeholder *ret, size_t *ret_escapes)
{
    size_t at = position;
    if (at >= length || text[at++] != '<') return false;
    bool close = at < length && text[at] == '/';
    if (close) at++;
    size_t escapes = at;
    while (at < length && text[at] == '\\') at++;
    *ret_escapes = at - escapes;
    char letter = at < length ? text[at++] : '\0';
    if (letter != 'g' && (letter != 'x' || close)) return false;
    size_t digits = at;
    unsigned number = 0;
    while (at < length && at - digits < NUMBER_DIGITS && text[at] >= '0' && text[at] <= '9')
        number = number * 10 + (unsigned)(text[at++] - '0');
    if (at == digits || text[digits] == '0') return false;
    if (letter == 'x' && (at >= length || text[at++] != '/')) return false;
    if (at >= length || text[at++] != '>') return false;
    enum placeholder_kind kind = letter == 'x' ? PLACEHOLDER_ALONE : close ? PLACEHOLDER_CLOSE : PLACEHOLDER_OPEN;
    *ret = (struct placeholder){kind, number, position, at};
    return true;
}

struct placeholder placeholder_next(const char *text, size_t length, size_t position)
{
    struct placeholder found;
    size_t escapes = 0;
    size_t end = position;
    for (; end < length; end++) {
        if (text[end] != '<' || !read(text, length, end, &found, &escapes) || escapes > 0) continue;
        if (end == position) return found;
        break;
    }
    return (struct placeholder){PLACEHOLDER_TEXT, 0, position, end};
}

void placeholder_append(struct buffer *buffer, enum placeholder_kind kind, unsigned number)
{
    if (kind == PLACEHOLDER_ALONE)
        buffer_printf(buffer, "<x%u/>", number);
    else
        buffer_printf(buffer, kind == PLACEHOLDER_OPEN ? "<g%u>" : "</g%u>", number);
}

void placeholder_append_text(struct buffer *buffer, const char *text, size_t length)
{
    struct placeholder found;
    size_t escapes = 0;
    for (size_t i = 0; i < length; i++) {
        buffer_append_char(buffer, text[i]);
        if (text[i] != '<' || !read(text, length, i, &found, &escapes)) continue;
        if (text[i + 1] == '/') buffer_append_char(buffer, text[++i]);
        buffer_append_char(buffer, '\\');
    }
}

void placeholder_read_text(struct buffer *buffer, const char *text, size_t length)
{
    struct placeholder found;
    size_t escapes = 0;
    for (size_t i = 0; i < length; i++) {
        buffer_append_char(buffer, text[i]);
        if (text[i] != '<' || !read(text, length, i, &found, &escapes) || escapes == 0) continue;
        if (text[i + 1] == '/') buffer_append_char(buffer, text[++i]);
        i++;
    }
}

void placeholder_strip(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t position = 0; position < length;) {
        struct placeholder next = placeholder_next(text, length, position);
        if (next.kind == PLACEHOLDER_TEXT) placeholder_read_text(buffer, text + next.start, next.end - next.start);
        if (next.kind == PLACEHOLDER_ALONE) buffer_append_char(buffer, ' ');
        position = next.end;
    }
}

/* How often each number opens or stands alone in `text`; returns a number that is too large to be counted, or 0. */
static unsigned count(const char *text, unsigned char counts[PLACEHOLDERS_MOST + 1][2])
{
    unsigned too_large = 0;
    size_t length = strlen(text);
    for (size_t position = 0; position < length;) {
        struct placeholder next = placeholder_next(text, length, position);
        bool alone = next.kind == PLACEHOLDER_ALONE;
        if (next.number > PLACEHOLDERS_MOST) too_large = next.number;
        if ((alone || next.kind == PLACEHOLDER_OPEN) && next.number <= PLACEHOLDERS_MOST
            && counts[next.number][alone] < 2)
            counts[next.number][alone]++;
        position = next.end;
    }
    return too_large;
}

static bool nesting_problem(const char *text, char ret_problem[96])
{
    unsigned open[NESTING_MOST];
    size_t depth = 0;
    size_t length = strlen(text);
    for (size_t position = 0; position < length;) {
        struct placeholder next = placeholder_next(text, length, position);
        position = next.end;
        bool opens = next.kind == PLACEHOLDER_OPEN;
        if (opens && depth < NESTING_MOST) {
            open[depth++] = next.number;
        } else if (opens || (next.kind == PLACEHOLDER_CLOSE && (depth == 0 || open[--depth] != next.number))) {
            snprintf(ret_problem, 96, "<%sg%u> is not where it can be", opens ? "" : "/", next.number);
            return true;
        }
    }
    if (depth > 0) snprintf(ret_problem, 96, "</g%u> is missing", open[depth - 1]);
    return depth > 0;
}

static bool has_words(const char *text, size_t start, size_t end)
{
    while (start < end) {
        uint32_t codepoint = utf8_next(text, end, &start);
        if (codepoint != UTF8_INVALID && u_isalnum((UChar32)codepoint)) return true;
    }
    return false;
}

/* Which pairs are around words, also those within another pair. Returns the largest number of a pair. */
static unsigned find_worded(const char *text, size_t length, bool worded[PLACEHOLDERS_MOST + 1])
{
    unsigned open[NESTING_MOST], largest = 0;
    size_t depth = 0;
    for (size_t position = 0; position < length;) {
        struct placeholder next = placeholder_next(text, length, position);
        position = next.end;
        if (next.kind == PLACEHOLDER_OPEN && depth < NESTING_MOST && next.number <= PLACEHOLDERS_MOST) {
            open[depth++] = next.number;
            if (next.number > largest) largest = next.number;
        } else if (next.kind == PLACEHOLDER_CLOSE && depth > 0) {
            depth--;
        } else if (next.kind == PLACEHOLDER_TEXT && depth > 0 && has_words(text, next.start, next.end)) {
            for (size_t i = 0; i < depth; i++) worded[open[i]] = true;
        }
    }
    return largest;
}

unsigned placeholder_emptied(const char *source, size_t source_length, const char *translation,
                             size_t translation_length)
{
    bool wanted[PLACEHOLDERS_MOST + 1] = {0}, found[PLACEHOLDERS_MOST + 1] = {0};
    unsigned largest = find_worded(source, source_length, wanted);
    find_worded(translation, translation_length, found);
    for (unsigned number = 1; number <= largest; number++)
        if (wanted[number] && !found[number]) return number;
    return 0;
}

bool placeholder_problem(const char *source, const char *translation, char ret_problem[96])
{
    unsigned char wanted[PLACEHOLDERS_MOST + 1][2] = {{0}};
    unsigned char found[PLACEHOLDERS_MOST + 1][2] = {{0}};
    if (!strchr(source, '<') && !strchr(translation, '<')) return false;
    unsigned too_large = count(source, wanted);
    if (!too_large) too_large = count(translation, found);
    if (too_large) {
        snprintf(ret_problem, 96, "<…%u> has too large a number", too_large);
        return true;
    }
    for (unsigned number = 1; number <= PLACEHOLDERS_MOST; number++) {
        for (unsigned alone = 0; alone < 2; alone++) {
            unsigned char want = wanted[number][alone], have = found[number][alone];
            if (want == have) continue;
            snprintf(ret_problem, 96, alone ? "<x%u/> %s" : "<g%u> %s", number,
                     have == 0   ? "is missing"
                     : want == 0 ? "is not in the source"
                                 : "is there twice");
            return true;
        }
    }
    if (nesting_problem(translation, ret_problem)) return true;
    unsigned emptied = placeholder_emptied(source, strlen(source), translation, strlen(translation));
    if (emptied) snprintf(ret_problem, 96, "<g%u> is around no words, and is in the source", emptied);
    return emptied > 0;
}
