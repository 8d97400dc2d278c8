#include "compare/leaflet_comparison.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum status leaflet_comparison_init(struct leaflet_comparison *comparison, const struct original *original,
                                    const struct compared_language *language, struct error *error)
{
    comparison->original = original;
    comparison->sources = calloc(original->entry_count + 1, sizeof *comparison->sources);
    if (!comparison->sources) return error_no_memory(error);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < original->entry_count && status == STATUS_OK; i++) {
        const char *text = original_text(original, &original->entries[i]);
        status = compared_text_set(&comparison->sources[i], language, text, strlen(text), error);
    }
    return status;
}

void leaflet_comparison_done(struct leaflet_comparison *comparison)
{
    for (size_t i = 0; comparison->sources && i < comparison->original->entry_count; i++)
        compared_text_done(&comparison->sources[i]);
    free(comparison->sources);
    compared_text_done(&comparison->target);
    differences_done(&comparison->differences);
    *comparison = (struct leaflet_comparison){0};
}

/* What a comparison is asked for, and by whom. */
struct asking {
    const struct compared_language *language; /* of the translation */
    difference_found found;
    void *context;
};

/* One entry with its translation. `place` has the lines. */
static enum status compare_entry(struct leaflet_comparison *comparison, size_t entry, const char *translation,
                                 struct found_difference place, const struct asking *asking, struct error *error)
{
    comparison->differences.count = 0;
    enum status status =
        compared_text_set(&comparison->target, asking->language, translation, strlen(translation), error);
    if (status == STATUS_OK)
        status = compare(&comparison->sources[entry], &comparison->target, &comparison->differences, error);
    if (status != STATUS_OK) return status;
    place.source = comparison->sources[entry].text;
    place.target = translation;
    for (size_t i = 0; i < comparison->differences.count; i++) {
        place.difference = comparison->differences.items[i];
        asking->found(asking->context, &place);
    }
    return STATUS_OK;
}

enum status leaflet_compare_catalogue(struct leaflet_comparison *comparison, const struct catalogue *catalogue,
                                      const struct compared_language *language, difference_found found, void *context,
                                      struct error *error)
{
    const struct original *original = comparison->original;
    const struct asking asking = {language, found, context};
    enum status status = STATUS_OK;
    comparison->compared = 0;
    for (size_t i = 0; i < catalogue->count && status == STATUS_OK; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete || !catalogue_entry_is_translated(entry)) continue;
        const struct entry *source = original_find(original, entry->context ? entry->context : "", entry->text);
        if (!source) continue;
        comparison->compared++;
        struct found_difference place = {.source_line = source->line, .target_line = entry->line};
        status =
            compare_entry(comparison, (size_t)(source - original->entries), entry->translation, place, &asking, error);
    }
    return status;
}

/* ---- Two leaflets ------------------------------------------------------------------------------------------------ */

static const struct block *block_of(const struct original *original, size_t unit)
{
    uint32_t block = original->units[unit].block;
    return block == DOCUMENT_NONE ? NULL : &original->document->blocks[block];
}

static uint32_t section_of(const struct original *original, size_t unit)
{
    const struct block *block = block_of(original, unit);
    return block ? block->section : 0;
}

/* The units from `first` on that are of one section. */
static size_t section_end(const struct original *original, size_t first)
{
    size_t end = first;
    while (end < original->unit_count && section_of(original, end) == section_of(original, first)) end++;
    return end;
}

static bool is_same_kind(const struct original *source, size_t i, const struct original *target, size_t k)
{
    const struct block *one = block_of(source, i), *two = block_of(target, k);
    return one && two ? one->kind == two->kind : one == two;
}

static size_t line_of(const struct original *original, size_t unit)
{
    return document_line(original->document, original->units[unit].source.start);
}

struct section_counts {
    size_t blocks[BLOCK_CODE + 1]; /* by kind; cells as rows */
};

static struct section_counts count_blocks(const struct original *original, size_t first, size_t end)
{
    struct section_counts counts = {0};
    for (size_t i = first; i < end; i++) {
        const struct block *block = block_of(original, i), *before = i > first ? block_of(original, i - 1) : NULL;
        if (!block) continue;
        bool same_row = block->kind == BLOCK_TABLE_CELL && before && before->kind == BLOCK_TABLE_CELL
                        && before->table == block->table && before->row == block->row;
        counts.blocks[block->kind] += !same_row;
    }
    return counts;
}

static void tell_structure(const struct original *source, size_t i, const struct original *target, size_t k,
                           const char *text, const struct asking *asking)
{
    struct found_difference found = {.difference = {.kind = DIFFERENCE_STRUCTURE, .text = text}};
    found.source = found.target = "";
    if (i < source->unit_count) found.source_line = line_of(source, i);
    if (k < target->unit_count) found.target_line = line_of(target, k);
    asking->found(asking->context, &found);
}

