/* What of a lexicon is not used, and why: the rest of it is. Told to the user. */
#ifndef ALOUD_VOICE_REMARKS_H
#define ALOUD_VOICE_REMARKS_H

#include "base/status.h"

/* Of one file, whose name its owner knows. Zero-initialised is empty. */
struct remarks {
    struct remark {
        size_t line; /* from 1 */
        char *text;  /* owned */
    } * items;
    size_t count, capacity;
};

/* Adds what `reason` tells, at `line`. STATUS_NO_MEMORY. */
enum status remarks_add(struct remarks *remarks, size_t line, const struct error *reason, struct error *error);
/* In the order of the lines. */
void remarks_sort(struct remarks *remarks);

void remarks_done(struct remarks *remarks);

#endif
