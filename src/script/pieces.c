#include "script/pieces.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum { OPEN_QUOTE = 0x2018, APOSTROPHE = 0x2019 };

/* "½" and "²" stand alone, though ICU counts them to the numbers. */
static enum character kind_of(uint32_t codepoint)
{
    enum character kind = character_kind(codepoint);
    bool other_number = kind == CHARACTER_LETTER && codepoint >= 0x80 && codepoint <= 0x10FFFF
                        && u_charType((UChar32)codepoint) == U_OTHER_NUMBER;
    return other_number ? CHARACTER_SIGN : kind;
}

static bool goes_on(const struct piece *piece, enum character kind)
{
    if (piece->kind == CHARACTER_LETTER)
        return kind == CHARACTER_LETTER || kind == CHARACTER_MARK || kind == CHARACTER_JOINER;
    return piece->kind == CHARACTER_DIGIT && kind == CHARACTER_DIGIT;
}

static bool is_hangul(uint32_t codepoint)
{
    enum { FIRST_SYLLABLE = 0xAC00, LAST_SYLLABLE = 0xD7A3 };
    return codepoint >= FIRST_SYLLABLE && codepoint <= LAST_SYLLABLE;
}

/* Korean writes numbers, units, brackets and what stands beside them without spaces: 하루3번, 500mg을, 오전(9:00). */
static bool are_two_words(const struct piece *last, enum character kind, uint32_t codepoint)
{
    if (kind == CHARACTER_OPENING) return is_hangul(last->codepoint);
    bool both = (last->kind == CHARACTER_LETTER || last->kind == CHARACTER_DIGIT)
                && (kind == CHARACTER_LETTER || kind == CHARACTER_DIGIT);
    return both && is_hangul(last->codepoint) != is_hangul(codepoint);
}

/* An opening quotation mark behind a letter opens nothing: "o‘zbek" is written so where the keyboard has no other apostrophe. */
static bool is_apostrophe(uint32_t codepoint, const struct piece *last, size_t start)
{
    return codepoint == OPEN_QUOTE && last && last->end == start && last->kind == CHARACTER_LETTER;
}

static enum piece_gap gap_before(const struct utterance *utterance, const struct token *tokens, size_t word)
{
    if (word == 0) return GAP_WALL;
    const struct word *words = utterance->words;
    bool same = words[word].added == words[word - 1].added && words[word].marker == words[word - 1].marker;
    if (!same || (tokens && (tokens[word].join || tokens[word].language != tokens[word - 1].language))) return GAP_WALL;
    return GAP_SPACE;
}

static bool cut_word(struct pieces *pieces, const struct utterance *utterance, size_t index, enum piece_gap gap)
{
    const struct word *word = &utterance->words[index];
    const char *text = buffer_text(&utterance->shown);
    size_t first = pieces->count;
    for (size_t at = word->shown_start; at < word->shown_end;) {
        size_t start = at;
        uint32_t codepoint = character_narrow(utf8_next(text, word->shown_end, &at));
        struct piece *last = pieces->count > first ? &pieces->items[pieces->count - 1] : NULL;
        if (is_apostrophe(codepoint, last, start)) codepoint = APOSTROPHE;
        enum character kind = kind_of(codepoint);
        bool apart = last && are_two_words(last, kind, codepoint);
        if (last && last->end == start && !apart && goes_on(last, kind)) {
            last->end = (uint32_t)at;
            continue;
        }
        if (kind == CHARACTER_UNSEEN || kind == CHARACTER_JOINER) {
            if (last) last->end = (uint32_t)at;
            continue;
        }
        if (!array_reserve(&pieces->items, &pieces->capacity, pieces->count + 1)) return false;
        pieces->items[pieces->count] = (struct piece){.start = (uint32_t)start,
                                                      .end = (uint32_t)at,
                                                      .codepoint = codepoint,
                                                      .word = (uint32_t)index,
                                                      .kind = (uint8_t)kind,
                                                      .before = (uint8_t)(apart                   ? GAP_SPACE
                                                                          : pieces->count > first ? GAP_NONE
                                                                                                  : gap)};
        pieces->count++;
    }
    return true;
}

bool pieces_cut(struct pieces *pieces, const struct utterance *utterance, const struct token *tokens)
{
    pieces->count = 0;
    for (size_t i = 0; i < utterance->word_count; i++)
        if (!cut_word(pieces, utterance, i, gap_before(utterance, tokens, i))) return false;
    return true;
}

void pieces_done(struct pieces *pieces)
{
    free(pieces->items);
    *pieces = (struct pieces){0};
}
