/* The stage itself: what another program plays is recorded and found, before and after the server was killed. */
#include "cmocka_all.h"
#include "stage.h"
#include "verdict.h"

#include "base/array.h"
#include "speech/clip.h"

#include <stdlib.h>
#include <string.h>

enum { CLIP_FRAMES = CLIP_RATE_HZ };

static void fill(int16_t *frames, uint64_t seed)
{
    int level = 0;
    for (size_t i = 0; i < CLIP_FRAMES; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        level = (level * 7 + (int)(seed >> 51) - 4096) / 8;
        frames[i] = (int16_t)(level * 8);
    }
}

static void play(struct stage *stage, const char *path)
{
    const char *const command[] = {
        "/usr/bin/pacat", "--raw", "--format=s16le", "--rate=22050", "--channels=1", path, NULL};
    struct outcome outcome = stage_run_program(stage, command, 20);
    if (outcome.exit_status != 0) print_error("%s", buffer_text(&outcome.errors));
    assert_int_equal(outcome.exit_status, 0);
    outcome_done(&outcome);
}

static void records_what_is_played(void **state)
{
    (void)state;
    struct stage *stage = stage_open(STAGE_WITH_SOUND);
    assert_non_null(stage);
    static int16_t frames[2][CLIP_FRAMES];
    fill(frames[0], 1);
    fill(frames[1], 2);
    const char *first = stage_write(stage, "first.raw", frames[0], sizeof frames[0]);
    const char *second = stage_write(stage, "second.raw", frames[1], sizeof frames[1]);
    assert_true(stage_record(stage));
    play(stage, first);
    play(stage, second);
    stage_kill_sound(stage);
    assert_true(stage_restart_sound(stage));
    assert_true(stage_record(stage));
    play(stage, first);

    struct sound clips[] = {{frames[0], CLIP_FRAMES}, {frames[1], CLIP_FRAMES}};
    struct ear *ear = ear_new(clips, ARRAY_COUNT(clips));
    struct hearing hearing = {0};
    struct buffer report = {0};
    assert_non_null(ear);
    assert_true(ear_listen(ear, stage_tape(stage), &hearing));
    static const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_WHOLE, 1}, {WISH_WHOLE, 0}};
    bool is = verdict_is(&hearing, clips, wishes, ARRAY_COUNT(wishes), &report);
    if (!is) print_error("%s", buffer_text(&report));
    buffer_done(&report);
    hearing_done(&hearing);
    ear_free(ear);
    stage_close(stage);
    assert_true(is);
}

static void tells_how_a_program_ended(void **state)
{
    (void)state;
    struct stage *stage = stage_open(STAGE_WITHOUT_SOUND);
    assert_non_null(stage);
    const char *const says[] = {"/bin/sh", "-c", "echo $XDG_STATE_HOME; echo bad >&2; exit 7", NULL};
    struct outcome outcome = stage_run_program(stage, says, 10);
    assert_int_equal(outcome.exit_status, 7);
    assert_memory_equal(buffer_text(&outcome.output), stage_path(stage, "state"), outcome.output.length - 1);
    assert_string_equal(buffer_text(&outcome.errors), "bad\n");
    outcome_done(&outcome);
    const char *const hangs[] = {"/bin/sleep", "60", NULL};
    outcome = stage_run_program(stage, hangs, 0.2);
    assert_int_equal(outcome.exit_status, -1);
    outcome_done(&outcome);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_what_is_played),
        cmocka_unit_test(tells_how_a_program_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
