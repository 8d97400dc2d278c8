/* Phrase patterns: the part of ICU's MessageFormat that a phrase needs, filled in without a copy of the pattern.
 *
 *     Section {0} of {1}: {2}
 *     {0, plural, =0{No sections} one{One section} other{# sections}}
 *
 * {n} is an argument; {n, plural, …} and {n, selectordinal, …} choose by the number n with the language's rules
 * (CLDR); # is the number itself; '' is an apostrophe, and an apostrophe before { or } (within plural forms also
 * before #) makes the text up to the next one literal. Any other apostrophe is itself. All as in ICU.
 *
 * ICU's own umsg_format takes its arguments as C varargs whose types the pattern decides: with a pattern out of a file
 * a mistake there would be undefined behaviour. What chooses the form is still ICU (uplrules_select); the tests
 * compare the two.
 */
#ifndef ALOUD_VOICE_PATTERN_H
#define ALOUD_VOICE_PATTERN_H

#include "base/buffer.h"
#include "voice/voice.h"

#include <unicode/upluralrules.h>

/* The plural forms that a language has. */
struct plural_forms {
    UPluralRules *cardinal;
    UPluralRules *ordinal;
    unsigned cardinal_used; /* bits, by form: those that the whole numbers from 0 to 200 need */
};

enum status plural_forms_init(struct plural_forms *forms, const char *language, struct error *error);
void plural_forms_done(struct plural_forms *forms);

/* Checks a pattern against a signature of phrases.h: it parses, uses each argument and none beyond, chooses by numbers
 * only, and gives each plural form that the language needs. NULL where all is right, else what is wrong, written into
 * `wrong`. */
const char *pattern_check(const char *pattern, const char *signature, const struct plural_forms *forms,
                          struct buffer *wrong);

/* Appends the pattern with its arguments filled in. `pattern` has passed pattern_check. */
void pattern_fill(const char *pattern, const struct plural_forms *forms, const struct phrase_value *values,
                  struct buffer *buffer);

#endif
