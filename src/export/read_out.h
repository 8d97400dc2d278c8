/* The whole reading into a file: the clips that a listener would hear, one after the other. */
#ifndef ALOUD_EXPORT_READ_OUT_H
#define ALOUD_EXPORT_READ_OUT_H

#include "export/wav.h"
#include "script/script.h"
#include "speech/engine.h"

/* Appends all utterances of `script`, which is whole, at the voice's own settings. `on_gap` is told each stretch of
 * spoken text that the engine could not say. One utterance is asked for ahead, so that engine and file work at the
 * same time. Does not close the writer. */
enum status read_out(struct script *script, const struct document *document, struct engine *engine,
                     struct wav_writer *writer, void (*on_gap)(void *context, const char *text, size_t length),
                     void *context, struct error *error);

#endif
