#include "translate/front_matter_lines.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static size_t next_line(const char *source, size_t line, size_t end)
{
    const char *feed = memchr(source + line, '\n', end - line);
    return feed ? (size_t)(feed - source) + 1 : end;
}

static size_t key_length(const char *source, size_t line, size_t end)
{
    size_t i = line;
    while (i < end && (isalnum((unsigned char)source[i]) || strchr("_-.", source[i]))) i++;
    return i < end && source[i] == ':' ? i - line : 0;
}

bool front_matter_line_next(const char *source, size_t end, size_t *position, struct front_matter_line *ret)
{
    if (*position >= end) return false;
    size_t start = *position;
    size_t length = key_length(source, start, end);
    *position = next_line(source, start, end);
    /* A value goes on in lines that are indented or empty, or (a list) begin with "- ". */
    while (length > 0 && *position < end
           && (strchr(" \t\r\n", source[*position]) || strncmp(source + *position, "- ", 2) == 0)) {
        *position = next_line(source, *position, end);
    }
    *ret = (struct front_matter_line){source + start, length, start, *position};
    return true;
}

bool front_matter_line_is(const struct front_matter_line *line, const char *key)
{
    return line->key_length == strlen(key) && strncasecmp(line->key, key, line->key_length) == 0;
}
