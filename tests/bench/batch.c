/* What `aloud export` and `aloud phone` cost as a whole: beside the bare engine, beside the pipeline of shell tools that
 * people write today, with one worker and with two, and when nearly nothing has changed.
 *
 * Aloud's processes are killed or outlive their parents; so the one that measures is a reaper (prctl(2)) and waits for all
 * that come of a command: no one's processor time is missed. */
#include "bench.h"

#include "base/array.h"
#include "base/buffer.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 3, COPIES = 5, LEAFLETS = 50, FILES = 7 * COPIES, LOOK_US = 2000 };
static const double CPU_TARGET = 1.25, WALL_TARGET = 0.5, WORKERS_TARGET = 1 / 1.8, AGAIN_TARGET_PERCENT = 5.0,
                    MEMORY_TARGET_MB = 40.0;

/* What is run, by turns. Each line begins in the stage's folder, after make_material. */
enum command { BARE, PIPELINE, PHONE, ONE, CONFINED, TWO, AGAIN, COMMANDS };

struct cost {
    double wall_s, cpu_s; /* the latter of all processes */
};

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void confine_to_one_core(void)
{
    cpu_set_t cores, one;
    size_t core = 0;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof cores, &cores) != 0) return;
    while (!CPU_ISSET(core, &cores)) core++;
    CPU_SET(core, &one);
    sched_setaffinity(0, sizeof one, &one);
}

static pid_t start(struct stage *stage, const char *line, bool confined)
{
    pid_t process = fork();
    if (process != 0) return process;
    union {
        const char *const *in;
        char *const *out;
    } arguments = {.in = (const char *const[]){"/bin/sh", "-c", line, NULL}},
      environment = {.in = stage_environment(stage)};
    if (confined) confine_to_one_core();
    if (chdir(stage_path(stage, ".")) == 0) execve(arguments.in[0], arguments.out, environment.out);
    _exit(127);
}

/* Runs a line of the shell. Negative where it fails. */
static struct cost cost_of(struct stage *stage, const char *line, bool confined)
{
    struct cost cost = {0};
    bool good = false;
    double begin_s = bench_now_s();
    pid_t process = start(stage, line, confined);
    for (;;) {
        int status;
        struct rusage usage;
        pid_t ended = wait4(-1, &status, 0, &usage);
        if (ended <= 0) break;
        cost.cpu_s += seconds(usage.ru_utime) + seconds(usage.ru_stime);
        if (ended == process) good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (ended == process) cost.wall_s = bench_now_s() - begin_s;
    }
    return good ? cost : (struct cost){-1, -1};
}

static bool run(struct stage *stage, const char *line)
{
    return cost_of(stage, line, false).cpu_s >= 0;
}

/* ---- Material ---------------------------------------------------------------------------------------------------- */

/* What an earlier round has made is moved away, not removed: an ext4 without a journal steps over each inode that was freed
 * within some minutes to find a free one, so that files cost as much again in a folder beside one that is just gone. */
#define AWAY(folder) "{ test ! -e " folder " || mv " folder " " folder "-$$; } && "

static const char PHONE_LINE[] =
    AWAY("phone") ALOUD_BINARY "/aloud phone long.md -o phone --lang en-GB --codec alaw 2>/dev/null";

/* A leaflet of COPIES times the sample; LEAFLETS leaflets that are its first sections; what `aloud phone` says of the long
 * one, at the voice's rate and slowly: sentences by way of `aloud script`, the prompts of the line itself from what stands
 * beside them; and this in FILES, one a section, and one for the line. */
static bool make_material(struct stage *stage, const struct leaflets *leaflets)
{
    struct buffer line = {0};
    buffer_printf(
        &line,
        "sed '1,/^---$/d' %s >body.md && for i in $(seq %d); do sed \"s/^# /# Part $i: /\" body.md; echo; done "
        ">long.md && mkdir batch normal slow && awk '/^## / { n++ } n < 2' %s >short.md && "
        "for i in $(seq %d); do cp short.md batch/leaflet-$i.md; done && %s && " ALOUD_BINARY
        "/aloud script --lang en-GB long.md >long.txt && split -n l/%d long.txt normal/part- && "
        "cp normal/* slow && texts() { sed -n 's/^ *\"text\": \"\\(.*\\)\"$/\\1/p' \"$@\"; } && "
        "texts phone/sounds/*/menu/prompts.json phone/sounds/*/*/choice/prompts.json >normal/line && "
        "texts phone/sounds/*/*/contact/prompts.json >slow/line && test -s normal/line -a -s slow/line && "
        "cat normal/* >normal.txt && cat slow/* >slow.txt",
        leaflets->sample, COPIES, leaflets->sample, LEAFLETS, PHONE_LINE, FILES);
    bool good = !line.failed && run(stage, line.data);
    buffer_done(&line);
    return good;
}

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

/* The most that a worker has at a time, with its engine: a process that forks the one that speaks. Negative where the line
 * fails. */
static double peak_of_worker_mb(struct stage *stage, const char *line)
{
    double peak_mb = 0;
    int status = 0;
    pid_t process = start(stage, line, false);
    while (waitpid(process, &status, WNOHANG) == 0) {
        double sum_mb = 0;
        for (pid_t at = process; (at = stage_engine_of(at)) > 0;) sum_mb += bench_share_mb(at); /* the first child */
        if (sum_mb > peak_mb) peak_mb = sum_mb;
        usleep(LOOK_US);
    }
    while (wait(NULL) > 0) {}
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? peak_mb : -1;
}

