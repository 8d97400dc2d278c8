/* The subcommands of `aloud translate`: one file each, commands/translate_NAME.c.
 *
 * X(name, "summary"): `aloud translate NAME` is translate_NAME(argc, argv), argv[0] being "aloud translate NAME".
 */
#ifndef ALOUD_COMMANDS_TRANSLATE_H
#define ALOUD_COMMANDS_TRANSLATE_H

#include "base/buffer.h"
#include "base/status.h"

#define TRANSLATE_LIST(X) X(extract, "write what of a leaflet is to be translated: a PO template")

#define X(name, summary) int translate_##name(int argc, char **argv);
TRANSLATE_LIST(X)
#undef X

/* Writes a text to the file `path`, whole or not at all; to standard output where that is NULL or "-". */
enum status translate_output(const char *path, const struct buffer *text, struct error *error);

/* "FOLDER/po/LANG.po" beside the leaflet "FOLDER/leaflet.md"; the caller frees. NULL where memory runs out. */
char *translate_catalogue_path(const char *leaflet, const char *language);

#endif
