/* A leaflet compared with its translations: entry by entry of PO files, or block by block of Markdown leaflets.
 *
 *     struct leaflet_comparison comparison = {0};
 *     leaflet_comparison_init(&comparison, &original, &english, error);
 *     leaflet_compare_catalogue(&comparison, &catalogue, &polish, print, NULL, error);     // each of its translations
 *     leaflet_comparison_done(&comparison);
 */
#ifndef ALOUD_COMPARE_LEAFLET_COMPARISON_H
#define ALOUD_COMPARE_LEAFLET_COMPARISON_H

#include "compare/comparison.h"
#include "translate/catalogue.h"
#include "translate/original.h"

struct leaflet_comparison {
    const struct original *original; /* borrowed */
    struct compared_text *sources;   /* of its entries, each read once for all languages */
    struct compared_text target;     /* the one that is looked at */
    struct differences differences;  /* likewise */
    size_t compared;                 /* entries of the original that leaflet_compare_catalogue has compared last */
};

/* A difference and where it is. Pointers live until the function that got it returns. */
struct found_difference {
    struct difference difference;
    const char *source, *target;     /* the texts that its spans are of; "" for those of the structure */
    size_t source_line, target_line; /* from 1; 0: the whole file */
};

typedef void (*difference_found)(void *context, const struct found_difference *found);

/* Reads all texts of the original, which must outlive the comparison, as the language. Zero before; to be freed also after a
 * failure. */
enum status leaflet_comparison_init(struct leaflet_comparison *comparison, const struct original *original,
                                    const struct compared_language *language, struct error *error);
void leaflet_comparison_done(struct leaflet_comparison *comparison);

/* Compares what the catalogue has translated of the original; what is fuzzy, or of another version, is no part of a leaflet and is
 * passed over. */
enum status leaflet_compare_catalogue(struct leaflet_comparison *comparison, const struct catalogue *catalogue,
                                      const struct compared_language *language, difference_found found, void *context,
                                      struct error *error);

/* Compares the blocks of another leaflet: section by section, and first whether both have the same headings, list items and table
 * rows; where a section differs in those, as many of its blocks as are of the same kind. The notices that a built translation
 * begins with are passed over. */
enum status leaflet_compare_leaflet(struct leaflet_comparison *comparison, const struct original *translation,
                                    const struct compared_language *language, difference_found found, void *context,
                                    struct error *error);

#endif
