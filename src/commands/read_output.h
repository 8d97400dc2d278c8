/* The whole reading in a file, for `aloud read --output`: the clips that a listener hears, without Aloud's own messages. */
#ifndef ALOUD_COMMANDS_READ_OUTPUT_H
#define ALOUD_COMMANDS_READ_OUTPUT_H

#include "commands/read_versions.h"
#include "speech/engine.h"

/* Writes the first version, which is begun, as a WAV file to `path`; `bilingual`: each sentence is followed by what the
 * second version says there, as the player reads both in turn. What the engine cannot say is told on standard error. A file
 * that cannot be written whole is not written at all. */
enum status read_output_write(const char *path, struct read_versions *versions, bool bilingual, struct engine *engine,
                              struct error *error);

#endif
