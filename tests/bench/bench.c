/* Measures Aloud beside its yardsticks in one run: `cmake --build build --target bench`. Not a timed test: a row that
 * misses its target is shown as missed, and the exit status stays 0.
 *
 *     bench-aloud JSON start                            the start to the first sound alone
 *     bench-aloud JSON [spoken|phone|batch|translate]   one part alone, without sound: also for callgrind */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double bench_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void measure_sound(struct stage *stage, const struct leaflets *leaflets, bool all, struct rows *rows)
{
    if (all) puts("Measuring; this takes about three minutes.");
    double buffer_ms = measure_start(stage, leaflets, rows);
    if (!all) return;
    measure_keys(stage, leaflets, buffer_ms, rows);
    measure_output(stage, leaflets, rows);
    measure_memory(stage, leaflets, rows);
}

int main(int argc, char **argv)
{
    struct leaflets leaflets = {0};
    static struct rows rows;
    const char *part = argc > 2 ? argv[2] : ""; /* "": all */
    bool sound = !*part || strcmp(part, "start") == 0;
    struct stage *stage = stage_open(sound ? STAGE_WITH_SOUND : STAGE_WITHOUT_SOUND);
    int status = EXIT_FAILURE;
    if (!stage || !leaflets_make(stage, &leaflets)) goto finish;
    stage_set(stage, "ALOUD_VOICES", ALOUD_SOURCE "/voices");
    if (sound) measure_sound(stage, &leaflets, !*part, &rows);
    if (!*part || strcmp(part, "spoken") == 0) measure_spoken(&leaflets, &rows);
    if (!*part || strcmp(part, "phone") == 0) measure_phone(&leaflets, &rows);
    if (!*part || strcmp(part, "batch") == 0) measure_batch(stage, &leaflets, &rows);
    if (!*part || strcmp(part, "translate") == 0) measure_translate(stage, &rows);
    rows_print(&rows);
    if (argc > 1 && rows_write(&rows, argv[1])) {
        printf("\nWritten to %s.\n", argv[1]);
        status = EXIT_SUCCESS;
    }
finish:
    free(leaflets.spoken);
    stage_close(stage);
    return status;
}
