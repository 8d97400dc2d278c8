#include "document/leaf_map.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

static bool add(struct leaf_map *map, enum leaf_segment_kind kind, size_t content, size_t source)
{
    if (!array_reserve(&map->segments, &map->capacity, map->count + 1)) return false;
    map->segments[map->count++] = (struct leaf_segment){kind, (uint32_t)content, (uint32_t)source};
    return true;
}

static void begin(struct leaf_map *map, const char *content)
{
    map->content = content;
    map->length = strlen(content);
    map->count = 0;
    map->current = 0;
}

/* The length of the content line at `start`, without its ending; *ret_next is behind the ending. */
static size_t content_line(const struct leaf_map *map, size_t start, size_t *ret_next)
{
    size_t length = strcspn(map->content + start, "\r\n");
    size_t next = start + length;
    if (map->content[next] == '\r') next++;
    if (map->content[next] == '\n') next++;
    *ret_next = next;
    return length;
}

/* Adds content [start, end) as the source at `source` on; false where it is not there. */
static bool add_here(struct leaf_map *map, const struct piece *piece, size_t start, size_t end, bool cell,
                     size_t *source)
{
    bool exact = false; /* a segment goes on */
    for (size_t i = start; i < end; i++) {
        const char *bytes = piece->source + *source;
        size_t left = piece->end - *source;
        bool pipe = cell && map->content[i] == '|' && left > 1 && bytes[0] == '\\' && bytes[1] == '|';
        if (left == 0 || (!pipe && bytes[0] != map->content[i])) return false;
        if ((pipe || !exact) && !add(map, pipe ? LEAF_PAIR : LEAF_EXACT, i, *source)) return false;
        exact = !pipe;
        *source += pipe ? 2 : 1;
    }
    return true;
}

/* Adds the content line [start, end) as the end of the source line [from, to). */
static bool add_line_end(struct leaf_map *map, const struct piece *piece, size_t start, size_t end, size_t from,
                         size_t to)
{
    size_t made = 0; /* spaces before the line that come from a tab */
    size_t length = end - start;
    while (length - made > to - from
           || memcmp(piece->source + to - (length - made), map->content + start + made, length - made) != 0) {
        if (made == length || map->content[start + made] != ' ') return false;
        made++;
    }
    size_t source = to - (length - made);
    if (made > 0 && !add(map, LEAF_MADE, start, source)) return false;
    return add(map, LEAF_EXACT, start + made, source);
}

/* The same for a line whose "\|" became "|" and whose end may be trimmed: cmark does so above a table's header. */
static bool add_trimmed_line(struct leaf_map *map, const struct piece *piece, size_t start, size_t end, size_t from,
                             size_t to)
{
    while (to > from && strchr(" \t", piece->source[to - 1])) to--;
    while (end > start && strchr(" \t", map->content[end - 1])) end--;
    size_t source = to;
    for (size_t i = end; i > start; i--) {
        if (source == from || piece->source[source - 1] != map->content[i - 1]) return false;
        source--;
        if (map->content[i - 1] == '|' && source > from && piece->source[source - 1] == '\\') source--;
    }
    return add_here(map, piece, start, end, true, &source);
}

/* Adds the content line [start, end) as the end of source line `number`; false where it is not. */
static bool add_line(struct leaf_map *map, const struct piece *piece, size_t number, size_t start, size_t end)
{
    if (number <= piece->made_lines) return add(map, LEAF_MADE, start, piece->start);
    size_t from = 0;
    size_t to = 0;
    if (!piece_line(piece, number, &from, &to)) return false;
    size_t count = map->count;
    if (add_line_end(map, piece, start, end, from, to)) return true;
    map->count = count;
    return add_trimmed_line(map, piece, start, end, from, to);
}

