#include "check/source_emphasis.h"

#include "base/array.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

static uint32_t codepoint_before(const struct inlines *inlines, size_t at)
{
    if (at == 0) return '\n';
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)inlines->text[start] & 0xC0) == 0x80) start--;
    return utf8_next(inlines->text, at, &start);
}

static uint32_t codepoint_at(const struct inlines *inlines, size_t at)
{
    return at < inlines->length ? utf8_next(inlines->text, inlines->length, &at) : '\n';
}

static bool is_white(uint32_t codepoint)
{
    if (codepoint < 0x80) return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r');
    return codepoint <= 0x10FFFF && u_charType((UChar32)codepoint) == U_SPACE_SEPARATOR;
}

static bool is_punctuation(uint32_t codepoint)
{
    if (codepoint < 0x80) return ispunct((int)codepoint);
    return codepoint <= 0x10FFFF && u_ispunct((UChar32)codepoint);
}

size_t emphasis_add(struct inlines *inlines, size_t at)
{
    char sign = inlines->text[at];
    size_t end = at;
    while (end < inlines->length && inlines->text[end] == sign) end++;
    if (sign == '~' && end - at != 2) return end - at;
    uint32_t before = codepoint_before(inlines, at);
    uint32_t behind = codepoint_at(inlines, end);
    bool left = !is_white(behind) && (!is_punctuation(behind) || is_white(before) || is_punctuation(before));
    bool right = !is_white(before) && (!is_punctuation(before) || is_white(behind) || is_punctuation(behind));
    struct delimiter delimiter = {.start = at, .left = end - at, .whole = end - at, .sign = sign};
    delimiter.opens = left && (sign != '_' || !right || is_punctuation(before));
    delimiter.closes = right && (sign != '_' || !left || is_punctuation(behind));
    if (!delimiter.opens && !delimiter.closes) return end - at;
    if (!array_reserve(&inlines->delimiters, &inlines->delimiter_capacity, inlines->delimiter_count + 1)) {
        inlines->failed = true;
        return end - at;
    }
    inlines->delimiters[inlines->delimiter_count++] = delimiter;
    return end - at;
}

static bool match(const struct delimiter *opener, const struct delimiter *closer)
{
    if (!opener->opens || opener->sign != closer->sign) return false;
    if (opener->sign == '~') return opener->left == closer->left && opener->left == opener->whole;
    bool both_ways = opener->closes || closer->opens;
    bool thirds = (opener->whole + closer->whole) % 3 == 0;
    bool each = opener->whole % 3 == 0 && closer->whole % 3 == 0;
    return !both_ways || !thirds || each;
}

static void unlink_delimiter(struct inlines *inlines, size_t index)
{
    struct delimiter *delimiter = &inlines->delimiters[index - 1];
    if (delimiter->previous) inlines->delimiters[delimiter->previous - 1].next = delimiter->next;
    if (delimiter->next) inlines->delimiters[delimiter->next - 1].previous = delimiter->previous;
}

static void hide_pair(struct inlines *inlines, struct delimiter *opener, struct delimiter *closer)
{
    size_t used = opener->left >= 2 && closer->left >= 2 ? 2 : 1;
    if (opener->sign == '~') used = opener->left;
    memset(inlines->marks + opener->start + opener->left - used, BYTE_HIDDEN, used);
    memset(inlines->marks + closer->start, BYTE_HIDDEN, used);
    opener->left -= used;
    closer->left -= used;
    closer->start += used;
}

/* Where the search for openers of this kind of closer has to stop: none was found below. */
static size_t *bottom_of(size_t bottoms[3][2][3], const struct delimiter *closer)
{
    size_t sign = closer->sign == '*' ? 0 : closer->sign == '_' ? 1 : 2;
    return &bottoms[sign][closer->opens][closer->whole % 3];
}

void emphasis_pair(struct inlines *inlines, size_t from)
{
    struct delimiter *all = inlines->delimiters;
    size_t count = inlines->delimiter_count;
    size_t bottoms[3][2][3] = {0};
    for (size_t i = from; i < count; i++) {
        all[i].previous = i > from ? i : 0;
        all[i].next = i + 1 < count ? i + 2 : 0;
    }
    size_t index = from < count ? from + 1 : 0;
    while (index) {
        struct delimiter *closer = &all[index - 1];
        if (!closer->closes) {
            index = closer->next;
            continue;
        }
        size_t *bottom = bottom_of(bottoms, closer);
        size_t found = closer->previous;
        while (found > *bottom && !match(&all[found - 1], closer)) found = all[found - 1].previous;
        if (found > *bottom) {
            for (size_t between = closer->previous; between != found; between = all[between - 1].previous)
                unlink_delimiter(inlines, between);
            hide_pair(inlines, &all[found - 1], closer);
            if (all[found - 1].left == 0) unlink_delimiter(inlines, found);
            if (closer->left > 0) continue;
            unlink_delimiter(inlines, index);
        } else {
            *bottom = closer->previous;
            if (!closer->opens) unlink_delimiter(inlines, index);
        }
        index = closer->next;
    }
    inlines->delimiter_count = from < count ? from : count;
}
