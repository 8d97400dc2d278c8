/* Sound into a file or a pipe, in one of the formats of the table, with its tags and chapters.
 *
 *     struct encoder *encoder = NULL;
 *     enum status status = encoder_open(AUDIO_FLAC, stream, path, &tags, frame_count, &encoder, error);
 *     while (status == STATUS_OK && …) status = encoder_append(encoder, frames, count, error);
 *     if (status == STATUS_OK) return encoder_close(encoder, error);
 *     encoder_discard(encoder);
 *
 * Frames are mono, 16 bit, CLIP_RATE_HZ. The same frames and tags make the same bytes each time: no time, no chance and no
 * path goes into them. What cannot be sought in (a pipe, or a file that is only appended to) gets a valid file too, without
 * what is only known at the end: the seek table and checksum of FLAC, the Xing header of MP3. Ogg cannot hold a recording of
 * no frames: it gets one of silence.
 */
#ifndef ALOUD_EXPORT_ENCODER_H
#define ALOUD_EXPORT_ENCODER_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* X(name, its name for users, ending of files, media type) */
#define AUDIO_FORMAT_LIST(X)                                                                                           \
    X(WAV, "wav", ".wav", "audio/wav")                                                                                 \
    X(FLAC, "flac", ".flac", "audio/flac")                                                                             \
    X(OPUS, "opus", ".opus", "audio/ogg; codecs=opus")                                                                 \
    X(VORBIS, "vorbis", ".ogg", "audio/ogg; codecs=vorbis")                                                            \
    X(MP3, "mp3", ".mp3", "audio/mpeg")

enum audio_format {
#define X(name, user_name, ending, media_type) AUDIO_##name,
    AUDIO_FORMAT_LIST(X)
#undef X
        AUDIO_FORMAT_COUNT
};

const char *audio_format_name(enum audio_format format);       /* "wav" */
const char *audio_format_ending(enum audio_format format);     /* ".wav" */
const char *audio_format_media_type(enum audio_format format); /* "audio/wav" */

/* False where no format has that name (of any case). */
bool audio_format_find(const char *name, enum audio_format *ret);

/* A stretch of the recording; `start_frame` ascends. */
struct chapter {
    uint64_t start_frame, end_frame;
    const char *title; /* UTF-8, borrowed */
};

/* What the file tells of itself. UTF-8, borrowed; NULL: none. Line breaks and other control characters become spaces. */
struct audio_tags {
    const char *title;     /* the section's */
    const char *album;     /* the leaflet's title */
    const char *language;  /* BCP 47 */
    const char *reference; /* under which its publisher keeps the leaflet */
    const char *version;
    unsigned track, track_count; /* counted from 1; 0: none */
    const struct chapter *chapters;
    size_t chapter_count;
};

/* The most chapters that a format holds; those behind are not written. */
size_t audio_format_chapters_most(enum audio_format format);

#define ENCODER_FRAMES_UNKNOWN UINT64_MAX

struct encoder;

/* `name` is what messages call the stream. Stream and name stay the caller's and must outlive the encoder; the tags need
 * not (NULL: none). `frame_count` is how many will be appended, so that the header of a pipe can tell it.
 * STATUS_LIMIT where the format cannot hold so many. */
enum status encoder_open(enum audio_format format, FILE *stream, const char *name, const struct audio_tags *tags,
                         uint64_t frame_count, struct encoder **ret, struct error *error);

/* STATUS_IO where writing fails: a full disk. Discard the encoder then. */
enum status encoder_append(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error);

/* Writes what is left, flushes the stream and frees, also on failure. STATUS_SYSTEM where other than `frame_count` frames
 * were appended: the header would lie. */
enum status encoder_close(struct encoder *encoder, struct error *error);

void encoder_discard(struct encoder *encoder); /* NULL is fine */

#endif
