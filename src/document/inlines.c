#include "document/inlines.h"

#include "document/entity.h"
#include "document/html_text.h"
#include "document/link_syntax.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Within a link cmark allows "<http://…>", so two can be open. */
enum { LINKS_MOST = 4 };

struct open_link {
    char opener; /* '[', or '<' of "<http://…>", where a backslash is a backslash; 0 for a bare address */
    uint32_t target;
    size_t text; /* length of the document's text where the link began */
};

/* Where the walk stands. */
struct walk {
    struct builder *builder;
    struct html_elements *elements;
    struct leaf_map *map;
    size_t position; /* in the content: all before it is done */

    /* The Markdown nodes around. */
    unsigned emphasis, strong, struck, links, images;
    uint32_t image_target;
    struct open_link open_links[LINKS_MOST];
    size_t image_text;
    size_t image_start; /* content position of the outermost image */
};

static char at(const struct walk *walk, size_t position)
{
    return position < walk->map->length ? walk->map->content[position] : '\0';
}

/* The innermost link; NULL outside. */
static struct open_link *innermost(struct walk *walk)
{
    if (walk->links == 0) return NULL;
    return &walk->open_links[(walk->links < LINKS_MOST ? walk->links : LINKS_MOST) - 1];
}

static void apply_style(struct walk *walk)
{
    unsigned style = 0;
    if (walk->emphasis) style |= RUN_EMPHASIS;
    if (walk->strong) style |= RUN_STRONG;
    if (walk->struck) style |= RUN_STRUCK;
    if (walk->links) style |= RUN_LINK;
    if (walk->images) style |= RUN_IMAGE;
    const struct open_link *link = innermost(walk);
    uint32_t target = link ? link->target : walk->images ? walk->image_target : DOCUMENT_NONE;
    html_elements_apply(walk->elements, walk->builder, (uint16_t)style, target);
}

/* Notes what lies between `start` and the position as markup. */
static void mark(struct walk *walk, enum mark_kind kind, size_t start)
{
    if (walk->position > start) builder_mark(walk->builder, kind, html_span(walk->map, start, walk->position));
}

static void take(struct walk *walk, char byte)
{
    if (at(walk, walk->position) == byte) walk->position++;
}

/* Text and code: the literal is matched with the content. */

static void append_stretch(struct walk *walk, size_t length)
{
    size_t end = walk->position + length;
    while (walk->position < end) {
        size_t stop = 0;
        enum leaf_segment_kind kind = leaf_map_segment(walk->map, walk->position, &stop);
        if (stop > end || stop <= walk->position) stop = end;
        const char *bytes = walk->map->content + walk->position;
        size_t count = stop - walk->position;
        if (kind == LEAF_EXACT)
            builder_exact(walk->builder, bytes, count, leaf_map_source(walk->map, walk->position));
        else
            builder_replaced(walk->builder, bytes, count, html_span(walk->map, walk->position, stop));
        walk->position = stop;
    }
}

/* The longest stretch that is in literal and content alike and holds no escape or reference. In an address that cmark
 * found by itself ("www.…") both are as they are written. */
static size_t alike(struct walk *walk, const char *literal, size_t left)
{
    const char *content = walk->map->content + walk->position;
    size_t most = walk->map->length - walk->position;
    if (most > left) most = left;
    const struct open_link *link = innermost(walk);
    bool bare = link && link->opener == '\0';
    bool escapes = !link || link->opener == '[';
    size_t i = 0;
    while (i < most && content[i] == literal[i] && (bare || content[i] != '&')) {
        if (escapes && content[i] == '\\' && ispunct((unsigned char)at(walk, walk->position + i + 1))) break;
        i++;
    }
    return i;
}

