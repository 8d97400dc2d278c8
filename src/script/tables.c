#include "script/script_parts.h"

static uint32_t first_cell(const struct script *script, uint32_t table)
{
    size_t low = 0;
    size_t high = script->table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (script->tables[middle].table < table)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < script->table_count && script->tables[low].table == table;
    return found ? script->tables[low].block : DOCUMENT_NONE;
}

static bool is_header(const struct document *document, uint32_t index, uint32_t table)
{
    return index < document->block_count && document->blocks[index].table == table
           && document->blocks[index].header_cell;
}

const struct block *table_label(const struct script *script, const struct document *document, const struct block *cell)
{
    if (cell->header_cell) return NULL;
    uint32_t first = first_cell(script, cell->table);
    if (first == DOCUMENT_NONE) return NULL;
    uint32_t low = first;
    uint32_t high = first + cell->column + 1u; /* cells may be missing, so it stands there or before */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (is_header(document, middle, cell->table) && document->blocks[middle].column < cell->column)
            low = middle + 1;
        else
            high = middle;
    }
    if (!is_header(document, low, cell->table) || document->blocks[low].column != cell->column) return NULL;
    const struct block *label = &document->blocks[low];
    uint32_t length = label->text_end - label->text_start;
    return length > 0 && length <= LABEL_LONGEST_BYTES ? label : NULL;
}

bool table_is_pairs(const struct script *script, const struct document *document, const struct block *cell)
{
    uint32_t first = first_cell(script, cell->table);
    if (first == DOCUMENT_NONE || is_header(document, first, cell->table)) return false;
    const struct block *end = document->blocks + document->block_count;
    const struct block *last = cell;
    while (last + 1 < end && last->column < 2 && last[1].table == cell->table && last[1].row == cell->row) last++;
    return last->column == 1;
}
