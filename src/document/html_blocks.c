#include "document/html_blocks.h"

#include "document/html_text.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_SPAN_MOST = 100, COLUMN_MOST = 10000, QUOTES_MOST = 50 };

struct html_reading {
    struct builder *builder;
    struct html_elements *elements;
    struct html_page *page;
    struct leaf_map *map;
    const struct block *context;
};

static bool is(const struct html_token *token, const char *name)
{
    return strcmp(token->name, name) == 0;
}

void html_page_reset(struct html_page *page)
{
    *page = (struct html_page){0};
}

static void open_block(struct html_reading *reading)
{
    struct html_page *page = reading->page;
    const struct html_list *list = page->list_count ? &page->lists[page->list_count - 1] : NULL;
    struct block block = {
        .kind = BLOCK_PARAGRAPH,
        .list_depth = (uint8_t)(reading->context->list_depth + page->list_count),
        .quote_depth = (uint8_t)(reading->context->quote_depth + page->quotes),
        .list = list ? list->id : reading->context->list,
        .html = true,
    };
    if (page->heading > 0) {
        block.kind = BLOCK_HEADING;
        block.level = page->heading;
    } else if (page->preformatted) {
        block.kind = BLOCK_CODE;
    } else if (page->in_cell) {
        block.kind = BLOCK_TABLE_CELL;
        block.table = page->table;
        block.row = page->rows - (page->first_row_heads ? 1 : 0);
        block.column = (uint16_t)page->column;
        block.header_cell = page->head_cell && block.row == 0;
    } else if (page->item_begins) {
        block.kind = BLOCK_LIST_ITEM;
        block.ordered = list && list->ordered;
        block.item_number = block.ordered ? page->item_number : 0;
        if (block.list_depth == 0) block.list_depth = 1;
        page->item_begins = false;
    }
    builder_open(reading->builder, &block);
}

/* Inside of a table cell a paragraph is a line of the cell. */
static void end_block(struct html_reading *reading, struct source_span span)
{
    if (reading->page->in_cell)
        builder_line_break(reading->builder, span);
    else
        builder_close(reading->builder);
}

static uint32_t number_attribute(struct builder *builder, const struct html_token *token, const char *name,
                                 uint32_t otherwise)
{
    struct buffer value = {0};
    uint32_t number = otherwise;
    if (html_token_value(token, name, &value) && value.length > 0 && value.length < 10) {
        long parsed = strtol(buffer_text(&value), NULL, 10);
        if (parsed >= 0) number = (uint32_t)parsed;
    }
    builder->failed |= value.failed;
    buffer_done(&value);
    return number;
}

static void list_tag(struct html_reading *reading, const struct html_token *token, struct source_span span)
{
    struct html_page *page = reading->page;
    end_block(reading, span);
    page->item_begins = false;
    if (token->kind == HTML_CLOSE) {
        if (page->list_count > 0) page->list_count--;
    } else if (page->list_count < LIMIT_HTML_LISTS) {
        page->lists[page->list_count++] = (struct html_list){
            .id = ++reading->builder->list_count,
            .next_number = number_attribute(reading->builder, token, "start", 1),
            .ordered = is(token, "ol"),
        };
    }
}

static void item_tag(struct html_reading *reading, const struct html_token *token, struct source_span span)
{
    struct html_page *page = reading->page;
    end_block(reading, span);
    page->item_begins = token->kind == HTML_OPEN && !page->in_cell;
    if (!page->item_begins || page->list_count == 0) return;
    struct html_list *list = &page->lists[page->list_count - 1];
    page->item_number = number_attribute(reading->builder, token, "value", list->next_number);
    list->next_number = page->item_number + 1;
}

static void end_cell(struct html_page *page)
{
    if (page->in_cell && page->column < COLUMN_MOST) page->column += page->column_span;
    page->in_cell = false;
}

static void cell_tag(struct html_reading *reading, const struct html_token *token)
{
    struct html_page *page = reading->page;
    end_cell(page);
    if (token->kind == HTML_CLOSE) return;
    if (page->table == 0) {
        page->table = ++reading->builder->table_count;
        page->rows = 0;
    }
    if (page->rows == 0) page->rows = 1;
    page->head_cell = is(token, "th");
    if (page->rows == 1 && page->column == 0) page->first_row_heads = page->head_cell;
    uint32_t columns = number_attribute(reading->builder, token, "colspan", 1);
    page->column_span = columns >= 1 && columns <= COLUMN_SPAN_MOST ? columns : 1;
    page->in_cell = true;
}

static void table_tag(struct html_reading *reading, const struct html_token *token)
{
    struct html_page *page = reading->page;
    builder_close(reading->builder);
    if (is(token, "td") || is(token, "th")) {
        cell_tag(reading, token);
        return;
    }
    end_cell(page);
    page->column = 0;
    if (is(token, "tr")) {
        page->rows += token->kind == HTML_OPEN;
        return;
    }
    page->rows = 0;
    page->table = token->kind == HTML_OPEN ? ++reading->builder->table_count : 0;
}

