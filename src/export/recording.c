#include "export/recording.h"

enum status recording_init(struct recording *recording, struct error *error)
{
    recording->frame_count = 0;
    return spool_open(&recording->sound, error);
}

void recording_done(struct recording *recording)
{
    spool_close(&recording->sound);
    recording->frame_count = 0;
}

enum status recording_append(struct recording *recording, const struct clip *clip, uint32_t pause_ms,
                             struct recording_cue *ret_cue, struct error *error)
{
    uint64_t pause = (uint64_t)pause_ms * CLIP_RATE_HZ / 1000, start = recording->frame_count;
    enum status status = spool_append(&recording->sound, clip->frames, clip->frame_count * sizeof *clip->frames, error);
    if (status != STATUS_OK) return status;
    recording->frame_count += clip->frame_count;
    uint64_t end = recording->frame_count - (pause < clip->frame_count ? pause : clip->frame_count);
    *ret_cue = (struct recording_cue){.start_frame = start, .end_frame = end};
    return STATUS_OK;
}

enum status recording_read(const struct recording *recording, uint64_t first, int16_t *frames, size_t most,
                           size_t *ret_count, struct error *error)
{
    uint64_t left = first < recording->frame_count ? recording->frame_count - first : 0;
    *ret_count = left < most ? (size_t)left : most;
    return spool_read(&recording->sound, first * sizeof *frames, frames, *ret_count * sizeof *frames, error);
}
