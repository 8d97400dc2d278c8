#include "bench.h"

#include "base/array.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 15, ARGUMENTS_MOST = 12, RESTS_MOST = 40 };
static const double LIMIT_S = 20.0, REST_S = 0.3, LOOK_S = 0.002;

struct contestant {
    const char *name;
    const char *arguments[ARGUMENTS_MOST];
    double times_ms[ROUNDS];
    bool out; /* not installed, or makes no sound */
};

/* Starts recording once nothing sounds any more. */
static bool record_silence(struct stage *stage)
{
    for (int i = 0; i < RESTS_MOST; i++) {
        if (!stage_record(stage)) return false;
        poll(NULL, 0, (int)(REST_S * 1000));
        if (stage_first_sound_s(stage) == 0) return true;
    }
    return false;
}

/* Milliseconds from the start of the process to the first sound in the sink's monitor; negative: none came. */
static double time_one(struct stage *stage, const char *const *arguments)
{
    if (!record_silence(stage)) return -1;
    double begin_s = bench_now_s(), sound_s = 0;
    struct typist *typist =
        typist_start(&(struct typist_program){.arguments = arguments, .environment = stage_environment(stage)});
    while (typist && sound_s == 0 && bench_now_s() - begin_s < LIMIT_S) {
        typist_waits(typist, LOOK_S);
        sound_s = stage_first_sound_s(stage);
    }
    typist_free(typist);
    stage_tape(stage);
    return sound_s > 0 ? (sound_s - begin_s) * 1000 : -1;
}

/* The median of the contestant's times, each divided by the floor's of the same round. */
static double median_ratio(const struct contestant *contestant, const struct contestant *floor)
{
    double ratios[ROUNDS];
    size_t count = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        if (contestant->times_ms[i] > 0 && floor->times_ms[i] > 0) {
            ratios[count++] = contestant->times_ms[i] / floor->times_ms[i];
        }
    }
    return percentile(ratios, count, 0.5);
}

static double median(const struct contestant *contestant)
{
    double times[ROUNDS];
    size_t count = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        if (contestant->times_ms[i] > 0) times[count++] = contestant->times_ms[i];
    }
    return percentile(times, count, 0.5);
}

/* What PortAudio gives a program that asks as Aloud does. */
static double look_at_buffer(struct stage *stage, struct rows *rows)
{
    double latency_ms = 0, longest_ms = 0;
    unsigned long frames = 0;
    const char *path = stage_path(stage, "tone.txt");
    const char *const arguments[] = {BENCH_TONE, path, NULL};
    stage_record(stage);
    struct typist *typist =
        typist_start(&(struct typist_program){.arguments = arguments, .environment = stage_environment(stage)});
    if (typist) typist_waits(typist, 2.0);
    typist_free(typist);
    stage_tape(stage);
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%lf %lu %lf", &latency_ms, &frames, &longest_ms) != 3)
        fprintf(stderr, "bench: no tone\n");
    if (file) fclose(file);
    struct row *row = rows_add(rows, "audio buffer, as PortAudio gives it", latency_ms, "ms", 0);
    row_note(row, "%lu frames a callback, at most %.1f ms between two", frames, longest_ms);
    return latency_ms;
}

/* As on a desktop, where it runs already; it ends by itself a minute after its last client. */
static void start_speech_dispatcher(struct stage *stage)
{
    static const char program[] = "/usr/bin/speech-dispatcher";
    if (access(program, X_OK) != 0) return;
    struct outcome outcome = stage_run_program(stage, (const char *[]){program, "-d", "-t", "60", NULL}, 10);
    outcome_done(&outcome);
}

/* Lets each sound in turn, ROUNDS times. One that makes no sound at first is left out from then on. */
static void compete(struct stage *stage, struct contestant *contestants, size_t count)
{
    for (int round = -1; round < ROUNDS; round++) { /* the first one only warms up */
        for (size_t i = 0; i < count; i++) {
            struct contestant *contestant = &contestants[i];
            if (contestant->out) continue;
            double time_ms = time_one(stage, contestant->arguments);
            if (round >= 0) contestant->times_ms[round] = time_ms;
            if (round < 0) contestant->out = time_ms < 0;
        }
    }
}

double measure_start(struct stage *stage, const struct leaflets *leaflets, struct rows *rows)
{
    char rate[16], pitch[16];
    snprintf(rate, sizeof rate, "%d", leaflets->rate_wpm);
    snprintf(pitch, sizeof pitch, "%d", leaflets->pitch);
    struct contestant contestants[] = {
        {.name = "bare PortAudio tone (the floor)", .arguments = {BENCH_TONE}},
        {.name = "aloud, sample leaflet", .arguments = {ALOUD_BINARY "/aloud", leaflets->sample}},
        {.name = "aloud, leaflet of 10 MB", .arguments = {ALOUD_BINARY "/aloud", leaflets->large}},
        {.name = "espeak-ng, the title",
         .arguments = {"/usr/bin/espeak-ng", "-v", leaflets->engine, "-s", rate, "-p", pitch, leaflets->first}},
        {.name = "spd-say, the title", .arguments = {"/usr/bin/spd-say", "-w", "-l", "en", leaflets->first}},
    };
    start_speech_dispatcher(stage);
    for (size_t i = 0; i < ARRAY_COUNT(contestants); i++) {
        contestants[i].out = access(contestants[i].arguments[0], X_OK) != 0;
    }
    compete(stage, contestants, ARRAY_COUNT(contestants));
    for (size_t i = 0; i < ARRAY_COUNT(contestants); i++) {
        struct contestant *contestant = &contestants[i];
        char name[96];
        snprintf(name, sizeof name, "start to first sound: %s", contestant->name);
        if (contestant->out) {
            bool there = access(contestant->arguments[0], X_OK) == 0;
            rows_add_absent(rows, name, there ? "makes no sound" : contestant->arguments[0]);
            continue;
        }
        struct row *row = rows_add(rows, name, median(contestant), "ms", 0);
        row_note(row, "median of %d interleaved rounds", ROUNDS);
        if (strncmp(contestant->name, "aloud", 5) != 0) continue;
        snprintf(name, sizeof name, "  times the floor: %s", contestant->name);
        rows_add(rows, name, median_ratio(contestant, &contestants[0]), "x", 1.25);
    }
    return look_at_buffer(stage, rows);
}