static void heading_tag(struct html_reading *reading, const struct html_token *token)
{
    builder_close(reading->builder);
    if (token->kind == HTML_OPEN && !reading->page->in_cell) {
        html_page_reset(reading->page);
        reading->page->heading = (uint8_t)(token->name[1] - '0');
    } else {
        reading->page->heading = 0;
    }
}

static void image_tag(struct html_reading *reading, const struct html_token *token, size_t start)
{
    if (!reading->builder->open) open_block(reading);
    html_image_append(reading->builder, reading->map, token, start);
}

static void quote_tag(struct html_reading *reading, const struct html_token *token, struct source_span span)
{
    struct html_page *page = reading->page;
    end_block(reading, span);
    if (token->kind == HTML_OPEN && page->quotes < QUOTES_MOST)
        page->quotes++;
    else if (token->kind == HTML_CLOSE && page->quotes > 0)
        page->quotes--;
}

static void structure_tag(struct html_reading *reading, const struct html_token *token, size_t start)
{
    const char *name = token->name;
    struct source_span span = html_span(reading->map, start, start + token->length);
    bool heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
    if (is(token, "br")) {
        builder_line_break(reading->builder, span);
    } else if (is(token, "img")) {
        if (token->kind == HTML_OPEN) image_tag(reading, token, start);
    } else if (heading) {
        heading_tag(reading, token);
    } else if (is(token, "ul") || is(token, "ol")) {
        list_tag(reading, token, span);
    } else if (is(token, "li")) {
        item_tag(reading, token, span);
    } else if (is(token, "td") || is(token, "th") || is(token, "tr") || is(token, "table")) {
        table_tag(reading, token);
    } else if (is(token, "pre")) {
        end_block(reading, span);
        reading->page->preformatted = token->kind == HTML_OPEN && !reading->page->in_cell;
    } else if (is(token, "blockquote")) {
        quote_tag(reading, token, span);
    } else if (html_is_block(name)) {
        end_block(reading, span);
    } else {
        builder_mark(reading->builder, token->kind == HTML_OPEN ? MARK_OPEN : MARK_CLOSE, span);
    }
}

static void append_text(struct html_reading *reading, size_t start, size_t end)
{
    bool visible = text_is_visible(reading->map->content + start, end - start);
    if (reading->builder->hidden) {
        builder_mark(reading->builder, MARK_ALONE, html_span(reading->map, start, end));
        if (visible) html_omit(reading->builder, reading->map, OMISSION_HIDDEN_MARKUP, start, end);
        return;
    }
    if (!reading->builder->open && !visible) return;
    if (!reading->builder->open) open_block(reading);
    html_text_append(reading->builder, reading->map, start, end, reading->builder->block.kind == BLOCK_CODE);
}

/* Inside of script and style all is hidden up to the closing tag; returns the position of that. */
static size_t pass_raw(struct html_reading *reading, size_t start)
{
    const struct html_elements *elements = reading->elements;
    if (elements->count == 0) return start;
    const char *name = elements->items[elements->count - 1].name;
    if (!html_is_raw(name)) return start;
    const struct leaf_map *map = reading->map;
    size_t end = start + html_raw_end(map->content + start, map->length - start, name);
    builder_mark(reading->builder, MARK_ALONE, html_span(reading->map, start, end));
    if (text_is_visible(map->content + start, end - start)) {
        html_omit(reading->builder, reading->map, OMISSION_HIDDEN_MARKUP, start, end);
    }
    return end;
}

void html_blocks_append(struct builder *builder, struct html_elements *elements, struct html_page *page,
                        struct leaf_map *map, const struct block *context)
{
    struct html_reading reading = {builder, elements, page, map, context};
    builder_close(builder);
    html_elements_apply(elements, builder, 0, DOCUMENT_NONE);
    size_t position = pass_raw(&reading, 0);
    while (position < map->length && !builder->failed) {
        struct html_token token = html_token_read(map->content + position, map->length - position);
        size_t start = position;
        position += token.length;
        switch (token.kind) {
        case HTML_TEXT: append_text(&reading, start, position); break;
        case HTML_COMMENT:
            builder_mark(builder, MARK_ALONE, html_span(map, start, position));
            html_omit(builder, map, OMISSION_COMMENT, start, position);
            break;
        case HTML_HIDDEN:
            builder_mark(builder, MARK_ALONE, html_span(map, start, position));
            html_omit(builder, map, OMISSION_HIDDEN_MARKUP, start, position);
            break;
        case HTML_OPEN:
        case HTML_CLOSE:
            structure_tag(&reading, &token, start);
            html_elements_tag(elements, builder, &token);
            html_elements_apply(elements, builder, 0, DOCUMENT_NONE);
            if (token.kind == HTML_OPEN) position = pass_raw(&reading, position);
            break;
        }
    }
    builder_close(builder);
    page->heading = 0;
    page->preformatted = false;
}
