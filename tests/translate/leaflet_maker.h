/* Leaflets made up at random from pieces that are hard to cut and to put together again. */
#ifndef TESTS_TRANSLATE_LEAFLET_MAKER_H
#define TESTS_TRANSLATE_LEAFLET_MAKER_H

#include "base/buffer.h"

/* Appends a Markdown leaflet; the same `seed` gives the same one. No word of it has an "x" behind a hyphen. */
void leaflet_make(struct buffer *markdown, unsigned seed);

/* A number below `limit`; moves *state on. */
unsigned leaflet_random(unsigned *state, unsigned limit);

#endif
