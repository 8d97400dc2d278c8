/* What the bench measures; each function adds its rows. All run on one stage: a sound server with a null sink.
 * The spoken form and the telephone need no sound and can be measured alone. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "rows.h"
#include "stage.h"

/* The leaflets that are measured. */
struct leaflets {
    const char *sample; /* content/persistent-back-pain/leaflet.md */
    const char *large;  /* of LARGE_BYTES, generated */
    char *spoken;       /* path: what is spoken of the sample, one utterance a line */
    char first[512];    /* the first thing spoken: the title */
    const char *engine; /* the engine's language, "en-gb" */
    int rate_wpm, pitch;
};
enum { LARGE_BYTES = 10 * 1000 * 1000 };

bool leaflets_make(struct stage *stage, struct leaflets *leaflets);

/* Start to first sound in the sink. Returns the audio buffer's length in ms, as PortAudio gives it. */
double measure_start(struct stage *stage, const struct leaflets *leaflets, struct rows *rows);

/* Key press to the first new sample leaving the callback. */
void measure_keys(struct stage *stage, const struct leaflets *leaflets, double buffer_ms, struct rows *rows);

/* CPU time of --output against espeak-ng -w; memory while reading. */
void measure_output(struct stage *stage, const struct leaflets *leaflets, struct rows *rows);
void measure_memory(struct stage *stage, const struct leaflets *leaflets, struct rows *rows);

/* CPU time of the spoken form against the engine's for the same utterances; its growth up to 10 MB. */
void measure_spoken(const struct leaflets *leaflets, struct rows *rows);

/* CPU time of telephone prompts against the engine's for the same utterances; how well they are understood. */
void measure_phone(const struct leaflets *leaflets, struct rows *rows);

/* Whole batches of `aloud export` and `aloud phone` beside other programs. */
void measure_batch(struct stage *stage, const struct leaflets *leaflets, struct rows *rows);

/* `aloud translate status` over 1,000 leaflets in 20 languages. */
void measure_translate(struct stage *stage, struct rows *rows);

double bench_now_s(void); /* CLOCK_MONOTONIC */

/* A process's proportional share of memory in MB; 0 where it has ended. */
double bench_share_mb(pid_t process);

#endif
