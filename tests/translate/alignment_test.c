/* Sentences are aligned by their lengths. */
#include "cmocka_all.h"

#include "translate/alignment.h"

#include "base/buffer.h"

#include <stdlib.h>

enum { SENTENCES_MOST = 16 };

static struct alignment_side side_of(const char *text, uint32_t lengths[SENTENCES_MOST])
{
    struct alignment_side side = {lengths, 0};
    for (char *end; *text; text = end + (*end == ' ')) {
        assert_true(side.count < SENTENCES_MOST);
        lengths[side.count++] = (uint32_t)strtoul(text, &end, 10);
    }
    return side;
}

/* Lengths of both sides, and "0+1=0 2=1+2": which sentences say the same; "-" is none. */
static void assert_aligned(const char *source, const char *target, double ratio, const char *wanted)
{
    uint32_t source_lengths[SENTENCES_MOST], target_lengths[SENTENCES_MOST];
    struct alignment_bead beads[2 * SENTENCES_MOST];
    struct buffer aligned = {0};
    size_t count = 0;
    struct alignment_side a = side_of(source, source_lengths), b = side_of(target, target_lengths);
    assert_int_equal(alignment_make(a, b, ratio, beads, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        const size_t ends[2][2] = {{beads[i].source_start, beads[i].source_end},
                                   {beads[i].target_start, beads[i].target_end}};
        if (i) buffer_append_char(&aligned, ' ');
        for (size_t k = 0; k < 2; k++) {
            if (k) buffer_append_char(&aligned, '=');
            if (ends[k][0] == ends[k][1]) buffer_append_char(&aligned, '-');
            for (size_t at = ends[k][0]; at < ends[k][1]; at++) {
                buffer_printf(&aligned, "%s%zu", at > ends[k][0] ? "+" : "", at);
            }
        }
    }
    assert_string_equal(buffer_text(&aligned), wanted);
    buffer_done(&aligned);
}

static void equal_numbers_are_one_to_one(void **state)
{
    (void)state;
    assert_aligned("", "", 1, "");
    assert_aligned("40", "40", 1, "0=0");
    assert_aligned("40 5 90", "5 80 60", 1, "0=0 1=1 2=2"); /* whatever their lengths */
}

static void a_sentence_that_became_two_is_found(void **state)
{
    (void)state;
    assert_aligned("100", "48 55", 1, "0=0+1");
    assert_aligned("48 55", "100", 1, "0+1=0");
    assert_aligned("60 100 40", "62 50 52 41", 1, "0=0 1=1+2 2=3");
    assert_aligned("62 50 52 41", "60 100 40", 1, "0=0 1+2=1 3=2");
}

/* As when a clause has gone from one sentence to the next: 2.2 deviations each, and none together. */
static void two_are_aligned_with_two(void **state)
{
    (void)state;
    assert_aligned("50 100 40 40", "100 50 82", 1, "0+1=0+1 2+3=2");
}

/* Two to one is nine times as probable as one to none: a sentence that is missing goes with the neighbour that it is less
 * unlike. */
static void a_sentence_that_is_missing_goes_with_its_neighbour(void **state)
{
    (void)state;
    assert_aligned("60 150 30", "62 31", 1, "0+1=0 2=1"); /* 4.9 and 5.6 deviations */
    assert_aligned("62 31", "60 150 30", 1, "0=0+1 1=2");
    assert_aligned("60 150", "", 1, "0+1=-");
    assert_aligned("", "60 150", 1, "-=0+1");
}

/* Chinese needs a third of the characters. */
static void lengths_are_compared_by_the_languages_ratio(void **state)
{
    (void)state;
    assert_aligned("60 100 40", "20 16 17 13", 0.33, "0=0 1=1+2 2=3");
    assert_aligned("20 16 17 13", "60 100 40", 3, "0=0 1+2=1 3=2");
    assert_aligned("300 300 310", "100 205", 0.33,
                   "0=0 1+2=1"); /* but for the ratio the last ones would be most alike */
}

static void all_sentences_are_in_one_bead_in_order(void **state)
{
    (void)state;
    uint32_t seed = 7, lengths[2][SENTENCES_MOST];
    struct alignment_bead beads[2 * SENTENCES_MOST];
    for (int round = 0; round < 3000; round++) {
        struct alignment_side sides[2];
        for (size_t k = 0; k < 2; k++) {
            sides[k] = (struct alignment_side){lengths[k], (seed = seed * 1664525 + 1013904223) >> 28};
            for (size_t i = 0; i < sides[k].count; i++) {
                lengths[k][i] = (seed = seed * 1664525 + 1013904223) >> 24;
            }
        }
        size_t count = 0, source = 0, target = 0;
        double ratio = 0.2 + (seed >> 20) / 1000.0;
        assert_int_equal(alignment_make(sides[0], sides[1], ratio, beads, &count, NULL), STATUS_OK);
        assert_true(count <= sides[0].count + sides[1].count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(beads[i].source_start, source);
            assert_int_equal(beads[i].target_start, target);
            assert_true(beads[i].source_end >= source && beads[i].target_end >= target);
            assert_true(beads[i].source_end + beads[i].target_end > source + target);
            source = beads[i].source_end;
            target = beads[i].target_end;
        }
        assert_int_equal(source, sides[0].count);
        assert_int_equal(target, sides[1].count);
    }
}

static void a_huge_paragraph_is_cut_in_proportion(void **state)
{
    (void)state;
    static const size_t huge = 3000;
    uint32_t *lengths = calloc(2 * huge, sizeof *lengths);
    struct alignment_bead *beads = calloc(3 * huge, sizeof *beads);
    assert_true(lengths && beads);
    size_t count = 0;
    assert_int_equal(alignment_make((struct alignment_side){lengths, huge}, (struct alignment_side){lengths, 2 * huge},
                                    1, beads, &count, NULL),
                     STATUS_OK);
    assert_int_equal(count, huge);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(beads[i].source_start, i);
        assert_int_equal(beads[i].target_start, 2 * i);
        assert_int_equal(beads[i].target_end, 2 * i + 2);
    }
    free(lengths);
    free(beads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_numbers_are_one_to_one),
        cmocka_unit_test(a_sentence_that_became_two_is_found),
        cmocka_unit_test(two_are_aligned_with_two),
        cmocka_unit_test(a_sentence_that_is_missing_goes_with_its_neighbour),
        cmocka_unit_test(lengths_are_compared_by_the_languages_ratio),
        cmocka_unit_test(all_sentences_are_in_one_bead_in_order),
        cmocka_unit_test(a_huge_paragraph_is_cut_in_proportion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
