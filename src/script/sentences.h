/* Where a text is cut into utterances: ICU's sentence breaks (Unicode Standard Annex 29) without those that are none.
 *
 * ICU's own lists of abbreviations (ss=standard) are not used: it has none for most of our languages, and its English one
 * holds "is.", "on." and "OK.", which end sentences. The voice file's [abbreviations] stand in their place.
 */
#ifndef ALOUD_SCRIPT_SENTENCES_H
#define ALOUD_SCRIPT_SENTENCES_H

#include "voice/voice.h"

/* A piece longer than the first number of characters is cut where a clause or a word ends near to it; none is longer
 * than the second. */
enum { PIECE_LONG_CHARACTERS = 400, PIECE_LONGEST_CHARACTERS = 600 };

enum cut {
    CUT_SENTENCES, /* at sentence ends and hard line breaks */
    CUT_LINES,     /* at line breaks only: preformatted text */
    CUT_LONG,      /* only where it is too long: headings */
};

struct sentences;

/* One iterator for many texts. The voice must outlive it. */
enum status sentences_new(const struct voice *voice, struct sentences **ret, struct error *error);
void sentences_free(struct sentences *sentences);

/* Cuts `text`. *ret_ends are the pieces' ends in bytes, ascending, the last is `length` (none for an empty text); they
 * belong to `sentences` until the next call. White space behind a piece belongs to it. Linear time. */
enum status sentences_cut(struct sentences *sentences, const char *text, size_t length, enum cut cut,
                          const uint32_t **ret_ends, size_t *ret_count, struct error *error);

#endif
