#include "compare/measure_words.h"

#include "base/utf8.h"

#include <string.h>

enum { STEM_LETTERS_LEAST = 4, FORM_BYTES_MOST = 120 };

static enum status add_symbols(struct compared_language *language, struct error *error)
{
    enum status status = STATUS_OK;
    for (int i = 1; i < MEASURE_COUNT && status == STATUS_OK; i++) {
        struct sense sense = {SENSE_MEASURE, WEIGHT_SURE, i, 0};
        status = senses_add_list(&language->senses, measure_symbols((enum measure)i), sense, error);
    }
    return status;
}

/* The measure of an entry of [units]: its key's, that of the key that it is the same as, or that of another key that is the
 * same as it; or that of which its key is the word, where the language writes words for symbols. */
static enum measure measure_of_entry(const struct compared_language *language, const struct voice_entry *entry)
{
    const struct voice_file *file = voice_source(language->voice);
    const char *base = *entry->value == '=' ? entry->value + 1 : entry->key;
    enum measure measure = measure_of_symbol(base);
    for (size_t i = 0; i < file->count && measure == MEASURE_NONE; i++) {
        const struct voice_entry *other = &file->entries[i];
        if (other->section == SECTION_UNITS && *other->value == '=' && strcmp(other->value + 1, base) == 0)
            measure = measure_of_symbol(other->key);
    }
    return measure;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '#';
}

/* One form, such as "# miligramy": its words, and, where it is one long word, all words that begin with it less an ending
 * vowel of other forms. */
static enum status add_form(struct compared_language *language, const char *form, size_t length, struct sense sense,
                            struct error *error)
{
    char key[FORM_BYTES_MOST + 2];
    while (length > 0 && is_blank(*form)) form++, length--;
    while (length > 0 && is_blank(form[length - 1])) length--;
    if (length == 0 || length >= FORM_BYTES_MOST || memchr(form, '#', length)) return STATUS_OK;
    memcpy(key, form, length);
    if (language->alphabet != ALPHABET_HAN && utf8_count(form, length) >= STEM_LETTERS_LEAST) key[length++] = '*';
    enum status status = senses_add(&language->senses, key, length, sense, error);
    char *space = memchr(key, ' ', length);
    if (status != STATUS_OK || !space) return status;
    memmove(space, space + 1, length - (size_t)(space + 1 - key)); /* some write "ملی گرام" as one word */
    return senses_add(&language->senses, key, length - 1, sense, error);
}

/* Whether the measure stands before its number in "{0, plural, one{gram #} other{gram #}}". */
static bool is_first(const char *pattern)
{
    static const char word[] = "other{";
    const char *other = strstr(pattern, word);
    return other && other[strlen(word)] != '#';
}

/* The forms of "{0, plural, one{# gram} other{# gramów}}". */
static enum status add_forms(struct compared_language *language, const char *pattern, struct sense sense,
                             struct error *error)
{
    enum status status = STATUS_OK;
    const char *at = strstr(pattern, "plural");
    while (at && status == STATUS_OK) {
        const char *open = strchr(at, '{');
        const char *close = open ? strchr(open, '}') : NULL;
        if (!close) break;
        status = add_form(language, open + 1, (size_t)(close - open - 1), sense, error);
        at = close + 1;
    }
    return status;
}

enum status measure_words_add(struct compared_language *language, struct error *error)
{
    const struct voice_file *file = voice_source(language->voice);
    enum status status = add_symbols(language, error);
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != SECTION_UNITS) continue;
        enum measure measure = measure_of_entry(language, entry);
        if (measure == MEASURE_NONE) continue;
        struct sense sense = {SENSE_MEASURE, WEIGHT_SURE, measure, 0};
        language->knows_measure[measure] = true;
        if (measure == MEASURE_MG && is_first(entry->value)) language->measure_first = true;
        status = senses_add(&language->senses, entry->key, strlen(entry->key), sense, error);
        if (status == STATUS_OK && *entry->value != '=') status = add_forms(language, entry->value, sense, error);
    }
    return status;
}
