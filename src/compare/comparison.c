#include "compare/comparison.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/comparison_parts.h"
#include "compare/figure_match.h"

#include <stdlib.h>
#include <string.h>

/* Limits on the length, as a share of what the language's pace of speech lets expect; wide, and none for short entries. */
static const double shortest = 0.4, longest = 2.5;
enum { SHORT_LETTERS_MOST = 40, EXPLAINED_LETTERS = 60 /* such as what A&E is */ };

const char *difference_name(enum difference_kind kind)
{
    static const char *const names[] = {
#define X(name, text) [DIFFERENCE_##name] = (text),
        DIFFERENCE_LIST(X)
#undef X
    };
    return names[kind];
}

void differences_done(struct differences *differences)
{
    free(differences->items);
    *differences = (struct differences){0};
}

enum status differences_add(struct differences *differences, struct difference difference, struct error *error)
{
    if (!array_reserve(&differences->items, &differences->capacity, differences->count + 1))
        return error_no_memory(error);
    differences->items[differences->count++] = difference;
    return STATUS_OK;
}

enum status compared_text_set(struct compared_text *compared, const struct compared_language *language,
                              const char *text, size_t length, struct error *error)
{
    compared->language = language;
    compared->text = text;
    compared->length = length;
    buffer_clear(&compared->plain);
    tags_blank(text, length, &compared->plain);
    if (compared->plain.failed) return error_no_memory(error);
    enum status status = tokens_read(&compared->tokens, language, buffer_text(&compared->plain), length, error);
    return status == STATUS_OK ? figures_read(&compared->figures, language, &compared->tokens, error) : status;
}

void compared_text_done(struct compared_text *compared)
{
    buffer_done(&compared->plain);
    tokens_done(&compared->tokens);
    figures_done(&compared->figures);
    *compared = (struct compared_text){0};
}

/* ---- Figures ----------------------------------------------------------------------------------------------------- */

static enum difference_kind kind_of(const struct figure *figure)
{
    switch (figure->kind) {
    case FIGURE_AMOUNT: return DIFFERENCE_NUMBER;
    case FIGURE_TIME: return DIFFERENCE_TIME;
    case FIGURE_DATE:
    case FIGURE_WEEKDAY: return DIFFERENCE_DATE;
    case FIGURE_PHONE: return DIFFERENCE_PHONE;
    case FIGURE_ADDRESS: return DIFFERENCE_ADDRESS;
    case FIGURE_POSTCODE: return DIFFERENCE_POSTCODE;
    case FIGURE_CODE: return DIFFERENCE_REFERENCE;
    }
    return DIFFERENCE_NUMBER;
}

static struct text_span span_of(const struct figure *figure)
{
    return (struct text_span){figure->start, figure->end};
}

/* The best of what is left on the other side to be the changed version of a figure; count where there is none. */
static size_t find_version(const struct figure *figure, const struct figure_side *other)
{
    size_t best = other->figures->count;
    for (size_t i = 0; i < other->figures->count; i++) {
        const struct figure *candidate = &other->figures->items[i];
        if (other->matched[i] || candidate->weight != figure->weight) continue;
        if (!figures_are_versions(figure, candidate)) continue;
        if (candidate->kind == figure->kind && candidate->value == figure->value) return i;
        bool better = best == other->figures->count || other->figures->items[best].kind != figure->kind;
        if (better) best = i;
    }
    return best;
}

static struct difference changed(const struct figure *source, const struct figure *target)
{
    bool same_number = source->kind == FIGURE_AMOUNT && target->kind == FIGURE_AMOUNT && source->value == target->value;
    return (struct difference){same_number ? DIFFERENCE_MEASURE : kind_of(source), span_of(source), span_of(target),
                               "is another one in the translation"};
}

