/* libgettextpo, which takes names of files and tells mistakes to functions without an argument: here its files are in memory, and
 * what it complains of is an error. One call at a time. */
#ifndef ALOUD_TRANSLATE_PO_LIBRARY_H
#define ALOUD_TRANSLATE_PO_LIBRARY_H

#include "base/buffer.h"
#include "base/status.h"

#include <gettext-po.h>

/* Reads the bytes of the file `path`. STATUS_BAD_INPUT has the line of its first mistake. The caller frees *ret with po_file_free;
 * NULL after a failure. */
enum status po_library_read(const char *path, const struct buffer *bytes, po_file_t *ret, struct error *error);

/* Appends the file as bytes. `path` is for errors. */
enum status po_library_write(const char *path, po_file_t file, struct buffer *bytes, struct error *error);

#endif
