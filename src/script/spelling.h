/* Whether letters make a word that a person would say as one. */
#ifndef ALOUD_SCRIPT_SPELLING_H
#define ALOUD_SCRIPT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* Whether ASCII letters of an address read as a word ("feedback", "patient") and not as initials ("uhcw", "nhs"): by
 * their vowels and the consonants between them. `hyphened` parts may be shorter. In doubt it says no: what is spelt out
 * can always be understood. */
bool is_word_of_address(const char *letters, size_t length, bool hyphened);

/* Whether they are a made-up name with so many vowels that people say it as a word, whatever it begins with: "nvidia". */
bool is_vowelled_name(const char *letters, size_t length);

#endif
