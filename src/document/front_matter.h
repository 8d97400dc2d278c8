/* The front matter of a Markdown leaflet: a YAML mapping between two lines "---" at its very start. */
#ifndef ALOUD_DOCUMENT_FRONT_MATTER_H
#define ALOUD_DOCUMENT_FRONT_MATTER_H

#include "document/document.h"

/* Finds front matter at source byte `start` and takes document->title ("title"), document->language ("lang" or "language"),
 * document->reference, document->version, document->translation, document->date and document->terms ("lexicon", a mapping of terms to how they are said) from it. "[[…]]" in the lexicon, which is no YAML
 * when it holds signs of the engine's, is a term's saying that begins with "[[". *ret_end is the byte behind it, `start` where there is none: a "---" that is a thematic break,
 * or has no second one, or no "key:" in the line below it. A mistake in the YAML is STATUS_BAD_INPUT with the
 * document's path and the line. */
enum status front_matter_read(struct document *document, const char *source, size_t start, size_t length,
                              size_t *ret_end, struct error *error);

#endif
