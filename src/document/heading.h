/* What is a heading, and of which level a reader would count it. */
#ifndef ALOUD_DOCUMENT_HEADING_H
#define ALOUD_DOCUMENT_HEADING_H

#include "document/builder.h"

/* Called when `block`, whose text and runs are complete, is about to be appended. Makes a paragraph that is one bold
 * line a heading; turns a heading's level as written into the level counted (skipped levels closed up) and takes the
 * bold from headings that are bold as a whole. */
void heading_settle(struct builder *builder, struct block *block);

/* True where a line of UTF-8 can be a heading by its looks: at most 100 bytes, something to see, no more than three
 * digits in it (a phone number or date is none), no '@', and no full stop, comma, semicolon or exclamation mark at its
 * end. */
bool heading_looks_likely(const char *text, size_t length);

#endif
