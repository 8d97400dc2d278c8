#include "export/pool.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEATHS_MOST = 2, WORKERS_MOST = 256 };

struct worker {
    pid_t process; /* 0: none */
    int socket;
    int core; /* which it keeps to; -1: to none */
    bool busy;
    uint64_t id;
    struct buffer job; /* kept until it is answered, to be done again */
    unsigned deaths;   /* over this job */
};

struct pool {
    pool_work *work;
    void *context;
    struct worker *workers; /* and behind them the one that stands aside */
    size_t count;           /* with that */
};

struct job_header {
    uint64_t length;
};

struct answer_header {
    uint64_t length;
    enum status status;
    struct error error;
};

/* ---- The socket -------------------------------------------------------------------------------------------------- */

static bool send_all(int socket, const void *bytes, size_t length)
{
    for (const char *next = bytes; length > 0;) {
        ssize_t sent = send(socket, next, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        next += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool receive_all(int socket, void *bytes, size_t length)
{
    for (char *next = bytes; length > 0;) {
        ssize_t got = recv(socket, next, length, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        next += got;
        length -= (size_t)got;
    }
    return true;
}

static bool receive_into(int socket, struct buffer *bytes, size_t length)
{
    char *room = buffer_room(bytes, length);
    if (!room || !receive_all(socket, room, length)) return false;
    buffer_fill(bytes, length);
    return true;
}

/* ---- A worker ---------------------------------------------------------------------------------------------------- */

static bool serve(const struct pool *pool, int socket, struct buffer *job, struct buffer *bytes)
{
    struct job_header header;
    struct answer_header answer = {0};
    buffer_clear(job);
    buffer_clear(bytes);
    if (!receive_all(socket, &header, sizeof header) || !receive_into(socket, job, header.length)) return false;
    answer.status = pool->work(pool->context, job->data, job->length, bytes, &answer.error);
    if (answer.status == STATUS_OK && bytes->failed) answer.status = error_no_memory(&answer.error);
    answer.length = bytes->failed ? 0 : bytes->length;
    return send_all(socket, &answer, sizeof answer) && send_all(socket, bytes->data, answer.length);
}

/* With the processes that it starts. Where the system refuses, it goes without. */
static void keep_to_core(int core)
{
    cpu_set_t one;
    if (core < 0) return;
    CPU_ZERO(&one);
    CPU_SET((size_t)core, &one);
    sched_setaffinity(0, sizeof one, &one);
}

_Noreturn static void serve_all(const struct pool *pool, int core, int socket, pid_t owner)
{
    struct buffer job = {0}, bytes = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    keep_to_core(core);
    for (size_t i = 0; i < pool->count; i++) /* those of the others would keep them from seeing their owner's end */
        if (pool->workers[i].process > 0) close(pool->workers[i].socket);
    if (getppid() == owner)
        while (serve(pool, socket, &job, &bytes)) {}
    _exit(0);
}

static enum status start_worker(struct pool *pool, struct worker *worker, struct error *error)
{
    int sockets[2];
    pid_t owner = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return error_set(error, STATUS_SYSTEM, NULL, 0, "no socket for a worker process: %s", strerror(errno));
    worker->process = fork();
    if (worker->process == 0) {
        close(sockets[0]);
        serve_all(pool, worker->core, sockets[1], owner);
    }
    close(sockets[1]);
    worker->socket = sockets[0];
    if (worker->process > 0) return STATUS_OK;
    close(sockets[0]);
    worker->process = 0;
    return error_set(error, STATUS_SYSTEM, NULL, 0, "no worker process can be started: %s", strerror(errno));
}

static void stop_worker(struct worker *worker)
{
    if (worker->process <= 0) return;
    close(worker->socket);
    kill(worker->process, SIGKILL);
    while (waitpid(worker->process, NULL, 0) < 0 && errno == EINTR) {}
    worker->process = 0;
}

/* ---- The owner --------------------------------------------------------------------------------------------------- */

size_t pool_cores(void)
{
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
    int count = CPU_COUNT(&cores);
    return count < 1 ? 1 : count > WORKERS_MOST ? WORKERS_MOST : (size_t)count;
}

/* Where there is one for each core, each keeps to its own: one that works by turns with an engine is else often woken on the
 * core of another one, waits there, and its own stands idle (a tenth of the time, with two). Fewer must not, as those of two
 * pools would all be on the first cores. */
static void choose_cores(struct pool *pool)
{
    cpu_set_t cores;
    size_t workers = pool->count - 1;
    bool each = sched_getaffinity(0, sizeof cores, &cores) == 0 && (size_t)CPU_COUNT(&cores) == workers;
    for (size_t i = 0, core = 0; i < pool->count; i++) {
        while (each && i < workers && !CPU_ISSET(core, &cores)) core++;
        pool->workers[i].core = each && i < workers ? (int)core++ : -1;
    }
}

enum status pool_start(size_t workers, pool_work *work, void *context, struct pool **ret, struct error *error)
{
    struct pool *pool = calloc(1, sizeof *pool);
    enum status status = STATUS_OK;
    if (!pool) return error_no_memory(error);
    *pool =
        (struct pool){.work = work, .context = context, .count = (workers < WORKERS_MOST ? workers : WORKERS_MOST) + 1};
    pool->workers = calloc(pool->count, sizeof *pool->workers);
    if (pool->workers)
        choose_cores(pool);
    else
        status = error_no_memory(error);
    for (size_t i = 0; i < pool->count && status == STATUS_OK; i++)
        status = start_worker(pool, &pool->workers[i], error);
    if (status == STATUS_OK)
        *ret = pool;
    else
        pool_free(pool);
    return status;
}

void pool_free(struct pool *pool)
{
    if (!pool) return;
    for (size_t i = 0; pool->workers && i < pool->count; i++) {
        stop_worker(&pool->workers[i]);
        buffer_done(&pool->workers[i].job);
    }
    free(pool->workers);
    free(pool);
}

size_t pool_busy(const struct pool *pool)
{
    size_t busy = 0;
    for (size_t i = 0; i < pool->count; i++) busy += pool->workers[i].busy;
    return busy;
}

/* NULL where all are busy. */
static struct worker *find_idle(const struct pool *pool)
{
    for (size_t i = 0; i + 1 < pool->count; i++)
        if (!pool->workers[i].busy) return &pool->workers[i];
    return NULL;
}

static struct worker *find_idle_aside(const struct pool *pool)
{
    struct worker *aside = &pool->workers[pool->count - 1];
    return aside->busy ? NULL : aside;
}

bool pool_has_room(const struct pool *pool)
{
    return find_idle(pool);
}

bool pool_has_room_aside(const struct pool *pool)
{
    return find_idle_aside(pool);
}

/* Where sending fails the worker is dead, which taking its answer tells. */
static void send_job(const struct worker *worker)
{
    struct job_header header = {.length = worker->job.length};
    if (send_all(worker->socket, &header, sizeof header))
        send_all(worker->socket, worker->job.data, worker->job.length);
}

static enum status give(struct worker *worker, uint64_t id, const void *job, size_t length, struct error *error)
{
    if (!worker) return error_set(error, STATUS_LIMIT, NULL, 0, "all worker processes are busy");
    buffer_clear(&worker->job);
    buffer_append(&worker->job, job, length);
    if (worker->job.failed) return error_no_memory(error);
    worker->busy = true;
    worker->id = id;
    worker->deaths = 0;
    send_job(worker);
    return STATUS_OK;
}

enum status pool_give(struct pool *pool, uint64_t id, const void *job, size_t length, struct error *error)
{
    return give(find_idle(pool), id, job, length, error);
}

enum status pool_give_aside(struct pool *pool, uint64_t id, const void *job, size_t length, struct error *error)
{
    return give(find_idle_aside(pool), id, job, length, error);
}

/* The first busy worker that has answered or died. */
static struct worker *wait_for_one(struct pool *pool)
{
    struct pollfd descriptors[WORKERS_MOST + 1];
    for (;;) {
        for (size_t i = 0; i < pool->count; i++)
            descriptors[i] =
                (struct pollfd){.fd = pool->workers[i].busy ? pool->workers[i].socket : -1, .events = POLLIN};
        if (poll(descriptors, pool->count, -1) < 0) continue;
        for (size_t i = 0; i < pool->count; i++)
            if (descriptors[i].revents) return &pool->workers[i];
    }
}

static bool receive_answer(struct worker *worker, struct pool_answer *answer)
{
    struct answer_header header;
    buffer_clear(&answer->bytes);
    if (!receive_all(worker->socket, &header, sizeof header)) return false;
    if (!receive_into(worker->socket, &answer->bytes, header.length)) return false;
    answer->id = worker->id;
    answer->status = header.status;
    answer->error = header.error;
    return true;
}

enum status pool_take(struct pool *pool, struct pool_answer *answer, struct error *error)
{
    for (;;) {
        struct worker *worker = wait_for_one(pool);
        worker->busy = false;
        if (receive_answer(worker, answer)) return STATUS_OK;
        stop_worker(worker);
        enum status status = start_worker(pool, worker, error);
        if (status != STATUS_OK) return status;
        answer->id = worker->id;
        if (++worker->deaths == DEATHS_MOST) {
            buffer_clear(&answer->bytes);
            answer->error = (struct error){0};
            answer->status = error_set(&answer->error, STATUS_SYSTEM, NULL, 0, "a worker process died over it, twice");
            return STATUS_OK;
        }
        worker->busy = true;
        send_job(worker);
    }
}
