/* A PO file in memory: GNU gettext's format for translations, read and written through libgettextpo (po_read.h, po_write.c); where
 * thousands are only looked at, read by po_plain.h.
 *
 * libgettextpo ends the program where memory runs out; a translator's PO file is small.
 */
#ifndef ALOUD_TRANSLATE_CATALOGUE_H
#define ALOUD_TRANSLATE_CATALOGUE_H

#include "base/buffer.h"
#include "base/status.h"
#include "translate/key_index.h"

#include <stdbool.h>
#include <stddef.h>

/* All strings are owned by it or its catalogue; NULL where there is none, but text and translation never are. */
struct catalogue_entry {
    char *context; /* msgctxt */
    char *text;    /* msgid */
    char *translation;
    char *previous_context; /* what a fuzzy entry's translation was made for */
    char *previous_text;
    char *comments;   /* the translators', a line each without "# " */
    char *note;       /* extracted comments, likewise */
    char *references; /* "leaflet.md:12 leaflet.md:14" */
    bool fuzzy;
    bool obsolete;
    size_t line; /* of its msgid in the file that was read; 0 for one that was not read */
};

struct catalogue {
    char *path;
    char *header; /* "Field: value\n" a line; NULL where the file has none */
    char *header_comments;
    bool header_fuzzy;
    struct catalogue_entry *entries; /* in the order of the file */
    size_t count, capacity;
    struct key_index index; /* of entries that are not obsolete; catalogue_index makes it */
    char *strings;          /* of all entries, of a catalogue that po_plain.h has read; NULL: each is its own */
};

enum { LIMIT_CATALOGUE_MB = 32 };

/* Reads a PO file. STATUS_BAD_INPUT has the file and the line of its first mistake, and tells how many there are. Zero-initialise
 * before; catalogue_done frees it, also after a failure. */
enum status catalogue_read(struct catalogue *catalogue, const char *path, struct error *error);

/* The same for those who read many catalogues and change nothing in them: it may leave notes and references out. The index is made. */
enum status catalogue_read_translations(struct catalogue *catalogue, const char *path, struct error *error);

/* catalogue_read over bytes in memory, whose carriage returns at ends of lines are taken out; `name` stands for the path. */
enum status catalogue_read_bytes(struct catalogue *catalogue, const char *name, struct buffer *bytes,
                                 struct error *error);

/* Appends the catalogue as a PO file. */
enum status catalogue_write(const struct catalogue *catalogue, struct buffer *bytes, struct error *error);

/* Writes it to a file, whole or not at all; leaves a file alone that says the same, however its lines are broken. */
enum status catalogue_save(const struct catalogue *catalogue, const char *path, struct error *error);

/* Appends an entry, whose strings are the catalogue's from now on, also on failure. */
enum status catalogue_add(struct catalogue *catalogue, struct catalogue_entry entry, struct error *error);

/* The entry with this key that is not obsolete; NULL where there is none. Call catalogue_index before. */
const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *context, const char *text);
enum status catalogue_index(struct catalogue *catalogue, struct error *error);

/* Whether there is a translation that can be used: not empty and not fuzzy. */
bool catalogue_entry_is_translated(const struct catalogue_entry *entry);

/* The value of a field of the header, without white space around it, in a buffer that is cleared before; false where there is
 * none. */
bool catalogue_field(const struct catalogue *catalogue, const char *name, struct buffer *value);

/* Sets a field of the header, or adds it. */
enum status catalogue_set_field(struct catalogue *catalogue, const char *name, const char *value, struct error *error);

void catalogue_entry_done(struct catalogue_entry *entry);
void catalogue_done(struct catalogue *catalogue);

#endif
