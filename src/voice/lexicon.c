#include "voice/lexicon.h"

#include "base/array.h"
#include "base/utf8.h"
#include "voice/words.h"

#include <stdlib.h>
#include <unicode/uchar.h>

/* Offsets into the text, where both end with a zero; the order they were added in is that of the offsets. */
struct lexicon_entry {
    uint32_t term, saying;
    bool phonemes;
};

struct lexicon {
    struct buffer text;
    struct lexicon_entry *entries;
    size_t count, capacity;
    size_t words_most;
    bool leaflets;
};

enum status lexicon_new(struct lexicon **ret, struct error *error)
{
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return error_no_memory(error);
    *ret = lexicon;
    return STATUS_OK;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon) return;
    buffer_done(&lexicon->text);
    free(lexicon->entries);
    free(lexicon);
}

/* Copies `text` with one space for white space, none at its ends; false where it does not fit. *ret_words counts. */
static bool collapse(const char *text, size_t length, char *ret, size_t ret_bytes, size_t *ret_words)
{
    size_t used = 0, words = 0;
    for (size_t i = 0; i < length; i++) {
        bool space = strchr(" \t\r\n", text[i]) && text[i];
        bool begins = !space && (i == 0 || used == 0 || ret[used - 1] == ' ');
        if (space && (used == 0 || ret[used - 1] == ' ')) continue;
        if (used + 1 >= ret_bytes) return false;
        ret[used++] = (char)(space ? ' ' : text[i]);
        words += begins;
    }
    if (used > 0 && ret[used - 1] == ' ') used--;
    ret[used] = '\0';
    *ret_words = words;
    return true;
}

static bool is_sayable(const struct saying *saying)
{
    if (saying->phonemes) return phonemes_are_safe(saying->text, saying->length);
    for (size_t at = 0; at < saying->length;) {
        uint32_t codepoint = utf8_next(saying->text, saying->length, &at);
        if (codepoint != UTF8_INVALID && u_isalnum((UChar32)codepoint)) return true;
    }
    return false;
}

static enum status check(const struct lexicon *lexicon, const char *term, size_t words, const struct saying *saying,
                         struct error *error)
{
    if (lexicon->count == LEXICON_TERMS_MOST)
        return error_set(error, STATUS_LIMIT, NULL, 0, "a lexicon can have at most %d terms", LEXICON_TERMS_MOST);
    if (!*term) return error_set(error, STATUS_BAD_INPUT, NULL, 0, "a term is empty");
    if (words > LEXICON_WORDS_MOST)
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "the term \"%s\" has more than %d words", term,
                         LEXICON_WORDS_MOST);
    if (saying->length > LEXICON_SAYING_BYTES_MOST || memchr(saying->text, '\0', saying->length) || !is_sayable(saying))
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "what is to be said for \"%s\" is empty or too long", term);
    return STATUS_OK;
}

enum status lexicon_add(struct lexicon *lexicon, const char *term, size_t length, const struct saying *saying,
                        struct error *error)
{
    char collapsed[WORD_FOLDED_BYTES], folded[WORD_FOLDED_BYTES];
    size_t words = 0;
    if (memchr(term, '\0', length) || !collapse(term, length, collapsed, sizeof collapsed, &words)
        || !word_fold(collapsed, strlen(collapsed), folded)) {
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "a term can have at most %d characters", WORD_UNITS_MOST);
    }
    enum status status = check(lexicon, folded, words, saying, error);
    if (status != STATUS_OK) return status;
    if (!array_reserve(&lexicon->entries, &lexicon->capacity, lexicon->count + 1)) return error_no_memory(error);
    struct lexicon_entry entry = {.term = (uint32_t)lexicon->text.length, .phonemes = saying->phonemes};
    buffer_append(&lexicon->text, folded, strlen(folded) + 1);
    entry.saying = (uint32_t)lexicon->text.length;
    buffer_append(&lexicon->text, saying->text, saying->length);
    buffer_append(&lexicon->text, "", 1);
    if (lexicon->text.failed) return error_no_memory(error);
    lexicon->entries[lexicon->count++] = entry;
    if (words > lexicon->words_most) lexicon->words_most = words;
    return STATUS_OK;
}

void lexicon_set_leaflets(struct lexicon *lexicon)
{
    lexicon->leaflets = true;
}

bool lexicon_is_leaflets(const struct lexicon *lexicon)
{
    return lexicon->leaflets;
}

static int compare(const void *a, const void *b, void *text)
{
    const struct lexicon_entry *left = a, *right = b;
    int order = strcmp((const char *)text + left->term, (const char *)text + right->term);
    return order ? order : (left->term > right->term) - (left->term < right->term);
}

void lexicon_finish(struct lexicon *lexicon)
{
    if (lexicon->count > 0)
        qsort_r(lexicon->entries, lexicon->count, sizeof *lexicon->entries, compare, lexicon->text.data);
}

bool lexicon_find(const struct lexicon *lexicon, const char *term, size_t length, struct saying *ret)
{
    char folded[WORD_FOLDED_BYTES];
    if (lexicon->count == 0 || !word_fold(term, length, folded)) return false;
    const char *text = lexicon->text.data;
    size_t low = 0, high = lexicon->count; /* the first that is not before it: the first of its sayings */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(text + lexicon->entries[middle].term, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == lexicon->count || strcmp(text + lexicon->entries[low].term, folded) != 0) return false;
    const struct lexicon_entry *entry = &lexicon->entries[low];
    *ret = (struct saying){
        .text = text + entry->saying, .length = strlen(text + entry->saying), .phonemes = entry->phonemes};
    return true;
}

size_t lexicon_words_most(const struct lexicon *lexicon)
{
    return lexicon->words_most;
}
