/* The engine's process: started, asked one thing at a time, replaced when it dies or hangs. */
#ifndef ALOUD_SPEECH_WORKER_PROCESS_H
#define ALOUD_SPEECH_WORKER_PROCESS_H

#include "base/status.h"
#include "speech/protocol.h"

#include <sys/types.h>

struct worker_process {
    char *program;
    pid_t process; /* 0: none */
    int socket;    /* non-blocking; -1: none */
    uint32_t next_id;
    bool ready;                  /* it has said so */
    bool busy;                   /* a request was sent whose answer has not come */
    double limit_s;              /* CLOCK_MONOTONIC: killed when it has not answered by then; 0: no limit */
    double died_s;               /* when its predecessor died; 0: it has none */
    struct answer_header header; /* of the answer that is being received … */
    unsigned char *body;         /* … and its bytes */
    size_t body_capacity;
    size_t received; /* header and body bytes received so far */
};

/* Finds the program: `program`, else $ALOUD_ENGINE, else beside this one, else ../libexec/aloud. */
enum status worker_start(struct worker_process *worker, const char *program, struct error *error);
enum status worker_restart(struct worker_process *worker, struct error *error); /* kills the present one */
void worker_stop(struct worker_process *worker);

/* Sends a request; the worker must be ready and not busy. False where it has died. */
bool worker_send(struct worker_process *worker, struct request_header header, const char *language, const char *variant,
                 const char *text);

enum worker_news { WORKER_NOTHING, WORKER_READY, WORKER_ANSWER, WORKER_DEAD };

/* Reads without waiting. After WORKER_ANSWER header and body hold it until the next call. */
enum worker_news worker_receive(struct worker_process *worker);

double worker_now_s(void);

#endif
