/* The shape of a number in the pieces, as the language writes it: 1,234.5 or 1 234,5; −5; .5; 1½; 1 1/2. */
#ifndef ALOUD_SCRIPT_NUMBER_SHAPE_H
#define ALOUD_SCRIPT_NUMBER_SHAPE_H

#include "script/numbers.h"
#include "script/recognisers.h"

enum { SHAPE_DIGITS_MOST = 40 };

struct number {
    size_t first, end;              /* pieces */
    size_t whole_end;               /* behind the whole number; the fraction's pieces follow */
    char digits[SHAPE_DIGITS_MOST]; /* of the whole number, 0 to 9, without signs between */
    size_t digit_count;             /* 0 where there is only a fraction: "½" */
    char decimals[SHAPE_DIGITS_MOST];
    size_t decimal_count;
    unsigned numerator, denominator; /* 0: no fraction */
    unsigned exponent;               /* of 10⁹; 0: none */
    bool negative;
    bool grouped;   /* signs stood between the thousands */
    bool by_places; /* its decimals may be said as "five of ten": nothing is counted that this could be of */
    char
        foreign_sign; /* the point of "2.5" where the language writes "2,5", and the comma of "2,5 mg" where not; or 0 */
};

/* Reads the number that begins at `piece`. False where none does. */
bool number_read(const struct speaker *speaker, size_t piece, struct number *number);

/* 0 to 9 of a superscript digit, else -1. */
int number_superscript(uint32_t codepoint);

/* Its value, for comparing and for plural forms; a number with decimals is never a whole one. */
double number_value(const struct number *number);

/* Whether it is digits, perhaps with signs between the thousands, and nothing else. */
bool number_is_whole(const struct number *number);

/* Whether it is written as digits alone: 2026. */
bool number_is_plain(const struct number *number);

/* Appends its words. `gender` as in numbers.h; `behind` is the word behind it or NULL: "half a (tablet)". */
void number_words(struct speaker *speaker, const struct number *number, const char *gender, const char *behind,
                  struct buffer *words);

/* The rule set for an ordinal or a day behind the word before `piece`; `otherwise` where that word asks for none. */
const char *ordinal_rule(const struct speaker *speaker, size_t piece, const char *otherwise);

/* Whether the plain number and the suffix in the pieces from number->end to `end` are an ordinal: a suffix that is also a
 * unit ("12st") must be the one that the language gives this number. */
bool number_is_ordinal(struct speaker *speaker, const struct number *number, size_t end);

/* Puts the ending that `rules` ("y>ies x>xes >s"; "_" is a space) gives in the place of the last word's end. */
void number_change_ending(struct buffer *words, const char *rules);

#endif
