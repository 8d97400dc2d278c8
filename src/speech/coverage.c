#include "speech/coverage.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* The engine marks each Chinese character: each is a word. */
static bool is_han(uint32_t character)
{
    UErrorCode code = U_ZERO_ERROR;
    return character >= 0x2E80 && character != UTF8_INVALID
           && uscript_getScript((UChar32)character, &code) == USCRIPT_HAN;
}

/* The end of the word at `position`; *ret_spoken: it has a letter or digit. */
static size_t word_end(const char *text, size_t length, size_t position, bool *ret_spoken)
{
    *ret_spoken = false;
    while (position < length) {
        size_t next = position;
        uint32_t character = utf8_next(text, length, &next);
        if (character == ' ') return next;
        bool han = is_han(character);
        if (han && *ret_spoken) return position;
        *ret_spoken = *ret_spoken || (character != UTF8_INVALID && u_isalnum((UChar32)character));
        position = next;
        if (han) break;
    }
    return position;
}

bool coverage_is_whole(const char *text, size_t length, const struct clip_mark *marks, size_t mark_count)
{
    size_t next_mark = 0, unmarked = 0, words = 0;
    for (size_t position = 0; position < length;) {
        bool spoken = false, marked = false;
        position = word_end(text, length, position, &spoken);
        for (; next_mark < mark_count && marks[next_mark].spoken_offset < position; next_mark++) marked = true;
        if (!spoken) continue;
        words++;
        unmarked = marked ? 0 : unmarked + 1;
        if (unmarked == COVERAGE_UNMARKED_WORDS) return false;
    }
    return words == 0 || mark_count > 0;
}
