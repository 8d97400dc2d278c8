/* What `aloud export` and `aloud phone` cost as a whole: beside the bare engine, beside the pipeline of shell tools that
 * people write today, with one worker and with two, and when nearly nothing has changed. */
#include "bench.h"

#include "base/buffer.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 5, COPIES = 10, LEAFLETS = 50, FILES = 70 };
static const double CPU_TARGET = 1.25, WALL_TARGET = 0.5, WORKERS_TARGET = 1 / 1.8, AGAIN_TARGET_PERCENT = 5.0,
                    MEMORY_TARGET_MB = 40.0;

struct cost {
    double wall_s, cpu_s, peak_mb; /* of all processes; the largest one's memory */
};

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Runs a line of the shell in the stage's folder. Negative where it fails. */
static struct cost cost_of(struct stage *stage, const char *line)
{
    struct cost cost = {0};
    bool good = false;
    double begin_s = bench_now_s();
    pid_t process = fork();
    if (process == 0) {
        union {
            const char *const *in;
            char *const *out;
        } arguments = {.in = (const char *const[]){"/bin/sh", "-c", line, NULL}},
          environment = {.in = stage_environment(stage)};
        if (chdir(stage_path(stage, ".")) == 0) execve(arguments.in[0], arguments.out, environment.out);
        _exit(127);
    }
    for (;;) {
        int status;
        struct rusage usage;
        pid_t ended = wait4(-1, &status, 0, &usage);
        if (ended <= 0) break;
        cost.cpu_s += seconds(usage.ru_utime) + seconds(usage.ru_stime);
        if ((double)usage.ru_maxrss * 1024 / 1e6 > cost.peak_mb) cost.peak_mb = (double)usage.ru_maxrss * 1024 / 1e6;
        if (ended == process) good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (ended == process) cost.wall_s = bench_now_s() - begin_s;
    }
    return good ? cost : (struct cost){-1, -1, -1};
}

/* Of two lines, run by turns: medians of the first one's costs over the second's. */
struct pair {
    double wall, cpu, first_s, second_s, peak_mb;
    bool good;
};

static struct pair measure_pair(struct stage *stage, const char *first, const char *second)
{
    double wall[ROUNDS], cpu[ROUNDS], first_s[ROUNDS], second_s[ROUNDS];
    struct pair pair = {.good = true};
    for (size_t i = 0; i < ROUNDS; i++) {
        struct cost one = cost_of(stage, first), two = cost_of(stage, second);
        if (one.cpu_s < 0 || two.cpu_s < 0) return (struct pair){0};
        wall[i] = one.wall_s / two.wall_s;
        cpu[i] = one.cpu_s / two.cpu_s;
        first_s[i] = one.wall_s;
        second_s[i] = two.wall_s;
        if (one.peak_mb > pair.peak_mb) pair.peak_mb = one.peak_mb;
    }
    pair.wall = percentile(wall, ROUNDS, 0.5);
    pair.cpu = percentile(cpu, ROUNDS, 0.5);
    pair.first_s = percentile(first_s, ROUNDS, 0.5);
    pair.second_s = percentile(second_s, ROUNDS, 0.5);
    return pair;
}

/* One leaflet of COPIES times the sample, LEAFLETS leaflets that are the sample, and the spoken text, whole and in FILES. */
static bool make_material(struct stage *stage, const struct leaflets *leaflets)
{
    struct buffer line = {0};
    buffer_printf(
        &line,
        "sed '1,/^---$/d' %s > body.md && for i in $(seq %d); do sed \"s/^# /# Part $i: /\" body.md; "
        "echo; done > long.md && mkdir -p batch texts && for i in $(seq %d); do cp %s batch/leaflet-$i.md; done "
        "&& " ALOUD_BINARY "/aloud script --lang en-GB long.md > long.txt && split -n l/%d long.txt texts/part-",
        leaflets->sample, COPIES, LEAFLETS, leaflets->sample, FILES);
    bool good = !line.failed && cost_of(stage, line.data).cpu_s >= 0;
    buffer_done(&line);
    return good;
}

