#include "export/json_text.h"

#include <errno.h>

static int append(const char *bytes, size_t length, void *context)
{
    struct buffer *text = context;
    buffer_append(text, bytes, length);
    return text->failed ? -1 : 0;
}

void json_text_append(struct buffer *text, const json_t *value, size_t flags)
{
    if (!value || json_dump_callback(value, append, text, flags) != 0) text->failed = true;
}

void json_text_append_line(struct buffer *text, const json_t *value)
{
    json_text_append(text, value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(JSON_TEXT_DIGITS));
}

enum status json_text_load(const struct buffer *text, json_t **ret, struct error *error)
{
    if (text->failed) return error_no_memory(error);
    errno = 0; /* jansson does not tell all that it has no memory for */
    *ret = json_loadb(buffer_text(text), text->length, JSON_DECODE_ANY, NULL);
    if (*ret) return STATUS_OK;
    return errno == ENOMEM ? error_no_memory(error) : STATUS_BAD_INPUT;
}
