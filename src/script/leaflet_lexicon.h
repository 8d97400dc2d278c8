/* The lexicon that a leaflet brings in its front matter:
 *
 *     lexicon:
 *       NHS: en aitch ess
 *       deep vein thrombosis: dee vee tee
 *
 * A leaflet is hostile input, so it can respell a term in letters and no more: no phonemes, no markup, no digits.
 */
#ifndef ALOUD_SCRIPT_LEAFLET_LEXICON_H
#define ALOUD_SCRIPT_LEAFLET_LEXICON_H

#include "document/document.h"
#include "voice/lexicon.h"
#include "voice/remarks.h"
#include "voice/voice.h"

enum { LEAFLET_TERMS_MOST = 2000 };

/* Adds the terms to `lexicon`; what of them is not used, and why, to `remarks`, with lines of the leaflet's source: all of
 * them where the voice is another language's than the leaflet. Errors: memory only. */
enum status leaflet_lexicon(const struct document *document, const struct voice *voice, struct lexicon *lexicon,
                            struct remarks *remarks, struct error *error);

#endif
