#include "voice/words.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
    FEMININE_SIGN = 0x00AA,
    MASCULINE_SIGN = 0x00BA,
    PRIVATE_USE = 0xE000,
};

struct word_entry {
    const char *word; /* folded */
    const struct voice_entry *entry;
    uint32_t first; /* the first character as the file has it */
    bool alone;     /* it is the only one */
};

struct sign_entry {
    uint32_t codepoint; /* folded */
    const char *value;
    const struct voice_entry *entry; /* likewise */
};

/* ---- Words ------------------------------------------------------------------------------------------------------- */

static bool fold_ascii(const char *word, size_t length, char folded[WORD_FOLDED_BYTES])
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)word[i] >= 0x80) return false;
        folded[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 0x20 : word[i]);
    }
    folded[length] = '\0';
    return true;
}

/* The typeset apostrophe is the typed one. */
static void plain_apostrophes(char *word)
{
    char *to = word;
    for (const char *from = word; *from; to++) {
        bool typeset = strncmp(from, "\xE2\x80\x99", 3) == 0;
        *to = (char)(typeset ? '\'' : *from);
        from += typeset ? 3 : 1;
    }
    *to = '\0';
}

bool word_fold(const char *word, size_t length, char folded[WORD_FOLDED_BYTES])
{
    if (length >= WORD_FOLDED_BYTES) return false;
    if (fold_ascii(word, length, folded)) return length <= WORD_UNITS_MOST;
    UErrorCode code = U_ZERO_ERROR;
    UChar units[WORD_UNITS_MOST], folded_units[WORD_UNITS_MOST];
    int32_t count = 0, bytes = 0;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&code);
    u_strFromUTF8(units, WORD_UNITS_MOST, &count, word, (int32_t)length, &code);
    for (int32_t i = 0; U_SUCCESS(code) && i < count; i++) /* "nº" is not "no" */
        if (units[i] == FEMININE_SIGN || units[i] == MASCULINE_SIGN) units[i] = (UChar)(units[i] + PRIVATE_USE);
    count = unorm2_normalize(normalizer, units, count, folded_units, WORD_UNITS_MOST, &code);
    u_strToUTF8(folded, WORD_FOLDED_BYTES - 1, &bytes, folded_units, count, &code);
    if (U_FAILURE(code)) return false;
    folded[bytes] = '\0';
    plain_apostrophes(folded);
    return true;
}

static int compare_words(const void *a, const void *b)
{
    const struct word_entry *left = a, *right = b;
    int order = strcmp(left->word, right->word);
    return order || !left->entry || !right->entry
               ? order
               : (left->entry->line > right->entry->line) - (left->entry->line < right->entry->line);
}

static enum status add_word(struct word_table *table, const struct voice_file *file, const struct voice_entry *entry,
                            const char *word, size_t length, struct error *error)
{
    char folded[WORD_FOLDED_BYTES];
    if (!word_fold(word, length, folded)) {
        return voice_file_mistake(file, entry, error, "a word can have at most %d characters", WORD_UNITS_MOST);
    }
    if (!array_reserve(&table->items, &table->capacity, table->count + 1)) return error_no_memory(error);
    size_t behind = 0;
    uint32_t first = length > 0 ? utf8_next(word, length, &behind) : 0;
    table->items[table->count++] = (struct word_entry){.entry = entry, .first = first, .alone = behind == length};
    buffer_append(&table->text, folded, strlen(folded) + 1);
    return table->text.failed ? error_no_memory(error) : STATUS_OK;
}

static enum status add_words(struct word_table *table, const struct voice_file *file, const struct voice_entry *entry,
                             enum word_source source, struct error *error)
{
    if (source == WORD_KEYS) return add_word(table, file, entry, entry->key, strlen(entry->key), error);
    if (source == WORD_VALUES) return add_word(table, file, entry, entry->value, strlen(entry->value), error);
    enum status status = STATUS_OK;
    for (const char *at = entry->value + strspn(entry->value, " "); *at && status == STATUS_OK; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        status = add_word(table, file, entry, at, length, error);
        at += length;
    }
    return status;
}

enum status word_table_init(struct word_table *table, const struct voice_file *file, enum voice_section section,
                            enum word_source source, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++)
        if (file->entries[i].section == section) status = add_words(table, file, &file->entries[i], source, error);
    if (status != STATUS_OK) return status;
    const char *word = buffer_text(&table->text);
    for (size_t i = 0; i < table->count; i++, word += strlen(word) + 1) table->items[i].word = word;
    if (table->count) qsort(table->items, table->count, sizeof *table->items, compare_words);
    for (size_t i = 1; i < table->count; i++) {
        if (strcmp(table->items[i - 1].word, table->items[i].word) != 0) continue;
        return voice_file_mistake(file, table->items[i].entry, error, "the same word stands in line %zu",
                                  table->items[i - 1].entry->line);
    }
    return STATUS_OK;
}

