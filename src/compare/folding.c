#include "compare/folding.h"

#include "base/utf8.h"
#include "compare/letter.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { DROPPED = 0, FOLDED_BYTES_MOST = 3 /* for a byte: of an invalid one U+FFFD is made */ };

bool is_invisible(uint32_t codepoint)
{
    if (codepoint < 0x200B) return codepoint == 0x00AD || codepoint == 0x061C;
    return codepoint <= 0x200F || (codepoint >= 0x202A && codepoint <= 0x202E)
           || (codepoint >= 0x2060 && codepoint <= 0x2069) || codepoint == 0xFEFF;
}

bool is_han(uint32_t codepoint)
{
    return (codepoint >= 0x4E00 && codepoint <= 0x9FFF) || (codepoint >= 0x3400 && codepoint <= 0x4DBF)
           || codepoint == 0x3007;
}

/* Letters before the Hebrew ones, and signs. */
static uint32_t fold_western(uint32_t c)
{
    switch (c) {
    case 0x00B5: return 0x03BC; /* the micro sign is the letter mu */
    case 0x015E:
    case 0x015F: return 0x0219; /* cedillas of Romanian */
    case 0x0162:
    case 0x0163: return 0x021B;
    case 0x02BC:
    case 0x2018:
    case 0x2019: return '\'';
    case 0x2103: return 0xB0; /* the degree Celsius in one sign */
    default: return is_invisible(c) ? DROPPED : (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
    }
}

/* Arabic letters, and those of other scripts that have no case. */
static uint32_t fold_arabic(uint32_t c)
{
    bool vowel_mark = (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640;
    if (vowel_mark) return DROPPED;
    switch (c) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671: return 0x0627; /* alef */
    case 0x0649:
    case 0x064A: return 0x06CC; /* yeh */
    case 0x0643: return 0x06A9; /* kaf */
    case 0x0647: return 0x06C1; /* heh */
    default: return is_invisible(c) ? DROPPED : c;
    }
}

/* Nuktas are dropped, from letters of one code that have one too. */
static uint32_t fold_indic(uint32_t c)
{
    switch (c) {
    case 0x093C:
    case 0x09BC:
    case 0x0A3C:
    case 0x0ABC: return DROPPED;
    case 0x0958: return 0x0915;
    case 0x0959: return 0x0916;
    case 0x095A: return 0x0917;
    case 0x095B: return 0x091C;
    case 0x095C: return 0x0921;
    case 0x095D: return 0x0922;
    case 0x095E: return 0x092B;
    case 0x095F: return 0x092F;
    case 0x09DC: return 0x09A1;
    case 0x09DD: return 0x09A2;
    case 0x09DF: return 0x09AF;
    case 0x0A33: return 0x0A32;
    case 0x0A36: return 0x0A38;
    case 0x0A59: return 0x0A16;
    case 0x0A5A: return 0x0A17;
    case 0x0A5B: return 0x0A1C;
    case 0x0A5E: return 0x0A2B;
    default: return c;
    }
}

uint32_t fold_letter(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    if (c >= 0x0900 && c < 0x0B00) return fold_indic(c);
    if (c >= 0x0590 && c <= 0x1000) return fold_arabic(c);
    if (c >= 0xFF01 && c <= 0xFF5E) return fold_letter(c - 0xFF01 + '!');
    return is_han(c) ? c : fold_western(c);
}

static uint32_t compose(uint32_t letter, uint32_t mark)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar32 both = unorm2_composePair(unorm2_getNFCInstance(&code), (UChar32)letter, (UChar32)mark);
    return U_FAILURE(code) || both < 0 ? DROPPED : (uint32_t)both;
}

size_t fold_text(const char *text, size_t length, struct buffer *folded)
{
    char *room = buffer_room(folded, FOLDED_BYTES_MOST * length);
    size_t start = 0, end = 0; /* of the letter just appended */
    size_t count = 0;
    uint32_t before = DROPPED; /* that letter */
    if (!room) return 0;
    for (size_t at = 0; at < length;) {
        uint32_t c = letter_of(utf8_next(text, length, &at)).folded;
        if (c == DROPPED) continue;
        uint32_t both = c >= 0x0300 && c <= 0x036F && before ? compose(before, c) : DROPPED;
        if (both) {
            end = start;
            count--;
            c = fold_letter(both);
        }
        start = end;
        count++;
        if (c < 0x80)
            room[end++] = (char)c;
        else
            end += utf8_encode(c, room + end);
        before = c;
    }
    buffer_fill(folded, end);
    return count;
}
