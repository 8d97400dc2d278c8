/* The terminal as it was on every way out, and the signals. */
#include "cmocka_all.h"
#include "show.h"

#include "base/array.h"
#include "listen/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_view views[] = {
    {.title = "Back pain", .sentence = "Rest does not help with pain that lasts."},
    {.title = "Back pain", .sentence = "Walk a little."}};

static struct show *begin(bool plain, bool with_shell)
{
    struct show *show = show_open(&(struct show_plan){.views = views, .plain = plain, .with_shell = with_shell});
    show_view(show, 0);
    assert_false(typist_is_restored(show_typist(show)));
    return show;
}

static void asks_to_leave_by_signals(void **state)
{
    (void)state;
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    struct show *show = begin(false, false);
    for (size_t i = 0; i < ARRAY_COUNT(signals); i++) {
        kill(show_process(show), signals[i]);
        assert_int_equal(show_signal(show), signals[i]);
    }
    assert_int_equal(show_signal(show), 0); /* told once */
    assert_false(typist_is_restored(show_typist(show)));
    show_close_screen(show);
    assert_true(typist_is_restored(show_typist(show)));
    show_close(show);
}

static void assert_restored_by(bool plain, int number)
{
    struct show *show = begin(plain, false);
    kill(show_process(show), number);
    int status = typist_exit(show_typist(show), 10);
    bool restored = typist_is_restored(show_typist(show));
    if (!restored || status != 128 + number) print_error("signal %d, %s\n", number, plain ? "plain" : "drawn");
    assert_int_equal(status, 128 + number);
    assert_true(restored);
    show_close(show);
}

static void is_restored_by_crashes(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < ARRAY_COUNT(signals); i++) {
        assert_restored_by(false, signals[i]);
        assert_restored_by(true, signals[i]);
    }
}

/* Where a mode was set last in all that was written; NULL where it never was. */
static const char *last(struct typist *typist, const char *sequence)
{
    const char *found = NULL;
    for (const char *at = buffer_text(typist_output(typist)); (at = strstr(at, sequence)); at++) found = at;
    return found;
}

static void assert_stops_and_goes_on(struct show *show, bool by_key)
{
    struct typist *typist = show_typist(show);
    if (by_key)
        typist_type(typist, "\032");
    else
        kill(show_process(show), SIGTSTP);
    typist_waits(typist, 0.3);
    assert_true(typist_is_restored(typist));
    assert_null(strstr(typist_screen(typist), "Rest does not help with pain that lasts."));
    if (by_key) assert_true(last(typist, "\033[8h") > last(typist, "\033[8l"));
    show_to_foreground(show);
    assert_false(typist_is_restored(typist));
    assert_non_null(strstr(typist_screen(typist), "Rest does not help with pain that lasts."));
    if (by_key) assert_true(last(typist, "\033[8l") > last(typist, "\033[8h"));
    assert_int_equal(show_key(show, "n"), 'n');
    assert_int_equal(show_key(show, TYPE_RIGHT), show_key(show, "\033[C"));
    show_view(show, 1);
    assert_non_null(strstr(typist_screen(typist), "Walk a little."));
    show_view(show, 0);
}

static void is_the_shells_while_stopped(void **state)
{
    (void)state;
    struct show *show = begin(false, true);
    assert_stops_and_goes_on(show, true);
    assert_stops_and_goes_on(show, true);
    assert_stops_and_goes_on(show, false);
    show_close_screen(show);
    assert_true(typist_is_restored(show_typist(show)));
    show_close(show);
}

/* Nobody tells a stopped program that the window has another size now. */
static void fits_a_window_that_was_resized_while_stopped(void **state)
{
    (void)state;
    struct show *show = begin(false, true);
    struct typist *typist = show_typist(show);
    typist_type(typist, "\032");
    typist_waits(typist, 0.3);
    assert_true(typist_is_restored(typist));
    typist_resize(typist, 10, 20);
    show_to_foreground(show);
    assert_non_null(strstr(typist_screen(typist), "Rest does not help with pain that lasts."));
    show_close(show);
}

static void is_the_shells_while_stopped_where_plain(void **state)
{
    (void)state;
    struct show *show = begin(true, true);
    for (int by_key = 1; by_key >= 0; by_key--) {
        if (by_key)
            typist_type(show_typist(show), "\032");
        else
            kill(show_process(show), SIGTSTP);
        typist_waits(show_typist(show), 0.3);
        assert_true(typist_is_restored(show_typist(show)));
        show_to_foreground(show);
        assert_false(typist_is_restored(show_typist(show)));
        assert_int_equal(show_key(show, "n"), 'n');
    }
    show_close_screen(show);
    assert_true(typist_is_restored(show_typist(show)));
    assert_null(strchr(buffer_text(typist_output(show_typist(show))), '\033'));
    show_close(show);
}

static void knows_what_terminals_can(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    assert_string_equal(terminal_type(), "xterm");
    assert_true(terminal_can("cup"));
    assert_true(terminal_can("smcup"));
    setenv("TERM", "dumb", 1);
    assert_string_equal(terminal_type(), "dumb");
    assert_false(terminal_can("cup"));
    static const char *const unknown[] = {"", "no-such-terminal", "/etc/passwd", "../x"};
    for (size_t i = 0; i < ARRAY_COUNT(unknown); i++) {
        setenv("TERM", unknown[i], 1);
        assert_string_equal(terminal_type(), "vt100");
        assert_true(terminal_can("cup"));
        assert_false(terminal_can("smcup"));
    }
    unsetenv("TERM");
    assert_string_equal(terminal_type(), "vt100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_to_leave_by_signals),    cmocka_unit_test(is_restored_by_crashes),
        cmocka_unit_test(is_the_shells_while_stopped), cmocka_unit_test(fits_a_window_that_was_resized_while_stopped),
        cmocka_unit_test(knows_what_terminals_can),    cmocka_unit_test(is_the_shells_while_stopped_where_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
