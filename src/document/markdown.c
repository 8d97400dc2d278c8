#include "document/markdown.h"

#include "document/html_text.h"
#include "document/inlines.h"
#include "document/leaf_find.h"
#include "document/markdown_pieces.h"
#include "document/reader.h"
#include "document/tables.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

struct list_level {
    uint32_t id;
    int next_number;
    bool ordered;
};

/* The containers around the node at which the walk is. */
struct tree_walk {
    struct markdown *markdown;
    struct builder *builder;
    const struct parsed *parsed;
    cmark_iter *iterator;
    struct list_level lists[LIMIT_NESTING + 1];
    size_t list_depth;
    size_t quote_depth;
    struct block item; /* what the next paragraph becomes where item_begins */
    bool item_begins;
    uint32_t table;
    uint32_t rows;    /* begun in the table */
    uint32_t columns; /* cells begun in the row */
    size_t row_line;  /* source bytes of the row's line */
    size_t row_line_end;
    size_t row_position; /* behind its previous cell */
    size_t last_row_number;
};

enum status markdown_init(struct markdown *markdown, struct builder *builder, char *source, size_t start, size_t length,
                          struct error *error)
{
    *markdown = (struct markdown){.builder = builder,
                                  .source = source,
                                  .start = start,
                                  .length = length,
                                  .position = start,
                                  .prepared = start,
                                  .piece_bytes = PIECE_FIRST_BYTES};
    return definitions_find(&markdown->definitions, source, start, length, error);
}

enum status markdown_extend(struct markdown *markdown, char *source, size_t length, struct error *error)
{
    markdown->source = source;
    markdown->length = length;
    return definitions_find(&markdown->definitions, source, markdown->start, length, error);
}

void markdown_done(struct markdown *markdown)
{
    definitions_done(&markdown->definitions);
    leaf_map_done(&markdown->map);
}

static struct block context_block(const struct tree_walk *walk, enum block_kind kind)
{
    return (struct block){
        .kind = kind,
        .list_depth = (uint8_t)walk->list_depth,
        .quote_depth = (uint8_t)walk->quote_depth,
        .list = walk->list_depth ? walk->lists[walk->list_depth - 1].id : 0,
    };
}

static void find_leaf(struct tree_walk *walk, cmark_node *node, const char *content, size_t first)
{
    leaf_find(&walk->markdown->map, &walk->parsed->piece, node, content, first);
}

static void append_inlines(struct tree_walk *walk, cmark_node *node)
{
    inlines_append(walk->builder, &walk->markdown->elements, &walk->markdown->map, node, walk->iterator);
    builder_close(walk->builder);
}

static void read_paragraph(struct tree_walk *walk, cmark_node *node)
{
    struct block block = context_block(walk, BLOCK_PARAGRAPH);
    if (walk->item_begins) block = walk->item;
    walk->item_begins = false;
    find_leaf(walk, node, node_content(node), node_first_line(node));
    builder_open(walk->builder, &block);
    append_inlines(walk, node);
}

static void read_heading(struct tree_walk *walk, cmark_node *node)
{
    struct block block = context_block(walk, BLOCK_HEADING);
    block.level = (uint8_t)cmark_node_get_heading_level(node);
    leaf_find_heading(&walk->markdown->map, &walk->parsed->piece, node);
    html_page_reset(&walk->markdown->page);
    builder_open(walk->builder, &block);
    append_inlines(walk, node);
}

static void read_code(struct tree_walk *walk, cmark_node *node)
{
    int length = 0;
    int offset = 0;
    char mark = '\0';
    bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
    const char *literal = cmark_node_get_literal(node);
    struct leaf_map *map = &walk->markdown->map;
    struct block block = context_block(walk, BLOCK_CODE);
    find_leaf(walk, node, literal ? literal : "", node_first_line(node) + (fenced ? 1 : 0));
    html_elements_apply(&walk->markdown->elements, walk->builder, 0, DOCUMENT_NONE);
    builder_open(walk->builder, &block);
    for (size_t i = 0; i < map->length;) {
        size_t end = 0;
        enum leaf_segment_kind kind = leaf_map_segment(map, i, &end);
        /* Without a place in the source only indentation is left out. */
        bool indentation = kind == LEAF_MADE && !text_is_visible(map->content + i, end - i);
        if (kind == LEAF_EXACT)
            builder_exact(walk->builder, map->content + i, end - i, leaf_map_source(map, i));
        else if (!indentation)
            builder_replaced(walk->builder, map->content + i, end - i, html_span(map, i, end));
        i = end > i ? end : map->length;
    }
    builder_close(walk->builder);
}

static void read_html(struct tree_walk *walk, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    struct block block = context_block(walk, BLOCK_PARAGRAPH);
    find_leaf(walk, node, literal ? literal : "", node_first_line(node));
    html_blocks_append(walk->builder, &walk->markdown->elements, &walk->markdown->page, &walk->markdown->map, &block);
}

