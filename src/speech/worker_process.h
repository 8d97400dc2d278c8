/* The engine's process: started, asked one thing at a time, replaced when it dies or hangs. */
#ifndef ALOUD_SPEECH_WORKER_PROCESS_H
#define ALOUD_SPEECH_WORKER_PROCESS_H

#include "base/status.h"
#include "speech/protocol.h"

#include <stdbool.h>
#include <sys/types.h>

/* An answer's bytes. The one who takes `frames` away leaves NULL and 0. */
struct worker_answer {
    struct answer_header header;
    int16_t *frames;
    size_t frame_capacity;
    struct clip_mark *marks;
    size_t mark_capacity;
    char *list;
    size_t list_capacity;
};

struct worker_process {
    char *program;
    bool renewable;      /* it can be put back to its start: worker_renew */
    pid_t process;       /* 0: none */
    int socket;          /* non-blocking; -1: none */
    bool ready;          /* it has said so */
    bool busy;           /* a request was sent whose answer has not come */
    double limit_s;      /* CLOCK_MONOTONIC: dead when it has not answered by then; 0: no limit */
    double died_s;       /* when its predecessor died; 0: it has none */
    bool ended;          /* it has closed its end */
    bool was_killed;     /* its predecessor ended by a signal of somebody else */
    uint32_t id;         /* of the latest request */
    size_t received;     /* bytes of the answer so far */
    size_t spare_frames; /* room that is left behind the answer's frames */
    struct worker_answer answer;
};

/* Finds the program (`program`, else $ALOUD_ENGINE, else beside this one, else ../libexec/aloud) and starts it.
 * STATUS_NOT_FOUND where there is none. worker_stop is due in any case. */
enum status worker_start(struct worker_process *worker, const char *program, bool renewable, struct error *error);
enum status worker_restart(struct worker_process *worker, struct error *error); /* kills the present one */
void worker_stop(struct worker_process *worker);

/* Sends a request with a text of header.text_bytes and header.pronunciation_count pronunciations (NULL where that is 0);
 * the worker must be ready and not busy. A worker that cannot take
 * it is found dead by the next worker_receive. */
void worker_send(struct worker_process *worker, struct request_header header, const char *text,
                 const struct pronunciation *pronunciations);

/* Puts a renewable worker, which must be ready and not busy, back to its start; it will say WORKER_READY again. */
void worker_renew(struct worker_process *worker);

enum worker_news { WORKER_NOTHING, WORKER_READY, WORKER_ANSWER, WORKER_DEAD };

/* Reads without waiting. After WORKER_ANSWER worker->answer holds it until the next request. */
enum worker_news worker_receive(struct worker_process *worker);

#endif
