/* Words as the comparison of two languages compares them: without case, and without what writers leave out or type in
 * another way: vowel marks of Arabic, nuktas, joiners, direction marks, the shapes of alef, yeh and kaf, cedillas for
 * commas (ş, ț), wide forms, typeset apostrophes. Letters with a loose accent are composed. */
#ifndef ALOUD_COMPARE_FOLDING_H
#define ALOUD_COMPARE_FOLDING_H

#include "base/buffer.h"

#include <stdbool.h>

/* Appends the folded text; returns how many characters that is. */
size_t fold_text(const char *text, size_t length, struct buffer *folded);

/* The letter that one stands for; 0 for one that is left out. letter_of has it sooner. */
uint32_t fold_letter(uint32_t codepoint);

/* Characters that are there for the eye or for the direction of writing only. */
bool is_invisible(uint32_t codepoint);

/* Chinese characters, each of which is a word to us. */
bool is_han(uint32_t codepoint);

#endif
