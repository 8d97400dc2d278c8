/* FLAC (RFC 9639) by libFLAC, with Vorbis comments, a cue sheet block and a seek table. */
#include "export/encoder_parts.h"
#include "export/vorbis_comments.h"
#include "speech/clip.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <stdlib.h>
#include <string.h>

/* Lossless at any level: 5 is where speech stops getting notably smaller for the time spent. */
enum { LEVEL = 5, SEEK_EVERY_FRAMES = 10 * CLIP_RATE_HZ, BLOCK_FRAMES = 4096, BLOCKS_MOST = 3 };
/* A cue sheet numbers its tracks in a byte, and gives 255 to the end of the last. */
enum { CUE_TRACKS_MOST = 254, CUE_LEAD_OUT = 255 };
static const uint64_t TOTAL_MOST = (UINT64_C(1) << 36) - 1;

struct flac {
    FLAC__StreamEncoder *encoder;
    FLAC__StreamMetadata *blocks[BLOCKS_MOST];
    unsigned block_count;
};

static FLAC__StreamEncoderWriteStatus put(const FLAC__StreamEncoder *flac, const FLAC__byte bytes[], size_t length,
                                          uint32_t samples, uint32_t frame, void *context)
{
    (void)flac, (void)samples, (void)frame;
    return encoder_put(context, bytes, length) ? FLAC__STREAM_ENCODER_WRITE_STATUS_OK
                                               : FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
}

static FLAC__StreamEncoderSeekStatus seek(const FLAC__StreamEncoder *flac, FLAC__uint64 offset, void *context)
{
    (void)flac;
    const struct encoder *encoder = context;
    if (!encoder->seekable) return FLAC__STREAM_ENCODER_SEEK_STATUS_UNSUPPORTED;
    bool good = fseeko(encoder->stream, encoder->start + (off_t)offset, SEEK_SET) == 0;
    return good ? FLAC__STREAM_ENCODER_SEEK_STATUS_OK : FLAC__STREAM_ENCODER_SEEK_STATUS_ERROR;
}

