#include "cmocka_all.h"

#include "listen/level_clip.h"
#include "listen/sink.h"
#include "listen/sink_mixer.h"

#include <stdlib.h>

enum { LOUD = 10000, LONG_FRAMES = 2000, BLOCK_FRAMES = 300 };

static void assert_smooth(const int16_t *frames, size_t count, int16_t before)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(abs(frames[i] - before) <= LOUD / SINK_RAMP_FRAMES + 1);
        before = frames[i];
    }
}

static void a_jump_ramps_out_and_in(void **state)
{
    (void)state;
    struct mixer mixer = {0};
    int16_t frames[BLOCK_FRAMES];
    struct clip *one = level_clip(LOUD, LONG_FRAMES), *other = level_clip(-LOUD, LONG_FRAMES);
    mixer_order(&mixer, one, 500);
    mixer_fill(&mixer, frames, BLOCK_FRAMES);
    assert_smooth(frames, BLOCK_FRAMES, 0);
    assert_int_equal(frames[BLOCK_FRAMES - 1], LOUD);
    mixer_order(&mixer, other, 500);
    mixer_fill(&mixer, frames, BLOCK_FRAMES);
    assert_smooth(frames, BLOCK_FRAMES, LOUD);
    assert_int_equal(frames[BLOCK_FRAMES - 1], -LOUD);
    mixer_order(&mixer, NULL, 0);
    mixer_fill(&mixer, frames, BLOCK_FRAMES);
    assert_smooth(frames, BLOCK_FRAMES, -LOUD);
    assert_int_equal(frames[BLOCK_FRAMES - 1], 0);
    mixer_release_all(&mixer);
    assert_int_equal(one->references, 1);
    assert_int_equal(other->references, 1);
    clip_release(one);
    clip_release(other);
}

static void each_frame_is_played_once_and_the_end_is_told(void **state)
{
    (void)state;
    struct mixer mixer = {0};
    int16_t frames[BLOCK_FRAMES];
    struct clip *clip = level_clip(0, LONG_FRAMES);
    for (size_t i = 0; i < LONG_FRAMES; i++) clip->frames[i] = (int16_t)i;
    mixer_order(&mixer, clip, 0);
    for (size_t done = 0; done < LONG_FRAMES; done += BLOCK_FRAMES) {
        assert_int_not_equal(atomic_load(&mixer.finished), mixer.given);
        mixer_fill(&mixer, frames, BLOCK_FRAMES);
        for (size_t i = 0; i < BLOCK_FRAMES; i++) {
            assert_int_equal(frames[i], done + i < LONG_FRAMES ? (int)(done + i) : 0);
        }
    }
    assert_int_equal(atomic_load(&mixer.finished), mixer.given);
    mixer_release_all(&mixer);
    clip_release(clip);
}

/* A sound server that stalls while keys are held down must not make the callback read a clip that is gone. */
static void a_standing_callback_keeps_its_clip_and_gets_the_newest(void **state)
{
    (void)state;
    struct mixer mixer = {0};
    int16_t frames[BLOCK_FRAMES];
    struct clip *played = level_clip(LOUD, LONG_FRAMES), *newest = level_clip(-LOUD, LONG_FRAMES);
    mixer_order(&mixer, played, 0);
    mixer_fill(&mixer, frames, BLOCK_FRAMES);
    for (int i = 0; i < 10 * MIXER_ORDERS; i++) {
        struct clip *between = level_clip(1, LONG_FRAMES);
        mixer_order(&mixer, between, 0);
        clip_release(between);
    }
    mixer_order(&mixer, newest, 500);
    assert_int_equal(played->references, 2);
    for (int i = 0; i < 3; i++) {
        mixer_fill(&mixer, frames, BLOCK_FRAMES);
        mixer_release(&mixer);
    }
    assert_false(mixer.waits);
    assert_int_equal(played->references, 1);
    assert_int_equal(frames[BLOCK_FRAMES - 1], -LOUD);
    mixer_release_all(&mixer);
    assert_int_equal(newest->references, 1);
    clip_release(played);
    clip_release(newest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jump_ramps_out_and_in),
        cmocka_unit_test(each_frame_is_played_once_and_the_end_is_told),
        cmocka_unit_test(a_standing_callback_keeps_its_clip_and_gets_the_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
