/* A version of the leaflet, in its own language or translated, and which utterance of one says what an utterance of another
 * says: the same block, and in it the sentences that translate/alignment.h finds.
 */
#ifndef ALOUD_LISTEN_VERSION_H
#define ALOUD_LISTEN_VERSION_H

#include "script/script.h"

/* All is borrowed. Document and script are complete where utterances are compared. */
struct version {
    const struct document *document;
    struct script *script;
    /* For each block the block of the leaflet in its own language that it translates, ascending; DOCUMENT_NONE for
     * sentences of Aloud's own, which stand before what they are about. NULL: this is the leaflet itself. */
    const uint32_t *source_blocks;
    uint64_t characters; /* of its text; 0: not counted yet */
};

/* Utterances [first, end). */
struct utterance_range {
    size_t first, end;
};

/* The utterances of `to` that say what utterance `index` of `from` says; where none does, the one that is closest. Empty only
 * where `to` has none. The only error is memory. */
enum status version_aligned(struct version *from, size_t index, struct version *to, struct utterance_range *ret,
                            struct error *error);

/* What of `to` is to be heard behind `index` where both versions are heard in turn: over all utterances of `from`, each
 * of `to` once and in order. Mostly what version_aligned gives, but empty for a sentence whose translation comes behind the
 * next one. */
enum status version_following(struct version *from, size_t index, struct version *to, struct utterance_range *ret,
                              struct error *error);

#endif
