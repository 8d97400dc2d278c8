/* How many signs are said by their names, as screen readers offer it. What is part of a shape (a dose, a phone number, a
 * date) and what is always said ("&", "%", "<") is the same at each level.
 */
#ifndef ALOUD_SCRIPT_PUNCTUATION_H
#define ALOUD_SCRIPT_PUNCTUATION_H

#include "base/status.h"

/* X(NAME, "name"), the fewest first */
#define PUNCTUATION_LIST(X)                                                                                            \
    X(NONE, "none") /* signs are pauses, or nothing */                                                                 \
    X(SOME, "some") /* those without a sound of their own: brackets, quotes, dashes, bullets, stars */                 \
    X(MOST, "most") /* also stops, hyphens and the apostrophe at a word's end */

enum punctuation {
#define X(name, text) PUNCTUATION_##name,
    PUNCTUATION_LIST(X)
#undef X
        PUNCTUATION_COUNT
};

const char *punctuation_name(enum punctuation level);

/* The level of that name. STATUS_USAGE tells the names that there are. */
enum status punctuation_from_name(const char *name, enum punctuation *ret, struct error *error);

#endif
