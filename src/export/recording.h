/* A Recording: the clips of a stretch of the reading, one behind the other. The sound is spooled, so that memory does not
 * grow with its length. */
#ifndef ALOUD_EXPORT_RECORDING_H
#define ALOUD_EXPORT_RECORDING_H

#include "export/spool.h"
#include "speech/clip.h"

/* Where a clip lies in it, without the pause behind it. */
struct recording_cue {
    uint64_t start_frame, end_frame;
};

struct recording {
    struct spool sound; /* mono, 16 bit, native byte order, CLIP_RATE_HZ */
    uint64_t frame_count;
};

/* recording_done is due in any case. */
enum status recording_init(struct recording *recording, struct error *error);
void recording_done(struct recording *recording);

/* Appends a clip, `pause_ms` of which are the pause at its end; *ret_cue is where it lies. STATUS_IO where the disk is
 * full. */
enum status recording_append(struct recording *recording, const struct clip *clip, uint32_t pause_ms,
                             struct recording_cue *ret_cue, struct error *error);

/* Reads up to `most` frames from `first` on; *ret_count is 0 at the end. */
enum status recording_read(const struct recording *recording, uint64_t first, int16_t *frames, size_t most,
                           size_t *ret_count, struct error *error);

#endif
