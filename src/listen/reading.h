/* One reading of a leaflet to its listener: the event loop that ties the player to keys, engine, sound and screen.
 *
 * The caller has opened the leaflet (its first piece is enough) and started the engine and the sink, so that all of
 * them get ready at the same time; the reading takes in the rest of the leaflet between two keys.
 */
#ifndef ALOUD_LISTEN_READING_H
#define ALOUD_LISTEN_READING_H

#include "document/reader.h"
#include "listen/sink.h"
#include "script/script.h"
#include "speech/engine.h"

struct reading_options {
    struct document_reader *reader; /* borrowed, all of them; the first step is done */
    struct script *script;
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
