#include "document/link_syntax.h"

#include <string.h>

enum { LABEL_BYTES = 1000, PARENTHESES = 32 };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' || byte == '\v';
}

static bool is_punctuation(char byte)
{
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`')
           || (byte >= '{' && byte <= '~');
}

static size_t skip_space(const char *text, size_t length, size_t position)
{
    while (position < length && is_space(text[position])) position++;
    return position;
}

static bool is_escape(const char *text, size_t length, size_t position)
{
    return text[position] == '\\' && position + 1 < length && is_punctuation(text[position + 1]);
}

/* `position` at an address; *ret behind it. An address without brackets may be empty. */
static bool address_end(const char *text, size_t length, size_t position, size_t *ret)
{
    size_t i = position;
    if (i < length && text[i] == '<') {
        for (i++; i < length && text[i] != '>'; i++) {
            if (text[i] == '\n' || text[i] == '\r' || text[i] == '<') return false;
            if (text[i] == '\\') i++;
        }
        if (i >= length) return false;
        *ret = i + 1;
        return true;
    }
    unsigned open = 0;
    for (; i < length; i++) {
        if (is_escape(text, length, i)) {
            i++;
        } else if (text[i] == '(') {
            if (++open > PARENTHESES) return false;
        } else if (text[i] == ')') {
            if (open == 0) break;
            open--;
        } else if (is_space(text[i]) && text[i] != '\v') { /* cmark lets it be part of an address */
            break;
        }
    }
    *ret = i; /* parentheses may stay open: so it is in cmark 0.29 */
    return true;
}

/* cmark takes the longest that can be a title: a mark behind a backslash ends it too, where no other does. */
static size_t title_end(const char *text, size_t length, size_t position)
{
    if (position >= length || !strchr("\"'(", text[position])) return 0;
    char close = text[position] == '(' ? ')' : text[position];
    size_t end = 0;
    for (size_t i = position + 1; i < length; i++) {
        bool escaped = text[i - 1] == '\\' && i - 1 > position;
        if (text[i] == close) end = i + 1;
        if ((text[i] == close || (close == ')' && text[i] == '(')) && !escaped) break;
    }
    return end;
}

size_t link_label_end(const char *text, size_t length, size_t position)
{
    if (position >= length || text[position] != '[') return 0;
    for (size_t i = position + 1; i < length && i - position <= LABEL_BYTES + 1; i++) {
        if (text[i] == '[') return 0;
        if (text[i] == ']') return i + 1;
        if (is_escape(text, length, i)) i++;
    }
    return 0;
}

static size_t inline_tail_end(const char *text, size_t length, size_t position)
{
    size_t i = skip_space(text, length, position + 1);
    if (!address_end(text, length, i, &i)) return 0;
    size_t title = skip_space(text, length, i);
    size_t after_title = title > i ? title_end(text, length, title) : 0;
    i = skip_space(text, length, after_title ? after_title : i);
    return i < length && text[i] == ')' ? i + 1 : 0;
}

size_t link_tail_end(const char *text, size_t length, size_t position)
{
    size_t end = 0;
    if (position < length && text[position] == '(') end = inline_tail_end(text, length, position);
    if (end == 0) end = link_label_end(text, length, position);
    return end ? end : position;
}

/* Behind the line ending where only white space stands before it; 0 otherwise. */
static size_t line_end(const char *text, size_t length, size_t position)
{
    while (position < length && (text[position] == ' ' || text[position] == '\t')) position++;
    if (position == length) return position;
    if (text[position] == '\n') return position + 1;
    if (text[position] != '\r') return 0;
    return position + 1 < length && text[position + 1] == '\n' ? position + 2 : position + 1;
}

/* Skips white space that holds at most one line ending. */
static size_t skip_to_next(const char *text, size_t length, size_t position)
{
    size_t next = line_end(text, length, position);
    if (next == 0) next = position;
    while (next < length && (text[next] == ' ' || text[next] == '\t')) next++;
    return next;
}

size_t link_definition_end(const char *text, size_t length, size_t position)
{
    size_t i = link_label_end(text, length, position);
    if (i == 0 || i >= length || text[i] != ':') return 0;
    bool named = false;
    for (size_t k = position + 1; k + 1 < i; k++) named |= !is_space(text[k]);
    if (!named) return 0;
    size_t address = skip_to_next(text, length, i + 1);
    bool own_line = line_end(text, length, i + 1) != 0;
    if (own_line && address < length && strchr("#>`~-*+=", text[address])) return 0; /* another block begins there */
    if (!address_end(text, length, address, &i) || i == address) return 0;
    size_t without_title = line_end(text, length, i);
    size_t title = skip_to_next(text, length, i);
    size_t after_title = title > i ? title_end(text, length, title) : 0;
    size_t with_title = after_title ? line_end(text, length, after_title) : 0;
    return with_title ? with_title : without_title;
}
