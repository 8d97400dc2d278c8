/* How a leaflet is cut into recordings: one a section, each with a title and the name of its file.
 *
 * A heading under which nothing stands but further headings belongs to the recording of the section behind it.
 */
#ifndef ALOUD_EXPORT_PLAN_H
#define ALOUD_EXPORT_PLAN_H

#include "script/script.h"

struct plan_part {
    char *name;        /* "03-improve-sleep-quality", without an ending; parts sort by it */
    char *title;       /* of its section */
    size_t first, end; /* utterances */
};

struct plan {
    struct plan_part *parts;
    size_t count, capacity;
};

/* Both must be whole. STATUS_BAD_INPUT where nothing is spoken. `plan` is zero-initialised; plan_done is due in any case. */
enum status plan_make(struct plan *plan, const struct script *script, const struct document *document,
                      struct error *error);
void plan_done(struct plan *plan);

#endif
