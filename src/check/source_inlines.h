/* Inline Markdown: which bytes of a paragraph, heading or table cell are text and which are markup (CommonMark 0.29
 * chapter 6, GFM strikethrough). A parser of its own, written from the specification.
 */
#ifndef ALOUD_CHECK_SOURCE_INLINES_H
#define ALOUD_CHECK_SOURCE_INLINES_H

#include "check/source_leaves.h"

enum byte_mark {
    BYTE_SHOWN,
    BYTE_HIDDEN,  /* markup; a word goes on over it */
    BYTE_ENTITY,  /* the first byte of a character reference; the rest are BYTE_HIDDEN */
    BYTE_MARKUP,  /* the first byte of a tag, comment and the like; the rest are BYTE_HIDDEN */
    BYTE_ADDRESS, /* the first byte of a link's address with its brackets; the rest are BYTE_HIDDEN */
    BYTE_BREAK,   /* markup that ends a word */
};

struct inlines {
    const char *text; /* borrowed */
    size_t length;
    unsigned char *marks; /* enum byte_mark, one a byte of text */
    size_t mark_capacity;
    struct delimiter *delimiters;
    size_t delimiter_count, delimiter_capacity;
    struct bracket *brackets;
    size_t bracket_count, bracket_capacity;
    size_t closed_brackets; /* "[" below this index open no link: a link holds no link */
    size_t failures;        /* searches to the end in vain; after some of them no more are made */
    const struct source_leaves *leaves;
    bool failed; /* memory */
};

/* Fills `marks` for `text`. Linear in `length`. Zero-initialise `inlines` before the first use; its memory is used
 * again. Errors: memory only. */
enum status inlines_read(struct inlines *inlines, const char *text, size_t length, const struct source_leaves *leaves,
                         struct error *error);

/* The same for the text of an HTML block: tags and character references only. */
enum status inlines_read_html(struct inlines *inlines, const char *text, size_t length, struct error *error);

/* The same for verbatim text: all is shown. */
enum status inlines_read_verbatim(struct inlines *inlines, const char *text, size_t length, struct error *error);

void inlines_done(struct inlines *inlines);

#endif
