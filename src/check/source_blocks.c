#include "check/source_blocks.h"

#include "base/array.h"
#include "check/source_lines.h"
#include "check/source_links.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200 }; /* containers; what would nest deeper is read as text */

enum open_leaf { OPEN_NONE, OPEN_PARAGRAPH, OPEN_TABLE, OPEN_INDENTED, OPEN_FENCE, OPEN_HTML };

/* A quote or a list item. */
struct container {
    bool is_item;
    bool has_content; /* item: something stands in it already */
    size_t width;     /* item: columns that its lines are indented by */
};

/* The list that is open at a depth: its next item goes on with its numbers. */
struct open_list {
    bool open;
    bool ordered;
    char sign;
    uint32_t next;
};

struct parser {
    const char *bytes;
    size_t position, column; /* how far the line was read */
    size_t end;              /* of the line */
    size_t nonspace, nonspace_column;
    struct container stack[DEEPEST];
    size_t depth;
    struct open_list lists[DEEPEST + 1]; /* [d]: directly within d containers */
    enum open_leaf open;
    size_t first_line; /* of the open leaf */
    char fence;
    size_t fence_length;
    unsigned html;       /* condition that the HTML block began by */
    struct buffer joint; /* a paragraph's lines in one, to look for definitions */
    struct source_blocks *blocks;
    bool failed; /* memory */
};

static void add_line(struct parser *parser, size_t start, size_t end)
{
    struct source_blocks *blocks = parser->blocks;
    if (!array_reserve(&blocks->lines, &blocks->line_capacity, blocks->line_count + 1)) {
        parser->failed = true;
        return;
    }
    blocks->lines[blocks->line_count++] = (struct source_span){(uint32_t)start, (uint32_t)end};
}

/* A leaf of the lines from `first_line` up to the last one. */
static struct leaf *add_leaf(struct parser *parser, enum leaf_kind kind, size_t first_line)
{
    static struct leaf lost;
    struct source_blocks *blocks = parser->blocks;
    if (!array_reserve(&blocks->leaves, &blocks->leaf_capacity, blocks->leaf_count + 1)) {
        parser->failed = true;
        return &lost;
    }
    struct leaf *leaf = &blocks->leaves[blocks->leaf_count++];
    *leaf = (struct leaf){.kind = kind,
                          .first_line = (uint32_t)first_line,
                          .line_count = (uint32_t)(blocks->line_count - first_line)};
    return leaf;
}

static void add_label(struct parser *parser, uint64_t hash)
{
    struct source_blocks *blocks = parser->blocks;
    if (!array_reserve(&blocks->labels, &blocks->label_capacity, blocks->label_count + 1)) {
        parser->failed = true;
        return;
    }
    blocks->labels[blocks->label_count++] = hash;
}

/* Takes the definitions off the start of the paragraph whose lines are [first, count); returns its first line
 * behind them. */
static size_t take_definitions(struct parser *parser, size_t first)
{
    struct source_blocks *blocks = parser->blocks;
    if (parser->bytes[blocks->lines[first].start] != '[') return first;
    buffer_clear(&parser->joint);
    for (size_t i = first; i < blocks->line_count; i++) {
        struct source_span line = blocks->lines[i];
        buffer_append(&parser->joint, parser->bytes + line.start, line.end - line.start);
        buffer_append_char(&parser->joint, '\n');
    }
    if (parser->joint.failed) parser->failed = true;
    size_t at = 0;
    while (!parser->failed && at < parser->joint.length) {
        uint64_t hash = 0;
        size_t length = link_definition_length(parser->joint.data + at, parser->joint.length - at, &hash);
        if (length == 0) break;
        add_label(parser, hash);
        size_t from = first;
        for (size_t end = at + length; at < end; first++)
            at += blocks->lines[first].end - blocks->lines[first].start + 1;
        struct leaf *leaf = add_leaf(parser, LEAF_UNSEEN, from);
        leaf->line_count = (uint32_t)(first - from);
        leaf->reason = OMISSION_LINK_DEFINITION;
    }
    return first;
}

