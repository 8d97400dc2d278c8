/* Words out of visible characters: what a "word" is for the check, the same for the source and for the script.
 *
 * A word is a longest run of letters, digits and their combining marks; an apostrophe between two of them belongs to
 * it ("don't"). Characters that cannot be seen (soft hyphen, joiners, direction marks, variation selectors) neither
 * are part of it nor end it. A Chinese character is a word by itself. A sign that changes what is meant ("<", "%", "£", "°") is a word by itself, a row
 * of the same sign ("=====") is decoration. Everything else is punctuation, which is not compared, and ends a word. Source: Unicode 15 general categories.
 */
#ifndef ALOUD_CHECK_ASSEMBLER_H
#define ALOUD_CHECK_ASSEMBLER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum letter_kind { LETTER_NONE, LETTER_WORD, LETTER_MARK, LETTER_APOSTROPHE, LETTER_SIGN, LETTER_UNSEEN };

enum letter_kind letter_kind(uint32_t codepoint);

/* Zero-initialise, set `emit` and `context`. Free with assembler_done. */
struct assembler {
    /* Called with each whole word; `text` (apostrophes made alike) is valid during the call. */
    void (*emit)(void *context, const char *text, size_t length, uint32_t start, uint32_t end);
    void *context;
    struct buffer word;  /* so far */
    uint32_t start, end; /* where it stands, in whatever the caller counts */
    bool apostrophe;     /* seen behind the word's last letter */
    uint32_t sign;       /* seen last, 0 for none … */
    size_t sign_count;   /* … and how many of it in a row */
};

/* The next visible character, which stands at [start, end). */
void assembler_feed(struct assembler *assembler, uint32_t codepoint, uint32_t start, uint32_t end);

/* Whatever comes next is not part of the same word. */
void assembler_break(struct assembler *assembler);

void assembler_done(struct assembler *assembler);

#endif
