/* The PO template (POT) of a leaflet: one entry a unit's text, none of them translated. */
#ifndef ALOUD_TRANSLATE_TEMPLATE_H
#define ALOUD_TRANSLATE_TEMPLATE_H

#include "translate/catalogue.h"
#include "translate/original.h"

/* Fills `catalogue`, which is empty. With `language` (BCP 47) the header is that of a translation, else (NULL) that of a
 * template. The same leaflet gives the same bytes: POT-Creation-Date is the front matter's date, and its placeholder where
 * that has none. */
enum status template_make(const struct original *original, const char *language, struct catalogue *catalogue,
                          struct error *error);

/* Sets the fields that tell what the leaflet is: Project-Id-Version, POT-Creation-Date. */
enum status template_describe(const struct original *original, struct catalogue *catalogue, struct error *error);

#endif
