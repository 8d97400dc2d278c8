/* aloud-engine: the process that the speech engine lives in. It says what it is asked over descriptor 3, one request
 * after the other, and ends when the other side does. It is started by src/speech/engine.c and is of no use by hand.
 *
 * A renewable one says nothing itself: it forks a child that does, and another in the same state when that is told to end.
 */
#include "base/array.h"
#include "speech/worker/confine.h"
#include "speech/worker/say.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_NO_CONFINEMENT = 3, EXIT_NO_ENGINE = 4, EXIT_RENEW = 5 };

static bool receive_all(void *bytes, size_t length)
{
    char *next = bytes;
    while (length > 0) {
        ssize_t got = recv(PROTOCOL_FD, next, length, MSG_WAITALL);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        next += got;
        length -= (size_t)got;
    }
    return true;
}

static bool send_all(struct iovec *parts, size_t count)
{
    for (size_t i = 0; i < count;) {
        ssize_t sent = writev(PROTOCOL_FD, parts + i, (int)(count - i));
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return false;
        size_t left = (size_t)sent;
        while (i < count && left >= parts[i].iov_len) left -= parts[i++].iov_len;
        if (i == count) break;
        parts[i].iov_base = (char *)parts[i].iov_base + left;
        parts[i].iov_len -= left;
    }
    return true;
}

static bool serve(struct said *said, struct buffer *list)
{
    static char text[PROTOCOL_TEXT_BYTES + 1];
    static struct pronunciation pronunciations[PROTOCOL_PRONUNCIATIONS];
    struct request_header request;
    if (!receive_all(&request, sizeof request) || request.text_bytes > PROTOCOL_TEXT_BYTES) return false;
    if (request.pronunciation_count > PROTOCOL_PRONUNCIATIONS) return false;
    request.language[PROTOCOL_NAME_BYTES - 1] = request.variant[PROTOCOL_NAME_BYTES - 1] = '\0';
    if (!receive_all(text, request.text_bytes)) return false;
    text[request.text_bytes] = '\0';
    if (!receive_all(pronunciations, request.pronunciation_count * sizeof *pronunciations)) return false;
    struct answer_header answer = {.id = request.id, .result = ANSWER_GOOD};
    buffer_clear(list);
    switch (request.kind) {
    case REQUEST_SPEAK: answer.result = say(&request, text, pronunciations, said); break;
    case REQUEST_HAS_LANGUAGE:
        if (!say_has_language(request.language)) answer.result = ANSWER_NO_VOICE;
        break;
    case REQUEST_VOICES: say_list_voices(list); break;
    case REQUEST_VERSION: say_version(list); break;
    case REQUEST_RENEW: _exit(EXIT_RENEW);
    default: return false;
    }
    if (request.kind == REQUEST_SPEAK && answer.result == ANSWER_GOOD) {
        answer.frame_count = (uint32_t)said->frame_count;
        answer.mark_count = (uint32_t)said->mark_count;
    }
    answer.list_bytes = (uint32_t)list->length;
    struct iovec parts[] = {
        {&answer, sizeof answer},
        {said->frames, answer.frame_count * sizeof *said->frames},
        {said->marks, answer.mark_count * sizeof *said->marks},
        {list->data, list->length},
    };
    return send_all(parts, ARRAY_COUNT(parts));
}

_Noreturn static void serve_all(void)
{
    struct answer_header ready = {.result = ANSWER_GOOD};
    struct said said = {0};
    struct buffer list = {0};
    bool going = send_all(&(struct iovec){&ready, sizeof ready}, 1);
    while (going) going = serve(&said, &list);
    _exit(0); /* what the engine would do at its end is of no use to anyone */
}

/* A child that ends in any other way takes its parent with it, so that its owner sees that. */
_Noreturn static void serve_by_children(void)
{
    int status = EXIT_RENEW << 8;
    while (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_RENEW) {
        pid_t child = fork();
        if (child == 0 && confine_child()) serve_all();
        if (child <= 0) _exit(EXIT_NO_CONFINEMENT);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    }
    _exit(protocol_was_killed(status) ? PROTOCOL_EXIT_KILLED : 0);
}

int main(int argc, char **argv)
{
    bool renewable = argc > 1 && strcmp(argv[1], PROTOCOL_RENEWABLE) == 0;
    const char *folder = say_prepare();
    /* First of all: at its start the engine leaves a thread, which no filter set later would hold. */
    if (!(renewable ? confine_parent(folder) : confine(folder))) return EXIT_NO_CONFINEMENT;
    if (!say_start()) return EXIT_NO_ENGINE;
    if (renewable) serve_by_children();
    serve_all();
}
