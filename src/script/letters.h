/* Letters said one by one: acronyms and the letters of codes. */
#ifndef ALOUD_SCRIPT_LETTERS_H
#define ALOUD_SCRIPT_LETTERS_H

#include "script/recognisers.h"

/* Appends the letters of a text as capitals with spaces between; one that is a word by itself ("a") by its name. */
void letter_words(const struct speaker *speaker, struct stretch text, struct buffer *words);

/* Says each letter of a text, as capitals; at the word that the speaker is at. */
void say_letters_of(struct speaker *speaker, struct stretch text);

/* How many characters the text has, and whether all are capitals. */
size_t count_capitals(struct stretch text, bool *all);

#endif
