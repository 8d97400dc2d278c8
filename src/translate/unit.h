/* One block as a translator is given it. */
#ifndef ALOUD_TRANSLATE_UNIT_H
#define ALOUD_TRANSLATE_UNIT_H

#include "translate/original.h"

/* Writes the text of `block` with placeholders to `text`, appends what they stand for to original->markups, and fills
 * all of *ret but its entry. *mark is the first of document->marks that may be the block's, and is moved behind its last.
 * False where memory runs out. */
bool unit_make(struct original *original, uint32_t block, size_t *mark, struct unit *ret, struct buffer *text);

/* Appends a few words on the unit's placeholders for the translator, a line each: "<g1>: bold". */
void unit_describe(const struct original *original, const struct unit *unit, struct buffer *text);

#endif
