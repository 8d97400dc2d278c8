/* What the recognisers of the spoken form share. Each is a file; spoken.c has their table. */
#ifndef ALOUD_SCRIPT_RECOGNISERS_H
#define ALOUD_SCRIPT_RECOGNISERS_H

#include "script/speaker.h"

/* Says the pieces from `piece` on that it knows, each after speaker_at; returns how many. 0: it does not know what
 * begins there, and has said nothing. */
typedef size_t recogniser(struct speaker *speaker, size_t piece);

recogniser spoken_marker, spoken_phone, spoken_address, spoken_date, spoken_time, spoken_money, spoken_compare,
    spoken_product, spoken_measure, spoken_slash, spoken_roman, spoken_code, spoken_number, spoken_short,
    spoken_capitals, spoken_hashtag, spoken_lexicon, spoken_punctuation, spoken_plain;

/* The piece at an index; behind the last (and before the first, at SIZE_MAX) one of kind CHARACTER_SPACE behind a wall.
 */
const struct piece *piece_at(const struct speaker *speaker, size_t index);

/* The piece before, where `index` is glued to it; else as behind the last. */
const struct piece *piece_glued_before(const struct speaker *speaker, size_t index);

/* The piece behind, where it is glued to `index`; else as behind the last. */
const struct piece *piece_glued_behind(const struct speaker *speaker, size_t index);

static inline bool piece_is(const struct piece *piece, uint32_t codepoint)
{
    return piece->codepoint == codepoint && piece->kind != CHARACTER_LETTER && piece->kind != CHARACTER_DIGIT;
}

static inline bool piece_is_word(const struct piece *piece)
{
    return piece->kind == CHARACTER_LETTER || piece->kind == CHARACTER_DIGIT || piece->kind == CHARACTER_MARK;
}

/* A stretch of the shown text. */
struct stretch {
    const char *text;
    size_t length;
};

struct stretch piece_text(const struct speaker *speaker, size_t piece);

/* The shown text of pieces [first, end), which are glued to each other. */
struct stretch pieces_text(const struct speaker *speaker, size_t first, size_t end);

/* The end of the glued pieces from `first` on without the stops, quotes and closing brackets at their end; `first` where
 * that leaves none or there are more than `most`. */
size_t pieces_core_end(const struct speaker *speaker, size_t first, size_t most);

/* Whether `index` begins a word or stands behind an opening bracket, a quote, a colon or a sign of comparison. */
bool piece_opens(const struct speaker *speaker, size_t index);

/* What stands for an argument of a pattern, and the piece that it is the words of. */
struct part {
    const char *words;
    double number; /* where it chooses a plural form */
    size_t piece;
};

enum { PARTS_MOST = 3 };

/* Says a pattern of the voice file. The text before an argument is said with it, the text behind the last at the piece
 * `behind`. */
void say_pattern(struct speaker *speaker, const char *pattern, const struct part *parts, size_t count, size_t behind);

/* Says words at a piece. */
void say_words(struct speaker *speaker, size_t piece, const char *words);

/* The end of the glued pieces from `piece` on, at most `most`, whose text a table or list has; the longest. `piece` where
 * there is none. A letter or digit glued behind makes it none. *ret_value may be NULL. */
size_t find_words(const struct speaker *speaker, enum voice_words table, size_t piece, const char **ret_value);
size_t find_listed(const struct speaker *speaker, enum wording list, size_t piece);

/* Whether a word of the list stands within the last `most` words before `piece` (or is glued before it by a colon). */
bool stands_behind(const struct speaker *speaker, enum wording list, size_t piece, size_t most);

/* Whether a word of the list stands behind the pieces that end before `piece`, glued by a hyphen or behind a space. */
bool stands_before(const struct speaker *speaker, enum wording list, size_t piece);

/* Writes the value of a DIGIT piece as digits 0 to 9 into `digits`; how many, 0 where they are more than `most`. */
size_t piece_digits(const struct speaker *speaker, size_t piece, char *digits, size_t most);

/* The value of a DIGIT piece of at most `most` digits; -1 where it is none. */
int piece_value(const struct speaker *speaker, size_t piece, size_t most);

#endif
