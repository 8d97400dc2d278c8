#include "bench.h"

#include "base/array.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAIRS = 9 };
static const double CPU_TARGET = 1.10, MEMORY_TARGET_MB = 40.0, LOOK_S = 0.02, READS_S = 10.0;

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

_Noreturn static void run(const char *const *arguments, const char *const *environment)
{
    dup2(open("/dev/null", O_RDWR), STDIN_FILENO);
    dup2(STDIN_FILENO, STDOUT_FILENO);
    union {
        const char *const *in;
        char *const *out;
    } all = {.in = arguments}, variables = {.in = environment};
    execve(arguments[0], all.out, variables.out);
    _exit(127);
}

/* CPU seconds of a program and all that it started: also what it left behind, since this process inherits that. Negative
 * where it failed. */
static double cpu_of(struct stage *stage, const char *const *arguments)
{
    double total = 0;
    bool good = false;
    pid_t process = fork();
    if (process == 0) run(arguments, stage_environment(stage));
    for (;;) {
        int status;
        struct rusage usage;
        pid_t ended = wait4(-1, &status, 0, &usage);
        if (ended <= 0) break;
        total += seconds(usage.ru_utime) + seconds(usage.ru_stime);
        if (ended == process) good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return good ? total : -1;
}

/* Runs in a process of its own: the stage's sound server is a child of this one and must not be waited for. */
static bool measure_pairs(struct stage *stage, const struct leaflets *leaflets, double ours[PAIRS],
                          double theirs[PAIRS])
{
    char rate[16], pitch[16];
    snprintf(rate, sizeof rate, "%d", leaflets->rate_wpm);
    snprintf(pitch, sizeof pitch, "%d", leaflets->pitch);
    const char *const aloud[] = {ALOUD_BINARY "/aloud", leaflets->sample, "--output", stage_path(stage, "a.wav"), NULL};
    const char *const espeak[] = {"/usr/bin/espeak-ng",       "-v", leaflets->engine, "-s", rate, "-p", pitch, "-w",
                                  stage_path(stage, "b.wav"), "-f", leaflets->spoken, NULL};
    for (int pair = -1; pair < PAIRS; pair++) { /* the first one only warms up */
        double a = cpu_of(stage, aloud), b = cpu_of(stage, espeak);
        if (a <= 0 || b <= 0) return false;
        if (pair < 0) continue;
        ours[pair] = a;
        theirs[pair] = b;
    }
    return true;
}

static double wav_seconds(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? (double)(about.st_size - 44) / 2 / 22050 : 0;
}

void measure_output(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    int pipe_ends[2];
    double times[2][PAIRS], ratios[PAIRS];
    if (pipe(pipe_ends) != 0) return;
    pid_t process = fork();
    if (process == 0) {
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        bool good = measure_pairs(stage, leaflets, times[0], times[1]);
        _exit(good && write(pipe_ends[1], times, sizeof times) == sizeof times ? 0 : 1);
    }
    close(pipe_ends[1]);
    bool good = read(pipe_ends[0], times, sizeof times) == sizeof times;
    close(pipe_ends[0]);
    waitpid(process, NULL, 0);
    if (!good) {
        rows_add(rows, "--output: CPU time, times espeak-ng -w (failed)", 0, "x", CPU_TARGET);
        return;
    }
    for (size_t i = 0; i < PAIRS; i++) ratios[i] = times[0][i] / times[1][i];
    struct row *row =
        rows_add(rows, "--output, sample leaflet: CPU time", percentile(times[0], PAIRS, 0.5) * 1000, "ms", 0);
    row_note(row, "%.0f s of speech", wav_seconds(stage_path(stage, "a.wav")));
    row = rows_add(rows, "espeak-ng -w, the same spoken text: CPU time", percentile(times[1], PAIRS, 0.5) * 1000, "ms",
                   0);
    row_note(row, "%.0f s of speech", wav_seconds(stage_path(stage, "b.wav")));
    row = rows_add(rows, "  times espeak-ng -w", percentile(ratios, PAIRS, 0.5), "x", CPU_TARGET);
    row_note(row, "median of %d interleaved pairs", PAIRS);
}

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

double bench_share_mb(pid_t process)
{
    char path[64], line[256];
    double kb = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "Pss: %lf kB", &kb) == 1) break;
    }
    fclose(file);
    return kb * 1024 / 1e6;
}

struct peak {
    double aloud_mb, engine_mb, both_mb;
};

static struct peak peak_while_reading(struct stage *stage, const char *leaflet)
{
    struct peak peak = {0};
    struct typist *typist = stage_listen(stage, (const char *[]){"--quiet-ui", leaflet, NULL});
    double begin_s = bench_now_s();
    stage_record(stage);
    while (typist && bench_now_s() - begin_s < READS_S) {
        typist_waits(typist, LOOK_S);
        double aloud = bench_share_mb(typist_process(typist)), engine = 0;
        pid_t worker = stage_engine_of(typist_process(typist));
        if (worker > 0) engine = bench_share_mb(worker);
        if (aloud + engine > peak.both_mb) peak = (struct peak){aloud, engine, aloud + engine};
        /* Movement asks for more clips at once than reading does. */
        if (bench_now_s() - begin_s > READS_S / 2) typist_type(typist, "h");
    }
    typist_free(typist);
    stage_tape(stage);
    return peak;
}

void measure_memory(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    struct peak sample = peak_while_reading(stage, leaflets->sample);
    struct row *row = rows_add(rows, "memory while reading, sample leaflet", sample.both_mb, "MB", MEMORY_TARGET_MB);
    row_note(row, "aloud %.1f MB, engine %.1f MB", sample.aloud_mb, sample.engine_mb);
    struct peak large = peak_while_reading(stage, leaflets->large);
    struct stat about;
    double size_mb = stat(leaflets->large, &about) == 0 ? (double)about.st_size / 1e6 : 0;
    row = rows_add(rows, "memory while reading, leaflet of 10 MB", large.both_mb, "MB", MEMORY_TARGET_MB + 3 * size_mb);
    row_note(row, "aloud %.1f MB, engine %.1f MB; the sample's limit and three times %.1f MB", large.aloud_mb,
             large.engine_mb, size_mb);
}
