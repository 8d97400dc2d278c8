#include "run.h"

#include "cmocka_all.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const double LIMIT_S = 60.0;

static int set_up(void **state, enum stage_kind kind)
{
    struct run *run = calloc(1, sizeof *run);
    if (run) run->stage = stage_open(kind);
    *state = run;
    return run && run->stage ? 0 : 1;
}

int run_set_up(void **state)
{
    return set_up(state, STAGE_WITHOUT_SOUND);
}

int run_set_up_with_sound(void **state)
{
    return set_up(state, STAGE_WITH_SOUND);
}

int run_tear_down(void **state)
{
    struct run *run = *state;
    outcome_done(&run->last);
    stage_close(run->stage);
    free(run);
    return 0;
}

static void assert_ended(struct run *run, int exit_status)
{
    if (run->last.exit_status != exit_status) {
        print_error("exit status %d after %.1f s: %.2000s\n", run->last.exit_status, run->last.seconds,
                    buffer_text(&run->last.errors));
    }
    assert_int_equal(run->last.exit_status, exit_status);
}

void run_aloud(struct run *run, int exit_status, const char *const *arguments)
{
    outcome_done(&run->last);
    run->last = stage_run(run->stage, arguments, LIMIT_S);
    assert_ended(run, exit_status);
}

void run_with_sound_libraries(struct run *run)
{
    const char *options = getenv("ASAN_OPTIONS");
    char *without = text_format("%s%sdetect_leaks=0", options ? options : "", options ? ":" : "");
    assert_non_null(without);
    stage_set(run->stage, "ASAN_OPTIONS", without);
    free(without);
}

void run_shell(struct run *run, int exit_status, const char *line, const char *text)
{
    stage_set(run->stage, "A", ALOUD_BINARY "/aloud");
    outcome_done(&run->last);
    const char *const arguments[] = {"/bin/sh", "-c", line, "sh", text, NULL};
    run->last = stage_run_program(run->stage, arguments, LIMIT_S);
    assert_ended(run, exit_status);
}

static void assert_within(const struct buffer *written, const char *text)
{
    bool is = strstr(buffer_text(written), text);
    if (!is) print_error("no \"%s\" in: %.4000s\n", text, buffer_text(written));
    assert_true(is);
}

void run_prints(struct run *run, const char *text)
{
    assert_within(&run->last.output, text);
}

void run_says(struct run *run, const char *text)
{
    assert_within(&run->last.errors, text);
}

void run_prints_not(struct run *run, const char *text)
{
    assert_null(strstr(buffer_text(&run->last.output), text));
}

void run_prints_only(struct run *run, const char *text)
{
    assert_string_equal(buffer_text(&run->last.output), text);
}

void run_says_not(struct run *run, const char *text)
{
    assert_null(strstr(buffer_text(&run->last.errors), text));
}

void run_says_only(struct run *run, const char *text)
{
    assert_string_equal(buffer_text(&run->last.errors), text);
}

void run_tells_use(struct run *run, const char *text)
{
    run_prints_only(run, "");
    run_says(run, text);
    run_says(run, "--help");
}
