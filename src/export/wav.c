#include "export/wav.h"

#include "export/destination.h"
#include "export/encoder.h"

#include <stdlib.h>

struct wav_writer {
    struct destination destination;
    struct encoder *encoder;
};

enum status wav_writer_open(const char *path, struct wav_writer **ret, struct error *error)
{
    struct wav_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return error_no_memory(error);
    struct destination *destination = &writer->destination;
    enum status status = destination_open(destination, path, audio_format_ending(AUDIO_WAV), "a WAV file", error);
    if (status == STATUS_OK) {
        status = encoder_open(AUDIO_WAV, destination->stream, destination->name, NULL, ENCODER_FRAMES_UNKNOWN,
                              &writer->encoder, error);
    }
    if (status == STATUS_OK)
        *ret = writer;
    else
        wav_writer_discard(writer);
    return status;
}

enum status wav_writer_append(struct wav_writer *writer, const struct clip *clip, struct error *error)
{
    return encoder_append(writer->encoder, clip->frames, clip->frame_count, error);
}

enum status wav_writer_close(struct wav_writer *writer, struct error *error)
{
    enum status status = encoder_close(writer->encoder, error);
    writer->encoder = NULL;
    if (status == STATUS_OK) status = destination_close(&writer->destination, error);
    wav_writer_discard(writer);
    return status;
}

void wav_writer_discard(struct wav_writer *writer)
{
    if (!writer) return;
    encoder_discard(writer->encoder);
    destination_discard(&writer->destination);
    free(writer);
}
