#include "voice/voice.h"

#include "base/array.h"
#include "voice/pattern.h"
#include "voice/reading.h"
#include "voice/saying.h"
#include "voice/voice_parts.h"

#include <assert.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

/* Values of a section, in the order of the file. */

static const struct {
    const char *key;
    const char *signature;
} phrases[PHRASE_COUNT] = {
#define X(name, key, signature) [PHRASE_##name] = {key, signature},
    PHRASE_LIST(X)
#undef X
};

static const char *const roles[ROLE_COUNT] = {
#define X(name, key) [ROLE_##name] = (key),
    ROLE_LIST(X)
#undef X
};

static const char *const settings[] = {
    "language", "name", "engine", "variants", "rate", "pitch", "range", "volume", "characters_per_second"};

/* ---- Loading ----------------------------------------------------------------------------------------------------- */

static enum status find(const struct voice *voice, enum voice_section section, const char *key,
                        const struct voice_entry **ret, struct error *error)
{
    *ret = voice_file_find(&voice->file, section, key);
    if (*ret) return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, voice->file.path, 0, "[%s] %s: the key is missing",
                     voice_section_name(section), key);
}

static enum status take_text(const struct voice *voice, const char *key, const char **ret, struct error *error)
{
    const struct voice_entry *entry = NULL;
    enum status status = find(voice, SECTION_VOICE, key, &entry, error);
    if (status != STATUS_OK) return status;
    if (!*entry->value) return voice_file_mistake(&voice->file, entry, error, "the value is empty");
    *ret = entry->value;
    return STATUS_OK;
}

static enum status take_number(const struct voice *voice, enum voice_section section, const char *key, double lowest,
                               double highest, double *ret, struct error *error)
{
    const struct voice_entry *entry = NULL;
    enum status status = find(voice, section, key, &entry, error);
    if (status != STATUS_OK) return status;
    const char *text = entry->value;
    char *end = NULL;
    double number = strtod(text, &end);
    bool plain = *text && strspn(text, "0123456789.") == strlen(text) && *end == '\0';
    if (!plain || number < lowest || number > highest) {
        return voice_file_mistake(&voice->file, entry, error, "\"%s\" is no number from %g to %g", text, lowest,
                                  highest);
    }
    *ret = number;
    return STATUS_OK;
}

static enum status take_whole_number(const struct voice *voice, enum voice_section section, const char *key, int lowest,
                                     int highest, int *ret, struct error *error)
{
    double number = 0;
    enum status status = take_number(voice, section, key, lowest, highest, &number, error);
    if (status != STATUS_OK) return status;
    if (number != (int)number) {
        return voice_file_mistake(&voice->file, voice_file_find(&voice->file, section, key), error,
                                  "the number must be a whole one");
    }
    *ret = (int)number;
    return STATUS_OK;
}

static enum status take_variants(struct voice *voice, struct error *error)
{
    const struct voice_entry *entry = NULL;
    enum status status = find(voice, SECTION_VOICE, "variants", &entry, error);
    voice->variant_count = 1; /* the plain voice */
    if (status != STATUS_OK) return status;
    for (const char *at = entry->value + strspn(entry->value, " "); *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length >= VARIANT_BYTES_MOST || voice->variant_count == VARIANTS_MOST || memchr(at, '/', length)) {
            return voice_file_mistake(&voice->file, entry, error,
                                      "\"%.*s\" is no variant; there can be %d, each of at most %d letters, "
                                      "separated by spaces",
                                      (int)length, at, VARIANTS_MOST - 1, VARIANT_BYTES_MOST - 1);
        }
        memcpy(voice->variants[voice->variant_count++], at, length);
        at += length;
    }
    return STATUS_OK;
}

/* The language names the file, so that what `voice_languages` lists is what there is. */
static enum status check_language(const struct voice *voice, struct error *error)
{
    const char *slash = strrchr(voice->file.path, '/');
    const char *name = slash ? slash + 1 : voice->file.path;
    size_t length = strlen(voice->language);
    if (strncmp(name, voice->language, length) == 0 && strcmp(name + length, ".ini") == 0) return STATUS_OK;
    return voice_file_mistake(&voice->file, voice_file_find(&voice->file, SECTION_VOICE, "language"), error,
                              "the file of \"%s\" must be called %s.ini", voice->language, voice->language);
}

static enum status take_settings(struct voice *voice, struct error *error)
{
    struct voice_settings *set = &voice->settings;
    enum status status = take_text(voice, "language", &voice->language, error);
    if (status == STATUS_OK) status = take_text(voice, "name", &voice->name, error);
    if (status == STATUS_OK) status = take_text(voice, "engine", &voice->engine, error);
    if (status == STATUS_OK) status = take_variants(voice, error);
    if (status == STATUS_OK) {
        status =
            take_whole_number(voice, SECTION_VOICE, "rate", RATE_LOWEST_WPM, RATE_HIGHEST_WPM, &set->rate_wpm, error);
    }
    if (status == STATUS_OK) status = take_whole_number(voice, SECTION_VOICE, "pitch", 0, 100, &set->pitch, error);
    if (status == STATUS_OK)
        status = take_whole_number(voice, SECTION_VOICE, "range", 0, 100, &set->pitch_range, error);
    if (status == STATUS_OK) status = take_whole_number(voice, SECTION_VOICE, "volume", 0, 200, &set->volume, error);
    if (status == STATUS_OK) {
        status =
            take_number(voice, SECTION_VOICE, "characters_per_second", 1, 100, &voice->characters_per_second, error);
    }
    return status == STATUS_OK ? check_language(voice, error) : status;
}

