/* A recording gives back what was put into it, and leaves no file. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "export/recording.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static int begin(void **state)
{
    return sound_folder_make(state) | setenv("TMPDIR", sound_path(""), 1);
}

static struct recording_cue append(struct recording *recording, int16_t *frames, size_t count, uint32_t pause_ms)
{
    struct recording_cue cue;
    const struct clip clip = {.frames = frames, .frame_count = count};
    assert_int_equal(recording_append(recording, &clip, pause_ms, &cue, NULL), STATUS_OK);
    return cue;
}

static void gives_back_what_was_put_in(void **state)
{
    (void)state;
    enum { COUNT = 30000 };
    int16_t *frames = sound_make(COUNT), got[COUNT + 10];
    struct recording recording;
    assert_int_equal(recording_init(&recording, NULL), STATUS_OK);
    for (size_t done = 0, length = 1; done < COUNT; done += length, length = length * 3 + 1) {
        if (length > COUNT - done) length = COUNT - done;
        append(&recording, frames + done, length, 0);
    }
    assert_int_equal(recording.frame_count, COUNT);
    static const size_t pieces[] = {1000, 4096, COUNT, COUNT + 10};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t at = 0, count = 1;
        for (; count > 0; at += count)
            assert_int_equal(recording_read(&recording, at, got + at,
                                            pieces[i] < COUNT + 10 - at ? pieces[i] : COUNT + 10 - at, &count, NULL),
                             STATUS_OK);
        assert_int_equal(at, COUNT);
        assert_memory_equal(got, frames, COUNT * sizeof *got);
    }
    size_t count = 1;
    assert_int_equal(recording_read(&recording, COUNT + 5, got, 10, &count, NULL), STATUS_OK);
    assert_int_equal(count, 0);
    assert_string_equal(tool_prints("ls -A '%s'", sound_path("")), ""); /* its file has no name */
    recording_done(&recording);
    free(frames);
}

static void tells_where_a_clip_lies_without_its_pause(void **state)
{
    (void)state;
    int16_t *frames = sound_make(CLIP_RATE_HZ);
    struct recording recording;
    assert_int_equal(recording_init(&recording, NULL), STATUS_OK);
    struct recording_cue first = append(&recording, frames, CLIP_RATE_HZ, 200),
                         second = append(&recording, frames, 100, 10000), third = append(&recording, frames, 50, 0);
    assert_true(first.start_frame == 0 && first.end_frame == CLIP_RATE_HZ - 4410);
    assert_true(second.start_frame == CLIP_RATE_HZ && second.end_frame == CLIP_RATE_HZ); /* all pause */
    assert_true(third.start_frame == CLIP_RATE_HZ + 100 && third.end_frame == CLIP_RATE_HZ + 150);
    recording_done(&recording);
    free(frames);
}

static void tells_that_there_is_no_room(void **state)
{
    (void)state;
    struct recording recording;
    struct recording_cue cue;
    struct error error = {0};
    struct rlimit before, small;
    int16_t *frames = sound_make(3000);
    const struct clip clip = {.frames = frames, .frame_count = 3000};
    assert_int_equal(recording_init(&recording, NULL), STATUS_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){.rlim_cur = 5000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status status = recording_append(&recording, &clip, 0, &cue, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, STATUS_IO);
    assert_string_equal(error.file, sound_path(""));
    assert_non_null(strstr(error.text, "set TMPDIR to a folder with more"));
    recording_done(&recording);
    free(frames);
}

static void tells_a_folder_that_is_not_there(void **state)
{
    (void)state;
    struct recording recording;
    struct error error = {0};
    setenv("TMPDIR", sound_path("none"), 1);
    assert_int_equal(recording_init(&recording, &error), STATUS_IO);
    assert_string_equal(error.file, sound_path("none"));
    recording_done(&recording);
    setenv("TMPDIR", sound_path(""), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_was_put_in),
        cmocka_unit_test(tells_where_a_clip_lies_without_its_pause),
        cmocka_unit_test(tells_that_there_is_no_room),
        cmocka_unit_test(tells_a_folder_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, begin, sound_folder_remove);
}
