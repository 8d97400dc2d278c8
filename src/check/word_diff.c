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

/* Grams that stand once on each side, at these places. */
struct anchor {
    size_t left, right;
    size_t previous; /* index from 1 of the anchor before it in the longest row of ascending ones; 0: none */
};

struct side {
    const uint64_t *keys;
    size_t at;    /* everything before it was compared */
    size_t count; /* everything from here on is left for later */
};

struct comparison {
    struct side left, right;
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

/* The grams that stand once on this side, sorted; the caller frees. NULL where memory runs out. */
static struct gram *unique_grams(const struct side *side, size_t *ret_count)
{
    size_t count = side->count - side->at < GRAM ? 0 : side->count - side->at - GRAM + 1;
    struct gram *grams = malloc((count + 1) * sizeof *grams);
    if (!grams) return NULL;
    for (size_t i = 0; i < count; i++) grams[i] = (struct gram){gram_key(side->keys + side->at + i), side->at + i};
    qsort(grams, count, sizeof *grams, compare_grams);
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && grams[end].key == grams[i].key) end++;
        if (end == i + 1) grams[kept++] = grams[i];
        i = end;
    }
    *ret_count = kept;
    return grams;
}

static int compare_anchors(const void *a, const void *b)
{
    const struct anchor *left = a;
    const struct anchor *right = b;
    return left->left < right->left ? -1 : left->left > right->left;
}

/* The grams that both sides have once, by their place on the left. NULL where memory runs out. */
static struct anchor *common_grams(const struct comparison *comparison, size_t *ret_count)
{
    size_t left_count = 0;
    size_t right_count = 0;
    size_t count = 0;
    struct gram *left = unique_grams(&comparison->left, &left_count);
    struct gram *right = unique_grams(&comparison->right, &right_count);
    size_t most = left_count < right_count ? left_count : right_count;
    struct anchor *anchors = left && right ? malloc((most + 1) * sizeof *anchors) : NULL;
    for (size_t i = 0, j = 0; anchors && i < left_count && j < right_count;) {
        if (left[i].key == right[j].key)
            anchors[count++] = (struct anchor){.left = left[i++].position, .right = right[j++].position};
        else if (left[i].key < right[j].key)
            i++;
        else
            j++;
    }
    if (anchors) qsort(anchors, count, sizeof *anchors, compare_anchors);
    free(left);
    free(right);
    *ret_count = count;
    return anchors;
}

/* Keeps the longest row of anchors that ascend on both sides (patience sorting); returns how many. False where memory
 * runs out. */
static bool keep_ascending(struct anchor *anchors, size_t *count)
{
    size_t *ends = malloc((*count + 1) * sizeof *ends); /* of rows of each length: the lowest last anchor */
    if (!ends) return false;
    size_t length = 0;
    for (size_t i = 0; i < *count; i++) {
        size_t low = 0;
        size_t high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (anchors[ends[middle]].right < anchors[i].right)
                low = middle + 1;
            else
                high = middle;
        }
        anchors[i].previous = low > 0 ? ends[low - 1] + 1 : 0;
        ends[low] = i;
        if (low == length) length++;
    }
    for (size_t i = length, at = length > 0 ? ends[length - 1] : 0; i > 0; i--) {
        ends[i - 1] = at;
        if (anchors[at].previous > 0) at = anchors[at].previous - 1;
    }
    for (size_t i = 0; i < length; i++) anchors[i] = anchors[ends[i]];
    free(ends);
    *count = length;
    return true;
}

/* Compares up to the sides' `count`, between which no anchor stands. */
static enum status compare_stretch(struct comparison *comparison, struct error *error)
{
    struct side *left = &comparison->left;
    struct side *right = &comparison->right;
    for (;;) {
        size_t same = slide(comparison, 0, 0);
        left->at += same;
        right->at += same;
        if (left->at == left->count && right->at == right->count) return STATUS_OK;
        bool found = false;
        enum status status = cross_small(comparison, &found, error);
        if (status != STATUS_OK) return status;
        if (found) continue;
        struct word_hunk hunk = {left->at, left->count, right->at, right->count};
        left->at = left->count;
        right->at = right->count;
        return add_hunk(comparison->diff, hunk, error);
    }
}

static void skip_same_end(struct side *left, struct side *right)
{
    while (left->count > left->at && right->count > right->at
           && left->keys[left->count - 1] == right->keys[right->count - 1]) {
        left->count--;
        right->count--;
    }
}

/* Goes from anchor to anchor. */
static enum status compare_between(struct comparison *comparison, const struct anchor *anchors, size_t count,
                                   struct error *error)
{
    size_t left_end = comparison->left.count;
    size_t right_end = comparison->right.count;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i <= count; i++) {
        struct side *left = &comparison->left;
        struct side *right = &comparison->right;
        left->count = i < count ? anchors[i].left : left_end;
        right->count = i < count ? anchors[i].right : right_end;
        if (left->count < left->at || right->count < right->at) continue; /* within the anchor before */
        size_t left_next = left->count;
        size_t right_next = right->count;
        skip_same_end(left, right);
        status = compare_stretch(comparison, error);
        left->at = left_next;
        right->at = right_next;
    }
    return status;
}

enum status word_diff_compute(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count,
                              struct word_diff *diff, struct error *error)
{
    struct comparison *comparison = calloc(1, sizeof *comparison);
    if (!comparison) return error_no_memory(error);
    comparison->left = (struct side){.keys = left, .count = left_count};
    comparison->right = (struct side){.keys = right, .count = right_count};
    comparison->diff = diff;
    size_t same = slide(comparison, 0, 0);
    comparison->left.at = comparison->right.at = same;
    skip_same_end(&comparison->left, &comparison->right);
    bool differ = comparison->left.at < comparison->left.count || comparison->right.at < comparison->right.count;
    struct anchor *anchors = NULL;
    size_t count = 0;
    enum status status = STATUS_OK;
    if (differ) {
        anchors = common_grams(comparison, &count);
        bool good = anchors && keep_ascending(anchors, &count);
        status = good ? compare_between(comparison, anchors, count, error) : error_no_memory(error);
    }
    free(anchors);
    free(comparison);
    return status;
}

void word_diff_done(struct word_diff *diff)
{
    free(diff->hunks);
    *diff = (struct word_diff){0};
}
