/* The Sink: where sound goes while somebody listens. One contract, two drivers: PortAudio, and `null`, which takes
 * frames at the pace of a clock, for tests.
 *
 * The stream starts with the first clip and stays open. sink_play swaps the clip at the next buffer, with a ramp of SINK_RAMP_FRAMES out of the old one
 * and into the new, so that no jump clicks. The callback copies samples and does nothing else: no lock, no allocation,
 * no system call; it talks to the main thread through atomics (sink_mixer.h).
 *
 * A lost device: PortAudio's stream ends when the sound server dies, or a driver hangs (no call for SINK_SILENT_MS, in
 * which this process was not stopped). sink_poll notices and tells SINK_LOST once; a thread then tries to open the
 * device again every SINK_RETRY_MS, and sink_poll tells SINK_BACK once. Nothing is played meanwhile. PulseAudio's null
 * sink takes two seconds to wake and, measured on a busy machine, to go on after an underrun: neither is a loss.
 */
#ifndef ALOUD_LISTEN_SINK_H
#define ALOUD_LISTEN_SINK_H

#include "base/buffer.h"
#include "base/status.h"
#include "speech/clip.h"

enum {
    SINK_LATENCY_MS = 20,
    SINK_RAMP_FRAMES = 110,
    SINK_SILENT_MS = 3000,
    SINK_WAKING_MS = 2500,
    SINK_RETRY_MS = 500
};

struct sink;

enum sink_event {
    SINK_NOTHING,
    SINK_FAILED,   /* the device cannot be opened; sink_failure tells why */
    SINK_FINISHED, /* the clip given by the last sink_play was heard to its end (told once a clip) */
    SINK_LOST,
    SINK_BACK,
};

/* Opens the device in a thread (Pa_Initialize takes 40 ms; the caller loads the leaflet meanwhile), which starts it
 * with the first sink_play. `device` is a name or a part of one, NULL for the default; "null" is the null driver. */
enum status sink_open(const char *device, struct sink **ret, struct error *error);

/* While the device opens and the first sound is on its way to it: work that can wait should, or it holds that up. */
bool sink_is_busy(const struct sink *sink);

/* After SINK_FAILED: STATUS_NO_DEVICE, with the ways out. */
enum status sink_failure(const struct sink *sink, struct error *error);

void sink_close(struct sink *sink); /* fades out, closes; NULL is fine */

/* Plays `clip` (a reference is taken) from `frame` on, in place of what plays. */
void sink_play(struct sink *sink, struct clip *clip, size_t frame);
void sink_stop(struct sink *sink); /* ramp down, forget the clip */

/* Which frame of the present clip is being heard (played minus latency); the clip's frame_count at its end. */
size_t sink_position(const struct sink *sink);

/* A descriptor that becomes readable (POLLIN) when the clip should be over: a timer, because the callback makes no
 * system call. The caller polls at least every 250 ms besides. */
int sink_fd(const struct sink *sink);
enum sink_event sink_poll(struct sink *sink);

/* CLOCK_MONOTONIC when the first frame of the latest sink_play left the callback; 0: none did yet. For the bench. */
double sink_sounded_s(const struct sink *sink);

/* The longest time between two calls of the callback since this was asked last. Where it is longer than SINK_LATENCY_MS the
 * machine may have left the device without sound, and some of a clip unheard. For tests. */
double sink_longest_s(struct sink *sink);

/* One output device a line: "name\tchannels\tdefault latency ms\n", the default first. */
enum status sink_devices(struct buffer *list, struct error *error);

#endif
