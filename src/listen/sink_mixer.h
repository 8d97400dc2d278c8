/* What the audio callback does: frames of the present clip, ramps between clips, and word of it to the main thread.
 *
 * Main thread and callback share no lock. The main thread writes an order into a ring and then its number; the callback
 * takes the latest order, and says which one it has taken, so that the main thread knows which clips are free.
 */
#ifndef ALOUD_LISTEN_SINK_MIXER_H
#define ALOUD_LISTEN_SINK_MIXER_H

#include "speech/clip.h"

#include <stdatomic.h>
#include <stdbool.h>

enum { MIXER_ORDERS = 16 };

struct mixer_order {
    struct clip *clip; /* NULL: silence. Referenced by the main thread until the callback has taken a later order */
    size_t frame;
};

struct mixer {
    /* Main thread. */
    uint64_t given;    /* number of the latest order; 0: none */
    uint64_t released; /* orders up to here have given back their clips */
    bool waits;        /* the ring is full of orders that the callback has not taken: the newest one waits here, */
    struct mixer_order waiting; /* in place of those that waited before it */

    /* Written before `latest` is, read after. */
    struct mixer_order orders[MIXER_ORDERS];

    /* Both. */
    atomic_uint_least64_t latest;   /* the order that holds */
    atomic_uint_least64_t taken;    /* by the callback */
    atomic_uint_least64_t finished; /* the order whose clip was played to its end */
    atomic_size_t position;         /* frames of the taken order's clip that were handed out */
    _Atomic double called_s;        /* CLOCK_MONOTONIC of the latest call; 0: none yet */
    _Atomic double longest_s;       /* the longest time between two calls, since the main thread set it to 0 */
    _Atomic double sounded_s;       /* … of the first frame of the latest clip; 0: none yet */

    /* Callback. */
    const struct clip *clip;
    size_t frame;
    size_t ramp; /* frames of the ramp into the clip that are done */
};

/* Main thread. While the callback stands still and the ring is full, the newest order waits until mixer_release finds
 * room for it; those between are never heard. */
void mixer_order(struct mixer *mixer, struct clip *clip, size_t frame); /* clip may be NULL; takes a reference */
void mixer_release(struct mixer *mixer);     /* gives back clips that the callback no longer reads; call it often */
void mixer_release_all(struct mixer *mixer); /* likewise all of them: only where no callback runs */

/* Callback: fills `count` frames. */
void mixer_fill(struct mixer *mixer, int16_t *frames, size_t count);

#endif