static FLAC__StreamEncoderTellStatus tell(const FLAC__StreamEncoder *flac, FLAC__uint64 *ret, void *context)
{
    (void)flac;
    const struct encoder *encoder = context;
    if (!encoder->seekable) return FLAC__STREAM_ENCODER_TELL_STATUS_UNSUPPORTED;
    off_t at = ftello(encoder->stream);
    if (at < 0) return FLAC__STREAM_ENCODER_TELL_STATUS_ERROR;
    *ret = (FLAC__uint64)(at - encoder->start);
    return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

/* NULL where memory runs out. */
static FLAC__StreamMetadata *add_block(struct flac *flac, FLAC__MetadataType type)
{
    FLAC__StreamMetadata *block = FLAC__metadata_object_new(type);
    if (block) flac->blocks[flac->block_count++] = block;
    return block;
}

static bool add_comments(struct flac *flac, const struct audio_tags *tags)
{
    FLAC__StreamMetadata *block = add_block(flac, FLAC__METADATA_TYPE_VORBIS_COMMENT);
    struct buffer texts = {0};
    vorbis_comments(tags, &texts);
    bool good = block && !texts.failed;
    for (char *comment = NULL; good && (comment = vorbis_comment_next(&texts, comment));) {
        FLAC__StreamMetadata_VorbisComment_Entry entry = {(FLAC__uint32)strlen(comment), (FLAC__byte *)comment};
        good = FLAC__metadata_object_vorbiscomment_append_comment(block, entry, true);
    }
    buffer_done(&texts);
    return good;
}

static bool add_seek_table(struct flac *flac, uint64_t frame_count)
{
    FLAC__StreamMetadata *block = add_block(flac, FLAC__METADATA_TYPE_SEEKTABLE);
    return block
           && FLAC__metadata_object_seektable_template_append_spaced_points_by_samples(block, SEEK_EVERY_FRAMES,
                                                                                       frame_count)
           && FLAC__metadata_object_seektable_template_sort(block, true);
}

static bool add_cue_track(FLAC__StreamMetadata *block, unsigned index, unsigned number, uint64_t frame)
{
    if (!FLAC__metadata_object_cuesheet_insert_blank_track(block, index)) return false;
    FLAC__StreamMetadata_CueSheet_Track *track = &block->data.cue_sheet.tracks[index];
    track->offset = frame;
    track->number = (FLAC__byte)number;
    if (number == CUE_LEAD_OUT) return true;
    if (!FLAC__metadata_object_cuesheet_track_insert_blank_index(block, index, 0)) return false;
    block->data.cue_sheet.tracks[index].indices[0].number = 1;
    return true;
}

/* One track a chapter; its title stands in the comments. A sheet that is not legal is left out. */
static bool add_cue_sheet(struct flac *flac, const struct audio_tags *tags, uint64_t frame_count)
{
    FLAC__StreamMetadata *block = add_block(flac, FLAC__METADATA_TYPE_CUESHEET);
    bool good = block != NULL;
    unsigned count = 0;
    for (; good && count < tags->chapter_count && count < CUE_TRACKS_MOST; count++) {
        good = add_cue_track(block, count, count + 1, tags->chapters[count].start_frame);
    }
    good = good && add_cue_track(block, count, CUE_LEAD_OUT, frame_count);
    if (good && !FLAC__metadata_object_cuesheet_is_legal(block, false, NULL)) {
        FLAC__metadata_object_delete(block);
        flac->block_count--;
    }
    return good;
}

static bool add_blocks(struct encoder *encoder, struct flac *flac, const struct audio_tags *tags)
{
    bool known = encoder->frame_count != ENCODER_FRAMES_UNKNOWN;
    if (known && encoder->frame_count > 0 && encoder->seekable && !add_seek_table(flac, encoder->frame_count)) {
        return false;
    }
    /* Before the comments: ffmpeg takes its chapters from both, and only the latter have titles. */
    if (known && tags->chapter_count > 0 && !add_cue_sheet(flac, tags, encoder->frame_count)) return false;
    return add_comments(flac, tags);
}

/* A setter says no (and leaves the state as it was) where it has no memory for a copy. */
static enum status failed(const struct encoder *encoder, struct error *error)
{
    const struct flac *flac = encoder->state;
    FLAC__StreamEncoderState state = FLAC__stream_encoder_get_state(flac->encoder);
    bool no_memory =
        state == FLAC__STREAM_ENCODER_MEMORY_ALLOCATION_ERROR || state == FLAC__STREAM_ENCODER_UNINITIALIZED;
    return no_memory ? error_no_memory(error) : encoder_failed(encoder, error);
}

static enum status open_flac(struct encoder *encoder, const struct audio_tags *tags, struct error *error)
{
    struct flac *flac = encoder->state = calloc(1, sizeof *flac);
    if (!flac) return error_no_memory(error);
    bool known = encoder->frame_count != ENCODER_FRAMES_UNKNOWN;
    if (known && encoder->frame_count > TOTAL_MOST) {
        return error_set(error, STATUS_LIMIT, encoder->name, 0, "would be longer than a FLAC file can hold");
    }
    flac->encoder = FLAC__stream_encoder_new();
    if (!flac->encoder || !add_blocks(encoder, flac, tags)) return error_no_memory(error);
    bool good = FLAC__stream_encoder_set_channels(flac->encoder, 1)
                && FLAC__stream_encoder_set_bits_per_sample(flac->encoder, 16)
                && FLAC__stream_encoder_set_sample_rate(flac->encoder, CLIP_RATE_HZ)
                && FLAC__stream_encoder_set_compression_level(flac->encoder, LEVEL)
                && FLAC__stream_encoder_set_metadata(flac->encoder, flac->blocks, flac->block_count)
                && FLAC__stream_encoder_set_total_samples_estimate(flac->encoder, known ? encoder->frame_count : 0);
    if (good
        && FLAC__stream_encoder_init_stream(flac->encoder, put, seek, tell, NULL, encoder)
               == FLAC__STREAM_ENCODER_INIT_STATUS_OK) {
        return STATUS_OK;
    }
    return failed(encoder, error);
}

static enum status append_flac(struct encoder *encoder, const int16_t *frames, size_t count, struct error *error)
{
    struct flac *flac = encoder->state;
    FLAC__int32 block[BLOCK_FRAMES];
    while (count > 0) {
        unsigned length = count < BLOCK_FRAMES ? (unsigned)count : BLOCK_FRAMES;
        for (unsigned i = 0; i < length; i++) block[i] = frames[i];
        if (!FLAC__stream_encoder_process_interleaved(flac->encoder, block, length)) {
            return failed(encoder, error);
        }
        frames += length;
        count -= length;
    }
    return STATUS_OK;
}

static enum status finish_flac(struct encoder *encoder, struct error *error)
{
    struct flac *flac = encoder->state;
    return FLAC__stream_encoder_finish(flac->encoder) ? STATUS_OK : failed(encoder, error);
}

static void free_flac(void *state)
{
    struct flac *flac = state;
    if (!flac) return;
    if (flac->encoder) FLAC__stream_encoder_delete(flac->encoder);
    for (unsigned i = 0; i < flac->block_count; i++) FLAC__metadata_object_delete(flac->blocks[i]);
    free(flac);
}

const struct encoder_kind encoder_flac = {open_flac, append_flac, finish_flac, free_flac, VORBIS_CHAPTERS_MOST};
