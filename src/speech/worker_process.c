#include "speech/worker_process.h"

#include "base/array.h"
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
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const double START_LIMIT_S = 10.0; /* a machine under load starts slowly; a hung start must end all the same */
static const double ANSWER_LIMIT_S = 2.0; /* … and per byte of text, a thousand times what the engine needs: */
static const double ANSWER_LIMIT_S_PER_BYTE = 0.002;

double worker_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

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

static enum status spawn(struct worker_process *worker, struct error *error)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        return error_set(error, STATUS_SYSTEM, NULL, 0, "no socket for the speech engine: %s", strerror(errno));
    }
    int room = 4 * (PROTOCOL_TEXT_BYTES + PROTOCOL_NAME_BYTES); /* a request must never wait for the worker */
    setsockopt(sockets[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    /* dup2 onto itself keeps close-on-exec in some C libraries: the number may be PROTOCOL_FD already. */
    int passed = sockets[1] == PROTOCOL_FD ? fcntl(sockets[1], F_DUPFD_CLOEXEC, PROTOCOL_FD + 1) : sockets[1];
    posix_spawn_file_actions_adddup2(&actions, passed, PROTOCOL_FD);
    char *arguments[] = {worker->program, NULL};
    int failed = posix_spawn(&worker->process, worker->program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (passed != sockets[1]) close(passed);
    close(sockets[1]);
    if (failed) {
        close(sockets[0]);
        worker->process = 0;
        return error_set(error, failed == ENOENT ? STATUS_NOT_FOUND : STATUS_ENGINE, worker->program, 0,
                         "the speech engine's program cannot be started: %s; build or install Aloud again",
                         strerror(failed));
    }
    fcntl(sockets[0], F_SETFL, O_NONBLOCK);
    worker->socket = sockets[0];
    worker->limit_s = worker_now_s() + START_LIMIT_S;
    return STATUS_OK;
}

enum status worker_start(struct worker_process *worker, const char *program, struct error *error)
{
    *worker = (struct worker_process){.socket = -1, .next_id = 1, .program = find_program(program)};
    if (!worker->program) return error_no_memory(error);
    return spawn(worker, error);
}

static void kill_process(struct worker_process *worker)
{
    if (worker->socket >= 0) close(worker->socket);
    worker->socket = -1;
    if (worker->process > 0) {
        kill(worker->process, SIGKILL);
        while (waitpid(worker->process, NULL, 0) < 0 && errno == EINTR) {}
    }
    worker->process = 0;
    worker->ready = worker->busy = false;
    worker->received = 0;
}

enum status worker_restart(struct worker_process *worker, struct error *error)
{
    kill_process(worker);
    worker->died_s = worker_now_s();
    return spawn(worker, error);
}

void worker_stop(struct worker_process *worker)
{
    kill_process(worker);
    free(worker->program);
    free(worker->body);
    *worker = (struct worker_process){.socket = -1};
}

static bool send_bytes(const struct worker_process *worker, const void *bytes, size_t length)
{
    return send(worker->socket, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

bool worker_send(struct worker_process *worker, struct request_header header, const char *language, const char *variant,
                 const char *text)
{
    header.id = worker->next_id++;
    header.language_bytes = (uint32_t)strlen(language);
    header.variant_bytes = (uint32_t)strlen(variant);
    header.text_bytes = (uint32_t)strlen(text);
    worker->busy = true;
    worker->received = 0;
    worker->limit_s = worker_now_s() + ANSWER_LIMIT_S + ANSWER_LIMIT_S_PER_BYTE * header.text_bytes;
    return send_bytes(worker, &header, sizeof header) && send_bytes(worker, language, header.language_bytes)
           && send_bytes(worker, variant, header.variant_bytes) && send_bytes(worker, text, header.text_bytes);
}

/* The length of the answer's body, or SIZE_MAX where a worker out of its mind sends nonsense. */
static size_t body_bytes(const struct worker_process *worker)
{
    const struct answer_header *header = &worker->header;
    uint32_t expected = worker->ready ? worker->next_id - 1 : 0;
    if (header->id != expected || header->frame_count > PROTOCOL_FRAMES || header->mark_count > PROTOCOL_MARKS
        || header->list_bytes > PROTOCOL_LIST_BYTES) {
        return SIZE_MAX;
    }
    return header->frame_count * sizeof(int16_t) + header->mark_count * sizeof(struct clip_mark) + header->list_bytes;
}

/* One read; returns what recv does. */
static ssize_t receive_some(struct worker_process *worker, size_t body)
{
    size_t head = sizeof worker->header;
    if (worker->received < head) {
        return recv(worker->socket, (char *)&worker->header + worker->received, head - worker->received, 0);
    }
    size_t from = worker->received - head;
    return recv(worker->socket, worker->body + from, body - from, 0);
}

enum worker_news worker_receive(struct worker_process *worker)
{
    if (worker->socket < 0) return WORKER_DEAD;
    for (;;) {
        size_t body = 0;
        if (worker->received >= sizeof worker->header) {
            body = body_bytes(worker);
            if (body == SIZE_MAX || !array_reserve(&worker->body, &worker->body_capacity, body)) return WORKER_DEAD;
            if (worker->received == sizeof worker->header + body) {
                enum worker_news news = worker->ready ? WORKER_ANSWER : WORKER_READY;
                worker->received = 0;
                worker->ready = true;
                worker->busy = false;
                worker->limit_s = 0;
                return news;
            }
        }
        ssize_t got = receive_some(worker, body);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return worker->limit_s > 0 && worker_now_s() > worker->limit_s ? WORKER_DEAD : WORKER_NOTHING;
        }
        if (got <= 0) return WORKER_DEAD;
        worker->received += (size_t)got;
    }
}
