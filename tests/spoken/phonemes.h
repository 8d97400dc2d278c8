/* What the engine would utter, for comparing texts. */
#ifndef TESTS_SPOKEN_PHONEMES_H
#define TESTS_SPOKEN_PHONEMES_H

#include "base/buffer.h"

/* Starts the engine without sound, with the voice of a language as the engine calls it. False where it has none. */
bool phonemes_begin(const char *engine_voice);

/* Writes the phonemes of a text into `key`: without stress, pauses and word breaks; where `english`, weak forms ("the",
 * "a", "to", "and") as if they were full ones and without the "and" of "one hundred and two". */
void phonemes_of(const char *text, bool english, struct buffer *key);

#endif
