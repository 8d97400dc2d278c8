/* What the engine's process and its owner say to each other over a socket pair: a fixed header, then its bytes.
 *
 * The owner sends a request and waits for its answer before it sends the next. Neither trusts the other's lengths.
 *   request: struct request_header, engine language, variant, text (each `…_bytes` long, no ending zero)
 *   answer:  struct answer_header, frames, marks; or, for the list of voices, `list_bytes` of text
 * The worker's first answer, with id 0, says that it is ready.
 */
#ifndef ALOUD_SPEECH_PROTOCOL_H
#define ALOUD_SPEECH_PROTOCOL_H

#include "speech/clip.h"

enum {
    PROTOCOL_FD = 3,
    PROTOCOL_TEXT_BYTES = 32 * 1024,
    PROTOCOL_NAME_BYTES = 64,
    PROTOCOL_FRAMES = 30 * 60 * CLIP_RATE_HZ, /* half an hour in one utterance is a broken worker */
    PROTOCOL_MARKS = 64 * 1024,
    PROTOCOL_LIST_BYTES = 256 * 1024,
};

enum request_kind { REQUEST_SPEAK = 1, REQUEST_HAS_LANGUAGE, REQUEST_VOICES };

struct request_header {
    uint32_t kind;
    uint32_t id;
    uint32_t language_bytes;
    uint32_t variant_bytes;
    uint32_t text_bytes;
    int32_t rate_wpm, pitch, pitch_range, volume;
};

struct answer_header {
    uint32_t id;
    uint32_t good; /* 0: the engine has no voice for the language */
    uint32_t frame_count;
    uint32_t mark_count; /* offsets are bytes of the request's text */
    uint32_t list_bytes;
};

#endif
