/* The index of the script: which pieces of the document's text are utterances. */
#include "base/array.h"
#include "base/utf8.h"
#include "script/characters.h"
#include "script/script_parts.h"

#include <string.h>

enum {
    CONTACT_DIGITS = 2, /* a phone number has as many or more: 999, in France 15 */
    /* How many letters of usual words take as long to say, measured with the leaflets of content/ and tests/: */
    DIGIT_CHARACTERS = 6,     /* a digit */
    ADDRESS_CHARACTERS = 4,   /* a character of an address, which is spelt */
    NUMBER_CHARACTERS = 14,   /* the number of a list item, with the pause behind it */
    LABEL_CHARACTERS = 12,    /* the pauses of a cell that is said with its column's name */
    ADDRESS_BEGINNING = 3,    /* "www." is one and "e.g." is none */
    SILENT_LONGEST_BYTES = 16 /* signs of no sound that are shown with the utterance beside them */
};

struct measure {
    size_t characters; /* in saying */
    bool contact;
};

/* Cheap, and says yes where in doubt: the recognisers of spoken.c look closer. */
static struct measure measure_text(const char *text, size_t length)
{
    struct measure measure = {0};
    size_t digits = 0, word = 0; /* characters since the last space */
    bool address = false;
    for (size_t at = 0; at < length;) {
        size_t here = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        measure.characters++;
        bool inner = (codepoint == '.' || codepoint == ':') && here > 0 && at < length;
        inner = inner && text[here - 1] != ' ' && text[at] != ' ' && text[at] != '\n';
        if (codepoint == '@' || inner) measure.contact = true;
        bool number = inner && text[at] >= '0' && text[at] <= '9';
        address = address || codepoint == '@' || (inner && !number && word >= ADDRESS_BEGINNING);
        word++;
        bool ends = codepoint == ' ' || codepoint == '\n' || at == length;
        if (ends && address) measure.characters += word * (ADDRESS_CHARACTERS - 1);
        if (ends) address = false;
        if (ends) word = 0;
        if (codepoint > '9' && codepoint < 0x80) continue;
        digits += character_kind(codepoint) == CHARACTER_DIGIT;
    }
    if (digits >= CONTACT_DIGITS) measure.contact = true;
    measure.characters += digits * (DIGIT_CHARACTERS - 1);
    return measure;
}

struct adder {
    struct script *script;
    const struct document *document;
    struct error *error;
    uint32_t run; /* the runs before it lie before the pieces to come */
};

static bool has_link(struct adder *adder, uint32_t start, uint32_t end)
{
    const struct document *document = adder->document;
    while (adder->run < document->run_count && document->runs[adder->run].text_end <= start) adder->run++;
    for (size_t i = adder->run; i < document->run_count && document->runs[i].text_start < end; i++)
        if (document->runs[i].style & RUN_LINK) return true;
    return false;
}

static enum status add_place(struct adder *adder, struct place place, enum role pause, size_t more_characters)
{
    struct script *script = adder->script;
    const char *text = buffer_text(&adder->document->text);
    struct measure measure = measure_text(text + place.text_start, place.text_end - place.text_start);
    place.has_contact = measure.contact || has_link(adder, place.text_start, place.text_end);
    double saying_ms = script->ms_per_character * (double)(measure.characters + more_characters);
    place.duration_ms = (uint32_t)(saying_ms + 0.5) + voice_pause_ms(script->voice, pause);
    if (!array_reserve(&script->places, &script->place_capacity, script->place_count + 1))
        return error_no_memory(adder->error);
    script->places[script->place_count++] = place;
    return STATUS_OK;
}

static enum role role_of(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING: return ROLE_HEADING;
    case BLOCK_LIST_ITEM: return ROLE_ITEM;
    case BLOCK_TABLE_CELL: return ROLE_ROW;
    case BLOCK_CODE: return ROLE_CODE;
    case BLOCK_PARAGRAPH: break;
    }
    return block->quote_depth > 0 ? ROLE_QUOTE : ROLE_PARAGRAPH;
}

static enum cut cut_of(const struct block *block)
{
    if (block->kind == BLOCK_HEADING) return CUT_LONG;
    return block->kind == BLOCK_CODE ? CUT_LINES : CUT_SENTENCES;
}

static bool audible(const struct adder *adder, uint32_t start, uint32_t end)
{
    return characters_audible(adder->script->voice, buffer_text(&adder->document->text) + start, end - start);
}

/* Signs without a sound are shown with what stands before them. */
static void add_silent(struct adder *adder, size_t first_place, uint32_t end)
{
    struct script *script = adder->script;
    if (script->place_count == first_place) return;
    struct place *last = &script->places[script->place_count - 1];
    if (end - last->text_end <= SILENT_LONGEST_BYTES) last->text_end = end;
}

/* The last piece of [start, end) that can be heard: where it begins. */
static uint32_t last_audible(const struct adder *adder, uint32_t base, const uint32_t *ends, size_t count)
{
    while (count > 1 && !audible(adder, base + ends[count - 2], base + ends[count - 1])) count--;
    return count > 1 ? base + ends[count - 2] : base;
}

