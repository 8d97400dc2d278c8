/* Whether two readers have read the same of a PO file. */
#ifndef TESTS_TRANSLATE_SAME_CATALOGUE_H
#define TESTS_TRANSLATE_SAME_CATALOGUE_H

#include "translate/catalogue.h"

/* The first thing in which `plain` differs, which was read by po_plain.h, from what libgettextpo has read; notes and references
 * aside. NULL where they are the same, and its index has all that is not obsolete. */
const char *catalogue_difference(const struct catalogue *plain, const struct catalogue *library);

#endif
