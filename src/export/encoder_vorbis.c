/* Ogg Vorbis I by libvorbisenc and libogg. */
#include "export/encoder_parts.h"
#include "export/vorbis_comments.h"
#include "speech/clip.h"

#include <stdlib.h>
#include <string.h>
#include <vorbis/vorbisenc.h>

/* Quality 4 of -1 to 10: some 50 kbit/s for mono at this rate. Vorbis was not made for speech, and below 3 its pre-echo
 * blurs consonants. */
static const float QUALITY = 0.4F;
enum { BLOCK_FRAMES = 1024 };

struct vorbis {
    vorbis_info info;
    vorbis_comment comment;
    vorbis_dsp_state analysis;
    vorbis_block block;
    ogg_stream_state stream;
    bool has_analysis, has_block, has_stream;
    int waiting; /* frames in its buffer that it was not told of: less than a block */
};

static enum status write_page(struct encoder *encoder, const ogg_page *page, struct error *error)
{
    enum status status = encoder_write(encoder, page->header, (size_t)page->header_len, error);
    return status == STATUS_OK ? encoder_write(encoder, page->body, (size_t)page->body_len, error) : status;
}

/* The sound begins on a page of its own. */
static enum status write_headers(struct encoder *encoder, struct vorbis *vorbis, struct error *error)
{
    ogg_packet packets[3];
    ogg_page page;
    if (vorbis_analysis_headerout(&vorbis->analysis, &vorbis->comment, &packets[0], &packets[1], &packets[2]) != 0) {
        return error_no_memory(error);
    }
    for (size_t i = 0; i < 3; i++) {
        if (ogg_stream_packetin(&vorbis->stream, &packets[i]) != 0) return error_no_memory(error);
    }
    enum status status = STATUS_OK;
    while (status == STATUS_OK && ogg_stream_flush(&vorbis->stream, &page)) status = write_page(encoder, &page, error);
    return status;
}

static bool add_comments(vorbis_comment *comment, const struct audio_tags *tags)
{
    struct buffer texts = {0};
    vorbis_comments(tags, &texts);
    bool good = !texts.failed;
    for (const char *text = NULL; good && (text = vorbis_comment_next(&texts, text));) {
        vorbis_comment_add(comment, text);
    }
    buffer_done(&texts);
    return good;
}

static enum status open_vorbis(struct encoder *encoder, const struct audio_tags *tags, struct error *error)
{
    struct vorbis *vorbis = encoder->state = calloc(1, sizeof *vorbis);
    if (!vorbis) return error_no_memory(error);
    vorbis_info_init(&vorbis->info);
    vorbis_comment_init(&vorbis->comment);
    if (vorbis_encode_init_vbr(&vorbis->info, 1, CLIP_RATE_HZ, QUALITY) != 0) return encoder_failed(encoder, error);
    if (!add_comments(&vorbis->comment, tags)) return error_no_memory(error);
    vorbis->has_analysis = vorbis_analysis_init(&vorbis->analysis, &vorbis->info) == 0;
    vorbis->has_block = vorbis->has_analysis && vorbis_block_init(&vorbis->analysis, &vorbis->block) == 0;
    vorbis->has_stream = ogg_stream_init(&vorbis->stream, OGG_SERIAL) == 0;
    if (!vorbis->has_block || !vorbis->has_stream) return error_no_memory(error);
    return write_headers(encoder, vorbis, error);
}

/* Codes what the analysis has enough of, and writes the pages that are full. */
static enum status write_pages(struct encoder *encoder, struct vorbis *vorbis, struct error *error)
{
    ogg_packet packet;
    ogg_page page;
    enum status status = STATUS_OK;
    while (vorbis_analysis_blockout(&vorbis->analysis, &vorbis->block) == 1) {
        if (vorbis_analysis(&vorbis->block, NULL) != 0 || vorbis_bitrate_addblock(&vorbis->block) != 0) {
            return encoder_failed(encoder, error);
        }
        while (vorbis_bitrate_flushpacket(&vorbis->analysis, &packet)) {
            if (ogg_stream_packetin(&vorbis->stream, &packet) != 0) return error_no_memory(error);
            while (status == STATUS_OK && ogg_stream_pageout(&vorbis->stream, &page)) {
                status = write_page(encoder, &page, error);
            }
        }
        if (status != STATUS_OK) return status;
    }
    return status;
}

/* In whole blocks: what libvorbis makes of a sound depends on the pieces in which it gets it. */
static enum status append_vorbis(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    struct vorbis *vorbis = encoder->state;
    enum status status = STATUS_OK;
    for (size_t done = 0; done < count && status == STATUS_OK;) {
        float **room = vorbis_analysis_buffer(&vorbis->analysis, BLOCK_FRAMES);
        if (!room) return error_no_memory(error);
        while (done < count && vorbis->waiting < BLOCK_FRAMES) {
            room[0][vorbis->waiting++] = (float)frames[done++] / 32768.0F;
        }
        if (vorbis->waiting < BLOCK_FRAMES) break;
        if (vorbis_analysis_wrote(&vorbis->analysis, BLOCK_FRAMES) != 0) return encoder_failed(encoder, error);
        vorbis->waiting = 0;
        status = write_pages(encoder, vorbis, error);
    }
    return status;
}

static enum status finish_vorbis(struct encoder *encoder, struct error *error)
{
    struct vorbis *vorbis = encoder->state;
    enum status status = STATUS_OK;
    static const int16_t silence[1]; /* a stream of no frames is not legal */
    if (encoder->appended == 0) {
        status = append_vorbis(encoder, silence, 1, error);
        if (status != STATUS_OK) return status;
    }
    if (vorbis->waiting > 0 && vorbis_analysis_wrote(&vorbis->analysis, vorbis->waiting) != 0) {
        return encoder_failed(encoder, error);
    }
    if (vorbis_analysis_wrote(&vorbis->analysis, 0) != 0) return encoder_failed(encoder, error); /* the end */
    status = write_pages(encoder, vorbis, error);
    ogg_page page;
    while (status == STATUS_OK && ogg_stream_flush(&vorbis->stream, &page)) status = write_page(encoder, &page, error);
    return status;
}

static void free_vorbis(void *state)
{
    struct vorbis *vorbis = state;
    if (!vorbis) return;
    if (vorbis->has_stream) ogg_stream_clear(&vorbis->stream);
    if (vorbis->has_block) vorbis_block_clear(&vorbis->block);
    if (vorbis->has_analysis) vorbis_dsp_clear(&vorbis->analysis);
    vorbis_comment_clear(&vorbis->comment);
    vorbis_info_clear(&vorbis->info);
    free(vorbis);
}

const struct encoder_kind encoder_vorbis = {open_vorbis, append_vorbis, finish_vorbis, free_vorbis,
                                            VORBIS_CHAPTERS_MOST};
