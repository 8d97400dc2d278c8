#include "speech/worker/confine.h"

#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A sanitizer's run-time library maps terabytes, asks for its own limits and looks at its own threads. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED true
#elif defined __has_feature
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED false
#endif

/* The engine holds some 10 MB, and an answer's sound 26 MB at the most. */
static const rlim_t memory_limit_bytes = 512u << 20;

/* What the engine, the C library and an allocator need; everything else is answered with EPERM. All that could reach
 * another process or file is missing: socket, connect, sendmsg, execve, fork, kill, ptrace, unlink, rename, mkdir … */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(recvfrom),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(lseek),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(getdents64),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
};

static const int allowed_to_sanitizers[] = {
    SCMP_SYS(sigaltstack), SCMP_SYS(readlink), SCMP_SYS(sched_yield), SCMP_SYS(prlimit64), SCMP_SYS(sched_getaffinity),
};

static int allow_all(scmp_filter_ctx filter, const int *calls, size_t count)
{
    int failed = 0;
    for (size_t i = 0; i < count; i++) failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
    return failed;
}

/* Opening for reading only, memory that holds no new code, signals to itself alone (abort), and threads but no
 * processes: the engine starts a thread that it never uses, and ends where it cannot. A parent's child has both filters, of
 * which each lets it signal to another process; so its abort comes to nothing, and it ends by the instruction behind that. */
static int allow_in_part(scmp_filter_ctx filter)
{
    const uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    const struct scmp_arg_cmp by_second = SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY),
                              by_third = SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY),
                              no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                              thread = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM),
                              itself = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0);
    int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, by_second);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, by_third);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, itself);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, thread);
    /* Its flags are behind a pointer, which a filter cannot look at; the C library then uses clone. */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    return failed;
}

/* What a parent needs beside: children, and that they can take this away from themselves. */
static int allow_to_parent(scmp_filter_ctx filter)
{
    static const int calls[] = {SCMP_SYS(wait4), SCMP_SYS(prctl), SCMP_SYS(seccomp)};
    const struct scmp_arg_cmp process = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_VM | CLONE_FILES | CSIGNAL, SIGCHLD);
    return allow_all(filter, calls, ARRAY_COUNT(calls))
           | seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, process);
}

static bool filter_calls(bool parent)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    int failed = allow_all(filter, allowed, ARRAY_COUNT(allowed)) | allow_in_part(filter);
    if (parent) failed |= allow_to_parent(filter);
    if (SANITIZED) failed |= allow_all(filter, allowed_to_sanitizers, ARRAY_COUNT(allowed_to_sanitizers));
    if (!failed) failed = seccomp_load(filter);
    seccomp_release(filter);
    return failed == 0;
}

/* Landlock (kernel 5.13, Debian 12 has it): no file outside `folder` can be opened, none at all changed. Without it
 * there is the filter alone, which lets any file be read that the user can read, and nothing be done with it. */
static bool keep_to_folder(const char *folder)
{
    const struct landlock_ruleset_attr rules = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    long ruleset = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0) return errno == ENOSYS || errno == EOPNOTSUPP;
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC),
    };
    bool good = beneath.parent_fd >= 0
                && syscall(SYS_landlock_add_rule, (int)ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0
                && syscall(SYS_landlock_restrict_self, (int)ruleset, 0) == 0;
    if (beneath.parent_fd >= 0) close(beneath.parent_fd);
    close((int)ruleset);
    return good;
}

static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    return setrlimit(resource, &(struct rlimit){most, most}) == 0;
}

static bool dies_with_parent(void)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
}

static bool confine_as(bool parent, const char *data_folder)
{
    return dies_with_parent() && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit(RLIMIT_CORE, 0)
           && limit(RLIMIT_FSIZE, 0) && (SANITIZED || limit(RLIMIT_AS, memory_limit_bytes))
           && keep_to_folder(data_folder) && filter_calls(parent);
}

bool confine(const char *data_folder)
{
    return confine_as(false, data_folder);
}

bool confine_parent(const char *data_folder)
{
    return confine_as(true, data_folder);
}

bool confine_child(void)
{
    return dies_with_parent() && filter_calls(false);
}
