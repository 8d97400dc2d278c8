#include "script/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

enum {
    NAME_UNITS_MOST = 400,
    NAME_BYTES_MOST = NAME_UNITS_MOST * 3,
    RULE_BYTES_MOST = 64,
    OWN_RULES_MOST = 40,
    NAMED_MOST = 1000
};

/* The voice file's own rules, in the notation of ICU's: the texts under 1, 2, … one behind the other. */
static UNumberFormat *open_own(struct numbers *numbers, UErrorCode *code)
{
    struct buffer rules = {0};
    char key[16];
    for (int i = 1; i < OWN_RULES_MOST; i++) {
        int length = snprintf(key, sizeof key, "%d", i);
        const char *part = voice_words(numbers->voice, WORDS_RULES, key, (size_t)length);
        if (!part) break;
        buffer_printf(&rules, "%s\n", part);
    }
    UChar *text = calloc(rules.length + 1, sizeof *text);
    UNumberFormat *format = NULL;
    int32_t length = 0;
    numbers->failed |= rules.failed || !text;
    if (!numbers->failed) {
        u_strFromUTF8(text, (int32_t)rules.length + 1, &length, rules.data, (int32_t)rules.length, code);
        format = unum_open(UNUM_PATTERN_RULEBASED, text, length, voice_locale(numbers->voice), NULL, code);
    }
    free(text);
    buffer_done(&rules);
    return format;
}

/* Of `format`, which it takes; NULL where that has no such rule set. */
static UNumberFormat *with_rule(UNumberFormat *format, const UChar *name, UErrorCode code)
{
    if (!format) return NULL;
    if (U_SUCCESS(code)) unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &code);
    if (U_SUCCESS(code)) return format;
    unum_close(format);
    return NULL;
}

/* Among the voice file's own, else among ICU's. NULL where the language has no such rule, or `failed` is set. */
static UNumberFormat *open_rule(struct numbers *numbers, const char *rule)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar name[RULE_BYTES_MOST + 1];
    if (strlen(rule) >= RULE_BYTES_MOST) return NULL;
    name[0] = '%';
    u_charsToUChars(rule, name + 1, (int32_t)strlen(rule) + 1);
    if (voice_has_words(numbers->voice, WORDS_RULES)) {
        UNumberFormat *own = with_rule(open_own(numbers, &code), name, code);
        numbers->failed |= code == U_MEMORY_ALLOCATION_ERROR;
        if (own || numbers->failed) return own;
        code = U_ZERO_ERROR;
    }
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, voice_locale(numbers->voice), NULL, &code);
    numbers->failed |= U_FAILURE(code);
    return with_rule(format, name, code);
}

/* A rule that the language has not is kept too, as NULL. */
static const UNumberFormat *find_rule(struct numbers *numbers, const char *rule)
{
    for (size_t i = 0; i < numbers->rule_count; i++)
        if (strcmp(numbers->rules[i].name, rule) == 0) return numbers->rules[i].format;
    if (numbers->rule_count == NUMBER_RULES_MOST) return NULL;
    UNumberFormat *format = open_rule(numbers, rule);
    char *name = numbers->failed ? NULL : strdup(rule);
    if (!name) {
        numbers->failed = true;
        unum_close(format);
        return NULL;
    }
    numbers->rules[numbers->rule_count++] = (struct number_rules){name, format};
    return format;
}

void numbers_done(struct numbers *numbers)
{
    for (size_t i = 0; i < numbers->rule_count; i++) {
        unum_close(numbers->rules[i].format);
        free(numbers->rules[i].name);
    }
    unum_close(numbers->short_ordinal);
    *numbers = (struct numbers){0};
}

static bool append_formatted(const UNumberFormat *format, int64_t number, struct buffer *words)
{
    if (!format) return false;
    UErrorCode code = U_ZERO_ERROR;
    UChar units[NAME_UNITS_MOST];
    char name[NAME_BYTES_MOST];
    int32_t length = 0;
    int32_t count = unum_formatInt64(format, number, units, NAME_UNITS_MOST, NULL, &code);
    int32_t kept = 0;
    for (int32_t i = 0; U_SUCCESS(code) && i < count; i++)
        if (units[i] != 0x00AD) /* "ein­und­zwanzig" has soft hyphens */
            units[kept++] = units[i] == 0x02BC ? '\'' : units[i];
    u_strToUTF8(name, NAME_BYTES_MOST, &length, units, kept, &code);
    if (U_FAILURE(code) || length == 0) return false;
    buffer_append(words, name, (size_t)length);
    return true;
}

/* The bytes of the next `count` words of a name; 0 where it has fewer. */
static size_t words_length(const char *name, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && name[length++] != ' ') return 0;
        size_t word = strcspn(name + length, " ");
        if (word == 0) return 0;
        length += word;
    }
    return length;
}

/* What the voice file has for the two words with which a name begins ("^um mil"); *length is theirs. */
static const char *own_beginning(const struct voice *voice, const char *name, size_t *length)
{
    char key[RULE_BYTES_MOST];
    *length = words_length(name, 2);
    if (*length == 0 || *length + 1 >= sizeof key) return NULL;
    int size = snprintf(key, sizeof key, "^%.*s", (int)*length, name);
    return voice_words(voice, WORDS_NAMES, key, (size_t)size);
}

