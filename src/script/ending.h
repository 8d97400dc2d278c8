/* Endings that are written together with a date or a time: "12.03.2026-ga", "9:30'da", "8.30-kor". */
#ifndef ALOUD_SCRIPT_ENDING_H
#define ALOUD_SCRIPT_ENDING_H

#include "script/recognisers.h"

/* The end of an ending of [endings] that is glued to what ends before `end`, with a hyphen or apostrophe between or without;
 * `end` where there is none. *ret_rules changes the last word as number_change_ending has it. */
size_t ending_read(const struct speaker *speaker, size_t end, const char **ret_rules);

/* Puts such an ending, where what ends before `end` ends with digits, into its words; the end of it, `end` where there is
 * none. */
size_t ending_take(const struct speaker *speaker, size_t end, struct buffer *words);

/* Whether letters are glued there, with such a sign or without, that may be an ending although the voice file has none: no
 * capitals and no unit. */
bool ending_may_stand(const struct speaker *speaker, size_t end);

#endif
