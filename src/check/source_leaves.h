/* The pieces of a Markdown source, in its order: which lines are text, which are verbatim, which are HTML, which cannot
 * be seen.
 */
#ifndef ALOUD_CHECK_SOURCE_LEAVES_H
#define ALOUD_CHECK_SOURCE_LEAVES_H

#include "document/document.h"

enum leaf_kind {
    LEAF_TEXT,   /* a paragraph, a heading or a table cell: inline markup applies */
    LEAF_CODE,   /* verbatim */
    LEAF_HTML,   /* an HTML block: tags and text */
    LEAF_NUMBER, /* a list item's number */
    LEAF_UNSEEN, /* front matter, a link definition */
};

/* A piece of the source with lines [first_line, first_line + line_count) of source_leaves.lines. */
struct leaf {
    enum leaf_kind kind;
    enum omission_reason reason; /* LEAF_UNSEEN */
    uint32_t number;             /* LEAF_NUMBER: as shown, counted on from the list's first */
    uint32_t first_line;
    uint32_t line_count;
};

struct source_leaves {
    struct leaf *leaves; /* in the order of the source */
    size_t leaf_count, leaf_capacity;
    struct source_span *lines; /* content, without quote marks, indentation and line ending */
    size_t line_count, line_capacity;
    uint64_t *labels; /* link_label_hash of the definitions, sorted */
    size_t label_count, label_capacity;
    bool failed; /* memory */
};

/* Adds a line. Lines that no leaf has taken yet are the open leaf's. These set `failed` where memory runs out. */
void leaves_add_line(struct source_leaves *leaves, size_t start, size_t end);

/* Adds a leaf of the lines from `first_line` up to the last one. Never NULL; valid until the next one is added. */
struct leaf *leaves_add(struct source_leaves *leaves, enum leaf_kind kind, size_t first_line);

void leaves_add_label(struct source_leaves *leaves, uint64_t hash);
void leaves_sort_labels(struct source_leaves *leaves);
bool leaves_has_label(const struct source_leaves *leaves, uint64_t hash);

void source_leaves_done(struct source_leaves *leaves);

#endif
