/* The character set that a PO file's header names: Aloud reads UTF-8 only.
 *
 * libgettextpo sends each character through iconv where the header names a character set by "charset=", and takes most of its time
 * for it. That the bytes are UTF-8 is known before it reads them; so it is given a header in which it does not find the name,
 * which is put right again in what was read.
 */
#ifndef ALOUD_TRANSLATE_PO_CHARSET_H
#define ALOUD_TRANSLATE_PO_CHARSET_H

#include "translate/catalogue.h"

/* Whether the bytes are UTF-8, and the header names no other character set: else STATUS_BAD_INPUT with the line. */
enum status po_charset_check(const char *path, const struct buffer *bytes, struct error *error);

/* Appends what libgettextpo is given to read. Returns whether a character set is hidden in it. */
bool po_charset_hide(const struct buffer *bytes, struct buffer *given);

/* Puts the header right that was read, and one that names no character set, which could not be written again. */
enum status po_charset_show(struct catalogue *catalogue, bool is_hidden, struct error *error);

/* Whether the header's Content-Type says UTF-8: what another field says may be gone with the next update. */
enum status po_charset_is_told(const struct catalogue *catalogue, bool *ret, struct error *error);

#endif
