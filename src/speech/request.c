#include "speech/request.h"

#include "base/array.h"
#include "speech/coverage.h"
#include "speech/halves.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* What cannot be said sounds as this much silence, so that its place in the reading can be heard and shown. */
    GAP_FRAMES = CLIP_RATE_HZ * 3 / 10,
    /* A text that kills so many workers is not taken apart any further. */
    DEATHS_MOST = 200,
};

static enum status add_piece(struct request *request, struct piece piece, struct error *error)
{
    if (!array_reserve(&request->pieces, &request->piece_capacity, request->piece_count + 1)) {
        return error_no_memory(error);
    }
    request->pieces[request->piece_count++] = piece;
    return STATUS_OK;
}

/* A part in pieces that the worker takes; the last one is added first. */
static enum status add_part(struct request *request, struct piece part, struct error *error)
{
    enum status status = STATUS_OK;
    while (part.start < part.end && status == STATUS_OK) {
        struct piece last = part;
        while (last.end - last.start > PROTOCOL_TEXT_BYTES) {
            last.start += (uint32_t)halves_cut(request->text + last.start, last.end - last.start);
        }
        status = add_piece(request, last, error);
        part.end = last.start;
    }
    return status;
}

static enum status add_parts(struct request *request, const struct speech *speech, struct error *error)
{
    uint32_t end = (uint32_t)request->length;
    enum status status = STATUS_OK;
    for (size_t i = speech->part_count; i-- > 0 && status == STATUS_OK;) {
        const struct speech_part *part = &speech->parts[i];
        struct request_part *own = &request->parts[i];
        uint32_t start = end - (uint32_t)part->length;
        if (part->length) memcpy(request->text + start, part->text, part->length);
        for (uint32_t k = start; k < end; k++) {
            if ((unsigned char)request->text[k] < ' ' || request->text[k] == '\x7f') request->text[k] = ' ';
        }
        snprintf(own->language, sizeof own->language, "%s", part->engine_language);
        snprintf(own->variant, sizeof own->variant, "%s", part->variant);
        status = add_part(request, (struct piece){.start = start, .end = end, .part = (uint32_t)i}, error);
        end = start;
    }
    return status;
}

enum status request_new(uint64_t id, const struct speech *speech, struct request **ret, struct error *error)
{
    size_t length = 0;
    for (size_t i = 0; i < speech->part_count; i++) length += speech->parts[i].length;
    if (length > INT32_MAX) return error_set(error, STATUS_LIMIT, NULL, 0, "a text of over 2 GB cannot be spoken");
    struct request *request = calloc(1, sizeof *request);
    if (!request) return error_no_memory(error);
    *request = (struct request){.id = id, .length = length, .settings = speech->settings};
    request->pronunciation_count = speech->pronunciation_count;
    request->pause_frames = (size_t)speech->pause_after_ms * CLIP_RATE_HZ / 1000;
    request->text = calloc(1, length + 1);
    request->parts = calloc(speech->part_count + 1, sizeof *request->parts);
    request->pronunciations = calloc(speech->pronunciation_count + 1, sizeof *request->pronunciations);
    request->clip = calloc(1, sizeof *request->clip);
    if (request->clip) request->clip->references = 1;
    enum status status = STATUS_OK;
    if (!request->text || !request->parts || !request->pronunciations || !request->clip)
        status = error_no_memory(error);
    if (status == STATUS_OK && speech->pronunciation_count > 0)
        memcpy(request->pronunciations, speech->pronunciations,
               speech->pronunciation_count * sizeof *request->pronunciations);
    if (status == STATUS_OK) status = add_parts(request, speech, error);
    if (status == STATUS_OK)
        *ret = request;
    else
        request_free(request);
    return status;
}

void request_free(struct request *request)
{
    if (!request) return;
    free(request->text);
    free(request->parts);
    free(request->pronunciations);
    free(request->pieces);
    clip_release(request->clip);
    free(request);
}

/* Those within the piece, counted from its start; at most PROTOCOL_PRONUNCIATIONS. */
static size_t pronunciations_of(const struct request *request, const struct piece *piece, struct pronunciation *ret)
{
    size_t count = 0;
    for (size_t i = 0; !piece->plain && i < request->pronunciation_count && count < PROTOCOL_PRONUNCIATIONS; i++) {
        const struct pronunciation *own = &request->pronunciations[i];
        if (own->start < piece->start || own->end > piece->end) continue;
        ret[count] = *own;
        ret[count].start -= piece->start;
        ret[count++].end -= piece->start;
    }
    return count;
}

void request_send(struct request *request, struct worker_process *worker)
{
    struct pronunciation pronunciations[PROTOCOL_PRONUNCIATIONS];
    const struct piece *piece = &request->asked;
    request->asked = request->pieces[--request->piece_count];
    struct request_header header = {
        .kind = REQUEST_SPEAK,
        .text_bytes = piece->end - piece->start,
        .pronunciation_count = (uint32_t)pronunciations_of(request, piece, pronunciations),
        .rate_wpm = request->settings.rate_wpm,
        .pitch = request->settings.pitch,
        .pitch_range = request->settings.pitch_range,
        .volume = request->settings.volume,
    };
    memcpy(header.language, request->parts[piece->part].language, sizeof header.language);
    memcpy(header.variant, request->parts[piece->part].variant, sizeof header.variant);
    worker->spare_frames = request->pause_frames;
    worker_send(worker, header, request->text + piece->start, pronunciations);
}

