/* The Ear: finds known clips in a recording of what sounded.
 *
 * A recording is gone through from its beginning. Where something sounds, a block of it is looked for in all clips by
 * normalised cross-correlation of their spectra, and each likely place is followed as far as recording and clip agree,
 * bearing with a little stretching; the one that agrees longest is what was heard. So cut, resumed and repeated clips
 * are found with the stretch that sounded, and sound that is in no clip is found too.
 *
 *     struct ear *ear = ear_new(clips, clip_count);
 *     struct hearing hearing = {0};
 *     assert_true(ear && ear_listen(ear, recording, &hearing));
 *     hearing_done(&hearing);
 *     ear_free(ear);
 *
 * All sounds are mono, signed 16 bit, at CLIP_RATE_HZ; lengths and places are samples. Not thread-safe.
 */
#ifndef TESTS_EAR_H
#define TESTS_EAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sound {
    const int16_t *frames; /* borrowed */
    size_t count;
};

enum {
    EAR_SILENCE = 24,       /* samples up to this are silence */
    EAR_SHORTEST = 2600,    /* shorter sound that no clip explains (ramps, a scrap between two jumps) is not told */
    EAR_TOLERANCE = 1400,   /* how exactly a clip's ends are found: 63 ms, about half a syllable */
    EAR_UNKNOWN = INT32_MAX /* the "clip" of sound that is in no clip */
};

struct heard {
    size_t clip; /* index, or EAR_UNKNOWN */
    size_t at;   /* in the recording */
    size_t from; /* in the clip: [from, to) was heard */
    size_t to;
};

struct hearing {
    struct heard *items; /* in the order of the recording */
    size_t count, capacity;
};

struct ear;

/* Borrows nothing. NULL where memory runs out. */
struct ear *ear_new(const struct sound *clips, size_t clip_count);
void ear_free(struct ear *ear);

/* Appends to *hearing what was heard. A clip that goes on after silence in its midst (the sound server had none to
 * play for a moment) is one item. False where memory runs out. */
bool ear_listen(const struct ear *ear, struct sound recording, struct hearing *hearing);

void hearing_done(struct hearing *hearing);

/* The first frame of a sound that is no silence, and the one behind the last; both 0 where all is silent. */
size_t sound_begin(struct sound sound);
size_t sound_end(struct sound sound);

#endif
