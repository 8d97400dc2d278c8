/* The sink with its null driver: a clock in a thread of its own takes the frames, as PortAudio's callback does. */
#include "cmocka_all.h"

#include "base/clock.h"
#include "listen/level_clip.h"
#include "listen/sink.h"

#include <poll.h>

enum { SHORT_FRAMES = CLIP_RATE_HZ / 20, LONG_FRAMES = CLIP_RATE_HZ, SWAPS = 200 };
static const double PATIENCE_S = 5.0;

static struct sink *open_sink(void)
{
    struct sink *sink = NULL;
    struct error error = {0};
    assert_int_equal(sink_open("null", &sink, &error), STATUS_OK);
    return sink;
}

/* The next event; SINK_NOTHING where none comes within `seconds`. */
static enum sink_event wait_for_event(struct sink *sink, double seconds)
{
    double end_s = clock_now_s() + seconds;
    while (clock_now_s() < end_s) {
        enum sink_event event = sink_poll(sink);
        if (event != SINK_NOTHING) return event;
        struct pollfd descriptor = {.fd = sink_fd(sink), .events = POLLIN};
        poll(&descriptor, 1, 5);
    }
    return SINK_NOTHING;
}

static void plays_each_clip_to_its_end_and_tells_it_once(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    struct clip *clip = level_clip(1000, SHORT_FRAMES);
    for (int i = 0; i < 3; i++) {
        double begun_s = clock_now_s();
        sink_play(sink, clip, 0);
        assert_int_equal(wait_for_event(sink, PATIENCE_S), SINK_FINISHED);
        assert_true(sink_sounded_s(sink) >= begun_s);
        assert_true(sink_position(sink) > 0);
        assert_int_equal(wait_for_event(sink, 0.05), SINK_NOTHING);
    }
    sink_close(sink);
    assert_int_equal(clip->references, 1);
    clip_release(clip);
}

static void what_is_stopped_does_not_finish(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    struct clip *clip = level_clip(1000, SHORT_FRAMES);
    sink_play(sink, clip, 0);
    sink_stop(sink);
    assert_int_equal(wait_for_event(sink, 0.2), SINK_NOTHING);
    sink_close(sink);
    assert_int_equal(clip->references, 1);
    clip_release(clip);
}

static void the_device_waits_for_the_first_clip(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    assert_int_equal(wait_for_event(sink, 0.1), SINK_NOTHING);
    assert_false(sink_is_busy(sink));
    assert_true(sink_sounded_s(sink) == 0);
    sink_close(sink);
}

/* Jumps as quickly as keys repeat, against a callback that runs all the while. */
static void each_swap_is_from_the_frame_that_was_asked_for(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    struct clip *clips[] = {level_clip(1000, LONG_FRAMES), level_clip(-1000, LONG_FRAMES)};
    for (size_t i = 0; i < SWAPS; i++) {
        size_t frame = i * 100;
        sink_play(sink, clips[i % 2], frame);
        assert_true(sink_position(sink) >= frame);
        assert_int_equal(wait_for_event(sink, 0.002), SINK_NOTHING);
        assert_true(sink_position(sink) <= frame + LONG_FRAMES / 2);
    }
    assert_int_equal(wait_for_event(sink, PATIENCE_S), SINK_FINISHED);
    sink_close(sink);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(clips[i]->references, 1);
        clip_release(clips[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays_each_clip_to_its_end_and_tells_it_once),
        cmocka_unit_test(what_is_stopped_does_not_finish),
        cmocka_unit_test(the_device_waits_for_the_first_clip),
        cmocka_unit_test(each_swap_is_from_the_frame_that_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
