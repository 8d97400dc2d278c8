/* The Verdict: compares what was heard with what should have been, in order, with nothing missing or doubled.
 *
 *     const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_CUT, 1}, {WISH_PARTS, 4}};
 *     verdict_is(&hearing, clips, wishes, ARRAY_COUNT(wishes), &report);
 */
#ifndef TESTS_VERDICT_H
#define TESTS_VERDICT_H

#include "base/buffer.h"
#include "ear.h"

enum { VERDICT_AGAIN = 35000 };

enum wish_kind {
    WISH_WHOLE, /* from its beginning to its end */
    WISH_CUT,   /* from its beginning, left before its end */
    WISH_REST,  /* from somewhere behind its beginning to its end */
    WISH_PARTS, /* from its beginning to its end in pieces: each goes on where the one before was left, or up to
                   VERDICT_AGAIN before that, at its word */
    WISH_OTHER, /* Aloud's own words: sound that is in no clip, and clips' words in it, up to what is wished for next;
                   `clip` does not matter */
};

struct wish {
    enum wish_kind kind;
    size_t clip;
};

/* Whether the hearing is just that. Else `report` gets what differs first, and all that was heard. */
bool verdict_is(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                struct buffer *report);

/* The same of the beginning: what comes behind the wishes may be anything. */
bool verdict_begins(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                    struct buffer *report);

/* Whether the clips [first, first + count) were heard whole, each once, in order, and nothing else was. */
bool verdict_in_order(const struct hearing *hearing, const struct sound *clips, size_t first, size_t count,
                      struct buffer *report);

bool heard_from_begin(const struct heard *heard, struct sound clip);
bool heard_to_end(const struct heard *heard, struct sound clip);

#endif
