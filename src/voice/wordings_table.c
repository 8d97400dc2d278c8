#include "voice/wordings_table.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

static const struct {
    enum voice_section section;
    const char *key, *signature;
} texts[WORDING_COUNT] = {
#define X(name, section, key, signature) {SECTION_##section, key, signature},
    WORDING_LIST(X)
#undef X
};

static const struct {
    enum voice_section section;
    enum word_source source;
    const char *signature; /* NULL: the values are texts */
} tables[WORDS_COUNT] = {
#define X(name, section, source, signature) {SECTION_##section, WORD_##source, signature},
    WORD_TABLE_LIST(X)
#undef X
};

static bool has_texts(enum voice_section section)
{
    for (size_t i = 0; i < WORDING_COUNT; i++)
        if (texts[i].section == section) return true;
    return false;
}

/* WORDING_COUNT where there is no such key. */
static size_t find_text(const struct voice_entry *entry)
{
    size_t i = 0;
    while (i < WORDING_COUNT && (texts[i].section != entry->section || strcasecmp(texts[i].key, entry->key) != 0)) i++;
    return i;
}

static enum status take_texts(struct wordings *wordings, const struct voice_file *file,
                              const struct plural_forms *forms, struct error *error)
{
    struct buffer wrong = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (!has_texts(entry->section)) continue;
        size_t text = find_text(entry);
        const char *mistake = text == WORDING_COUNT ? "there is no such key" : NULL;
        if (!mistake && !*entry->value) mistake = "the value is empty";
        if (!mistake && *texts[text].signature)
            mistake = pattern_check(entry->value, texts[text].signature, forms, &wrong);
        if (mistake)
            status = voice_file_mistake(file, entry, error, "%s", mistake);
        else
            wordings->texts[text] = entry->value;
    }
    buffer_done(&wrong);
    return status;
}

static const struct voice_entry *alias_of(const struct word_table *table, const struct voice_entry *entry)
{
    if (*entry->value != '=') return entry;
    const struct voice_entry *other = word_table_find_cased(table, entry->value + 1, strlen(entry->value + 1));
    return other && *other->value != '=' ? other : NULL;
}

static enum status check_values(const struct wordings *wordings, enum voice_words words, const struct voice_file *file,
                                const struct plural_forms *forms, struct error *error)
{
    struct buffer wrong = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file->count && status == STATUS_OK; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != tables[words].section) continue;
        const char *mistake = *entry->value ? NULL : "the value is empty";
        if (!mistake && !alias_of(&wordings->tables[words], entry)) mistake = "there is no such other key";
        if (!mistake && tables[words].signature && *entry->value != '=')
            mistake = pattern_check(entry->value, tables[words].signature, forms, &wrong);
        if (mistake) status = voice_file_mistake(file, entry, error, "%s", mistake);
    }
    buffer_done(&wrong);
    return status;
}

/* The names of months and weekdays by their numbers. */
static void number_values(struct wordings *wordings, enum voice_words words, const struct voice_file *file)
{
    if (tables[words].source != WORD_EACH) return;
    for (size_t i = 0; i < file->count; i++) {
        const struct voice_entry *entry = &file->entries[i];
        unsigned long number = entry->section == tables[words].section ? strtoul(entry->key, NULL, 10) : 0;
        if (number > 0 && number <= WORDINGS_NUMBERED_MOST) wordings->numbered[words][number] = entry->value;
    }
}

enum status wordings_init(struct wordings *wordings, const struct voice_file *file, const struct plural_forms *forms,
                          struct error *error)
{
    enum status status = take_texts(wordings, file, forms, error);
    for (size_t i = 0; i < WORDS_COUNT && status == STATUS_OK; i++) {
        status = word_table_init(&wordings->tables[i], file, tables[i].section, tables[i].source, error);
        if (status == STATUS_OK) status = check_values(wordings, (enum voice_words)i, file, forms, error);
        number_values(wordings, (enum voice_words)i, file);
    }
    return status;
}

void wordings_done(struct wordings *wordings)
{
    for (size_t i = 0; i < WORDS_COUNT; i++) word_table_done(&wordings->tables[i]);
}

static bool is_same_word(const char *one, const char *two, size_t length)
{
    for (size_t i = 0, k = 0; i < length;) {
        UChar32 left = (UChar32)utf8_next(one, length, &i), right = (UChar32)utf8_next(two, length, &k);
        if (left != right && u_foldCase(left, U_FOLD_CASE_DEFAULT) != u_foldCase(right, U_FOLD_CASE_DEFAULT))
            return false;
    }
    return true;
}

bool wordings_list(const struct wordings *wordings, enum wording wording, const char *word, size_t length)
{
    const char *list = wordings->texts[wording];
    for (const char *at = list ? list : ""; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (size == length && is_same_word(at, word, length)) return true;
        at += size;
    }
    return false;
}

const char *wordings_find(const struct wordings *wordings, enum voice_words table, const char *word, size_t length)
{
    const struct voice_entry *entry = word_table_find_cased(&wordings->tables[table], word, length);
    if (!entry) return NULL;
    if (tables[table].source == WORD_EACH) return entry->key;
    return alias_of(&wordings->tables[table], entry)->value;
}
