#include "speech/coverage.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

bool coverage_is_whole(const char *text, size_t length, const struct clip_mark *marks, size_t mark_count)
{
    size_t next_mark = 0, unmarked = 0, words = 0;
    for (size_t position = 0; position < length;) {
        bool spoken = false, marked = false;
        while (position < length) {
            uint32_t character = utf8_next(text, length, &position);
            if (character == ' ') break;
            spoken = spoken || (character != UTF8_INVALID && u_isalnum((UChar32)character));
        }
        for (; next_mark < mark_count && marks[next_mark].spoken_offset < position; next_mark++) marked = true;
        if (!spoken) continue;
        words++;
        unmarked = marked ? 0 : unmarked + 1;
        if (unmarked == COVERAGE_UNMARKED_WORDS) return false;
    }
    return words == 0 || mark_count > 0;
}
