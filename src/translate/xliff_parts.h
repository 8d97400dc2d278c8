/* What reading and writing XLIFF have in common. */
#ifndef ALOUD_TRANSLATE_XLIFF_PARTS_H
#define ALOUD_TRANSLATE_XLIFF_PARTS_H

#include "translate/state.h"

#define XLIFF_NAMESPACE "urn:oasis:names:tc:xliff:document:2.0"

/* Categories of notes; those of others are the translators'. */
#define XLIFF_NOTE_TRANSLATOR "translator"
#define XLIFF_NOTE_EXTRACTED "source"
#define XLIFF_NOTE_PREVIOUS "previous"

/* xliff_state.c: the word for an entry's state in XLIFF. Static. */
const char *xliff_state(const struct catalogue_entry *entry);

/* Notes an agency's "reviewed" or "final" in the comments of an entry that has no review; takes an earlier one out. */
enum status xliff_set_agency_state(struct catalogue_entry *entry, const char *state, struct error *error);

#endif
