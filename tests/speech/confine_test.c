/* What a confined process cannot do, tried in one; and that the worker is one, all its threads. */
#include "cmocka_all.h"

#include "base/file.h"
#include "speech/engine.h"
#include "speech/worker/confine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-confine-XXXXXX";
static char inside[sizeof folder + 2];

static bool refused(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

/* By the filter, where Landlock says EACCES: each must hold without the other. */
static bool filtered(long result)
{
    return result < 0 && errno == EPERM;
}

static bool reads_its_folder(void)
{
    return open(inside, O_RDONLY) >= 0;
}

static bool writes_nothing(void)
{
    return filtered(open(inside, O_WRONLY)) && filtered(open(inside, O_RDWR)) && filtered(unlink(inside))
           && filtered(open(folder, O_TMPFILE | O_RDWR, 0600)) && filtered(mkdir("/tmp/aloud-confine-new", 0700));
}

static bool reads_nothing_else(void)
{
    return refused(open("/etc/passwd", O_RDONLY));
}

static bool has_no_network(void)
{
    int pair[2];
    return refused(socket(AF_INET, SOCK_STREAM, 0)) && refused(socket(AF_UNIX, SOCK_STREAM, 0))
           && refused(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static bool starts_nothing(void)
{
    char *const arguments[] = {"/bin/true", NULL};
    struct clone_args fresh = {.exit_signal = SIGCHLD};
    bool no_clone3 = syscall(SYS_clone3, &fresh, sizeof fresh) < 0 && errno == ENOSYS;
    return no_clone3 && refused(fork()) && refused(execv(arguments[0], arguments));
}

static bool harms_no_other(void)
{
    return refused(kill(getppid(), SIGTERM));
}

static bool makes_no_code(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory != MAP_FAILED || errno != EPERM) return false;
    memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED && refused(mprotect(memory, 4096, PROT_READ | PROT_EXEC));
}

static void *try_network(void *unused)
{
    (void)unused;
    return has_no_network() && writes_nothing() ? inside : NULL;
}

static bool holds_its_threads(void)
{
    pthread_t thread;
    void *held = NULL;
    return pthread_create(&thread, NULL, try_network, NULL) == 0 && pthread_join(thread, &held) == 0 && held;
}

static void holds_confined(bool (*check)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(!confine(folder) ? 2 : !check());
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_child_has_no_more_than_that(void **state)
{
    (void)state;
    static bool (*const checks[])(void) = {reads_its_folder, writes_nothing, reads_nothing_else, has_no_network,
                                           starts_nothing,   harms_no_other, makes_no_code,      holds_its_threads};
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        pid_t parent = fork();
        assert_true(parent >= 0);
        if (parent == 0) {
            int status = 0;
            pid_t child = confine_parent(folder) ? fork() : -1;
            if (child == 0) _exit(!confine_child() ? 2 : !checks[i]());
            _exit(child < 0 || waitpid(child, &status, 0) != child || status != 0);
        }
        int status = 0;
        assert_int_equal(waitpid(parent, &status, 0), parent);
        assert_int_equal(status, 0);
    }
}

/* The signals by which it may end itself are its parent's by number: abort goes on to an instruction that no process has. */
static void a_child_that_aborts_ends(void **state)
{
    (void)state;
    pid_t parent = fork();
    assert_true(parent >= 0);
    if (parent == 0) {
        int status = 0;
        signal(SIGSEGV, SIG_DFL); /* cmocka has a handler */
        pid_t child = confine_parent(folder) ? fork() : -1;
        if (child == 0) {
            if (!confine_child()) _exit(2);
            abort();
        }
        _exit(child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    }
    int status = 0;
    assert_int_equal(waitpid(parent, &status, 0), parent);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SIGSEGV);
}

#define CONFINED(check)                                                                                                \
    static void check##_confined(void **state)                                                                         \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        holds_confined(check);                                                                                         \
    }
CONFINED(reads_its_folder)
CONFINED(writes_nothing)
CONFINED(reads_nothing_else)
CONFINED(has_no_network)
CONFINED(starts_nothing)
CONFINED(harms_no_other)
CONFINED(makes_no_code)
CONFINED(holds_its_threads)

static struct engine *start(void)
{
    struct engine *engine = NULL;
    bool has = false;
    assert_int_equal(engine_start(ALOUD_BINARY "/aloud-engine", &engine, NULL), STATUS_OK);
    assert_int_equal(engine_has_language(engine, "en-gb", &has, NULL), STATUS_OK);
    return engine;
}

static void assert_contains(pid_t process, const char *name, const char *line)
{
    struct buffer text = {0};
    char *path = text_format("/proc/%d/%s", (int)process, name);
    assert_non_null(path);
    assert_int_equal(file_read(path, 100000, &text, NULL), STATUS_OK);
    if (!strstr(buffer_text(&text), line)) print_error("%s lacks %s in:\n%s\n", path, line, buffer_text(&text));
    assert_non_null(strstr(buffer_text(&text), line));
    buffer_done(&text);
    free(path);
}

/* Calls `see` with each name in the folder of /proc; returns how many there are. */
static size_t each(pid_t process, const char *name, void (*see)(pid_t process, const char *entry))
{
    size_t count = 0;
    char *path = text_format("/proc/%d/%s", (int)process, name);
    assert_non_null(path);
    DIR *open = opendir(path);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        if (entry->d_name[0] == '.') continue;
        if (see) see(process, entry->d_name);
        count++;
    }
    closedir(open);
    free(path);
    return count;
}

