#include "bench.h"

#include "base/array.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JUMPS = 500, LINES_MOST = 20000 };
static const double CALLBACK_ALLOWANCE_MS = 2.0;

/* A line of ALOUD_TRACE. */
struct trace_line {
    char event[8];
    double time_s;
};

/* Jumps of all kinds: sentence, paragraph, section, heading, list, table, beginning, end, repeat. */
static const char *const jumps[] = {"n",     "p", TYPE_RIGHT, TYPE_LEFT,      TYPE_DOWN,    TYPE_DOWN,
                                    TYPE_UP, "h", "H",        TYPE_PAGE_DOWN, TYPE_PAGE_UP, "1",
                                    "2",     "l", "t",        TYPE_HOME,      TYPE_END,     "r"};

static int compare_times(const void *a, const void *b)
{
    const struct trace_line *x = a, *y = b;
    return (x->time_s > y->time_s) - (x->time_s < y->time_s);
}

/* The lines in the order of their times: a sound is noted when the program looks next, maybe behind the next key. */
static size_t read_trace(const char *path, struct trace_line *lines)
{
    size_t count = 0;
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (count < LINES_MOST && fscanf(file, "%7s %lf %*[^\n]", lines[count].event, &lines[count].time_s) == 2)
        count++;
    fclose(file);
    qsort(lines, count, sizeof *lines, compare_times);
    return count;
}

static bool is(const struct trace_line *line, const char *event)
{
    return strcmp(line->event, event) == 0;
}

/* Milliseconds from each key press to its sound: behind the line "key", the first "play", and the first "sound" that
 * left the callback after it. */
static size_t match(const struct trace_line *lines, size_t count, const double *pressed_s, double *times_ms)
{
    size_t found = 0, key = 0;
    for (size_t i = 0; i < count && key < JUMPS; i++) {
        if (!is(&lines[i], "key")) continue;
        double played_s = 0;
        for (size_t j = i + 1; j < count && !is(&lines[j], "key"); j++) {
            if (is(&lines[j], "play") && played_s == 0) played_s = lines[j].time_s;
            if (!is(&lines[j], "sound") || played_s == 0 || lines[j].time_s < played_s) continue;
            times_ms[found++] = (lines[j].time_s - pressed_s[key]) * 1000;
            break;
        }
        key++;
    }
    return found;
}

static void press_all(struct typist *typist, double *pressed_s)
{
    uint64_t seed = 20;
    for (size_t i = 0; i < JUMPS; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        const char *key = jumps[(seed >> 33) % ARRAY_COUNT(jumps)];
        pressed_s[i] = bench_now_s();
        typist_type(typist, key);
        typist_waits(typist, 0.07 + (double)((seed >> 45) % 60) / 1000);
    }
}

void measure_keys(struct stage *stage, const struct leaflets *leaflets, double buffer_ms, struct rows *rows)
{
    const char *path = stage_path(stage, "trace.txt");
    double *pressed_s = calloc(JUMPS, sizeof *pressed_s), *times_ms = calloc(JUMPS, sizeof *times_ms);
    struct trace_line *lines = calloc(LINES_MOST, sizeof *lines);
    stage_set(stage, "ALOUD_TRACE", path);
    stage_record(stage); /* a null sink that nobody listens to takes sound in pieces of a second */
    struct typist *typist = stage_listen(stage, (const char *[]){"--quiet-ui", leaflets->sample, NULL});
    stage_set(stage, "ALOUD_TRACE", "");
    if (pressed_s && times_ms && lines && typist) {
        typist_waits(typist, 2.0);
        press_all(typist, pressed_s);
        typist_waits(typist, 0.5);
        typist_type(typist, "q");
        typist_exit(typist, 5.0);
        size_t count = match(lines, read_trace(path, lines), pressed_s, times_ms);
        struct row *row =
            rows_add(rows, "key press to first new sample: median", percentile(times_ms, count, 0.5), "ms", 0);
        row_note(row, "%zu of %d jumps sounded", count, JUMPS);
        row = rows_add(rows, "key press to first new sample: 99th percentile", percentile(times_ms, count, 0.99), "ms",
                       buffer_ms + CALLBACK_ALLOWANCE_MS);
        row_note(row, "one buffer of %.1f ms, and %.0f ms", buffer_ms, CALLBACK_ALLOWANCE_MS);
        if (count * 2 < JUMPS) row->verdict = VERDICT_MISSED;
    }
    typist_free(typist);
    stage_tape(stage);
    free(pressed_s);
    free(times_ms);
    free(lines);
}