/* An escape or a reference at the position; returns how many bytes of the literal it stands for, 0 where neither. */
static size_t append_replaced(struct walk *walk, const char *literal, size_t left)
{
    char text[ENTITY_TEXT_BYTES];
    size_t taken = 0;
    char first = at(walk, walk->position);
    if (first == '\\' && ispunct((unsigned char)at(walk, walk->position + 1))) {
        text[0] = at(walk, walk->position + 1);
        text[1] = '\0';
        taken = 2;
    } else if (first == '&') {
        taken = entity_decode(walk->map->content + walk->position, walk->map->length - walk->position, text);
    }
    size_t length = taken ? strlen(text) : 0;
    if (taken == 0 || length > left || memcmp(text, literal, length) != 0) return 0;
    builder_replaced(walk->builder, text, length, html_span(walk->map, walk->position, walk->position + taken));
    walk->position += taken;
    return length;
}

/* The content does not go on with the literal: looks for it further on, and where it is nowhere the text is kept and
 * stands for no source. Neither happens with what cmark makes today. */
static size_t resume(struct walk *walk, const char *literal, size_t left)
{
    size_t sample = left < 12 ? left : 12;
    const char *from = walk->map->content + walk->position;
    const char *found = memmem(from, walk->map->length - walk->position, literal, sample);
    if (found && found != from) {
        walk->position += (size_t)(found - from);
        return 0;
    }
    builder_replaced(walk->builder, literal, left, html_span(walk->map, walk->position, walk->position));
    return left;
}

static void append_text(struct walk *walk, const char *literal)
{
    size_t length = strlen(literal);
    for (size_t i = 0; i < length;) {
        size_t count = alike(walk, literal + i, length - i);
        if (count > 0)
            append_stretch(walk, count);
        else
            count = append_replaced(walk, literal + i, length - i);
        if (count == 0 && at(walk, walk->position) == literal[i]) {
            count = 1; /* '&' that opens no reference */
            append_stretch(walk, 1);
        }
        if (count == 0) count = resume(walk, literal + i, length - i);
        i += count;
    }
}

/* Where the code that begins at `start` behind `ticks` backticks ends, and how long it is with each line ending counted
 * as one. */
static size_t code_end(const struct walk *walk, size_t start, size_t ticks, size_t *ret_length)
{
    const char *content = walk->map->content;
    size_t length = 0;
    size_t i = start;
    while (i < walk->map->length) {
        size_t run = 0;
        while (at(walk, i + run) == '`') run++;
        if (run == ticks) break;
        length += run > 0 ? run : !(content[i] == '\r' && at(walk, i + 1) == '\n');
        i += run > 0 ? run : 1;
    }
    *ret_length = length;
    return i;
}

/* Between backticks: line endings become spaces, and one space at both ends is dropped. */
static void append_code(struct walk *walk, const char *literal)
{
    size_t ticks = 0;
    while (at(walk, walk->position + ticks) == '`') ticks++;
    walk->position += ticks;
    mark(walk, MARK_OPEN, walk->position - ticks);
    size_t length = strlen(literal);
    size_t raw_length = 0;
    size_t end = code_end(walk, walk->position, ticks, &raw_length);
    if (raw_length > length)
        walk->position += at(walk, walk->position) == '\r' && at(walk, walk->position + 1) == '\n' ? 2 : 1;
    for (size_t i = 0; i < length;) {
        char next = at(walk, walk->position);
        bool line_end = next == '\r' || next == '\n';
        size_t count = 0;
        if (line_end && literal[i] == ' ') {
            count = next == '\r' && at(walk, walk->position + 1) == '\n' ? 2 : 1;
            builder_space(walk->builder, html_span(walk->map, walk->position, walk->position + count));
            walk->position += count;
            i++;
            continue;
        }
        while (i + count < length && at(walk, walk->position + count) == literal[i + count]) count++;
        if (count > 0)
            append_stretch(walk, count);
        else
            count = resume(walk, literal + i, length - i);
        i += count;
    }
    walk->position = end + ticks < walk->map->length ? end + ticks : walk->map->length;
    mark(walk, MARK_CLOSE, end);
}

