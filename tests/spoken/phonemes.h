/* What the engine would utter, for comparing texts. */
#ifndef TESTS_SPOKEN_PHONEMES_H
#define TESTS_SPOKEN_PHONEMES_H

#include "base/buffer.h"

/* Starts the engine without sound, with the voice of a language as the engine calls it. False where it has none. */
bool phonemes_begin(const char *engine_voice);

enum phonemes_kept {
    PHONEMES_ALL,
    PHONEMES_ENGLISH,    /* weak forms ("the", "a", "to", "and") as full ones, no "and" in "one hundred and two" */
    PHONEMES_CONSONANTS, /* for Arabic letters: what they leave out is what the engine guesses, often wrong */
};

/* Writes the phonemes of a text into `key`: without stress, pauses and word breaks. */
void phonemes_of(const char *text, enum phonemes_kept kept, struct buffer *key);

#endif
