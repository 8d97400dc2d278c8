/* A leaflet as it is read: a flat list of blocks in reading order over one text, cut into sections.
 *
 * The document is append-only while its reader works: what was appended is never changed or moved to another index
 * (pointers move, indexes stay), so that the listener can hear the title while a long leaflet is still being read.
 *
 * Invariants
 * - Blocks, runs and sections are in the order of the leaflet, their text ranges ascend and do not overlap.
 * - Every byte of a block's text lies in exactly one of its runs.
 * - Every visible word of the source is in the text of exactly one block, or in `omissions` with a reason.
 * - Offsets into `text` and into the source are bytes; lines and columns count from 1.
 */
#ifndef ALOUD_DOCUMENT_DOCUMENT_H
#define ALOUD_DOCUMENT_DOCUMENT_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define DOCUMENT_NONE UINT32_MAX

/* Bytes [start, end) of the source file as it lies on the disk, byte order mark and carriage returns counted. */
struct source_span {
    uint32_t start;
    uint32_t end;
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH, /* also a list item's second paragraph, and quotes (see quote_depth) */
    BLOCK_LIST_ITEM, /* an item's first paragraph; of one that opens with a list, or is only a number, an empty one */
    BLOCK_TABLE_CELL,
    BLOCK_CODE, /* preformatted lines */
};

/* Packed: a leaflet of 10 MB has more than 100,000 of them. */
struct block {
    enum block_kind kind : 8;
    uint8_t level;        /* BLOCK_HEADING: 1 to 6 as a reader would count them, else 0 */
    uint8_t list_depth;   /* 0 outside lists */
    uint8_t quote_depth;  /* 0 outside quotes */
    bool header_cell : 1; /* BLOCK_TABLE_CELL in the header row */
    bool ordered : 1;     /* BLOCK_LIST_ITEM of a numbered list (whose number may be 0) */
    bool task : 1;        /* GFM task item … */
    bool task_done : 1;   /* … and whether it is ticked */
    bool html : 1;        /* of an HTML block: its source is HTML, not Markdown */
    uint16_t column;      /* BLOCK_TABLE_CELL, from 0 */
    uint32_t section;     /* index */
    uint32_t text_start;  /* bytes into document.text */
    uint32_t text_end;
    uint32_t first_run;
    uint32_t run_count;
    struct source_span source;
    uint32_t list;        /* id of the innermost list, from 1; 0 outside */
    uint32_t item_number; /* BLOCK_LIST_ITEM of a numbered list: its number as shown; else 0 */
    uint32_t table;       /* id of the table, from 1; 0 outside */
    uint32_t row;         /* 0 is the header row, also where it is empty */
};

enum run_style {
    RUN_EMPHASIS = 1,
    RUN_STRONG = 2,
    RUN_CODE = 4,
    RUN_LINK = 8,        /* the visible text of a link; `target` is where it leads */
    RUN_IMAGE = 16,      /* alternative text of an image; `target` is its file */
    RUN_LINE_BREAK = 32, /* one byte, '\n', a hard line break */
    RUN_REPLACED = 64,   /* an entity, an escape, a repaired byte: the whole run stands for the whole of `source`;
                            without it, text byte i stands for source byte i */
    RUN_STRUCK = 128,    /* struck through */
};

/* A piece of a block's text with one style. */
struct run {
    uint32_t text_start; /* bytes into document.text */
    uint32_t text_end;
    struct source_span source;
    uint32_t target;   /* offset into document.strings of the link's address; DOCUMENT_NONE */
    uint16_t style;    /* of run_style */
    uint16_t language; /* index into document.languages; 0: the document's own */
};

struct section {
    uint32_t heading;     /* block index; DOCUMENT_NONE for what stands before the first heading */
    uint32_t first_block; /* the heading where there is one */
    uint32_t block_count;
    uint8_t level; /* 1 to 6; skipped levels are closed up; 0 without a heading */
    bool grouping; /* nothing stands under its heading but further headings, or nothing at all */
};

