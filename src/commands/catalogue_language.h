/* The language of a PO file, which its name tells and its header: po/pl_PL.po, "Language: pl_PL". */
#ifndef ALOUD_COMMANDS_CATALOGUE_LANGUAGE_H
#define ALOUD_COMMANDS_CATALOGUE_LANGUAGE_H

#include "commands/voice_shelf.h"
#include "translate/catalogue.h"

/* "po/pl_PL.po" → "pl-PL". The caller frees; NULL where memory runs out. */
char *catalogue_language_of_path(const char *path);

/* Whether the header agrees with `heard`, the language whose voice the translation is heard in: STATUS_BAD_INPUT with the line
 * of its Language field where it does not. A header without one agrees with all, and so does each with a language that no
 * voice of the folder `voices` is for. */
enum status catalogue_language_check(const struct catalogue *catalogue, const char *heard, struct voice_shelf *shelf,
                                     const char *voices, struct error *error);

#endif