/* The pieces of [start, end), which lies in one block, as utterances. */
static enum status add_pieces(struct adder *adder, struct place place, uint32_t start, uint32_t end, enum cut cut)
{
    const uint32_t *ends = NULL;
    size_t count = 0;
    const char *text = buffer_text(&adder->document->text) + start;
    enum status status = sentences_cut(adder->script->sentences, text, end - start, cut, &ends, &count, adder->error);
    if (status != STATUS_OK || count == 0) return status;
    enum role role = (enum role)place.role;
    uint32_t last = last_audible(adder, start, ends, count);
    size_t first_place = adder->script->place_count;
    const struct block *block = &adder->document->blocks[place.block];
    size_t number = block->kind == BLOCK_LIST_ITEM && block->ordered && place.starts_block ? NUMBER_CHARACTERS : 0;
    uint32_t from = start;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        uint32_t to = start + ends[i];
        if (!audible(adder, from, to)) {
            add_silent(adder, first_place, to);
            from = to - from <= SILENT_LONGEST_BYTES && adder->script->place_count == first_place ? from : to;
            continue;
        }
        bool inner = from < last;
        place.text_start = from;
        place.text_end = to;
        place.role = (uint8_t)(inner && role == ROLE_PARAGRAPH ? ROLE_SENTENCE : role);
        status = add_place(adder, place, inner && role != ROLE_CODE ? ROLE_SENTENCE : role, number);
        place.starts_block = false;
        number = 0;
        from = to;
    }
    return status;
}

static enum status add_block(struct adder *adder, uint32_t index)
{
    const struct block *block = &adder->document->blocks[index];
    struct place place = {.block = index,
                          .text_start = block->text_start,
                          .text_end = block->text_end,
                          .role = (uint8_t)role_of(block),
                          .level = block->level,
                          .starts_block = true};
    if (audible(adder, block->text_start, block->text_end))
        return add_pieces(adder, place, block->text_start, block->text_end, cut_of(block));
    bool numbered = block->kind == BLOCK_LIST_ITEM && block->ordered;
    if (!numbered) return STATUS_OK;
    if (place.text_end - place.text_start > SILENT_LONGEST_BYTES) place.text_end = place.text_start;
    return add_place(adder, place, ROLE_ITEM, NUMBER_CHARACTERS);
}

static size_t label_bytes(const struct adder *adder, const struct block *cell)
{
    const struct block *label = table_label(adder->script, adder->document, cell);
    return label ? label->text_end - label->text_start : 0;
}

/* A row of a table, [first, end) of the blocks: one utterance, or several where the row is long. */
static enum status add_row(struct adder *adder, uint32_t first, uint32_t end)
{
    const struct block *blocks = adder->document->blocks;
    struct place start = {.block = first, .role = ROLE_ROW, .starts_block = true};
    enum status status = STATUS_OK;
    uint32_t from = first; /* the cells [from, i) wait to be one utterance */
    size_t bytes = 0, more = 0;
    for (uint32_t i = first; i <= end && status == STATUS_OK; i++) {
        size_t length = i < end ? blocks[i].text_end - blocks[i].text_start : 0;
        size_t label = i < end ? label_bytes(adder, &blocks[i]) : 0;
        bool full = i == end || bytes + length + label > PIECE_LONG_CHARACTERS;
        if (full && i > from && audible(adder, blocks[from].text_start, blocks[i - 1].text_end)) {
            start.block = from;
            start.text_start = blocks[from].text_start;
            start.text_end = blocks[i - 1].text_end;
            if (bytes <= PIECE_LONG_CHARACTERS)
                status = add_place(adder, start, ROLE_ROW, more);
            else
                status = add_pieces(adder, start, start.text_start, start.text_end, CUT_SENTENCES);
            start.starts_block = false;
        }
        if (full) from = i;
        if (full) bytes = more = 0;
        bytes += length + label;
        if (label) more += label + LABEL_CHARACTERS;
    }
    return status;
}

static enum status note_table(struct adder *adder, uint32_t block)
{
    struct script *script = adder->script;
    uint32_t table = adder->document->blocks[block].table;
    if (script->table_count > 0 && script->tables[script->table_count - 1].table >= table) return STATUS_OK;
    if (!array_reserve(&script->tables, &script->table_capacity, script->table_count + 1))
        return error_no_memory(adder->error);
    script->tables[script->table_count++] = (struct table_start){table, block};
    return STATUS_OK;
}

enum status places_add(struct script *script, const struct document *document, uint32_t end, struct error *error)
{
    struct adder adder = {.script = script, .document = document, .error = error};
    enum status status = STATUS_OK;
    if (script->block_count < end) adder.run = document->blocks[script->block_count].first_run;
    for (uint32_t i = script->block_count; i < end && status == STATUS_OK;) {
        const struct block *block = &document->blocks[i];
        uint32_t next = i + 1;
        if (block->kind != BLOCK_TABLE_CELL) {
            status = add_block(&adder, i);
        } else {
            while (next < end && document->blocks[next].table == block->table
                   && document->blocks[next].row == block->row)
                next++;
            status = note_table(&adder, i);
            if (status == STATUS_OK) status = add_row(&adder, i, next);
        }
        i = next;
    }
    return status;
}
