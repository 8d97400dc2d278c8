#include "document/head.h"

#include "document/markdown.h"

#include <stdbool.h>
#include <string.h>

/* "](target)" behind a text is a link by itself, whatever is defined elsewhere. */
static bool has_target(const char *bracket, const char *end)
{
    const char *at = bracket + 1;
    if (at == end || *at++ != '(') return false;
    while (at < end && !strchr(" \t\r\n()<>\\", *at)) at++;
    return at < end && *at == ')';
}

static bool may_use_definition(const char *source, size_t length)
{
    const char *end = source + length;
    for (const char *at = source; (at = memchr(at, ']', (size_t)(end - at))); at++) {
        if (!has_target(at, end)) return true;
    }
    return false;
}

size_t head_end(const char *source, size_t start, size_t length)
{
    size_t end = length;
    while (end > start && source[end - 1] != '\n') end--;
    /* Looking for a place to cut never goes further than this. */
    if (end < start + 2 * (size_t)PIECE_MOST_BYTES + 1) return 0;
    if (memchr(source, '\0', end) || strspn(source + start, " \t\r\n\f\v") >= end - start) return 0;
    return may_use_definition(source + start, end - start) ? 0 : end;
}
