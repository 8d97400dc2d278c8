/* The subcommands of `aloud translate`: one file each, commands/translate_NAME.c.
 *
 * X(name, "summary"): `aloud translate NAME` is translate_NAME(argc, argv), argv[0] being "aloud translate NAME".
 */
#ifndef ALOUD_COMMANDS_TRANSLATE_H
#define ALOUD_COMMANDS_TRANSLATE_H

#include "base/buffer.h"
#include "base/status.h"
#include "translate/catalogue.h"
#include "voice/voice.h"

#define TRANSLATE_LIST(X)                                                                                              \
    X(extract, "write what of a leaflet is to be translated: a PO template")                                           \
    X(update, "bring translations up to date with their leaflet")                                                      \
    X(check, "compare leaflets with their translations: doses, numbers, negations, markup")                            \
    X(build, "write the translated leaflet as Markdown")                                                               \
    X(review, "note who has checked a translation")                                                                    \
    X(status, "print how far each translation of each leaflet is")

#define X(name, summary) int translate_##name(int argc, char **argv);
TRANSLATE_LIST(X)
#undef X

/* Writes a text to the file `path`, whole or not at all; to standard output where that is NULL or "-". */
enum status translate_output(const char *path, const struct buffer *text, struct error *error);

/* A leaflet's translation into one language, with the voice of that language. */
struct translation {
    struct catalogue catalogue; /* with its index */
    struct voice *voice;
    char *language; /* what was asked for, else of the header, else of the file's name */
};

/* Reads `path`, or where that is NULL the PO file beside the leaflet that leaflet_translation_find finds. `language` may be NULL where there is a path; `voices` is
 * the folder of the voice files, NULL: where voice_folder finds them. Zero-initialise before; translation_close frees it, also after
 * a failure. */
enum status translation_open(struct translation *translation, const char *leaflet, const char *language,
                             const char *path, const char *voices, struct error *error);
void translation_close(struct translation *translation);

/* "FOLDER/po/LANG.po" beside the leaflet "FOLDER/leaflet.md"; the caller frees. NULL where memory runs out. */
char *translate_catalogue_path(const char *leaflet, const char *language);

#endif
