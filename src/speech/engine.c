#include "speech/engine.h"

#include "base/clock.h"
#include "speech/request.h"
#include "speech/worker_process.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS_MOST = 3 };

struct engine {
    struct worker_process worker;
    struct request *queue[ENGINE_QUEUE_LONGEST]; /* while the worker is busy, it is with the first one */
    size_t queue_count;
    struct engine_answer finished; /* a clip that the owner has not taken yet */
    unsigned failed_starts;        /* in a row */
    uint64_t sent;                 /* requests to the worker since it was renewed */
    struct engine_deaths deaths;   /* since then */
};

static enum status start(const char *program, bool renewable, struct engine **ret, struct error *error)
{
    struct engine *engine = calloc(1, sizeof *engine);
    if (!engine) return error_no_memory(error);
    enum status status = worker_start(&engine->worker, program, renewable, error);
    if (status == STATUS_OK)
        *ret = engine;
    else
        engine_free(engine);
    return status;
}

enum status engine_start(const char *program, struct engine **ret, struct error *error)
{
    return start(program, false, ret, error);
}

enum status engine_start_renewable(const char *program, struct engine **ret, struct error *error)
{
    return start(program, true, ret, error);
}

void engine_free(struct engine *engine)
{
    if (!engine) return;
    worker_stop(&engine->worker);
    clip_release(engine->finished.clip);
    for (size_t i = 0; i < engine->queue_count; i++) request_free(engine->queue[i]);
    free(engine);
}

static void remove_request(struct engine *engine, size_t index)
{
    request_free(engine->queue[index]);
    engine->queue_count--;
    for (size_t i = index; i < engine->queue_count; i++) engine->queue[i] = engine->queue[i + 1];
}

static bool is_idle(const struct engine *engine)
{
    return engine->worker.ready && !engine->worker.busy;
}

/* Gives an idle worker its next piece, also while a finished clip waits for its owner: so the two work side by side. */
static enum status dispatch(struct engine *engine, struct error *error)
{
    while (is_idle(engine) && engine->queue_count > 0) {
        struct request *request = engine->queue[0];
        if (request->piece_count > 0) {
            request_send(request, &engine->worker);
            engine->sent++;
        } else {
            if (engine->finished.clip) break;
            struct clip *clip = request_finish(request);
            if (!clip) return error_no_memory(error);
            engine->finished = (struct engine_answer){.kind = ENGINE_CLIP, .id = request->id, .clip = clip};
            remove_request(engine, 0);
        }
    }
    return STATUS_OK;
}

enum status engine_request(struct engine *engine, uint64_t id, const struct speech *speech, struct error *error)
{
    if (engine->queue_count == ENGINE_QUEUE_LONGEST) {
        return error_set(error, STATUS_LIMIT, NULL, 0, "too many requests wait for the speech engine");
    }
    struct request *request = NULL;
    enum status status = request_new(id, speech, &request, error);
    if (status != STATUS_OK) return status;
    engine->queue[engine->queue_count++] = request;
    return dispatch(engine, error);
}

bool engine_cancel(struct engine *engine, uint64_t id)
{
    for (size_t i = engine->worker.busy ? 1 : 0; i < engine->queue_count; i++) {
        if (engine->queue[i]->id != id) continue;
        remove_request(engine, i);
        return true;
    }
    return false;
}

size_t engine_pending(const struct engine *engine)
{
    return engine->queue_count + (engine->finished.clip ? 1 : 0);
}

int engine_fd(const struct engine *engine)
{
    return engine->worker.socket;
}

int engine_timeout_ms(const struct engine *engine)
{
    if (engine->finished.clip || (is_idle(engine) && engine->queue_count > 0)) return 0;
    if (engine->worker.limit_s <= 0) return -1;
    double left = engine->worker.limit_s - clock_now_s();
    return left > 0 ? (int)(left * 1000) + 1 : 0;
}

pid_t engine_process_id(const struct engine *engine)
{
    return engine->worker.process;
}

/* By FNV-1a. A worker that was not ready had said nothing that another one would not say. */
static void note_death(struct engine *engine)
{
    static const uint64_t start = 0xcbf29ce484222325, prime = 0x100000001b3;
    uint64_t *moments = &engine->deaths.moments;
    if (engine->worker.ready)
        *moments = ((*moments ? *moments : start) ^ (engine->sent << 1 | engine->worker.busy)) * prime;
}