static void pass_line_end(struct walk *walk, bool hard)
{
    size_t start = walk->position;
    size_t end = start;
    while (at(walk, end) == ' ' || at(walk, end) == '\t') end++;
    bool backslash = hard && end == start && at(walk, end) == '\\';
    if (backslash) end++;
    if (at(walk, end) == '\r') end++;
    if (at(walk, end) == '\n') end++;
    struct source_span span = html_span(walk->map, start, end);
    if (hard)
        builder_line_break(walk->builder, span);
    else
        builder_space(walk->builder, span);
    /* Behind a backslash cmark leaves a lazy line's indentation in the text. */
    while (!backslash && (at(walk, end) == ' ' || at(walk, end) == '\t')) end++;
    walk->position = end;
}

/* Links and images. */

/* An address as people write it: without its scheme and the slash at its end. */
static void bare_address(const char **address, size_t *length)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t bytes = strlen(schemes[i]);
        if (*length < bytes || strncasecmp(*address, schemes[i], bytes) != 0) continue;
        *address += bytes;
        *length -= bytes;
        break;
    }
    if (*length > 0 && (*address)[*length - 1] == '/') *length -= 1;
}

static bool text_is_address(const char *text, size_t length, const char *address)
{
    size_t address_length = strlen(address);
    bare_address(&text, &length);
    bare_address(&address, &address_length);
    return length == address_length && strncasecmp(text, address, length) == 0;
}

static size_t text_length(const struct walk *walk)
{
    return walk->builder->document->text.length;
}

static void enter_link(struct walk *walk, cmark_node *node)
{
    char first = at(walk, walk->position);
    walk->links++;
    struct open_link *link = innermost(walk);
    link->opener = first == '[' || first == '<' ? first : '\0';
    if (link->opener) walk->position++;
    if (link->opener) mark(walk, MARK_OPEN, walk->position - 1);
    link->target = builder_string(walk->builder, cmark_node_get_url(node));
    link->text = text_length(walk);
}

/* Passes "](address)" and its like; returns its extent by *ret_start and the position. */
static void pass_tail(struct walk *walk, size_t *ret_start)
{
    take(walk, ']');
    *ret_start = walk->position;
    walk->position = link_tail_end(walk->map->content, walk->map->length, walk->position);
}

static void exit_link(struct walk *walk, cmark_node *node)
{
    const struct open_link *link = innermost(walk);
    size_t start = walk->position;
    if (link->opener == '<') {
        take(walk, '>');
    } else if (link->opener == '[') {
        size_t tail = 0;
        pass_tail(walk, &tail);
        const char *text = buffer_text(&walk->builder->document->text) + link->text;
        const char *title = cmark_node_get_title(node);
        bool same = text_is_address(text, text_length(walk) - link->text, cmark_node_get_url(node));
        if (walk->position > tail && at(walk, tail) == '(' && (!same || (title && title[0]))) {
            html_omit(walk->builder, walk->map, OMISSION_LINK_ADDRESS, tail, walk->position);
        }
    }
    if (link->opener) mark(walk, MARK_CLOSE, start);
    walk->links--;
}

static void enter_image(struct walk *walk, cmark_node *node)
{
    size_t start = walk->position;
    take(walk, '!');
    take(walk, '[');
    mark(walk, MARK_OPEN, start);
    if (walk->images++ > 0) return;
    walk->image_start = start;
    walk->image_text = text_length(walk);
    if (walk->links == 0) walk->image_target = builder_string(walk->builder, cmark_node_get_url(node));
    builder_separate(walk->builder, html_span(walk->map, start, walk->position));
}

static void exit_image(struct walk *walk)
{
    size_t start = walk->position;
    size_t tail = 0;
    pass_tail(walk, &tail);
    mark(walk, MARK_CLOSE, start);
    if (--walk->images > 0) return;
    builder_separate(walk->builder, html_span(walk->map, start, walk->position));
    const char *text = buffer_text(&walk->builder->document->text) + walk->image_text;
    if (!walk->builder->hidden && !text_is_visible(text, text_length(walk) - walk->image_text)) {
        html_omit(walk->builder, walk->map, OMISSION_IMAGE_WITHOUT_TEXT, walk->image_start, walk->position);
    }
}

