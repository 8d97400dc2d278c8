#include "document/plain_text.h"

#include "base/utf8.h"

#include "document/heading.h"
#include "document/plain_lines.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    GROUP_LINES = 256,
    GROUP_BYTES = 64 * 1024, /* a longer paragraph is read as several */
    LINE_BYTES = 64 * 1024,
    PREPARE_BYTES = 64 * 1024,
    WRAPPED_COLUMNS = 50, /* a line that is shorter was not wrapped to fit a page */
    SHORT_OF_WRAP = 10,   /* nor was one that had room for its next word and so much more */
    HEADING_WORDS = 10,
};

/* Lines between two blank ones. */
struct group {
    struct plain_line lines[GROUP_LINES];
    size_t count;
    size_t widest; /* columns */
    size_t next;   /* source byte behind it */
};

void plain_text_init(struct plain_text *text, struct builder *builder, char *source, size_t start, size_t length)
{
    *text = (struct plain_text){.builder = builder,
                                .source = source,
                                .length = length,
                                .position = start,
                                .prepared = start,
                                .piece_bytes = PLAIN_TEXT_STEP_BYTES};
}

/* Makes the source ready for reading up to `end` at least. */
static void prepare(struct plain_text *text, size_t end)
{
    if (end > text->length) end = text->length;
    if (end <= text->prepared) return;
    end = text->length - end > PREPARE_BYTES ? source_boundary(text->source, end + PREPARE_BYTES) : text->length;
    source_clean(text->builder, text->source, text->prepared, end);
    source_index_lines(text->builder, text->source, text->prepared, end);
    text->prepared = end;
}

static struct plain_line read_line(struct plain_text *text, size_t position)
{
    prepare(text, position + LINE_BYTES + 1);
    return plain_line_read(text->source, position, text->length, LINE_BYTES);
}

static void read_group(struct plain_text *text, struct group *group)
{
    group->count = 0;
    group->widest = 0;
    group->next = text->position;
    while (group->next < text->length && group->count < GROUP_LINES && group->next - text->position < GROUP_BYTES) {
        struct plain_line line = read_line(text, group->next);
        if (line.blank && group->count > 0) return;
        group->next = line.next;
        if (line.blank) continue;
        group->lines[group->count++] = line;
        if (line.columns > group->widest) group->widest = line.columns;
    }
}

/* The line that follows behind blank ones, and whether more follow at once. */
static bool look_ahead(struct plain_text *text, size_t position, struct plain_line *ret_line, bool *ret_more)
{
    while (position < text->length) {
        struct plain_line line = read_line(text, position);
        position = line.next;
        if (line.blank) continue;
        *ret_line = line;
        *ret_more = position < text->length && !read_line(text, position).blank;
        return true;
    }
    return false;
}

static size_t count_words(const char *text, size_t length)
{
    size_t words = 0;
    for (size_t i = 0; i < length; i++) {
        words += text[i] != ' ' && text[i] != '\t' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t');
    }
    return words;
}

/* Short, with a letter that is not a small one at its start, and no mark at its end. */
static bool looks_like_heading(const char *text, size_t length)
{
    if (!heading_looks_likely(text, length) || text[length - 1] == ':' || count_words(text, length) > HEADING_WORDS) {
        return false;
    }
    size_t position = 0;
    uint32_t first = utf8_next(text, length, &position);
    return first != UTF8_INVALID && (u_isalnum((UChar32)first) || first == 0xBF || first == 0xA1)
           && !u_islower((UChar32)first);
}

/* The level (see heading.h) of a line that stands for itself between blank ones; 0 where it is no heading. */
static uint8_t level_of_lone_line(struct plain_text *text, const struct group *group)
{
    const struct plain_line *line = &group->lines[0];
    const char *marked = text->source + line->marked;
    size_t length = line->end - line->marked;
    struct plain_line next = {0};
    bool more = false;
    if (!looks_like_heading(marked, length) || !look_ahead(text, group->next, &next, &more)) return 0;
    bool first = text->builder->document->block_count == 0;
    size_t depth = 0;
    if (plain_line_is_numbered(marked, length, &depth)) {
        size_t next_depth = 0;
        bool numbered = plain_line_is_numbered(text->source + next.marked, next.end - next.marked, &next_depth);
        /* Numbered lines one after the other are a list; but "1. Aims" may hold "1.1 First aim". */
        if ((numbered && next_depth <= depth) || (!more && next.columns <= line->columns)) return 0;
        return depth == 1 ? RAW_LEVEL_BY_LOOKS : RAW_LEVEL_BY_LOOKS_BELOW;
    }
    if (line->item) return 0;
    bool text_follows = more || next.item || next.columns > line->columns;
    return first || text_follows || plain_line_is_capitals(marked, length) ? RAW_LEVEL_BY_LOOKS : 0;
}

