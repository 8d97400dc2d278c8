/* One reading of a leaflet to its listener: the event loop that ties the player to keys, engine, sound and screen.
 *
 * The caller has opened the leaflet (its first piece is enough) and started the engine and the sink, so that all of
 * them get ready at the same time; the reading takes in the rest of the leaflet between two keys.
 */
#ifndef ALOUD_LISTEN_READING_H
#define ALOUD_LISTEN_READING_H

#include "document/reader.h"
#include "listen/sink.h"
#include "listen/version.h"
#include "speech/engine.h"

/* The versions of the leaflet: what is read first, and behind it those that the key for the next language goes through. */
enum { READING_VERSIONS_MOST = 64 };

struct reading_versions {
    size_t count;   /* 0 or 1: there is no other */
    bool bilingual; /* the first two are heard in turn; both are complete */
    bool ahead;     /* they are small enough to be opened before they are asked for, between two keys */
    void *context;
    /* Opens version `index`, not the first; it stays open, and its script has the level of punctuation that the reading
     * sets. An error is told in the report, and the version left out. */
    enum status (*open)(void *context, size_t index, struct version *ret, struct error *error);
};

struct reading_options {
    struct version first;           /* borrowed, all of them */
    struct document_reader *reader; /* of the first version, whose first step is done; NULL where it is complete */
    struct reading_versions versions;
    struct engine *engine;
    struct sink *sink;    /* opened, not yet waited for */
    const char *path;     /* under which place and bookmarks are kept; "-" keeps nothing */
    bool plain;           /* lines instead of a drawn screen */
    bool quiet;           /* Aloud's own messages are printed and not spoken */
    bool has_punctuation; /* the script has the level for this time; else the kept one holds */
    bool fallback;        /* the voice is not of the leaflet's language */
};

/* Reads until the listener leaves. Appends to `report`, a line each, what could not be spoken and what could not be
 * kept, to be printed when the terminal is the shell's again. Errors: no sound device (names the ways out), a terminal
 * that cannot be used, an engine that cannot be kept alive, memory. */
enum status reading_run(const struct reading_options *options, struct buffer *report, struct error *error);

#endif
