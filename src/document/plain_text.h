/* Reads plain text: paragraphs between blank lines, list items by their markers, headings by their looks. Rather a
 * paragraph than a false heading. */
#ifndef ALOUD_DOCUMENT_PLAIN_TEXT_H
#define ALOUD_DOCUMENT_PLAIN_TEXT_H

#include "document/source.h"

enum { PLAIN_TEXT_LISTS = 8, PLAIN_TEXT_STEP_BYTES = 64 * 1024 };

struct plain_text_list {
    uint32_t id;
    size_t indent; /* columns before the marker */
    bool ordered;
};

struct plain_text {
    struct builder *builder;
    char *source; /* borrowed; what is invalid in it is overwritten */
    size_t length;
    size_t position;
    size_t prepared;
    size_t piece_bytes;
    struct plain_text_list lists[PLAIN_TEXT_LISTS]; /* those open, outer first */
    size_t list_count;
};

void plain_text_init(struct plain_text *text, struct builder *builder, char *source, size_t start, size_t length);

/* Reads about piece_bytes, up to the end of a paragraph. */
enum status plain_text_step(struct plain_text *text, struct error *error);

#endif
