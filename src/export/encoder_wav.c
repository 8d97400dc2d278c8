/* WAV: RIFF as in "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991), which also has
 * the `cue ` and `LIST` chunks; written here because libsndfile writes no WAV to a pipe. Tags and chapters stand before
 * the sound, where a reader of a pipe meets them. */
#include "export/encoder_parts.h"
#include "export/one_line.h"
#include "speech/clip.h"

#include <endian.h>
#include <stdlib.h>

/* Sizes are 32 bits, and that of the whole counts the header's 36 bytes and what stands before the sound. */
enum { RIFF_SIZE_AT = 4, DATA_SIZE_BYTES = 4 };

struct wav {
    uint64_t frames_most;
    uint32_t before_data; /* bytes of the header with its tags: where the sound begins */
};

static void append_16(struct buffer *bytes, unsigned value)
{
    uint16_t little = htole16((uint16_t)value);
    buffer_append(bytes, &little, sizeof little);
}

static void append_32(struct buffer *bytes, uint64_t value)
{
    uint32_t little = htole32((uint32_t)value);
    buffer_append(bytes, &little, sizeof little);
}

/* Begins a chunk, whose size `end_chunk` fills in; returns its place. */
static size_t begin_chunk(struct buffer *bytes, const char name[4])
{
    buffer_append(bytes, name, 4);
    append_32(bytes, 0);
    return bytes->length;
}

/* Chunks begin at even places; the byte that fills does not count. */
static void end_chunk(struct buffer *bytes, size_t begin)
{
    if (bytes->failed) return;
    uint32_t size = htole32((uint32_t)(bytes->length - begin));
    for (size_t i = 0; i < sizeof size; i++) bytes->data[begin - sizeof size + i] = ((const char *)&size)[i];
    if (bytes->length % 2) buffer_append_char(bytes, '\0');
}

static void append_text(struct buffer *bytes, const char *text)
{
    one_line(bytes, text);
    buffer_append_char(bytes, '\0');
}

static void append_info(struct buffer *bytes, const char name[4], const char *text)
{
    if (!text) return;
    size_t chunk = begin_chunk(bytes, name);
    append_text(bytes, text);
    end_chunk(bytes, chunk);
}

/* INFO has no place for a reference and a version: they stand in its comment, under the names that they have elsewhere. */
static void append_tags(struct buffer *bytes, const struct audio_tags *tags)
{
    struct buffer comment = {0}, track = {0};
    if (tags->reference) buffer_printf(&comment, "REFERENCE=%s", tags->reference);
    if (tags->version) buffer_printf(&comment, "%sVERSION=%s", comment.length ? "; " : "", tags->version);
    if (tags->track) buffer_printf(&track, "%u", tags->track);
    if (tags->track && tags->track_count) buffer_printf(&track, "/%u", tags->track_count);
    size_t list = begin_chunk(bytes, "LIST");
    buffer_append(bytes, "INFO", 4);
    append_info(bytes, "INAM", tags->title);
    append_info(bytes, "IPRD", tags->album);
    append_info(bytes, "ILNG", tags->language);
    append_info(bytes, "ITRK", track.length ? track.data : NULL);
    append_info(bytes, "ICMT", comment.length ? comment.data : NULL);
    if (bytes->length > list + 4)
        end_chunk(bytes, list);
    else if (!bytes->failed)
        bytes->length = list - 8;
    bytes->failed = bytes->failed || comment.failed || track.failed;
    buffer_done(&comment);
    buffer_done(&track);
}

static void append_chapters(struct buffer *bytes, const struct chapter *chapters, size_t count)
{
    if (count == 0) return;
    size_t cues = begin_chunk(bytes, "cue ");
    append_32(bytes, count);
    for (size_t i = 0; i < count; i++) {
        append_32(bytes, i + 1);
        append_32(bytes, chapters[i].start_frame); /* in the order of play, */
        buffer_append(bytes, "data", 4);
        append_32(bytes, 0);
        append_32(bytes, 0);
        append_32(bytes, chapters[i].start_frame); /* and in the chunk, which is the same */
    }
    end_chunk(bytes, cues);
    size_t list = begin_chunk(bytes, "LIST");
    buffer_append(bytes, "adtl", 4);
    for (size_t i = 0; i < count; i++) {
        size_t label = begin_chunk(bytes, "labl");
        append_32(bytes, i + 1);
        append_text(bytes, chapters[i].title);
        end_chunk(bytes, label);
    }
    end_chunk(bytes, list);
}

