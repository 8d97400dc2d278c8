#include "base/utf8.h"

uint32_t utf8_next(const char *text, size_t length, size_t *position)
{
    const unsigned char *bytes = (const unsigned char *)text + *position;
    size_t left = length - *position;
    unsigned char lead = bytes[0];
    *position += 1;
    if (lead < 0x80) return lead;
    if (lead < 0xC2 || lead > 0xF4) return UTF8_INVALID;
    size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (left <= more) return UTF8_INVALID;
    uint32_t codepoint = lead & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((bytes[i] & 0xC0) != 0x80) return UTF8_INVALID;
        codepoint = codepoint << 6 | (bytes[i] & 0x3Fu);
    }
    bool overlong = (more == 2 && codepoint < 0x800) || (more == 3 && codepoint < 0x10000);
    if (overlong || codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) return UTF8_INVALID;
    *position += more;
    return codepoint;
}

size_t utf8_encode(uint32_t codepoint, char bytes[4])
{
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) codepoint = 0xFFFD;
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    size_t more = codepoint < 0x800 ? 1 : codepoint < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    bytes[0] = (char)(leads[more] | codepoint >> (6 * more));
    for (size_t i = 1; i <= more; i++) bytes[i] = (char)(0x80 | (codepoint >> (6 * (more - i)) & 0x3F));
    return more + 1;
}

size_t utf8_first_invalid(const char *text, size_t length)
{
    size_t position = 0;
    while (position < length) {
        size_t start = position;
        if ((unsigned char)text[position] < 0x80)
            position++;
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
