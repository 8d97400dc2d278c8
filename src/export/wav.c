#include "export/wav.h"

#include "base/file.h"

#include <errno.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

struct wav_writer {
    struct file_writer file;
    SNDFILE *sound;
};

enum status wav_writer_open(const char *path, struct wav_writer **ret, struct error *error)
{
    struct wav_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return error_no_memory(error);
    enum status status = file_writer_open(&writer->file, path, error);
    SF_INFO info = {.samplerate = CLIP_RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    if (status == STATUS_OK) {
        writer->sound = sf_open_fd(fileno(writer->file.stream), SFM_WRITE, &info, SF_FALSE);
        if (!writer->sound) status = error_set(error, STATUS_IO, path, 0, "cannot be written: %s", sf_strerror(NULL));
    }
    if (status == STATUS_OK)
        *ret = writer;
    else
        wav_writer_discard(writer);
    return status;
}

static enum status write_error(const struct wav_writer *writer, struct error *error)
{
    return error_set(error, STATUS_IO, writer->file.path, 0, "cannot be written: %s",
                     errno ? strerror(errno) : sf_strerror(writer->sound));
}

enum status wav_writer_append(struct wav_writer *writer, const struct clip *clip, struct error *error)
{
    errno = 0;
    sf_count_t count = (sf_count_t)clip->frame_count;
    return sf_writef_short(writer->sound, clip->frames, count) == count ? STATUS_OK : write_error(writer, error);
}

enum status wav_writer_close(struct wav_writer *writer, struct error *error)
{
    errno = 0;
    enum status status = STATUS_OK;
    if (sf_close(writer->sound) != 0) status = write_error(writer, error);
    writer->sound = NULL;
    if (status == STATUS_OK) status = file_writer_close(&writer->file, error);
    wav_writer_discard(writer);
    return status;
}

void wav_writer_discard(struct wav_writer *writer)
{
    if (!writer) return;
    if (writer->sound) sf_close(writer->sound);
    file_writer_discard(&writer->file);
    free(writer);
}
