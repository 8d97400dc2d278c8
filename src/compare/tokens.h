/* A text cut into words, numerals and shapes, each word looked up in the language's dictionary. Chinese characters are words
 * of their own. */
#ifndef ALOUD_COMPARE_TOKENS_H
#define ALOUD_COMPARE_TOKENS_H

#include "compare/compared_language.h"
#include "compare/figure.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMERAL, /* `figure` has value, digits and decimals */
    TOKEN_SHAPE,   /* `figure` is whole */
    TOKEN_STOP,    /* a sentence ends */
};

enum token_gap { GAP_NONE, GAP_SPACE, GAP_HYPHEN, GAP_SIGN }; /* what stands before a token */

struct token {
    enum token_kind kind;
    enum token_gap gap;
    uint32_t start, end;           /* bytes of the text */
    uint32_t folded, folded_bytes; /* TOKEN_WORD: in tokens.folded */
    uint32_t hash;                 /* TOKEN_WORD: senses_hash of it */
    uint32_t scripts;              /* TOKEN_WORD: a bit for each alphabet of its letters */
    const struct sense *sense;     /* TOKEN_WORD: of the phrase that begins here; NULL: none */
    uint32_t phrase;               /* … how many tokens that is; 0 for its further ones */
    bool affixed;                  /* … found without a prefix or suffix */
    bool is_han, is_long;          /* a numeral in Chinese characters, of more than one; a word of one */
    int decimals;
    struct figure figure;
};

enum { WORD_SETS = 8, WORD_SET_BITS = 64 };

struct tokens {
    struct token *items;
    size_t count, capacity;
    struct buffer folded;
    size_t letters;            /* of the words: addresses and numbers are as long in every language */
    uint64_t words[WORD_SETS]; /* tokens_may_have */
};

/* `tokens` may hold those of another text, whose memory is used again. */
enum status tokens_read(struct tokens *tokens, const struct compared_language *language, const char *text,
                        size_t length, struct error *error);
void tokens_done(struct tokens *tokens);

/* False where no word has this hash: most words are of one text only. */
static inline bool tokens_may_have(const struct tokens *tokens, uint32_t hash)
{
    return tokens->words[hash / WORD_SET_BITS % WORD_SETS] >> hash % WORD_SET_BITS & 1;
}

/* The first sense of a kind that the phrase at `index` has; NULL where it has none or there is no such token. */
const struct sense *tokens_sense(const struct tokens *tokens, const struct senses *senses, size_t index,
                                 enum sense_kind kind);

#endif