static void see_thread(pid_t process, const char *thread)
{
    char *name = text_format("task/%s/status", thread);
    assert_non_null(name);
    assert_contains(process, name, "\nSeccomp:\t2\n");
    assert_contains(process, name, "\nNoNewPrivs:\t1\n");
    free(name);
}

static void every_thread_of_the_worker_is_confined(void **state)
{
    (void)state;
    struct engine *engine = start();
    assert_true(each(engine_process_id(engine), "task", see_thread) > 0);
    engine_free(engine);
}

/* Three on /dev/null and the socket, though this process leaks one that is inherited. */
static void the_worker_has_four_descriptors(void **state)
{
    (void)state;
    int leaked = fcntl(STDIN_FILENO, F_DUPFD, 50);
    struct engine *engine = start();
    assert_int_equal(each(engine_process_id(engine), "fd", NULL), 4);
    engine_free(engine);
    close(leaked);
}

static void the_keyboards_signals_do_not_reach_the_worker(void **state)
{
    (void)state;
    struct engine *engine = start();
    assert_int_not_equal(getpgid(engine_process_id(engine)), getpgrp());
    engine_free(engine);
}

static void the_worker_dies_with_its_owner(void **state)
{
    (void)state;
    int tell[2];
    assert_int_equal(pipe2(tell, O_CLOEXEC), 0);
    pid_t owner = fork();
    if (owner == 0) {
        struct engine *engine = NULL;
        bool has = false;
        if (engine_start(ALOUD_BINARY "/aloud-engine", &engine, NULL) != STATUS_OK) _exit(1);
        if (engine_has_language(engine, "en-gb", &has, NULL) != STATUS_OK) _exit(1);
        pid_t worker = engine_process_id(engine);
        if (write(tell[1], &worker, sizeof worker) != sizeof worker) _exit(1);
        for (;;) pause();
    }
    pid_t worker = 0;
    assert_int_equal(read(tell[0], &worker, sizeof worker), sizeof worker);
    kill(owner, SIGKILL);
    waitpid(owner, NULL, 0);
    int tries = 200;
    char state_letter = '?';
    for (; tries > 0; tries--, usleep(10000)) {
        /* Nobody may be there to bury it: dead is enough. */
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/stat", (int)worker);
        FILE *file = fopen(path, "r");
        if (!file) break;
        int read_count = fscanf(file, "%*d (%*[^)]) %c", &state_letter);
        fclose(file);
        if (read_count != 1 || state_letter == 'Z' || state_letter == 'X') break;
    }
    assert_true(tries > 0);
    close(tell[0]);
    close(tell[1]);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(inside, sizeof inside, "%s/a", folder);
    int file = open(inside, O_CREAT | O_WRONLY, 0600);
    return file < 0 ? -1 : close(file);
}

static int drop_folder(void **state)
{
    (void)state;
    unlink(inside);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_its_folder_confined),
        cmocka_unit_test(writes_nothing_confined),
        cmocka_unit_test(reads_nothing_else_confined),
        cmocka_unit_test(has_no_network_confined),
        cmocka_unit_test(starts_nothing_confined),
        cmocka_unit_test(harms_no_other_confined),
        cmocka_unit_test(makes_no_code_confined),
        cmocka_unit_test(holds_its_threads_confined),
        cmocka_unit_test(a_child_has_no_more_than_that),
        cmocka_unit_test(a_child_that_aborts_ends),
        cmocka_unit_test(every_thread_of_the_worker_is_confined),
        cmocka_unit_test(the_worker_has_four_descriptors),
        cmocka_unit_test(the_keyboards_signals_do_not_reach_the_worker),
        cmocka_unit_test(the_worker_dies_with_its_owner),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
