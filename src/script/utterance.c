#include "base/array.h"
#include "script/script_parts.h"
#include "script/spoken.h"

#include <stdlib.h>

static uint32_t digit_count(uint32_t number)
{
    uint32_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

/* The source behind a block. That of an item without text is the place of its marker. */
static uint32_t source_end(const struct block *block)
{
    bool bare = block->ordered && block->run_count == 0;
    return bare ? block->source.start + digit_count(block->item_number) + 1 : block->source.end;
}

/* An item's number stands between the block before and the item's text, on the text's line or the one above. */
static struct source_span marker_source(const struct document *document, const struct block *block)
{
    if (block->run_count == 0) return (struct source_span){block->source.start, source_end(block)};
    struct source_span span = {block > document->blocks ? source_end(block - 1) : 0, block->source.start};
    size_t line = document_line(document, span.end);
    if (line >= 2 && line <= document->line_count) {
        uint32_t above = document->line_starts[line - 2];
        if (above > span.start) span.start = above;
    }
    return span;
}

static void compose_item(struct script *script, const struct document *document, const struct block *block,
                         const struct place *place)
{
    struct composer *composer = &script->composer;
    if (place->starts_block && block->ordered)
        composer_marker(composer, block->item_number, marker_source(document, block));
    const struct frame *frame = block->task_done ? &script->task_done : &script->task_open;
    if (block->task && place->starts_block) composer_literal(composer, frame->before);
    composer_range(composer, block, place->text_start, place->text_end, false);
    if (block->task && place->text_end == block->text_end) composer_literal(composer, frame->behind);
}

/* A column's heading without a stop at its end: the phrase puts its own. */
static void compose_label(struct composer *composer, const struct block *label)
{
    const char *text = composer->document->text.data;
    uint32_t end = label->text_end;
    while (end > label->text_start && (text[end - 1] == ':' || text[end - 1] == ' ')) end--;
    composer_range(composer, label, label->text_start, end, true);
}

static void compose_cell(struct script *script, const struct block *cell, const struct block *label, uint32_t start,
                         uint32_t end)
{
    struct composer *composer = &script->composer;
    if (!label || start > cell->text_start) {
        composer_range(composer, cell, start, end, false);
        return;
    }
    const struct frame *frame = &script->cell;
    composer_literal(composer, frame->before);
    if (!frame->reversed) compose_label(composer, label);
    if (frame->reversed) composer_range(composer, cell, start, end, false);
    composer_literal(composer, frame->between);
    if (frame->reversed) compose_label(composer, label);
    if (!frame->reversed) composer_range(composer, cell, start, end, false);
    composer_literal(composer, frame->behind);
}

/* The cells of one row within the place. */
static void compose_row(struct script *script, const struct document *document, const struct place *place)
{
    const struct block *first = &document->blocks[place->block];
    const struct block *end = document->blocks + document->block_count;
    bool pairs = !first->header_cell && table_is_pairs(script, document, first);
    for (const struct block *cell = first; cell < end && cell->text_start < place->text_end; cell++) {
        if (cell->table != first->table || cell->row != first->row) break;
        uint32_t from = cell->text_start > place->text_start ? cell->text_start : place->text_start;
        uint32_t to = cell->text_end < place->text_end ? cell->text_end : place->text_end;
        if (from >= to) continue;
        const struct block *label = table_label(script, document, cell);
        if (cell > first) composer_join(&script->composer, pairs ? ':' : label ? '.' : ',');
        compose_cell(script, cell, label, from, to);
    }
}

/* The last utterance of its block is followed by the pause of its role, others by that of a sentence. */
static enum role pause_role(const struct script *script, size_t index)
{
    const struct place *place = &script->places[index];
    bool last = index + 1 >= script->place_count || script->places[index + 1].starts_block;
    return last || place->role == ROLE_CODE ? (enum role)place->role : ROLE_SENTENCE;
}

static enum status finish(struct script *script, struct utterance *utterance, enum role pause, struct error *error)
{
    composer_end(&script->composer);
    if (script->composer.failed) return error_no_memory(error);
    utterance->pause_after_ms = voice_pause_ms(script->voice, pause);
    return spoken_form(script->spoken, &script->composer, utterance, error);
}

enum status script_utterance(struct script *script, const struct document *document, size_t index,
                             struct utterance *utterance, struct error *error)
{
    if (index >= script->place_count)
        return error_set(error, STATUS_NOT_FOUND, NULL, 0, "The script has no utterance %zu", index);
    const struct place *place = &script->places[index];
    const struct block *block = &document->blocks[place->block];
    composer_begin(&script->composer, document, utterance);
    if (block->kind == BLOCK_TABLE_CELL)
        compose_row(script, document, place);
    else if (block->kind == BLOCK_LIST_ITEM)
        compose_item(script, document, block, place);
    else
        composer_range(&script->composer, block, place->text_start, place->text_end, false);
    return finish(script, utterance, pause_role(script, index), error);
}

enum status utterance_from_message(struct script *script, const char *text, struct utterance *utterance,
                                   struct error *error)
{
    composer_begin(&script->composer, NULL, utterance);
    composer_literal(&script->composer, text);
    return finish(script, utterance, ROLE_MESSAGE, error);
}

enum status utterance_from_line(struct script *script, const char *text, struct utterance *utterance,
                                struct error *error)
{
    composer_begin(&script->composer, NULL, utterance);
    composer_line(&script->composer, text);
    return finish(script, utterance, ROLE_PARAGRAPH, error);
}

void utterance_done(struct utterance *utterance)
{
    buffer_done(&utterance->shown);
    buffer_done(&utterance->spoken);
    free(utterance->words);
    free(utterance->changes);
    free(utterance->notes);
    free(utterance->contacts);
    free(utterance->pronunciations);
    *utterance = (struct utterance){0};
}
