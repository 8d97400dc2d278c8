/* A respelling from outside: what a leaflet or a pronunciation lexicon has said for a term. */
#ifndef ALOUD_VOICE_RESPELLING_H
#define ALOUD_VOICE_RESPELLING_H

#include "base/status.h"

/* STATUS_BAD_INPUT, without file and line, where `text` is more than letters of any script with spaces, hyphens and
 * apostrophes between them: what would not be said as it is written is refused, not dropped. */
enum status respelling_check(const char *text, size_t length, struct error *error);

#endif
