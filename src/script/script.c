#include "script/script.h"

#include "base/array.h"
#include "script/script_parts.h"
#include "script/spoken.h"

#include <stdlib.h>

static enum status init(struct script *script, struct error *error)
{
    const struct voice *voice = script->voice;
    double characters_per_second = voice_characters_per_second(voice);
    script->ms_per_character = characters_per_second > 0 ? 1000 / characters_per_second : 0;
    enum status status = sentences_new(voice, &script->sentences, error);
    if (status == STATUS_OK) status = spoken_new(voice, &script->spoken, error);
    if (status == STATUS_OK) status = frame_init(&script->composer.picture, voice, PHRASE_PICTURE, 1, error);
    if (status == STATUS_OK) status = frame_init(&script->cell, voice, PHRASE_CELL, 2, error);
    if (status == STATUS_OK) status = frame_init(&script->task_done, voice, PHRASE_TASK_DONE, 1, error);
    if (status == STATUS_OK) status = frame_init(&script->task_open, voice, PHRASE_TASK_OPEN, 1, error);
    return status;
}

enum status script_new(const struct voice *voice, struct script **ret, struct error *error)
{
    struct script *script = calloc(1, sizeof *script);
    if (!script) return error_no_memory(error);
    script->voice = voice;
    enum status status = init(script, error);
    if (status != STATUS_OK) {
        script_free(script);
        return status;
    }
    *ret = script;
    return STATUS_OK;
}

void script_free(struct script *script)
{
    if (!script) return;
    sentences_free(script->sentences);
    spoken_free(script->spoken);
    composer_done(&script->composer);
    frame_done(&script->cell);
    frame_done(&script->task_done);
    frame_done(&script->task_open);
    free(script->places);
    free(script->ends_ms);
    free(script->tables);
    free(script);
}

static bool same_row(const struct block *a, const struct block *b)
{
    return a->table != 0 && a->table == b->table && a->row == b->row;
}

/* The blocks that will not change any more: all, but for a row whose cells may still be coming. */
static uint32_t settled_blocks(const struct document *document)
{
    size_t count = document->block_count;
    if (document->complete || count == 0) return (uint32_t)count;
    const struct block *last = &document->blocks[count - 1];
    if (last->kind != BLOCK_TABLE_CELL) return (uint32_t)count;
    while (count > 0 && same_row(&document->blocks[count - 1], last)) count--;
    return (uint32_t)count;
}

enum status script_extend(struct script *script, const struct document *document, struct error *error)
{
    size_t first = script->place_count;
    uint32_t end = settled_blocks(document);
    if (end <= script->block_count) return STATUS_OK;
    enum status status = places_add(script, document, end, error);
    if (status == STATUS_OK && !array_reserve(&script->ends_ms, &script->end_capacity, script->place_count))
        status = error_no_memory(error);
    if (status != STATUS_OK) {
        script->place_count = first;
        return status;
    }
    uint64_t time_ms = first > 0 ? script->ends_ms[first - 1] : 0;
    for (size_t i = first; i < script->place_count; i++) {
        time_ms += script->places[i].duration_ms;
        script->ends_ms[i] = time_ms;
    }
    script->block_count = end;
    return STATUS_OK;
}

void script_add_lexicon(struct script *script, const struct lexicon *lexicon)
{
    spoken_add_lexicon(script->spoken, lexicon);
}

void script_set_punctuation(struct script *script, enum punctuation level)
{
    script->punctuation = level;
    spoken_set_punctuation(script->spoken, level);
}

enum punctuation script_punctuation(const struct script *script)
{
    return script->punctuation;
}

size_t script_count(const struct script *script)
{
    return script->place_count;
}

const struct place *script_place(const struct script *script, size_t index)
{
    return &script->places[index];
}

const struct voice *script_voice(const struct script *script)
{
    return script->voice;
}

uint64_t script_duration_ms(const struct script *script, size_t from, size_t to)
{
    if (to > script->place_count) to = script->place_count;
    if (from >= to) return 0;
    return script->ends_ms[to - 1] - (from > 0 ? script->ends_ms[from - 1] : 0);
}