static void close_leaf(struct parser *parser)
{
    enum open_leaf open = parser->open;
    size_t first = parser->first_line;
    parser->open = OPEN_NONE;
    if (open == OPEN_NONE || open == OPEN_TABLE || first >= parser->blocks->line_count) return;
    if (open == OPEN_PARAGRAPH) {
        first = take_definitions(parser, first);
        if (first < parser->blocks->line_count) add_leaf(parser, LEAF_TEXT, first);
    } else {
        add_leaf(parser, open == OPEN_HTML ? LEAF_HTML : LEAF_CODE, first);
    }
}

static void close_to(struct parser *parser, size_t depth)
{
    close_leaf(parser);
    parser->depth = depth;
}

/* A leaf begins at the present depth: it ends the list there. */
static void begin_leaf(struct parser *parser, enum open_leaf open)
{
    parser->open = open;
    parser->first_line = parser->blocks->line_count;
    parser->lists[parser->depth].open = false;
    if (parser->depth > 0) parser->stack[parser->depth - 1].has_content = true;
}

static void push(struct parser *parser, struct container container)
{
    if (parser->depth > 0) parser->stack[parser->depth - 1].has_content = true;
    parser->stack[parser->depth++] = container;
    parser->lists[parser->depth].open = false;
}

/* Finds the next character that is not white space; its distance in columns. */
static size_t indent(struct parser *parser)
{
    if (parser->nonspace < parser->position || parser->nonspace_column < parser->column) {
        parser->nonspace = parser->position;
        parser->nonspace_column = parser->column;
    }
    for (; parser->nonspace < parser->end; parser->nonspace++) {
        char c = parser->bytes[parser->nonspace];
        if (c == '\t')
            parser->nonspace_column += 4 - parser->nonspace_column % 4;
        else if (c == ' ')
            parser->nonspace_column++;
        else
            break;
    }
    return parser->nonspace_column - parser->column;
}

static void advance_columns(struct parser *parser, size_t columns)
{
    while (columns > 0 && parser->position < parser->end) {
        size_t wide = parser->bytes[parser->position] == '\t' ? 4 - parser->column % 4 : 1;
        if (wide > columns) {
            parser->column += columns; /* part of a tab */
            return;
        }
        parser->column += wide;
        parser->position++;
        columns -= wide;
    }
}

static bool at_space(const struct parser *parser)
{
    return parser->position < parser->end
           && (parser->bytes[parser->position] == ' ' || parser->bytes[parser->position] == '\t');
}

static bool take_quote_mark(struct parser *parser)
{
    size_t columns = indent(parser);
    if (columns > 3 || parser->nonspace >= parser->end || parser->bytes[parser->nonspace] != '>') return false;
    advance_columns(parser, columns + 1);
    if (at_space(parser)) advance_columns(parser, 1);
    return true;
}

/* How many of the open containers this line goes on with. */
static size_t match_containers(struct parser *parser)
{
    size_t matched = 0;
    for (; matched < parser->depth; matched++) {
        const struct container *container = &parser->stack[matched];
        if (!container->is_item) {
            if (!take_quote_mark(parser)) break;
            continue;
        }
        size_t columns = indent(parser);
        if (columns >= container->width)
            advance_columns(parser, container->width);
        else if (parser->nonspace == parser->end && container->has_content)
            advance_columns(parser, columns);
        else
            break;
    }
    return matched;
}

static void open_item(struct parser *parser, const struct list_marker *marker)
{
    size_t offset = indent(parser);
    size_t start = parser->nonspace;
    advance_columns(parser, offset + marker->length);
    size_t position = parser->position;
    size_t column = parser->column;
    while (parser->column - column <= 5 && at_space(parser)) advance_columns(parser, 1);
    size_t spaces = parser->column - column;
    size_t padding = marker->length + spaces;
    if (spaces >= 5 || spaces < 1 || parser->position >= parser->end) {
        parser->position = position;
        parser->column = column;
        if (spaces > 0) advance_columns(parser, 1);
        padding = marker->length + 1;
    }
    struct open_list *list = &parser->lists[parser->depth];
    bool same = list->open && list->ordered == marker->ordered && list->sign == marker->sign;
    uint32_t number = same ? list->next : marker->number;
    *list = (struct open_list){true, marker->ordered, marker->sign, number + 1};
    if (marker->ordered) {
        add_line(parser, start, start + marker->length - 1);
        if (!parser->failed) add_leaf(parser, LEAF_NUMBER, parser->blocks->line_count - 1)->number = number;
    }
    push(parser, (struct container){.is_item = true, .width = offset + padding});
}

