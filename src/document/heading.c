#include "document/heading.h"

#include "document/title.h"

#include <string.h>

enum { HEADING_BYTES = 100, HEADING_DIGITS = 3 };

bool heading_looks_likely(const char *text, size_t length)
{
    if (length == 0 || length > HEADING_BYTES) return false;
    if (strchr(".,;!", text[length - 1])) return false;
    static const char *const full_stops[] = {"\u3002", "\u06D4", "\u0964", "\u1362", "\uFF0E", "\u2026"};
    for (size_t i = 0; i < sizeof full_stops / sizeof full_stops[0]; i++) {
        size_t bytes = strlen(full_stops[i]);
        if (length >= bytes && memcmp(text + length - bytes, full_stops[i], bytes) == 0) return false;
    }
    size_t digits = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n' || text[i] == '@') return false;
        digits += text[i] >= '0' && text[i] <= '9';
    }
    return digits <= HEADING_DIGITS;
}

/* Whether each run of the block that can be seen has all of `style`. */
static bool all_runs_are(const struct document *document, const struct block *block, uint16_t style)
{
    const char *text = buffer_text(&document->text);
    for (uint32_t i = block->first_run; i < block->first_run + block->run_count; i++) {
        const struct run *run = &document->runs[i];
        bool matches = (run->style & style) == style;
        if (!matches && text_is_visible(text + run->text_start, run->text_end - run->text_start)) return false;
    }
    return block->run_count > 0;
}

static bool is_bold_line(const struct document *document, const struct block *block)
{
    if (block->kind != BLOCK_PARAGRAPH || block->list_depth > 0 || block->quote_depth > 0) return false;
    const char *text = buffer_text(&document->text) + block->text_start;
    if (!heading_looks_likely(text, block->text_end - block->text_start)) return false;
    return all_runs_are(document, block, RUN_STRONG) && !all_runs_are(document, block, RUN_LINK)
           && !all_runs_are(document, block, RUN_IMAGE);
}

static uint8_t count_level(struct builder *builder, uint8_t raw)
{
    while (builder->raw_level_count > 0 && builder->raw_levels[builder->raw_level_count - 1] >= raw) {
        builder->raw_level_count--;
    }
    builder->raw_levels[builder->raw_level_count++] = raw;
    return builder->raw_level_count > 6 ? 6 : (uint8_t)builder->raw_level_count;
}

/* The level as written of a block that is a heading or stands for one; 0 for others. */
static uint8_t raw_level(const struct builder *builder, const struct block *block)
{
    if (block->kind == BLOCK_HEADING) return block->level;
    return is_bold_line(builder->document, block) ? RAW_LEVEL_BY_LOOKS : 0;
}

static void take_bold_away(struct document *document, const struct block *block)
{
    if (!all_runs_are(document, block, RUN_STRONG)) return;
    for (uint32_t i = block->first_run; i < block->first_run + block->run_count; i++) {
        document->runs[i].style &= (uint16_t)~RUN_STRONG;
    }
}

void heading_settle(struct builder *builder, struct block *block)
{
    struct document *document = builder->document;
    uint8_t raw = raw_level(builder, block);
    title_consider(builder, block, raw);
    if (raw >= RAW_LEVEL_BY_LOOKS) {
        block->kind = BLOCK_HEADING;
        /* Without a heading above, the first such line is the leaflet's title, and the others stand under it. */
        if (!builder->real_heading) raw = document->block_count == 0 ? 1 : (uint8_t)(raw - RAW_LEVEL_BY_LOOKS + 2);
    } else if (raw > 0) {
        /* A department's name in bold at the very top is not the parent of the whole leaflet. */
        if (builder->only_looks && !builder->real_heading) builder->raw_level_count = 0;
        builder->real_heading = true;
    }
    if (raw == 0) {
        builder->only_looks = false;
        block->level = 0;
        return;
    }
    block->level = count_level(builder, raw);
    take_bold_away(document, block);
}
