#include "cmocka_all.h"

#include "speech/clip.h"
#include "speech/clip_window.h"

#include <stdlib.h>

/* "Drink hot tea": words at bytes 0, 6 and 10, heard from frames 100, 500 and 900. */
static struct clip_mark marks[] = {{100, 0}, {500, 6}, {900, 10}};
static const struct clip clip = {.references = 1, .frame_count = 2000, .mark_count = 3, .marks = marks};

static void a_frame_belongs_to_the_word_that_has_begun(void **state)
{
    (void)state;
    assert_int_equal(clip_offset_at(&clip, 0), 0);
    assert_int_equal(clip_offset_at(&clip, 499), 0);
    assert_int_equal(clip_offset_at(&clip, 500), 6);
    assert_int_equal(clip_offset_at(&clip, 899), 6);
    assert_int_equal(clip_offset_at(&clip, 1999), 10);
    assert_int_equal(clip_offset_at(&(struct clip){0}, 5), 0);
}

static void a_byte_sounds_where_its_word_begins(void **state)
{
    (void)state;
    assert_int_equal(clip_frame_of(&clip, 0), 0);
    assert_int_equal(clip_frame_of(&clip, 6), 500);
    assert_int_equal(clip_frame_of(&clip, 8), 500);
    assert_int_equal(clip_frame_of(&clip, 10), 900);
    assert_int_equal(clip_frame_of(&clip, 4000), 900);
    assert_int_equal(clip_frame_of(&(struct clip){0}, 5), 0);
}

static struct clip *clip_of(size_t frame_count)
{
    struct clip *made = calloc(1, sizeof *made);
    assert_non_null(made);
    *made = (struct clip){.references = 1, .frame_count = frame_count};
    made->frames = calloc(frame_count, sizeof *made->frames);
    return made;
}

static void put(struct clip_window *window, uint64_t key, size_t frame_count)
{
    struct clip *made = clip_of(frame_count);
    assert_int_equal(clip_window_put(window, key, made, NULL), STATUS_OK);
    clip_release(made);
}

static void the_window_lets_go_of_what_was_not_used_for_longest(void **state)
{
    (void)state;
    struct clip_window *window = NULL;
    assert_int_equal(clip_window_new(3000 * sizeof(int16_t), &window, NULL), STATUS_OK);
    for (uint64_t key = 1; key <= 3; key++) put(window, key, 1000);
    assert_non_null(clip_window_get(window, 1));
    put(window, 4, 1000);
    assert_null(clip_window_get(window, 2));
    assert_non_null(clip_window_get(window, 1));
    assert_non_null(clip_window_get(window, 3));
    assert_non_null(clip_window_get(window, 4));
    clip_window_free(window);
}

static void the_newest_clip_stays_however_large(void **state)
{
    (void)state;
    struct clip_window *window = NULL;
    assert_int_equal(clip_window_new(100, &window, NULL), STATUS_OK);
    put(window, 1, 10);
    put(window, 2, 1000);
    assert_null(clip_window_get(window, 1));
    assert_int_equal(clip_window_get(window, 2)->frame_count, 1000);
    clip_window_clear(window);
    assert_null(clip_window_get(window, 2));
    put(window, 3, 10);
    assert_non_null(clip_window_get(window, 3));
    clip_window_free(window);
    clip_window_free(NULL);
}

static void a_clip_outlives_the_window(void **state)
{
    (void)state;
    struct clip_window *window = NULL;
    assert_int_equal(clip_window_new(1000, &window, NULL), STATUS_OK);
    put(window, 1, 10);
    struct clip *kept = clip_reference(clip_window_get(window, 1));
    clip_window_free(window);
    assert_int_equal(kept->references, 1);
    assert_int_equal(kept->frame_count, 10);
    clip_release(kept);
    clip_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_belongs_to_the_word_that_has_begun),
        cmocka_unit_test(a_byte_sounds_where_its_word_begins),
        cmocka_unit_test(the_window_lets_go_of_what_was_not_used_for_longest),
        cmocka_unit_test(the_newest_clip_stays_however_large),
        cmocka_unit_test(a_clip_outlives_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
