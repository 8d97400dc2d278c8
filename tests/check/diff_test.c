/* The comparison of two sequences of words. */
#include "check/word_diff.h"

#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static uint64_t random_state = 88172645463325252u;

static uint64_t random_below(uint64_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % limit;
}

/* Whether the hunks ascend and all between them is alike; returns how many words differ. */
static size_t verified(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count,
                       const struct word_diff *diff)
{
    size_t x = 0;
    size_t y = 0;
    size_t edits = 0;
    for (size_t i = 0; i <= diff->count; i++) {
        struct word_hunk end = {left_count, left_count, right_count, right_count};
        struct word_hunk hunk = i < diff->count ? diff->hunks[i] : end;
        assert_true(hunk.left_start >= x && hunk.right_start >= y);
        assert_int_equal(hunk.left_start - x, hunk.right_start - y);
        for (; x < hunk.left_start; x++, y++) assert_true(left[x] == right[y]);
        edits += hunk.left_end - hunk.left_start + hunk.right_end - hunk.right_start;
        x = hunk.left_end;
        y = hunk.right_end;
    }
    return edits;
}

static size_t edits_between(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count)
{
    struct word_diff diff = {0};
    struct error error = {0};
    assert_int_equal(word_diff_compute(left, left_count, right, right_count, &diff, &error), STATUS_OK);
    size_t edits = verified(left, left_count, right, right_count, &diff);
    word_diff_done(&diff);
    return edits;
}

/* The length of the shortest edit, by the textbook's table. */
static size_t shortest_edit(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count)
{
    static size_t table[64][64];
    for (size_t x = 0; x <= left_count; x++) {
        for (size_t y = 0; y <= right_count; y++) {
            size_t best = x + y;
            if (x > 0 && table[x - 1][y] + 1 < best) best = table[x - 1][y] + 1;
            if (y > 0 && table[x][y - 1] + 1 < best) best = table[x][y - 1] + 1;
            if (x > 0 && y > 0 && left[x - 1] == right[y - 1] && table[x - 1][y - 1] < best) best = table[x - 1][y - 1];
            table[x][y] = best;
        }
    }
    return table[left_count][right_count];
}

/* Whatever the sequences: what it calls alike is alike, and no fewer words differ than must. */
static void calls_nothing_alike_that_is_not(void **state)
{
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        uint64_t left[30], right[30];
        size_t left_count = random_below(31);
        size_t right_count = random_below(31);
        uint64_t words = 2 + random_below(8);
        for (size_t i = 0; i < left_count; i++) left[i] = random_below(words);
        for (size_t i = 0; i < right_count; i++) right[i] = random_below(words);
        size_t edits = edits_between(left, left_count, right, right_count);
        assert_true(edits >= shortest_edit(left, left_count, right, right_count));
    }
}

/* One word lost, said twice, or in another's place is told as just that. */
static void finds_the_shortest_edit(void **state)
{
    (void)state;
    enum { COUNT = 60 };
    for (size_t round = 0; round < 5000; round++) {
        uint64_t left[COUNT], right[COUNT];
        for (size_t i = 0; i < COUNT; i++) left[i] = random_below(1000);
        size_t at = random_below(COUNT);
        memcpy(right, left, at * sizeof *right);
        memcpy(right + at, left + at + 1, (COUNT - at - 1) * sizeof *right);
        assert_int_equal(edits_between(left, COUNT, right, COUNT - 1), 1);
        assert_int_equal(edits_between(right, COUNT - 1, left, COUNT), 1);
        memcpy(right, left, sizeof right);
        right[at] = 1000;
        assert_int_equal(edits_between(left, COUNT, right, COUNT), 2);
    }
}

/* A word in a row that looks like what follows: "not" for "not not" must not shift the rest. */
static void does_not_lose_step(void **state)
{
    (void)state;
    static const uint64_t left[] = {1, 2, 1, 2, 1, 3, 1, 2, 1, 2, 1, 2, 4};
    static const uint64_t right[] = {1, 2, 1, 3, 1, 2, 1, 2, 1, 2, 4};
    assert_int_equal(edits_between(left, ARRAY_COUNT(left), right, ARRAY_COUNT(right)), 2);
}

/* A text of `count` words with the everyday mixture of frequent and rare words. */
static uint64_t *some_text(size_t count)
{
    uint64_t *words = malloc(count * sizeof *words);
    assert_non_null(words);
    for (size_t i = 0; i < count; i++) words[i] = random_below(1 + random_below(1 + random_below(5000)));
    return words;
}

static void finds_lost_blocks_of_any_size(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    uint64_t *left = some_text(COUNT);
    uint64_t *right = malloc(COUNT * sizeof *right);
    assert_non_null(right);
    static const size_t sizes[] = {1, 2, 7, 63, 64, 65, 66, 200, 5000, 19000};
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        size_t start = random_below(COUNT - sizes[i]);
        memcpy(right, left, start * sizeof *right);
        memcpy(right + start, left + start + sizes[i], (COUNT - start - sizes[i]) * sizeof *right);
        assert_int_equal(edits_between(left, COUNT, right, COUNT - sizes[i]), sizes[i]);
        assert_int_equal(edits_between(right, COUNT - sizes[i], left, COUNT), sizes[i]);
    }
    free(left);
    free(right);
}

static void stands_wholly_different_texts(void **state)
{
    (void)state;
    enum { COUNT = 400000 };
    uint64_t *left = some_text(COUNT);
    uint64_t *right = some_text(COUNT);
    clock_t start = clock();
    edits_between(left, COUNT, right, COUNT);
    for (size_t i = 0; i < COUNT; i++) right[i] = left[COUNT - 1 - i];
    edits_between(left, COUNT, right, COUNT);
    for (size_t i = 0; i < COUNT; i++) right[i] = i % 9 == 0 ? 1000000 + i : left[i];
    assert_int_equal(edits_between(left, COUNT, right, COUNT), 2 * ((COUNT + 8) / 9));
    for (size_t i = 0; i < COUNT; i++) left[i] = right[i] = 1;
    assert_int_equal(edits_between(left, COUNT, right, COUNT - 1000), 1000);
    assert_int_equal(edits_between(left, COUNT, right, 0), COUNT);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    free(left);
    free(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_nothing_alike_that_is_not),
        cmocka_unit_test(finds_the_shortest_edit),
        cmocka_unit_test(does_not_lose_step),
        cmocka_unit_test(finds_lost_blocks_of_any_size),
        cmocka_unit_test(stands_wholly_different_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