/* Appends ICU's name with the voice file's words in place of those that it says otherwise. */
static void append_name(const struct voice *voice, const char *name, struct buffer *words)
{
    size_t begun = 0;
    const char *beginning = own_beginning(voice, name, &begun);
    if (beginning) {
        buffer_append_text(words, beginning);
        name += begun;
    }
    while (*name) {
        size_t length = 0;
        const char *own = NULL;
        for (size_t count = 2; count > 0 && !own; count--) {
            length = words_length(name, count);
            if (length > 0) own = voice_words(voice, WORDS_NAMES, name, length);
        }
        if (own)
            buffer_append_text(words, own);
        else
            buffer_append(words, name, length);
        name += length;
        if (*name) buffer_append_char(words, *name++);
    }
}

bool numbers_by_rule(struct numbers *numbers, const char *rule, int64_t number, struct buffer *words)
{
    const UNumberFormat *format = rule ? find_rule(numbers, rule) : NULL;
    if (!format || !voice_has_words(numbers->voice, WORDS_NAMES)) return append_formatted(format, number, words);
    struct buffer name = {0};
    bool named = append_formatted(format, number, &name);
    if (named) append_name(numbers->voice, buffer_text(&name), words);
    numbers->failed |= name.failed;
    buffer_done(&name);
    return named;
}

bool numbers_short_ordinal(struct numbers *numbers, int64_t number, struct buffer *text)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!numbers->short_ordinal)
        numbers->short_ordinal = unum_open(UNUM_ORDINAL, NULL, 0, voice_locale(numbers->voice), NULL, &code);
    return U_SUCCESS(code) && append_formatted(numbers->short_ordinal, number, text);
}

static void append_space(struct buffer *words)
{
    if (words->length > 0 && words->data[words->length - 1] != ' ') buffer_append_char(words, ' ');
}

const char *numbers_own_name(const struct numbers *numbers, int64_t number, const char *form)
{
    char key[RULE_BYTES_MOST];
    if (!form || number > NAMED_MOST || !voice_has_words(numbers->voice, WORDS_NAMES)) return NULL;
    int length = snprintf(key, sizeof key, "%d %s", (int)number, form);
    if (length < 0 || (size_t)length >= sizeof key) return NULL;
    return voice_words(numbers->voice, WORDS_NAMES, key, (size_t)length);
}

static void append_digits(struct numbers *numbers, const char *digits, size_t count, const char *form,
                          struct buffer *words)
{
    const char *rule = voice_wording(numbers->voice, WORDING_CARDINAL);
    for (size_t i = 0; i < count; i++) {
        const char *own = numbers_own_name(numbers, digits[i] - '0', form);
        if (!own) own = numbers_own_name(numbers, digits[i] - '0', "digit");
        append_space(words);
        if (own)
            buffer_append_text(words, own);
        else if (!numbers_by_rule(numbers, rule, digits[i] - '0', words))
            buffer_append_char(words, digits[i]);
    }
}

void numbers_digits(struct numbers *numbers, const char *digits, size_t count, struct buffer *words)
{
    append_digits(numbers, digits, count, "digit", words);
}

void numbers_code(struct numbers *numbers, const char *digits, size_t count, struct buffer *words)
{
    append_digits(numbers, digits, count, "code", words);
}

static const char *rule_of_gender(const struct voice *voice, const char *gender, char rule[RULE_BYTES_MOST])
{
    const char *own = voice_wording(voice, WORDING_CARDINAL);
    if (!gender || !own) return own;
    bool ordinal = strncmp(gender, "ordinal", strlen("ordinal")) == 0;
    snprintf(rule, RULE_BYTES_MOST, "spellout-%s%s", ordinal ? "" : "cardinal-", gender);
    return rule;
}

void numbers_cardinal(struct numbers *numbers, const char *digits, size_t count, const char *gender,
                      struct buffer *words)
{
    char rule[RULE_BYTES_MOST];
    int64_t value = 0;
    for (size_t i = 0; i < count && count <= NUMBER_DIGITS_MOST; i++) value = value * 10 + (digits[i] - '0');
    bool one_by_one = count > NUMBER_DIGITS_MOST || (count > 1 && digits[0] == '0');
    if (one_by_one) {
        numbers_digits(numbers, digits, count, words);
        return;
    }
    append_space(words);
    if (!gender) gender = voice_wording(numbers->voice, WORDING_GENDER);
    const char *own = numbers_own_name(numbers, value, gender);
    if (own) {
        buffer_append_text(words, own);
        return;
    }
    if (numbers_by_rule(numbers, rule_of_gender(numbers->voice, gender, rule), value, words)) return;
    const char *form = gender ? strrchr(gender, '-') : NULL;
    if (form && strchr(gender, '-') < form) { /* "feminine-before-consonant-soft" may have the names without the case */
        char wider[RULE_BYTES_MOST];
        snprintf(wider, sizeof wider, "%.*s", (int)(form - gender), gender);
        numbers_cardinal(numbers, digits, count, wider, words);
        return;
    }
    if (gender && numbers_by_rule(numbers, voice_wording(numbers->voice, WORDING_CARDINAL), value, words)) return;
    buffer_append(words, digits, count);
}
