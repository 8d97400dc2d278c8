/* What a character is to a reader aloud. Categories are Unicode's, through ICU. */
#ifndef ALOUD_SCRIPT_CHARACTERS_H
#define ALOUD_SCRIPT_CHARACTERS_H

#include "voice/voice.h"

enum character {
    CHARACTER_SPACE,  /* white space and control characters: ends a word */
    CHARACTER_UNSEEN, /* soft hyphen, zero width space, direction marks: as if it were not there */
    CHARACTER_JOINER, /* zero width joiner, variation selector: shapes what is seen, is not said */
    CHARACTER_LETTER, /* letters, and numbers that are no decimal digit: "½", "Ⅳ" */
    CHARACTER_DIGIT,  /* decimal digits of any script */
    CHARACTER_MARK,   /* combining marks, vowel signs */
    CHARACTER_STOP,   /* punctuation that the engine makes a pause of: . , : ; ! ? and other scripts' */
    CHARACTER_HYPHEN, /* joins words */
    CHARACTER_DASH,   /* parts words */
    CHARACTER_APOSTROPHE,
    CHARACTER_OPENING,  /* opening brackets and quotes */
    CHARACTER_CLOSING,  /* closing brackets and quotes, and quotes that may be either */
    CHARACTER_CURRENCY, /* a sign for money */
    CHARACTER_SIGN,     /* said by its name: & @ % + = < > / ° → */
    CHARACTER_SILENT,   /* never said: * _ | ^ ` • and what has no meaning in text */
};

enum character character_kind(uint32_t codepoint);

/* Letters, digits and marks. */
static inline bool character_is_spoken(enum character kind)
{
    return kind == CHARACTER_LETTER || kind == CHARACTER_DIGIT || kind == CHARACTER_MARK;
}

/* 0 to 9 for a CHARACTER_DIGIT of any script. */
unsigned character_digit(uint32_t codepoint);

bool character_is_upper(uint32_t codepoint);
bool character_is_lower(uint32_t codepoint);

/* The one character for `base` with `mark` on it, 0 where there is none. The engine reads a letter and its mark as two
 * sounds where it knows the one character: "u" and U+0308 are no "ü" to it. */
uint32_t character_composed(uint32_t base, uint32_t mark);

/* The ASCII sign of which the character is the wide form: ":" of U+FF1A. The stops ！，；？ and all else are themselves. */
uint32_t character_narrow(uint32_t codepoint);

/* Whether words of the letter's script are written without spaces between them (Thai, Chinese, …), or it is a sign of such
 * scripts. */
bool character_is_unspaced(uint32_t codepoint);

/* The name by which a sign is said within a text; NULL where it is better left to the engine or not said. */
const char *character_name(const struct voice *voice, uint32_t codepoint);

/* The name of any sign, or of one that is the same to a listener; NULL where the voice has none. */
const char *character_sign_name(const struct voice *voice, uint32_t codepoint);

/* Whether the engine may be given the character as it is: it means nothing to the engine but itself. */
bool character_is_safe(uint32_t codepoint);

/* Whether any character of `text` would be said. Stops at the first. */
bool characters_audible(const struct voice *voice, const char *text, size_t length);

#endif