static enum status take_pauses(struct voice *voice, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < ROLE_COUNT && status == STATUS_OK; i++) {
        int pause_ms = 0;
        status = take_whole_number(voice, SECTION_PAUSES, roles[i], 0, 10000, &pause_ms, error);
        voice->pauses_ms[i] = (uint32_t)pause_ms;
    }
    return status;
}

static enum status take_phrases(struct voice *voice, struct error *error)
{
    struct buffer wrong = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < PHRASE_COUNT && status == STATUS_OK; i++) {
        const struct voice_entry *entry = NULL;
        status = find(voice, SECTION_PHRASES, phrases[i].key, &entry, error);
        if (status != STATUS_OK) break;
        const char *mistake = pattern_check(entry->value, phrases[i].signature, &voice->forms, &wrong);
        if (mistake) status = voice_file_mistake(&voice->file, entry, error, "%s", mistake);
        voice->phrases[i] = entry->value;
    }
    buffer_done(&wrong);
    return status;
}

static bool is_known(const struct voice_entry *entry)
{
    const char *key = entry->key;
    switch (entry->section) {
    case SECTION_VOICE:
        for (size_t i = 0; i < ARRAY_COUNT(settings); i++)
            if (strcasecmp(settings[i], key) == 0) return true;
        return false;
    case SECTION_PAUSES:
        for (size_t i = 0; i < ROLE_COUNT; i++)
            if (strcasecmp(roles[i], key) == 0) return true;
        return false;
    case SECTION_PHRASES:
        for (size_t i = 0; i < PHRASE_COUNT; i++)
            if (strcasecmp(phrases[i].key, key) == 0) return true;
        return false;
    default: return true;
    }
}

static enum status check_unknown(const struct voice *voice, struct error *error)
{
    for (size_t i = 0; i < voice->file.count; i++) {
        const struct voice_entry *entry = &voice->file.entries[i];
        if (!is_known(entry)) return voice_file_mistake(&voice->file, entry, error, "there is no such key");
    }
    return STATUS_OK;
}

static enum status take_list(const struct voice *voice, enum voice_section section, struct value_list *list,
                             struct error *error)
{
    for (size_t i = 0; i < voice->file.count; i++) {
        const struct voice_entry *entry = &voice->file.entries[i];
        if (entry->section != section) continue;
        if (!*entry->value) return voice_file_mistake(&voice->file, entry, error, "the value is empty");
        if (!array_reserve(&list->items, &list->capacity, list->count + 1)) return error_no_memory(error);
        list->items[list->count++] = entry->value;
    }
    return STATUS_OK;
}

/* ICU's name of the language, whose plural forms its numbers take too. */
static const char *locale_of(const struct voice *voice)
{
    const struct voice_entry *own = voice_file_find(&voice->file, SECTION_NUMBERS, "locale");
    return own && *own->value ? own->value : voice->language;
}

static enum status load(struct voice *voice, const char *path, struct error *error)
{
    struct voice_file *file = &voice->file;
    enum status status = voice_file_read(path, file, error);
    if (status == STATUS_OK) status = check_unknown(voice, error);
    if (status == STATUS_OK) status = take_settings(voice, error);
    if (status == STATUS_OK) status = take_pauses(voice, error);
    if (status == STATUS_OK) status = plural_forms_init(&voice->forms, locale_of(voice), error);
    if (status == STATUS_OK) status = take_phrases(voice, error);
    if (status == STATUS_OK) status = sign_table_init(&voice->letters, file, SECTION_LETTERS, error);
    if (status == STATUS_OK) status = sign_table_init(&voice->symbols, file, SECTION_SYMBOLS, error);
    if (status == STATUS_OK)
        status = sign_table_init(&voice->spelling_alphabet, file, SECTION_SPELLING_ALPHABET, error);
    if (status == STATUS_OK)
        status = word_table_init(&voice->abbreviations, file, SECTION_ABBREVIATIONS, WORD_VALUES, error);
    if (status == STATUS_OK) status = word_table_init(&voice->lexicon, file, SECTION_LEXICON, WORD_KEYS, error);
    if (status == STATUS_OK) status = sayings_check(file, error);
    if (status == STATUS_OK) status = phoneme_table_init(&voice->phonemes, file, error);
    if (status == STATUS_OK) status = readings_check(file, error);
    if (status == STATUS_OK) status = wordings_init(&voice->wordings, file, &voice->forms, error);
    if (status == STATUS_OK) status = take_list(voice, SECTION_NEEDS_EYES, &voice->needs_eyes, error);
    if (status == STATUS_OK) status = take_list(voice, SECTION_BARE_LINKS, &voice->bare_links, error);
    return status;
}