static void add_row(struct parser *parser, size_t start, size_t end)
{
    size_t position = 0;
    size_t cell_start, cell_end;
    while (line_next_cell(parser->bytes + start, end - start, &position, &cell_start, &cell_end)) {
        add_line(parser, start + cell_start, start + cell_end);
        if (!parser->failed) add_leaf(parser, LEAF_TEXT, parser->blocks->line_count - 1);
    }
}

/* A delimiter row under a paragraph whose last line has as many cells makes that line a table's head. */
static bool open_table(struct parser *parser, const char *text, size_t length)
{
    struct source_blocks *blocks = parser->blocks;
    size_t columns = line_delimiter_columns(text, length);
    if (columns == 0 || blocks->line_count == 0) return false;
    struct source_span head = blocks->lines[blocks->line_count - 1];
    if (line_cell_count(parser->bytes + head.start, head.end - head.start) != columns) return false;
    blocks->line_count--;
    close_leaf(parser);
    begin_leaf(parser, OPEN_TABLE);
    add_row(parser, head.start, head.end);
    return true;
}

/* Lines that a fence or an HTML block that is open takes, whatever stands in them. */
static bool goes_on_verbatim(struct parser *parser)
{
    size_t columns = indent(parser);
    const char *text = parser->bytes + parser->nonspace;
    size_t length = parser->end - parser->nonspace;
    if (parser->open == OPEN_FENCE) {
        if (columns < 4 && line_closes_fence(text, length, parser->fence, parser->fence_length))
            close_leaf(parser);
        else
            add_line(parser, parser->position, parser->end);
        return true;
    }
    if (parser->open == OPEN_HTML) {
        if (parser->html >= 6 && length == 0) return false;
        add_line(parser, parser->position, parser->end);
        if (line_html_ends(parser->html, text, length)) close_leaf(parser);
        return true;
    }
    if (parser->open == OPEN_INDENTED && (columns >= 4 || length == 0)) {
        advance_columns(parser, columns < 4 ? columns : 4);
        add_line(parser, parser->position, parser->end);
        return true;
    }
    return false;
}

/* Leaves that one line opens. `depth`: of the container that it stands in; `in_paragraph`: whether it could go on a
 * paragraph there. */
static bool open_leaf(struct parser *parser, size_t depth, bool in_paragraph)
{
    const char *text = parser->bytes + parser->nonspace;
    size_t length = parser->end - parser->nonspace;
    size_t fence = line_opening_fence(text, length);
    unsigned html = line_html_start(text, length);
    if (line_is_atx_heading(text, length)) {
        close_to(parser, depth);
        begin_leaf(parser, OPEN_PARAGRAPH);
        add_line(parser, parser->nonspace, parser->end);
        close_leaf(parser);
        return true;
    }
    if (fence > 0) {
        close_to(parser, depth);
        begin_leaf(parser, OPEN_FENCE);
        parser->fence = text[0];
        parser->fence_length = fence;
        return true;
    }
    if (html > 0 && !(html == 7 && in_paragraph)) {
        close_to(parser, depth);
        begin_leaf(parser, OPEN_HTML);
        parser->html = html;
        add_line(parser, parser->nonspace, parser->end);
        if (line_html_ends(html, text, length)) close_leaf(parser);
        return true;
    }
    if (in_paragraph && line_is_setext_underline(text, length)) {
        close_leaf(parser);
        return true;
    }
    if (line_is_thematic_break(text, length)) {
        close_to(parser, depth);
        begin_leaf(parser, OPEN_NONE);
        return true;
    }
    return false;
}

