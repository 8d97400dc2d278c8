/* Where each byte of a paragraph's, heading's or table cell's content stands in the source.
 *
 * cmark keeps a leaf's content: its lines without what belongs to the containers around it ("> ", indentation), and a
 * table cell's with "\|" made "|". The map finds each content line as the end of a source line, so it is exact however
 * the lines are indented, quoted or continued lazily.
 */
#ifndef ALOUD_DOCUMENT_LEAF_MAP_H
#define ALOUD_DOCUMENT_LEAF_MAP_H

#include "document/source.h"

enum leaf_segment_kind {
    LEAF_EXACT, /* content byte i of the segment is source byte i */
    LEAF_PAIR, /* one content byte for two source bytes: '|' for "\\|", a line feed for carriage return and line feed */
    LEAF_OTHER, /* one content byte for one other source byte: a line feed for a carriage return */
    LEAF_MADE,  /* not in the source: indentation out of half a tab, a line of the parser's own */
};

struct leaf_segment {
    enum leaf_segment_kind kind;
    uint32_t content; /* where it starts; it reaches to the next one's start or the content's end */
    uint32_t source;
};

struct leaf_map {
    const char *content; /* borrowed */
    size_t length;
    struct leaf_segment *segments; /* owned */
    size_t count, capacity;
    size_t current; /* of the last look-up */
};

/* Maps the lines of `content` to lines of the piece. The first of them is looked for from line `first` to `last`
 * (counted by the parser from 1). False where they are not found or memory runs out. */
bool leaf_map_lines(struct leaf_map *map, const struct piece *piece, const char *content, size_t first, size_t last);

/* Maps `content` to the source at exactly `source` on. With `cell`, "\|" in the source is "|" in the content.
 * *ret_end is the source position behind it. */
bool leaf_map_here(struct leaf_map *map, const struct piece *piece, const char *content, size_t source, bool cell,
                   size_t *ret_end);

/* Maps all of `content` to one place: for content that was not found. */
void leaf_map_nowhere(struct leaf_map *map, const char *content, size_t source);

/* The source position of content byte `position`, or of the content's end. */
uint32_t leaf_map_source(struct leaf_map *map, size_t position);

/* The source position behind content byte `position` - 1. */
uint32_t leaf_map_source_end(struct leaf_map *map, size_t position);

/* The kind of the segment at `position`, and where it ends in the content. */
enum leaf_segment_kind leaf_map_segment(struct leaf_map *map, size_t position, size_t *ret_end);

void leaf_map_clear(struct leaf_map *map); /* keeps the memory */
void leaf_map_done(struct leaf_map *map);

#endif
