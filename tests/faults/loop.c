#include "loop.h"

#include "cmocka_all.h"

#include "base/array.h"
#include "base/buffer.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANGS_S = 20 };

/* ICU 72 leaks two small blocks where memory runs out while it opens a break iterator. One that Aloud had not closed would
 * leak others too. libyaml 0.2.5 leaks a list that it began; a document that was not deleted would leak its texts too. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:icu_*::UMemory::operator new\nleak:UDataMemory_createNewInstance_\nleak:yaml_parser_load\n";
}

/* Output goes into memory that is there already, so that writing allocates nothing. */
static FILE *output;
static char output_text[1 << 20], output_buffer[1 << 16];

int loop_set_up(void **state)
{
    (void)state;
    output = fmemopen(output_text, sizeof output_text, "w");
    if (!output) return 1;
    return setvbuf(output, output_buffer, _IOFBF, sizeof output_buffer);
}

int loop_tear_down(void **state)
{
    (void)state;
    return fclose(output);
}

/* What was written since the last call; valid until something is written again. */
static const char *take_output(void)
{
    assert_int_equal(fflush(output), 0);
    long length = ftell(output);
    assert_true(length >= 0 && (size_t)length < sizeof output_text);
    output_text[length] = '\0';
    rewind(output);
    return output_text;
}

static void print_difference(const char *got, const char *expected)
{
    size_t at = 0;
    while (got[at] && got[at] == expected[at]) at++;
    size_t from = at > 40 ? at - 40 : 0;
    print_error("    is:        %.120s\n    should be: %.120s\n", got + from, expected + from);
}

struct trial {
    const struct job *job;
    size_t nth;
    enum allocation_way way;
    const char *expected;
};

enum outcome { OUTCOME_RAN_THROUGH, OUTCOME_GOOD, OUTCOME_WRONG };

/* Runs with the nth allocation failing. OUTCOME_RAN_THROUGH: there were not so many. */
static enum outcome try(const struct trial *trial)
{
    struct error error = {0};
    allocation_fail(trial->nth, trial->way);
    enum status status = trial->job->run(trial->job->context, output, &error);
    bool failed = allocation_stop();
    const char *text = take_output();
    bool good = status == STATUS_OK ? strcmp(text, trial->expected) == 0
                                    : failed && status == STATUS_NO_MEMORY && error.status == status;
    if (!good) {
        print_error("%s, allocation %zu%s: %s: %s %s\n", trial->job->name, trial->nth,
                    trial->way == ALLOCATION_ONWARD ? " and on" : "", status_text(status), error.file, error.text);
    }
    if (!good && status == STATUS_OK) print_difference(text, trial->expected);
    return !good ? OUTCOME_WRONG : failed ? OUTCOME_GOOD : OUTCOME_RAN_THROUGH;
}

/* The caller frees. */
static char *run_well(const struct job *job)
{
    struct error error = {0};
    enum status status = job->run(job->context, output, &error);
    if (status != STATUS_OK) print_error("%s: %s\n", job->name, error.text);
    assert_int_equal(status, STATUS_OK);
    char *expected = strdup(take_output());
    assert_non_null(expected);
    assert_true(expected[0]);
    return expected;
}

/* Tries with the first, the second, … until there are no more. */
static void try_all(struct trial *trial, enum outcome (*try_one)(const struct trial *trial))
{
    size_t wrong = 0;
    for (enum outcome outcome; (outcome = try_one(trial)) != OUTCOME_RAN_THROUGH; trial->nth++) {
        wrong += outcome == OUTCOME_WRONG;
    }
    print_message("%s: %zu allocations\n", trial->job->name, trial->nth - 1);
    assert_true(trial->nth > 1);
    assert_int_equal(wrong, 0);
}

void loop_in_use(const struct job *job, enum allocation_way way)
{
    char *expected = run_well(job);
    try_all(&(struct trial){job, 1, way, expected}, try);
    free(expected);
}

/* Runs well in a process of its own, so that this one keeps nothing of it. */
static char *expect_of_fresh_process(const struct job *job)
{
    int ends[2];
    struct buffer got = {0};
    assert_int_equal(pipe(ends), 0);
    pid_t process = fork();
    if (process == 0) {
        char *expected = run_well(job);
        ssize_t written = write(ends[1], expected, strlen(expected));
        _exit(written != (ssize_t)strlen(expected));
    }
    close(ends[1]);
    char bytes[4096];
    for (ssize_t count; (count = read(ends[0], bytes, sizeof bytes)) > 0;) buffer_append(&got, bytes, (size_t)count);
    close(ends[0]);
    int status;
    assert_true(waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return buffer_take(&got);
}

static enum outcome try_in_fresh_process(const struct trial *trial)
{
    int status;
    pid_t process = fork();
    if (process == 0) {
        static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL}; /* else cmocka would go on with the next test */
        for (size_t i = 0; i < ARRAY_COUNT(crashes); i++) signal(crashes[i], SIG_DFL);
        alarm(HANGS_S);
        _exit((int)try(trial));
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    if (!WIFEXITED(status)) print_error("allocation %zu: signal %d\n", trial->nth, WTERMSIG(status));
    return WIFEXITED(status) ? (enum outcome)WEXITSTATUS(status) : OUTCOME_WRONG;
}

void loop_at_first_use(const struct job *job)
{
    char *expected = expect_of_fresh_process(job);
    try_all(&(struct trial){job, 1, ALLOCATION_ONCE, expected}, try_in_fresh_process);
    free(expected);
}
