/* What the engine is handed for a text and its pronunciations: each pronounced stretch as "[[phonemes]]", or as other
 * letters, the rest as it is. Where that is so the engine reads phonemes, and a "[" of the text itself becomes a space: only a pronunciation
 * that phonemes_are_safe knows for one can be read as such.
 */
#ifndef ALOUD_SPEECH_WORKER_ENGINE_TEXT_H
#define ALOUD_SPEECH_WORKER_ENGINE_TEXT_H

#include "speech/protocol.h"

enum { ENGINE_TEXT_BYTES = PROTOCOL_TEXT_BYTES + PROTOCOL_PRONUNCIATIONS * (PHONEMES_BYTES + 4) };

struct engine_text {
    char bytes[ENGINE_TEXT_BYTES + 1];       /* ends with a zero */
    uint32_t origins[ENGINE_TEXT_BYTES + 1]; /* the byte of the text that each of them stands for */
    size_t length;
    bool phonemes; /* some are in it: the engine must be told */
};

/* `text` has at most PROTOCOL_TEXT_BYTES. Pronunciations that are not as protocol.h says, or not safe, are left out, and
 * those in a clause so long that the engine would cut it, perhaps amid the phonemes: the words are said as written. */
void engine_text_make(struct engine_text *ret, const char *text, const struct pronunciation *pronunciations,
                      size_t count);

#endif
