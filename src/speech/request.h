/* A request under way: its text in pieces, and the clip that grows from their answers. */
#ifndef ALOUD_SPEECH_REQUEST_H
#define ALOUD_SPEECH_REQUEST_H

#include "speech/engine.h"
#include "speech/protocol.h"

/* A stretch of the text that is asked for at once; they get smaller where the worker dies of one. */
struct piece {
    uint32_t start, end; /* bytes of the request's text */
    uint32_t part;       /* index: its language and variant */
    bool tried;          /* a worker has died of it once: perhaps of what came before it */
};

struct request_part {
    char language[PROTOCOL_NAME_BYTES + 1];
    char variant[PROTOCOL_NAME_BYTES + 1];
};

struct request {
    uint64_t id;
    char *text;
    size_t length;
    struct request_part *parts;
    struct piece *pieces; /* those still to be said, the next one last */
    size_t piece_count, piece_capacity;
    struct voice_settings settings;
    uint32_t pause_after_ms;
    struct clip *clip;
    size_t frame_capacity, mark_capacity, gap_capacity;
};

enum status request_new(uint64_t id, const struct speech *speech, struct request **ret, struct error *error);
void request_free(struct request *request);

/* Takes the next piece off the list; false where none is left. */
bool request_next(struct request *request, struct piece *piece);

/* Appends what the worker said for a piece. Marks lie within the piece's text, whatever the worker claims. */
enum status request_append(struct request *request, const struct piece *piece, const int16_t *frames,
                           size_t frame_count, const struct clip_mark *marks, size_t mark_count, struct error *error);

/* The worker died of this piece: once more, then in halves at a word's end, and what is one word becomes a gap. */
enum status request_retry(struct request *request, const struct piece *piece, struct error *error);

/* The piece cannot be said. */
enum status request_gap(struct request *request, const struct piece *piece, struct error *error);

/* Puts the pause at the end and hands over the clip, with one reference. NULL where memory runs out. */
struct clip *request_finish(struct request *request);

#endif