/* The first answer's memory becomes the clip's; further ones are put behind it. */
static enum status append_frames(struct request *request, struct worker_answer *answer, struct error *error)
{
    struct clip *clip = request->clip;
    size_t count = answer->header.frame_count;
    if (!clip->frames) {
        clip->frames = answer->frames;
        request->frame_capacity = answer->frame_capacity;
        answer->frames = NULL;
        answer->frame_capacity = 0;
    } else {
        size_t wanted = clip->frame_count + count + request->pause_frames;
        if (!array_reserve(&clip->frames, &request->frame_capacity, wanted)) return error_no_memory(error);
        if (count) memcpy(clip->frames + clip->frame_count, answer->frames, count * sizeof *answer->frames);
    }
    clip->frame_count += count;
    return STATUS_OK;
}

static enum status add_silence(struct request *request, size_t count, struct error *error)
{
    struct clip *clip = request->clip;
    if (!array_reserve(&clip->frames, &request->frame_capacity, clip->frame_count + count)) {
        return error_no_memory(error);
    }
    if (count) memset(clip->frames + clip->frame_count, 0, count * sizeof *clip->frames);
    clip->frame_count += count;
    return STATUS_OK;
}

/* Keeps the clip's marks in order and within the piece's text, whatever the worker claims. */
static enum status add_mark(struct request *request, size_t frame, size_t offset, struct error *error)
{
    struct clip *clip = request->clip;
    const struct clip_mark *last = clip->mark_count ? &clip->marks[clip->mark_count - 1] : NULL;
    if (offset >= request->asked.end || frame > clip->frame_count) return STATUS_OK;
    if (last && (frame < last->frame || offset < last->spoken_offset)) return STATUS_OK;
    if (!array_reserve(&clip->marks, &request->mark_capacity, clip->mark_count + 1)) return error_no_memory(error);
    clip->marks[clip->mark_count++] = (struct clip_mark){.frame = (uint32_t)frame, .spoken_offset = (uint32_t)offset};
    return STATUS_OK;
}

static enum status append_sound(struct request *request, struct worker_answer *answer, struct error *error)
{
    size_t first = request->clip->frame_count;
    enum status status = append_frames(request, answer, error);
    for (uint32_t i = 0; i < answer->header.mark_count && status == STATUS_OK; i++) {
        const struct clip_mark *mark = &answer->marks[i];
        status = add_mark(request, first + mark->frame, (size_t)request->asked.start + mark->spoken_offset, error);
    }
    return status;
}

static enum status add_gap(struct request *request, struct error *error)
{
    struct clip *clip = request->clip;
    const struct piece *piece = &request->asked;
    size_t first = clip->frame_count;
    enum status status = add_silence(request, GAP_FRAMES, error);
    if (status == STATUS_OK) status = add_mark(request, first, piece->start, error);
    if (status != STATUS_OK) return status;
    struct clip_gap *last = clip->gap_count ? &clip->gaps[clip->gap_count - 1] : NULL;
    if (last && last->spoken_end == piece->start) {
        last->spoken_end = piece->end;
        return STATUS_OK;
    }
    if (!array_reserve(&clip->gaps, &request->gap_capacity, clip->gap_count + 1)) return error_no_memory(error);
    clip->gaps[clip->gap_count++] = (struct clip_gap){.spoken_start = piece->start, .spoken_end = piece->end};
    return STATUS_OK;
}

/* One word: as it is written where it was not, else a gap. */
static enum status add_word(struct request *request, struct error *error)
{
    struct pronunciation pronunciations[PROTOCOL_PRONUNCIATIONS];
    if (pronunciations_of(request, &request->asked, pronunciations) == 0) return add_gap(request, error);
    struct piece piece = request->asked;
    piece.plain = true;
    return add_piece(request, piece, error);
}

static enum status add_halves(struct request *request, struct error *error)
{
    struct piece piece = request->asked;
    size_t middle = halves_between_words(request->text + piece.start, piece.end - piece.start);
    if (middle == 0) return add_word(request, error);
    struct piece second = piece;
    second.start = piece.end = piece.start + (uint32_t)middle;
    enum status status = add_piece(request, second, error);
    return status == STATUS_OK ? add_piece(request, piece, error) : status;
}

static bool is_whole(const struct request *request, const struct worker_answer *answer)
{
    const struct piece *piece = &request->asked;
    return coverage_is_whole(request->text + piece->start, piece->end - piece->start, answer->marks,
                             answer->header.mark_count);
}

enum status request_take(struct request *request, struct worker_answer *answer, struct error *error)
{
    switch (answer->header.result) {
    case ANSWER_GOOD:
        return is_whole(request, answer) ? append_sound(request, answer, error) : add_halves(request, error);
    case ANSWER_TOO_LONG: return add_halves(request, error);
    default: return add_gap(request, error);
    }
}

enum status request_retry(struct request *request, struct error *error)
{
    bool again = !request->asked.tried;
    request->asked.tried = true;
    if (++request->deaths > DEATHS_MOST) return add_gap(request, error);
    return again ? add_piece(request, request->asked, error) : add_halves(request, error);
}

struct clip *request_finish(struct request *request)
{
    struct clip *clip = request->clip;
    if (add_silence(request, request->pause_frames, NULL) != STATUS_OK) return NULL;
    array_trim(&clip->frames, &request->frame_capacity, clip->frame_count);
    request->clip = NULL;
    return clip;
}
