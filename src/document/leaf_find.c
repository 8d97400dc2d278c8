#include "document/leaf_find.h"

#include <cmark-gfm-extension_api.h>

/* cmark gives no length, and does not end what is empty by a zero byte; but then there are no children either. */
const char *node_content(cmark_node *node)
{
    const char *content = cmark_node_first_child(node) ? cmark_node_get_string_content(node) : NULL;
    return content ? content : "";
}

/* A paragraph above a table's header has no lines of its own in cmark: it starts where the table is said to start. */
size_t node_first_line(cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    cmark_node *next = cmark_node_next(node);
    if (line == 0 && next) line = cmark_node_get_start_line(next);
    return line > 0 ? (size_t)line : 1;
}

size_t node_last_line(cmark_node *node)
{
    int line = cmark_node_get_end_line(node);
    size_t first = node_first_line(node);
    return line > 0 && (size_t)line > first ? (size_t)line : first;
}

size_t node_source(const struct piece *piece, cmark_node *node)
{
    size_t start = piece->start;
    size_t end = start;
    int column = cmark_node_get_start_column(node);
    if (!piece_line(piece, node_first_line(node), &start, &end)) return start;
    start += column > 0 ? (size_t)column - 1 : 0;
    return start < end ? start : end;
}

static size_t count_lines(const char *content)
{
    size_t lines = 0;
    for (size_t i = 0; content[i]; i++) lines += content[i] == '\n' || (content[i] == '\r' && content[i + 1] != '\n');
    return lines;
}

void leaf_find(struct leaf_map *map, const struct piece *piece, cmark_node *node, const char *content, size_t first)
{
    size_t last = node_last_line(node);
    size_t lines = count_lines(content);
    bool told = cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && cmark_node_get_end_line(node) > 0;
    if (told && lines > 0 && last >= lines) {
        /* From its end, since link definitions may have been taken from its start. */
        if (leaf_map_lines(map, piece, content, last - lines + 1, last - lines + 1)) return;
    }
    if (leaf_map_lines(map, piece, content, first, (last > first ? last : first) + LINES_TO_LOOK)) return;
    leaf_map_nowhere(map, content, node_source(piece, node));
}

void leaf_find_heading(struct leaf_map *map, const struct piece *piece, cmark_node *node)
{
    const char *content = node_content(node);
    size_t start = node_source(piece, node);
    if (start < piece->end && piece->source[start] == '#') {
        while (start < piece->end && piece->source[start] == '#') start++;
        while (start < piece->end && (piece->source[start] == ' ' || piece->source[start] == '\t')) start++;
        size_t end = start;
        if (leaf_map_here(map, piece, content, start, false, &end)) return;
    }
    leaf_find(map, piece, node, content, node_first_line(node));
}
