/* The voices of other languages than the leaflet's, for the stretches of it that are marked with them: "2 tablets" within
 * a Polish leaflet is "two tablets". Loaded at their first use, from the folder of the leaflet's own voice, and kept.
 */
#ifndef ALOUD_SCRIPT_GUESTS_H
#define ALOUD_SCRIPT_GUESTS_H

#include "script/numbers.h"
#include "script/script_language.h"

struct guest {
    char *language;      /* the tag as the leaflet has it */
    struct voice *voice; /* NULL: there is no file for it, or none that can be read */
    struct numbers numbers;
    struct own_scripts own;
};

struct guests { /* zero-initialised is empty */
    struct guest *items;
    size_t count, capacity;
};

/* The guest for a BCP 47 tag; valid until the next call. NULL where the host itself speaks the language or no voice file
 * that can be read does: then the host's words have to do. Fails only where memory runs out. */
enum status guests_find(struct guests *guests, const struct voice *host, const char *language, struct guest **ret,
                        struct error *error);

void guests_done(struct guests *guests);

#endif
