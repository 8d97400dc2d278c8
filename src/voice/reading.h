/* How a word is read in the romanisation that the engine knows: a syllable for each of its characters, each with the number
 * of its tone (5: none), as "yin2 hang2". A single character may be another syllable before some tones:
 * "bu4 4>bu2". The characters of a tone stand in [tones]; those of no list have the tone 0.
 */
#ifndef ALOUD_VOICE_READING_H
#define ALOUD_VOICE_READING_H

#include "voice/phonemes.h"
#include "voice/voice_file.h"

enum { SYLLABLE_BYTES = 8, READING_CHARACTERS_MOST = 8 };

/* Copies syllable `index` of a reading; false where it has fewer. */
bool reading_syllable(const char *reading, size_t index, char ret[SYLLABLE_BYTES]);

/* Copies what a single character's reading has before a syllable of `tone`; false where it has nothing of its own. */
bool reading_before(const char *reading, unsigned tone, char ret[SYLLABLE_BYTES]);

/* The tone of a syllable, 0 where it has none. */
unsigned syllable_tone(const char *syllable);

/* STATUS_BAD_INPUT with file, line and key for the first value of [readings] that is not as above. */
enum status readings_check(const struct voice_file *file, struct error *error);

#endif
