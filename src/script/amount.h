/* A number or a range of two: what is counted or measured. */
#ifndef ALOUD_SCRIPT_AMOUNT_H
#define ALOUD_SCRIPT_AMOUNT_H

#include "script/number_shape.h"

struct amount {
    struct number from, to; /* `to` only of a range */
    bool range;
    const char *multiplier; /* the "million" of "2 million km", or NULL */
    size_t end;             /* behind its pieces */
};

/* Reads "5", "5–10" or "5 - 10" at `piece`; what does not ascend is one only with a dash ("9–5",
 * not "10-5"), and a row ("1-2-1") is none. */
bool amount_read(const struct speaker *speaker, size_t piece, struct amount *amount);

/* Whether a hyphen or dash at `piece` may stand for "to" between two things: glued or spaced on both sides alike. */
bool is_range_sign(const struct speaker *speaker, size_t piece);

/* Whether a hyphen or dash at `piece` takes away: numbers and signs follow, and then "=". */
bool is_subtraction(const struct speaker *speaker, size_t piece);

/* The number that decides on plural forms: the last. */
double amount_value(const struct amount *amount);

/* Makes one and a half of 1.5 where what stands at amount->end is counted so ([context] halved). */
void amount_halve(const struct speaker *speaker, struct amount *amount);

enum { NUMBER_FORM_BYTES = 48 };

/* The case that the word before `piece` asks for, or that the nearest of the `most` words before it does. NULL: none. */
const char *case_before(const struct speaker *speaker, size_t piece, size_t most);

enum { ORDINAL_RULE_BYTES = 64 };

/* The rule set of an ordinal before the noun at `noun`, as [genders] has it for ". noun" or "noun"; false where none. */
bool ordinal_of_noun(const struct speaker *speaker, size_t noun, char rule[ORDINAL_RULE_BYTES]);

/* The number that chooses the form of a noun behind a number at `piece` that is `value`: another in the genitive. */
double counted_in_case(const struct speaker *speaker, size_t piece, double value);

/* The same of an amount; of "1-2" and "-2" where the form for two has the number behind the noun. */
double amount_counted(const struct speaker *speaker, const struct amount *amount, size_t piece);

/* The gender and case in which a number at `piece` is said: "feminine-genitive", as numbers.h has it. `gender` NULL: the
 * voice's own. NULL where the voice file has neither. */
const char *number_form(const struct speaker *speaker, size_t piece, const char *gender, char form[NUMBER_FORM_BYTES]);

/* Appends its words; `gender` as in numbers.h, `behind`: the word behind it or NULL, as for number_words. */
void amount_words(struct speaker *speaker, const struct amount *amount, const char *gender, const char *behind,
                  struct buffer *words);

/* Says two numbers, each at its pieces, by a pattern of two texts. */
void say_two_numbers(struct speaker *speaker, const char *pattern, const struct number *first,
                     const struct number *second);

#endif