/* Adds the line ending [start, end) of source line `number`. */
static bool add_line_ending(struct leaf_map *map, const struct piece *piece, size_t number, size_t start, size_t end)
{
    size_t from = 0;
    size_t to = 0;
    if (start == end || !piece_line(piece, number, &from, &to)) return true;
    const char *ending = piece->source + to;
    size_t left = piece->end - to;
    if (left >= end - start && memcmp(ending, map->content + start, end - start) == 0) {
        const struct leaf_segment *last = map->count ? &map->segments[map->count - 1] : NULL;
        bool goes_on = last && last->kind == LEAF_EXACT && last->source + (start - last->content) == to;
        return goes_on || add(map, LEAF_EXACT, start, to);
    }
    enum leaf_segment_kind kind = LEAF_OTHER;
    if (left == 0)
        kind = LEAF_MADE;
    else if (left > 1 && ending[0] == '\r' && ending[1] == '\n')
        kind = LEAF_PAIR;
    return add(map, kind, start, to);
}

static bool add_lines(struct leaf_map *map, const struct piece *piece, size_t number)
{
    map->count = 0;
    for (size_t start = 0; start < map->length; number++) {
        size_t next = 0;
        size_t length = content_line(map, start, &next);
        if (!add_line(map, piece, number, start, start + length)) return false;
        if (!add_line_ending(map, piece, number, start + length, next)) return false;
        start = next;
    }
    return true;
}

bool leaf_map_lines(struct leaf_map *map, const struct piece *piece, const char *content, size_t first, size_t last)
{
    begin(map, content);
    if (map->length == 0) return add(map, LEAF_MADE, 0, piece->start);
    for (size_t number = first; number <= last; number++) {
        if (add_lines(map, piece, number)) return true;
    }
    map->count = 0;
    return false;
}

bool leaf_map_here(struct leaf_map *map, const struct piece *piece, const char *content, size_t source, bool cell,
                   size_t *ret_end)
{
    begin(map, content);
    if (map->length == 0 && !add(map, LEAF_EXACT, 0, source)) return false;
    if (!add_here(map, piece, 0, map->length, cell, &source)) return false;
    *ret_end = source;
    return true;
}

void leaf_map_nowhere(struct leaf_map *map, const char *content, size_t source)
{
    begin(map, content);
    add(map, LEAF_MADE, 0, source);
}

static const struct leaf_segment *segment_at(struct leaf_map *map, size_t position)
{
    if (map->count == 0) return NULL;
    if (map->current >= map->count || map->segments[map->current].content > position) map->current = 0;
    while (map->current + 1 < map->count && map->segments[map->current + 1].content <= position) map->current++;
    return &map->segments[map->current];
}

static uint32_t source_of(const struct leaf_segment *segment, size_t position)
{
    if (segment->kind == LEAF_MADE || position <= segment->content) return segment->source;
    uint32_t behind = (uint32_t)position - segment->content;
    return segment->source + (segment->kind == LEAF_PAIR ? 2 : behind);
}

uint32_t leaf_map_source(struct leaf_map *map, size_t position)
{
    const struct leaf_segment *segment = segment_at(map, position);
    return segment ? source_of(segment, position) : 0;
}

uint32_t leaf_map_source_end(struct leaf_map *map, size_t position)
{
    const struct leaf_segment *segment = segment_at(map, position ? position - 1 : 0);
    return segment ? source_of(segment, position) : 0;
}

enum leaf_segment_kind leaf_map_segment(struct leaf_map *map, size_t position, size_t *ret_end)
{
    const struct leaf_segment *segment = segment_at(map, position);
    *ret_end = map->length;
    if (!segment) return LEAF_MADE;
    if (map->current + 1 < map->count) *ret_end = map->segments[map->current + 1].content;
    return segment->kind;
}

void leaf_map_clear(struct leaf_map *map)
{
    map->content = "";
    map->length = 0;
    map->count = 0;
    map->current = 0;
}

void leaf_map_done(struct leaf_map *map)
{
    free(map->segments);
    *map = (struct leaf_map){0};
}
