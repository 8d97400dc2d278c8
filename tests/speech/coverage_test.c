#include "cmocka_all.h"

#include "speech/coverage.h"

#include <string.h>

static bool is_whole(const char *text, const uint32_t *offsets, size_t count)
{
    struct clip_mark marks[16] = {{0}};
    for (size_t i = 0; i < count; i++) marks[i].spoken_offset = offsets[i];
    return coverage_is_whole(text, strlen(text), marks, count);
}

static void a_mark_a_word_is_whole(void **state)
{
    (void)state;
    assert_true(is_whole("a b c d e f", (const uint32_t[]){0, 2, 4, 6, 8, 10}, 6));
}

static void up_to_three_words_may_share_a_mark(void **state)
{
    (void)state;
    assert_true(is_whole("a b c d e f", (const uint32_t[]){0, 8}, 2));
    assert_true(is_whole("a b c d e", (const uint32_t[]){6}, 1));
    assert_true(is_whole("a b c d", (const uint32_t[]){0}, 1));
}

static void four_words_without_a_mark_were_not_said(void **state)
{
    (void)state;
    assert_false(is_whole("a b c d e f", (const uint32_t[]){0, 10}, 2));
    assert_false(is_whole("a b c d e", (const uint32_t[]){8}, 1));
    assert_false(is_whole("a b c d e", (const uint32_t[]){0}, 1));
}

/* Each is a word of three bytes; the engine marks each. */
static void chinese_characters_are_words(void **state)
{
    (void)state;
    assert_true(is_whole("不要停药", (const uint32_t[]){0, 3, 6, 9}, 4));
    assert_false(is_whole("请不要自行停药", (const uint32_t[]){0, 18}, 2));
    assert_false(is_whole("tea不要停药", (const uint32_t[]){0}, 1));
}

static void no_mark_at_all_is_nothing_said(void **state)
{
    (void)state;
    assert_false(is_whole("tea", NULL, 0));
    assert_false(is_whole("7", NULL, 0));
    assert_false(is_whole("чай", NULL, 0));
}

static void signs_need_no_mark(void **state)
{
    (void)state;
    assert_true(is_whole("", NULL, 0));
    assert_true(is_whole("– * … ( ) — •", NULL, 0));
    assert_true(is_whole("a – * … ( ) — • b", (const uint32_t[]){0}, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_a_word_is_whole),
        cmocka_unit_test(up_to_three_words_may_share_a_mark),
        cmocka_unit_test(four_words_without_a_mark_were_not_said),
        cmocka_unit_test(chinese_characters_are_words),
        cmocka_unit_test(no_mark_at_all_is_nothing_said),
        cmocka_unit_test(signs_need_no_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
