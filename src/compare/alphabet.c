#include "compare/alphabet.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/folding.h"

/* The blocks of The Unicode Standard 15 that these languages use. */
static const struct {
    uint32_t first, last;
    enum alphabet alphabet;
} blocks[] = {
    {0x00C0, 0x024F, ALPHABET_LATIN},    {0x0370, 0x03FF, ALPHABET_GREEK},      {0x0400, 0x052F, ALPHABET_CYRILLIC},
    {0x0620, 0x065F, ALPHABET_ARABIC},   {0x066E, 0x06EF, ALPHABET_ARABIC},     {0x06FA, 0x06FF, ALPHABET_ARABIC},
    {0x0750, 0x077F, ALPHABET_ARABIC},   {0x0904, 0x0963, ALPHABET_DEVANAGARI}, {0x0980, 0x09E3, ALPHABET_BENGALI},
    {0x0A01, 0x0A75, ALPHABET_GURMUKHI}, {0x0A81, 0x0AE3, ALPHABET_GUJARATI},   {0x0B82, 0x0BD7, ALPHABET_TAMIL},
    {0x1E00, 0x1EFF, ALPHABET_LATIN},    {0xFB50, 0xFDFF, ALPHABET_ARABIC},     {0xFE70, 0xFEFE, ALPHABET_ARABIC},
};

enum alphabet alphabet_of(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? ALPHABET_LATIN : ALPHABET_COMMON;
    if (c == 0x03BC || c == 0x00D7 || c == 0x00F7 || (c >= 0x0A66 && c <= 0x0A6F)) return ALPHABET_COMMON;
    if (is_han(c)) return ALPHABET_HAN;
    for (size_t i = 0; i < ARRAY_COUNT(blocks) && blocks[i].first <= c; i++)
        if (c <= blocks[i].last) return blocks[i].alphabet;
    return ALPHABET_COMMON;
}

enum alphabet alphabet_of_text(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        enum alphabet alphabet = alphabet_of(utf8_next(text, length, &at));
        if (alphabet != ALPHABET_COMMON) return alphabet;
    }
    return ALPHABET_COMMON;
}
