/* The terminal is as it was on every way out, and right after it was resized. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/array.h"

#include <signal.h>
#include <string.h>

static const char *const quiet[] = {"--quiet-ui", NULL};

static void begin(struct sitting *sitting)
{
    sitting_begin(sitting, "falls.md", quiet);
    sitting_sees(sitting, "Getting up again");
    sitting_waits(sitting, 0.3);
    assert_false(typist_is_restored(sitting->typist));
}

static void assert_restored(struct sitting *sitting)
{
    bool is = typist_is_restored(sitting->typist);
    if (!is) print_error("the terminal is not as it was\n");
    assert_true(is);
}

static void is_restored_after_q(void **state)
{
    begin(*state);
    sitting_types(*state, "q");
    sitting_ends(*state, 0);
    assert_restored(*state);
}

static void is_restored_after_control_c(void **state)
{
    begin(*state);
    sitting_types(*state, "\003");
    sitting_ends(*state, 0);
    assert_restored(*state);
}

static void is_restored_after_signals(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGFPE};
    for (size_t i = 0; i < ARRAY_COUNT(signals); i++) {
        struct sitting *sitting = *state;
        if (i > 0) {
            sitting_tear_down(state);
            sitting_set_up(state);
            sitting = *state;
        }
        begin(sitting);
        kill(typist_process(sitting->typist), signals[i]);
        int status = typist_exit(sitting->typist, 20);
        bool crash = signals[i] == SIGSEGV || signals[i] == SIGABRT || signals[i] == SIGFPE;
        if (!typist_is_restored(sitting->typist) || status < 0) print_error("after signal %d\n", signals[i]);
        assert_true(status >= 0);
        /* A crash is told by the way it ended; a request to end is not a crash. */
        if (crash) assert_int_equal(status, 128 + signals[i]);
        assert_restored(sitting);
    }
}

/* In a shell with job control: stopped, the terminal is the shell's; brought back, the reading is on the screen. */
static void is_restored_when_stopped(void **state)
{
    struct sitting *sitting = *state;
    sitting_prepare(sitting, "falls.md");
    stage_set(sitting->stage, "PS1", "ready ");
    stage_set(sitting->stage, "ENV", "");
    const char *const shell[] = {"/bin/dash", "-i", NULL};
    sitting->typist =
        typist_start(&(struct typist_program){.arguments = shell, .environment = stage_environment(sitting->stage)});
    assert_non_null(sitting->typist);
    sitting_sees(sitting, "ready");
    sitting_types(sitting, ALOUD_BINARY "/aloud --quiet-ui ");
    sitting_types(sitting, sitting->leaflet);
    sitting_types(sitting, "\r");
    sitting_sees(sitting, "Getting up again");
    sitting_waits(sitting, 0.5);
    assert_false(typist_is_restored(sitting->typist));
    sitting_types(sitting, "\032");
    sitting_sees(sitting, "ready");
    sitting_waits(sitting, 0.3);
    assert_restored(sitting);
    sitting_types(sitting, "echo still here\r");
    sitting_sees(sitting, "still here");
    sitting_waits(sitting, 4.0); /* longer than a device may be silent */
    sitting_types(sitting, "fg\r");
    sitting_waits(sitting, 0.5);
    assert_false(typist_is_restored(sitting->typist));
    sitting_types(sitting, TYPE_HOME);
    sitting_sees(sitting, "Getting up again");
    sitting_waits(sitting, 1.0);
    assert_null(strstr(buffer_text(typist_output(sitting->typist)), "sound has gone"));
    sitting_types(sitting, "q");
    sitting_sees(sitting, "ready");
    sitting_waits(sitting, 0.3);
    assert_restored(sitting);
    sitting_types(sitting, "exit\r");
    sitting_ends(sitting, 0);
}

