/* Voices made ready for the comparison of languages, each kept for the next leaflet. */
#ifndef ALOUD_COMMANDS_LANGUAGE_SHELF_H
#define ALOUD_COMMANDS_LANGUAGE_SHELF_H

#include "commands/voice_shelf.h"
#include "compare/compared_language.h"

enum { SHELVED_LANGUAGES_MOST = 64 };

struct language_shelf { /* zero-initialised is empty */
    struct voice_shelf voices;
    struct compared_language *items[SHELVED_LANGUAGES_MOST];
    size_t count;
};

/* The language of a voice of `folder`, which stays the shelf's. */
enum status language_shelf_load(struct language_shelf *shelf, const char *folder, const char *language,
                                const struct compared_language **ret, struct error *error);
void language_shelf_done(struct language_shelf *shelf);

#endif
