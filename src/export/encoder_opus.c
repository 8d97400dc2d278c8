/* Ogg Opus (RFC 6716, RFC 7845) by libopusenc, which resamples to the 48 kHz of Opus. */
#include "export/encoder_parts.h"
#include "export/vorbis_comments.h"
#include "speech/clip.h"

#include <opusenc.h>
#include <stdlib.h>

/* RFC 6716, section 2.1.1: 28 to 40 kbit/s for speech of full band. The upper end: the engine's voices are rich in overtones,
 * and below it the coder's filter takes more from their lowest. */
enum { BITS_A_SECOND = 40000, BLOCK_FRAMES = 4096 };

struct opus {
    OggOpusComments *comments;
    OggOpusEnc *encoder;
};

static int put(void *context, const unsigned char *bytes, opus_int32 length)
{
    return encoder_put(context, bytes, (size_t)length) ? 0 : 1;
}

static int leave_open(void *context)
{
    (void)context;
    return 0;
}

static enum status failed(const struct encoder *encoder, int result, struct error *error)
{
    return result == OPE_ALLOC_FAIL ? error_no_memory(error) : encoder_failed(encoder, error);
}

static bool add_comments(OggOpusComments *comments, const struct audio_tags *tags)
{
    struct buffer texts = {0};
    vorbis_comments(tags, &texts);
    bool good = comments && !texts.failed;
    for (const char *comment = NULL; good && (comment = vorbis_comment_next(&texts, comment));) {
        good = ope_comments_add_string(comments, comment) == OPE_OK;
    }
    buffer_done(&texts);
    return good;
}

static enum status open_opus(struct encoder *encoder, const struct audio_tags *tags, struct error *error)
{
    static const OpusEncCallbacks callbacks = {put, leave_open};
    struct opus *opus = encoder->state = calloc(1, sizeof *opus);
    if (!opus) return error_no_memory(error);
    opus->comments = ope_comments_create();
    if (!add_comments(opus->comments, tags)) return error_no_memory(error);
    int result = OPE_OK;
    opus->encoder = ope_encoder_create_callbacks(&callbacks, encoder, opus->comments, CLIP_RATE_HZ, 1, 0, &result);
    if (!opus->encoder) return failed(encoder, result, error);
    result = ope_encoder_ctl(opus->encoder, OPE_SET_SERIALNO(OGG_SERIAL));
    if (result == OPE_OK) result = ope_encoder_ctl(opus->encoder, OPUS_SET_BITRATE(BITS_A_SECOND));
    if (result == OPE_OK) result = ope_encoder_ctl(opus->encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    if (result == OPE_OK) result = ope_encoder_flush_header(opus->encoder);
    return result == OPE_OK ? STATUS_OK : failed(encoder, result, error);
}

static enum status append_opus(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    struct opus *opus = encoder->state;
    while (count > 0) {
        size_t length = count < BLOCK_FRAMES ? count : BLOCK_FRAMES;
        int result = ope_encoder_write(opus->encoder, frames, (int)length);
        if (result != OPE_OK) return failed(encoder, result, error);
        frames += length;
        count -= length;
    }
    return STATUS_OK;
}

static enum status finish_opus(struct encoder *encoder, struct error *error)
{
    struct opus *opus = encoder->state;
    static const int16_t silence[1]; /* libopusenc 0.2.1 cannot end what never began */
    int result = encoder->appended == 0 ? ope_encoder_write(opus->encoder, silence, 1) : OPE_OK;
    if (result == OPE_OK) result = ope_encoder_drain(opus->encoder);
    return result == OPE_OK ? STATUS_OK : failed(encoder, result, error);
}

static void free_opus(void *state)
{
    struct opus *opus = state;
    if (!opus) return;
    if (opus->encoder) ope_encoder_destroy(opus->encoder);
    if (opus->comments) ope_comments_destroy(opus->comments);
    free(opus);
}

const struct encoder_kind encoder_opus = {open_opus, append_opus, finish_opus, free_opus, VORBIS_CHAPTERS_MOST};
