/* A request under way: its text in pieces, and the clip that grows from their answers. */
#ifndef ALOUD_SPEECH_REQUEST_H
#define ALOUD_SPEECH_REQUEST_H

#include "speech/engine.h"
#include "speech/worker_process.h"

/* A stretch of the text that is asked for at once; they get smaller where the worker dies of one. */
struct piece {
    uint32_t start, end; /* bytes of the request's text */
    uint32_t part;       /* index: its language and variant */
    bool tried;          /* a worker has died of it, or of the larger one that it comes from */
    bool plain;          /* without its pronunciations: the worker died of it with them */
};

struct request_part {
    char language[PROTOCOL_NAME_BYTES];
    char variant[PROTOCOL_NAME_BYTES];
};

struct request {
    uint64_t id;
    char *text;
    size_t length;
    struct request_part *parts;
    struct pronunciation *pronunciations;
    size_t pronunciation_count;
    struct piece *pieces; /* those still to be said, the next one last */
    size_t piece_count, piece_capacity;
    struct piece asked; /* what the worker is saying */
    unsigned deaths;    /* of workers, over this request */
    struct voice_settings settings;
    size_t pause_frames;
    struct clip *clip;
    size_t frame_capacity, mark_capacity, gap_capacity;
};

/* Copies the speech. Control characters become spaces: some are commands to the engine. */
enum status request_new(uint64_t id, const struct speech *speech, struct request **ret, struct error *error);
void request_free(struct request *request);

/* Hands the next piece to the worker, which must be ready and not busy. There must be a piece. */
void request_send(struct request *request, struct worker_process *worker);

/* Takes the answer to what was asked: sound, a gap where the engine has no voice, smaller pieces where there is too much
 * sound for one answer or words were left out (coverage.h). */
enum status request_take(struct request *request, struct worker_answer *answer, struct error *error);

/* The worker died of what was asked: perhaps of what came before, so it is asked once more; then in halves, between
 * words; one word without its pronunciation; and what is one word becomes a gap. */
enum status request_retry(struct request *request, struct error *error);

/* Puts the pause at the end and hands over the clip, with one reference. NULL where memory runs out. */
struct clip *request_finish(struct request *request);

#endif
