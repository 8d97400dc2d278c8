/* A Recording: the clips of a stretch of the reading, one behind the other, with where each begins. The sound lies in a file
 * without a name until the recording is freed, so that memory does not grow with its length; it is measured as it comes in.
 */
#ifndef ALOUD_EXPORT_RECORDING_H
#define ALOUD_EXPORT_RECORDING_H

#include "script/script.h"
#include "speech/engine.h"

/* One utterance of it. */
struct recording_cue {
    uint64_t start_frame, end_frame; /* the pause behind it is not in it */
    size_t utterance;                /* index in the script */
};

struct recording {
    int descriptor; /* of the sound: mono, 16 bit, native byte order, CLIP_RATE_HZ */
    uint64_t frame_count;
    struct recording_cue *cues;
    size_t cue_count, cue_capacity;
};

/* The temporary file lies in $TMPDIR, else /tmp. recording_done is due in any case. */
enum status recording_init(struct recording *recording, struct error *error);
void recording_done(struct recording *recording);

/* Appends a clip, `pause_ms` of which are the pause at its end. STATUS_IO where the disk is full. */
enum status recording_append(struct recording *recording, size_t utterance, const struct clip *clip, uint32_t pause_ms,
                             struct error *error);

/* Reads up to `most` frames from `first` on; *ret_count is 0 at the end. */
enum status recording_read(const struct recording *recording, uint64_t first, int16_t *frames, size_t most,
                           size_t *ret_count, struct error *error);

#endif
