/* A Record: what manifest.json tells of a recording, an object. Its list of sentences, or of prompts, is long, and never in
 * memory: it is spooled as it grows, and goes from file to file element by element.
 *
 *     struct record record = RECORD_NONE;
 *     record_begin(&record, "sentences", error);
 *     record_add(&record, json_pack("{s:f, s:s}", "start", 0.5, "text", "Sip."), error);     // each
 *     record_end(&record, json_pack("{s:s}", "name", "01-tea"), error);
 *     record_hand_over(&record, &shared, &place, error);         // to the process that keeps the manifest
 *     record_done(&record);
 */
#ifndef ALOUD_EXPORT_RECORD_H
#define ALOUD_EXPORT_RECORD_H

#include "export/spool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct record {
    struct spool text; /* a line of JSON */
    bool any;          /* something is in the list */
    json_t *head;      /* once it is ended: all but the list */
};

#define RECORD_NONE ((struct record){.text = SPOOL_NONE})

/* Where the line of a record lies, with its line break; `bytes` is 0 where there is none. */
struct record_place {
    uint64_t first, bytes;
};

/* Begins anew whatever there was. record_done is due in any case. */
enum status record_begin(struct record *record, const char *list, struct error *error);

/* Both take the reference, also on failure; NULL is STATUS_NO_MEMORY. */
enum status record_add(struct record *record, json_t *element, struct error *error);
enum status record_end(struct record *record, json_t *head, struct error *error);

/* Appends the record to a spool that other processes append to at the same time. */
enum status record_hand_over(const struct record *record, const struct spool *shared, struct record_place *ret,
                             struct error *error);

void record_done(struct record *record); /* does nothing for RECORD_NONE */

/* ---- From files -------------------------------------------------------------------------------------------------- */

/* Gets each element of the list, which stays the reader's. */
typedef enum status record_take(void *context, json_t *element, struct error *error);

/* Reads the object that begins behind the white space at the file's place: *ret_head has all its members, a long list as an
 * empty array. `take` may be NULL. STATUS_BAD_INPUT where there is no such object. The caller decrefs. */
enum status record_read(FILE *file, record_take *take, void *context, json_t **ret_head, struct error *error);

/* Makes `record` of the object at the file's place. */
enum status record_load(struct record *record, FILE *file, struct error *error);

/* Writes the object at the place of `from`, which is read twice, as manifest.json has it, `depth` arrays and objects deep;
 * *ret_head as record_read. What cannot be written the file tells (ferror). */
enum status record_copy(FILE *from, FILE *to, size_t depth, json_t **ret_head, struct error *error);

#endif
