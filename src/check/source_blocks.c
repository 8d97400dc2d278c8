#include "check/source_blocks.h"

#include "check/source_cursor.h"
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
    struct line_cursor line;
    struct container stack[DEEPEST];
    size_t depth;
    struct open_list lists[DEEPEST + 1]; /* [d]: directly within d containers */
    enum open_leaf open;
    size_t first_line; /* of the open leaf */
    char fence;
    size_t fence_length;
    unsigned html;       /* condition that the HTML block began by */
    struct buffer joint; /* a paragraph's lines in one, to look for definitions */
    struct source_leaves *leaves;
};

/* Takes the definitions off the start of the paragraph whose lines are [first, count); returns its first line
 * behind them. */
static size_t take_definitions(struct parser *parser, size_t first)
{
    struct source_leaves *leaves = parser->leaves;
    if (parser->bytes[leaves->lines[first].start] != '[') return first;
    buffer_clear(&parser->joint);
    for (size_t i = first; i < leaves->line_count; i++) {
        struct source_span line = leaves->lines[i];
        buffer_append(&parser->joint, parser->bytes + line.start, line.end - line.start);
        buffer_append_char(&parser->joint, '\n');
    }
    if (parser->joint.failed) leaves->failed = true;
    size_t at = 0;
    while (!parser->leaves->failed && at < parser->joint.length) {
        uint64_t hash = 0;
        size_t length = link_definition_length(parser->joint.data + at, parser->joint.length - at, &hash);
        if (length == 0) break;
        leaves_add_label(parser->leaves, hash);
        size_t from = first;
        for (size_t end = at + length; at < end; first++)
            at += leaves->lines[first].end - leaves->lines[first].start + 1;
        struct leaf *leaf = leaves_add(parser->leaves, LEAF_UNSEEN, from);
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
    if (open == OPEN_NONE || open == OPEN_TABLE || first >= parser->leaves->line_count) return;
    if (open == OPEN_PARAGRAPH) {
        first = take_definitions(parser, first);
        if (first < parser->leaves->line_count) leaves_add(parser->leaves, LEAF_TEXT, first);
    } else {
        leaves_add(parser->leaves, open == OPEN_HTML ? LEAF_HTML : LEAF_CODE, first);
    }
}

static void close_to(struct parser *parser, size_t depth)
{
    close_leaf(parser);
    if (parser->depth > depth) parser->depth = depth;
}

/* A leaf begins at the present depth: it ends the list there. */
static void begin_leaf(struct parser *parser, enum open_leaf open)
{
    parser->open = open;
    parser->first_line = parser->leaves->line_count;
    parser->lists[parser->depth].open = false;
    if (parser->depth > 0) parser->stack[parser->depth - 1].has_content = true;
}

static void push(struct parser *parser, struct container container)
{
    if (parser->depth > 0) parser->stack[parser->depth - 1].has_content = true;
    parser->stack[parser->depth++] = container;
    parser->lists[parser->depth].open = false;
}

/* How many of the open containers this line goes on with. */
static size_t match_containers(struct parser *parser)
{
    size_t matched = 0;
    for (; matched < parser->depth; matched++) {
        const struct container *container = &parser->stack[matched];
        if (!container->is_item) {
            if (!cursor_take_quote_mark(&parser->line)) break;
            continue;
        }
        size_t columns = cursor_indent(&parser->line);
        if (columns >= container->width)
            cursor_advance(&parser->line, container->width);
        else if (parser->line.nonspace == parser->line.end && container->has_content)
            cursor_advance(&parser->line, columns);
        else
            break;
    }
    return matched;
}

static void open_item(struct parser *parser, const struct list_marker *marker)
{
    size_t offset = cursor_indent(&parser->line);
    size_t start = parser->line.nonspace;
    cursor_advance(&parser->line, offset + marker->length);
    size_t position = parser->line.position;
    size_t column = parser->line.column;
    while (parser->line.column - column <= 5 && cursor_at_space(&parser->line)) cursor_advance(&parser->line, 1);
    size_t spaces = parser->line.column - column;
    size_t padding = marker->length + spaces;
    if (spaces >= 5 || spaces < 1 || parser->line.position >= parser->line.end) {
        parser->line.position = position;
        parser->line.column = column;
        if (spaces > 0) cursor_advance(&parser->line, 1);
        padding = marker->length + 1;
    }
    struct open_list *list = &parser->lists[parser->depth];
    bool same = list->open && list->ordered == marker->ordered && list->sign == marker->sign;
    uint32_t number = same ? list->next : marker->number;
    *list = (struct open_list){true, marker->ordered, marker->sign, number + 1};
    if (marker->ordered) {
        leaves_add_line(parser->leaves, start, start + marker->length - 1);
        if (!parser->leaves->failed)
            leaves_add(parser->leaves, LEAF_NUMBER, parser->leaves->line_count - 1)->number = number;
    }
    push(parser, (struct container){.is_item = true, .width = offset + padding});
}

static void add_row(struct parser *parser, size_t start, size_t end)
{
    size_t position = 0;
    size_t cell_start, cell_end;
    while (line_next_cell(parser->bytes + start, end - start, &position, &cell_start, &cell_end)) {
        leaves_add_line(parser->leaves, start + cell_start, start + cell_end);
        if (!parser->leaves->failed) leaves_add(parser->leaves, LEAF_TEXT, parser->leaves->line_count - 1);
    }
}

/* A delimiter row under a paragraph whose last line has as many cells makes that line a table's head. */
static bool open_table(struct parser *parser, const char *text, size_t length)
{
    struct source_leaves *leaves = parser->leaves;
    size_t columns = line_delimiter_columns(text, length);
    if (columns == 0 || leaves->line_count == 0) return false;
    struct source_span head = leaves->lines[leaves->line_count - 1];
    if (line_cell_count(parser->bytes + head.start, head.end - head.start) != columns) return false;
    leaves->line_count--;
    close_leaf(parser);
    begin_leaf(parser, OPEN_TABLE);
    add_row(parser, head.start, head.end);
    return true;
}

/* Lines that a fence or an HTML block that is open takes, whatever stands in them. */
static bool goes_on_verbatim(struct parser *parser)
{
    size_t columns = cursor_indent(&parser->line);
    const char *text = parser->bytes + parser->line.nonspace;
    size_t length = parser->line.end - parser->line.nonspace;
    if (parser->open == OPEN_FENCE) {
        if (columns < 4 && line_closes_fence(text, length, parser->fence, parser->fence_length))
            close_leaf(parser);
        else
            leaves_add_line(parser->leaves, parser->line.position, parser->line.end);
        return true;
    }
    if (parser->open == OPEN_HTML) {
        if (parser->html >= 6 && length == 0) return false;
        leaves_add_line(parser->leaves, parser->line.position, parser->line.end);
        if (line_html_ends(parser->html, text, length)) close_leaf(parser);
        return true;
    }
    if (parser->open == OPEN_INDENTED && (columns >= 4 || length == 0)) {
        cursor_advance(&parser->line, columns < 4 ? columns : 4);
        leaves_add_line(parser->leaves, parser->line.position, parser->line.end);
        return true;
    }
    return false;
}

/* Leaves that one line opens. `depth`: of the container that it stands in; `in_paragraph`: whether it could go on a
 * paragraph there. */
static bool open_leaf(struct parser *parser, size_t depth, bool in_paragraph)
{
    const char *text = parser->bytes + parser->line.nonspace;
    size_t length = parser->line.end - parser->line.nonspace;
    size_t fence = line_opening_fence(text, length);
    unsigned html = line_html_start(text, length);
    if (line_is_atx_heading(text, length)) {
        close_to(parser, depth);
        begin_leaf(parser, OPEN_PARAGRAPH);
        leaves_add_line(parser->leaves, parser->line.nonspace, parser->line.end);
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
        leaves_add_line(parser->leaves, parser->line.nonspace, parser->line.end);
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
    const char *text = parser->bytes + parser->line.nonspace;
    size_t length = parser->line.end - parser->line.nonspace;
    if (text[0] == '>') {
        close_to(parser, depth);
        cursor_take_quote_mark(&parser->line);
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

/* The length of the task box at the line's first text. Only where the item's mark stands first on its line is it one
 * (as in GFM's own reader). */
static size_t task_box(const struct parser *parser)
{
    const char *line = parser->bytes + parser->line.start;
    size_t length = parser->line.end - parser->line.start;
    size_t at = 0;
    while (at < length && (line[at] == ' ' || line[at] == '\t')) at++;
    struct list_marker marker;
    if (!line_list_marker(line + at, length - at, &marker)) return 0;
    at += marker.length;
    while (at < length && (line[at] == ' ' || line[at] == '\t')) at++;
    if (parser->line.start + at != parser->line.nonspace) return 0;
    return line_task_box(line + at, length - at);
}

static void add_text(struct parser *parser, size_t matched, bool opened)
{
    size_t start = parser->line.nonspace;
    bool all = matched == parser->depth;
    if (start == parser->line.end) { /* blank */
        close_to(parser, matched);
        return;
    }
    if (parser->open == OPEN_PARAGRAPH && !opened) { /* lazily or not */
        leaves_add_line(parser->leaves, start, parser->line.end);
        return;
    }
    if (parser->open == OPEN_TABLE && all && !opened) {
        add_row(parser, start, parser->line.end);
        return;
    }
    close_to(parser, matched);
    size_t box = opened ? task_box(parser) : 0;
    if (box > 0) start += box + 1;
    begin_leaf(parser, OPEN_PARAGRAPH);
    leaves_add_line(parser->leaves, start, parser->line.end);
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
        size_t columns = cursor_indent(&parser->line);
        bool in_paragraph = parser->open == OPEN_PARAGRAPH && all && !opened;
        if (parser->line.nonspace == parser->line.end) break;
        if (columns >= 4) {
            if (parser->open == OPEN_PARAGRAPH && !opened) break;
            close_to(parser, matched);
            begin_leaf(parser, OPEN_INDENTED);
            cursor_advance(&parser->line, 4);
            leaves_add_line(parser->leaves, parser->line.position, parser->line.end);
            return;
        }
        if (open_leaf(parser, matched, in_paragraph)) return;
        if (open_container(parser, matched, in_paragraph)) {
            matched = parser->depth;
            opened = true;
            continue;
        }
        const char *text = parser->bytes + parser->line.nonspace;
        if (in_paragraph && open_table(parser, text, parser->line.end - parser->line.nonspace)) return;
        break;
    }
    add_text(parser, matched, opened);
}

enum status source_blocks_read(const char *bytes, size_t start, size_t length, struct source_leaves *leaves,
                               struct error *error)
{
    struct parser *parser = calloc(1, sizeof *parser);
    if (!parser) return error_no_memory(error);
    parser->bytes = bytes;
    parser->leaves = leaves;
    size_t position = start + source_front_matter(bytes + start, length - start);
    if (position > start) {
        leaves_add_line(parser->leaves, start, position);
        if (!parser->leaves->failed) leaves_add(parser->leaves, LEAF_UNSEEN, 0)->reason = OMISSION_FRONT_MATTER;
    }
    size_t line_start, line_end;
    while (!leaves->failed && source_next_line(bytes, length, &position, &line_start, &line_end)) {
        cursor_begin(&parser->line, bytes, line_start, line_end);
        read_line(parser);
    }
    close_to(parser, 0);
    buffer_done(&parser->joint);
    free(parser);
    leaves_sort_labels(leaves);
    return leaves->failed ? error_no_memory(error) : STATUS_OK;
}
