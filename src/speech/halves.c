#include "speech/halves.h"

#include <stdbool.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Whether a place is nearer the middle than the best so far; 0 is none. */
static bool is_better(size_t place, size_t best, size_t length)
{
    size_t middle = length / 2;
    size_t new_distance = place > middle ? place - middle : middle - place;
    size_t old_distance = best > middle ? best - middle : middle - best;
    return best == 0 || new_distance < old_distance;
}

static size_t behind_space(const char *text, size_t length)
{
    size_t best = 0;
    bool word_before = false;
    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] != ' ')
            word_before = true;
        else if (word_before && text[i + 1] != ' ' && is_better(i + 1, best, length))
            best = i + 1;
    }
    return best;
}

static size_t between_words(const char *text, size_t length)
{
    UErrorCode code = U_ZERO_ERROR;
    UText content = UTEXT_INITIALIZER;
    utext_openUTF8(&content, text, (int64_t)length, &code);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    if (U_SUCCESS(code)) ubrk_setUText(words, &content, &code);
    size_t best = 0;
    if (U_SUCCESS(code)) {
        for (int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words)) {
            size_t place = (size_t)at;
            if (place > 0 && place < length && is_better(place, best, length)) best = place;
        }
    }
    ubrk_close(words);
    utext_close(&content);
    return best;
}

size_t halves_between_words(const char *text, size_t length)
{
    size_t place = behind_space(text, length);
    return place ? place : between_words(text, length);
}

size_t halves_cut(const char *text, size_t length)
{
    size_t place = halves_between_words(text, length);
    if (place) return place;
    place = length / 2;
    while (((unsigned char)text[place] & 0xC0) == 0x80 && place > 1) place--;
    return place;
}
