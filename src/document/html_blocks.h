/* Headings, paragraphs, lists and tables out of the HTML blocks of a Markdown leaflet. It need not be well formed: what
 * a reader sees is never lost, whatever tags are missing. */
#ifndef ALOUD_DOCUMENT_HTML_BLOCKS_H
#define ALOUD_DOCUMENT_HTML_BLOCKS_H

#include "document/html_elements.h"
#include "document/leaf_map.h"

enum { LIMIT_HTML_LISTS = 16 };

struct html_list {
    uint32_t id;
    uint32_t next_number;
    bool ordered;
};

/* The lists and the table that are open. They live across HTML blocks, since Markdown ends one at each blank line. */
struct html_page {
    struct html_list lists[LIMIT_HTML_LISTS];
    size_t list_count;
    uint8_t quotes;
    bool item_begins; /* the next text is an item's first */
    uint32_t item_number;
    uint32_t table; /* id; 0 outside */
    uint32_t rows;  /* rows begun */
    bool first_row_heads;
    uint32_t column;
    uint32_t column_span;
    bool in_cell;
    bool head_cell;
    uint8_t heading;
    bool preformatted;
};

/* Appends the blocks of the HTML that `map` holds. `context` is what stands around it: list and quote members. */
void html_blocks_append(struct builder *builder, struct html_elements *elements, struct html_page *page,
                        struct leaf_map *map, const struct block *context);

/* Forgets open lists and tables: a heading in Markdown has ended them. */
void html_page_reset(struct html_page *page);

#endif
