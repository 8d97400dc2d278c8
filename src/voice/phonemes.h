/* The engine's own phonemes, as a lexicon gives them: "oUm'Epr@zoUl" (`espeak-ng -q -x WORD` prints a word's); or other
 * letters that it reads instead: "hang2".
 *
 * They are the one thing that makes the engine read anything but plain text, so they never come from a leaflet's text:
 * a script carries them beside it, and the engine's process puts them in their place.
 */
#ifndef ALOUD_VOICE_PHONEMES_H
#define ALOUD_VOICE_PHONEMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { PHONEMES_BYTES = 96 }; /* with the ending zero */

/* How bytes [start, end) of a text to be spoken are said. */
struct pronunciation {
    uint32_t start, end;
    bool letters; /* `phonemes` are letters and digits that the engine reads as text */
    char phonemes[PHONEMES_BYTES];
};

/* Whether `phonemes` are signs of the engine's phoneme alphabet, at least one of them a letter or digit, and few enough.
 * What would end them, begin other markup, or change the language ("_^_") is none. */
static inline bool phonemes_are_safe(const char *phonemes, size_t length)
{
    static const char signs[] = "@#'\",;:!=~?*^|-%./+[";
    bool sound = false;
    if (length == 0 || length >= PHONEMES_BYTES || phonemes[0] == '[' || phonemes[length - 1] == '[') return false;
    for (size_t i = 0; i < length; i++) {
        char sign = phonemes[i];
        bool plain = (sign >= '0' && sign <= '9') || ((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z');
        sound |= plain;
        if (plain) continue;
        if (sign == '\0' || !strchr(signs, sign) || (sign == '[' && phonemes[i + 1] == '[')) return false;
    }
    return sound;
}

/* Whether `letters` are small letters of English and digits, at least one and few enough: they can be no markup. */
static inline bool letters_are_safe(const char *letters, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!(letters[i] >= 'a' && letters[i] <= 'z') && !(letters[i] >= '0' && letters[i] <= '9')) return false;
    return length > 0 && length < PHONEMES_BYTES;
}

#endif
