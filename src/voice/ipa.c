#include "voice/ipa.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { UNITS_MOST = 256, TEXT_BYTES_MOST = 3 * UNITS_MOST, SIGN_BYTES_MOST = 16 };

enum {
    STRESS = 0x2C8,
    LESSER_STRESS = 0x2CC,
    SYLLABIC = 0x329,
    NO_SYLLABLE = 0x32F,
    TIE_BELOW = 0x35C,
    TIE = 0x361,
    LINK = 0x203F,
};

/* ---- The table --------------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    const struct voice_entry *const *left = a, *const *right = b;
    return strcmp((*left)->key, (*right)->key);
}

static const struct voice_entry *find(const struct phoneme_table *table, const char *sign, size_t length)
{
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *key = table->items[middle]->key;
        int order = strncmp(sign, key, length);
        if (order == 0) order = key[length] ? -1 : 0;
        if (order == 0) return table->items[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The longest sign of the table that `ipa` begins with; NULL for none. */
static const struct voice_entry *find_longest(const struct phoneme_table *table, const char *ipa)
{
    for (size_t bytes = strnlen(ipa, SIGN_BYTES_MOST); bytes > 0; bytes--) {
        bool whole = ((unsigned char)ipa[bytes] & 0xC0) != 0x80;
        const struct voice_entry *found = whole ? find(table, ipa, bytes) : NULL;
        if (found) return found;
    }
    return NULL;
}

/* In Unicode's NFC; false where it is too long or no UTF-8. */
static bool normalise(const char *ipa, size_t length, char ret[TEXT_BYTES_MOST + 1])
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[UNITS_MOST], normal[UNITS_MOST];
    int32_t count = 0, bytes = 0;
    if (length > TEXT_BYTES_MOST) return false;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    u_strFromUTF8(units, UNITS_MOST, &count, ipa, (int32_t)length, &code);
    count = unorm2_normalize(nfc, units, count, normal, UNITS_MOST, &code);
    u_strToUTF8(ret, TEXT_BYTES_MOST, &bytes, normal, count, &code);
    if (U_FAILURE(code)) return false;
    ret[bytes] = '\0';
    return true;
}

static bool is_good_key(const char *key)
{
    char normal[TEXT_BYTES_MOST + 1];
    return strlen(key) <= SIGN_BYTES_MOST && normalise(key, strlen(key), normal) && strcmp(key, normal) == 0;
}

/* The next sign of "=i əʊ"; NULL where it is not in the table, or refers to others itself. */
static const struct voice_entry *next_reference(const struct phoneme_table *table, const char **at)
{
    *at += strspn(*at, " ");
    const struct voice_entry *entry = find_longest(table, *at);
    if (!entry || entry->value[0] == '=') return NULL;
    *at += strlen(entry->key);
    return entry;
}

static bool is_good_reference(const struct phoneme_table *table, const char *signs)
{
    if (!*signs) return false;
    while (*signs)
        if (!next_reference(table, &signs)) return false;
    return true;
}

/* "@" alone is none of a word's phonemes, but one sound of it. */
static bool is_good_sound(const char *value)
{
    char word[PHONEMES_BYTES];
    size_t length = strlen(value);
    if (length == 0 || length + 3 > sizeof word) return false;
    snprintf(word, sizeof word, "a|%s", value);
    bool ends_in_bracket = value[length - 1] == '[';
    return phonemes_are_safe(word, length + 2 - ends_in_bracket);
}

static enum status check(const struct phoneme_table *table, const struct voice_file *file,
                         const struct voice_entry *entry, struct error *error)
{
    const char *value = entry->value;
    if (!is_good_key(entry->key))
        return voice_file_mistake(file, entry, error, "the key is no sign of IPA in Unicode's normal form NFC");
    if (value[0] == '=' ? is_good_reference(table, value + 1) : is_good_sound(value)) return STATUS_OK;
    return voice_file_mistake(file, entry, error,
                              "\"%s\" is neither phonemes of the engine nor \"=\" and signs of this section", value);
}

/* ICU's first use of its rules takes memory; where that runs out, no sign is to blame. */
static enum status load_rules(struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    unorm2_getNFCInstance(&code);
    return U_SUCCESS(code) ? STATUS_OK : error_no_memory(error);
}

enum status phoneme_table_init(struct phoneme_table *table, const struct voice_file *file, struct error *error)
{
    enum status status = load_rules(error);
    size_t count = 0;
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < file->count; i++) count += file->entries[i].section == SECTION_PHONEMES;
    if (count > 0) table->items = calloc(count, sizeof(const struct voice_entry *));
    if (count > 0 && !table->items) return error_no_memory(error);
    for (size_t i = 0; i < file->count; i++)
        if (file->entries[i].section == SECTION_PHONEMES) table->items[table->count++] = &file->entries[i];
    if (table->count) qsort(table->items, table->count, sizeof(const struct voice_entry *), compare);
    for (size_t i = 0; i < table->count && status == STATUS_OK; i++)
        status = check(table, file, table->items[i], error);
    return status;
}