static enum status replace_worker(struct engine *engine, struct error *error)
{
    enum status status = STATUS_OK;
    note_death(engine);
    if (!engine->worker.ready && ++engine->failed_starts >= STARTS_MOST) {
        return error_set(error, STATUS_ENGINE, engine->worker.program, 0,
                         "the speech engine does not start; install espeak-ng-data, or build Aloud again");
    }
    if (engine->worker.busy && engine->queue_count > 0) status = request_retry(engine->queue[0], error);
    if (status == STATUS_OK) status = worker_restart(&engine->worker, error);
    engine->deaths.killed |= engine->worker.was_killed;
    return status;
}

static bool take_finished(struct engine *engine, struct engine_answer *answer)
{
    if (!engine->finished.clip) return false;
    *answer = engine->finished;
    engine->finished = (struct engine_answer){0};
    return true;
}

enum status engine_process(struct engine *engine, struct engine_answer *answer, struct error *error)
{
    struct worker_process *worker = &engine->worker;
    *answer = (struct engine_answer){.kind = ENGINE_NOTHING};
    for (;;) {
        enum status status = dispatch(engine, error);
        if (status != STATUS_OK || take_finished(engine, answer)) return status;
        switch (worker_receive(worker)) {
        case WORKER_NOTHING: return STATUS_OK;
        case WORKER_DEAD: status = replace_worker(engine, error); break;
        case WORKER_ANSWER: status = request_take(engine->queue[0], &worker->answer, error); break;
        case WORKER_READY:
            engine->failed_starts = 0;
            if (worker->died_s <= 0) break;
            *answer =
                (struct engine_answer){.kind = ENGINE_RESTARTED, .restart_ms = (clock_now_s() - worker->died_s) * 1000};
            return dispatch(engine, error);
        }
        if (status != STATUS_OK) return status;
    }
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

enum status engine_renew(struct engine *engine, struct error *error)
{
    assert(engine->worker.renewable && engine_pending(engine) == 0);
    for (;;) {
        enum status status = STATUS_OK;
        if (is_idle(engine) && engine->worker.id == 0) { /* asked nothing yet */
            engine->sent = 0;
            engine->deaths = (struct engine_deaths){0};
            return STATUS_OK;
        }
        if (is_idle(engine)) worker_renew(&engine->worker);
        switch (worker_receive(&engine->worker)) {
        case WORKER_READY: engine->failed_starts = 0; break;
        case WORKER_ANSWER: break;
        case WORKER_NOTHING: wait_for_worker(engine); break;
        case WORKER_DEAD: status = replace_worker(engine, error); break;
        }
        if (status != STATUS_OK) return status;
    }
}

struct engine_deaths engine_deaths(const struct engine *engine)
{
    return engine->deaths;
}

/* Asks the worker something that is not speech; the answer is in worker.answer. */
static enum status ask(struct engine *engine, enum request_kind kind, const char *language, struct error *error)
{
    struct worker_process *worker = &engine->worker;
    struct request_header header = {.kind = kind};
    snprintf(header.language, sizeof header.language, "%s", language);
    if (engine_pending(engine) > 0) {
        return error_set(error, STATUS_LIMIT, NULL, 0, "the speech engine is asked while it speaks");
    }
    for (unsigned deaths = 0; deaths < STARTS_MOST;) {
        enum status status = STATUS_OK;
        if (is_idle(engine)) worker_send(worker, header, "", NULL);
        switch (worker_receive(worker)) {
        case WORKER_ANSWER: return STATUS_OK;
        case WORKER_READY: engine->failed_starts = 0; break;
        case WORKER_NOTHING: wait_for_worker(engine); break;
        case WORKER_DEAD:
            deaths += worker->ready;
            status = replace_worker(engine, error);
            break;
        }
        if (status != STATUS_OK) return status;
    }
    return error_set(error, STATUS_ENGINE, worker->program, 0,
                     "the speech engine dies when it is asked for its voices");
}

enum status engine_has_language(struct engine *engine, const char *engine_language, bool *ret, struct error *error)
{
    enum status status = ask(engine, REQUEST_HAS_LANGUAGE, engine_language, error);
    if (status == STATUS_OK) *ret = engine->worker.answer.header.result == ANSWER_GOOD;
    return status;
}

static enum status ask_for_text(struct engine *engine, enum request_kind kind, struct buffer *list, struct error *error)
{
    enum status status = ask(engine, kind, "", error);
    if (status == STATUS_OK) {
        buffer_append(list, engine->worker.answer.list, engine->worker.answer.header.list_bytes);
    }
    return status == STATUS_OK && list->failed ? error_no_memory(error) : status;
}

enum status engine_voices(struct engine *engine, struct buffer *list, struct error *error)
{
    return ask_for_text(engine, REQUEST_VOICES, list, error);
}

enum status engine_version(struct engine *engine, struct buffer *version, struct error *error)
{
    return ask_for_text(engine, REQUEST_VERSION, version, error);
}