static void measure_all(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    struct buffer engine = {0}, pipeline = {0};
    buffer_printf(
        &engine,
        "espeak-ng -v %s -s %d -p %d -w bare.wav -f long.txt && espeak-ng -v %s -s %d -p %d -w bare.wav -f long.txt",
        leaflets->engine, leaflets->rate_wpm, leaflets->pitch, leaflets->engine, leaflets->rate_wpm * 7 / 10,
        leaflets->pitch);
    buffer_printf(&pipeline,
                  "rm -rf piped && mkdir piped && for f in texts/*; do for s in %d %d; do espeak-ng -v %s -s $s -p %d "
                  "--stdout -f $f | sox -t wav "
                  "- -r 8000 -e a-law -t raw piped/$(basename $f)-$s.alaw; done; done 2>/dev/null",
                  leaflets->rate_wpm, leaflets->rate_wpm * 7 / 10, leaflets->engine, leaflets->pitch);
    static const char phone[] =
        "rm -rf phone && " ALOUD_BINARY "/aloud phone long.md -o phone --lang en-GB --codec alaw 2>/dev/null";
    static const char one[] = "rm -rf one && " ALOUD_BINARY "/aloud export batch/*.md -o one --workers 1 2>/dev/null";
    static const char two[] = "rm -rf two && " ALOUD_BINARY "/aloud export batch/*.md -o two --workers 2 2>/dev/null";
    static const char again[] =
        "sed -i \"s/three months/$(date +%N) months/\" batch/leaflet-7.md && " ALOUD_BINARY
        "/aloud export batch/*.md -o two --workers 2 2>/dev/null; sed -i 's/[0-9]\\{9\\} months/three "
        "months/' batch/leaflet-7.md";
    struct pair bare = measure_pair(stage, phone, engine.data), shell = measure_pair(stage, phone, pipeline.data),
                workers = measure_pair(stage, two, one), rerun = measure_pair(stage, again, one);
    if (!bare.good || !shell.good || !workers.good || !rerun.good) {
        rows_add_absent(rows, "batches", "a command failed");
        return;
    }
    row_note(rows_add(rows, "aloud phone, A-law: CPU time, times espeak-ng -w", bare.cpu, "x", CPU_TARGET),
             "median of %d pairs; %d times the sample, each sentence also slowly, and the line's own prompts", ROUNDS,
             COPIES);
    row_note(rows_add(rows, "  wall time, times espeak-ng | sox a file a section", shell.wall, "x", WALL_TARGET),
             "%.2f s against %.2f s", shell.first_s, shell.second_s);
    row_note(rows_add(rows, "  memory of the largest process", bare.peak_mb, "MB", MEMORY_TARGET_MB),
             "resident, at its peak");
    row_note(rows_add(rows, "aloud export, 50 leaflets: wall time of two workers, times one's", workers.wall, "x",
                      WORKERS_TARGET),
             "%.2f s against %.2f s", workers.first_s, workers.second_s);
    row_note(rows_add(rows, "  again with one sentence changed: CPU time, of the first run's", 100 * rerun.cpu, "%",
                      AGAIN_TARGET_PERCENT),
             "%.2f s against %.2f s of wall time", rerun.first_s, rerun.second_s);
    buffer_done(&engine);
    buffer_done(&pipeline);
}

/* Runs in a process of its own: the stage's sound server is a child of this one and must not be waited for. */
void measure_batch(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    int pipe_ends[2];
    static struct rows own;
    if (pipe(pipe_ends) != 0) return;
    pid_t process = fork();
    if (process == 0) {
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        own.count = 0;
        if (make_material(stage, leaflets))
            measure_all(stage, leaflets, &own);
        else
            rows_add_absent(&own, "batches", "the leaflets could not be made");
        _exit(write(pipe_ends[1], &own, sizeof own) == sizeof own ? 0 : 1);
    }
    close(pipe_ends[1]);
    size_t got = 0;
    for (ssize_t count; got < sizeof own && (count = read(pipe_ends[0], (char *)&own + got, sizeof own - got)) > 0;)
        got += (size_t)count;
    close(pipe_ends[0]);
    waitpid(process, NULL, 0);
    for (size_t i = 0; got == sizeof own && i < own.count && rows->count < sizeof rows->items / sizeof rows->items[0];
         i++)
        rows->items[rows->count++] = own.items[i];
}
