/* Walks the inline nodes of one leaf (paragraph, heading, table cell) beside its content, so that each byte of text is
 * found in the source exactly: what the tree says is consumed from the content by the rules of CommonMark.
 *
 * cmark's own columns of inline nodes are not used: they are off after lazy lines, entities and escapes.
 */
#ifndef ALOUD_DOCUMENT_INLINES_H
#define ALOUD_DOCUMENT_INLINES_H

#include "document/html_elements.h"
#include "document/leaf_map.h"

#include <cmark-gfm.h>

/* Appends the content of `leaf` to the builder's open block. `iterator` has just entered the leaf; on return it is
 * where it leaves it. */
void inlines_append(struct builder *builder, struct html_elements *elements, struct leaf_map *map, cmark_node *leaf,
                    cmark_iter *iterator);

#endif
