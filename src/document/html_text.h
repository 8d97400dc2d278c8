/* Text, images and what cannot be seen out of HTML, with their places in the source: for HTML blocks and HTML inside a
 * paragraph. Positions are bytes of the map's content. */
#ifndef ALOUD_DOCUMENT_HTML_TEXT_H
#define ALOUD_DOCUMENT_HTML_TEXT_H

#include "document/html_token.h"
#include "document/leaf_map.h"

/* Appends the text [start, end): entities resolved, white space made one space unless `preformatted`. */
void html_text_append(struct builder *builder, struct leaf_map *map, size_t start, size_t end, bool preformatted);

/* Appends the alternative text of the <img> tag that stands at `start`, or an omission where it has none. */
void html_image_append(struct builder *builder, struct leaf_map *map, const struct html_token *token, size_t start);

/* Lists [start, end) as an omission. */
void html_omit(struct builder *builder, struct leaf_map *map, enum omission_reason reason, size_t start, size_t end);

/* The source of [start, end). */
struct source_span html_span(struct leaf_map *map, size_t start, size_t end);

#endif
