/* The Script's own members; for the files of script/ only. */
#ifndef ALOUD_SCRIPT_SCRIPT_PARTS_H
#define ALOUD_SCRIPT_SCRIPT_PARTS_H

#include "script/composer.h"
#include "script/script.h"
#include "script/sentences.h"

/* A column heading longer than this is not repeated in each row. */
enum { LABEL_LONGEST_BYTES = 120 };

struct table_start {
    uint32_t table; /* id */
    uint32_t block; /* its first cell */
};

struct script {
    const struct voice *voice; /* borrowed */
    struct sentences *sentences;
    struct composer composer;
    struct spoken *spoken;
    struct frame cell, task_done, task_open;
    double ms_per_character;
    enum punctuation punctuation;

    uint32_t block_count; /* taken in */
    struct place *places;
    size_t place_count, place_capacity;
    uint64_t *ends_ms; /* per place, the estimated time from the beginning to its end */
    size_t end_capacity;
    struct table_start *tables; /* ascending */
    size_t table_count, table_capacity;
};

/* Appends the places of the document's blocks [script->block_count, end). */
enum status places_add(struct script *script, const struct document *document, uint32_t end, struct error *error);

/* The cell of the header row above `cell`; NULL where there is none or it is empty or too long to repeat. */
const struct block *table_label(const struct script *script, const struct document *document, const struct block *cell);

/* Whether the row that begins with `cell` is a label and what it stands for: two columns, nothing in the header row. */
bool table_is_pairs(const struct script *script, const struct document *document, const struct block *cell);

#endif
