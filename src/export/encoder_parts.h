/* What the formats share. Only the files of the encoder include it. */
#ifndef ALOUD_EXPORT_ENCODER_PARTS_H
#define ALOUD_EXPORT_ENCODER_PARTS_H

#include "base/buffer.h"
#include "export/encoder.h"

struct encoder {
    const struct encoder_kind *kind;
    FILE *stream;         /* the caller's */
    const char *name;     /* the caller's */
    uint64_t frame_count; /* as told; ENCODER_FRAMES_UNKNOWN */
    uint64_t appended;
    bool seekable;
    off_t start; /* where the stream stood; 0 where it is not seekable */
    int failure; /* errno of the first failed write; 0: none */
    void *state; /* the format's own */
};

/* One format. `open` may leave `state` half built where it fails: `free` is called in any case, and writes nothing. */
struct encoder_kind {
    enum status (*open)(struct encoder *encoder, const struct audio_tags *tags, struct error *error);
    enum status (*append)(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error);
    enum status (*finish)(struct encoder *encoder, struct error *error);
    void (*free)(void *state); /* NULL is fine */
    size_t chapters_most;
};

extern const struct encoder_kind encoder_wav, encoder_flac, encoder_opus, encoder_vorbis, encoder_mp3;

/* Writes to the stream; on failure keeps the reason and returns false. For callbacks of libraries. */
bool encoder_put(struct encoder *encoder, const void *bytes, size_t length);

/* The error of the write that failed, or else of the library ("the encoder failed"). */
enum status encoder_failed(const struct encoder *encoder, struct error *error);

/* encoder_put, for own files. */
enum status encoder_write(struct encoder *encoder, const void *bytes, size_t length, struct error *error);

/* Writes over what stands `offset` bytes behind the start, and goes back to the end. Only where it is seekable. */
enum status encoder_write_at(struct encoder *encoder, off_t offset, const void *bytes, size_t length,
                             struct error *error);

/* The chapters that the format can hold. */
size_t encoder_chapter_count(const struct encoder *encoder, const struct audio_tags *tags);

/* Serial number of Ogg streams. It must differ between the streams of one file, and each of ours has one. */
enum { OGG_SERIAL = 0x616C6F75 };

#endif
