/* Tables against which the parser must be guarded, and where a row's cells stand. */
#ifndef ALOUD_DOCUMENT_TABLES_H
#define ALOUD_DOCUMENT_TABLES_H

#include "document/leaf_map.h"

#include <cmark-gfm.h>

/* cmark fills each short row of a table up with empty cells, so a few bytes can make millions of them. Where a table
 * would have far more cells than bytes, its delimiter rows are overwritten so that it is read as a paragraph. */
void tables_defuse(char *source, size_t start, size_t end);

/* The source position of the line's first cell or pipe, behind indentation and up to `quotes` quote signs. */
size_t table_row_start(const struct piece *piece, size_t line_start, size_t line_end, unsigned quotes);

/* Maps the content of the next cell of a row. *position is behind the previous cell, before its pipe; for the `first`
 * cell it is before the cell and behind a pipe. It moves behind this cell. False where the cell does not stand there. */
bool table_cell_find(struct leaf_map *map, const struct piece *piece, const char *content, bool first, size_t line_end,
                     size_t *position);

/* The next pipe that is not escaped, or `line_end`. */
size_t table_cell_end(const struct piece *piece, size_t position, size_t line_end);

#endif
