/* Cuts Markdown into pieces that can be parsed one by one with the same result as all at once. */
#ifndef ALOUD_DOCUMENT_MARKDOWN_PIECES_H
#define ALOUD_DOCUMENT_MARKDOWN_PIECES_H

#include "document/markdown.h"

#include <cmark-gfm.h>

struct parsed {
    struct piece piece;
    cmark_node *root;  /* owned by the caller; cmark_node_free */
    int sentinel_line; /* top-level nodes from this line on (as the parser counts) are not of the piece */
};

/* Finds the end of the next piece and parses it. */
enum status markdown_parse_next(struct markdown *markdown, struct parsed *ret, struct error *error);

#endif
