/* A leaflet that is to be translated: its document, its bytes, and what of it a translator is given.
 *
 * A unit is a block that has words, or the front matter's title. Units whose context and text are the same share an
 * entry, which is what a translation belongs to: in a PO file, msgctxt and msgid.
 */
#ifndef ALOUD_TRANSLATE_ORIGINAL_H
#define ALOUD_TRANSLATE_ORIGINAL_H

#include "document/document.h"
#include "translate/key_index.h"

/* A placeholder's markup in the source; for <xN/> only `open`. */
struct markup {
    bool pair;
    struct source_span open;
    struct source_span close;
};

struct unit {
    uint32_t entry;
    uint32_t block;            /* index; DOCUMENT_NONE: the front matter's title */
    struct source_span source; /* what a translation takes the place of */
    struct source_span outer;  /* the same with the markup around all of it, which no placeholder stands for */
    uint32_t first_markup;     /* that of <g1> or <x1/> */
    uint32_t markup_count;
};

struct entry {
    uint32_t context; /* offsets into `strings`: "SECTION / ROLE" */
    uint32_t text;    /* with placeholders */
    uint32_t note;    /* for the translator: section, role, what the placeholders are; lines */
    uint32_t line;    /* of its first unit in the source */
};

struct original {
    struct buffer bytes; /* of the file */
    struct document *document;
    struct buffer strings;
    struct unit *units; /* in the order of the source */
    size_t unit_count, unit_capacity;
    struct entry *entries; /* in the order of their first units */
    size_t entry_count, entry_capacity;
    struct key_index index; /* of entries */
    struct markup *markups;
    size_t markup_count, markup_capacity;
};

/* Reads a Markdown leaflet. Zero-initialise `original` before; original_done frees it, also after a failure. */
enum status original_read(struct original *original, const char *path, struct error *error);

/* The same over bytes in memory (copied); `name` stands for the path. */
enum status original_read_bytes(struct original *original, const char *name, const void *bytes, size_t length,
                                struct error *error);

void original_done(struct original *original);

const char *original_context(const struct original *original, const struct entry *entry);
const char *original_text(const struct original *original, const struct entry *entry);
const char *original_note(const struct original *original, const struct entry *entry);

/* The entry with this context and text; NULL where there is none. */
const struct entry *original_find(const struct original *original, const char *context, const char *text);

/* Where the front matter stands, its "---" lines included; empty at the leaflet's start where there is none. */
struct source_span original_front_matter(const struct original *original);

#endif
