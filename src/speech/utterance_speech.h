/* From an utterance of the script to a request to the engine. */
#ifndef ALOUD_SPEECH_UTTERANCE_SPEECH_H
#define ALOUD_SPEECH_UTTERANCE_SPEECH_H

#include "script/script.h"
#include "speech/engine.h"

/* engine_request for an utterance in `voice`'s language, with its stretches in other languages by those languages'
 * own voices. `variant` is an index of the voice's variants. */
enum status utterance_request(struct engine *engine, uint64_t id, const struct utterance *utterance,
                              const struct voice *voice, struct voice_settings settings, size_t variant,
                              struct error *error);

/* The same, and waits: engine_speak. */
enum status utterance_speak(struct engine *engine, const struct utterance *utterance, const struct voice *voice,
                            struct voice_settings settings, size_t variant, struct clip **ret, struct error *error);

#endif
