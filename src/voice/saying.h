/* How a lexicon says a term: in other letters, or in the engine's phonemes. */
#ifndef ALOUD_VOICE_SAYING_H
#define ALOUD_VOICE_SAYING_H

#include "voice/phonemes.h"
#include "voice/voice_file.h"

struct saying {
    const char *text; /* not ended by a zero */
    size_t length;
    bool phonemes; /* phonemes_are_safe has said yes */
};

/* The saying that a value of a voice file's [lexicon] is: letters, or phonemes between "[[" and "]]". False where it begins
 * with "[[" and is no such thing. */
bool saying_of_value(const char *value, struct saying *ret);

/* STATUS_BAD_INPUT with file, line and key for the first value of [lexicon] that is no saying. */
enum status sayings_check(const struct voice_file *file, struct error *error);

#endif
