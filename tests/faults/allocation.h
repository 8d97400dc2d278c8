/* Memory that runs out at will: malloc, calloc and realloc of the whole test program, libraries included.
 *
 *     allocation_fail(3, ALLOCATION_ONCE);       // the third from now on fails
 *     status = document_load(…);
 *     bool failed = allocation_stop();           // false: there were fewer than three
 *
 * Libraries are spared that end the process where memory runs out: cmark-gfm (its xcalloc and xrealloc call abort), iniparser
 * (4.1: dictionary_set goes on with a null pointer), libopusenc (0.2.1: ope_encoder_create_callbacks frees what it never had),
 * libvorbis (1.3.7), libogg (1.3.5) and LAME (3.100), which go on with null pointers; one that leaks what it had until then,
 * libebur128 (1.2.6); and one whose refusal has no code of its own, libsndfile (1.2.0). A call counts as a library's where it
 * comes from its code.
 */
#ifndef TESTS_ALLOCATION_H
#define TESTS_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>

enum allocation_way {
    ALLOCATION_ONCE,   /* that one, as where it was too large */
    ALLOCATION_ONWARD, /* that one and all behind it, as where nothing is left */
};

void allocation_fail(size_t nth, enum allocation_way way); /* counted from 1 */

/* All allocations succeed again; whether one has failed. */
bool allocation_stop(void);

/* From true to false nothing fails. */
void allocation_spare(bool spare);

/* How many there were between the two, those that were spared not counted. */
size_t allocation_count(void);

/* Between the two, the most bytes that were held at a time beyond those before the first; memory that libraries get otherwise
 * than by malloc, calloc and realloc not counted. For one thread. */
void allocation_peak_begin(void);
size_t allocation_peak(void);

#endif
