/* Which sentences of a translation say what which sentences of its source say, told by their lengths alone: a long
 * sentence becomes a long one.
 *
 * Source: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19 (1),
 * 1993: the cheapest way through both texts in steps of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2 sentences, with the probabilities
 * found there. Pure but for the memory of the table.
 */
#ifndef ALOUD_TRANSLATE_ALIGNMENT_H
#define ALOUD_TRANSLATE_ALIGNMENT_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* Sentences [source_start, source_end) and [target_start, target_end) say the same; one of the two may be empty. */
struct alignment_bead {
    size_t source_start, source_end;
    size_t target_start, target_end;
};

/* The sentences of a paragraph, as their lengths in characters. */
struct alignment_side {
    const uint32_t *lengths;
    size_t count;
};

/* Fills `beads`, which must have room for source.count + target.count, and *ret_count: in order, without a hole, up to the
 * end of both. Equal numbers of sentences are aligned one to one. `ratio` is how many characters of the translation stand for
 * one of the source (over the whole leaflet). A paragraph of so many sentences that the table would have more than
 * ALIGNMENT_CELLS_MOST cells is cut in proportion. The only error is memory. */
enum status alignment_make(struct alignment_side source, struct alignment_side target, double ratio,
                           struct alignment_bead *beads, size_t *ret_count, struct error *error);

enum { ALIGNMENT_CELLS_MOST = 1000000 };

#endif
