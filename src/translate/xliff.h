/* XLIFF 2.0 (OASIS, 2014), the format in which translation agencies send and want texts: one unit an entry, its name the
 * entry's context, placeholders as <pc> and <ph>. Nothing of a catalogue's entries is lost on the way there and back:
 *
 *     untranslated  state="initial", no target
 *     fuzzy         state="initial", with a target
 *     draft         state="translated"
 *     reviewed      state="reviewed"; who and when is in the unit's notes, as in the catalogue's comments
 *
 * An agency's own "reviewed" or "final" is no review by the hospital: the entry is a draft, with a comment that keeps the
 * agency's word for it as long as the translation stays.
 */
#ifndef ALOUD_TRANSLATE_XLIFF_H
#define ALOUD_TRANSLATE_XLIFF_H

#include "translate/catalogue.h"
#include "translate/original.h"

/* Appends the leaflet's entries with what `catalogue`, which has its index, says of them. */
enum status xliff_write(const struct original *original, const struct catalogue *catalogue, const char *language,
                        struct buffer *bytes, struct error *error);

/* The language that an XLIFF file translates into, its trgLang; the caller frees. STATUS_BAD_INPUT with file and line where it is
 * no XLIFF 2, or has none. */
enum status xliff_language(const char *path, const struct buffer *bytes, char **ret, struct error *error);

/* What became of an XLIFF file's units. Zero-initialised before; xliff_taken_done frees. */
struct xliff_taken {
    bool any_known; /* the leaflet has the text of one at least; else the file is of another one */
    size_t *kept;   /* lines of the units that were not taken, since their entry was reviewed */
    size_t kept_count, kept_capacity;
};

/* Takes translations, states and notes into `catalogue`, which was merged with the leaflet. A unit that it lacks is added; merge (merge.h), to be called
 * behind this, uses it for the text that has taken its place. An entry that the hospital has reviewed stays as it is, unless the
 * unit has another translation that is reviewed or final, and is no earlier review of the hospital's. Errors: STATUS_BAD_INPUT with
 * the file and the line. */
enum status xliff_read(const char *path, const struct buffer *bytes, struct catalogue *catalogue,
                       struct xliff_taken *taken, struct error *error);
void xliff_taken_done(struct xliff_taken *taken);

#endif
