/* Any bytes are a leaflet or a clear error; a document that is read keeps its invariants, in one piece and in many. */
#include "document/leaflet.h"
#include "document/reader_parts.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void read_leaflet(const char *bytes, size_t length, enum format format, size_t piece_bytes)
{
    struct document_reader *reader = NULL;
    struct error error = {0};
    enum status status = document_reader_open_bytes("leaflet", bytes, length, format, &reader, &error);
    if (status == STATUS_OK && piece_bytes) document_reader_set_piece_bytes(reader, piece_bytes);
    while (status == STATUS_OK && !document_reader_document(reader)->complete) {
        status = document_reader_step(reader, &error);
    }
    if (status != STATUS_OK) {
        if (error.status != status || error.text[0] == '\0') abort();
        document_reader_free(reader);
        return;
    }
    struct document *document = document_reader_take(reader);
    const char *broken = leaflet_broken_invariant(document, bytes, length);
    if (broken) {
        fprintf(stderr, "not so: %s\n", broken);
        abort();
    }
    document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0) return 0;
    /* The last byte chooses how it is read. */
    enum format format = bytes[length - 1] % 8 == 7 ? FORMAT_TEXT : FORMAT_MARKDOWN;
    size_t piece_bytes = bytes[length - 1] % 2 ? 16 : 0;
    read_leaflet((const char *)bytes, length, format, piece_bytes);
    return 0;
}
