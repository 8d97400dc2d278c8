#include "speech/request.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status add_piece(struct request *request, struct piece piece, struct error *error)
{
    if (!array_reserve(&request->pieces, &request->piece_capacity, request->piece_count + 1)) {
        return error_no_memory(error);
    }
    request->pieces[request->piece_count++] = piece;
    return STATUS_OK;
}

/* The byte nearest the middle at which a word begins; `start` where the piece is one word. A piece over the worker's
 * limit is cut between characters if need be. */
static uint32_t middle_of(const struct request *request, const struct piece *piece)
{
    uint32_t middle = piece->start + (piece->end - piece->start) / 2;
    for (uint32_t away = 0; away < piece->end - piece->start; away++) {
        uint32_t right = middle + away, left = middle > piece->start + away ? middle - away : piece->start;
        if (right + 1 < piece->end && request->text[right] == ' ') return right + 1;
        if (left > piece->start && request->text[left - 1] == ' ') return left;
    }
    if (piece->end - piece->start <= PROTOCOL_TEXT_BYTES) return piece->start;
    while (((unsigned char)request->text[middle] & 0xC0) == 0x80 && middle < piece->end) middle++;
    return middle;
}

static enum status add_halves(struct request *request, struct piece piece, struct error *error)
{
    uint32_t middle = middle_of(request, &piece);
    if (middle == piece.start) return request_gap(request, &piece, error);
    struct piece second = piece;
    second.start = middle;
    piece.end = middle;
    enum status status = add_piece(request, second, error);
    return status == STATUS_OK ? add_piece(request, piece, error) : status;
}

static enum status add_parts(struct request *request, const struct speech *speech, struct error *error)
{
    uint32_t end = (uint32_t)request->length;
    for (size_t i = speech->part_count; i-- > 0;) {
        const struct speech_part *part = &speech->parts[i];
        uint32_t start = end - (uint32_t)part->length;
        memcpy(request->text + start, part->text, part->length);
        snprintf(request->parts[i].language, sizeof request->parts[i].language, "%s", part->engine_language);
        snprintf(request->parts[i].variant, sizeof request->parts[i].variant, "%s", part->variant);
        struct piece piece = {.start = start, .end = end, .part = (uint32_t)i};
        enum status status = add_piece(request, piece, error);
        if (status != STATUS_OK) return status;
        end = start;
    }
    return STATUS_OK;
}

enum status request_new(uint64_t id, const struct speech *speech, struct request **ret, struct error *error)
{
    struct request *request = calloc(1, sizeof *request);
    if (!request) return error_no_memory(error);
    *request = (struct request){.id = id, .settings = speech->settings, .pause_after_ms = speech->pause_after_ms};
    for (size_t i = 0; i < speech->part_count; i++) request->length += speech->parts[i].length;
    request->text = calloc(1, request->length + 1);
    request->parts = calloc(speech->part_count + 1, sizeof *request->parts);
    request->clip = calloc(1, sizeof *request->clip);
    if (request->clip) request->clip->references = 1;
    enum status status = STATUS_OK;
    if (!request->text || !request->parts || !request->clip) status = error_no_memory(error);
    if (status == STATUS_OK) status = add_parts(request, speech, error);
    if (status != STATUS_OK)
        request_free(request);
    else
        *ret = request;
    return status;
}

void request_free(struct request *request)
{
    if (!request) return;
    free(request->text);
    free(request->parts);
    free(request->pieces);
    clip_release(request->clip);
    free(request);
}

bool request_next(struct request *request, struct piece *piece)
{
    if (request->piece_count == 0) return false;
    *piece = request->pieces[--request->piece_count];
    return true;
}

enum status request_append(struct request *request, const struct piece *piece, const int16_t *frames,
                           size_t frame_count, const struct clip_mark *marks, size_t mark_count, struct error *error)
{
    struct clip *clip = request->clip;
    if (!array_reserve(&clip->frames, &request->frame_capacity, clip->frame_count + frame_count)
        || !array_reserve(&clip->marks, &request->mark_capacity, clip->mark_count + mark_count)) {
        return error_no_memory(error);
    }
    if (frame_count) memcpy(clip->frames + clip->frame_count, frames, frame_count * sizeof *frames);
    struct clip_mark last = clip->mark_count ? clip->marks[clip->mark_count - 1] : (struct clip_mark){0};
    for (size_t i = 0; i < mark_count; i++) {
        struct clip_mark mark = {.frame = (uint32_t)clip->frame_count + marks[i].frame,
                                 .spoken_offset = piece->start + marks[i].spoken_offset};
        if (mark.spoken_offset >= piece->end || marks[i].frame > frame_count || mark.frame < last.frame
            || mark.spoken_offset < last.spoken_offset) {
            continue;
        }
        clip->marks[clip->mark_count++] = last = mark;
    }
    clip->frame_count += frame_count;
    return STATUS_OK;
}

enum status request_retry(struct request *request, const struct piece *piece, struct error *error)
{
    struct piece again = *piece;
    again.tried = true;
    return piece->tried ? add_halves(request, again, error) : add_piece(request, again, error);
}

enum status request_gap(struct request *request, const struct piece *piece, struct error *error)
{
    struct clip *clip = request->clip;
    if (!array_reserve(&clip->gaps, &request->gap_capacity, clip->gap_count + 1)) return error_no_memory(error);
    clip->gaps[clip->gap_count++] = (struct clip_gap){.spoken_start = piece->start, .spoken_end = piece->end};
    return STATUS_OK;
}

struct clip *request_finish(struct request *request)
{
    struct clip *clip = request->clip;
    size_t pause = (size_t)request->pause_after_ms * CLIP_RATE_HZ / 1000;
    if (!array_reserve(&clip->frames, &request->frame_capacity, clip->frame_count + pause)) return NULL;
    if (pause) memset(clip->frames + clip->frame_count, 0, pause * sizeof *clip->frames);
    clip->frame_count += pause;
    array_trim(&clip->frames, &request->frame_capacity, clip->frame_count);
    request->clip = NULL;
    return clip;
}