void phoneme_table_done(struct phoneme_table *table)
{
    free(table->items);
    *table = (struct phoneme_table){0};
}

/* ---- Converting -------------------------------------------------------------------------------------------------- */

struct conversion {
    const struct phoneme_table *table;
    char *phonemes; /* PHONEMES_BYTES of them */
    size_t length;
    char stress; /* due before the next vowel; 0 */
    bool full;
};

static void put(struct conversion *conversion, const char *phonemes, size_t length)
{
    if (conversion->length + length >= PHONEMES_BYTES) {
        conversion->full = true;
        return;
    }
    memcpy(conversion->phonemes + conversion->length, phonemes, length);
    conversion->length += length;
    conversion->phonemes[conversion->length] = '\0';
}

/* The vowels of the chart of the International Phonetic Association (2020), and consonants that are a syllable. */
static bool has_vowel(const char *sign)
{
    static const char vowels[] = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻᵿãẽĩõũỹ";
    size_t length = strlen(sign);
    for (size_t at = 0; at < length;) {
        char bytes[5] = "";
        uint32_t codepoint = utf8_next(sign, length, &at);
        utf8_encode(codepoint, bytes);
        if (codepoint == SYLLABIC || strstr(vowels, bytes)) return true;
    }
    return false;
}

/* "|" keeps two phonemes from being read as one: "t" and "S". */
static void put_sound(struct conversion *conversion, const struct voice_entry *entry)
{
    if (conversion->length > 0 && conversion->phonemes[conversion->length - 1] != '|') put(conversion, "|", 1);
    if (conversion->stress && has_vowel(entry->key)) {
        put(conversion, &conversion->stress, 1);
        conversion->stress = '\0';
    }
    put(conversion, entry->value, strlen(entry->value));
}

static void put_sounds(struct conversion *conversion, const struct voice_entry *entry)
{
    if (entry->value[0] != '=') {
        put_sound(conversion, entry);
        return;
    }
    for (const char *at = entry->value + 1; *at;) put_sound(conversion, next_reference(conversion->table, &at));
}

/* Ties part the letters of a sign, "t͡ʃ", and a vowel may be marked as no syllable of its own: the table has neither. */
static void drop_marks(char *ipa)
{
    size_t length = strlen(ipa), kept = 0;
    for (size_t at = 0; at < length;) {
        size_t start = at;
        uint32_t codepoint = utf8_next(ipa, length, &at);
        if (codepoint == TIE_BELOW || codepoint == TIE || codepoint == NO_SYLLABLE) continue;
        memmove(ipa + kept, ipa + start, at - start);
        kept += at - start;
    }
    ipa[kept] = '\0';
}

static enum status unknown(const char *at, struct error *error)
{
    size_t length = strlen(at), end = 0;
    uint32_t codepoint = utf8_next(at, length, &end);
    return error_set(error, STATUS_BAD_INPUT, NULL, 0,
                     "the voice has no phoneme for the IPA sign \"%.*s\" (U+%04X); write another sign, or an alias",
                     (int)end, at, (unsigned)codepoint);
}

/* The bytes of `at` that were understood; 0 where nothing is. */
static size_t convert_sign(struct conversion *conversion, const char *at)
{
    size_t length = strlen(at), end = 0;
    uint32_t codepoint = utf8_next(at, length, &end);
    if (codepoint == STRESS || codepoint == LESSER_STRESS) {
        conversion->stress = codepoint == STRESS ? '\'' : ',';
        return end;
    }
    if (codepoint == '.' || codepoint == LINK) return end; /* between syllables */
    if (u_isUWhiteSpace((UChar32)codepoint)) {             /* between words */
        if (conversion->length > 0 && conversion->phonemes[conversion->length - 1] != '|') put(conversion, "||", 2);
        return end;
    }
    const struct voice_entry *entry = find_longest(conversion->table, at);
    if (!entry) return 0;
    put_sounds(conversion, entry);
    return strlen(entry->key);
}

enum status phoneme_table_convert(const struct phoneme_table *table, const char *ipa, size_t length,
                                  char ret[PHONEMES_BYTES], struct error *error)
{
    struct conversion conversion = {.table = table, .phonemes = ret};
    char normal[TEXT_BYTES_MOST + 1];
    ret[0] = '\0';
    if (!normalise(ipa, length, normal))
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "the phonemes are too long, or no UTF-8");
    drop_marks(normal);
    for (const char *at = normal; *at;) {
        size_t known = convert_sign(&conversion, at);
        if (known == 0) return unknown(at, error);
        at += known;
    }
    if (conversion.stress)
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "a mark of stress in \"%s\" stands before no vowel", normal);
    size_t end = conversion.length;
    if (end > 0 && ret[end - 1] == '[') put(&conversion, "|", 1); /* would be read with the closing brackets */
    if (!conversion.full && phonemes_are_safe(ret, conversion.length)) return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "the phonemes \"%s\" are empty or too long", normal);
}
