#include "listen/reading_trace.h"

#include <inttypes.h>
#include <stdlib.h>

void reading_trace_open(struct reading_trace *trace)
{
    const char *path = getenv("ALOUD_TRACE");
    if (path && path[0]) trace->stream = fopen(path, "ae");
    if (trace->stream) setvbuf(trace->stream, NULL, _IOLBF, 0);
}

void reading_trace_write(struct reading_trace *trace, const char *event, double seconds, uint64_t detail)
{
    if (trace->stream) fprintf(trace->stream, "%s %.6f %" PRIu64 "\n", event, seconds, detail);
}

void reading_trace_close(struct reading_trace *trace)
{
    if (trace->stream) fclose(trace->stream);
    trace->stream = NULL;
}
