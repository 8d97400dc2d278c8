/* Whether a sentence really ends where ICU's rules, which know no words, say so. */
#ifndef ALOUD_SCRIPT_SENTENCE_ENDS_H
#define ALOUD_SCRIPT_SENTENCE_ENDS_H

#include "voice/voice.h"

/* `text`[start, at) is the sentence so far, the text goes on at `at`. False for "Dr. Smith", "J. Smith", "e.g. this", an
 * enumerator ("1. Take"), a stop within an address, and where the text goes on in lower case. */
bool sentence_ends_at(const struct voice *voice, const char *text, size_t length, size_t start, size_t at);

/* `at`, or behind a closing sign that stands alone there: in French a space stands before it ("« Non. » Puis"). */
size_t sentence_end_behind_quote(const char *text, size_t length, size_t at);

#endif