static void tells_an_unknown_key(void **state)
{
    begin(*state);
    sitting_types(*state, "x");
    sitting_sees(*state, "The key x does nothing here.");
    sitting_types(*state, "\033[24~"); /* F12 */
    sitting_sees(*state, "The key F12 does nothing here.");
    sitting_types(*state, "\004");
    sitting_sees(*state, "The key Control and d does nothing here.");
    /* A key that the terminal's description does not know; "[" alone lowers the pitch, "n" goes on. */
    sitting_types(*state, "\033[77;5n");
    sitting_sees(*state, "The key that was pressed does nothing here.");
    sitting_waits(*state, 0.5);
    sitting_sees(*state, "The key that was pressed does nothing here.");
    sitting_types(*state, "\033w"); /* escape, and another key at once */
    sitting_sees(*state, "You are in section 1");
    sitting_types(*state, "q");
    sitting_ends(*state, 0);
}

/* What is asked, and all of what was said, can be read too; what is over is not shown as if it were not. */
static void shows_questions_and_messages(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", quiet);
    sitting_sees(sitting, "How to look after");
    sitting_types(sitting, " ");
    sitting_sees(sitting, "Paused.");
    sitting_types(sitting, " ");
    sitting_sees(sitting, "Going on.");
    assert_null(strstr(typist_screen(sitting->typist), "Paused."));
    sitting_types(sitting, "g");
    sitting_sees(sitting, "Type the number of a section");
    sitting_types(sitting, TYPE_ESCAPE);
    sitting_sees(sitting, "Cancelled.");
    sitting_types(sitting, "/");
    sitting_sees(sitting, "Type the words to find");
    sitting_types(sitting, "ice");
    sitting_sees(sitting, "ice");
    sitting_types(sitting, TYPE_ENTER "c");
    sitting_sees(sitting, "Contact 1 of 1, a phone number: 01234 567 890 Once more: 01234 567 890 Press c");
    sitting_types(sitting, "?");
    sitting_sees(sitting, "Escape goes back. space or five on the number pad: pause, or go on.");
    sitting_types(sitting, TYPE_ESCAPE "nnn");
    sitting_waits(sitting, 0.5);
    assert_null(strstr(typist_screen(sitting->typist), "Cancelled."));
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
}

/* Lines alone: no control codes that a braille display would have to spell, and no sentence before it is heard. */
static void plain_lines_are_nothing_else(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", (const char *[]){"--plain", NULL});
    sitting_reads(sitting, "Falls");
    sitting_types(sitting, "?");
    sitting_reads(sitting, "pause, or go on.");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    const char *output = buffer_text(typist_output(sitting->typist));
    assert_null(strchr(output, '\033'));
    assert_null(strstr(output, "Getting up again"));
}

static void is_right_after_resizing(void **state)
{
    struct sitting *sitting = *state;
    begin(sitting);
    sitting_types(sitting, " ");
    sitting_sees(sitting, "Paused.");
    static const struct {
        int rows, columns;
    } sizes[] = {{40, 132}, {10, 30}, {1, 1}, {3, 200}, {24, 80}};
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        typist_resize(sitting->typist, sizes[i].rows, sizes[i].columns);
        sitting_waits(sitting, 0.3);
        if (sizes[i].columns >= 30 && sizes[i].rows >= 10) sitting_sees(sitting, "Getting up again");
    }
    sitting_types(sitting, "n");
    sitting_sees(sitting, "Everyone who has fallen once");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    assert_restored(sitting);
}

static void ends_when_the_terminal_goes(void **state)
{
    struct sitting *sitting = *state;
    begin(sitting);
    pid_t process = typist_process(sitting->typist);
    assert_true(typist_hang_up(sitting->typist));
    assert_int_not_equal(typist_exit(sitting->typist, 20), -1);
    assert_int_equal(kill(process, 0), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(is_restored_after_q),          SITTING_TEST(is_restored_after_control_c),
        SITTING_TEST(is_restored_after_signals),    SITTING_TEST(is_restored_when_stopped),
        SITTING_TEST(tells_an_unknown_key),         SITTING_TEST(is_right_after_resizing),
        SITTING_TEST(ends_when_the_terminal_goes),  SITTING_TEST(shows_questions_and_messages),

        SITTING_TEST(plain_lines_are_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
