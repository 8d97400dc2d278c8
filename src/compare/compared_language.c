#include "compare/compared_language.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/denials.h"
#include "compare/folding.h"
#include "compare/measure_words.h"
#include "compare/month_names.h"
#include "compare/spelt_numbers.h"

#include <stdlib.h>
#include <string.h>

/* Keys of [comparison] that name one sense. */
static const struct {
    const char *key;
    enum sense_kind kind;
    int value;
} named[] = {
    {"second", SENSE_MEASURE, MEASURE_SECOND},
    {"minute", SENSE_MEASURE, MEASURE_MINUTE},
    {"hour", SENSE_MEASURE, MEASURE_HOUR},
    {"day", SENSE_MEASURE, MEASURE_DAY},
    {"week", SENSE_MEASURE, MEASURE_WEEK},
    {"month", SENSE_MEASURE, MEASURE_MONTH},
    {"year", SENSE_MEASURE, MEASURE_YEAR},
    {"am", SENSE_DAY_PART, DAY_PART_MORNING},
    {"pm", SENSE_DAY_PART, DAY_PART_AFTERNOON},
    {"night", SENSE_DAY_PART, DAY_PART_NIGHT},
    {"clock", SENSE_CLOCK, 0},
    {"plus", SENSE_PLUS, 0},
    {"half_more", SENSE_HALF_MORE, 0},
    {"part", SENSE_PART, 0},
    {"other", SENSE_OTHER, 0},
    {"counted", SENSE_COUNTED, 0},
    {"date_day", SENSE_DATE_PART, 1},
    {"date_month", SENSE_DATE_PART, 2},
    {"date_year", SENSE_DATE_PART, 3},
    {"ordinal_before", SENSE_ORDINAL_BEFORE, 0},
    {"percent_before", SENSE_PERCENT_BEFORE, 0},
};

static enum status add_affixes(struct affixes *affixes, const char *list, struct error *error)
{
    for (const char *at = list + strspn(list, " "); *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        struct buffer folded = {0};
        fold_text(at, length, &folded);
        if (folded.failed) return error_no_memory(error);
        if (affixes->count < AFFIXES_MOST && folded.length < AFFIX_BYTES_MOST) {
            struct affix *affix = &affixes->items[affixes->count++];
            affix->length = folded.length;
            memcpy(affix->text, buffer_text(&folded), folded.length + 1);
        }
        buffer_done(&folded);
        at += length;
    }
    return STATUS_OK;
}

/* "2", "~2", "0.5": a number's words. */
static enum status add_number(struct compared_language *language, const struct voice_entry *entry, bool *known,
                              struct error *error)
{
    bool loose = entry->key[0] == '~';
    char *end = NULL;
    double value = strtod(entry->key + loose, &end);
    *known = end != entry->key + loose && *end == '\0';
    if (!*known) return STATUS_OK;
    struct sense sense = {SENSE_NUMBER, loose ? WEIGHT_LOOSE : WEIGHT_SURE, value, 0};
    return senses_add_list(&language->senses, entry->value, sense, error);
}

static enum status add_comparison(struct compared_language *language, const struct voice_entry *entry,
                                  struct error *error)
{
    for (size_t i = 0; i < ARRAY_COUNT(named); i++) {
        if (strcmp(named[i].key, entry->key) != 0) continue;
        struct sense sense = {named[i].kind, WEIGHT_SURE, named[i].value, 0};
        if (sense.kind == SENSE_MEASURE) language->knows_measure[named[i].value] = true;
        return senses_add_list(&language->senses, entry->value, sense, error);
    }
    if (strncmp(entry->key, "month ", 6) == 0) {
        struct sense sense = {SENSE_MONTH, WEIGHT_SURE, strtod(entry->key + 6, NULL), 0};
        return senses_add_list(&language->senses, entry->value, sense, error);
    }
    enum measure measure = measure_of_symbol(entry->key);
    if (measure != MEASURE_NONE) {
        language->knows_measure[measure] = true;
        return senses_add_list(&language->senses, entry->value, (struct sense){SENSE_MEASURE, WEIGHT_SURE, measure, 0},
                               error);
    }
    if (strcmp(entry->key, "prefixes") == 0) return add_affixes(&language->prefixes, entry->value, error);
    if (strcmp(entry->key, "suffixes") == 0) return add_affixes(&language->suffixes, entry->value, error);
    if (strcmp(entry->key, "loose") == 0) return STATUS_OK; /* when all numbers are there */
    bool known = false;
    enum status status = add_number(language, entry, &known, error);
    if (known) return status;
    return voice_file_mistake(voice_source(language->voice), entry, error, "there is no such key");
}

