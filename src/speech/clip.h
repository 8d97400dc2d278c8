/* A Clip: one utterance as sound. Immutable once made; shared by counting references (not thread-safe: only the main
 * thread counts; the audio callback borrows).
 */
#ifndef ALOUD_SPEECH_CLIP_H
#define ALOUD_SPEECH_CLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The engine's rate; PCM is mono, signed 16 bit, native byte order. */
enum { CLIP_RATE_HZ = 22050 };

/* The sound from `frame` on is the spoken text from byte `spoken_offset` on. */
struct clip_mark {
    uint32_t frame;
    uint32_t spoken_offset;
};

/* A piece of the spoken text that the engine could not say: bytes [start, end). */
struct clip_gap {
    uint32_t spoken_start;
    uint32_t spoken_end;
};

struct clip {
    uint32_t references;
    size_t frame_count; /* the pause after the utterance included */
    int16_t *frames;
    size_t mark_count;
    struct clip_mark *marks; /* ascending in frame and offset */
    size_t gap_count;
    struct clip_gap *gaps;
};

struct clip *clip_reference(struct clip *clip);
void clip_release(struct clip *clip); /* frees with the last reference; NULL is fine */

/* The spoken byte that sounds at `frame`; 0 before the first mark. */
uint32_t clip_offset_at(const struct clip *clip, size_t frame);
/* The frame at which the word holding spoken byte `offset` begins. */
size_t clip_frame_of(const struct clip *clip, uint32_t offset);

#endif
