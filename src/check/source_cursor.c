#include "check/source_cursor.h"

void cursor_begin(struct line_cursor *cursor, const char *bytes, size_t start, size_t end)
{
    *cursor = (struct line_cursor){.bytes = bytes, .start = start, .end = end, .position = start, .nonspace = start};
}

size_t cursor_indent(struct line_cursor *cursor)
{
    if (cursor->nonspace < cursor->position || cursor->nonspace_column < cursor->column) {
        cursor->nonspace = cursor->position;
        cursor->nonspace_column = cursor->column;
    }
    for (; cursor->nonspace < cursor->end; cursor->nonspace++) {
        char c = cursor->bytes[cursor->nonspace];
        if (c == '\t')
            cursor->nonspace_column += 4 - cursor->nonspace_column % 4;
        else if (c == ' ')
            cursor->nonspace_column++;
        else
            break;
    }
    return cursor->nonspace_column - cursor->column;
}

void cursor_advance(struct line_cursor *cursor, size_t columns)
{
    while (columns > 0 && cursor->position < cursor->end) {
        size_t wide = cursor->bytes[cursor->position] == '\t' ? 4 - cursor->column % 4 : 1;
        if (wide > columns) {
            cursor->column += columns; /* part of a tab */
            return;
        }
        cursor->column += wide;
        cursor->position++;
        columns -= wide;
    }
}

bool cursor_at_space(const struct line_cursor *cursor)
{
    return cursor->position < cursor->end
           && (cursor->bytes[cursor->position] == ' ' || cursor->bytes[cursor->position] == '\t');
}

bool cursor_take_quote_mark(struct line_cursor *cursor)
{
    size_t columns = cursor_indent(cursor);
    if (columns > 3 || cursor->nonspace >= cursor->end || cursor->bytes[cursor->nonspace] != '>') return false;
    cursor_advance(cursor, columns + 1);
    if (cursor_at_space(cursor)) cursor_advance(cursor, 1);
    return true;
}
