/* The bytes of a leaflet while they are read: lines found, invalid bytes made harmless, read pages given back. */
#ifndef ALOUD_DOCUMENT_SOURCE_H
#define ALOUD_DOCUMENT_SOURCE_H

#include "document/builder.h"

/* A part of the source that is parsed at once. */
struct piece {
    char *source; /* the whole file; borrowed */
    size_t start; /* bytes of it */
    size_t end;
    const struct document *document; /* for its line starts */
    size_t first_line;               /* index of the line in which the piece starts */
    size_t made_lines; /* lines that the parser is given before the piece and that are not in the source */
};

/* Appends the starts of the lines that begin in [from, to) to document->line_starts. Line endings as in CommonMark:
 * line feed, carriage return, or both. */
void source_index_lines(struct builder *builder, const char *source, size_t from, size_t to);

/* Overwrites what is not UTF-8 and control characters with BYTE_LEFT_OUT and lists them as omissions; form feeds and
 * vertical tabs with BYTE_SPACE. Length and positions stay. */
void source_clean(struct builder *builder, char *source, size_t from, size_t to);

/* Gives the whole pages before `end` back to the system: they are never read again. They count as zero bytes then. */
void source_release(char *source, size_t end);

/* The start of the character that holds `offset`, at most three bytes before it. `offset` is above 3. */
size_t source_boundary(const char *source, size_t offset);

/* Where line `number` (from 1, as the parser counts) of the piece lies, without its line ending; false outside. */
bool piece_line(const struct piece *piece, size_t number, size_t *ret_start, size_t *ret_end);

#endif
