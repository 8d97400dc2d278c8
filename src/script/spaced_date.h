/* Dates in digits with spaces between: 12. 3. 2026, and 2026. 3. 12. where the year comes first.
 *
 * They are read in the text, because the cutting into sentences must know them too: a full stop within one ends nothing.
 * Only where the voice file has `spaced` of [dates]. A year makes it certain. Without one, "4. 2." may be a section and
 * "1. 2. 3." a list: it is a date where a word before it (or a nought, another day, a day behind the twelfth) tells so.
 */
#ifndef ALOUD_SCRIPT_SPACED_DATE_H
#define ALOUD_SCRIPT_SPACED_DATE_H

#include "script/date.h"

/* Whether the full stop before text[at], where a digit stands, is one of a date: "12. |3. 2026", "5. 3. |9.30". `start`:
 * where the sentence begins. */
bool spaced_date_goes_on(const struct voice *voice, const char *text, size_t length, size_t start, size_t at);

/* Reads one at `piece`, as date.h reads the others. */
bool date_spaced(const struct speaker *speaker, size_t piece, struct date *date);

/* Whether a weekday or a word of `spaced` in [dates] stands before `piece`. */
bool date_is_told(const struct speaker *speaker, size_t piece);

#endif
