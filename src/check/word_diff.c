#include "check/word_diff.h"

#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

enum {
    MOST_EDITS = 64,  /* within the window */
    SURE_MATCHES = 8, /* so many words alike end a difference */
    GRAM = 4,         /* words of an anchor */
    DIAGONALS = 2 * MOST_EDITS + 3,
};

/* Words [position, position + GRAM) of a side. */
struct gram {
    uint64_t key;
    size_t position;
};

struct side {
    const uint64_t *keys;
    size_t count;
    size_t at;           /* everything before it was compared */
    struct gram *unique; /* sorted by key; made when first needed */
    size_t unique_count;
};

struct comparison {
    struct side left, right;
    bool has_grams;
    struct word_diff *diff;
    /* How far each diagonal reached on the left after d edits; diagonal k (left - right) at [k + MOST_EDITS + 1]. */
    size_t reach[MOST_EDITS + 1][DIAGONALS];
};

static enum status add_hunk(struct word_diff *diff, struct word_hunk hunk, struct error *error)
{
    if (diff->count > 0) {
        struct word_hunk *last = &diff->hunks[diff->count - 1];
        if (last->left_end == hunk.left_start && last->right_end == hunk.right_start) {
            last->left_end = hunk.left_end;
            last->right_end = hunk.right_end;
            return STATUS_OK;
        }
    }
    if (!array_reserve(&diff->hunks, &diff->capacity, diff->count + 1)) return error_no_memory(error);
    diff->hunks[diff->count++] = hunk;
    return STATUS_OK;
}

#define UNREACHED SIZE_MAX

/* How far the left side gets from (x, y), counted from the sides' `at`, while both are alike. */
static size_t slide(const struct comparison *comparison, size_t x, size_t y)
{
    const struct side *left = &comparison->left;
    const struct side *right = &comparison->right;
    while (left->at + x < left->count && right->at + y < right->count
           && left->keys[left->at + x] == right->keys[right->at + y]) {
        x++;
        y++;
    }
    return x;
}

/* Where diagonal `index` stands after one more edit than in `before`, before sliding. */
static size_t step_from(const struct comparison *comparison, const size_t *before, size_t index)
{
    size_t removed = before[index - 1]; /* a left word more */
    size_t added = before[index + 1];   /* a right word more */
    if (removed != UNREACHED) removed++;
    if (removed != UNREACHED && removed > comparison->left.count - comparison->left.at) removed = UNREACHED;
    if (added != UNREACHED) {
        size_t y = added + (MOST_EDITS + 1) - index;
        if (y > comparison->right.count - comparison->right.at) added = UNREACHED;
    }
    if (removed == UNREACHED) return added;
    if (added == UNREACHED) return removed;
    return removed > added ? removed : added;
}

static bool is_enough(const struct comparison *comparison, size_t from, size_t x, size_t y)
{
    bool at_end =
        comparison->left.at + x == comparison->left.count && comparison->right.at + y == comparison->right.count;
    return at_end || x - from >= SURE_MATCHES;
}

/* Walks back from diagonal `index` after `edits` edits, collecting the differences in order. */
static enum status walk_back(struct comparison *comparison, size_t edits, size_t index, struct error *error)
{
    struct {
        size_t x, y;
        bool removed;
    } steps[MOST_EDITS];
    size_t end_x = comparison->reach[edits][index];
    size_t end_y = end_x + (MOST_EDITS + 1) - index;
    for (size_t d = edits; d > 0; d--) {
        const size_t *before = comparison->reach[d - 1];
        size_t removed = before[index - 1];
        size_t start = step_from(comparison, before, index);
        bool is_removed = removed != UNREACHED && removed + 1 == start;
        size_t y = start + (MOST_EDITS + 1) - index;
        steps[d - 1].removed = is_removed;
        steps[d - 1].x = is_removed ? start - 1 : start;
        steps[d - 1].y = is_removed ? y : y - 1;
        index = is_removed ? index - 1 : index + 1;
    }
    for (size_t d = 0; d < edits; d++) {
        size_t left = comparison->left.at + steps[d].x;
        size_t right = comparison->right.at + steps[d].y;
        struct word_hunk hunk = {left, left + steps[d].removed, right, right + !steps[d].removed};
        enum status status = add_hunk(comparison->diff, hunk, error);
        if (status != STATUS_OK) return status;
    }
    comparison->left.at += end_x;
    comparison->right.at += end_y;
    return STATUS_OK;
}

