/* A stretch of the reading as sound: the clips that a listener would hear, one after the other. */
#ifndef ALOUD_EXPORT_READ_OUT_H
#define ALOUD_EXPORT_READ_OUT_H

#include "script/script.h"
#include "speech/engine.h"

/* Takes the clip of an utterance, with its pause; both stay the caller's. The clip's gaps are stretches of
 * utterance->spoken that the engine could not say. */
typedef enum status read_out_take(void *context, size_t index, const struct utterance *utterance,
                                  const struct clip *clip, struct error *error);

/* Hands over the utterances [first, end) of `script`, which is whole, in their order, in the script's voice with
 * `settings`. One utterance is asked for ahead, so that the engine and the taker work at the same time. Ends with the
 * first status of `take` that is not STATUS_OK. */
enum status read_out(struct script *script, const struct document *document, struct engine *engine, size_t first,
                     size_t end, struct voice_settings settings, read_out_take *take, void *context,
                     struct error *error);

#endif
