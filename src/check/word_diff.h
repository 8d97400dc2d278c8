/* Where two sequences of words differ. Rows of words that both sides have exactly once are anchors (B. Cohen's patience
 * diff); between them the shortest edit is found (E. Myers, "An O(ND) difference algorithm", 1986) within a bound.
 * Time is n log n, memory linear. It may call more words different than need be, never fewer.
 */
#ifndef ALOUD_CHECK_WORD_DIFF_H
#define ALOUD_CHECK_WORD_DIFF_H

#include "base/status.h"

#include <stdint.h>

/* Words [left_start, left_end) of the one side stand against [right_start, right_end) of the other. */
struct word_hunk {
    size_t left_start, left_end;
    size_t right_start, right_end;
};

struct word_diff {
    struct word_hunk *hunks; /* ascending; what stands between two of them is the same, word for word */
    size_t count, capacity;
};

/* Compares words by keys: equal keys are equal words. Errors: memory only. */
enum status word_diff_compute(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count,
                              struct word_diff *diff, struct error *error);
void word_diff_done(struct word_diff *diff);

#endif
