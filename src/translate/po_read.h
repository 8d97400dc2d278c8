/* PO files as libgettextpo reads them, which is the judge of what is one. */
#ifndef ALOUD_TRANSLATE_PO_READ_H
#define ALOUD_TRANSLATE_PO_READ_H

#include "translate/catalogue.h"

/* catalogue_read_bytes over bytes without carriage returns. */
enum status po_read(struct catalogue *catalogue, const char *name, const struct buffer *bytes, struct error *error);

#endif
