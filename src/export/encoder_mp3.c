/* MPEG-2 Layer III (ISO/IEC 13818-3) by libmp3lame, behind an ID3 tag. */
#include "export/encoder_parts.h"
#include "export/id3.h"
#include "speech/clip.h"

#include <lame/lame.h>
#include <stdlib.h>

/* MPEG-2 has the engine's own 22,050 Hz, so nothing is resampled. 56 kbit/s at mono, the rate of LAME's own preset for
 * voices, leaves no artefacts in speech of that band and is the least whose frames have room for the Xing header; being
 * constant, it lets the simplest players seek and tell the time. */
enum { KBITS_A_SECOND = 56, QUALITY = 2, BLOCK_FRAMES = 4096 };
/* LAME 3.100 makes what it gets quieter by this factor, against peaks over full scale, and forgets what lame_set_scale asks. */
static const float LAME_SCALE = 0.95F;
/* Room that lame_encode_buffer asks for: 1.25 times the frames and 7200 bytes. */
enum { CODED_BYTES = BLOCK_FRAMES + BLOCK_FRAMES / 4 + 7200 };

struct mp3 {
    lame_global_flags *lame;
    off_t tag_bytes;
    unsigned char coded[CODED_BYTES];
};

static void say_nothing(const char *format, va_list arguments)
{
    (void)format, (void)arguments;
}

static enum status write_id3(struct encoder *encoder, struct mp3 *mp3, const struct audio_tags *tags,
                             struct error *error)
{
    struct buffer bytes = {0};
    id3_append(&bytes, tags);
    enum status status =
        bytes.failed ? error_no_memory(error) : encoder_write(encoder, bytes.data, bytes.length, error);
    mp3->tag_bytes = (off_t)bytes.length;
    buffer_done(&bytes);
    return status;
}

static enum status open_mp3(struct encoder *encoder, const struct audio_tags *tags, struct error *error)
{
    struct mp3 *mp3 = encoder->state = calloc(1, sizeof *mp3);
    if (mp3) mp3->lame = lame_init();
    if (!mp3 || !mp3->lame) return error_no_memory(error);
    lame_set_errorf(mp3->lame, say_nothing);
    lame_set_debugf(mp3->lame, say_nothing);
    lame_set_msgf(mp3->lame, say_nothing);
    lame_set_write_id3tag_automatic(mp3->lame, 0);
    lame_set_bWriteVbrTag(mp3->lame, encoder->seekable); /* filled in at the end */
    lame_set_scale(mp3->lame, 1);                        /* or it is made quieter, by half a decibel */
    bool good = lame_set_in_samplerate(mp3->lame, CLIP_RATE_HZ) == 0
                && lame_set_out_samplerate(mp3->lame, CLIP_RATE_HZ) == 0 && lame_set_num_channels(mp3->lame, 1) == 0
                && lame_set_mode(mp3->lame, MONO) == 0 && lame_set_brate(mp3->lame, KBITS_A_SECOND) == 0
                && lame_set_quality(mp3->lame, QUALITY) == 0 && lame_init_params(mp3->lame) >= 0;
    return good ? write_id3(encoder, mp3, tags, error) : encoder_failed(encoder, error);
}

static enum status write_coded(struct encoder *encoder, const struct mp3 *mp3, int length, struct error *error)
{
    enum { NO_MEMORY = -2 };
    if (length == NO_MEMORY) return error_no_memory(error);
    return length < 0 ? encoder_failed(encoder, error) : encoder_write(encoder, mp3->coded, (size_t)length, error);
}

static enum status append_mp3(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    struct mp3 *mp3 = encoder->state;
    float block[BLOCK_FRAMES];
    enum status status = STATUS_OK;
    while (count > 0 && status == STATUS_OK) {
        int length = count < BLOCK_FRAMES ? (int)count : BLOCK_FRAMES;
        for (int i = 0; i < length; i++) block[i] = (float)frames[i] / 32768.0F / LAME_SCALE;
        int coded = lame_encode_buffer_ieee_float(mp3->lame, block, NULL, length, mp3->coded, CODED_BYTES);
        status = write_coded(encoder, mp3, coded, error);
        frames += length;
        count -= (size_t)length;
    }
    return status;
}

static enum status finish_mp3(struct encoder *encoder, struct error *error)
{
    struct mp3 *mp3 = encoder->state;
    enum status status = write_coded(encoder, mp3, lame_encode_flush(mp3->lame, mp3->coded, CODED_BYTES), error);
    if (status != STATUS_OK || !encoder->seekable) return status;
    size_t length = lame_get_lametag_frame(mp3->lame, mp3->coded, CODED_BYTES);
    if (length > CODED_BYTES) return encoder_failed(encoder, error);
    return encoder_write_at(encoder, mp3->tag_bytes, mp3->coded, length, error);
}

static void free_mp3(void *state)
{
    struct mp3 *mp3 = state;
    if (mp3 && mp3->lame) lame_close(mp3->lame);
    free(mp3);
}

const struct encoder_kind encoder_mp3 = {open_mp3, append_mp3, finish_mp3, free_mp3, ID3_CHAPTERS_MOST};