/* Leaves the subtree out. */
static void skip_subtree(struct tree_walk *walk, cmark_node *node)
{
    cmark_iter_reset(walk->iterator, node, CMARK_EVENT_EXIT);
}

static void omit_subtree(struct tree_walk *walk, cmark_node *node)
{
    size_t start = node_source(&walk->parsed->piece, node);
    size_t end = start;
    size_t line = start;
    for (size_t number = node_last_line(node); number > 0; number--) {
        if (piece_line(&walk->parsed->piece, number, &line, &end)) break;
    }
    if (end < start) end = start;
    builder_omit(walk->builder, OMISSION_NESTING, (struct source_span){(uint32_t)start, (uint32_t)end});
    skip_subtree(walk, node);
}

static bool is_too_deep(const struct tree_walk *walk)
{
    return walk->list_depth + walk->quote_depth >= LIMIT_NESTING;
}

static void enter_list(struct tree_walk *walk, cmark_node *node)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    walk->lists[walk->list_depth++] = (struct list_level){
        .id = ++walk->builder->list_count,
        .next_number = ordered ? cmark_node_get_list_start(node) : 0,
        .ordered = ordered,
    };
}

static void enter_item(struct tree_walk *walk, cmark_node *node)
{
    if (walk->list_depth == 0) return;
    struct list_level *list = &walk->lists[walk->list_depth - 1];
    walk->item = context_block(walk, BLOCK_LIST_ITEM);
    walk->item.ordered = list->ordered;
    walk->item.item_number = list->ordered ? (uint32_t)list->next_number++ : 0;
    walk->item.task = strcmp(cmark_node_get_type_string(node), "tasklist") == 0;
    walk->item.task_done = walk->item.task && cmark_gfm_extensions_get_tasklist_item_checked(node);
    cmark_node *child = cmark_node_first_child(node);
    walk->item_begins = child && cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH;
    bool visible = child || list->ordered; /* "7." by itself has its number */
    if (!visible || walk->item_begins) return;
    uint32_t start = (uint32_t)node_source(&walk->parsed->piece, node);
    builder_open(walk->builder, &walk->item);
    builder_close_item(walk->builder, (struct source_span){start, start});
}

/* Tables. */

/* Whether the row's cells stand one after the other in its line, the first at `start`; leaves row_position there. */
static bool cells_stand_at(struct tree_walk *walk, cmark_node *row, size_t start)
{
    walk->row_position = start;
    size_t position = start;
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        bool first = cell == cmark_node_first_child(row);
        if (!table_cell_find(&walk->markdown->map, &walk->parsed->piece, node_content(cell), first, walk->row_line_end,
                             &position)) {
            return false;
        }
    }
    return true;
}

/* The same with or without a pipe before the first cell: before an empty one there may be none. */
static bool row_stands_at(struct tree_walk *walk, cmark_node *row, size_t start)
{
    bool pipe = start < walk->row_line_end && walk->parsed->piece.source[start] == '|';
    return (pipe && cells_stand_at(walk, row, start + 1)) || cells_stand_at(walk, row, start);
}

static bool row_stands_in(struct tree_walk *walk, cmark_node *row, size_t number)
{
    const struct piece *piece = &walk->parsed->piece;
    if (!piece_line(piece, number, &walk->row_line, &walk->row_line_end)) return false;
    /* The paragraph above the table may read like its header. */
    if (walk->row_line < builder_source_end(walk->builder)) return false;
    size_t start = table_row_start(piece, walk->row_line, walk->row_line_end, (unsigned)walk->quote_depth);
    if (row_stands_at(walk, row, start)) return true;
    /* A list marker stands before the header: then the parser's column is right. */
    int column = cmark_node_get_start_column(row);
    size_t told = walk->row_line + (column > 0 ? (size_t)column - 1 : 0);
    return walk->rows == 1 && told > start && told < walk->row_line_end && row_stands_at(walk, row, told);
}

static void enter_row(struct tree_walk *walk, cmark_node *row)
{
    walk->rows++;
    walk->columns = 0;
    size_t first = node_first_line(row);
    if (first <= walk->last_row_number) first = walk->last_row_number + 1;
    for (size_t number = first; number < first + LINES_TO_LOOK; number++) {
        if (!row_stands_in(walk, row, number)) continue;
        walk->last_row_number = number;
        return;
    }
    walk->row_position = walk->row_line_end = node_source(&walk->parsed->piece, row);
}

static void read_cell(struct tree_walk *walk, cmark_node *cell)
{
    struct leaf_map *map = &walk->markdown->map;
    struct block block = context_block(walk, BLOCK_TABLE_CELL);
    block.table = walk->table;
    block.row = walk->rows - 1;
    block.header_cell = block.row == 0;
    block.column = (uint16_t)walk->columns++;
    const char *content = node_content(cell);
    if (!table_cell_find(map, &walk->parsed->piece, content, block.column == 0, walk->row_line_end,
                         &walk->row_position)) {
        leaf_map_nowhere(map, content, walk->row_position);
    }
    builder_open(walk->builder, &block);
    append_inlines(walk, cell);
}

