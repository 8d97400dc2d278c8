#include "compare/tokens.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/folding.h"
#include "compare/letter.h"
#include "compare/numeral.h"
#include "compare/shapes.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { WORD_TOKENS_MOST = 6, YEAR_DIGITS = 4 };

struct reading {
    struct tokens *tokens;
    const struct compared_language *language;
    const char *text;
    size_t length, at;
    enum token_gap gap; /* since the last token */
    uint32_t scripts;   /* of the letters that word_end has passed */
};

void tokens_done(struct tokens *tokens)
{
    free(tokens->items);
    buffer_done(&tokens->folded);
    *tokens = (struct tokens){0};
}

static bool is_word_sign(uint32_t c)
{
    return letter_of(c).in_word;
}

/* Signs that are words by themselves: % and °, to which a letter may belong. */
static bool is_sign_word(uint32_t c)
{
    return c == '%' || c == 0xB0 || c == 0x066A || c == 0xFF05 || c == 0x2030 || c == 0x2103;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static uint32_t sign_at(const struct reading *reading, size_t at)
{
    if (at >= reading->length) return 0;
    unsigned char first = (unsigned char)reading->text[at];
    return first < 0x80 ? first : utf8_next(reading->text, reading->length, &at);
}

/* The end of the word at `at`; abbreviations of several letters with full stops between ("মি.গ্রা.", "a.m.") are one. */
static size_t word_end(struct reading *reading, size_t at)
{
    size_t end = at;
    bool dotted = false;
    while (end < reading->length) {
        size_t next = end;
        uint32_t c = utf8_next(reading->text, reading->length, &next);
        struct letter letter = letter_of(c);
        if (!letter.in_word) {
            bool apostrophe = end > at && is_apostrophe(c); /* French, and within a word */
            bool dot = end > at && c == '.' && is_word_sign(sign_at(reading, next));
            if (!apostrophe && !dot) break;
            dotted = dotted || dot;
        }
        bool han = letter.alphabet == ALPHABET_HAN;
        if (han && end > at) return end;
        reading->scripts |= 1U << letter.alphabet;
        if (han) return next;
        end = next;
    }
    if (dotted && end < reading->length && reading->text[end] == '.') end++;
    while (end > at && is_apostrophe((unsigned char)reading->text[end - 1]) && end - at == 1) end--;
    return end;
}

static struct token *add_token(struct reading *reading, enum token_kind kind, size_t end)
{
    struct tokens *tokens = reading->tokens;
    if (!array_reserve(&tokens->items, &tokens->capacity, tokens->count + 1)) return NULL;
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){.kind = kind, .gap = reading->gap, .start = (uint32_t)reading->at, .end = (uint32_t)end};
    reading->at = end;
    reading->gap = GAP_NONE;
    return token;
}

static bool add_word(struct reading *reading, size_t end)
{
    size_t start = reading->at;
    struct buffer *folded = &reading->tokens->folded;
    bool han = is_han(sign_at(reading, start));
    const struct token *before = reading->tokens->count ? &reading->tokens->items[reading->tokens->count - 1] : NULL;
    if (folded->length && !(han && before && before->is_han && reading->gap == GAP_NONE))
        buffer_append_char(folded, ' ');
    struct token *token = add_token(reading, TOKEN_WORD, end);
    if (!token) return false;
    token->is_han = han;
    token->folded = (uint32_t)folded->length;
    if (reading->text[end - 1] == '.') end--;
    token->scripts = reading->scripts & ~(1U << ALPHABET_COMMON);
    reading->scripts = 0;
    reading->tokens->letters += fold_text(reading->text + start, end - start, folded);
    token->folded_bytes = (uint32_t)(folded->length - token->folded);
    token->hash = senses_hash(buffer_text(folded) + token->folded, token->folded_bytes);
    reading->tokens->words[token->hash / WORD_SET_BITS % WORD_SETS] |= UINT64_C(1) << token->hash % WORD_SET_BITS;
    return !folded->failed;
}

