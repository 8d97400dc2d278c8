/* The typist itself, with programs that every system has. */
#include "cmocka_all.h"
#include "typist.h"

#include <signal.h>
#include <string.h>

static struct typist *run(const char *script)
{
    const char *const arguments[] = {"/bin/sh", "-c", script, NULL};
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "TERM=xterm", NULL};
    struct typist *typist = typist_start(&(struct typist_program){.arguments = arguments, .environment = environment});
    assert_non_null(typist);
    return typist;
}

static void types_and_sees(void **state)
{
    (void)state;
    struct typist *typist = run("read line; printf 'you   said\\r\\n%s.' \"$line\"; exit 3");
    typist_type(typist, "żółw\r");
    assert_true(typist_sees(typist, "you said żółw.", 5));
    assert_false(typist_sees(typist, "something else", 0.1));
    assert_int_equal(typist_exit(typist, 5), 3);
    typist_free(typist);
}

static void sees_what_is_drawn_and_not_what_was(void **state)
{
    (void)state;
    struct typist *typist = run("printf 'first\\033[H\\033[2Jsecond\\033[1;3HX'; read line");
    assert_true(typist_sees(typist, "seXond", 5));
    assert_null(strstr(typist_screen(typist), "first"));
    assert_true(typist_reads(typist, "first", 0));
    typist_free(typist);
}

static void notices_an_unrestored_terminal(void **state)
{
    (void)state;
    struct typist *typist = run("printf '\\033[?1049h'; read a; printf '\\033[?1049l\\033[?25l'; read a; "
                                "printf '\\033[?25h'; stty -echo; read a; stty echo; read a");
    for (int i = 0; i < 3; i++) {
        typist_waits(typist, 0.2);
        assert_false(typist_is_restored(typist));
        typist_type(typist, "\r");
    }
    typist_waits(typist, 0.2);
    assert_true(typist_is_restored(typist));
    typist_free(typist);
}

static void tells_signals_and_programs_that_hang(void **state)
{
    (void)state;
    struct typist *typist = run("trap '' HUP; echo ready; read line");
    assert_true(typist_reads(typist, "ready", 5));
    assert_int_equal(typist_exit(typist, 0.1), -1);
    kill(typist_process(typist), SIGTERM);
    assert_int_equal(typist_exit(typist, 5), 128 + SIGTERM);
    typist_free(typist);
}

static void resizes(void **state)
{
    (void)state;
    struct typist *typist = run("read line; stty size; read line");
    typist_resize(typist, 30, 100);
    typist_type(typist, "\r");
    assert_true(typist_sees(typist, "30 100", 5));
    typist_free(typist);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_and_sees),
        cmocka_unit_test(sees_what_is_drawn_and_not_what_was),
        cmocka_unit_test(notices_an_unrestored_terminal),
        cmocka_unit_test(tells_signals_and_programs_that_hang),
        cmocka_unit_test(resizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
