/* Voices that are kept for the next leaflet of their language: loading one takes longer than reading a leaflet does. That there is
 * none for a language is kept too. */
#ifndef ALOUD_COMMANDS_VOICE_SHELF_H
#define ALOUD_COMMANDS_VOICE_SHELF_H

#include "voice/voice.h"

struct voice_shelf { /* zero-initialised is empty */
    struct shelved_voice {
        char *folder, *language; /* as they were asked for */
        struct voice *voice;
        struct error missing; /* why `voice` is NULL */
    } * items;
    size_t count, capacity;
};

/* voice_load, once; the voice stays the shelf's. */
enum status voice_shelf_load(struct voice_shelf *shelf, const char *folder, const char *language, struct voice **ret,
                             struct error *error);
void voice_shelf_done(struct voice_shelf *shelf);

#endif
