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
 *
 * A unit's id tells which translation was sent (xliff_parts.h), so that what was changed meanwhile is known when the file comes
 * back.
 */
#ifndef ALOUD_TRANSLATE_XLIFF_H
#define ALOUD_TRANSLATE_XLIFF_H

#include "translate/catalogue.h"
#include "translate/original.h"

/* Appends the leaflet's entries with what `catalogue`, which has its index, says of them. */
enum status xliff_write(const struct original *original, const struct catalogue *catalogue, const char *language,
                        struct buffer *bytes, struct error *error);

/* Texts have placeholders. */
struct xliff_unit {
    struct buffer id, context, source, target;
    struct buffer comments; /* its notes but those that Aloud writes anew; whole lines */
    const char *state;      /* the least of its segments'; static */
    bool has_state;         /* one of them tells it: the attribute is optional */
    size_t line;
};

struct xliff {
    char *path;
    struct buffer language; /* its trgLang */
    struct buffer original; /* what its first file says that it is of; may be empty */
    struct xliff_unit *units;
    size_t count, capacity;
};

/* Reads an XLIFF file of the name `path`. STATUS_BAD_INPUT with file and line where it is no XLIFF 2, or has no trgLang.
 * Zero-initialised before; xliff_done frees, also after a failure. */
enum status xliff_read(struct xliff *xliff, const char *path, const struct buffer *bytes, struct error *error);
void xliff_done(struct xliff *xliff);

/* Why a unit is not taken. */
#define XLIFF_REFUSAL_LIST(X)                                                                                          \
    X(REVIEWED, "was reviewed")                                                                                        \
    X(CHANGED, "is not the one that was sent")                                                                         \
    X(UNFINISHED, "is a draft, and this one is unfinished")                                                            \
    X(SOURCE, "is of another source than the one in this file, which was changed there,")

enum xliff_refusal {
#define X(name, text) XLIFF_REFUSAL_##name,
    XLIFF_REFUSAL_LIST(X)
#undef X
};

const char *xliff_refusal_text(enum xliff_refusal refusal); /* static: what the catalogue's text is */

struct xliff_refused {
    size_t line; /* of the unit */
    enum xliff_refusal why;
};

/* The units that were not taken. Zero-initialised before; xliff_taken_done frees. */
struct xliff_taken {
    struct xliff_refused *refused;
    size_t refused_count, refused_capacity;
};

/* Takes translations, states and notes into `catalogue`, which was merged with the leaflet. A unit that it lacks is added; merge
 * (merge.h), to be called behind this, uses it for the text that has taken its place.
 *
 * What was reviewed, and what is no more as it was sent, keeps its translation; what such a unit says else goes into the entry's
 * comments, and its line into `taken`; with `all` it is taken. A unit that says what was sent changes nothing.
 *
 * Errors: STATUS_BAD_INPUT where the file is of another leaflet: less than XLIFF_SHARE_LEAST of what it says stands in
 * this one or its catalogue. */
enum status xliff_take(const struct xliff *xliff, const struct original *original, bool all,
                       struct catalogue *catalogue, struct xliff_taken *taken, struct error *error);
void xliff_taken_done(struct xliff_taken *taken);

#define XLIFF_SHARE_LEAST 0.4

#endif
