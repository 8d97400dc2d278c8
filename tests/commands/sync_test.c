/* What a power cut would leave: a manifest tells of files only when the disk has them for good. The system's sync is one of the
 * test's own here, which looks at what is there, and can fail. */
#include "cmocka_all.h"
#include "run.h"

#include "commands/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Shared with the processes of the batch. */
static struct seen {
    atomic_int syncs, without_sound, with_manifest, with_menu;
    atomic_int failing; /* so many times */
} * seen;

static bool has(int folder, const char *name)
{
    return faccessat(folder, name, F_OK, 0) == 0;
}

/* So that a sync that fails does so when both leaflets are written. */
static void wait_for_both(int folder)
{
    static const char *const lists[] = {"../tea/playlist-wav.m3u8", "../cake/playlist-wav.m3u8"};
    for (int i = 0; i < 500 && !(has(folder, lists[0]) && has(folder, lists[1])); i++) usleep(10000);
}

int syncfs(int folder)
{
    seen->syncs++;
    seen->without_sound += !has(folder, "01-tea.wav") || !has(folder, "playlist-wav.m3u8");
    seen->with_manifest += has(folder, "manifest.json");
    seen->with_menu += has(folder, "lines/tea/menu.json") && has(folder, "sounds/en-GB/tea/welcome.alaw");
    if (seen->failing == 0) return (int)syscall(SYS_syncfs, folder);
    if (seen->failing == 1) wait_for_both(folder);
    seen->failing--;
    errno = EIO;
    return -1;
}

static int set_up(void **state)
{
    seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (seen == MAP_FAILED) return 1;
    setenv("ALOUD_ENGINE", ALOUD_BINARY "/aloud-engine", 1);
    return run_set_up(state);
}

static int tear_down(void **state)
{
    munmap(seen, sizeof *seen);
    return run_tear_down(state);
}

/* Two leaflets into the folder out, or as a line; returns the exit status. */
static int make(struct run *run, int (*command)(int argc, char **argv), const char *option, const char *value)
{
    char *tea = strdup(stage_write_text(run->stage, "tea.md", "# Tea\n\nSip.\n")),
         *cake = strdup(stage_write_text(run->stage, "cake.md", "# Tea\n\nWith cake.\n")),
         *output = strdup(stage_path(run->stage, "out"));
    const char *const arguments[] = {
        "aloud", "--voices", ALOUD_SOURCE "/voices", "--lang", "en-GB", option, value, "-o", output, tea, cake, NULL};
    char *own[sizeof arguments / sizeof arguments[0]];
    memcpy(own, arguments, sizeof arguments);
    int status = command((int)(sizeof own / sizeof own[0]) - 1, own);
    free(tea);
    free(cake);
    free(output);
    return status;
}

static int export(struct run *run)
{
    return make(run, command_export, "-f", "wav");
}

static bool is_there(struct run *run, const char *name)
{
    return access(stage_path(run->stage, name), F_OK) == 0;
}

static void a_manifest_comes_behind_a_sync(void **state)
{
    struct run *run = *state;
    assert_int_equal(export(run), EXIT_GOOD);
    assert_int_equal(seen->syncs, 2);
    assert_int_equal(seen->without_sound, 0);
    assert_int_equal(seen->with_manifest, 0);
    assert_true(is_there(run, "out/tea/manifest.json") && is_there(run, "out/cake/manifest.json"));
    assert_int_equal(export(run), EXIT_GOOD); /* in which nothing is made */
    assert_int_equal(seen->syncs, 2);
}

static void what_cannot_be_synced_is_no_finished_leaflet(void **state)
{
    struct run *run = *state;
    seen->failing = 2;
    assert_int_equal(export(run), EXIT_BAD);
    assert_true(is_there(run, "out/tea/01-tea.wav"));
    assert_false(is_there(run, "out/tea/manifest.json") || is_there(run, "out/cake/manifest.json"));
    seen->failing = 0;
    int before = seen->syncs;
    assert_false(is_there(run, "out/tea/.aloud-journal") || is_there(run, "out/cake/.aloud-journal"));
    assert_int_equal(export(run), EXIT_GOOD); /* in which all is made again, as a block may be lost */
    assert_int_equal(seen->syncs, before + 2);
    assert_int_equal(seen->with_manifest, 0);
    assert_true(is_there(run, "out/tea/manifest.json") && is_there(run, "out/cake/manifest.json"));
}

/* The system tells of a lost block once, and not whose it was. */
static void a_sync_that_fails_is_of_all_that_is_under_way(void **state)
{
    struct run *run = *state;
    seen->failing = 1;
    assert_int_equal(export(run), EXIT_BAD);
    assert_true(is_there(run, "out/tea/01-tea.wav") && is_there(run, "out/cake/01-tea.wav"));
    assert_false(is_there(run, "out/tea/manifest.json") || is_there(run, "out/cake/manifest.json"));
}

static void menus_are_synced(void **state)
{
    struct run *run = *state;
    assert_int_equal(make(run, command_phone, "--codec", "alaw"), EXIT_GOOD);
    assert_int_equal(seen->syncs, 3);
    assert_int_equal(seen->with_menu, 1);
    seen->failing = 2;
    assert_int_equal(make(run, command_phone, "--codec", "alaw"), EXIT_BAD);
    assert_int_equal(seen->syncs, 4); /* that of the menus, which are made anew */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_manifest_comes_behind_a_sync, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_synced_is_no_finished_leaflet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sync_that_fails_is_of_all_that_is_under_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(menus_are_synced, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
