/* What reading and writing XLIFF have in common. */
#ifndef ALOUD_TRANSLATE_XLIFF_PARTS_H
#define ALOUD_TRANSLATE_XLIFF_PARTS_H

#include "translate/state.h"
#include "translate/xliff.h"

#define XLIFF_NAMESPACE "urn:oasis:names:tc:xliff:document:2.0"

/* Categories of notes; those of others are the translators'. */
#define XLIFF_NOTE_TRANSLATOR "translator"
#define XLIFF_NOTE_EXTRACTED "source"
#define XLIFF_NOTE_PREVIOUS "previous"

/* xliff_state.c: the word for an entry's state in XLIFF. Static. */
const char *xliff_state(const struct catalogue_entry *entry);

/* Whether a segment's state is more than "initial", as which other words count; the least of two, static. */
bool xliff_is_finished(const char *state);
const char *xliff_least_state(const char *left, const char *right);

/* Notes an agency's "reviewed" or "final" in the comments of an entry that has no review; takes an earlier one out. */
enum status xliff_set_agency_state(struct catalogue_entry *entry, const char *state, struct error *error);

/* xliff_id.c: a unit's id is the only thing beside its text that an agency's tool may neither change nor leave out. It is
 * "uKEY" where nothing was sent with it, "uKEY-CHECK" where a translation was, "uKEY-CHECK-fuzzy" where that was fuzzy: KEY is
 * the entry's key, CHECK that of its translation. */
struct xliff_id {
    uint64_t key; /* key_hash of the entry; 0 where the id is none of Aloud's */
    bool has_translation;
    bool fuzzy;
    uint32_t check;
};

enum { XLIFF_ID_BYTES = 40 };

/* `entry` NULL: there is none. */
void xliff_id_write(const char *context, const char *text, const struct catalogue_entry *entry,
                    char id[XLIFF_ID_BYTES]);
struct xliff_id xliff_id_read(const char *id);

/* Whether this is the translation of `text` that was sent. */
bool xliff_id_is_of(const struct xliff_id *id, const char *text, const char *translation);

/* xliff_origin.c: how much of what the file's texts say, from 0 to 1, the leaflet says, or said when its catalogue's
 * translations were made: by runs of words, so that a leaflet that was revised counts as itself, and a heading or a telephone
 * number that two leaflets share counts for little. Negative where memory runs out. */
double xliff_share(const struct xliff *xliff, const struct original *original, const struct catalogue *catalogue);

#endif