/* A piece of the source that is left out of the text, and why. */
enum omission_reason {
    OMISSION_FRONT_MATTER,
    OMISSION_COMMENT,            /* HTML comment */
    OMISSION_LINK_DEFINITION,    /* [label]: address "title" */
    OMISSION_LINK_ADDRESS,       /* the address of a link that has a text of its own */
    OMISSION_IMAGE_WITHOUT_TEXT, /* an image with no alternative text */
    OMISSION_INVALID_BYTES,      /* not UTF-8: read on behind them */
    OMISSION_HIDDEN_MARKUP,      /* script, style, elements with the hidden attribute */
    OMISSION_NESTING,            /* deeper than LIMIT_NESTING */
};

struct omission {
    enum omission_reason reason;
    struct source_span source;
};

/* A piece of the source that is markup within a block, such as "**" or "](address)": what `translate` puts back around
 * a translation. Kept only where the reader is asked to (reader.h). */
enum mark_kind {
    MARK_OPEN,  /* what stands behind it, up to its MARK_CLOSE, looks otherwise */
    MARK_CLOSE, /* of the innermost open one, but in HTML that is not well-formed */
    MARK_ALONE, /* an image without text, a comment, a hidden piece */
};

struct mark {
    enum mark_kind kind;
    uint32_t text; /* bytes into document.text: it stands before that byte, or before the space that parts the two */
    struct source_span source;
};

/* An entry of the front matter's lexicon, as it stands there: script/leaflet_lexicon.h judges it. */
struct document_term {
    uint32_t term;   /* offset into document.strings; "" where the lexicon as a whole is none */
    uint32_t saying; /* likewise; DOCUMENT_NONE where it is no text */
    uint32_t line;   /* of the source */
};

struct document {
    char *path;                /* as given; "-" for standard input */
    struct buffer title;       /* plain text: front matter, else what a person would call the title, else file name */
    uint32_t title_block;      /* the block that holds the title; DOCUMENT_NONE */
    struct buffer language;    /* BCP 47 tag of the front matter ("lang" or "language") or file name
                                  ("name.en-GB.md"); "" where the leaflet does not say */
    struct buffer reference;   /* of the front matter: under which the publisher keeps the leaflet; "" */
    struct buffer version;     /* likewise */
    struct buffer translation; /* likewise: "draft" or "reviewed" of a leaflet that is a translation; "" */
    struct buffer date;        /* likewise: when this version was written, YYYY-MM-DD */
    struct buffer text;        /* UTF-8 of all blocks, one '\n' between two */
    struct buffer strings;     /* zero-ended strings: link addresses, language tags */
    struct block *blocks;
    size_t block_count, block_capacity;
    struct run *runs;
    size_t run_count, run_capacity;
    struct section *sections;
    size_t section_count, section_capacity;
    struct omission *omissions;
    size_t omission_count, omission_capacity;
    struct mark *marks; /* in the order of the source */
    size_t mark_count, mark_capacity;
    struct document_term *terms; /* in the order of the front matter */
    size_t term_count, term_capacity;
    uint32_t *languages; /* offsets into strings; [0] is "" */
    size_t language_count, language_capacity;
    uint32_t *line_starts; /* source offset of each line */
    size_t line_count, line_capacity;
    bool complete; /* the reader has reached the end */
};

/* Frees all it owns; NULL and half-built documents are fine. */
void document_free(struct document *document);

/* The source of text bytes [start, end), which must lie in one block. */
struct source_span document_source(const struct document *document, uint32_t text_start, uint32_t text_end);

/* The first run that ends behind `text_offset`; run_count where none does. */
size_t document_run_at(const struct document *document, uint32_t text_offset);

/* The line (from 1) of a source offset. */
size_t document_line(const struct document *document, uint32_t source_offset);

/* Why something was left out, as a short English text for `aloud check`. Static. */
const char *omission_reason_text(enum omission_reason reason);

#endif
