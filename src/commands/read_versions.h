/* The versions of a leaflet that `aloud read` goes through: in its own language, and its translations po/LANG.po. */
#ifndef ALOUD_COMMANDS_READ_VERSIONS_H
#define ALOUD_COMMANDS_READ_VERSIONS_H

#include "commands/leaflet.h"
#include "listen/version.h"

struct engine;

struct read_version {
    char *language;  /* NULL: the leaflet's own, whatever that is */
    char *catalogue; /* path of its PO file; NULL: the leaflet itself */
    struct leaflet_options options;
    struct leaflet leaflet;
};

struct read_versions {
    const struct leaflet_options *options;
    struct read_version *items; /* what is read first, then in the order of the key for the next language */
    size_t count, capacity;
    struct buffer voices; /* the engine's; see read_versions_ask_engine */
};

/* Whether `languages` is a list as "en-GB,pl", each a known language and there once; STATUS_USAGE tells what is not. */
enum status read_versions_check_names(const char *languages, struct error *error);

/* Finds the versions. `languages`: "en-GB,pl", which read_versions_check_names has passed, these only and in this order; NULL: all that there are, the leaflet's own
 * first, then by their names. --lang names the one to begin with. Zero-initialise before; `options` must outlive it, and it
 * must not be moved. STATUS_NOT_FOUND for a named language that the leaflet is not in. read_versions_done frees, also after a
 * failure. */
enum status read_versions_find(struct read_versions *versions, const struct leaflet_options *options,
                               const char *languages, struct error *error);

/* Opens the first one, as leaflet_open does. */
enum status read_versions_begin(struct read_versions *versions, struct error *error);

/* Whether the leaflet is so small that all versions can be opened before they are asked for. */
bool read_versions_are_small(const struct read_versions *versions);

/* Asks once for the voices that the engine has, so that no version is read by a voice of another language. No request may
 * be pending. */
enum status read_versions_ask_engine(struct read_versions *versions, struct engine *engine, struct error *error);

/* Opens another one, whole; for struct reading_versions, whose context is `versions`. */
enum status read_versions_open(void *context, size_t index, struct version *ret, struct error *error);

void read_versions_done(struct read_versions *versions);

#endif
