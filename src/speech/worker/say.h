/* libespeak-ng, called from nowhere else. One voice at a time, one process, no threads.
 *
 *     confine(say_prepare());
 *     if (say_start()) say(&request, "Drink tea.", &said);
 */
#ifndef ALOUD_SPEECH_WORKER_SAY_H
#define ALOUD_SPEECH_WORKER_SAY_H

#include "base/buffer.h"
#include "speech/protocol.h"

/* Zero-initialised is empty; its memory is used again by the next say. */
struct said {
    int16_t *frames;
    size_t frame_count, frame_capacity;
    struct clip_mark *marks; /* ascending; offsets are bytes of the text */
    size_t mark_count, mark_capacity;
    bool too_long;
};

/* Loads what the engine reads outside its own folder (the C library's locale), and returns that folder. */
const char *say_prepare(void);

/* Loads the engine's data and its list of voices. False where it cannot. */
bool say_start(void);

/* Speaks `text` (UTF-8, zero-terminated), with as many pronunciations as it has, as `request` says. The engine adds no
 * pause at the end. */
enum answer_result say(const struct request_header *request, const char *text,
                       const struct pronunciation *pronunciations, struct said *said);

/* Whether there is a voice for the tag: for the tag itself, or for it without its last subtags ("en-nz": "en"). */
bool say_has_language(const char *language);

/* Appends the engine's version, "1.51". */
void say_version(struct buffer *list);

/* Appends "tag\tname\n" for each voice. */
void say_list_voices(struct buffer *list);

#endif
