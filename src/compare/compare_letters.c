#include "base/utf8.h"
#include "compare/comparison_parts.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    PLAIN_LETTERS_LEAST = 3, /* of a word that is no sign or abbreviation */
    LEFT_WORDS_LEAST = 2,    /* a whole entry left as it is */
    RUN_WORDS_LEAST = 4,     /* a stretch within one */
    RUN_PLAIN_LEAST = 3,
    TWIN_LETTERS_MOST = 3,
};

static bool is_word(const struct token *token)
{
    return token->kind == TOKEN_WORD;
}

/* A word in small letters: no name, no "MRI". */
static bool is_plain(const struct compared_text *text, const struct token *token)
{
    size_t at = token->start;
    if (!is_word(token)) return false;
    const char *word = text->tokens.folded.data + token->folded;
    bool small = u_islower((UChar32)utf8_next(buffer_text(&text->plain), text->length, &at));
    return small && utf8_count(word, token->folded_bytes) >= PLAIN_LETTERS_LEAST;
}

static bool is_same_word(const struct compared_text *source, size_t i, const struct compared_text *target, size_t k)
{
    const struct token *one = &source->tokens.items[i], *two = &target->tokens.items[k];
    return one->hash == two->hash && is_word(one) && is_word(two) && one->folded_bytes == two->folded_bytes
           && memcmp(source->tokens.folded.data + one->folded, target->tokens.folded.data + two->folded,
                     one->folded_bytes)
                  == 0;
}

/* ---- Left in the source language --------------------------------------------------------------------------------- */

/* All words are the source's, and they are no names. */
static bool is_left(const struct compared_text *source, const struct compared_text *target)
{
    size_t words = 0, plain = 0, count = source->tokens.count;
    if (count != target->tokens.count) return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_word(&source->tokens.items[i])) continue;
        if (!is_same_word(source, i, target, i)) return false;
        words++;
        plain += is_plain(source, &source->tokens.items[i]);
    }
    return words >= LEFT_WORDS_LEAST && plain > 0;
}

/* How many words from i and k on are the same, and how many of them are plain. */
static size_t run_length(const struct compared_text *source, size_t i, const struct compared_text *target, size_t k,
                         size_t *plain)
{
    size_t count = 0;
    *plain = 0;
    while (i + count < source->tokens.count && k + count < target->tokens.count
           && is_same_word(source, i + count, target, k + count)) {
        *plain += is_plain(source, &source->tokens.items[i + count]);
        count++;
    }
    return count;
}

/* Words of another alphabet than Latin begin no run of a Latin source; few Latin ones begin with an accent. */
static bool may_be_source_word(const struct compared_text *target, const struct token *token)
{
    return is_word(token) && token->folded_bytes > 0 && (unsigned char)target->tokens.folded.data[token->folded] < 0x80;
}

static enum status add_runs(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error)
{
    for (size_t k = 0; k < target->tokens.count; k++) {
        if (!may_be_source_word(target, &target->tokens.items[k])) continue;
        if (!tokens_may_have(&source->tokens, target->tokens.items[k].hash)) continue;
        for (size_t i = 0; i < source->tokens.count; i++) {
            if (source->tokens.items[i].hash != target->tokens.items[k].hash) continue;
            size_t plain = 0, count = run_length(source, i, target, k, &plain);
            if (count < RUN_WORDS_LEAST || plain < RUN_PLAIN_LEAST) continue;
            struct difference left = {.kind = DIFFERENCE_UNTRANSLATED, .text = "is left in the source's language"};
            left.source = (struct text_span){source->tokens.items[i].start, source->tokens.items[i + count - 1].end};
            left.target = (struct text_span){target->tokens.items[k].start, target->tokens.items[k + count - 1].end};
            return differences_add(differences, left, error);
        }
    }
    return STATUS_OK;
}

/* ---- Letters of another script ----------------------------------------------------------------------------------- */

/* Whether all letters look like those of Latin and of Cyrillic: o, c, y. */
static bool are_twins(const char *text, const struct token *token)
{
    for (size_t i = token->start; i < token->end; i++)
        if (!strchr("aceiopxyABCEHIKMOPTX", text[i])) return false;
    return true;
}

static bool has_word(const struct compared_text *text, const struct compared_text *other, size_t index)
{
    for (size_t i = 0; i < text->tokens.count; i++)
        if (is_same_word(text, i, other, index)) return true;
    return false;
}

static const char *script_mistake(const struct compared_text *source, const struct compared_text *target, size_t index)
{
    const struct token *token = &target->tokens.items[index];
    const char *text = buffer_text(&target->plain);
    unsigned own = 1U << target->language->alphabet, latin = 1U << ALPHABET_LATIN;
    unsigned scripts = token->scripts;
    unsigned alike = latin | 1U << ALPHABET_GREEK | 1U << ALPHABET_CYRILLIC;
    if (scripts == 0 || scripts == own) return NULL;
    unsigned mixed = scripts & alike;
    if (mixed & (mixed - 1)) return "has letters of two scripts that look alike";
    bool foreign = (scripts & ~own & ~latin) != 0;
    bool greek_sign = scripts == 1U << ALPHABET_GREEK; /* α, β */
    bool twin = scripts == latin && target->language->alphabet == ALPHABET_CYRILLIC
                && token->folded_bytes <= TWIN_LETTERS_MOST && are_twins(text, token);
    if ((!foreign || greek_sign) && !twin) return NULL;
    return has_word(source, target, index) ? NULL : "is in the wrong script";
}

static enum status add_scripts(const struct compared_text *source, const struct compared_text *target,
                               struct differences *differences, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < target->tokens.count && status == STATUS_OK; i++) {
        const struct token *token = &target->tokens.items[i];
        const char *mistake = is_word(token) ? script_mistake(source, target, i) : NULL;
        if (!mistake) continue;
        struct difference wrong = {DIFFERENCE_SCRIPT, {0, 0}, {token->start, token->end}, mistake};
        status = differences_add(differences, wrong, error);
    }
    return status;
}

enum status compare_letters(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error)
{
    bool same_language = strcmp(voice_language(source->language->voice), voice_language(target->language->voice)) == 0;
    if (same_language) return STATUS_OK;
    if (is_left(source, target)) {
        struct difference left = {DIFFERENCE_UNTRANSLATED,
                                  {0, (uint32_t)source->length},
                                  {0, (uint32_t)target->length},
                                  "is left in the source's language"};
        return differences_add(differences, left, error);
    }
    enum status status = add_runs(source, target, differences, error);
    return status == STATUS_OK ? add_scripts(source, target, differences, error) : status;
}
