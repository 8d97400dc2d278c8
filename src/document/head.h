/* The head of a large leaflet: as much of it as its first piece needs, so that reading aloud can begin before the rest
 * was read. */
#ifndef ALOUD_DOCUMENT_HEAD_H
#define ALOUD_DOCUMENT_HEAD_H

#include <stddef.h>

enum { HEAD_BYTES = 512 * 1024 };

/* Where to end, behind a line, so that the first piece of [start, the end) is what it is in the whole file; 0 where it may
 * not be: no lines, nothing but white space, or something in square brackets that a definition further down could make
 * a link. */
size_t head_end(const char *source, size_t start, size_t length);

#endif
