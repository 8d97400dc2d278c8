/* The loop of every fault test: a job is run with its first allocation failing, then with its second, and so on until
 * there are no more. Each time it ends in STATUS_NO_MEMORY, or well and with the same output as ever. Crashes end the
 * test; leaks are LeakSanitizer's to find, at its end.
 */
#ifndef TESTS_LOOP_H
#define TESTS_LOOP_H

#include "allocation.h"
#include "base/status.h"

#include <stdio.h>

struct job {
    const char *name;
    /* Does something, writes what came of it, and frees all it had. */
    enum status (*run)(const void *context, FILE *output, struct error *error);
    const void *context;
};

int loop_set_up(void **state);
int loop_tear_down(void **state);

/* Once the libraries have made what they keep. These are cmocka assertions. */
void loop_in_use(const struct job *job, enum allocation_way way);

/* While they make it: each time in a process that has not used them. Must come before all else that does. */
void loop_at_first_use(const struct job *job);

#endif
