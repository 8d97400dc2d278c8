/* What the audio callback does: frames of the present clip, ramps between clips, and word of it to the main thread.
 *
 * Main thread and callback share no lock. The main thread writes an order into a ring and then its number; the callback
 * takes the latest order, and says which one it has taken, so that the main thread knows which clips are free.
 */
#ifndef ALOUD_LISTEN_SINK_MIXER_H
#define ALOUD_LISTEN_SINK_MIXER_H

#include "speech/clip.h"

#include <stdatomic.h>

enum { MIXER_ORDERS = 16 };

struct mixer_order {
    struct clip *clip; /* NULL: silence. Referenced by the main thread until the callback has taken a later order */
    size_t frame;
};

struct mixer {
    /* Main thread. */
    uint64_t given;    /* number of the latest order; 0: none */
    uint64_t released; /* orders up to here have given back their clips */

    /* Written before `latest` is, read after. */
    struct mixer_order orders[MIXER_ORDERS];

    /* Both. */
    atomic_uint_least64_t latest;     /* the order that holds */
    atomic_uint_least64_t taken;      /* by the callback */
    atomic_uint_least64_t finished;   /* the order whose clip was played to its end */
    atomic_size_t position;           /* frames of the taken order's clip that were handed out */
    atomic_uint_least64_t called_us;  /* CLOCK_MONOTONIC of the latest call; 0: none yet */
    atomic_uint_least64_t swapped_us; /* … of the first frame of the taken order */

    /* Callback. */
    const struct clip *clip;
    size_t frame;
    size_t ramp; /* frames of the ramp into the clip that are done */
};

/* Main thread. */
void mixer_order(struct mixer *mixer, struct clip *clip, size_t frame); /* clip may be NULL; takes a reference */
void mixer_release(struct mixer *mixer);     /* gives back clips that the callback no longer reads */
void mixer_release_all(struct mixer *mixer); /* likewise all of them: only where no callback runs */

/* Callback: fills `count` frames. */
void mixer_fill(struct mixer *mixer, int16_t *frames, size_t count);

uint64_t mixer_now_us(void);

#endif
