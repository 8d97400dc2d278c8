/* The Engine: libespeak-ng in a process of its own (the program aloud-engine), asked over a socket.
 *
 * Requests are answered in their order. A worker that dies or is silent for longer than its time limit is killed and
 * replaced, and the utterance is tried again in smaller pieces (halves at word ends, down to one word); what still
 * cannot be said becomes a gap in the clip. Nothing of that blocks: the caller polls engine_fd and calls
 * engine_process; the exporter uses engine_speak, which waits.
 *
 *     engine_start(&engine, error);
 *     engine_request(engine, 1, &speech, error);
 *     …poll(engine_fd(engine), engine_timeout_ms(engine))…
 *     while (engine_process(engine, &answer, error) == STATUS_OK && answer.kind != ENGINE_NOTHING) …
 */
#ifndef ALOUD_SPEECH_ENGINE_H
#define ALOUD_SPEECH_ENGINE_H

#include "base/status.h"
#include "speech/clip.h"
#include "voice/voice.h"

#include <sys/types.h>

struct engine;

/* A stretch of the text in one language. */
struct speech_part {
    const char *text;            /* UTF-8, borrowed for the call */
    size_t length;               /* bytes */
    const char *engine_language; /* the engine's tag: "en-gb" */
    const char *variant;         /* "f2", "" for the plain voice */
};

/* What to say. Mark offsets, and those of the pronunciations, count through all parts' texts put together. A
 * pronunciation lies within one part, in whose language its phonemes are; they ascend. */
struct speech {
    const struct speech_part *parts;
    size_t part_count;
    const struct pronunciation *pronunciations;
    size_t pronunciation_count;
    struct voice_settings settings;
    uint32_t pause_after_ms; /* silence put at the end of the clip */
};

enum engine_answer_kind {
    ENGINE_NOTHING,   /* nothing more for now */
    ENGINE_CLIP,      /* `clip` answers `id`; the caller owns a reference */
    ENGINE_RESTARTED, /* the worker was replaced, after `restart_ms` from its death to the new one's readiness */
};

struct engine_answer {
    enum engine_answer_kind kind;
    uint64_t id;
    struct clip *clip;
    double restart_ms;
};

/* Starts the worker: `program` NULL finds aloud-engine beside this program or in ../libexec/aloud. Returns before the
 * worker is ready. STATUS_ENGINE or STATUS_NOT_FOUND say what to install. */
enum status engine_start(const char *program, struct engine **ret, struct error *error);
void engine_free(struct engine *engine); /* kills the worker */

/* The same for an engine that can be renewed. */
enum status engine_start_renewable(const char *program, struct engine **ret, struct error *error);

/* Puts a renewable engine back to its start and waits until it is there; no request may be pending. The engine's sound
 * depends on all that it said before: after this, the same requests give the same samples, on any machine with the same
 * engine. */
enum status engine_renew(struct engine *engine, struct error *error);

/* What became of the workers since the engine was renewed. The same requests with the same deaths give the same samples. */
struct engine_deaths {
    uint64_t moments; /* stands for when they died; 0: none did */
    bool killed;      /* one of them by somebody else: kill -9, or a system without memory */
};
struct engine_deaths engine_deaths(const struct engine *engine);

/* Queues a request (copied). STATUS_LIMIT where ENGINE_QUEUE_LONGEST requests wait. */
enum { ENGINE_QUEUE_LONGEST = 64 };
enum status engine_request(struct engine *engine, uint64_t id, const struct speech *speech, struct error *error);

/* Takes back a request that has not been sent to the worker yet; false where there is none. */
bool engine_cancel(struct engine *engine, uint64_t id);

size_t engine_pending(const struct engine *engine); /* requests queued or under way */

int engine_fd(const struct engine *engine);           /* poll for POLLIN; changes when the worker is replaced */
int engine_timeout_ms(const struct engine *engine);   /* call engine_process at the latest after this; -1: no limit */
pid_t engine_process_id(const struct engine *engine); /* of the worker; for tests */

/* Reads what the worker sent without waiting. STATUS_ENGINE where no worker can be kept alive (three starts in a row
 * failed). */
enum status engine_process(struct engine *engine, struct engine_answer *answer, struct error *error);

/* Waits for the next clip. */
enum status engine_wait(struct engine *engine, struct engine_answer *answer, struct error *error);

/* Request and wait for the answer. No other request may be pending. The caller owns a reference of *ret. */
enum status engine_speak(struct engine *engine, const struct speech *speech, struct clip **ret, struct error *error);

/* Whether the engine has a voice for the tag ("en-gb"), or for it without its last subtags ("en-nz": "en"). Asks the
 * worker and waits; no request may be pending. */
enum status engine_has_language(struct engine *engine, const char *engine_language, bool *ret, struct error *error);

/* All voices of the engine, one a line "tag\tname\n". Asks the worker and waits; no request may be pending. */
enum status engine_voices(struct engine *engine, struct buffer *list, struct error *error);

/* Its version, "1.51": what it says sounds otherwise in another one. Likewise. */
enum status engine_version(struct engine *engine, struct buffer *version, struct error *error);

#endif
