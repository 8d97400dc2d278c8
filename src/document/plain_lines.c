#include "document/plain_lines.h"

#include "base/utf8.h"
#include "document/source.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

enum { TAB_COLUMNS = 4, NUMBER_DIGITS = 3 };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == BYTE_SPACE;
}

/* Bytes of the bullet at text[0], 0 where none. */
static size_t bullet_length(const char *text, size_t length)
{
    static const char *const bullets[] = {"-",      "*",      "+",      "\u2022", "\u2023", "\u25E6", "\u25AA",
                                          "\u25CF", "\u25CB", "\u2013", "\u00B7", "\u2043", "\uF0B7"};
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
        size_t bytes = strlen(bullets[i]);
        if (length > bytes && memcmp(text, bullets[i], bytes) == 0) return bytes;
    }
    return 0;
}

/* "1." "1)" "(1)" "a)": its bytes and number. */
static size_t number_length(const char *text, size_t length, uint32_t *ret_number)
{
    size_t i = 0;
    bool bracket = length > 0 && text[0] == '(';
    if (bracket) i++;
    size_t first = i;
    uint32_t number = 0;
    while (i < length && i - first < NUMBER_DIGITS && isdigit((unsigned char)text[i])) {
        number = number * 10 + (uint32_t)(text[i++] - '0');
    }
    bool letter = i == first && i < length && text[i] >= 'a' && text[i] <= 'z';
    if (letter) number = (uint32_t)(text[i++] - 'a') + 1;
    if (i == first || i >= length) return 0;
    bool closes = text[i] == ')' || (text[i] == '.' && !bracket && !letter);
    if (!closes) return 0;
    *ret_number = number;
    return i + 1;
}

static void find_marker(struct plain_line *line, const char *source)
{
    const char *text = source + line->start;
    size_t length = line->end - line->start;
    uint32_t number = 0;
    size_t marker = bullet_length(text, length);
    bool ordered = marker == 0;
    if (ordered) marker = number_length(text, length, &number);
    size_t gap = marker;
    while (gap < length && (text[gap] == ' ' || text[gap] == '\t')) gap++;
    if (marker == 0 || gap == marker || gap == length) return;
    line->item = true;
    line->ordered = ordered;
    line->number = number;
    line->start += gap;
}

static char underline_of(const char *text, size_t length)
{
    if (length < 3 || (text[0] != '=' && text[0] != '-')) return '\0';
    for (size_t i = 1; i < length; i++) {
        if (text[i] != text[0]) return '\0';
    }
    return text[0];
}

/* Where a line that is too long ends: behind a space, else before a character. */
static size_t break_line(const char *source, size_t position, size_t most)
{
    for (size_t i = position + most; i > position + most / 2; i--) {
        if (source[i - 1] == ' ') return i;
    }
    return source_boundary(source, position + most);
}

struct plain_line plain_line_read(const char *source, size_t position, size_t length, size_t most)
{
    struct plain_line line = {.start = position};
    size_t end = position;
    while (end < length && end - position < most && source[end] != '\n' && source[end] != '\r') end++;
    line.next = end;
    if (end < length && source[end] != '\n' && source[end] != '\r') {
        line.next = end = break_line(source, position, most);
    } else if (end < length) {
        line.next = end + (source[end] == '\r' && end + 1 < length && source[end + 1] == '\n' ? 2 : 1);
    }
    while (line.start < end && is_space(source[line.start])) {
        line.indent += source[line.start] == '\t' ? TAB_COLUMNS - line.indent % TAB_COLUMNS : 1;
        line.start++;
    }
    while (end > line.start && is_space(source[end - 1])) end--;
    line.marked = line.start;
    line.end = end;
    line.blank = line.end == line.start;
    line.underline = underline_of(source + line.start, line.end - line.start);
    if (!line.blank && !line.underline) find_marker(&line, source);
    line.columns = utf8_count(source + line.start, line.end - line.start);
    return line;
}

bool plain_line_is_capitals(const char *text, size_t length)
{
    size_t capitals = 0;
    for (size_t position = 0; position < length;) {
        uint32_t codepoint = utf8_next(text, length, &position);
        if (codepoint == UTF8_INVALID) return false;
        if (u_islower((UChar32)codepoint)) return false;
        capitals += u_isupper((UChar32)codepoint) != 0;
    }
    return capitals >= 2;
}

bool plain_line_is_numbered(const char *text, size_t length, size_t *ret_depth)
{
    size_t depth = 0;
    size_t i = 0;
    while (i < length && isdigit((unsigned char)text[i])) {
        size_t digits = 0;
        while (i < length && isdigit((unsigned char)text[i])) i++, digits++;
        if (digits > 2) return false;
        depth++;
        if (i < length && (text[i] == '.' || text[i] == ')'))
            i++;
        else if (depth == 1)
            return false;
    }
    if (depth == 0 || i >= length || (text[i] != ' ' && text[i] != '\t')) return false;
    *ret_depth = depth;
    return true;
}
