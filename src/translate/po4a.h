/* Catalogues made by po4a, which has pieces of raw Markdown as texts, without contexts. */
#ifndef ALOUD_TRANSLATE_PO4A_H
#define ALOUD_TRANSLATE_PO4A_H

#include "translate/catalogue.h"
#include "translate/original.h"

/* Whether no entry has a context, so that it is none of Aloud's. */
bool po4a_made(const struct catalogue *catalogue);

/* Turns each translated entry into those of the leaflet: text and translation are read as Markdown, block by block, and the
 * translation's markup becomes the text's placeholders. Where a translation has other markup than its text, or links to
 * another address, it becomes fuzzy. What matches nothing of the leaflet stays as it is. */
enum status po4a_convert(const struct original *original, struct catalogue *catalogue, struct error *error);

#endif
