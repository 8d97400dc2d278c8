#include "export/json_text.h"

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