static void append_format(struct buffer *bytes)
{
    enum { PCM = 1, CHANNELS = 1, FRAME_BYTES = 2, BITS = 16, BYTES_A_SECOND = CLIP_RATE_HZ * FRAME_BYTES };
    size_t chunk = begin_chunk(bytes, "fmt ");
    append_16(bytes, PCM);
    append_16(bytes, CHANNELS);
    append_32(bytes, CLIP_RATE_HZ);
    append_32(bytes, BYTES_A_SECOND);
    append_16(bytes, FRAME_BYTES);
    append_16(bytes, BITS);
    end_chunk(bytes, chunk);
}

static enum status too_long(const struct encoder *encoder, struct error *error)
{
    return error_set(error, STATUS_LIMIT, encoder->name, 0,
                     "would be longer than the 27 hours that a WAV file can hold; split the leaflet");
}

/* The greatest size that there is stands for one that is not known, as other programs that write to pipes do. */
static enum status open_wav(struct encoder *encoder, const struct audio_tags *tags, struct error *error)
{
    struct wav *wav = encoder->state = calloc(1, sizeof *wav);
    if (!wav) return error_no_memory(error);
    struct buffer header = {0};
    size_t riff = begin_chunk(&header, "RIFF");
    buffer_append(&header, "WAVE", 4);
    append_format(&header);
    append_tags(&header, tags);
    append_chapters(&header, tags->chapters, encoder_chapter_count(encoder, tags));
    wav->before_data = (uint32_t)header.length + 8;
    wav->frames_most = (UINT32_MAX - (header.length + 8 - riff)) / sizeof(int16_t);
    bool known = encoder->frame_count != ENCODER_FRAMES_UNKNOWN;
    uint64_t data_bytes = known ? encoder->frame_count * sizeof(int16_t) : UINT32_MAX;
    uint64_t riff_bytes = known ? data_bytes + wav->before_data - riff : UINT32_MAX;
    buffer_append(&header, "data", 4);
    append_32(&header, data_bytes);
    enum status status = STATUS_OK;
    if (header.failed)
        status = error_no_memory(error);
    else if (known && encoder->frame_count > wav->frames_most)
        status = too_long(encoder, error);
    if (status == STATUS_OK) {
        uint32_t size = htole32((uint32_t)riff_bytes);
        for (size_t i = 0; i < sizeof size; i++) header.data[RIFF_SIZE_AT + i] = ((const char *)&size)[i];
        status = encoder_write(encoder, header.data, header.length, error);
    }
    buffer_done(&header);
    return status;
}

/* Samples in WAV are little-endian. */
static enum status append_wav(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    const struct wav *wav = encoder->state;
    if (encoder->seekable && encoder->appended > wav->frames_most) return too_long(encoder, error);
    if (htole16(1) == 1) return encoder_write(encoder, frames, count * sizeof *frames, error);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        uint16_t frame = htole16((uint16_t)frames[i]);
        status = encoder_write(encoder, &frame, sizeof frame, error);
    }
    return status;
}

static enum status finish_wav(struct encoder *encoder, struct error *error)
{
    if (encoder->frame_count != ENCODER_FRAMES_UNKNOWN || !encoder->seekable) return STATUS_OK;
    const struct wav *wav = encoder->state;
    uint32_t data_bytes = (uint32_t)(encoder->appended * sizeof(int16_t));
    uint32_t riff = htole32(data_bytes + wav->before_data - 8), data = htole32(data_bytes);
    enum status status = encoder_write_at(encoder, RIFF_SIZE_AT, &riff, sizeof riff, error);
    if (status != STATUS_OK) return status;
    return encoder_write_at(encoder, wav->before_data - DATA_SIZE_BYTES, &data, sizeof data, error);
}

const struct encoder_kind encoder_wav = {open_wav, append_wav, finish_wav, free, 9999};
