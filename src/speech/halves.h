/* Where to cut a text that the engine cannot say as a whole. Offsets are bytes of UTF-8 text. */
#ifndef ALOUD_SPEECH_HALVES_H
#define ALOUD_SPEECH_HALVES_H

#include <stddef.h>

/* The place nearest the middle behind a space; where there is none, between words by UAX #29 (ICU), which also knows
 * the words of scripts without spaces. 0 where the text is one word, or memory runs out. */
size_t halves_between_words(const char *text, size_t length);

/* The same for a text that must be cut: between characters where it is one word. `length` is at least 8. */
size_t halves_cut(const char *text, size_t length);

#endif
