/* The pronunciations of Chinese words that are not read as their characters are one by one: by the voice's [readings], the
 * longest word first. Words are ICU's, so that those of two neighbours are no word.
 *
 *     readings_add(&readings, voice, &utterance);
 */
#ifndef ALOUD_SCRIPT_READINGS_H
#define ALOUD_SCRIPT_READINGS_H

#include "script/script.h"

struct UBreakIterator;
struct UText;

/* Zero-initialise; what is kept from one utterance to the next. */
struct readings {
    struct UBreakIterator *words;
    struct UText *utext;
};

/* Adds a pronunciation for each character of `spoken` whose reading the voice gives, beside those that there are. Nothing
 * for a voice without readings. False where memory runs out. Linear time. */
bool readings_add(struct readings *readings, const struct voice *voice, struct utterance *utterance);
void readings_done(struct readings *readings);

#endif
