#include "speech/worker_process.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static const double START_LIMIT_S = 10.0; /* a machine under load starts slowly; a hung start must end all the same */
static const double ANSWER_LIMIT_S = 2.0; /* … and per byte of text, some forty times what the engine needs: */
static const double ANSWER_LIMIT_S_PER_BYTE = 0.002;

static char *find_program(const char *program)
{
    const char *given = program ? program : getenv("ALOUD_ENGINE");
    if (given && given[0]) return strdup(given);
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0) return NULL;
    self[length] = '\0';
    const char *folder = dirname(self);
    char *beside = text_format("%s/aloud-engine", folder);
    if (!beside || access(beside, X_OK) == 0) return beside;
    free(beside);
    return text_format("%s/../libexec/aloud/aloud-engine", folder);
}

/* A process group of its own: Ctrl-C and Ctrl-Z at the terminal are for Aloud, which then does as it thinks fit. */
static int spawn_in_peace(struct worker_process *worker, const posix_spawn_file_actions_t *actions)
{
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    char renewable[] = PROTOCOL_RENEWABLE;
    char *arguments[] = {worker->program, worker->renewable ? renewable : NULL, NULL};
    int failed = posix_spawn(&worker->process, worker->program, actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

/* The child gets descriptor `passed` as PROTOCOL_FD, nothing on 0 to 2, and no other. */
static int spawn_with(struct worker_process *worker, int passed)
{
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed) return failed;
    failed = posix_spawn_file_actions_adddup2(&actions, passed, PROTOCOL_FD);
    for (int fd = 0; fd < PROTOCOL_FD && !failed; fd++) {
        failed = posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
    }
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(&actions, PROTOCOL_FD + 1);
    if (!failed) failed = spawn_in_peace(worker, &actions);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static enum status spawn(struct worker_process *worker, struct error *error)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        return error_set(error, STATUS_SYSTEM, NULL, 0, "no socket for the speech engine: %s", strerror(errno));
    }
    int room = 4 * PROTOCOL_TEXT_BYTES; /* a request must never wait for the worker */
    setsockopt(sockets[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    /* Above PROTOCOL_FD, so that the child's descriptors are not in each other's way. */
    int passed = fcntl(sockets[1], F_DUPFD_CLOEXEC, PROTOCOL_FD + 1);
    int failed = passed < 0 ? errno : spawn_with(worker, passed);
    if (passed >= 0) close(passed);
    close(sockets[1]);
    if (failed) {
        close(sockets[0]);
        worker->process = 0;
        if (failed == ENOMEM) return error_no_memory(error);
        return error_set(error, failed == ENOENT ? STATUS_NOT_FOUND : STATUS_ENGINE, worker->program, 0,
                         "the speech engine's program cannot be started: %s; build or install Aloud again",
                         strerror(failed));
    }
    fcntl(sockets[0], F_SETFL, O_NONBLOCK);
    worker->socket = sockets[0];
    worker->limit_s = clock_now_s() + START_LIMIT_S;
    return STATUS_OK;
}

enum status worker_start(struct worker_process *worker, const char *program, bool renewable, struct error *error)
{
    *worker = (struct worker_process){.socket = -1, .renewable = renewable, .program = find_program(program)};
    if (!worker->program) return error_no_memory(error);
    return spawn(worker, error);
}

static void kill_process(struct worker_process *worker)
{
    if (worker->socket >= 0) close(worker->socket);
    worker->socket = -1;
    int status = 0;
    if (worker->process > 0) {
        kill(worker->process, SIGKILL); /* one that has ended keeps its own status */
        while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR) {}
    }
    bool exit_tells = WIFEXITED(status) && WEXITSTATUS(status) == PROTOCOL_EXIT_KILLED;
    worker->was_killed = worker->ended && (exit_tells || protocol_was_killed(status));
    worker->process = 0;
    worker->ready = worker->busy = worker->ended = false;
    worker->received = 0;
    worker->id = 0;
}

enum status worker_restart(struct worker_process *worker, struct error *error)
{
    worker->died_s = clock_now_s();
    kill_process(worker);
    return spawn(worker, error);
}

void worker_stop(struct worker_process *worker)
{
    kill_process(worker);
    free(worker->program);
    free(worker->answer.frames);
    free(worker->answer.marks);
    free(worker->answer.list);
    *worker = (struct worker_process){.socket = -1};
}

void worker_send(struct worker_process *worker, struct request_header header, const char *text,
                 const struct pronunciation *pronunciations)
{
    header.id = ++worker->id;
    struct iovec parts[] = {
        {&header, sizeof header},
        {(void *)(uintptr_t)text, header.text_bytes},
        {(void *)(uintptr_t)pronunciations, header.pronunciation_count * sizeof *pronunciations},
    };
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = ARRAY_COUNT(parts)};
    worker->busy = true;
    worker->limit_s = clock_now_s() + ANSWER_LIMIT_S + ANSWER_LIMIT_S_PER_BYTE * header.text_bytes;
    /* There is room for one request. Where sending fails, reading tells. */
    sendmsg(worker->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void worker_renew(struct worker_process *worker)
{
    worker_send(worker, (struct request_header){.kind = REQUEST_RENEW}, "", NULL);
    worker->ready = worker->busy = false;
    worker->id = 0;
}

/* Whether the header is what a worker in its right mind sends. */
static bool is_sane(const struct worker_process *worker)
{
    const struct answer_header *header = &worker->answer.header;
    bool expected = (worker->busy || !worker->ready) && header->id == worker->id;
    return expected && header->frame_count <= PROTOCOL_FRAMES && header->mark_count <= PROTOCOL_MARKS
           && header->list_bytes <= PROTOCOL_LIST_BYTES;
}

static bool make_room(struct worker_process *worker)
{
    struct worker_answer *answer = &worker->answer;
    size_t frames = answer->header.frame_count + worker->spare_frames;
    return array_reserve(&answer->frames, &answer->frame_capacity, frames)
           && array_reserve(&answer->marks, &answer->mark_capacity, answer->header.mark_count)
           && array_reserve(&answer->list, &answer->list_capacity, answer->header.list_bytes);
}

/* The places of the bytes that are still to come, once the header is there. */
static size_t rest(const struct worker_process *worker, struct iovec parts[3])
{
    const struct worker_answer *answer = &worker->answer;
    const struct iovec all[] = {
        {answer->frames, answer->header.frame_count * sizeof *answer->frames},
        {answer->marks, answer->header.mark_count * sizeof *answer->marks},
        {answer->list, answer->header.list_bytes},
    };
    size_t there = worker->received - sizeof answer->header, count = 0;
    for (size_t i = 0; i < ARRAY_COUNT(all); i++) {
        size_t had = there < all[i].iov_len ? there : all[i].iov_len;
        there -= had;
        if (had == all[i].iov_len) continue;
        parts[count++] = (struct iovec){(char *)all[i].iov_base + had, all[i].iov_len - had};
    }
    return count;
}

static enum worker_news whole(struct worker_process *worker)
{
    enum worker_news news = worker->ready ? WORKER_ANSWER : WORKER_READY;
    worker->ready = true;
    worker->busy = false;
    worker->received = 0;
    worker->limit_s = 0;
    return news;
}

enum worker_news worker_receive(struct worker_process *worker)
{
    if (worker->socket < 0) return WORKER_DEAD;
    for (;;) {
        struct iovec parts[3];
        size_t count = 1, head = sizeof worker->answer.header;
        if (worker->received < head) {
            parts[0] = (struct iovec){(char *)&worker->answer.header + worker->received, head - worker->received};
        } else {
            if (!is_sane(worker) || !make_room(worker)) return WORKER_DEAD;
            count = rest(worker, parts);
            if (count == 0) return whole(worker);
        }
        ssize_t got = readv(worker->socket, parts, (int)count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) {
            return worker->limit_s > 0 && clock_now_s() > worker->limit_s ? WORKER_DEAD : WORKER_NOTHING;
        }
        worker->ended = got <= 0;
        if (got <= 0) return WORKER_DEAD;
        worker->received += (size_t)got;
    }
}
