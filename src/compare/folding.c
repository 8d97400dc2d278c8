#include "compare/folding.h"

#include "base/array.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { DROPPED = 0 };

static const struct {
    uint32_t from, to;
} folds[] = {
    {0x00B5, 0x03BC},                                                       /* the micro sign is the letter mu */
    {0x015E, 0x0219}, {0x015F, 0x0219}, {0x0162, 0x021B}, {0x0163, 0x021B}, /* cedillas of Romanian */
    {0x02BC, '\''},   {0x2019, '\''},   {0x2018, '\''},                     /* apostrophes */
    {0x2103, 0xB0},                                                         /* the degree Celsius in one sign */
    {0x0622, 0x0627}, {0x0623, 0x0627}, {0x0625, 0x0627}, {0x0671, 0x0627}, /* alef */
    {0x0649, 0x06CC}, {0x064A, 0x06CC}, {0x0643, 0x06A9}, {0x0647, 0x06C1}, /* yeh, kaf, heh */
};

bool is_invisible(uint32_t codepoint)
{
    return codepoint == 0x00AD || (codepoint >= 0x200B && codepoint <= 0x200F)
           || (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2060 && codepoint <= 0x2069)
           || codepoint == 0xFEFF || codepoint == 0x061C;
}

bool is_han(uint32_t codepoint)
{
    return (codepoint >= 0x4E00 && codepoint <= 0x9FFF) || (codepoint >= 0x3400 && codepoint <= 0x4DBF)
           || codepoint == 0x3007;
}

static bool is_dropped(uint32_t c)
{
    bool arabic = (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640;
    bool nukta = c == 0x093C || c == 0x09BC || c == 0x0A3C || c == 0x0ABC;
    return arabic || nukta || is_invisible(c);
}

/* Letters of one code that are a letter and a nukta. */
static uint32_t without_nukta(uint32_t c)
{
    static const uint32_t pairs[][2] = {
        {0x0958, 0x0915}, {0x0959, 0x0916}, {0x095A, 0x0917}, {0x095B, 0x091C}, {0x095C, 0x0921}, {0x095D, 0x0922},
        {0x095E, 0x092B}, {0x095F, 0x092F}, {0x09DC, 0x09A1}, {0x09DD, 0x09A2}, {0x09DF, 0x09AF}, {0x0A33, 0x0A32},
        {0x0A36, 0x0A38}, {0x0A59, 0x0A16}, {0x0A5A, 0x0A17}, {0x0A5B, 0x0A1C}, {0x0A5E, 0x0A2B},
    };
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++)
        if (pairs[i][0] == c) return pairs[i][1];
    return c;
}

static uint32_t fold_letter(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    if (c >= 0xFF01 && c <= 0xFF5E) return fold_letter(c - 0xFF01 + '!');
    if (is_han(c)) return c;
    if (is_dropped(c)) return DROPPED;
    for (size_t i = 0; i < ARRAY_COUNT(folds); i++)
        if (folds[i].from == c) return folds[i].to;
    if (c >= 0x0900 && c < 0x0B00) return without_nukta(c);
    return c < 0x0590 || c > 0x1000 ? (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT) : c;
}

static uint32_t compose(uint32_t letter, uint32_t mark)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar32 both = unorm2_composePair(unorm2_getNFCInstance(&code), (UChar32)letter, (UChar32)mark);
    return U_FAILURE(code) || both < 0 ? DROPPED : (uint32_t)both;
}

void fold_text(const char *text, size_t length, struct buffer *folded)
{
    uint32_t before = DROPPED; /* the letter just appended, from which on: */
    size_t start = folded->length;
    for (size_t at = 0; at < length;) {
        uint32_t c = fold_letter(utf8_next(text, length, &at));
        if (c == DROPPED) continue;
        uint32_t both = c >= 0x0300 && c <= 0x036F && before ? compose(before, c) : DROPPED;
        if (both && !folded->failed) {
            folded->length = start;
            c = fold_letter(both);
        }
        start = folded->length;
        if (c < 0x80)
            buffer_append_char(folded, (char)c);
        else
            buffer_append_codepoint(folded, c);
        before = c;
    }
}
