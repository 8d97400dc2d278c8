/* PO files as msgmerge and translators' programs write them, read some ten times as fast as by libgettextpo: for those who look at
 * thousands and change none.
 *
 * It takes a part of the format, which it reads as libgettextpo does: UTF-8 without a byte order mark; first the header; each
 * keyword at its line's beginning and each string to its line's end; in strings no escapes but \n, \t, \" and \\. All else is left
 * to libgettextpo, what is wrong included.
 */
#ifndef ALOUD_TRANSLATE_PO_PLAIN_H
#define ALOUD_TRANSLATE_PO_PLAIN_H

#include "translate/catalogue.h"

/* Reads the file's bytes, without notes and references, and makes the index. *ret_plain is false where they are not of that part,
 * and the catalogue then as it was: empty. Fails only where memory runs out. */
enum status po_plain_read(struct catalogue *catalogue, const char *name, const struct buffer *bytes, bool *ret_plain,
                          struct error *error);

#endif
