/* Voices that are kept for the next leaflet of their language: loading one takes longer than reading a leaflet does. That there is
 * none for a language is kept too. */
#ifndef ALOUD_COMMANDS_VOICE_SHELF_H
#define ALOUD_COMMANDS_VOICE_SHELF_H

#include "export/fingerprint.h"
#include "voice/voice.h"

struct voice_shelf { /* zero-initialised is empty */
    struct shelved_voice {
        char *folder, *language; /* as they were asked for */
        struct voice *voice;
        struct error missing;                 /* why `voice` is NULL */
        char checksum[FINGERPRINT_HEX_BYTES]; /* of its file; empty until it is asked for */
    } * items;
    size_t count, capacity;
};

/* voice_load, once; the voice stays the shelf's. */
enum status voice_shelf_load(struct voice_shelf *shelf, const char *folder, const char *language, struct voice **ret,
                             struct error *error);

/* The checksum of the file of a voice that is in the shelf, as it was read. Valid until the next voice is loaded. */
const char *voice_shelf_checksum(struct voice_shelf *shelf, const struct voice *voice);

void voice_shelf_done(struct voice_shelf *shelf);

#endif
