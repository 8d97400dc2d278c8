/* An INI file, read by iniparser after checks of our own, because iniparser forgets the lines, lets the last of two
 * equal keys win and cuts long lines.
 *
 * UTF-8; comments begin with # or ;, section and key names are in small letters whatever the file has; a value may
 * stand in quotes, and must where it holds # or ;. No continued lines.
 */
#ifndef ALOUD_LISTEN_INI_H
#define ALOUD_LISTEN_INI_H

#include "base/status.h"

#include <stddef.h>

struct ini;

struct ini_entry {
    const char *name;  /* "section:key", owned by the ini */
    const char *value; /* "" where nothing stands behind the equals sign */
    size_t line;       /* from 1 */
};

/* Loads the file at `path`. STATUS_NOT_FOUND: there is none. STATUS_BAD_INPUT with file and line: no UTF-8, a line too
 * long, neither section nor "key = value", a key outside a section or given twice. The caller frees. */
enum status ini_load(const char *path, struct ini **ret, struct error *error);
void ini_free(struct ini *ini);

size_t ini_count(const struct ini *ini);
struct ini_entry ini_entry(const struct ini *ini, size_t index); /* in the order of the file */

/* The entry "section:key"; its `name` is NULL where there is none. */
struct ini_entry ini_find(const struct ini *ini, const char *name);

#endif
