/* A translated leaflet: the source's bytes with each block's text in the other language, its front matter with language,
 * title and state. What is built is read again, and must say what the catalogue says, block by block.
 */
#ifndef ALOUD_TRANSLATE_BUILD_H
#define ALOUD_TRANSLATE_BUILD_H

#include "translate/catalogue.h"
#include "translate/original.h"
#include "translate/state.h"
#include "voice/voice.h"

/* What to do with a text that has no translation, or one that is fuzzy. */
#define MISSING_LIST(X)                                                                                                \
    X(SPEAK, "speak")   /* it stands in the source's language, marked so, behind a sentence that says so */            \
    X(SKIP, "skip")     /* it is left out, and the leaflet says at its beginning that something is */                  \
    X(REFUSE, "refuse") /* nothing is built */

enum missing {
#define X(name, text) MISSING_##name,
    MISSING_LIST(X)
#undef X
};

/* STATUS_USAGE names those that there are. */
enum status missing_from_name(const char *name, enum missing *ret, struct error *error);

struct built {
    struct buffer markdown;
    struct document *document; /* read from it; complete */
    uint32_t *
        source_blocks; /* for each block of it the block of the original; DOCUMENT_NONE for a sentence of Aloud's own */
    struct version_state state;
    uint32_t *missing; /* units of the original that have no translation, in order */
    size_t missing_count, missing_capacity;
};

/* Builds the leaflet in `language` (BCP 47). `catalogue` must have its index. `voice` is the language's: its phrases are
 * the sentences that are put in. Errors: STATUS_BAD_INPUT with the catalogue's file and line for a placeholder that is
 * broken and for a text that cannot be written as Markdown; the same where something is missing and is refused.
 * built_done frees, also after a failure. */
enum status build_leaflet(const struct original *original, const struct catalogue *catalogue, const char *language,
                          const struct voice *voice, enum missing missing, struct built *built, struct error *error);

void built_done(struct built *built);

#endif
