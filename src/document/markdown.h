/* Reads Markdown (CommonMark with GFM tables, strikethrough, autolinks and task lists) through cmark-gfm, a piece at a
 * time. cmark gives up the whole program where memory runs out; pieces keep what it needs small. */
#ifndef ALOUD_DOCUMENT_MARKDOWN_H
#define ALOUD_DOCUMENT_MARKDOWN_H

#include "document/definitions.h"
#include "document/html_blocks.h"
#include "document/source.h"

enum {
    PIECE_FIRST_BYTES = 32 * 1024,
    PIECE_BYTES = 64 * 1024,
    PIECE_MOST_BYTES = 128 * 1024, /* cut here even where no good place is found */
};

struct markdown {
    struct builder *builder;
    char *source; /* borrowed; what is invalid in it is overwritten */
    size_t start;
    size_t length;
    size_t position;    /* all before it was read */
    size_t prepared;    /* up to here invalid bytes are overwritten and lines are found */
    size_t piece_bytes; /* aimed at; PIECE_MOST_BYTES is for those that cannot be cut */
    struct definitions definitions;
    struct html_elements elements;
    struct html_page page;
    struct leaf_map map;
    char reopen[32]; /* a line that opens again what a cut in bad place left open */
};

/* Prepares for reading source bytes [start, length). */
enum status markdown_init(struct markdown *markdown, struct builder *builder, char *source, size_t start, size_t length,
                          struct error *error);

/* Goes on with all of a source whose head it was given: bytes up to `length`, perhaps at another place in memory. */
enum status markdown_extend(struct markdown *markdown, char *source, size_t length, struct error *error);

/* Reads the next piece of about markdown->piece_bytes. */
enum status markdown_step(struct markdown *markdown, struct error *error);

void markdown_done(struct markdown *markdown);

#endif
