/* A phone number as it is written: the groups of its digits. */
#ifndef ALOUD_SCRIPT_PHONE_NUMBER_H
#define ALOUD_SCRIPT_PHONE_NUMBER_H

#include "script/recognisers.h"

enum { PHONE_DIGITS_MOST = 15 /* ITU-T E.164 */, PHONE_GROUPS_MOST = 12 };

/* The digits of one piece, and what stands before them: '-' '.' '/' '(' or ' '. */
struct group {
    size_t piece;
    size_t length;
    unsigned value;
    char joint;
};

/* What is known of a number while its groups are taken in. */
struct phone {
    size_t first; /* piece: the plus, the bracket or the digits */
    size_t end;   /* behind the last, a closing bracket included */
    size_t digits;
    size_t group_count;
    struct group groups[PHONE_GROUPS_MOST];
    char all[PHONE_DIGITS_MOST]; /* its digits, 0 to 9 */
    size_t zeros;                /* with which it begins: one within a country, two before a country's code */
    bool plus;
    bool counted; /* it is no number to ring: an NHS number */
};

/* The longest row of digits from `piece` on that is a phone number; none has the end 0. */
struct phone phone_find(const struct speaker *speaker, size_t piece);

/* Takes the digits of one piece in as the next group; false where they are too many. */
bool phone_add_group(const struct speaker *speaker, struct phone *phone, size_t piece, char joint);

/* Whether nothing is glued behind it that would make another thing of its last digits: "0800 1111am". */
bool phone_ends_here(const struct speaker *speaker, const struct phone *phone);

/* "024 7696 6013", "01632 960478": as hospitals of the United Kingdom write theirs in every language. */
bool phone_is_british(const struct phone *phone, size_t digits);

#endif
