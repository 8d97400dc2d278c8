/* The times of keys and sounds, appended to the file that $ALOUD_TRACE names: for the bench and tests. Lines "event seconds
 * detail", seconds of CLOCK_MONOTONIC: start, key CODE, wait (for a clip that was not made ahead), play UTTERANCE, sound,
 * late MILLISECONDS (the device called for sound so long after it had before; it may have had none).
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