/* Goes over a difference of at most MOST_EDITS words. *found is false where it is larger. */
static enum status cross_small(struct comparison *comparison, bool *found, struct error *error)
{
    size_t middle = MOST_EDITS + 1;
    for (size_t i = 0; i < DIAGONALS; i++) comparison->reach[0][i] = UNREACHED;
    comparison->reach[0][middle] = 0;
    for (size_t d = 1; d <= MOST_EDITS; d++) {
        size_t *now = comparison->reach[d];
        for (size_t i = 0; i < DIAGONALS; i++) now[i] = UNREACHED;
        for (size_t index = middle - d; index <= middle + d; index += 2) {
            size_t start = step_from(comparison, comparison->reach[d - 1], index);
            if (start == UNREACHED) continue;
            size_t x = slide(comparison, start, start + middle - index);
            now[index] = x;
            if (!is_enough(comparison, start, x, x + middle - index)) continue;
            *found = true;
            return walk_back(comparison, d, index, error);
        }
    }
    *found = false;
    return STATUS_OK;
}

static int compare_grams(const void *a, const void *b)
{
    const struct gram *left = a;
    const struct gram *right = b;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return left->position < right->position ? -1 : left->position > right->position;
}

static uint64_t gram_key(const uint64_t *keys)
{
    uint64_t key = 0;
    for (size_t i = 0; i < GRAM; i++) {
        key = (key ^ keys[i]) * 0x9E3779B97F4A7C15u;
        key ^= key >> 32;
    }
    return key;
}

/* Collects the grams that stand once on this side. */
static bool find_unique(struct side *side)
{
    if (side->count < GRAM) return true;
    size_t count = side->count - GRAM + 1;
    struct gram *grams = malloc(count * sizeof *grams);
    if (!grams) return false;
    side->unique = grams;
    for (size_t i = 0; i < count; i++) grams[i] = (struct gram){gram_key(side->keys + i), i};
    qsort(grams, count, sizeof *grams, compare_grams);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && grams[end].key == grams[i].key) end++;
        if (end == i + 1) grams[side->unique_count++] = grams[i];
        i = end;
    }
    return true;
}

static const struct gram *find_gram(const struct side *side, uint64_t key)
{
    size_t low = 0;
    size_t high = side->unique_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (side->unique[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < side->unique_count && side->unique[low].key == key ? &side->unique[low] : NULL;
}

/* Goes over a larger difference: to the next words that both sides have once, else to the end. */
static enum status cross_large(struct comparison *comparison, struct error *error)
{
    struct side *left = &comparison->left;
    struct side *right = &comparison->right;
    if (!comparison->has_grams && (!find_unique(left) || !find_unique(right))) return error_no_memory(error);
    comparison->has_grams = true;
    struct word_hunk hunk = {left->at, left->count, right->at, right->count};
    for (size_t i = left->at; i + GRAM <= left->count; i++) {
        uint64_t key = gram_key(left->keys + i);
        const struct gram *other = find_gram(right, key);
        if (!other || other->position < right->at || !find_gram(left, key)) continue;
        hunk.left_end = i;
        hunk.right_end = other->position;
        break;
    }
    while (hunk.left_end > hunk.left_start && hunk.right_end > hunk.right_start
           && left->keys[hunk.left_end - 1] == right->keys[hunk.right_end - 1]) {
        hunk.left_end--;
        hunk.right_end--;
    }
    left->at = hunk.left_end;
    right->at = hunk.right_end;
    return add_hunk(comparison->diff, hunk, error);
}

enum status word_diff_compute(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count,
                              struct word_diff *diff, struct error *error)
{
    struct comparison *comparison = calloc(1, sizeof *comparison);
    if (!comparison) return error_no_memory(error);
    comparison->left = (struct side){.keys = left, .count = left_count};
    comparison->right = (struct side){.keys = right, .count = right_count};
    comparison->diff = diff;
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        size_t same = slide(comparison, 0, 0);
        comparison->left.at += same;
        comparison->right.at += same;
        if (comparison->left.at == left_count && comparison->right.at == right_count) break;
        bool found = false;
        status = cross_small(comparison, &found, error);
        if (status == STATUS_OK && !found) status = cross_large(comparison, error);
    }
    free(comparison->left.unique);
    free(comparison->right.unique);
    free(comparison);
    return status;
}

void word_diff_done(struct word_diff *diff)
{
    free(diff->hunks);
    *diff = (struct word_diff){0};
}
