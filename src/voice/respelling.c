#include "voice/respelling.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>

enum { TYPESET_APOSTROPHE = 0x2019, NON_JOINER = 0x200C };

static bool is_plain(uint32_t codepoint)
{
    if (codepoint == ' ' || codepoint == '-' || codepoint == '\'') return true;
    if (codepoint == TYPESET_APOSTROPHE || codepoint == NON_JOINER) return true;
    uint32_t marks = U_GC_MN_MASK | U_GC_MC_MASK;
    return u_isalpha((UChar32)codepoint) || (U_MASK(u_charType((UChar32)codepoint)) & marks) != 0;
}

enum status respelling_check(const char *text, size_t length, struct error *error)
{
    bool letters = false;
    for (size_t at = 0; at < length;) {
        size_t start = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        if (codepoint != UTF8_INVALID && is_plain(codepoint)) {
            letters |= u_isalpha((UChar32)codepoint);
            continue;
        }
        if (start + 1 < length && memcmp(text + start, "[[", 2) == 0)
            return error_set(error, STATUS_BAD_INPUT, NULL, 0,
                             "phonemes in [[…]] can stand only in a voice file; respell the term in letters");
        return error_set(
            error, STATUS_BAD_INPUT, NULL, 0,
            "the respelling \"%.*s\" has more than letters, spaces, hyphens and apostrophes in it: write it "
            "in letters",
            (int)(length < 80 ? length : 80), text);
    }
    if (letters) return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "the respelling has no letter in it");
}
