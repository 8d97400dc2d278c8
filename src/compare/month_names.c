#include "compare/month_names.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { NAME_BYTES_MOST = 96, NAME_UNITS_MOST = 32, MONTHS = 12, STEM_LETTERS_LEAST = 3, ENDING_LETTERS_LEAST = 5 };

static enum status add_section(struct compared_language *language, enum voice_section section, struct sense sense,
                               struct error *error)
{
    const struct voice_file *file = voice_source(language->voice);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != section) continue;
        sense.value = strtod(entry->key, NULL);
        if (sense.value <= MONTHS) status = senses_add_list(&language->senses, entry->value, sense, error);
    }
    return status;
}

/* "" where ICU has none. */
static void take_name(const UDateFormat *format, UDateFormatSymbolType type, int32_t index, char name[NAME_BYTES_MOST])
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[NAME_UNITS_MOST];
    int32_t count = udat_getSymbols(format, type, index, units, NAME_UNITS_MOST, &code), length = 0;
    u_strToUTF8(name, NAME_BYTES_MOST - 1, &length, units, count, &code);
    name[U_SUCCESS(code) ? length : 0] = '\0';
}

/* The name, and what begins with it (cases), or with it less its last letter. */
static enum status add_name(struct compared_language *language, const char *name, struct sense sense,
                            struct error *error)
{
    char key[NAME_BYTES_MOST + 1];
    size_t length = strlen(name), last = 0;
    for (size_t at = 0; at < length;) {
        last = at;
        utf8_next(name, length, &at);
    }
    enum status status = senses_add(&language->senses, name, length, sense, error);
    if (status != STATUS_OK || utf8_count(name, length) < ENDING_LETTERS_LEAST) return status;
    if (sense.kind != SENSE_WEEKDAY || language->alphabet > ALPHABET_CYRILLIC) last = length;
    memcpy(key, name, last);
    key[last] = '*';
    return senses_add(&language->senses, key, last + 1, sense, error);
}

/* What two forms of a name begin with: "stycz" of styczeń and stycznia. */
static enum status add_stem(struct compared_language *language, const char *one, const char *two, struct sense sense,
                            struct error *error)
{
    char key[NAME_BYTES_MOST + 1];
    size_t length = strlen(one), at = 0;
    while (at < length) {
        size_t next = at;
        utf8_next(one, length, &next);
        if (strncmp(one + at, two + at, next - at) != 0) break;
        at = next;
    }
    if (utf8_count(one, at) < STEM_LETTERS_LEAST) return STATUS_OK;
    memcpy(key, one, at);
    key[at] = '*';
    return senses_add(&language->senses, key, at + 1, sense, error);
}

static enum status add_icu(struct compared_language *language, const UDateFormat *format, struct error *error)
{
    char name[NAME_BYTES_MOST], alone[NAME_BYTES_MOST];
    enum status status = STATUS_OK;
    for (int32_t i = 0; i < MONTHS && status == STATUS_OK; i++) {
        struct sense sense = {SENSE_MONTH, WEIGHT_SURE, i + 1, 0};
        take_name(format, UDAT_MONTHS, i, name);
        take_name(format, UDAT_STANDALONE_MONTHS, i, alone);
        status = add_name(language, name, sense, error);
        if (status == STATUS_OK) status = add_name(language, alone, sense, error);
        if (status == STATUS_OK && strcmp(name, alone) != 0) status = add_stem(language, name, alone, sense, error);
    }
    for (int32_t i = UCAL_SUNDAY; i <= UCAL_SATURDAY && status == STATUS_OK; i++) {
        take_name(format, UDAT_WEEKDAYS, i, name);
        int day = i == UCAL_SUNDAY ? 7 : i - 1;
        status = add_name(language, name, (struct sense){SENSE_WEEKDAY, WEIGHT_SURE, day, 0}, error);
    }
    return status;
}

enum status month_names_add(struct compared_language *language, struct error *error)
{
    struct sense month = {SENSE_MONTH, WEIGHT_SURE, 0, 0}, weekday = {SENSE_WEEKDAY, WEIGHT_SURE, 0, 0};
    enum status status = add_section(language, SECTION_WEEKDAYS, weekday, error);
    if (language->alphabet == ALPHABET_HAN || status != STATUS_OK) return status; /* months have numbers there */
    status = add_section(language, SECTION_MONTHS, month, error);
    if (status == STATUS_OK) status = add_section(language, SECTION_SHORT_MONTHS, month, error);
    if (status != STATUS_OK) return status;
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, voice_locale(language->voice), NULL, 0, NULL, 0, &code);
    if (U_FAILURE(code)) return error_no_memory(error);
    status = add_icu(language, format, error);
    udat_close(format);
    return status;
}
