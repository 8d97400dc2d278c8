#include "export/wav.h"

#include "base/file.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sizes in the header are 32 bits, and count the header's own 36 bytes. */
static const uint64_t FRAMES_MOST = (UINT32_MAX - 36) / sizeof(int16_t);

struct wav_writer {
    struct file_writer file; /* with `sound`: a file */
    SNDFILE *sound;
    FILE *stream; /* otherwise: what cannot be sought in */
    char *name;
    uint64_t frame_count;
};

static enum status write_error(const struct wav_writer *writer, struct error *error)
{
    const char *reason = errno ? strerror(errno) : sf_strerror(writer->sound);
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, writer->name, 0, "cannot be written: %s", reason);
}

static enum status open_file(struct wav_writer *writer, struct error *error)
{
    enum status status = file_writer_open(&writer->file, writer->name, error);
    if (status != STATUS_OK) return status;
    SF_INFO info = {.samplerate = CLIP_RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    errno = 0;
    writer->sound = sf_open_fd(fileno(writer->file.stream), SFM_WRITE, &info, SF_FALSE);
    return writer->sound ? STATUS_OK : write_error(writer, error);
}

/* RIFF and PCM format as in "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991);
 * libsndfile writes no WAV to a pipe. */
static enum status open_stream(struct wav_writer *writer, bool standard_output, struct error *error)
{
    const struct {
        char riff[4];
        uint32_t riff_bytes;
        char wave[4], format[4];
        uint32_t format_bytes;
        uint16_t pcm, channels;
        uint32_t rate_hz, bytes_a_second;
        uint16_t bytes_a_frame, bits;
        char data[4];
        uint32_t data_bytes;
    } header = {
        .riff = "RIFF",
        .riff_bytes = UINT32_MAX,
        .wave = "WAVE",
        .format = "fmt ",
        .format_bytes = htole32(16),
        .pcm = htole16(1),
        .channels = htole16(1),
        .rate_hz = htole32(CLIP_RATE_HZ),
        .bytes_a_second = htole32(CLIP_RATE_HZ * 2),
        .bytes_a_frame = htole16(2),
        .bits = htole16(16),
        .data = "data",
        .data_bytes = UINT32_MAX,
    };
    errno = 0;
    int descriptor = standard_output ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
                                     : open(writer->name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor >= 0) writer->stream = fdopen(descriptor, "wb");
    if (!writer->stream && descriptor >= 0) close(descriptor);
    if (!writer->stream || fwrite(&header, sizeof header, 1, writer->stream) != 1) return write_error(writer, error);
    return STATUS_OK;
}

static bool is_wav_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ".wav") == 0;
}

enum status wav_writer_open(const char *path, struct wav_writer **ret, struct error *error)
{
    struct stat about;
    bool standard_output = strcmp(path, "-") == 0;
    bool there = !standard_output && stat(path, &about) == 0;
    if (there && S_ISDIR(about.st_mode)) {
        return error_set(error, STATUS_IO, path, 0, "is a folder; name a file in it");
    }
    bool stream = standard_output || (there && !S_ISREG(about.st_mode));
    if (!stream && !is_wav_name(path)) {
        return error_set(error, STATUS_USAGE, path, 0, "is not the name of a WAV file; end it in .wav");
    }
    struct wav_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return error_no_memory(error);
    writer->name = strdup(standard_output ? "standard output" : path);
    enum status status = STATUS_OK;
    if (!writer->name)
        status = error_no_memory(error);
    else if (stream)
        status = open_stream(writer, standard_output, error);
    else
        status = open_file(writer, error);
    if (status == STATUS_OK)
        *ret = writer;
    else
        wav_writer_discard(writer);
    return status;
}

/* Samples in WAV are little-endian. */
static size_t write_stream(const struct wav_writer *writer, const struct clip *clip)
{
    if (htole16(1) == 1) return fwrite(clip->frames, sizeof *clip->frames, clip->frame_count, writer->stream);
    size_t written = 0;
    while (written < clip->frame_count) {
        uint16_t frame = htole16((uint16_t)clip->frames[written]);
        if (fwrite(&frame, sizeof frame, 1, writer->stream) != 1) break;
        written++;
    }
    return written;
}

enum status wav_writer_append(struct wav_writer *writer, const struct clip *clip, struct error *error)
{
    writer->frame_count += clip->frame_count;
    if (writer->sound && writer->frame_count > FRAMES_MOST) {
        return error_set(error, STATUS_LIMIT, writer->name, 0,
                         "would be longer than the 27 hours that a WAV file can hold; split the leaflet");
    }
    if (clip->frame_count == 0) return STATUS_OK;
    errno = 0;
    size_t written = writer->sound ? (size_t)sf_writef_short(writer->sound, clip->frames, (sf_count_t)clip->frame_count)
                                   : write_stream(writer, clip);
    return written == clip->frame_count ? STATUS_OK : write_error(writer, error);
}

enum status wav_writer_close(struct wav_writer *writer, struct error *error)
{
    errno = 0;
    enum status status = STATUS_OK;
    if (writer->sound && sf_close(writer->sound) != 0) {
        writer->sound = NULL;
        status = write_error(writer, error);
    }
    writer->sound = NULL;
    if (writer->stream && fclose(writer->stream) != 0) status = write_error(writer, error);
    writer->stream = NULL;
    if (status == STATUS_OK) status = file_writer_close(&writer->file, error);
    wav_writer_discard(writer);
    return status;
}

void wav_writer_discard(struct wav_writer *writer)
{
    if (!writer) return;
    if (writer->sound) sf_close(writer->sound);
    if (writer->stream) fclose(writer->stream);
    file_writer_discard(&writer->file);
    free(writer->name);
    free(writer);
}
