/* What a person would call the leaflet. */
#ifndef ALOUD_DOCUMENT_TITLE_H
#define ALOUD_DOCUMENT_TITLE_H

#include "document/builder.h"

/* The title is looked for in so much of the leaflet. */
enum { TITLE_WINDOW_BYTES = 32 * 1024 };

/* Takes note of a block that is about to be appended: `raw_level` is a heading's level as written (RAW_LEVEL_BY_LOOKS
 * for a bold line), 0 for other blocks. */
void title_consider(struct builder *builder, const struct block *block, uint8_t raw_level);

/* Fills document->title and title_block. A title that the front matter gave stays, and the block that says the same is
 * its block. Else it is the first heading of level 1 as written, unless much text stands above it; else a bold line at
 * the top; else the first heading of the highest level; else a short first line; else the file's name. */
void title_choose(struct builder *builder);

/* Takes the language out of a file's name, "name.en-GB.md", where the document has none yet. */
void title_language_of_path(struct document *document);

#endif
