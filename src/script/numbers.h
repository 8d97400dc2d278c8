/* The names of numbers, by ICU's spell-out rules (RuleBasedNumberFormat) under the names that the voice file gives.
 * Rules are opened at their first use and kept. Where the language has none, digits stay digits and the engine reads
 * them.
 */
#ifndef ALOUD_SCRIPT_NUMBERS_H
#define ALOUD_SCRIPT_NUMBERS_H

#include "voice/voice.h"

#include <unicode/unum.h>

enum { NUMBER_RULES_MOST = 40, NUMBER_DIGITS_MOST = 18 };

struct numbers {
    const struct voice *voice; /* borrowed */
    struct number_rules {
        char *name; /* owned */
        UNumberFormat *format;
    } rules[NUMBER_RULES_MOST];
    size_t rule_count;
    UNumberFormat *short_ordinal;
    bool failed; /* memory ran out */
};

void numbers_done(struct numbers *numbers);

/* Appends the name of a whole number of at most NUMBER_DIGITS_MOST digits, 0 to 9; more digits, or those with a leading
 * zero, are named one by one. `gender` is "feminine" and its like ("ordinal-feminine": fifth), NULL for the voice's own rule. */
void numbers_cardinal(struct numbers *numbers, const char *digits, size_t count, const char *gender,
                      struct buffer *words);

/* Digit by digit. */
void numbers_digits(struct numbers *numbers, const char *digits, size_t count, struct buffer *words);

/* The same for those of phone numbers and codes, of which one may have a name of its own: "1 code" in [number_names]. */
void numbers_code(struct numbers *numbers, const char *digits, size_t count, struct buffer *words);

/* By a rule set such as "spellout-ordinal"; false, and nothing is appended, where `rule` is NULL or the language has no
 * such rule. */
bool numbers_by_rule(struct numbers *numbers, const char *rule, int64_t number, struct buffer *words);

/* The voice file's own name for a number below 100 in a form: a gender, or what is written behind it ("2 -lea"). NULL where
 * it has none. */
const char *numbers_own_name(const struct numbers *numbers, int64_t number, const char *form);

/* As it is written short: "12th". False as above. */
bool numbers_short_ordinal(struct numbers *numbers, int64_t number, struct buffer *text);

#endif