static enum status add_source_figures(struct figure_side *source, struct figure_side *target,
                                      struct differences *differences, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < source->figures->count && status == STATUS_OK; i++) {
        const struct figure *figure = &source->figures->items[i];
        if (source->matched[i] || figure->weight == WEIGHT_LOOSE) continue;
        size_t version = find_version(figure, target);
        if (version < target->figures->count) {
            target->matched[version] = true;
            status = differences_add(differences, changed(figure, &target->figures->items[version]), error);
        } else if (figure->weight == WEIGHT_SURE) {
            status = differences_add(
                differences,
                (struct difference){kind_of(figure), span_of(figure), {0, 0}, "is missing in the translation"}, error);
        }
    }
    return status;
}

static enum status add_target_figures(const struct figure_side *target, struct differences *differences,
                                      struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < target->figures->count && status == STATUS_OK; i++) {
        const struct figure *figure = &target->figures->items[i];
        if (target->matched[i] || figure->weight != WEIGHT_SURE) continue;
        status = differences_add(
            differences, (struct difference){kind_of(figure), {0, 0}, span_of(figure), "is not in the source"}, error);
    }
    return status;
}

static enum status compare_figures(const struct compared_text *source, const struct compared_text *target,
                                   struct differences *differences, struct error *error)
{
    size_t count = source->figures.count + target->figures.count;
    if (count == 0) return STATUS_OK;
    bool *matched = calloc(count, sizeof *matched);
    if (!matched) return error_no_memory(error);
    struct figure_side left = {source->language, &source->figures, buffer_text(&source->plain), matched};
    struct figure_side right = {target->language, &target->figures, buffer_text(&target->plain),
                                matched + source->figures.count};
    figures_match(&left, &right);
    enum status status = add_source_figures(&left, &right, differences, error);
    if (status == STATUS_OK) status = add_target_figures(&right, differences, error);
    free(matched);
    return status;
}

/* ---- Length ------------------------------------------------------------------------------------------------------ */

static enum status compare_lengths(const struct compared_text *source, const struct compared_text *target,
                                   struct differences *differences, struct error *error)
{
    double before = (double)source->tokens.letters, behind = (double)target->tokens.letters;
    double expected = before * target->language->characters_per_second / source->language->characters_per_second;
    if (before < SHORT_LETTERS_MOST
        || (behind >= expected * shortest && behind <= expected * longest + EXPLAINED_LETTERS))
        return STATUS_OK;
    return differences_add(differences,
                           (struct difference){DIFFERENCE_LENGTH,
                                               {0, (uint32_t)source->length},
                                               {0, (uint32_t)target->length},
                                               behind < expected ? "is far shorter in the translation"
                                                                 : "is far longer in the translation"},
                           error);
}

enum status compare(const struct compared_text *source, const struct compared_text *target,
                    struct differences *differences, struct error *error)
{
    size_t before = differences->count;
    enum status status = compare_letters(source, target, differences, error);
    bool untranslated = differences->count > before && differences->items[before].kind == DIFFERENCE_UNTRANSLATED;
    if (status == STATUS_OK) status = compare_figures(source, target, differences, error);
    if (status == STATUS_OK && !untranslated) status = compare_periods(source, target, differences, error);
    if (status == STATUS_OK && !untranslated) status = compare_denials(source, target, differences, error);
    if (status == STATUS_OK && !untranslated) status = compare_lengths(source, target, differences, error);
    return status == STATUS_OK ? compare_tags(source, target, differences, error) : status;
}

enum status compare_texts(const struct compared_language *source_language, const char *source, size_t source_length,
                          const struct compared_language *target_language, const char *target, size_t target_length,
                          struct differences *differences, struct error *error)
{
    struct compared_text left = {0}, right = {0};
    enum status status = compared_text_set(&left, source_language, source, source_length, error);
    if (status == STATUS_OK) status = compared_text_set(&right, target_language, target, target_length, error);
    if (status == STATUS_OK) status = compare(&left, &right, differences, error);
    compared_text_done(&left);
    compared_text_done(&right);
    return status;
}
