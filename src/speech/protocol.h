/* What the engine's process and its owner say to each other over a socket pair. Both run the same build on the same
 * machine, so the structs are sent as they are; neither side trusts the other's lengths.
 *
 *   request: struct request_header, then the text (text_bytes, no ending zero), then pronunciations of it
 *   answer:  struct answer_header, then frames, marks, and for REQUEST_VOICES and REQUEST_VERSION
 *            list_bytes of text
 *
 * The owner waits for an answer before it sends the next request. The worker's first answer, with id 0, says that it
 * is ready.
 *
 * A worker that is started with the argument PROTOCOL_RENEWABLE lets a child of its own answer, as it was at the start.
 * REQUEST_RENEW ends the child; the next one says with id 0 that it is ready. Where a signal of somebody else ends the child,
 * the worker ends with PROTOCOL_EXIT_KILLED.
 */
#ifndef ALOUD_SPEECH_PROTOCOL_H
#define ALOUD_SPEECH_PROTOCOL_H

#include "speech/clip.h"
#include "voice/phonemes.h"

#include <signal.h>
#include <sys/wait.h>

#define PROTOCOL_RENEWABLE "renewable"

enum {
    PROTOCOL_FD = 3,
    PROTOCOL_EXIT_KILLED = 6,
    PROTOCOL_TEXT_BYTES = 8 * 1024, /* larger texts are asked for in pieces */
    PROTOCOL_NAME_BYTES = 48,       /* with the ending zero */
    PROTOCOL_PRONUNCIATIONS = 600,  /* further ones are left out: the words are said as they are written */
    PROTOCOL_FRAMES = 10 * 60 * CLIP_RATE_HZ,
    PROTOCOL_MARKS = PROTOCOL_TEXT_BYTES,
    PROTOCOL_LIST_BYTES = 256 * 1024,
};

enum request_kind { REQUEST_SPEAK = 1, REQUEST_HAS_LANGUAGE, REQUEST_VOICES, REQUEST_VERSION, REQUEST_RENEW };

struct request_header {
    uint32_t kind;
    uint32_t id;
    uint32_t text_bytes;
    uint32_t pronunciation_count; /* ascending, apart, within the text */
    int32_t rate_wpm, pitch, pitch_range, volume;
    char language[PROTOCOL_NAME_BYTES];
    char variant[PROTOCOL_NAME_BYTES];
};

enum answer_result {
    ANSWER_GOOD = 1,
    ANSWER_NO_VOICE, /* the engine has no voice for the language */
    ANSWER_TOO_LONG, /* more than PROTOCOL_FRAMES: to be asked for in smaller pieces */
    ANSWER_FAILED,
};

/* Frames and marks are there with ANSWER_GOOD only. */
struct answer_header {
    uint32_t id;
    uint32_t result;
    uint32_t frame_count;
    uint32_t mark_count; /* offsets are bytes of the request's text */
    uint32_t list_bytes;
};

/* Whether a process that ended with this status (waitpid) was ended by somebody else, such as the system that ran out of
 * memory, and not by what it was asked. */
static inline bool protocol_was_killed(int status)
{
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGTERM);
}

#endif
