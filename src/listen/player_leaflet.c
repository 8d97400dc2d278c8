#include "listen/player_leaflet.h"

#include "voice/roles.h"

size_t leaflet_count(const struct player_leaflet *leaflet)
{
    return script_count(leaflet->script);
}

static const struct block *block_of(const struct player_leaflet *leaflet, size_t utterance)
{
    return &leaflet->document->blocks[script_place(leaflet->script, utterance)->block];
}

/* ---- Sections ---------------------------------------------------------------------------------------------------- */

/* How many sections stand before the first that has a heading: none or one. */
static uint32_t headless(const struct player_leaflet *leaflet)
{
    const struct document *document = leaflet->document;
    return document->section_count && document->sections[0].heading == DOCUMENT_NONE ? 1 : 0;
}

uint32_t leaflet_section_count(const struct player_leaflet *leaflet)
{
    return (uint32_t)leaflet->document->section_count - headless(leaflet);
}

uint32_t leaflet_section_index(const struct player_leaflet *leaflet, uint32_t number)
{
    return number - 1 + headless(leaflet);
}

uint32_t leaflet_section_of(const struct player_leaflet *leaflet, size_t utterance)
{
    return block_of(leaflet, utterance)->section + 1 - headless(leaflet);
}

uint8_t leaflet_section_level(const struct player_leaflet *leaflet, uint32_t number)
{
    return leaflet->document->sections[leaflet_section_index(leaflet, number)].level;
}

/* The first utterance of `block` or of the blocks behind it; the count where there is none. */
static size_t first_of_block(const struct player_leaflet *leaflet, uint32_t block)
{
    size_t low = 0, high = leaflet_count(leaflet);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (script_place(leaflet->script, middle)->block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t leaflet_section_start(const struct player_leaflet *leaflet, uint32_t number)
{
    if (number == 0) return leaflet_count(leaflet) ? 0 : UTTERANCE_NONE;
    const struct section *section = &leaflet->document->sections[leaflet_section_index(leaflet, number)];
    size_t start = first_of_block(leaflet, section->first_block);
    return start < leaflet_count(leaflet) ? start : UTTERANCE_NONE;
}

size_t leaflet_section_end(const struct player_leaflet *leaflet, uint32_t number)
{
    if (number >= leaflet_section_count(leaflet)) return leaflet_count(leaflet);
    size_t next = leaflet_section_start(leaflet, number + 1);
    return next == UTTERANCE_NONE ? leaflet_count(leaflet) : next;
}

size_t leaflet_section(const struct player_leaflet *leaflet, size_t from, bool forward)
{
    size_t count = leaflet_count(leaflet);
    if (count == 0) return UTTERANCE_NONE;
    if (forward) {
        if (from >= count) return UTTERANCE_NONE;
        uint32_t number = leaflet_section_of(leaflet, from);
        return number < leaflet_section_count(leaflet) ? leaflet_section_start(leaflet, number + 1) : UTTERANCE_NONE;
    }
    if (from == 0) return UTTERANCE_NONE;
    uint32_t number = leaflet_section_of(leaflet, from - 1);
    return leaflet_section_start(leaflet, number);
}

/* ---- Paragraphs, headings ---------------------------------------------------------------------------------------- */

size_t leaflet_paragraph(const struct player_leaflet *leaflet, size_t from, bool forward)
{
    size_t count = leaflet_count(leaflet);
    if (forward) {
        for (size_t i = from + 1; i < count; i++)
            if (script_place(leaflet->script, i)->starts_block) return i;
        return UTTERANCE_NONE;
    }
    for (size_t i = from; i-- > 0;)
        if (i == 0 || script_place(leaflet->script, i)->starts_block) return i;
    return UTTERANCE_NONE;
}

static size_t last_in_reach(const struct player_leaflet *leaflet, size_t from, size_t reach)
{
    size_t count = leaflet_count(leaflet);
    return from < count && reach < count - from ? from + reach : count;
}

size_t leaflet_next_heading(const struct player_leaflet *leaflet, size_t from, uint8_t level, size_t reach)
{
    size_t end = last_in_reach(leaflet, from, reach);
    for (size_t i = from + 1; i < end; i++) {
        const struct place *place = script_place(leaflet->script, i);
        if (place->level == level && place->role == ROLE_HEADING && place->starts_block) return i;
    }
    return UTTERANCE_NONE;
}

/* ---- Lists and tables -------------------------------------------------------------------------------------------- */

/* Whether block `index` is the first of its list. Items of other lists may stand between two of a list's items, so the
 * search goes back as far as this list's items are within one another. */
static bool list_first(const struct document *document, uint32_t index)
{
    uint32_t list = document->blocks[index].list;
    if (list == 0) return false;
    for (uint32_t i = index; i-- > 0;) {
        if (document->blocks[i].list == list) return false;
        if (document->blocks[i].list == 0) break;
    }
    return true;
}

bool leaflet_list_begins(const struct player_leaflet *leaflet, size_t utterance, uint32_t *ret_items)
{
    const struct document *document = leaflet->document;
    const struct place *place = script_place(leaflet->script, utterance);
    if (!place->starts_block || !list_first(document, place->block)) return false;
    const struct block *first = &document->blocks[place->block];
    uint32_t items = 0;
    for (size_t i = place->block; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->list == first->list)
            items += block->kind == BLOCK_LIST_ITEM;
        else if (block->list_depth <= first->list_depth)
            break;
    }
    *ret_items = items ? items : 1;
    return true;
}

bool leaflet_table_begins(const struct player_leaflet *leaflet, size_t utterance, uint32_t *ret_rows,
                          uint32_t *ret_columns)
{
    const struct document *document = leaflet->document;
    uint32_t first = script_place(leaflet->script, utterance)->block;
    uint32_t table = document->blocks[first].table;
    if (table == 0 || (utterance > 0 && block_of(leaflet, utterance - 1)->table == table)) return false;
    uint32_t rows = 0, columns = 0;
    for (size_t i = first; i < document->block_count && document->blocks[i].table == table; i++) {
        const struct block *cell = &document->blocks[i];
        if (cell->row > rows) rows = cell->row; /* row 0 is the header */
        if (cell->column + 1u > columns) columns = cell->column + 1u;
    }
    *ret_rows = rows ? rows : 1;
    *ret_columns = columns;
    return true;
}

size_t leaflet_next_list(const struct player_leaflet *leaflet, size_t from, size_t reach)
{
    size_t end = last_in_reach(leaflet, from, reach);
    for (size_t i = from + 1; i < end; i++) {
        const struct place *place = script_place(leaflet->script, i);
        if (place->starts_block && list_first(leaflet->document, place->block)) return i;
    }
    return UTTERANCE_NONE;
}

size_t leaflet_next_table(const struct player_leaflet *leaflet, size_t from, size_t reach)
{
    size_t end = last_in_reach(leaflet, from, reach);
    for (size_t i = from + 1; i < end; i++) {
        uint32_t table = block_of(leaflet, i)->table;
        if (table && block_of(leaflet, i - 1)->table != table) return i;
    }
    return UTTERANCE_NONE;
}

uint64_t leaflet_duration_ms(const struct player_leaflet *leaflet, size_t from, size_t to)
{
    return script_duration_ms(leaflet->script, from, to);
}
