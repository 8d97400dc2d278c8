/* A Lexicon: terms and how they are said, beside those of the voice file: from a leaflet, or from a file of the listener's
 * own. A term may be several words.
 *
 *     lexicon_new(&lexicon, error);
 *     lexicon_add(lexicon, "Guillain-Barré syndrome", 24, &saying, error);
 *     lexicon_finish(lexicon);
 *     lexicon_find(lexicon, "guillain-barré syndrome", 24, &found);
 */
#ifndef ALOUD_VOICE_LEXICON_H
#define ALOUD_VOICE_LEXICON_H

#include "voice/saying.h"

struct lexicon;

enum { LEXICON_TERMS_MOST = 20000, LEXICON_SAYING_BYTES_MOST = 500, LEXICON_WORDS_MOST = 6 };

enum status lexicon_new(struct lexicon **ret, struct error *error);
void lexicon_free(struct lexicon *lexicon);

/* Adds a term; white space within it is one space. Of several sayings of one term the first added counts. Copies all.
 * STATUS_BAD_INPUT, without file and line, where the term or the saying is empty or too long, or a saying in letters has
 * neither a letter nor a digit; STATUS_LIMIT: too many terms. */
enum status lexicon_add(struct lexicon *lexicon, const char *term, size_t length, const struct saying *saying,
                        struct error *error);

/* A leaflet's: it says the leaflet's words, and nothing of Aloud's own, which the leaflet must not change. */
void lexicon_set_leaflets(struct lexicon *lexicon);
bool lexicon_is_leaflets(const struct lexicon *lexicon);

/* Due once, behind the last term and before the first lexicon_find. */
void lexicon_finish(struct lexicon *lexicon);

/* How a term (any case, as words.h compares them) is said; false where it is not there. `ret` stays the lexicon's; its
 * letters end with a zero. */
bool lexicon_find(const struct lexicon *lexicon, const char *term, size_t length, struct saying *ret);

/* As many words as the longest term has; 0 where there is none. */
size_t lexicon_words_most(const struct lexicon *lexicon);

#endif
