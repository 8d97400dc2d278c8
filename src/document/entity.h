/* Character references: "&amp;", "&#8211;", "&#x2013;" (CommonMark 0.31 section 6.2, HTML section 13.5). */
#ifndef ALOUD_DOCUMENT_ENTITY_H
#define ALOUD_DOCUMENT_ENTITY_H

#include <stddef.h>

enum { ENTITY_TEXT_BYTES = 16 };

/* Reads the reference at text[0] == '&'. Returns how many bytes it takes, 0 where it is none, and writes its
 * zero-ended UTF-8 text. */
size_t entity_decode(const char *text, size_t length, char ret[ENTITY_TEXT_BYTES]);

#endif
