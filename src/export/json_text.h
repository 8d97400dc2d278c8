/* The text of a JSON value. jansson's own json_dumps (2.14) gives a text without its keys where memory runs out for them. */
#ifndef ALOUD_EXPORT_JSON_TEXT_H
#define ALOUD_EXPORT_JSON_TEXT_H

#include "base/buffer.h"

#include <jansson.h>

/* Appends it; `flags` are json_dumps'. Where memory runs out, or the value is NULL for want of it, text->failed tells. */
void json_text_append(struct buffer *text, const json_t *value, size_t flags);

#endif
