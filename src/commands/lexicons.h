/* The lexicons that a command adds to its voice's own: the listener's (--lexicon FILE.pls), then the leaflet's. */
#ifndef ALOUD_COMMANDS_LEXICONS_H
#define ALOUD_COMMANDS_LEXICONS_H

#include "script/leaflet_lexicon.h"
#include "script/script.h"

enum { LEXICON_FILES_MOST = 16 };

struct lexicons {
    struct lexicon *listener; /* NULL where there is none */
    struct lexicon *leaflet;
    struct remarks remarks; /* on the leaflet's */
};

/* Reads the files, of which the first counts where several have a term, and the document's front matter (NULL: none), for
 * this voice. `texts` is what stands in each where it is read already, else NULL. Tells on standard error what of the files is
 * not used. lexicons_done also on failure. */
enum status lexicons_read(struct lexicons *lexicons, const char *const *paths, const struct buffer *texts,
                          size_t path_count, const struct document *document, const struct voice *voice,
                          struct error *error);

/* Before the script's first utterance. They must outlive it. */
void lexicons_give(const struct lexicons *lexicons, struct script *script);

void lexicons_done(struct lexicons *lexicons);

#endif
