/* Work done by processes side by side: each job once answered, also where a process dies over it. */
#include "cmocka_all.h"

#include "export/pool.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char marker[] = "/tmp/aloud-pool-XXXXXX"; /* there until one worker has died over "once" */

static enum status work(void *context, const void *job, size_t length, struct buffer *answer, struct error *error)
{
    const char *text = job;
    (void)context;
    if (length == 5 && memcmp(text, "never", 5) == 0) raise(SIGKILL);
    if (length == 4 && memcmp(text, "once", 4) == 0 && unlink(marker) == 0) raise(SIGKILL);
    if (length == 3 && memcmp(text, "bad", 3) == 0) return error_set(error, STATUS_BAD_INPUT, "tea.md", 7, "is bad");
    buffer_append(answer, job, length);
    buffer_printf(answer, " by %d", (int)getpid());
    return STATUS_OK;
}

/* The answer is which cores it may use. */
static enum status look_at_cores(void *context, const void *job, size_t length, struct buffer *answer,
                                 struct error *error)
{
    cpu_set_t cores;
    (void)context, (void)job, (void)length, (void)error;
    sched_getaffinity(0, sizeof cores, &cores);
    buffer_append(answer, &cores, sizeof cores);
    return STATUS_OK;
}

static struct pool *start(size_t workers)
{
    struct pool *pool = NULL;
    assert_int_equal(pool_start(workers, work, NULL, &pool, NULL), STATUS_OK);
    return pool;
}

static void give(struct pool *pool, uint64_t id, const char *job)
{
    assert_true(pool_has_room(pool));
    assert_int_equal(pool_give(pool, id, job, strlen(job), NULL), STATUS_OK);
}

static void answers_each_job_once(void **state)
{
    (void)state;
    struct pool *pool = start(3);
    struct pool_answer answer = {0};
    bool answered[200] = {false};
    for (size_t given = 0, taken = 0; taken < 200; taken++) {
        char job[32];
        for (; given < 200 && pool_has_room(pool); given++) {
            snprintf(job, sizeof job, "job %zu", given);
            give(pool, given, job);
        }
        assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
        assert_true(answer.id < 200 && !answered[answer.id]);
        answered[answer.id] = true;
        snprintf(job, sizeof job, "job %d by ", (int)answer.id);
        assert_int_equal(answer.status, STATUS_OK);
        assert_int_equal(strncmp(buffer_text(&answer.bytes), job, strlen(job)), 0);
    }
    assert_int_equal(pool_busy(pool), 0);
    buffer_done(&answer.bytes);
    pool_free(pool);
}

static void works_in_several_processes(void **state)
{
    (void)state;
    struct pool *pool = start(2);
    struct pool_answer one = {0}, two = {0};
    give(pool, 1, "a");
    give(pool, 2, "a");
    assert_false(pool_has_room(pool));
    assert_int_equal(pool_give(pool, 3, "a", 1, NULL), STATUS_LIMIT);
    assert_int_equal(pool_take(pool, &one, NULL), STATUS_OK);
    assert_int_equal(pool_take(pool, &two, NULL), STATUS_OK);
    assert_string_not_equal(buffer_text(&one.bytes), buffer_text(&two.bytes));
    buffer_done(&one.bytes);
    buffer_done(&two.bytes);
    pool_free(pool);
}

/* All workers' cores together, and how often each is one worker's only one. */
static void ask_for_cores(size_t workers, cpu_set_t *all, cpu_set_t *only, size_t *ret_only_count)
{
    struct pool *pool = NULL;
    struct pool_answer answer = {0};
    *ret_only_count = 0;
    CPU_ZERO(all);
    CPU_ZERO(only);
    assert_int_equal(pool_start(workers, look_at_cores, NULL, &pool, NULL), STATUS_OK);
    for (size_t i = 0; i < workers; i++) give(pool, i, "a");
    for (size_t i = 0; i < workers; i++) {
        cpu_set_t cores;
        assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
        assert_int_equal(answer.bytes.length, sizeof cores);
        memcpy(&cores, answer.bytes.data, sizeof cores);
        CPU_OR(all, all, &cores);
        if (CPU_COUNT(&cores) == 1) CPU_OR(only, only, &cores), ++*ret_only_count;
    }
    buffer_done(&answer.bytes);
    pool_free(pool);
}