/* The first unit of a kind, else `first`. */
static size_t first_of_kind(const struct original *original, size_t first, size_t end, int kind)
{
    for (size_t i = first; i < end; i++)
        if (block_of(original, i) && (int)block_of(original, i)->kind == kind) return i;
    return first;
}

static void compare_structure(const struct original *source, size_t i, size_t end, const struct original *target,
                              size_t k, size_t target_end, const struct asking *asking)
{
    static const char *const texts[] = {
        [BLOCK_HEADING] = "this section has another number of headings in the translation",
        [BLOCK_PARAGRAPH] = "this section has another number of paragraphs in the translation",
        [BLOCK_LIST_ITEM] = "this section has another number of list items in the translation",
        [BLOCK_TABLE_CELL] = "this section has another number of table rows in the translation",
        [BLOCK_CODE] = "this section has another number of blocks of code in the translation",
    };
    struct section_counts left = count_blocks(source, i, end), right = count_blocks(target, k, target_end);
    for (int kind = 0; kind <= BLOCK_CODE; kind++) {
        if (left.blocks[kind] == right.blocks[kind]) continue;
        tell_structure(source, first_of_kind(source, i, end, kind), target, first_of_kind(target, k, target_end, kind),
                       texts[kind], asking);
    }
}

/* The blocks of one section, pair by pair as long as they are of the same kind. */
static enum status compare_sections(struct leaflet_comparison *comparison, size_t i, size_t end,
                                    const struct original *target, size_t k, size_t target_end,
                                    const struct asking *asking, struct error *error)
{
    const struct original *source = comparison->original;
    enum status status = STATUS_OK;
    for (; i < end && k < target_end && status == STATUS_OK && is_same_kind(source, i, target, k); i++, k++) {
        struct found_difference place = {.source_line = line_of(source, i), .target_line = line_of(target, k)};
        const char *translation = original_text(target, &target->entries[target->units[k].entry]);
        status = compare_entry(comparison, source->units[i].entry, translation, place, asking, error);
    }
    return status;
}

/* That a leaflet is a draft, or lacks parts, is told by `aloud translate build` and not by the source. */
static bool is_notice(const struct voice *voice, const char *text)
{
    static const enum phrase phrases[] = {PHRASE_PHONE_DRAFT, PHRASE_UNTRANSLATED_LEFT_OUT};
    struct buffer notice = {0};
    bool same = false;
    for (size_t i = 0; i < ARRAY_COUNT(phrases) && !same; i++) {
        buffer_clear(&notice);
        same = voice_phrase(voice, phrases[i], NULL, 0, &notice, NULL) == STATUS_OK
               && strcmp(buffer_text(&notice), text) == 0;
    }
    buffer_done(&notice);
    return same;
}

/* The leaflet without notices: its units are the caller's to free, all else is the leaflet's. */
static enum status leave_notices_out(const struct original *leaflet, const struct voice *voice, struct original *ret,
                                     struct error *error)
{
    *ret = *leaflet;
    ret->unit_count = 0;
    ret->units = calloc(leaflet->unit_count + 1, sizeof *ret->units);
    if (!ret->units) return error_no_memory(error);
    for (size_t i = 0; i < leaflet->unit_count; i++) {
        const char *text = original_text(leaflet, &leaflet->entries[leaflet->units[i].entry]);
        if (!is_notice(voice, text)) ret->units[ret->unit_count++] = leaflet->units[i];
    }
    return STATUS_OK;
}

static enum status compare_leaflets(struct leaflet_comparison *comparison, const struct original *translation,
                                    struct asking asking, struct error *error)
{
    const struct original *source = comparison->original;
    enum status status = STATUS_OK;
    size_t i = 0, k = 0;
    while (i < source->unit_count && k < translation->unit_count && status == STATUS_OK) {
        size_t end = section_end(source, i), target_end = section_end(translation, k);
        compare_structure(source, i, end, translation, k, target_end, &asking);
        status = compare_sections(comparison, i, end, translation, k, target_end, &asking, error);
        i = end;
        k = target_end;
    }
    if (status == STATUS_OK && i < source->unit_count)
        tell_structure(source, i, translation, k, "the translation has fewer sections: this one is missing", &asking);
    if (status == STATUS_OK && k < translation->unit_count)
        tell_structure(source, i, translation, k, "the translation has more sections than the source", &asking);
    return status;
}

enum status leaflet_compare_leaflet(struct leaflet_comparison *comparison, const struct original *translation,
                                    const struct compared_language *language, difference_found found, void *context,
                                    struct error *error)
{
    struct original whole;
    enum status status = leave_notices_out(translation, language->voice, &whole, error);
    if (status == STATUS_OK)
        status = compare_leaflets(comparison, &whole, (struct asking){language, found, context}, error);
    free(whole.units);
    return status;
}