/* GFM leaves out the cells of a row that has more of them than the header. They stand in the leaflet, so they are read. */
static void read_cells_left(struct tree_walk *walk)
{
    const char *source = walk->parsed->piece.source;
    struct block block = context_block(walk, BLOCK_TABLE_CELL);
    block.table = walk->table;
    block.row = walk->rows - 1;
    size_t end = table_cell_end(&walk->parsed->piece, walk->row_position, walk->row_line_end);
    while (end < walk->row_line_end) {
        size_t start = end + 1; /* behind the pipe */
        end = table_cell_end(&walk->parsed->piece, start, walk->row_line_end);
        block.column = (uint16_t)walk->columns++;
        builder_open(walk->builder, &block);
        builder_exact(walk->builder, source + start, end - start, (uint32_t)start);
        builder_close(walk->builder);
    }
    walk->row_position = walk->row_line_end;
}

/* Handles the nodes of extensions, whose types have no names in cmark's headers. */
static void visit_extension(struct tree_walk *walk, cmark_node *node, bool enter)
{
    const char *type = cmark_node_get_type_string(node);
    bool row = strcmp(type, "table_row") == 0;
    if (!enter) {
        if (row) read_cells_left(walk);
    } else if (strcmp(type, "table") == 0) {
        walk->table = ++walk->builder->table_count;
        walk->rows = 0;
        walk->last_row_number = 0;
    } else if (row || strcmp(type, "table_header") == 0) {
        enter_row(walk, node);
    } else if (strcmp(type, "table_cell") == 0) {
        read_cell(walk, node);
    }
}

static void visit(struct tree_walk *walk, cmark_node *node, bool enter)
{
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
        if (enter && is_too_deep(walk))
            omit_subtree(walk, node);
        else if (type == CMARK_NODE_BLOCK_QUOTE)
            walk->quote_depth += enter ? 1 : (size_t)-1;
        else if (enter)
            enter_list(walk, node);
        else
            walk->list_depth--;
        break;
    case CMARK_NODE_ITEM:
        if (enter) enter_item(walk, node);
        break;
    case CMARK_NODE_PARAGRAPH: read_paragraph(walk, node); break;
    case CMARK_NODE_HEADING: read_heading(walk, node); break;
    case CMARK_NODE_CODE_BLOCK: read_code(walk, node); break;
    case CMARK_NODE_HTML_BLOCK: read_html(walk, node); break;
    default: visit_extension(walk, node, enter); break;
    }
}

static int compare_omissions(const void *left, const void *right)
{
    const struct omission *a = left;
    const struct omission *b = right;
    return (a->source.start > b->source.start) - (a->source.start < b->source.start);
}

/* Whether the node comes from the lines before the piece alone. */
static bool is_made(const struct tree_walk *walk, cmark_node *node)
{
    size_t made = walk->parsed->piece.made_lines;
    return node_first_line(node) <= made && node_last_line(node) <= made;
}

static void walk_tree(struct tree_walk *walk)
{
    cmark_node *root = walk->parsed->root;
    cmark_event_type event = CMARK_EVENT_NONE;
    while ((event = cmark_iter_next(walk->iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk->iterator);
        if (node == root || walk->builder->failed) continue;
        bool enter = event == CMARK_EVENT_ENTER;
        bool top = enter && cmark_node_parent(node) == root;
        if (top && cmark_node_get_start_line(node) >= walk->parsed->sentinel_line) break;
        if (top && is_made(walk, node))
            skip_subtree(walk, node);
        else
            visit(walk, node, enter);
    }
}

enum status markdown_step(struct markdown *markdown, struct error *error)
{
    struct builder *builder = markdown->builder;
    struct document *document = builder->document;
    size_t omissions_before = document->omission_count;
    struct parsed parsed = {0};
    enum status status = markdown_parse_next(markdown, &parsed, error);
    if (status != STATUS_OK) return status;
    struct tree_walk walk = {
        .markdown = markdown, .builder = builder, .parsed = &parsed, .iterator = cmark_iter_new(parsed.root)};
    if (walk.iterator)
        walk_tree(&walk);
    else
        builder->failed = true;
    cmark_iter_free(walk.iterator);
    cmark_node_free(parsed.root);
    markdown->position = parsed.piece.end;
    definitions_omit(&markdown->definitions, builder, markdown->position);
    if (builder->failed) return error_no_memory(error);
    if (document->omission_count > omissions_before) {
        qsort(document->omissions + omissions_before, document->omission_count - omissions_before,
              sizeof *document->omissions, compare_omissions);
    }
    return STATUS_OK;
}
