/* What the reader's own tests need beside document/reader.h. */
#ifndef ALOUD_DOCUMENT_READER_PARTS_H
#define ALOUD_DOCUMENT_READER_PARTS_H

#include "document/reader.h"

/* Reads in pieces of about so many bytes from now on, so that a test can cut a short leaflet often. */
void document_reader_set_piece_bytes(struct document_reader *reader, size_t bytes);

#endif
