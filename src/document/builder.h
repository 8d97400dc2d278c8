/* Appends blocks, runs, sections and omissions to a Document: what the readers of all formats share.
 *
 *     struct block paragraph = {.kind = BLOCK_PARAGRAPH};
 *     builder_open(builder, &paragraph);
 *     builder_exact(builder, source + 10, 5, 10);
 *     builder_close(builder);        // drops the block again where nothing of it can be seen
 *
 * Where memory runs out `failed` is set and all later calls do nothing, so one check at the end of a step is enough.
 * Offsets into the source are bytes of the file as it lies on the disk.
 */
#ifndef ALOUD_DOCUMENT_BUILDER_H
#define ALOUD_DOCUMENT_BUILDER_H

#include "document/document.h"

/* What the source's bytes that are no text are overwritten with before they are parsed (source.h): the parser takes both
 * for letters, and the builder leaves the first out and makes the second, which was a form feed, a space. */
#define BYTE_LEFT_OUT '\x01'
#define BYTE_SPACE '\x02'

/* Heading levels as written: 1 to 6, and below all of them what only looks like a heading: a bold line, a short line of
 * plain text; and below that, one numbered "1.1". */
enum { RAW_LEVEL_BY_LOOKS = 7, RAW_LEVEL_BY_LOOKS_BELOW = 8 };

/* Blocks that may hold the title; DOCUMENT_NONE where there is none. */
struct title_candidates {
    uint32_t first_level; /* the first heading of level 1 */
    uint32_t by_looks;
    uint32_t highest; /* the first heading of … */
    uint8_t highest_level;
    uint32_t short_line;
    uint32_t body_bytes; /* of text other than headings so far */
};

struct builder {
    struct document *document; /* borrowed */
    bool failed;
    bool keeps_marks;

    /* What the next text looks like; set by the reader at any time. */
    uint16_t style;
    uint32_t target;
    uint16_t language;
    bool hidden; /* the next text is an omission */

    /* The open block. */
    bool open;
    struct block block; /* level: as written */
    size_t text_before; /* length of document->text before the block and its separator */
    size_t first_mark;  /* in document->marks */
    bool separate;      /* by a space for … */
    struct source_span separation;

    uint8_t raw_levels[RAW_LEVEL_BY_LOOKS_BELOW]; /* the headings above, ascending */
    size_t raw_level_count;
    bool real_heading; /* one was written as such */
    bool only_looks;   /* no block so far but headings by their looks */
    struct title_candidates title;
    uint32_t list_count; /* ids given */
    uint32_t table_count;
};

void builder_init(struct builder *builder, struct document *document);

/* Opens a block with the kind, level (as written), list and table members of `block`; the rest is filled at close. */
void builder_open(struct builder *builder, const struct block *block);

/* Text whose byte i stands at source byte `source` + i. White space at a block's start and behind a
 * line break is left out, and so are control
 * characters; BYTE_SPACE becomes a space. */
void builder_exact(struct builder *builder, const char *bytes, size_t length, uint32_t source);

/* Text that as a whole stands for the whole of `source`. */
void builder_replaced(struct builder *builder, const char *bytes, size_t length, struct source_span source);

/* A space for `source` unless white space or the block's start stands before it. */
void builder_space(struct builder *builder, struct source_span source);

/* The space byte at `source`, unless white space or the block's start stands before it. */
void builder_space_exact(struct builder *builder, uint32_t source);

/* What stood at `source` is not part of the text but sets apart what stands beside it (the edge of an image): a space
 * will stand for it where two words would else become one. */
void builder_separate(struct builder *builder, struct source_span source);

/* A hard line break, unless at the block's start. */
void builder_line_break(struct builder *builder, struct source_span source);

/* Notes markup at `source` where marks are kept and a block is open. */
void builder_mark(struct builder *builder, enum mark_kind kind, struct source_span source);

/* Ends the open block; does nothing where none is. A paragraph that is one bold line becomes a heading. A block without
 * visible text is dropped, but not a list item with `keep_empty`, whose place is `empty_source`. */
void builder_close(struct builder *builder);
void builder_close_item(struct builder *builder, struct source_span empty_source);

/* Behind the source of the last text; 0 where there is none. */
uint32_t builder_source_end(const struct builder *builder);

void builder_omit(struct builder *builder, enum omission_reason reason, struct source_span source);

/* Stores a zero-ended string, returns its offset. */
uint32_t builder_string(struct builder *builder, const char *text);

/* The index of a BCP 47 tag in document->languages; 0 for "" and for what is not a tag. */
uint16_t builder_language(struct builder *builder, const char *tag, size_t length);

/* True where some character of the UTF-8 text can be seen: no white space, nothing of zero width. */
bool text_is_visible(const char *text, size_t length);

#endif
