/* The languages that hospitals ask interpreters for, and that Aloud or the engine lacks: `aloud voices --missing`. */
#ifndef ALOUD_COMMANDS_MISSING_H
#define ALOUD_COMMANDS_MISSING_H

#include "base/status.h"
#include "speech/engine.h"

/* Prints them to standard output, and what to do about each. They stand in requested.conf of the folder of voice
 * files. STATUS_NOT_FOUND where the folder has no such file, STATUS_BAD_INPUT with its line where that is wrong. */
enum status missing_print(const char *folder, struct engine *engine, struct error *error);

#endif
