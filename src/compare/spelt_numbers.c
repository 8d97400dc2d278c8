#include "compare/spelt_numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum {
    NAME_UNITS_MOST = 200,
    NAME_BYTES_MOST = NAME_UNITS_MOST * 3,
    OWN_RULES_MOST = 40,
    SET_BYTES_MOST = 80,
    SETS_UNITS_MOST = 4000
};
#define CARDINAL "%spellout-cardinal"
#define ORDINAL "%spellout-ordinal"

/* Beyond these, number words are put together from their parts (figures.c). */
static const int32_t larger[] = {200,  300,  400,  500,  600,  700,  800,   900,     1000,    2000,   3000,
                                 4000, 5000, 6000, 7000, 8000, 9000, 10000, 1000000, 2000000, 5000000};
enum { SMALL_NUMBERS = 101 };

static enum status add_name(struct compared_language *language, const UNumberFormat *format, int32_t number,
                            bool ordinal, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[NAME_UNITS_MOST];
    char name[NAME_BYTES_MOST];
    int32_t length = 0, count = unum_format(format, number, units, NAME_UNITS_MOST, NULL, &code);
    u_strToUTF8(name, NAME_BYTES_MOST, &length, units, count, &code);
    if (U_FAILURE(code)) return STATUS_OK; /* too long to be of use */
    if (strpbrk(name, "0123456789")) return STATUS_OK;
    enum sense_weight weight = ordinal ? WEIGHT_ORDINAL : number <= 1 ? WEIGHT_LOOSE : WEIGHT_SURE;
    return senses_add(&language->senses, name, (size_t)length, (struct sense){SENSE_NUMBER, weight, number, 0}, error);
}

static enum status add_names(struct compared_language *language, const UNumberFormat *format, bool ordinal,
                             struct error *error)
{
    enum status status = STATUS_OK;
    for (int32_t i = 0; i < SMALL_NUMBERS && status == STATUS_OK; i++)
        status = add_name(language, format, i, ordinal, error);
    for (size_t i = 0; i < sizeof larger / sizeof *larger && status == STATUS_OK && !ordinal; i++)
        status = add_name(language, format, larger[i], false, error);
    return status;
}

/* All sets of cardinal and ordinal numbers: "%spellout-cardinal-feminine", say. */
static enum status add_sets(struct compared_language *language, UNumberFormat *format, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[SETS_UNITS_MOST], name[SET_BYTES_MOST];
    char sets[SETS_UNITS_MOST];
    int32_t count = unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, units, SETS_UNITS_MOST - 1, &code);
    if (U_FAILURE(code) || count >= SETS_UNITS_MOST) return STATUS_OK;
    u_UCharsToChars(units, sets, count);
    sets[count] = '\0';
    enum status status = STATUS_OK;
    for (const char *at = sets; *at && status == STATUS_OK; at += strspn(at, ";")) {
        size_t length = strcspn(at, ";");
        bool cardinal = strncmp(at, CARDINAL, strlen(CARDINAL)) == 0;
        if (length < SET_BYTES_MOST && (cardinal || strncmp(at, ORDINAL, strlen(ORDINAL)) == 0)) {
            u_charsToUChars(at, name, (int32_t)length);
            name[length] = 0; /* ICU passes over the length that it is given */
            unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &code);
            if (U_SUCCESS(code)) status = add_names(language, format, !cardinal, error);
        }
        at += length;
    }
    return status;
}

/* As numbers.c of script/ puts them together. */
static void own_rules(const struct voice *voice, struct buffer *rules)
{
    char key[16];
    for (int i = 1; i < OWN_RULES_MOST; i++) {
        int length = snprintf(key, sizeof key, "%d", i);
        const char *part = voice_words(voice, WORDS_RULES, key, (size_t)length);
        if (!part) break;
        buffer_printf(rules, "%s\n", part);
    }
}

static enum status add_own(struct compared_language *language, const char *locale, struct error *error)
{
    struct buffer rules = {0};
    own_rules(language->voice, &rules);
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    UChar *text = calloc(rules.length + 1, sizeof *text);
    enum status status = rules.failed || !text ? error_no_memory(error) : STATUS_OK;
    if (status == STATUS_OK && rules.length) {
        u_strFromUTF8(text, (int32_t)rules.length + 1, &length, rules.data, (int32_t)rules.length, &code);
        UNumberFormat *format = unum_open(UNUM_PATTERN_RULEBASED, text, length, locale, NULL, &code);
        if (U_SUCCESS(code)) status = add_sets(language, format, error);
        unum_close(format);
    }
    free(text);
    buffer_done(&rules);
    return status;
}

enum status spelt_numbers_add(struct compared_language *language, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *locale = voice_locale(language->voice);
    enum status status = add_own(language, locale, error);
    if (status != STATUS_OK) return status;
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &code);
    if (U_FAILURE(code)) return error_no_memory(error);
    const char *found = unum_getLocaleByType(format, ULOC_ACTUAL_LOCALE, &code);
    if (U_SUCCESS(code) && strncmp(found, locale, 2) == 0) /* else ICU does not know how the language counts */
        status = add_sets(language, format, error);
    unum_close(format);
    return status;
}
