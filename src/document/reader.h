/* Reading a leaflet file into a Document, a piece at a time.
 *
 *     struct document_reader *reader = NULL;
 *     status = document_reader_open(path, FORMAT_GUESS, &reader, error);
 *     while (status == STATUS_OK && !document_reader_document(reader)->complete)
 *         status = document_reader_step(reader, error);
 *     struct document *document = document_reader_take(reader);   // also frees the reader
 *
 * A step reads some 64 KB (about a millisecond), so an event loop can do it between two keys. The first step gives
 * the title. Markdown is cut for that only where a top-level heading follows a blank line outside of fences, comments
 * and HTML blocks; link definitions are collected beforehand, so cutting never changes what is read (tested).
 */
#ifndef ALOUD_DOCUMENT_READER_H
#define ALOUD_DOCUMENT_READER_H

#include "document/document.h"

/* Limits on hostile input: over one of them is a clear error, or an omission where reading can go on. */
enum {
    LIMIT_FILE_MB = 256,
    LIMIT_NESTING = 100, /* lists and quotes within each other */
};

#define FORMAT_LIST(X)                                                                                                 \
    X(GUESS, "guess")       /* by the file's name: .md .markdown .txt .text; else Markdown */                          \
    X(MARKDOWN, "markdown") /* CommonMark and GFM tables, through cmark-gfm */                                         \
    X(TEXT, "text")         /* plain text, its headings guessed */

enum format {
#define X(name, text) FORMAT_##name,
    FORMAT_LIST(X)
#undef X
};

struct document_reader;

/* Finds the format by its name in FORMAT_LIST. STATUS_USAGE names those that there are. */
enum status format_from_name(const char *name, enum format *ret, struct error *error);

/* Opens `path` ("-": standard input), reads its bytes and its front matter. The file is closed on return. Errors: no
 * such file, a folder, empty, binary (zero bytes), over LIMIT_FILE_MB; each with the file's name and what to do. */
enum status document_reader_open(const char *path, enum format format, struct document_reader **ret,
                                 struct error *error);

/* The same over bytes in memory (copied); `name` stands for the path. */
enum status document_reader_open_bytes(const char *name, const void *bytes, size_t length, enum format format,
                                       struct document_reader **ret, struct error *error);

/* Has document->marks kept. Before the first step. */
void document_reader_keep_marks(struct document_reader *reader);

/* Reads on; at the end sets document->complete. Calling it on a complete document does nothing. */
enum status document_reader_step(struct document_reader *reader, struct error *error);

/* The document as far as it was read; owned by the reader. */
const struct document *document_reader_document(const struct document_reader *reader);

/* How much of the source was read, in per cent. */
unsigned document_reader_progress(const struct document_reader *reader);

/* Hands the document to the caller (who frees it with document_free) and frees the reader. */
struct document *document_reader_take(struct document_reader *reader);

void document_reader_free(struct document_reader *reader);

/* Open, all steps, take. */
enum status document_load(const char *path, enum format format, struct document **ret, struct error *error);

#endif
