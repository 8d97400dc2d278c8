/* A row of utterances as sound: the clips that a listener would hear, one after the other. */
#ifndef ALOUD_EXPORT_READ_OUT_H
#define ALOUD_EXPORT_READ_OUT_H

#include "script/script.h"
#include "speech/engine.h"

/* Where utterances come from and what becomes of them. */
struct read_out_calls {
    void *context;

    /* Fills `utterance` (its memory is used again) and, where it is to be spoken otherwise than the voice does, `settings`. */
    enum status (*source)(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error);

    /* Takes the clip, with the pause at its end; both stay the caller's. The clip's gaps are stretches of
     * utterance->spoken that the engine could not say. */
    enum status (*take)(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                        struct error *error);

    /* read_out_again's only: the reading begins, and what was taken of an earlier attempt is to be forgotten. */
    enum status (*begin)(void *context, struct error *error);
};

/* Whether the engine says the next utterance while the taker has the last one, or they work by turns: that takes no more
 * processor time than one core has, so that as many readings as there are cores keep all of them busy and none waits. */
enum read_out_cores { READ_OUT_ONE_CORE, READ_OUT_TWO_CORES };

/* Hands over the utterances [first, end) in their order, spoken in `voice`. Ends with the first status of a call that is not
 * STATUS_OK. */
enum status read_out(struct engine *engine, const struct voice *voice, size_t first, size_t end,
                     enum read_out_cores cores, const struct read_out_calls *calls, struct error *error);

/* read_out on one core by a renewed engine, so that the same utterances give the same samples on any machine. Where a worker of the engine
 * died, what is said behind it sounds otherwise than it should, so the reading begins again until none dies, or each dies at
 * the same moment as in an earlier attempt and was not killed: that is the text's fault. STATUS_ENGINE where that never
 * comes. */
enum { READ_OUT_ATTEMPTS = 8 };
enum status read_out_again(struct engine *engine, const struct voice *voice, size_t first, size_t end,
                           const struct read_out_calls *calls, struct error *error);

#endif
