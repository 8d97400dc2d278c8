/* Arabic letters as they are written: joined to their neighbours. A terminal that is handed letters in visual order
 * cannot join them itself, so each is replaced by its presentation form (Unicode 15, chapter 9.2: rules R1 to R7 and the
 * ligatures of lam and alef; the forms are those of Unicode's own compatibility decompositions).
 */
#ifndef ALOUD_LISTEN_ARABIC_LETTERS_H
#define ALOUD_LISTEN_ARABIC_LETTERS_H

#include <stddef.h>
#include <stdint.h>

/* Replaces letters of `text`, which is in logical order, in place. The alef that went into a ligature becomes 0. Letters
 * that have no presentation form, and all that is not Arabic, stay as they are. */
void arabic_letters_join(uint32_t *text, size_t length);

#endif
