/* Where the parser's nodes stand in the source, as far as the parser can be believed. */
#ifndef ALOUD_DOCUMENT_LEAF_FIND_H
#define ALOUD_DOCUMENT_LEAF_FIND_H

#include "document/leaf_map.h"

#include <cmark-gfm.h>

/* How many lines behind the one that the parser names something is looked for: the name is wrong for what follows link
 * definitions or stands before a table. */
enum { LINES_TO_LOOK = 64 };

/* The content of a paragraph, heading or cell; "" where it has none. Valid as long as the node. */
const char *node_content(cmark_node *node);

/* The parser's number of the line where the node starts, or ends; from 1. */
size_t node_first_line(cmark_node *node);
size_t node_last_line(cmark_node *node);

/* The source position where the node starts. */
size_t node_source(const struct piece *piece, cmark_node *node);

/* Maps a leaf's `content` by its lines, the first of them looked for from line `first` on. Where it is nowhere, all of
 * it is mapped to where the node starts. */
void leaf_find(struct leaf_map *map, const struct piece *piece, cmark_node *node, const char *content, size_t first);

/* The same for a heading, whose content may stand behind number signs. */
void leaf_find_heading(struct leaf_map *map, const struct piece *piece, cmark_node *node);

#endif
