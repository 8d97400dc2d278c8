/* The text of a JSON value. jansson's own json_dumps (2.14) gives a text without its keys where memory runs out for them. */
#ifndef ALOUD_EXPORT_JSON_TEXT_H
#define ALOUD_EXPORT_JSON_TEXT_H

#include "base/buffer.h"
#include "base/status.h"

#include <jansson.h>

/* Appends it; `flags` are json_dumps'. Where memory runs out, or the value is NULL for want of it, text->failed tells. */
void json_text_append(struct buffer *text, const json_t *value, size_t flags);

/* The same on one line, as journals have it: numbers are of JSON_TEXT_DIGITS, so that they are the same text everywhere:
 * milliseconds of ten days. */
enum { JSON_TEXT_DIGITS = 9 };
void json_text_append_line(struct buffer *text, const json_t *value);

/* The value that a text has. STATUS_BAD_INPUT, with no message, where it has none; STATUS_NO_MEMORY also where jansson has left
 * bytes of a string out for want of it, which only errno tells. The caller decrefs. */
enum status json_text_load(const char *text, size_t length, json_t **ret, struct error *error);

#endif
