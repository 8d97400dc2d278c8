/* A run of aloud without a terminal: what it printed and how it ended. All of these are cmocka assertions.
 *
 *     const char *leaflet = stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink it.\n");
 *     RUN(run, 0, "outline", leaflet);
 *     run_prints(run, "1 section, 2 sentences");
 */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include "stage.h"

struct run {
    struct stage *stage;
    struct outcome last;
};

int run_set_up(void **state);            /* without sound */
int run_set_up_with_sound(void **state); /* with a sound server */
int run_tear_down(void **state);

#define RUN_TEST(test) cmocka_unit_test_setup_teardown(test, run_set_up, run_tear_down)
#define RUN_TEST_WITH_SOUND(test) cmocka_unit_test_setup_teardown(test, run_set_up_with_sound, run_tear_down)

/* Runs aloud with these arguments; it ends with this exit status. */
void run_aloud(struct run *run, int exit_status, const char *const *arguments);
#define RUN(run, exit_status, ...) run_aloud(run, exit_status, (const char *const[]){__VA_ARGS__, NULL})

/* The same with a line for the shell, in which $A is aloud and $1 this text. */
void run_shell(struct run *run, int exit_status, const char *line, const char *text);

/* The sound libraries leak, in modules that they unload, so that LeakSanitizer cannot be told which leaks are theirs: for
 * what opens a device and prints nothing else. */
void run_with_sound_libraries(struct run *run);

/* Whether the last run wrote this to standard output, or to standard error. */
void run_prints(struct run *run, const char *text);
void run_says(struct run *run, const char *text);
void run_prints_not(struct run *run, const char *text);

/* What standard output, or standard error, is just that. */
void run_prints_only(struct run *run, const char *text);
void run_says_not(struct run *run, const char *text);
void run_says_only(struct run *run, const char *text);

/* One line on standard error that tells wrong use, and nothing on standard output. */
void run_tells_use(struct run *run, const char *text);

#endif