static enum status add_denial(struct compared_language *language, const struct voice_entry *entry, struct error *error)
{
    enum denial denial = denial_of_key(entry->key);
    if (denial == DENIAL_COUNT)
        return voice_file_mistake(voice_source(language->voice), entry, error, "there is no such key");
    return senses_add_list(&language->senses, entry->value, (struct sense){SENSE_DENIAL, WEIGHT_SURE, denial, 0},
                           error);
}

static enum status add_entries(struct compared_language *language, struct error *error)
{
    const struct voice_file *file = voice_source(language->voice);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section == SECTION_COMPARISON) status = add_comparison(language, entry, error);
        if (entry->section == SECTION_NEGATIONS) status = add_denial(language, entry, error);
    }
    return status;
}

static void loosen(struct compared_language *language)
{
    const struct voice_entry *entry = voice_file_find(voice_source(language->voice), SECTION_COMPARISON, "loose");
    for (const char *at = entry ? entry->value : ""; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        senses_loosen(&language->senses, at, length);
        at += length;
    }
}

static void take_signs(const char *text, uint32_t signs[SIGNS_MOST])
{
    size_t count = 0;
    for (size_t at = 0, length = text ? strlen(text) : 0; at < length && count + 1 < SIGNS_MOST;)
        signs[count++] = utf8_next(text, length, &at);
}

static enum status add_day_parts(struct compared_language *language, struct error *error)
{
    const char *am = voice_wording(language->voice, WORDING_AM_WRITTEN);
    const char *pm = voice_wording(language->voice, WORDING_PM_WRITTEN);
    struct sense sense = {SENSE_DAY_PART, WEIGHT_SURE, DAY_PART_MORNING, 0};
    enum status status = am ? senses_add_list(&language->senses, am, sense, error) : STATUS_OK;
    sense.value = DAY_PART_AFTERNOON;
    if (status == STATUS_OK && pm) status = senses_add_list(&language->senses, pm, sense, error);
    return status;
}

static bool has_dot(const char *signs)
{
    return signs && strchr(signs, '.');
}

enum status compared_language_init(struct compared_language *language, const struct voice *voice, struct error *error)
{
    const char *order = voice_wording(voice, WORDING_DATE_ORDER);
    language->voice = voice;
    language->alphabet = alphabet_of_text(voice_name(voice), strlen(voice_name(voice)));
    language->characters_per_second = voice_characters_per_second(voice);
    language->month_first = order && strcmp(order, "mdy") == 0;
    language->dotted_days =
        has_dot(voice_wording(voice, WORDING_ORDINAL_SIGN)) || has_dot(voice_wording(voice, WORDING_DAY_SIGNS));
    language->clock_of_24 = !voice_wording(voice, WORDING_AM_WRITTEN);
    take_signs(voice_wording(voice, WORDING_DECIMAL), language->decimal_signs);
    take_signs(voice_wording(voice, WORDING_GROUPS), language->group_signs);
    enum status status = add_entries(language, error);
    if (status == STATUS_OK) status = add_day_parts(language, error);
    if (status == STATUS_OK) status = measure_words_add(language, error);
    if (status == STATUS_OK) status = month_names_add(language, error);
    if (status == STATUS_OK && language->alphabet != ALPHABET_HAN) status = spelt_numbers_add(language, error);
    loosen(language);
    return status;
}

void compared_language_done(struct compared_language *language)
{
    senses_done(&language->senses);
    *language = (struct compared_language){0};
}
