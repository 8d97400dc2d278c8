#include "speech/engine.h"

#include "speech/request.h"
#include "speech/worker_process.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS_MOST = 3 };

struct engine {
    struct worker_process worker;
    struct request *queue[ENGINE_QUEUE_LONGEST]; /* the first one is under way */
    size_t queue_count;
    struct piece piece; /* what the worker is saying */
    bool piece_sent;
    bool piece_waits;       /* taken off the request, and not sent yet */
    unsigned failed_starts; /* in a row */
};

enum status engine_start(const char *program, struct engine **ret, struct error *error)
{
    struct engine *engine = calloc(1, sizeof *engine);
    if (!engine) return error_no_memory(error);
    enum status status = worker_start(&engine->worker, program, error);
    if (status == STATUS_OK)
        *ret = engine;
    else
        engine_free(engine);
    return status;
}

void engine_free(struct engine *engine)
{
    if (!engine) return;
    worker_stop(&engine->worker);
    for (size_t i = 0; i < engine->queue_count; i++) request_free(engine->queue[i]);
    free(engine);
}

enum status engine_request(struct engine *engine, uint64_t id, const struct speech *speech, struct error *error)
{
    if (engine->queue_count == ENGINE_QUEUE_LONGEST) {
        return error_set(error, STATUS_LIMIT, NULL, 0, "too many requests wait for the speech engine");
    }
    struct request *request = NULL;
    enum status status = request_new(id, speech, &request, error);
    if (status == STATUS_OK) engine->queue[engine->queue_count++] = request;
    return status;
}

static void remove_request(struct engine *engine, size_t index)
{
    request_free(engine->queue[index]);
    engine->queue_count--;
    memmove(&engine->queue[index], &engine->queue[index + 1], (engine->queue_count - index) * sizeof engine->queue[0]);
}

bool engine_cancel(struct engine *engine, uint64_t id)
{
    bool under_way = engine->piece_sent || engine->piece_waits;
    for (size_t i = under_way ? 1 : 0; i < engine->queue_count; i++) {
        if (engine->queue[i]->id != id) continue;
        remove_request(engine, i);
        return true;
    }
    return false;
}

size_t engine_pending(const struct engine *engine)
{
    return engine->queue_count;
}

int engine_fd(const struct engine *engine)
{
    return engine->worker.socket;
}

int engine_timeout_ms(const struct engine *engine)
{
    if (engine->worker.ready && engine->queue_count > 0 && !engine->piece_sent) return 0;
    if (engine->worker.limit_s <= 0) return -1;
    double left = engine->worker.limit_s - worker_now_s();
    return left > 0 ? (int)(left * 1000) + 1 : 0;
}

pid_t engine_process_id(const struct engine *engine)
{
    return engine->worker.process;
}

/* Hands the next piece to the worker; finishes the request where none is left. */
static enum status send_piece(struct engine *engine, struct engine_answer *answer, struct error *error)
{
    struct request *request = engine->queue[0];
    if (!engine->piece_waits && !request_next(request, &engine->piece)) {
        struct clip *clip = request_finish(request);
        if (!clip) return error_no_memory(error);
        *answer = (struct engine_answer){.kind = ENGINE_CLIP, .id = request->id, .clip = clip};
        remove_request(engine, 0);
        return STATUS_OK;
    }
    engine->piece_waits = false;
    const struct piece *piece = &engine->piece;
    uint32_t length = piece->end - piece->start;
    if (length > PROTOCOL_TEXT_BYTES) {
        struct piece large = *piece;
        large.tried = true;
        return request_retry(request, &large, error);
    }
    char text[PROTOCOL_TEXT_BYTES + 1];
    memcpy(text, request->text + piece->start, length);
    text[length] = '\0';
    struct request_header header = {.kind = REQUEST_SPEAK,
                                    .rate_wpm = request->settings.rate_wpm,
                                    .pitch = request->settings.pitch,
                                    .pitch_range = request->settings.pitch_range,
                                    .volume = request->settings.volume};
    const struct request_part *part = &request->parts[piece->part];
    engine->piece_sent = true;
    worker_send(&engine->worker, header, part->language, part->variant, text); /* a death is seen when reading */
    return STATUS_OK;
}

