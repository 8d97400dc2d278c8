#include "export/encoder_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const struct format {
    const char *name, *ending, *media_type;
} formats[] = {
#define X(id, name, ending, media_type) {name, ending, media_type},
    AUDIO_FORMAT_LIST(X)
#undef X
};

static const struct encoder_kind *const kinds[] = {
    [AUDIO_WAV] = &encoder_wav,       [AUDIO_FLAC] = &encoder_flac, [AUDIO_OPUS] = &encoder_opus,
    [AUDIO_VORBIS] = &encoder_vorbis, [AUDIO_MP3] = &encoder_mp3,
};
_Static_assert(sizeof kinds / sizeof kinds[0] == AUDIO_FORMAT_COUNT, "each format has its encoder");

const char *audio_format_name(enum audio_format format)
{
    return formats[format].name;
}

const char *audio_format_ending(enum audio_format format)
{
    return formats[format].ending;
}

const char *audio_format_media_type(enum audio_format format)
{
    return formats[format].media_type;
}

bool audio_format_find(const char *name, enum audio_format *ret)
{
    for (size_t i = 0; i < AUDIO_FORMAT_COUNT; i++) {
        if (strcasecmp(name, formats[i].name) != 0) continue;
        *ret = (enum audio_format)i;
        return true;
    }
    return false;
}

size_t audio_format_chapters_most(enum audio_format format)
{
    return kinds[format]->chapters_most;
}

size_t encoder_chapter_count(const struct encoder *encoder, const struct audio_tags *tags)
{
    size_t most = encoder->kind->chapters_most;
    return tags->chapter_count < most ? tags->chapter_count : most;
}

bool encoder_put(struct encoder *encoder, const void *bytes, size_t length)
{
    errno = 0;
    if (length == 0 || fwrite(bytes, length, 1, encoder->stream) == 1) return true;
    if (!encoder->failure) encoder->failure = errno ? errno : EIO;
    return false;
}

enum status encoder_failed(const struct encoder *encoder, struct error *error)
{
    if (!encoder->failure) return error_set(error, STATUS_SYSTEM, encoder->name, 0, "the encoder failed");
    enum status status = encoder->failure == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, encoder->name, 0, "cannot be written: %s", strerror(encoder->failure));
}

enum status encoder_write(struct encoder *encoder, const void *bytes, size_t length, struct error *error)
{
    return encoder_put(encoder, bytes, length) ? STATUS_OK : encoder_failed(encoder, error);
}

static bool seek(struct encoder *encoder, off_t offset, int from)
{
    if (fseeko(encoder->stream, offset, from) == 0) return true;
    if (!encoder->failure) encoder->failure = errno;
    return false;
}

enum status encoder_write_at(struct encoder *encoder, off_t offset, const void *bytes, size_t length,
                             struct error *error)
{
    bool good = seek(encoder, encoder->start + offset, SEEK_SET) && encoder_put(encoder, bytes, length)
                && seek(encoder, 0, SEEK_END);
    return good ? STATUS_OK : encoder_failed(encoder, error);
}

/* A device can be sought in as far as the system tells, without a use; what is opened to append writes at its end only. */
static bool can_seek(FILE *stream)
{
    struct stat about;
    int descriptor = fileno(stream), flags = fcntl(descriptor, F_GETFL);
    return fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && flags >= 0 && !(flags & O_APPEND);
}

enum status encoder_open(enum audio_format format, FILE *stream, const char *name, const struct audio_tags *tags,
                         uint64_t frame_count, struct encoder **ret, struct error *error)
{
    static const struct audio_tags no_tags;
    struct encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder) return error_no_memory(error);
    *encoder = (struct encoder){.kind = kinds[format], .stream = stream, .name = name, .frame_count = frame_count};
    off_t start = can_seek(stream) ? ftello(stream) : -1;
    encoder->seekable = start >= 0;
    encoder->start = encoder->seekable ? start : 0;
    enum status status = encoder->kind->open(encoder, tags ? tags : &no_tags, error);
    if (status == STATUS_OK)
        *ret = encoder;
    else
        encoder_discard(encoder);
    return status;
}

enum status encoder_append(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    encoder->appended += count;
    return count == 0 ? STATUS_OK : encoder->kind->append(encoder, frames, count, error);
}

enum status encoder_close(struct encoder *encoder, struct error *error)
{
    enum status status = STATUS_OK;
    if (encoder->frame_count != ENCODER_FRAMES_UNKNOWN && encoder->appended != encoder->frame_count) {
        status =
            error_set(error, STATUS_SYSTEM, encoder->name, 0, "has %" PRIu64 " frames where %" PRIu64 " were announced",
                      encoder->appended, encoder->frame_count);
    }
    if (status == STATUS_OK) status = encoder->kind->finish(encoder, error);
    if (status == STATUS_OK && fflush(encoder->stream) != 0) {
        encoder->failure = errno;
        status = encoder_failed(encoder, error);
    }
    encoder_discard(encoder);
    return status;
}

void encoder_discard(struct encoder *encoder)
{
    if (!encoder) return;
    encoder->kind->free(encoder->state);
    free(encoder);
}
