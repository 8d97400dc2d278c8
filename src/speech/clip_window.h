/* The clips around the listener: the least recently used ones go when there are more bytes of sound than allowed. */
#ifndef ALOUD_SPEECH_CLIP_WINDOW_H
#define ALOUD_SPEECH_CLIP_WINDOW_H

#include "base/status.h"
#include "speech/clip.h"

struct clip_window;

enum status clip_window_new(size_t limit_bytes, struct clip_window **ret, struct error *error);
void clip_window_free(struct clip_window *window);

/* The clip of `key`, borrowed until the next put or clear; NULL where it is not there. Counts as a use. */
struct clip *clip_window_get(struct clip_window *window, uint64_t key);

/* Keeps a reference of `clip` under `key` (not there yet). The newest clip stays, however large. */
enum status clip_window_put(struct clip_window *window, uint64_t key, struct clip *clip, struct error *error);
void clip_window_clear(struct clip_window *window);

#endif