static void measure_worker_memory(struct stage *stage, struct rows *rows)
{
    double export_mb = peak_of_worker_mb(stage, "exec " ALOUD_BINARY
                                                "/aloud export long.md -o memory --lang en-GB --files both --workers 1 "
                                                "2>/dev/null"),
           phone_mb = peak_of_worker_mb(stage, "exec " ALOUD_BINARY
                                               "/aloud phone long.md -o memory-phone --lang en-GB --workers 1 "
                                               "2>/dev/null");
    if (export_mb < 0 || phone_mb < 0) {
        rows_add_absent(rows, "memory of a worker", "a command failed");
        return;
    }
    row_note(rows_add(rows, "  memory of a worker with its engine, at its peak",
                      export_mb > phone_mb ? export_mb : phone_mb, "MB", MEMORY_TARGET_MB),
             "aloud export %.1f MB, aloud phone %.1f MB (proportional shares)", export_mb, phone_mb);
}

/* ---- Time -------------------------------------------------------------------------------------------------------- */

struct lines {
    struct buffer texts[COMMANDS];
};

static void make_lines(struct lines *lines, const struct leaflets *leaflets)
{
    int rate = leaflets->rate_wpm, slow = rate * 7 / 10;
    const char *engine = leaflets->engine;
    struct buffer *texts = lines->texts;
    buffer_printf(&texts[BARE], "espeak-ng -v %s -s %d -w bare.wav -f normal.txt && ", engine, rate);
    buffer_printf(&texts[BARE], "espeak-ng -v %s -s %d -w bare.wav -f slow.txt", engine, slow);
    buffer_printf(&texts[PIPELINE],
                  AWAY("piped") "mkdir -p piped/normal piped/slow && say() { espeak-ng -v %s -s $2 --stdout -f $1 | "
                                "sox -t wav - -r 8000 -e a-law -t raw piped/$1.alaw; } && "
                                "for f in normal/*; do say $f %d; done 2>/dev/null && for f in slow/*; do say $f %d; "
                                "done 2>/dev/null",
                  engine, rate, slow);
    buffer_append_text(&texts[PHONE], PHONE_LINE);
    for (enum command command = ONE; command <= TWO; command++)
        buffer_printf(&texts[command],
                      AWAY("made") ALOUD_BINARY "/aloud export batch/*.md -o made --workers %d 2>/dev/null",
                      command == TWO ? 2 : 1);
    buffer_append_text(
        &texts[AGAIN],
        "sed -i \"s/three months\\|[0-9]\\{9\\} months/$(date +%N) months/\" batch/leaflet-7.md && " ALOUD_BINARY
        "/aloud export batch/*.md -o made --workers 2 2>/dev/null");
}

/* Median of a command's cost over another's of the same round; of its own where that is the same. */
static double median(struct cost (*costs)[COMMANDS], enum command of, enum command over, bool cpu)
{
    double values[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        double above = cpu ? costs[i][of].cpu_s : costs[i][of].wall_s;
        double below = cpu ? costs[i][over].cpu_s : costs[i][over].wall_s;
        values[i] = of == over ? above : above / below;
    }
    return percentile(values, ROUNDS, 0.5);
}

static void add_row(struct rows *rows, struct cost (*costs)[COMMANDS], const char *name, enum command of,
                    enum command over, bool cpu, double target)
{
    row_note(rows_add(rows, name, median(costs, of, over, cpu), "x", target), "%.2f s against %.2f s, medians of %d",
             median(costs, of, of, cpu), median(costs, over, over, cpu), ROUNDS);
}

static void add_rows(struct rows *rows, struct cost (*costs)[COMMANDS])
{
    add_row(rows, costs, "aloud phone, A-law: CPU time, times espeak-ng -w", PHONE, BARE, true, CPU_TARGET);
    add_row(rows, costs, "  wall time, times espeak-ng | sox a file a section", PHONE, PIPELINE, false, WALL_TARGET);
    add_row(rows, costs, "  CPU time of espeak-ng | sox, times espeak-ng -w", PIPELINE, BARE, true, 0);
    add_row(rows, costs, "aloud export, 50 leaflets: wall time of two workers, times one's", TWO, ONE, false,
            WORKERS_TARGET);
    add_row(rows, costs, "  times one's that has one core, its engine with it", TWO, CONFINED, false, WORKERS_TARGET);
    double used[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) used[i] = costs[i][ONE].cpu_s / costs[i][ONE].wall_s;
    row_note(rows_add(rows, "  cores that one worker uses, where it may", percentile(used, ROUNDS, 0.5), "", 0),
             "two cannot be faster than two cores over these");
    row_note(rows_add(rows, "  again with one sentence changed: wall time, of the first run's",
                      100 * median(costs, AGAIN, TWO, false), "%", AGAIN_TARGET_PERCENT),
             "%.2f s against %.2f s; of its CPU time %.1f %%", median(costs, AGAIN, AGAIN, false),
             median(costs, TWO, TWO, false), 100 * median(costs, AGAIN, TWO, true));
}

static void measure_all(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    struct cost costs[ROUNDS][COMMANDS];
    struct lines lines = {0};
    bool good = true;
    make_lines(&lines, leaflets);
    for (size_t round = 0; round < ROUNDS && good; round++) {
        for (enum command command = 0; command < COMMANDS && good; command++) {
            const struct buffer *line = &lines.texts[command];
            costs[round][command] = cost_of(stage, buffer_text(line), command == CONFINED);
            good = !line->failed && costs[round][command].cpu_s >= 0;
            if (!good) rows_add_absent(rows, "batches", buffer_text(line));
        }
    }
    if (good) add_rows(rows, costs);
    if (good) measure_worker_memory(stage, rows);
    for (size_t i = 0; i < COMMANDS; i++) buffer_done(&lines.texts[i]);
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
    for (size_t i = 0; got == sizeof own && i < own.count && rows->count < ARRAY_COUNT(rows->items); i++)
        rows->items[rows->count++] = own.items[i];
}
