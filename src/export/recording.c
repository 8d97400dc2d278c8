#include "export/recording.h"

#include "base/array.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] ? folder : "/tmp";
}

static enum status failed(struct error *error)
{
    return error_set(error, STATUS_IO, temporary_folder(), 0,
                     "no room for the sound while it is being made: %s; set TMPDIR to a folder with more",
                     strerror(errno));
}

enum status recording_init(struct recording *recording, struct error *error)
{
    *recording = (struct recording){.descriptor = -1};
    recording->descriptor = open(temporary_folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (recording->descriptor >= 0) return STATUS_OK;
    char *name =
        text_format("%s/aloud-XXXXXX", temporary_folder()); /* a file system that knows no file without a name */
    if (!name) return error_no_memory(error);
    recording->descriptor = mkostemp(name, O_CLOEXEC);
    enum status status = recording->descriptor >= 0 ? STATUS_OK : failed(error);
    if (status == STATUS_OK) unlink(name);
    free(name);
    return status;
}

void recording_done(struct recording *recording)
{
    if (recording->descriptor >= 0) close(recording->descriptor);
    free(recording->cues);
    *recording = (struct recording){.descriptor = -1};
}

static enum status write_all(struct recording *recording, const struct clip *clip, struct error *error)
{
    const char *bytes = (const char *)clip->frames;
    size_t left = clip->frame_count * sizeof *clip->frames;
    while (left > 0) {
        ssize_t written = write(recording->descriptor, bytes, left);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed(error);
        bytes += written;
        left -= (size_t)written;
    }
    return STATUS_OK;
}

enum status recording_append(struct recording *recording, size_t utterance, const struct clip *clip, uint32_t pause_ms,
                             struct error *error)
{
    uint64_t pause = (uint64_t)pause_ms * CLIP_RATE_HZ / 1000, start = recording->frame_count;
    if (!array_reserve(&recording->cues, &recording->cue_capacity, recording->cue_count + 1))
        return error_no_memory(error);
    enum status status = write_all(recording, clip, error);
    if (status != STATUS_OK) return status;
    recording->frame_count += clip->frame_count;
    uint64_t end = recording->frame_count - (pause < clip->frame_count ? pause : clip->frame_count);
    recording->cues[recording->cue_count++] =
        (struct recording_cue){.start_frame = start, .end_frame = end, .utterance = utterance};
    return STATUS_OK;
}

enum status recording_read(const struct recording *recording, uint64_t first, int16_t *frames, size_t most,
                           size_t *ret_count, struct error *error)
{
    uint64_t left = first < recording->frame_count ? recording->frame_count - first : 0;
    size_t wanted = (left < most ? (size_t)left : most) * sizeof *frames, got = 0;
    while (got < wanted) {
        ssize_t count =
            pread(recording->descriptor, (char *)frames + got, wanted - got, (off_t)(first * sizeof *frames + got));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return failed(error);
        got += (size_t)count;
    }
    *ret_count = wanted / sizeof *frames;
    return STATUS_OK;
}