static void pass_html(struct walk *walk, const char *literal)
{
    size_t start = walk->position;
    size_t length = strlen(literal);
    if (length == 0 || walk->map->length - start < length) return;
    walk->position += length;
    struct html_token token = html_token_read(walk->map->content + start, length);
    struct source_span span = html_span(walk->map, start, walk->position);
    bool close_or_open = token.kind == HTML_OPEN || token.kind == HTML_CLOSE;
    if (token.kind == HTML_COMMENT || token.kind == HTML_HIDDEN) {
        mark(walk, MARK_ALONE, start);
        builder_omit(walk->builder, token.kind == HTML_COMMENT ? OMISSION_COMMENT : OMISSION_HIDDEN_MARKUP, span);
    } else if (close_or_open && (strcmp(token.name, "br") == 0 || html_is_block(token.name))) {
        builder_line_break(walk->builder, span);
    } else if (token.kind == HTML_OPEN && strcmp(token.name, "img") == 0) {
        html_image_append(walk->builder, walk->map, &token, start);
    } else if (close_or_open) {
        mark(walk, token.kind == HTML_OPEN ? MARK_OPEN : MARK_CLOSE, start);
    }
    if (close_or_open) html_elements_tag(walk->elements, walk->builder, &token);
}

/* Emphasis and the like are delimiters to pass on both sides. */
static bool pass_delimiters(struct walk *walk, cmark_node *node, bool enter)
{
    unsigned *depth = NULL;
    unsigned count = 1;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_EMPH) {
        depth = &walk->emphasis;
    } else if (type == CMARK_NODE_STRONG) {
        depth = &walk->strong;
        count = 2;
    } else if (strcmp(cmark_node_get_type_string(node), "strikethrough") == 0) {
        depth = &walk->struck;
        count = at(walk, walk->position + 1) == '~' ? 2 : 1;
    }
    if (!depth) return false;
    *depth = enter ? *depth + 1 : *depth - 1;
    size_t start = walk->position;
    for (unsigned i = 0; i < count; i++) {
        if (walk->position < walk->map->length && strchr("*_~", at(walk, walk->position))) walk->position++;
    }
    mark(walk, enter ? MARK_OPEN : MARK_CLOSE, start);
    return true;
}

static void visit(struct walk *walk, cmark_node *node, bool enter)
{
    if (!pass_delimiters(walk, node, enter)) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT: append_text(walk, cmark_node_get_literal(node)); break;
        case CMARK_NODE_SOFTBREAK: pass_line_end(walk, false); break;
        case CMARK_NODE_LINEBREAK: pass_line_end(walk, true); break;
        case CMARK_NODE_HTML_INLINE: pass_html(walk, cmark_node_get_literal(node)); break;
        case CMARK_NODE_CODE:
            walk->builder->style |= RUN_CODE;
            append_code(walk, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_LINK: enter ? enter_link(walk, node) : exit_link(walk, node); break;
        case CMARK_NODE_IMAGE: enter ? enter_image(walk, node) : exit_image(walk); break;
        default: break;
        }
    }
    apply_style(walk);
}

void inlines_append(struct builder *builder, struct html_elements *elements, struct leaf_map *map, cmark_node *leaf,
                    cmark_iter *iterator)
{
    struct walk walk = {.builder = builder, .elements = elements, .map = map, .image_target = DOCUMENT_NONE};
    size_t elements_before = elements->count;
    apply_style(&walk);
    cmark_event_type event = CMARK_EVENT_NONE;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node == leaf) break;
        if (!builder->failed) visit(&walk, node, event == CMARK_EVENT_ENTER);
    }
    html_elements_close_to(elements, elements_before);
    html_elements_apply(elements, builder, 0, DOCUMENT_NONE);
}