/* Quotes and items that the line opens. False where it opens none. */
static bool open_container(struct parser *parser, size_t depth, bool in_paragraph)
{
    if (depth >= DEEPEST) return false;
    const char *text = parser->bytes + parser->nonspace;
    size_t length = parser->end - parser->nonspace;
    if (text[0] == '>') {
        close_to(parser, depth);
        take_quote_mark(parser);
        parser->lists[depth].open = false;
        push(parser, (struct container){.is_item = false});
        return true;
    }
    struct list_marker marker;
    if (!line_list_marker(text, length, &marker)) return false;
    bool empty = line_is_blank(text + marker.length, length - marker.length);
    if (in_paragraph && (empty || (marker.ordered && marker.number != 1))) return false;
    close_to(parser, depth);
    open_item(parser, &marker);
    return true;
}

static void add_text(struct parser *parser, size_t matched, bool opened)
{
    size_t start = parser->nonspace;
    bool all = matched == parser->depth;
    if (start == parser->end) { /* blank */
        close_to(parser, matched);
        return;
    }
    if (parser->open == OPEN_PARAGRAPH && !opened) { /* lazily or not */
        add_line(parser, start, parser->end);
        return;
    }
    if (parser->open == OPEN_TABLE && all && !opened) {
        add_row(parser, start, parser->end);
        return;
    }
    close_to(parser, matched);
    bool in_item = opened && parser->depth > 0 && parser->stack[parser->depth - 1].is_item;
    if (in_item) start += line_task_box(parser->bytes + start, parser->end - start);
    begin_leaf(parser, OPEN_PARAGRAPH);
    add_line(parser, start, parser->end);
}

static void read_line(struct parser *parser)
{
    size_t matched = match_containers(parser);
    bool all = matched == parser->depth;
    if (all && goes_on_verbatim(parser)) return;
    bool verbatim = parser->open != OPEN_PARAGRAPH && parser->open != OPEN_TABLE;
    if (all && verbatim) close_leaf(parser);
    bool opened = false;
    for (;;) {
        size_t columns = indent(parser);
        bool in_paragraph = parser->open == OPEN_PARAGRAPH && all && !opened;
        if (parser->nonspace == parser->end) break;
        if (columns >= 4) {
            if (parser->open == OPEN_PARAGRAPH && !opened) break;
            close_to(parser, matched);
            begin_leaf(parser, OPEN_INDENTED);
            advance_columns(parser, 4);
            add_line(parser, parser->position, parser->end);
            return;
        }
        if (open_leaf(parser, matched, in_paragraph)) return;
        if (open_container(parser, matched, in_paragraph)) {
            matched = parser->depth;
            opened = true;
            continue;
        }
        const char *text = parser->bytes + parser->nonspace;
        if (in_paragraph && open_table(parser, text, parser->end - parser->nonspace)) return;
        break;
    }
    add_text(parser, matched, opened);
}

static int compare_labels(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

bool source_blocks_has_label(const struct source_blocks *blocks, uint64_t hash)
{
    if (hash == 0 || blocks->label_count == 0) return false;
    return bsearch(&hash, blocks->labels, blocks->label_count, sizeof *blocks->labels, compare_labels) != NULL;
}

enum status source_blocks_read(const char *bytes, size_t start, size_t length, struct source_blocks *blocks,
                               struct error *error)
{
    struct parser *parser = calloc(1, sizeof *parser);
    if (!parser) return error_no_memory(error);
    parser->bytes = bytes;
    parser->blocks = blocks;
    size_t position = start + source_front_matter(bytes + start, length - start);
    if (position > start) {
        add_line(parser, start, position);
        if (!parser->failed) add_leaf(parser, LEAF_UNSEEN, 0)->reason = OMISSION_FRONT_MATTER;
    }
    size_t end = 0;
    while (!parser->failed && source_next_line(bytes, length, &position, &parser->position, &end)) {
        parser->end = end;
        parser->column = 0;
        parser->nonspace = 0;
        read_line(parser);
    }
    close_leaf(parser);
    bool failed = parser->failed;
    buffer_done(&parser->joint);
    free(parser);
    if (blocks->label_count > 0) qsort(blocks->labels, blocks->label_count, sizeof *blocks->labels, compare_labels);
    return failed ? error_no_memory(error) : STATUS_OK;
}

void source_blocks_done(struct source_blocks *blocks)
{
    free(blocks->leaves);
    free(blocks->lines);
    free(blocks->labels);
    *blocks = (struct source_blocks){0};
}
