/* Language tags as a leaflet writes them (BCP 47). */
#ifndef ALOUD_DOCUMENT_LANGUAGE_H
#define ALOUD_DOCUMENT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

enum { LANGUAGE_TAG_BYTES = 36 }; /* the longest tag that RFC 5646 section 4.4.1 asks for, and a zero */

/* Writes the tag with '-' for '_' and without white space around it. False (and nothing written) where it is not a
 * language of two or three letters, each further part of one to eight letters or digits. */
bool language_normalise(const char *tag, size_t length, char ret[LANGUAGE_TAG_BYTES]);

/* True where ICU knows the language of a normal tag. */
bool language_is_known(const char *tag);

/* Whether two BCP 47 tags are of one language, whatever region and script they name, in any case. */
bool language_is_same(const char *one, const char *other);

#endif
