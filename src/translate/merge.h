/* Brings a catalogue up to date with its leaflet, as GNU gettext's msgmerge does:
 *
 * - an entry whose context and text are still there keeps its translation and state;
 * - a new one takes the translation of the entry whose text is most alike, at least MERGE_ALIKE, as fuzzy and with the
 *   text that it was made for ("#|");
 * - what the leaflet has no more stays at the end as obsolete ("#~") where it has a translation.
 */
#ifndef ALOUD_TRANSLATE_MERGE_H
#define ALOUD_TRANSLATE_MERGE_H

#include "translate/catalogue.h"
#include "translate/original.h"

#define MERGE_ALIKE 0.6

struct merge_counts {
    size_t translated, fuzzy, untranslated, obsolete;
};

/* Replaces what `catalogue` holds. `language` makes its header where it has none. */
enum status merge(const struct original *original, const char *language, struct catalogue *catalogue,
                  struct merge_counts *counts, struct error *error);

#endif
