/* The times of keys and sounds, appended to the file that $ALOUD_TRACE names: for the bench. Lines "event seconds
 * detail", seconds of CLOCK_MONOTONIC: start, key CODE, play UTTERANCE, sound.
 */
#ifndef ALOUD_LISTEN_READING_TRACE_H
#define ALOUD_LISTEN_READING_TRACE_H

#include <stdint.h>
#include <stdio.h>

struct reading_trace {
    FILE *stream;     /* NULL: nothing is traced */
    double sounded_s; /* the latest "sound" */
};

void reading_trace_open(struct reading_trace *trace);
void reading_trace_write(struct reading_trace *trace, const char *event, double seconds, uint64_t detail);
void reading_trace_close(struct reading_trace *trace);

#endif
