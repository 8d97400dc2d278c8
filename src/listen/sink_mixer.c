#include "listen/sink_mixer.h"

#include "base/clock.h"
#include "listen/sink.h"

#include <string.h>

static void give(struct mixer *mixer, struct mixer_order order)
{
    uint64_t number = mixer->given + 1;
    mixer->orders[number % MIXER_ORDERS] = order;
    mixer->given = number;
    atomic_store_explicit(&mixer->latest, number, memory_order_release);
}

void mixer_order(struct mixer *mixer, struct clip *clip, size_t frame)
{
    struct mixer_order order = {.clip = clip ? clip_reference(clip) : NULL, .frame = frame};
    if (mixer->waits) clip_release(mixer->waiting.clip);
    mixer->waiting = order;
    mixer->waits = true;
    mixer_release(mixer);
}

void mixer_release(struct mixer *mixer)
{
    uint64_t taken = atomic_load_explicit(&mixer->taken, memory_order_acquire);
    while (mixer->released + 1 < taken) {
        struct mixer_order *order = &mixer->orders[++mixer->released % MIXER_ORDERS];
        clip_release(order->clip);
        order->clip = NULL;
    }
    /* A slot that the callback may still read is never written. */
    if (!mixer->waits || mixer->given - mixer->released == MIXER_ORDERS) return;
    mixer->waits = false;
    give(mixer, mixer->waiting);
}

void mixer_release_all(struct mixer *mixer)
{
    for (size_t i = 0; i < MIXER_ORDERS; i++) {
        clip_release(mixer->orders[i].clip);
        mixer->orders[i].clip = NULL;
    }
    if (mixer->waits) clip_release(mixer->waiting.clip);
    mixer->waits = false;
    mixer->released = mixer->given;
    mixer->clip = NULL;
    atomic_store(&mixer->taken, mixer->given);
}

/* Ramps out of the present clip; returns how many frames it took. */
static size_t ramp_out(struct mixer *mixer, int16_t *frames, size_t count)
{
    if (!mixer->clip) return 0;
    size_t left = mixer->clip->frame_count - mixer->frame, length = SINK_RAMP_FRAMES;
    if (length > count) length = count;
    if (length > left) length = left;
    for (size_t i = 0; i < length; i++) {
        frames[i] = (int16_t)(mixer->clip->frames[mixer->frame + i] * (int32_t)(length - i) / (int32_t)length);
    }
    return length;
}

static void take_order(struct mixer *mixer, uint64_t number)
{
    const struct mixer_order *order = &mixer->orders[number % MIXER_ORDERS];
    mixer->clip = order->clip;
    mixer->frame = order->clip && order->frame > order->clip->frame_count ? order->clip->frame_count : order->frame;
    mixer->ramp = mixer->frame > 0 ? 0 : SINK_RAMP_FRAMES; /* a clip begins in silence of its own */
    atomic_store_explicit(&mixer->position, mixer->frame, memory_order_relaxed);
    if (order->clip) atomic_store_explicit(&mixer->sounded_s, clock_now_s(), memory_order_relaxed);
    atomic_store_explicit(&mixer->taken, number, memory_order_release);
}

static void play(struct mixer *mixer, int16_t *frames, size_t count)
{
    size_t left = mixer->clip ? mixer->clip->frame_count - mixer->frame : 0;
    size_t length = count < left ? count : left;
    if (length) memcpy(frames, mixer->clip->frames + mixer->frame, length * sizeof *frames);
    memset(frames + length, 0, (count - length) * sizeof *frames);
    for (size_t i = 0; i < length && mixer->ramp < SINK_RAMP_FRAMES; i++, mixer->ramp++) {
        frames[i] = (int16_t)(frames[i] * (int32_t)mixer->ramp / SINK_RAMP_FRAMES);
    }
    mixer->frame += length;
}

void mixer_fill(struct mixer *mixer, int16_t *frames, size_t count)
{
    double now_s = clock_now_s(), before_s = atomic_load_explicit(&mixer->called_s, memory_order_relaxed);
    atomic_store_explicit(&mixer->called_s, now_s, memory_order_relaxed);
    if (before_s > 0 && now_s - before_s > atomic_load_explicit(&mixer->longest_s, memory_order_relaxed))
        atomic_store_explicit(&mixer->longest_s, now_s - before_s, memory_order_relaxed);
    uint64_t latest = atomic_load_explicit(&mixer->latest, memory_order_acquire);
    uint64_t taken = atomic_load_explicit(&mixer->taken, memory_order_relaxed);
    size_t done = 0;
    if (latest != taken) {
        done = ramp_out(mixer, frames, count);
        take_order(mixer, latest);
    }
    play(mixer, frames + done, count - done);
    atomic_store_explicit(&mixer->position, mixer->frame, memory_order_release);
    if (mixer->clip && mixer->frame == mixer->clip->frame_count) {
        atomic_store_explicit(&mixer->finished, latest, memory_order_release);
    }
}
