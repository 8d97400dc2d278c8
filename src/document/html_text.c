#include "document/html_text.h"

#include "document/entity.h"

#include <string.h>

struct source_span html_span(struct leaf_map *map, size_t start, size_t end)
{
    uint32_t from = leaf_map_source(map, start);
    uint32_t to = end > start ? leaf_map_source_end(map, end) : from;
    return (struct source_span){from, to < from ? from : to};
}

/* The bytes from `start` up to `end` or the next entity, or (unless preformatted) the next white space. */
static size_t plain_end(const char *text, size_t start, size_t end, bool preformatted)
{
    size_t i = start;
    while (i < end && text[i] != '&' && (preformatted || !strchr("\t\n\r", text[i]))
           && (preformatted || text[i] != ' ' || (i + 1 < end && !strchr(" \t\n\r", text[i + 1])))) {
        i++;
    }
    return i;
}

static void append_exact(struct builder *builder, struct leaf_map *map, size_t start, size_t end)
{
    while (start < end) {
        size_t segment_end = 0;
        enum leaf_segment_kind kind = leaf_map_segment(map, start, &segment_end);
        size_t stop = segment_end < end ? segment_end : end;
        if (stop <= start) return;
        if (kind == LEAF_EXACT)
            builder_exact(builder, map->content + start, stop - start, leaf_map_source(map, start));
        else if (kind != LEAF_MADE || text_is_visible(map->content + start, stop - start))
            builder_replaced(builder, map->content + start, stop - start, html_span(map, start, stop));
        start = stop;
    }
}

void html_text_append(struct builder *builder, struct leaf_map *map, size_t start, size_t end, bool preformatted)
{
    const char *text = map->content;
    for (size_t i = start; i < end;) {
        size_t stop = plain_end(text, i, end, preformatted);
        if (stop > i) {
            append_exact(builder, map, i, stop);
        } else if (text[i] == '&') {
            char decoded[ENTITY_TEXT_BYTES];
            size_t taken = entity_decode(text + i, end - i, decoded);
            stop = i + (taken ? taken : 1);
            if (taken)
                builder_replaced(builder, decoded, strlen(decoded), html_span(map, i, stop));
            else
                append_exact(builder, map, i, stop);
        } else {
            stop = i + strspn(text + i, " \t\n\r");
            if (stop > end) stop = end;
            /* One space byte for itself keeps its place; a stretch of white space stands as a whole. */
            if (stop == i + 1 && text[i] == ' ' && !builder->hidden)
                builder_space_exact(builder, leaf_map_source(map, i));
            else
                builder_space(builder, html_span(map, i, stop));
        }
        i = stop;
    }
}

void html_omit(struct builder *builder, struct leaf_map *map, enum omission_reason reason, size_t start, size_t end)
{
    builder_omit(builder, reason, html_span(map, start, end));
}

void html_image_append(struct builder *builder, struct leaf_map *map, const struct html_token *token, size_t start)
{
    if (builder->hidden) return;
    struct buffer text = {0};
    size_t from = 0;
    size_t to = 0;
    bool has_text = html_token_value(token, "alt", &text) && text_is_visible(buffer_text(&text), text.length)
                    && html_token_attribute(token, "alt", &from, &to);
    builder->failed |= text.failed;
    if (!has_text) {
        html_omit(builder, map, OMISSION_IMAGE_WITHOUT_TEXT, start, start + token->length);
        builder_mark(builder, MARK_ALONE, html_span(map, start, start + token->length));
        buffer_done(&text);
        return;
    }
    uint16_t style = builder->style;
    uint32_t target = builder->target;
    builder_separate(builder, html_span(map, start, start + from));
    builder_mark(builder, MARK_OPEN, html_span(map, start, start + from));
    buffer_clear(&text);
    if (!(style & RUN_LINK) && html_token_value(token, "src", &text)) {
        builder->target = builder_string(builder, buffer_text(&text));
    }
    builder->style |= RUN_IMAGE;
    html_text_append(builder, map, start + from, start + to, false);
    builder_separate(builder, html_span(map, start + to, start + token->length));
    builder_mark(builder, MARK_CLOSE, html_span(map, start + to, start + token->length));
    builder->style = style;
    builder->target = target;
    builder->failed |= text.failed;
    buffer_done(&text);
}