/* The level of the line at `index` of the group; 0 where it is no heading. */
static uint8_t heading_level(struct plain_text *text, const struct group *group, size_t index)
{
    const struct plain_line *line = &group->lines[index];
    const char *marked = text->source + line->marked;
    size_t length = line->end - line->marked;
    const struct plain_line *next = index + 1 < group->count ? &group->lines[index + 1] : NULL;
    if (next && next->underline && !line->underline && length <= LINE_BYTES / 2) {
        /* A rule under a list or under wrapped text is no underline. */
        bool wide = next->columns + 3 >= line->columns && !line->item;
        if (wide && (index == 0 || group->lines[index - 1].underline)) return next->underline == '=' ? 1 : 2;
    }
    if (index > 0) return 0;
    if (group->count == 1) return level_of_lone_line(text, group);
    bool capitals = !line->item && looks_like_heading(marked, length) && plain_line_is_capitals(marked, length);
    if (!capitals || plain_line_is_capitals(text->source + next->start, next->end - next->start)) return 0;
    return RAW_LEVEL_BY_LOOKS;
}

static size_t first_word_columns(const struct plain_text *text, const struct plain_line *line)
{
    size_t end = line->start;
    while (end < line->end && text->source[end] != ' ' && text->source[end] != '\t') end++;
    return utf8_count(text->source + line->start, end - line->start);
}

/* Appends lines [from, to). Where a line ends though its next word had room, the writer meant the line to end. */
static void append_lines(struct plain_text *text, const struct group *group, size_t from, size_t to)
{
    size_t width = group->widest > WRAPPED_COLUMNS ? group->widest : WRAPPED_COLUMNS;
    for (size_t i = from; i < to; i++) {
        const struct plain_line *line = &group->lines[i];
        builder_exact(text->builder, text->source + line->start, line->end - line->start, (uint32_t)line->start);
        if (i + 1 == to) break;
        const struct plain_line *next = &group->lines[i + 1];
        struct source_span gap = {(uint32_t)line->end, (uint32_t)next->start};
        /* An item's further lines are its own, however short. */
        bool room =
            !group->lines[from].item && line->columns + 1 + first_word_columns(text, next) + SHORT_OF_WRAP <= width;
        if (room)
            builder_line_break(text->builder, gap);
        else
            builder_space(text->builder, gap);
    }
}

static void append_heading(struct plain_text *text, const struct plain_line *line, uint8_t level)
{
    struct block block = {.kind = BLOCK_HEADING, .level = level};
    text->list_count = 0;
    builder_open(text->builder, &block);
    builder_exact(text->builder, text->source + line->marked, line->end - line->marked, (uint32_t)line->marked);
    builder_close(text->builder);
}

/* Opens and closes lists so that the innermost is that of an item with this line. */
static void enter_list(struct plain_text *text, const struct plain_line *line)
{
    while (text->list_count > 0 && text->lists[text->list_count - 1].indent > line->indent + 1) text->list_count--;
    struct plain_text_list *inner = text->list_count ? &text->lists[text->list_count - 1] : NULL;
    bool deeper = !inner || line->indent > inner->indent + 1;
    if (!deeper && inner->ordered == line->ordered) return;
    if (!deeper) text->list_count--;
    if (text->list_count == PLAIN_TEXT_LISTS) return;
    text->lists[text->list_count++] =
        (struct plain_text_list){.id = ++text->builder->list_count, .indent = line->indent, .ordered = line->ordered};
}

/* Where an item or paragraph that starts at `from` ends. */
static size_t text_end(struct plain_text *text, const struct group *group, size_t from)
{
    bool item = group->lines[from].item;
    size_t i = from + 1;
    for (; i < group->count; i++) {
        const struct plain_line *line = &group->lines[i];
        if (line->item || line->underline) break;
        bool wrapped = group->lines[i - 1].columns >= WRAPPED_COLUMNS;
        if (item && line->indent <= group->lines[from].indent && !wrapped) break;
        if (heading_level(text, group, i) > 0) break;
    }
    return i;
}

static void append_text(struct plain_text *text, const struct group *group, size_t from, size_t to)
{
    const struct plain_line *line = &group->lines[from];
    struct block block = {.kind = line->item ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH};
    if (line->item) {
        enter_list(text, line);
        block.ordered = line->ordered;
        block.item_number = line->number;
    } else if (text->list_count > 0 && line->indent <= text->lists[0].indent) {
        text->list_count = 0;
    }
    block.list_depth = (uint8_t)text->list_count;
    block.list = text->list_count ? text->lists[text->list_count - 1].id : 0;
    builder_open(text->builder, &block);
    append_lines(text, group, from, to);
    builder_close(text->builder);
}

static void append_group(struct plain_text *text, const struct group *group)
{
    for (size_t i = 0; i < group->count;) {
        uint8_t level = heading_level(text, group, i);
        if (group->lines[i].underline) {
            i++;
        } else if (level > 0) {
            append_heading(text, &group->lines[i], level);
            i++;
        } else {
            size_t end = text_end(text, group, i);
            append_text(text, group, i, end);
            i = end;
        }
    }
}

enum status plain_text_step(struct plain_text *text, struct error *error)
{
    size_t start = text->position;
    while (text->position < text->length && text->position - start < text->piece_bytes) {
        struct group group;
        read_group(text, &group);
        append_group(text, &group);
        text->position = group.next;
        if (text->builder->failed) return error_no_memory(error);
    }
    return STATUS_OK;
}
