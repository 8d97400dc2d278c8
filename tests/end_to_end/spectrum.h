/* A sound as the ear compares it: how loud each band is, every 5 ms. The engine never says a text twice with just the
 * same samples (its pitch wavers on from one utterance to the next), so samples cannot be compared; bands can. */
#ifndef TESTS_SPECTRUM_H
#define TESTS_SPECTRUM_H

#include "ear.h"

enum { SPECTRUM_BANDS = 20, SPECTRUM_STEP = 110 /* samples from one frame to the next */ };

/* Levels above the floor, less the usual level of that band; all zero where the sound is silent. */
struct spectrum_frame {
    float bands[SPECTRUM_BANDS];
};

struct spectrum {
    struct spectrum_frame *frames;
    bool *sounds; /* not silent, one a frame */
    size_t count;
};

/* Levels as they are; false where memory runs out. Free with spectrum_done. */
bool spectrum_make(struct sound sound, struct spectrum *spectrum);
void spectrum_done(struct spectrum *spectrum);

/* The mean of the sounding frames, and what is left without it. */
struct spectrum_frame spectrum_mean(const struct spectrum *spectrum);
void spectrum_center(struct spectrum *spectrum, struct spectrum_frame mean);

/* Normalised correlation of `count` frames of both: 1 is the same, 0 unlike. Frames that are silent in both do not
 * matter; 1 where all are. */
double spectrum_likeness(const struct spectrum *a, size_t a_at, const struct spectrum *b, size_t b_at, size_t count);

#endif