static void each_keeps_to_a_core_where_there_is_one_for_each(void **state)
{
    cpu_set_t own, all, only;
    size_t count = pool_cores(), only_count;
    (void)state;
    sched_getaffinity(0, sizeof own, &own);
    ask_for_cores(count, &all, &only, &only_count);
    assert_int_equal(only_count, count);
    assert_true(CPU_EQUAL(&only, &own));
    ask_for_cores(count + 1, &all, &only, &only_count);
    assert_true(CPU_EQUAL(&all, &own));
    assert_int_equal(only_count, count == 1 ? 2 : 0);
}

static void tells_what_the_work_tells(void **state)
{
    (void)state;
    struct pool *pool = start(1);
    struct pool_answer answer = {0};
    give(pool, 9, "bad");
    assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
    assert_int_equal(answer.id, 9);
    assert_int_equal(answer.status, STATUS_BAD_INPUT);
    assert_string_equal(answer.error.file, "tea.md");
    assert_int_equal(answer.error.line, 7);
    assert_string_equal(answer.error.text, "is bad");
    buffer_done(&answer.bytes);
    pool_free(pool);
}

/* Also while all others are busy, and the others while it is. */
static void does_jobs_aside(void **state)
{
    (void)state;
    struct pool *pool = start(1);
    struct pool_answer one = {0}, two = {0};
    give(pool, 1, "a");
    assert_true(pool_has_room_aside(pool));
    assert_int_equal(pool_give_aside(pool, 2, "a", 1, NULL), STATUS_OK);
    assert_false(pool_has_room_aside(pool));
    assert_int_equal(pool_give_aside(pool, 3, "a", 1, NULL), STATUS_LIMIT);
    assert_int_equal(pool_busy(pool), 2);
    assert_int_equal(pool_take(pool, &one, NULL), STATUS_OK);
    assert_int_equal(pool_take(pool, &two, NULL), STATUS_OK);
    assert_int_equal(one.id + two.id, 3);
    assert_string_not_equal(buffer_text(&one.bytes), buffer_text(&two.bytes));
    assert_int_equal(pool_give_aside(pool, 4, "a", 1, NULL), STATUS_OK);
    assert_true(pool_has_room(pool));
    assert_int_equal(pool_take(pool, &one, NULL), STATUS_OK);
    assert_int_equal(one.id, 4);
    buffer_done(&one.bytes);
    buffer_done(&two.bytes);
    pool_free(pool);
}

static void does_the_job_of_a_dead_worker_again(void **state)
{
    (void)state;
    struct pool_answer answer = {0};
    int descriptor = mkstemp(marker); /* before the workers are started, which know its name */
    assert_true(descriptor >= 0);
    close(descriptor);
    struct pool *pool = start(1);
    give(pool, 1, "once");
    assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
    assert_int_equal(answer.status, STATUS_OK);
    assert_int_equal(strncmp(buffer_text(&answer.bytes), "once by ", 8), 0);
    assert_int_equal(access(marker, F_OK), -1);
    /* One that kills each worker is given up, and the pool works on. */
    give(pool, 2, "never");
    assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
    assert_int_equal(answer.id, 2);
    assert_int_equal(answer.status, STATUS_SYSTEM);
    give(pool, 3, "more");
    assert_int_equal(pool_take(pool, &answer, NULL), STATUS_OK);
    assert_int_equal(answer.status, STATUS_OK);
    buffer_done(&answer.bytes);
    pool_free(pool);
    pool_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_each_job_once),
        cmocka_unit_test(works_in_several_processes),
        cmocka_unit_test(each_keeps_to_a_core_where_there_is_one_for_each),
        cmocka_unit_test(tells_what_the_work_tells),
        cmocka_unit_test(does_jobs_aside),
        cmocka_unit_test(does_the_job_of_a_dead_worker_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
