#include "export/one_line.h"

#include "base/utf8.h"

#include <string.h>

static bool ends_a_line(uint32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || codepoint == 0x2028 || codepoint == 0x2029;
}

void one_line(struct buffer *line, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        buffer_append_codepoint(line, ends_a_line(codepoint) ? ' ' : codepoint);
    }
}