enum status voice_load_file(const char *path, struct voice **ret, struct error *error)
{
    struct voice *voice = calloc(1, sizeof *voice);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    enum status status = STATUS_OK;
    if (voice && plain) {
        locale_t before = uselocale(plain);
        status = load(voice, path, error);
        uselocale(before);
    } else {
        status = error_no_memory(error);
    }
    if (plain) freelocale(plain);
    if (status == STATUS_OK)
        *ret = voice;
    else
        voice_free(voice);
    return status;
}

void voice_free(struct voice *voice)
{
    if (!voice) return;
    plural_forms_done(&voice->forms);
    sign_table_done(&voice->letters);
    sign_table_done(&voice->symbols);
    sign_table_done(&voice->spelling_alphabet);
    word_table_done(&voice->abbreviations);
    word_table_done(&voice->lexicon);
    phoneme_table_done(&voice->phonemes);
    wordings_done(&voice->wordings);
    free(voice->needs_eyes.items);
    free(voice->bare_links.items);
    voice_file_done(&voice->file);
    free(voice);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

const struct voice_file *voice_source(const struct voice *voice)
{
    return &voice->file;
}

const char *voice_language(const struct voice *voice)
{
    return voice->language;
}

const struct buffer *voice_text(const struct voice *voice)
{
    return &voice->file.text;
}

const char *voice_name(const struct voice *voice)
{
    return voice->name;
}

const char *voice_engine(const struct voice *voice)
{
    return voice->engine;
}

struct voice_settings voice_settings(const struct voice *voice)
{
    return voice->settings;
}

double voice_characters_per_second(const struct voice *voice)
{
    return voice->characters_per_second;
}

uint32_t voice_pause_ms(const struct voice *voice, enum role role)
{
    assert((unsigned)role < ROLE_COUNT);
    return voice->pauses_ms[role];
}

size_t voice_variant_count(const struct voice *voice)
{
    return voice->variant_count;
}

const char *voice_variant(const struct voice *voice, size_t index)
{
    assert(index < voice->variant_count);
    return voice->variants[index];
}

bool voice_right_to_left(const struct voice *voice)
{
    return uloc_isRightToLeft(voice->language);
}

enum status voice_phrase(const struct voice *voice, enum phrase phrase, const struct phrase_value *values,
                         size_t value_count, struct buffer *buffer, struct error *error)
{
    assert((unsigned)phrase < PHRASE_COUNT);
    const char *signature = phrases[phrase].signature;
    assert(strlen(signature) == value_count);
    for (size_t i = 0; i < value_count; i++) assert((values[i].text != NULL) == (signature[i] == 't'));
    (void)signature, (void)value_count;
    pattern_fill(voice->phrases[phrase], &voice->forms, values, buffer);
    return buffer->failed ? error_no_memory(error) : STATUS_OK;
}

static const char *find_letter(const struct sign_table *table, uint32_t codepoint)
{
    const char *dotless = codepoint == 'I' ? sign_table_find(table, 0x131) : NULL; /* of Turkish */
    return dotless ? dotless : sign_table_find(table, codepoint);
}

const char *voice_letter(const struct voice *voice, uint32_t codepoint)
{
    return find_letter(&voice->letters, codepoint);
}

const char *voice_spelling_word(const struct voice *voice, uint32_t codepoint)
{
    return find_letter(&voice->spelling_alphabet, codepoint);
}

bool voice_has_spelling_alphabet(const struct voice *voice)
{
    return voice->spelling_alphabet.count > 0;
}

const char *voice_symbol(const struct voice *voice, uint32_t codepoint)
{
    return sign_table_find(&voice->symbols, codepoint);
}

bool voice_abbreviation(const struct voice *voice, const char *word, size_t length)
{
    return word_table_find(&voice->abbreviations, word, length) != NULL;
}

bool voice_saying(const struct voice *voice, const char *word, size_t length, struct saying *ret)
{
    const char *value = word_table_find(&voice->lexicon, word, length);
    return value && saying_of_value(value, ret);
}

const char *voice_respelling(const struct voice *voice, const char *word, size_t length)
{
    struct saying saying;
    return voice_saying(voice, word, length, &saying) && !saying.phonemes ? saying.text : NULL;
}

enum status voice_phonemes(const struct voice *voice, const char *ipa, size_t length, char ret[PHONEMES_BYTES],
                           struct error *error)
{
    if (voice->phonemes.count > 0) return phoneme_table_convert(&voice->phonemes, ipa, length, ret, error);
    return error_set(error, STATUS_BAD_INPUT, NULL, 0,
                     "the voice of \"%s\" knows no IPA ([phonemes] in its voice file); write an alias instead",
                     voice->language);
}

const char *voice_needs_eyes(const struct voice *voice, size_t index)
{
    return index < voice->needs_eyes.count ? voice->needs_eyes.items[index] : NULL;
}

const char *voice_bare_link(const struct voice *voice, size_t index)
{
    return index < voice->bare_links.count ? voice->bare_links.items[index] : NULL;
}
