/* What the two checks share: the order of findings, and how they quote the leaflet. */
#ifndef ALOUD_CHECK_FINDINGS_H
#define ALOUD_CHECK_FINDINGS_H

#include "check/check.h"

enum { EXCERPT_CHARACTERS = 80 };

/* Puts the findings in the order of their places. */
void findings_sort(struct findings *findings);

/* Appends what stands in a leaflet for a line of the report: white space folded, control characters and invalid bytes
 * made harmless, cut behind EXCERPT_CHARACTERS. */
void excerpt_append(struct buffer *excerpt, const char *text, size_t length);

/* Frees the excerpt once the finding is made, of which `status` tells. One that memory ran out for is no excerpt: then
 * STATUS_NO_MEMORY. */
enum status excerpt_done(struct buffer *excerpt, enum status status, struct error *error);

#endif
