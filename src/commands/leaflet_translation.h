/* A leaflet's translations: the PO files po/LANG.po beside it, each built in memory when it is wanted. */
#ifndef ALOUD_COMMANDS_LEAFLET_TRANSLATION_H
#define ALOUD_COMMANDS_LEAFLET_TRANSLATION_H

#include "commands/voice_shelf.h"
#include "document/reader.h"
#include "translate/build.h"
#include "translate/leaflet_folder.h"

/* The languages that a leaflet has a PO file in, sorted by their bytes, so alike on all machines. None where it is not Markdown
 * in a file. Free with leaflet_folder_names_free. */
enum status leaflet_translation_languages(const char *leaflet, enum format format, char ***ret, size_t *ret_count,
                                          struct error *error);

/* The PO file nearest to a language tag (RFC 4647, section 3.4: lookup), also where its name has gettext's '_' for '-': of pl-PL
 * po/pl-PL.po, po/pl_PL.po or po/pl.po. NULL where there is none. The caller frees. */
enum status leaflet_translation_find(const char *leaflet, enum format format, const char *language, char **ret,
                                     struct error *error);

/* What the built leaflet is called: "knee/leaflet.pl.md" for "knee/leaflet.md", "knee.pl.md" for "knee.en-GB.md". The caller
 * frees; NULL where memory runs out. */
char *leaflet_translation_name(const char *leaflet, const char *language);

/* Builds it from a PO file, with the voice in the folder `voices` of the language that the file's name tells. STATUS_NOT_FOUND
 * where the file translates nothing of the leaflet, or there is no voice; STATUS_BAD_INPUT where its header tells another language;
 * else as build_leaflet. built_done is due in any case. */
enum status leaflet_translation_build(const struct original *original, const char *catalogue, struct voice_shelf *shelf,
                                      const char *voices, enum missing missing, struct built *built,
                                      struct error *error);

/* Tells on standard error what is not translated, with its line in the leaflet. */
void leaflet_translation_warn(const struct original *original, const struct built *built, enum missing missing);

#endif
