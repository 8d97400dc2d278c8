#include "translate/writing.h"

#include <ctype.h>
#include <string.h>

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void append_html(struct buffer *buffer, const char *text, size_t length, bool attribute)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '&')
            buffer_append_text(buffer, "&amp;");
        else if (text[i] == '<')
            buffer_append_text(buffer, "&lt;");
        else if (text[i] == '>' && !attribute)
            buffer_append_text(buffer, "&gt;");
        else if ((text[i] == '"' || text[i] == '\'') && attribute)
            buffer_append_text(buffer, text[i] == '"' ? "&quot;" : "&#39;");
        else
            buffer_append_char(buffer, is_space(text[i]) ? ' ' : text[i]);
    }
}

static void append_raw(struct buffer *buffer, const char *text, size_t length, bool cell)
{
    for (size_t i = 0; i < length; i++) {
        if (cell && text[i] == '|') buffer_append_char(buffer, '\\');
        buffer_append_char(buffer, is_space(text[i]) ? ' ' : text[i]);
    }
}

/* How much of the text at a block's start would make it a list item, a heading, a quote or a rule: what stands before the
 * byte that a backslash must go before. SIZE_MAX where it would not. */
static size_t block_mark(const char *text, size_t length)
{
    size_t digits = 0;
    while (digits < length && digits < 10 && isdigit((unsigned char)text[digits])) digits++;
    if (digits > 0 && digits < length && (text[digits] == '.' || text[digits] == ')')
        && (digits + 1 == length || is_space(text[digits + 1])))
        return digits;
    return length > 0 && strchr("#>+-=:", text[0]) ? 0 : SIZE_MAX;
}

/* Where an address begins in a word that the parser finds by itself, up to the word's end; there a backslash would be part of it.
 * `length` where there is none. */
static size_t address_start(const char *word, size_t length)
{
    const char *www = memmem(word, length, "www.", 4);
    const char *scheme = memmem(word, length, "://", 3);
    while (scheme && scheme > word && isalpha((unsigned char)scheme[-1])) scheme--;
    if (www && (!scheme || www < scheme)) return (size_t)(www - word);
    return scheme ? (size_t)(scheme - word) : length;
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* "amp;" or "#39;" behind an ampersand. */
static bool is_reference(const char *text, size_t length)
{
    size_t i = length > 0 && text[0] == '#' ? 1 : 0;
    size_t first = i;
    while (i < length && isalnum((unsigned char)text[i])) i++;
    return i > first && i < length && text[i] == ';';
}

/* Whether the byte at `i` of the word would be markup. */
static bool is_markup(const char *word, size_t i, size_t length, bool cell)
{
    char byte = word[i];
    if (strchr("*[]<\\`", byte)) return true;
    if (byte == '|') return cell;
    if (byte == '_') return !(i > 0 && i + 1 < length && is_word_byte(word[i - 1]) && is_word_byte(word[i + 1]));
    if (byte == '&') return is_reference(word + i + 1, length - i - 1);
    if (byte == '#') return i == 0;
    return byte == '~';
}

static void append_markdown(struct buffer *buffer, const char *text, size_t length, struct writing writing)
{
    size_t first = 0;
    while (first < length && is_space(text[first])) first++;
    size_t mark = writing.block_start ? block_mark(text + first, length - first) : SIZE_MAX;
    if (mark != SIZE_MAX) mark += first;
    for (size_t i = 0; i < length;) {
        if (is_space(text[i])) {
            buffer_append_char(buffer, ' ');
            i++;
            continue;
        }
        size_t end = i;
        while (end < length && !is_space(text[end])) end++;
        size_t address = writing.in_brackets ? end : i + address_start(text + i, end - i);
        for (size_t at = i; at < end; at++) {
            bool markup =
                at < address ? is_markup(text + i, at - i, end - i, writing.cell) : text[at] == '|' && writing.cell;
            if (at == mark || markup) buffer_append_char(buffer, '\\');
            buffer_append_char(buffer, text[at]);
        }
        i = end;
    }
}

void writing_append(struct buffer *buffer, const char *text, size_t length, struct writing writing)
{
    switch (writing.place) {
    case WRITING_MARKDOWN: append_markdown(buffer, text, length, writing); break;
    case WRITING_CODE:
    case WRITING_ADDRESS: append_raw(buffer, text, length, writing.cell); break;
    case WRITING_HTML: append_html(buffer, text, length, false); break;
    case WRITING_ATTRIBUTE: append_html(buffer, text, length, true); break;
    }
}
