/* The spoken form: what the engine is given for the words of an utterance. docs/spoken-form.md tells how it is made.
 *
 * The shown text is cut into pieces (pieces.h). spoken.c holds the table of recognisers, tried in its order at each
 * piece; the first that knows what begins there says it, and as many pieces as belong to it.
 */
#ifndef ALOUD_SCRIPT_SPOKEN_H
#define ALOUD_SCRIPT_SPOKEN_H

#include "script/composer.h"
#include "script/punctuation.h"

/* What is kept from one utterance to the next. */
struct spoken;

/* The voice must outlive it. */
enum status spoken_new(const struct voice *voice, struct spoken **ret, struct error *error);
void spoken_free(struct spoken *spoken);

/* Asks `lexicon` too, before the voice's own and behind those given before. It must outlive `spoken`. */
enum { LEXICONS_MOST = 2 };
void spoken_add_lexicon(struct spoken *spoken, const struct lexicon *lexicon);

/* Which signs of the leaflet are named from now on; PUNCTUATION_NONE at first. Aloud's own words have none named. */
void spoken_set_punctuation(struct spoken *spoken, enum punctuation level);

/* Fills `spoken`, the words' spoken ranges, `pronunciations`, `changes`, `contacts` and `notes` of an utterance that `composer` has
 * composed. */
enum status spoken_form(struct spoken *spoken, const struct composer *composer, struct utterance *utterance,
                        struct error *error);

#endif
