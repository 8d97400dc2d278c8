#include "document/tables.h"

#include <string.h>

enum { COLUMNS_HARMLESS = 4, CELLS_HARMLESS = 2000, COLUMNS_MOST = 500 };

/* How many columns a delimiter row ("| --- | :-: |") has; 0 where the line is none. */
static size_t delimiter_columns(const char *line, size_t length)
{
    size_t pipes = 0;
    bool dash = false;
    for (size_t i = 0; i < length; i++) {
        if (!strchr("|:- \t>\r\n", line[i])) return 0;
        pipes += line[i] == '|';
        dash |= line[i] == '-';
    }
    return dash ? pipes + 1 : 0;
}

static size_t next_line(const char *source, size_t line, size_t end)
{
    const char *feed = memchr(source + line, '\n', end - line);
    return feed ? (size_t)(feed - source) + 1 : end;
}

static bool is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!strchr(" \t>\r\n", line[i])) return false;
    }
    return true;
}

static void defuse_run(char *source, size_t start, size_t end)
{
    for (size_t line = start; line < end;) {
        size_t next = next_line(source, line, end);
        char *dash = memchr(source + line, '-', next - line);
        if (dash && delimiter_columns(source + line, next - line) > COLUMNS_HARMLESS) *dash = BYTE_LEFT_OUT;
        line = next;
    }
}

void tables_defuse(char *source, size_t start, size_t end)
{
    size_t run = start; /* of lines that are not blank: at most one table, or several with rows in common */
    size_t rows = 0;
    size_t columns = 0;
    for (size_t line = start; line < end;) {
        size_t next = next_line(source, line, end);
        bool blank = is_blank(source + line, next - line);
        size_t here = blank ? 0 : delimiter_columns(source + line, next - line);
        if (here > columns) columns = here;
        rows += !blank;
        if (blank || next == end) {
            bool many = columns > COLUMNS_HARMLESS && columns * rows > 2 * (next - run) + CELLS_HARMLESS;
            if (many || columns > COLUMNS_MOST) defuse_run(source, run, next);
            run = next;
            rows = 0;
            columns = 0;
        }
        line = next;
    }
}

size_t table_row_start(const struct piece *piece, size_t line_start, size_t line_end, unsigned quotes)
{
    size_t position = line_start;
    while (position < line_end
           && (strchr(" \t", piece->source[position]) || (quotes > 0 && piece->source[position] == '>'))) {
        if (piece->source[position] == '>') quotes--;
        position++;
    }
    return position;
}

static size_t skip_space(const struct piece *piece, size_t position, size_t end)
{
    while (position < end && (piece->source[position] == ' ' || piece->source[position] == '\t')) position++;
    return position;
}

bool table_cell_find(struct leaf_map *map, const struct piece *piece, const char *content, bool first, size_t line_end,
                     size_t *position)
{
    size_t at = skip_space(piece, *position, line_end);
    if (!first) {
        if (at == line_end || piece->source[at] != '|') {
            /* A short row is filled up with empty cells. */
            leaf_map_nowhere(map, content, at);
            return content[0] == '\0';
        }
        at = skip_space(piece, at + 1, line_end);
    }
    size_t end = at;
    if (!leaf_map_here(map, piece, content, at, true, &end) || end > line_end) return false;
    *position = end;
    return true;
}

size_t table_cell_end(const struct piece *piece, size_t position, size_t line_end)
{
    while (position < line_end && piece->source[position] != '|') {
        position += piece->source[position] == '\\' && position + 1 < line_end ? 2 : 1;
    }
    return position;
}
