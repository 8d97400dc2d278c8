/* The clips that should sound when a leaflet is read: each utterance of its script, spoken by the engine itself. */
#ifndef TESTS_EXPECTED_H
#define TESTS_EXPECTED_H

#include "ear.h"

#include <stdbool.h>

struct expected {
    size_t count;
    struct sound *sounds;       /* one an utterance */
    char **shown;               /* its text */
    struct clip **clips;        /* what `sounds` borrows from */
    double longest_synthesis_s; /* but for the first, for which the engine starts */
};

/* Speaks the leaflet at `path` in the voice of its language from the folder `voices`, at the voice's own settings.
 * False, with the reason on standard error, where that fails. */
bool expected_load(struct expected *expected, const char *path, const char *voices);
/* The same for another leaflet, behind what is there. */
bool expected_add(struct expected *expected, const char *path, const char *voices);
void expected_done(struct expected *expected);

double sound_seconds(struct sound sound);

#endif