static bool add_numeral(struct reading *reading, const struct numeral *numeral)
{
    struct figure figure = {
        .kind = FIGURE_AMOUNT, .start = (uint32_t)reading->at, .end = (uint32_t)numeral->end, .value = numeral->value};
    memcpy(figure.digits, numeral->digits, sizeof figure.digits);
    struct token *token = add_token(reading, TOKEN_NUMERAL, numeral->end);
    if (!token) return false;
    token->is_han = numeral->is_han;
    token->is_long = numeral->is_long;
    token->decimals = numeral->decimals;
    token->figure = figure;
    return true;
}

/* Full stops and their like, where what follows may begin a sentence: no small letter and no digit. */
static bool is_stop(const struct reading *reading, uint32_t c, size_t behind)
{
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x06D4 || c == 0x0964 || c == 0x061F) return true;
    if (c != '.' && c != '!' && c != '?') return false;
    uint32_t next = sign_at(reading, behind);
    if (next == 0) return true;
    if (next != ' ' && next != '\n') return false;
    while (next == ' ' || next == '\n') next = sign_at(reading, ++behind);
    return !u_islower((UChar32)next) && digit_of(next) < 0;
}

/* How many bytes the numeral has that ends here; 0 where none does. */
static uint32_t numeral_before(const struct reading *reading)
{
    const struct token *last = reading->tokens->count ? &reading->tokens->items[reading->tokens->count - 1] : NULL;
    return last && last->kind == TOKEN_NUMERAL && last->end == reading->at ? last->end - last->start : 0;
}

static void widen_gap(struct reading *reading, enum token_gap gap)
{
    if (gap > reading->gap) reading->gap = gap;
}

static bool pass_sign(struct reading *reading)
{
    size_t next = reading->at;
    uint32_t c = utf8_next(reading->text, reading->length, &next);
    uint32_t dotted = c == '.' && reading->language->dotted_days ? numeral_before(reading) : 0;
    bool is_day = dotted > 0 && dotted <= 2, is_year = dotted == YEAR_DIGITS; /* which may also end a sentence */
    if (!is_day && is_stop(reading, c, next)) return add_token(reading, TOKEN_STOP, next) != NULL;
    bool hyphen = c == '-' || c == 0x2010 || c == 0x2011;
    bool space = is_day || is_year || c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == '\n' || c == '\t'
                 || is_invisible(c);
    enum token_gap gap = space ? GAP_SPACE : hyphen ? GAP_HYPHEN : GAP_SIGN;
    if (is_invisible(c) && reading->gap == GAP_NONE) gap = GAP_NONE;
    widen_gap(reading, gap);
    reading->at = next;
    return true;
}

static bool read_next(struct reading *reading)
{
    struct figure shape;
    struct numeral numeral;
    uint32_t c = sign_at(reading, reading->at);
    if (c == ' ') {
        widen_gap(reading, GAP_SPACE);
        reading->at++;
        return true;
    }
    struct letter sign = letter_of(c);
    bool word = sign.in_word,
         letter = word && sign.alphabet != ALPHABET_HAN; /* no number begins with one, and only ASCII shapes do */
    if ((!letter || c < 0x80) && shape_read(reading->language, reading->text, reading->length, reading->at, &shape)) {
        struct token *token = add_token(reading, TOKEN_SHAPE, shape.end);
        if (token) token->figure = shape;
        return token != NULL;
    }
    if (!letter && c > ' ' && numeral_read(reading->language, reading->text, reading->length, reading->at, &numeral))
        return add_numeral(reading, &numeral);
    if (is_sign_word(c)) {
        size_t end = reading->at;
        utf8_next(reading->text, reading->length, &end);
        uint32_t behind = c == 0xB0 ? sign_at(reading, end) : 0;
        if (behind && is_word_sign(behind)) end = word_end(reading, end);
        return add_word(reading, end);
    }
    if (word && !is_invisible(c)) return add_word(reading, word_end(reading, reading->at));
    return pass_sign(reading);
}