static enum status take_answer(struct engine *engine, struct error *error)
{
    const struct answer_header *header = &engine->worker.header;
    struct request *request = engine->queue[0];
    engine->piece_sent = false;
    if (!header->good) return request_gap(request, &engine->piece, error);
    const unsigned char *body = engine->worker.body;
    const int16_t *frames = (const int16_t *)(const void *)body;
    struct clip_mark *marks = NULL;
    size_t marks_bytes = header->mark_count * sizeof *marks;
    if (marks_bytes && !(marks = malloc(marks_bytes))) return error_no_memory(error);
    if (marks_bytes) memcpy(marks, body + header->frame_count * sizeof *frames, marks_bytes);
    enum status status =
        request_append(request, &engine->piece, frames, header->frame_count, marks, header->mark_count, error);
    free(marks);
    return status;
}

static enum status replace_worker(struct engine *engine, struct error *error)
{
    enum status status = STATUS_OK;
    if (engine->piece_sent) {
        engine->piece_sent = false;
        status = request_retry(engine->queue[0], &engine->piece, error);
    }
    if (!engine->worker.ready && ++engine->failed_starts >= STARTS_MOST) {
        return error_set(error, STATUS_ENGINE, engine->worker.program, 0,
                         "the speech engine does not start; install espeak-ng-data, or build Aloud again");
    }
    return status == STATUS_OK ? worker_restart(&engine->worker, error) : status;
}

enum status engine_process(struct engine *engine, struct engine_answer *answer, struct error *error)
{
    *answer = (struct engine_answer){.kind = ENGINE_NOTHING};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        if (engine->worker.ready && engine->queue_count > 0 && !engine->piece_sent) {
            status = send_piece(engine, answer, error);
            if (answer->kind != ENGINE_NOTHING) break;
            continue;
        }
        enum worker_news news = worker_receive(&engine->worker);
        if (news == WORKER_NOTHING) break;
        if (news == WORKER_DEAD) status = replace_worker(engine, error);
        if (news == WORKER_ANSWER && engine->piece_sent) status = take_answer(engine, error);
        if (news != WORKER_READY) continue;
        engine->failed_starts = 0;
        if (engine->worker.died_s <= 0) continue;
        answer->kind = ENGINE_RESTARTED;
        answer->restart_ms = (worker_now_s() - engine->worker.died_s) * 1000;
        break;
    }
    return status;
}

static void wait_for_worker(struct engine *engine)
{
    struct pollfd descriptor = {.fd = engine_fd(engine), .events = POLLIN};
    poll(&descriptor, 1, engine_timeout_ms(engine));
}

enum status engine_wait(struct engine *engine, struct engine_answer *answer, struct error *error)
{
    for (;;) {
        enum status status = engine_process(engine, answer, error);
        if (status != STATUS_OK || answer->kind == ENGINE_CLIP) return status;
        if (answer->kind == ENGINE_NOTHING) wait_for_worker(engine);
    }
}

enum status engine_speak(struct engine *engine, const struct speech *speech, struct clip **ret, struct error *error)
{
    struct engine_answer answer;
    enum status status = engine_request(engine, 0, speech, error);
    if (status == STATUS_OK) status = engine_wait(engine, &answer, error);
    if (status == STATUS_OK) *ret = answer.clip;
    return status;
}

/* Asks the worker something that is not speech; the answer is in worker.header and worker.body. */
static enum status ask(struct engine *engine, enum request_kind kind, const char *language, struct error *error)
{
    struct engine_answer answer;
    bool sent = false;
    for (;;) {
        if (engine->worker.ready && !sent) {
            worker_send(&engine->worker, (struct request_header){.kind = kind}, language, "", "");
            sent = true;
        }
        if (!engine->worker.ready) {
            enum status status = engine_process(engine, &answer, error);
            if (status != STATUS_OK) return status;
            if (engine->worker.ready) continue;
        } else {
            enum worker_news news = worker_receive(&engine->worker);
            if (news == WORKER_ANSWER) return STATUS_OK;
            if (news == WORKER_DEAD) {
                enum status status = replace_worker(engine, error);
                if (status != STATUS_OK) return status;
                sent = false;
            }
        }
        wait_for_worker(engine);
    }
}

enum status engine_has_language(struct engine *engine, const char *engine_language, bool *ret, struct error *error)
{
    enum status status = ask(engine, REQUEST_HAS_LANGUAGE, engine_language, error);
    if (status == STATUS_OK) *ret = engine->worker.header.good != 0;
    return status;
}

enum status engine_voices(struct engine *engine, struct buffer *list, struct error *error)
{
    enum status status = ask(engine, REQUEST_VOICES, "", error);
    if (status == STATUS_OK) buffer_append(list, engine->worker.body, engine->worker.header.list_bytes);
    return status == STATUS_OK && list->failed ? error_no_memory(error) : status;
}
