/* A folder of prompts is there whole, the old one or the new one, also where the swap is killed. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "export/prompt_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum swap { SWAP_WELL, SWAP_KILLED_BEFORE, SWAP_KILLED_BEHIND, SWAP_UNKNOWN };
static enum swap swap;

/* In place of libc's: a kill before or behind the swap, and a file system that has none. */
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (swap == SWAP_KILLED_BEFORE) _exit(7);
    if (swap == SWAP_UNKNOWN && flags) {
        errno = EINVAL;
        return -1;
    }
    long result = syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    if (swap == SWAP_KILLED_BEHIND) _exit(7);
    return (int)result;
}

static const char *path(void)
{
    return sound_path("prompts");
}

static void add(struct prompt_folder *folder, const char *name, const char *text)
{
    assert_int_equal(prompt_folder_add(folder, name, text, strlen(text), NULL), STATUS_OK);
}

/* A folder with a prompt that says `text`, usual and slow. */
static enum status make(const char *text)
{
    struct prompt_folder folder = {0};
    assert_int_equal(prompt_folder_begin(&folder, path(), NULL), STATUS_OK);
    add(&folder, "0001.alaw", text);
    add(&folder, "slow/0001.alaw", text);
    return prompt_folder_commit(&folder, NULL);
}

/* The files in the sound folder, and what they say. */
static void assert_there(const char *files)
{
    assert_string_equal(tool_prints("cd %s && find . -type f | sort | xargs -r grep -H .", sound_path("")), files);
}

static void clear(void)
{
    swap = SWAP_WELL;
    assert_true(prompt_folder_remove(path()));
    assert_there("");
}

static const char OLD[] = "./prompts/0001.alaw:old\n./prompts/slow/0001.alaw:old\n",
                  NEW[] = "./prompts/0001.alaw:new\n./prompts/slow/0001.alaw:new\n";

static void appears_whole_or_not_at_all(void **state)
{
    (void)state;
    struct prompt_folder folder = {0};
    assert_int_equal(prompt_folder_begin(&folder, path(), NULL), STATUS_OK);
    add(&folder, "0001.alaw", "old");
    assert_int_equal(access(path(), F_OK), -1);
    prompt_folder_discard(&folder);
    assert_there("");
    assert_int_equal(make("old"), STATUS_OK);
    assert_there(OLD);
    assert_int_equal(make("new"), STATUS_OK);
    assert_there(NEW);
    clear();
    swap = SWAP_UNKNOWN;
    assert_int_equal(make("old"), STATUS_OK);
    assert_int_equal(make("new"), STATUS_OK);
    assert_there(NEW);
    clear();
}

/* Swaps with "new" in a process that is killed there. */
static void make_and_die(enum swap where)
{
    int status;
    pid_t process = fork();
    if (process == 0) {
        swap = where;
        make("new");
        _exit(0);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

static void a_killed_swap_leaves_the_old_or_the_new(void **state)
{
    (void)state;
    assert_int_equal(make("old"), STATUS_OK);
    make_and_die(SWAP_KILLED_BEFORE);
    assert_there("./.prompts.partial/0001.alaw:new\n./.prompts.partial/slow/0001.alaw:new\n"
                 "./prompts/0001.alaw:old\n./prompts/slow/0001.alaw:old\n");
    make_and_die(SWAP_KILLED_BEHIND);
    assert_there("./.prompts.partial/0001.alaw:old\n./.prompts.partial/slow/0001.alaw:old\n"
                 "./prompts/0001.alaw:new\n./prompts/slow/0001.alaw:new\n");
    assert_int_equal(make("old"), STATUS_OK); /* what they left is gone */
    assert_there(OLD);
    clear();
}

static void a_full_disk_leaves_the_old(void **state)
{
    (void)state;
    struct prompt_folder folder = {0};
    struct error error = {0};
    struct rlimit before;
    static const char sound[5000];
    assert_int_equal(make("old"), STATUS_OK);
    assert_int_equal(prompt_folder_begin(&folder, path(), NULL), STATUS_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = {.rlim_cur = 4000, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status status = prompt_folder_add(&folder, "0002.alaw", sound, sizeof sound, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, STATUS_IO);
    assert_non_null(strstr(error.file, "0002.alaw"));
    prompt_folder_discard(&folder);
    assert_there(OLD);
    clear();
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    (void)state;
    struct prompt_folder folder = {0};
    struct error error = {0};
    assert_int_equal(prompt_folder_begin(&folder, sound_path("none/prompts"), &error), STATUS_IO);
    assert_non_null(strstr(error.text, "No such file"));
    prompt_folder_discard(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appears_whole_or_not_at_all),
        cmocka_unit_test(a_killed_swap_leaves_the_old_or_the_new),
        cmocka_unit_test(a_full_disk_leaves_the_old),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_told),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
