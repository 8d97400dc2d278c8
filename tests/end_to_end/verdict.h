/* The Verdict: compares what was heard with what should have been, in order, with nothing missing or doubled.
 *
 *     const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_CUT, 1}, {WISH_WHOLE, 4}};
 *     verdict_is(&hearing, clips, wishes, ARRAY_COUNT(wishes), &report);
 */
#ifndef TESTS_VERDICT_H
#define TESTS_VERDICT_H

#include "base/buffer.h"
#include "ear.h"

enum wish_kind {
    WISH_WHOLE, /* from its beginning to its end */
    WISH_CUT,   /* from its beginning, left before its end */
    WISH_REST,  /* from somewhere behind its beginning to its end */
    WISH_PART,  /* any stretch of it */
    WISH_OTHER, /* sound that is in no clip: Aloud's own words; `clip` does not matter */
};

struct wish {
    enum wish_kind kind;
    size_t clip;
};

/* Whether the hearing is just that. Else `report` gets what differs first, and all that was heard. */
bool verdict_is(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                struct buffer *report);

/* Whether the clips [first, first + count) were heard whole, each once, in order, and nothing else was. */
bool verdict_in_order(const struct hearing *hearing, const struct sound *clips, size_t first, size_t count,
                      struct buffer *report);

bool heard_from_begin(const struct heard *heard, struct sound clip);
bool heard_to_end(const struct heard *heard, struct sound clip);

#endif