/* ---- Looking up -------------------------------------------------------------------------------------------------- */

/* The word without a prefix or suffix that is written together with it. */
static const struct sense *find_affixed(const struct compared_language *language, const char *word, size_t length)
{
    for (size_t i = 0; i < language->prefixes.count; i++) {
        const struct affix *affix = &language->prefixes.items[i];
        if (length <= affix->length || memcmp(word, affix->text, affix->length) != 0) continue;
        const struct sense *sense = senses_find_whole(&language->senses, word + affix->length, length - affix->length);
        if (sense) return sense;
    }
    for (size_t i = 0; i < language->suffixes.count; i++) {
        const struct affix *affix = &language->suffixes.items[i];
        if (length <= affix->length || memcmp(word + length - affix->length, affix->text, affix->length) != 0) continue;
        const struct sense *sense = senses_find_whole(&language->senses, word, length - affix->length);
        if (sense) return sense;
    }
    return NULL;
}

/* How many tokens from `first` on may be one phrase. */
static size_t phrase_reach(const struct tokens *tokens, size_t first, size_t longest)
{
    size_t count = 1;
    while (count < longest && first + count < tokens->count) {
        const struct token *token = &tokens->items[first + count];
        if (token->kind != TOKEN_WORD || token->gap == GAP_SIGN) break;
        count++;
    }
    return count;
}

static void look_up(struct tokens *tokens, const struct compared_language *language, size_t index)
{
    struct token *token = &tokens->items[index];
    const char *word = buffer_text(&tokens->folded) + token->folded;
    size_t reach = 1,
           longest = language->senses.longest < WORD_TOKENS_MOST ? language->senses.longest : WORD_TOKENS_MOST;
    if (senses_begin(&language->senses, token->hash, word, token->folded_bytes))
        reach = phrase_reach(tokens, index, longest);
    token->phrase = 1;
    for (size_t count = reach; count > 0 && !token->sense; count--) {
        const struct token *last = &tokens->items[index + count - 1];
        size_t length = last->folded + last->folded_bytes - token->folded;
        size_t least = count > 1 ? last->folded - token->folded + 1 : 0;
        uint32_t hash = count > 1 ? senses_hash(word, length) : token->hash;
        token->sense = senses_find(&language->senses, hash, word, length, least);
        if (token->sense) token->phrase = (uint32_t)count;
    }
    if (!token->sense) {
        token->sense = find_affixed(language, word, token->folded_bytes);
        token->affixed = token->sense != NULL;
    }
    for (size_t i = 1; i < token->phrase; i++) tokens->items[index + i].phrase = 0;
}

enum status tokens_read(struct tokens *tokens, const struct compared_language *language, const char *text,
                        size_t length, struct error *error)
{
    struct reading reading = {.tokens = tokens, .language = language, .text = text, .length = length, .gap = GAP_SIGN};
    tokens->count = tokens->letters = 0;
    memset(tokens->words, 0, sizeof tokens->words);
    buffer_clear(&tokens->folded);
    while (reading.at < length)
        if (!read_next(&reading)) return error_no_memory(error);
    for (size_t i = 0; i < tokens->count;) {
        if (tokens->items[i].kind == TOKEN_WORD) look_up(tokens, language, i);
        i += tokens->items[i].phrase ? tokens->items[i].phrase : 1;
    }
    return STATUS_OK;
}

const struct sense *tokens_sense(const struct tokens *tokens, const struct senses *senses, size_t index,
                                 enum sense_kind kind)
{
    if (index >= tokens->count || tokens->items[index].kind != TOKEN_WORD) return NULL;
    const struct sense *sense = tokens->items[index].sense;
    while (sense && sense->kind != kind) sense = senses_next(senses, sense);
    return sense;
}
