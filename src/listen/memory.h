/* What is remembered of a leaflet between two sittings: place, bookmarks, settings. One small INI file a leaflet under
 * $XDG_STATE_HOME/aloud/places/, named by a hash of the leaflet's canonical path; settings in
 * $XDG_STATE_HOME/aloud/settings/, one file a language. Each is written whole or not at all, so that kill -9 loses
 * nothing, and of two readers at once the last to write wins.
 */
#ifndef ALOUD_LISTEN_MEMORY_H
#define ALOUD_LISTEN_MEMORY_H

#include "base/status.h"
#include "script/punctuation.h"
#include "voice/voice.h"

#include <stdbool.h>
#include <stdint.h>

enum { BOOKMARKS_MOST = 99 };

/* A place in the leaflet that survives small edits of the file: the utterance's index and a hash of its text. */
struct memory_place {
    uint64_t utterance;
    uint64_t text_hash;
    uint64_t frame; /* within the clip: not used where the settings changed */
};

struct memory {
    bool has_place;
    struct memory_place place;
    struct memory_place bookmarks[BOOKMARKS_MOST]; /* ascending */
    size_t bookmark_count;
};

/* Loads what is remembered of the leaflet at `path`; an empty memory where there is nothing. A damaged file is told
 * (STATUS_BAD_INPUT with file and line) and treated as nothing. */
enum status memory_load(const char *path, struct memory *memory, struct error *error);
enum status memory_save(const char *path, const struct memory *memory, struct error *error);

/* How the listener likes to hear a language. */
struct listener_settings {
    struct voice_settings voice;
    size_t variant; /* an index, which the voice's file may no longer have */
    enum punctuation punctuation;
};

/* Unchanged where none are kept or the file is damaged (told as above). */
enum status settings_load(const char *language, struct listener_settings *settings, struct error *error);
enum status settings_save(const char *language, const struct listener_settings *settings, struct error *error);

uint64_t memory_hash(const char *text, size_t length); /* FNV-1a, 64 bit */

#endif
