/* Markdown's blocks, as far as they decide what is visible: which lines are text, which are verbatim, which are HTML,
 * which cannot be seen. A parser of its own (CommonMark 0.29 chapter 5, GFM tables and task boxes), written from the
 * specification and not from the reader in document/.
 */
#ifndef ALOUD_CHECK_SOURCE_BLOCKS_H
#define ALOUD_CHECK_SOURCE_BLOCKS_H

#include "document/document.h"

enum leaf_kind {
    LEAF_TEXT,   /* a paragraph, a heading or a table cell: inline markup applies */
    LEAF_CODE,   /* verbatim */
    LEAF_HTML,   /* an HTML block: tags and text */
    LEAF_NUMBER, /* a list item's number */
    LEAF_UNSEEN, /* front matter, a link definition */
};

/* A piece of the source with lines [first_line, first_line + line_count) of source_blocks.lines. */
struct leaf {
    enum leaf_kind kind;
    enum omission_reason reason; /* LEAF_UNSEEN */
    uint32_t number;             /* LEAF_NUMBER: as shown, counted on from the list's first */
    uint32_t first_line;
    uint32_t line_count;
};

struct source_blocks {
    struct leaf *leaves; /* in the order of the source */
    size_t leaf_count, leaf_capacity;
    struct source_span *lines; /* content, without quote marks, indentation and line ending */
    size_t line_count, line_capacity;
    uint64_t *labels; /* link_label_hash of the definitions, sorted */
    size_t label_count, label_capacity;
};

/* Linear in `length`. `start`: where the text begins (behind a byte order mark). Errors: memory only. */
enum status source_blocks_read(const char *bytes, size_t start, size_t length, struct source_blocks *blocks,
                               struct error *error);
bool source_blocks_has_label(const struct source_blocks *blocks, uint64_t hash);
void source_blocks_done(struct source_blocks *blocks);

#endif
