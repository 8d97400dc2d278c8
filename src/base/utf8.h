/* UTF-8 (RFC 3629): strict decoding, so overlong forms, surrogates and values over U+10FFFF are invalid. */
#ifndef ALOUD_BASE_UTF8_H
#define ALOUD_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

/* utf8_next where the byte at *position is none of ASCII. */
uint32_t utf8_next_wide(const char *text, size_t length, size_t *position);

/* Decodes the character at *position of `length` bytes of `text` and moves *position behind it. An invalid byte gives
 * UTF8_INVALID and moves by one. *position must be below `length`. */
static inline uint32_t utf8_next(const char *text, size_t length, size_t *position)
{
    unsigned char lead = (unsigned char)text[*position];
    if (lead >= 0x80) return utf8_next_wide(text, length, position);
    *position += 1;
    return lead;
}

/* Writes one to four bytes, returns how many. An invalid codepoint is written as U+FFFD. */
size_t utf8_encode(uint32_t codepoint, char bytes[4]);

/* The byte offset of the first invalid byte, or `length` where all is valid. */
size_t utf8_first_invalid(const char *text, size_t length);

/* How many characters `length` bytes of valid UTF-8 hold. */
size_t utf8_count(const char *text, size_t length);

#endif
