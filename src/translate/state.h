/* How far a translation is: each entry's state, and that of a version, which is the least of its entries'.
 *
 * A reviewed entry has a translator's comment "Reviewed: NAME, YYYY-MM-DD, version V, CHECK". CHECK is a checksum of text
 * and translation, so that a review does not outlive what was reviewed.
 */
#ifndef ALOUD_TRANSLATE_STATE_H
#define ALOUD_TRANSLATE_STATE_H

#include "translate/catalogue.h"
#include "translate/original.h"

/* From the least on. */
#define STATE_LIST(X)                                                                                                  \
    X(UNTRANSLATED, "untranslated") /* also where the catalogue lacks the entry */                                     \
    X(FUZZY, "fuzzy")               /* the source has changed under the translation */                                 \
    X(DRAFT, "draft")               /* nobody has checked it, or not since it was changed */                           \
    X(REVIEWED, "reviewed")

enum state {
#define X(name, text) STATE_##name,
    STATE_LIST(X)
#undef X
};

enum { STATE_COUNT = STATE_REVIEWED + 1 };

const char *state_name(enum state state); /* static */

/* `entry` may be NULL. */
enum state state_of_entry(const struct catalogue_entry *entry);

struct version_state {
    enum state state;
    size_t counts[STATE_COUNT]; /* entries of the original in each */
    size_t not_in_source; /* entries of the catalogue, not obsolete, that the original does not have: it is stale */
};

/* How the catalogue, which has its index, stands against the leaflet. */
struct version_state state_of_version(const struct original *original, const struct catalogue *catalogue);

/* A review as its comment tells. Pointers are into the entry's comments. */
struct review {
    const char *name, *date, *version;
    size_t name_length, date_length, version_length;
};

/* The last valid review of an entry; false where it has none. */
bool state_review(const struct catalogue_entry *entry, struct review *ret);

/* Puts a review into the entry's comments, in the place of what reviews it has. `date` is YYYY-MM-DD. */
enum status state_set_review(struct catalogue_entry *entry, const char *name, const char *date, const char *version,
                             struct error *error);

#endif
