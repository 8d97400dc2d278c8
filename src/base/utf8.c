#include "base/utf8.h"

#include <string.h>

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

uint32_t utf8_next_wide(const char *text, size_t length, size_t *position)
{
    const unsigned char *bytes = (const unsigned char *)text + *position;
    size_t left = length - *position;
    uint32_t lead = bytes[0], codepoint = UTF8_INVALID;
    size_t more = 0;
    if (lead >= 0xC2 && lead < 0xE0 && left > 1 && is_tail(bytes[1])) {
        more = 1;
        codepoint = (lead & 0x1F) << 6 | (bytes[1] & 0x3FU);
    } else if (lead >= 0xE0 && lead < 0xF0 && left > 2 && is_tail(bytes[1]) && is_tail(bytes[2])) {
        more = 2;
        codepoint = (lead & 0x0F) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
        if (codepoint < 0x800 || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) codepoint = UTF8_INVALID;
    } else if (lead >= 0xF0 && lead < 0xF5 && left > 3 && is_tail(bytes[1]) && is_tail(bytes[2]) && is_tail(bytes[3])) {
        more = 3;
        codepoint = (lead & 0x07) << 18 | (bytes[1] & 0x3FU) << 12 | (bytes[2] & 0x3FU) << 6 | (bytes[3] & 0x3FU);
        if (codepoint < 0x10000 || codepoint > 0x10FFFF) codepoint = UTF8_INVALID;
    }
    *position += codepoint == UTF8_INVALID ? 1 : more + 1;
    return codepoint;
}

size_t utf8_encode(uint32_t codepoint, char bytes[4])
{
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) codepoint = 0xFFFD;
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        bytes[0] = (char)(0xC0 | codepoint >> 6);
        bytes[1] = (char)(0x80 | (codepoint & 0x3F));
        return 2;
    }
    size_t more = codepoint < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    bytes[0] = (char)(leads[more] | codepoint >> (6 * more));
    for (size_t i = 1; i <= more; i++) bytes[i] = (char)(0x80 | (codepoint >> (6 * (more - i)) & 0x3F));
    return more + 1;
}

/* Whether eight bytes are of ASCII. */
static bool are_ascii(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

size_t utf8_first_invalid(const char *text, size_t length)
{
    size_t position = 0;
    while (position < length) {
        size_t start = position;
        if (length - position >= sizeof(uint64_t) && are_ascii(text + position))
            position += sizeof(uint64_t);
        else if (utf8_next(text, length, &position) == UTF8_INVALID)
            return start;
    }
    return length;
}

size_t utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}
