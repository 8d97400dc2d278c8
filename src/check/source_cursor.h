/* A place within a line of Markdown, in bytes and in columns: tabs reach to the next multiple of four, and a mark may
 * take a part of one.
 */
#ifndef ALOUD_CHECK_SOURCE_CURSOR_H
#define ALOUD_CHECK_SOURCE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

struct line_cursor {
    const char *bytes;
    size_t start, end;       /* of the line, without its ending */
    size_t position, column; /* how far it was read */
    size_t nonspace;         /* set by cursor_indent: the next byte that is not white space, or `end` */
    size_t nonspace_column;
};

void cursor_begin(struct line_cursor *cursor, const char *bytes, size_t start, size_t end);

/* Finds the next byte that is not white space; its distance in columns. */
size_t cursor_indent(struct line_cursor *cursor);

void cursor_advance(struct line_cursor *cursor, size_t columns);

bool cursor_at_space(const struct line_cursor *cursor);

/* Takes a quote's mark ">" with the one space behind it. */
bool cursor_take_quote_mark(struct line_cursor *cursor);

#endif
