/* Link reference definitions of a whole leaflet: found before it is read in pieces, since a piece may use what another
 * defines. */
#ifndef ALOUD_DOCUMENT_DEFINITIONS_H
#define ALOUD_DOCUMENT_DEFINITIONS_H

#include "document/builder.h"

struct definitions {
    struct source_span *spans; /* ascending; owned */
    size_t count, capacity;
    struct buffer lines; /* all of them, to be given to the parser before each piece; ends with a blank line */
    size_t line_count;
    size_t next; /* the first that no piece has passed yet */
};

/* Finds those in source bytes [start, length). What stands in a fenced code block is none. */
enum status definitions_find(struct definitions *definitions, const char *source, size_t start, size_t length,
                             struct error *error);

/* Lists those before source byte `end` as omissions, but not what became text after all. Call it once a piece. */
void definitions_omit(struct definitions *definitions, struct builder *builder, size_t end);

void definitions_done(struct definitions *definitions);

#endif