void word_table_done(struct word_table *table)
{
    free(table->items);
    buffer_done(&table->text);
    *table = (struct word_table){0};
}

static const struct word_entry *find_word(const struct word_table *table, const char *word, size_t length)
{
    char folded[WORD_FOLDED_BYTES];
    if (table->count == 0 || !word_fold(word, length, folded)) return NULL;
    struct word_entry wanted = {.word = folded};
    return bsearch(&wanted, table->items, table->count, sizeof wanted, compare_words);
}

const char *word_table_find(const struct word_table *table, const char *word, size_t length)
{
    const struct word_entry *found = find_word(table, word, length);
    return found ? found->entry->value : NULL;
}

const struct voice_entry *word_table_find_cased(const struct word_table *table, const char *word, size_t length)
{
    const struct word_entry *found = find_word(table, word, length);
    if (!found) return NULL;
    size_t behind = 0;
    UChar32 first = (UChar32)utf8_next(word, length, &behind), own = (UChar32)found->first;
    bool strict = u_isUUppercase(own) != found->alone;
    return strict && first != own && u_tolower(first) == u_tolower(own) ? NULL : found->entry;
}

/* ---- Signs ------------------------------------------------------------------------------------------------------- */

/* UTF8_INVALID where the key is neither one character nor a code. */
static uint32_t sign_of(const char *key)
{
    size_t length = strlen(key), position = 0;
    uint32_t codepoint = utf8_next(key, length, &position);
    if (position == length) return codepoint;
    if ((key[0] != 'U' && key[0] != 'u') || key[1] != '+') return UTF8_INVALID;
    size_t digits = strspn(key + 2, "0123456789ABCDEFabcdef");
    if (digits < 4 || digits > 6 || key[2 + digits]) return UTF8_INVALID;
    unsigned long code = strtoul(key + 2, NULL, 16);
    return code <= 0x10FFFF ? (uint32_t)code : UTF8_INVALID;
}

static uint32_t fold_sign(uint32_t codepoint)
{
    if (codepoint < 0x80) return codepoint >= 'A' && codepoint <= 'Z' ? codepoint | 0x20 : codepoint;
    return codepoint <= 0x10FFFF ? (uint32_t)u_tolower((UChar32)codepoint) : codepoint;
}

static int compare_signs(const void *a, const void *b)
{
    const struct sign_entry *left = a, *right = b;
    if (left->codepoint != right->codepoint) return left->codepoint < right->codepoint ? -1 : 1;
    return left->entry && right->entry
               ? (left->entry->line > right->entry->line) - (left->entry->line < right->entry->line)
               : 0;
}

enum status sign_table_init(struct sign_table *table, const struct voice_file *file, enum voice_section section,
                            struct error *error)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != section) continue;
        uint32_t codepoint = sign_of(entry->key);
        if (codepoint == UTF8_INVALID) {
            return voice_file_mistake(file, entry, error, "the key is neither one character nor a code such as U+0040");
        }
        if (!*entry->value) return voice_file_mistake(file, entry, error, "the name is empty");
        if (!array_reserve(&table->items, &table->capacity, table->count + 1)) return error_no_memory(error);
        table->items[table->count++] = (struct sign_entry){fold_sign(codepoint), entry->value, entry};
    }
    if (table->count) qsort(table->items, table->count, sizeof *table->items, compare_signs);
    for (size_t i = 1; i < table->count; i++) {
        if (table->items[i - 1].codepoint != table->items[i].codepoint) continue;
        return voice_file_mistake(file, table->items[i].entry, error, "the same character stands in line %zu",
                                  table->items[i - 1].entry->line);
    }
    return STATUS_OK;
}

void sign_table_done(struct sign_table *table)
{
    free(table->items);
    *table = (struct sign_table){0};
}

const char *sign_table_find(const struct sign_table *table, uint32_t codepoint)
{
    if (table->count == 0) return NULL;
    struct sign_entry wanted = {.codepoint = fold_sign(codepoint)};
    const struct sign_entry *found = bsearch(&wanted, table->items, table->count, sizeof wanted, compare_signs);
    return found ? found->value : NULL;
}
