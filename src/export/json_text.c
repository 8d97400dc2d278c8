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

enum status json_text_load(const char *text, size_t length, json_t **ret, struct error *error)
{
    errno = 0;
    *ret = json_loadb(text, length, JSON_DECODE_ANY, NULL);
    if (errno != ENOMEM) return *ret ? STATUS_OK : STATUS_BAD_INPUT;
    json_decref(*ret);
    *ret = NULL;
    return error_no_memory(error);
}
