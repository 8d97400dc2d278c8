/* What the comparison asks of each character of a text. ICU and the tables of folding.c and alphabet.c are asked once for each; their
 * answers are kept for the process, which compares in one thread. */
#ifndef ALOUD_COMPARE_LETTER_H
#define ALOUD_COMPARE_LETTER_H

#include <stdbool.h>
#include <stdint.h>

struct letter {
    uint32_t folded;  /* fold_letter of it */
    uint8_t alphabet; /* enum alphabet */
    bool in_word;     /* a letter, a mark, or what is_invisible */
    bool known;
};

enum { LETTERS_KEPT = 0xA000 /* all but rare ones */ };

extern struct letter letters_kept[LETTERS_KEPT]; /* letter_of's */

struct letter letter_learn(uint32_t codepoint); /* letter_of where it is not kept */

static inline struct letter letter_of(uint32_t codepoint)
{
    if (codepoint < LETTERS_KEPT && letters_kept[codepoint].known) return letters_kept[codepoint];
    return letter_learn(codepoint);
}

#endif
