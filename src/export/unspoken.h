/* What the engine could not say of what it was asked for: told to people, and kept beside what it did say. */
#ifndef ALOUD_EXPORT_UNSPOKEN_H
#define ALOUD_EXPORT_UNSPOKEN_H

#include "script/script.h"
#include "speech/clip.h"

#include <jansson.h>

/* Appends the stretches of utterance->spoken that are gaps of its clip to the array `list`, as texts. */
enum status unspoken_append(json_t *list, const struct utterance *utterance, const struct clip *clip,
                            struct error *error);

#endif
