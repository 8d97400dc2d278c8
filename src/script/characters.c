#include "script/characters.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

/* "！" and so on as in ASCII. */
enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_AWAY = 0xFEE0 };

static enum character kind_of_ascii(uint32_t codepoint)
{
    if ((codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z') return CHARACTER_LETTER;
    if (codepoint >= '0' && codepoint <= '9') return CHARACTER_DIGIT;
    if (codepoint <= ' ' || codepoint == 0x7F) return CHARACTER_SPACE;
    switch (codepoint) {
    case '.':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?': return CHARACTER_STOP;
    case '-': return CHARACTER_HYPHEN;
    case '\'': return CHARACTER_APOSTROPHE;
    case '(':
    case '[':
    case '{': return CHARACTER_OPENING;
    case ')':
    case ']':
    case '}':
    case '"': return CHARACTER_CLOSING;
    case '$': return CHARACTER_CURRENCY;
    case '*':
    case '_':
    case '|':
    case '^':
    case '`': return CHARACTER_SILENT;
    default: return CHARACTER_SIGN;
    }
}

/* Marks of sentences and clauses beyond ASCII that the engine knows. */
static bool is_stop(uint32_t codepoint)
{
    static const uint32_t stops[] = {0x2026, 0x060C, 0x061B, 0x061F, 0x06D4, 0x0964, 0x0965,
                                     0x1362, 0x1363, 0x1364, 0x1365, 0x1366, 0x1367, 0x3001,
                                     0x3002, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (stops[i] == codepoint) return true;
    return false;
}

static enum character kind_of_other_punctuation(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x00A7: /* section */
    case 0x2030: /* per mille */
    case 0x066A: /* Arabic per cent */ return CHARACTER_SIGN;
    default: return is_stop(codepoint) ? CHARACTER_STOP : CHARACTER_SILENT;
    }
}

static enum character kind_of_category(uint32_t codepoint)
{
    switch (u_charType((UChar32)codepoint)) {
    case U_DECIMAL_DIGIT_NUMBER: return CHARACTER_DIGIT;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER: return CHARACTER_LETTER;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK: return CHARACTER_MARK;
    case U_CONTROL_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return CHARACTER_SPACE;
    case U_FORMAT_CHAR: return CHARACTER_UNSEEN;
    case U_DASH_PUNCTUATION: return CHARACTER_DASH;
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION: return CHARACTER_OPENING;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION: return CHARACTER_CLOSING;
    case U_CURRENCY_SYMBOL: return CHARACTER_CURRENCY;
    case U_MATH_SYMBOL:
    case U_OTHER_SYMBOL: return CHARACTER_SIGN;
    case U_OTHER_PUNCTUATION: return kind_of_other_punctuation(codepoint);
    default: return CHARACTER_SILENT;
    }
}

enum character character_kind(uint32_t codepoint)
{
    if (codepoint < 0x80) return kind_of_ascii(codepoint);
    if (codepoint > 0x10FFFF || codepoint == 0xFFFD) return CHARACTER_SILENT;
    if (codepoint == 0x00AE || codepoint == 0x2122) return CHARACTER_SILENT; /* trade marks are not read */
    if (codepoint == 0x2019 || codepoint == 0x02BC) return CHARACTER_APOSTROPHE;
    if (codepoint == 0x2010 || codepoint == 0x2011) return CHARACTER_HYPHEN;
    if (codepoint == 0x200C || codepoint == 0x200D) return CHARACTER_JOINER;
    if (codepoint >= 0xFE00 && codepoint <= 0xFE0F) return CHARACTER_JOINER;
    if (u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return CHARACTER_UNSEEN;
    return kind_of_category(codepoint);
}

unsigned character_digit(uint32_t codepoint)
{
    int32_t value = u_charDigitValue((UChar32)codepoint);
    return value >= 0 && value <= 9 ? (unsigned)value : 0;
}

bool character_is_upper(uint32_t codepoint)
{
    return codepoint <= 0x10FFFF && (u_isUUppercase((UChar32)codepoint) || u_istitle((UChar32)codepoint));
}

bool character_is_lower(uint32_t codepoint)
{
    return codepoint <= 0x10FFFF && u_isULowercase((UChar32)codepoint);
}

/* Unicode keeps these two of Bengali apart even where it composes; the engine then loses the vowel behind them. */
static uint32_t bengali_composed(uint32_t base)
{
    switch (base) {
    case 0x09A1: return 0x09DC;
    case 0x09A2: return 0x09DD;
    case 0x09AF: return 0x09DF;
    default: return 0;
    }
}

uint32_t character_composed(uint32_t base, uint32_t mark)
{
    if (mark < 0x0300 || base < 'A' || base > 0x10FFFF) return 0;
    if (mark == 0x09BC) return bengali_composed(base);
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&code);
    UChar32 both = U_SUCCESS(code) ? unorm2_composePair(normalizer, (UChar32)base, (UChar32)mark) : -1;
    return both > 0 ? (uint32_t)both : 0;
}

/* 、。「」 and the wide forms of ASCII signs. */
static bool is_wide_sign(uint32_t codepoint)
{
    bool wide = (codepoint >= 0x3001 && codepoint <= 0x303F) || (codepoint >= 0xFF01 && codepoint <= 0xFF65);
    return wide && !character_is_spoken(character_kind(codepoint));
}

uint32_t character_narrow(uint32_t codepoint)
{
    bool stays = codepoint == 0xFF01 || codepoint == 0xFF0C || codepoint == 0xFF1B || codepoint == 0xFF1F;
    bool wide = codepoint >= WIDE_FIRST && codepoint <= WIDE_LAST && is_wide_sign(codepoint);
    return wide && !stays ? codepoint - WIDE_AWAY : codepoint;
}

bool character_is_unspaced(uint32_t codepoint)
{
    if (codepoint < 0x0E00 || codepoint > 0x10FFFF) return false;
    if (is_wide_sign(codepoint)) return true;
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)codepoint, &code);
    return U_SUCCESS(code) && uscript_breaksBetweenLetters(script);
}

const char *character_name(const struct voice *voice, uint32_t codepoint)
{
    enum character kind = character_kind(codepoint);
    return kind == CHARACTER_SIGN || kind == CHARACTER_CURRENCY ? voice_symbol(voice, codepoint) : NULL;
}

const char *character_sign_name(const struct voice *voice, uint32_t codepoint)
{
    static const uint32_t alike[][2] = {{0x2010, '-'},    {0x2011, '-'},    {0x2015, 0x2014}, {0x201A, 0x2018},
                                        {0x2039, 0x00AB}, {0x203A, 0x00BB}, {0x3001, ','},    {0x3002, 0x06D4},
                                        {0x02BC, 0x2019}, {0x2043, 0x2022}, {0x25CF, 0x2022}, {0x25AA, 0x2022}};
    const char *name = voice_symbol(voice, codepoint);
    if (!name && codepoint >= WIDE_FIRST && codepoint <= WIDE_LAST) name = voice_symbol(voice, codepoint - WIDE_AWAY);
    for (size_t i = 0; !name && i < sizeof alike / sizeof alike[0]; i++)
        if (alike[i][0] == codepoint) name = voice_symbol(voice, alike[i][1]);
    return name;
}

bool character_is_safe(uint32_t codepoint)
{
    if (codepoint < 0x80) return codepoint >= ' ' && codepoint < 0x7F && !strchr("<>&[]{}\\|^`_*#~\"", (int)codepoint);
    if (codepoint == 0x200C) return true; /* within a word of Persian */
    enum character kind = character_kind(codepoint);
    return kind != CHARACTER_SILENT && kind != CHARACTER_UNSEEN && kind != CHARACTER_JOINER && kind != CHARACTER_SPACE;
}

bool characters_audible(const struct voice *voice, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum character kind = character_kind(codepoint);
        if (kind == CHARACTER_LETTER || kind == CHARACTER_DIGIT) return true;
        bool sign = kind == CHARACTER_SIGN || kind == CHARACTER_CURRENCY;
        if (sign && (voice_symbol(voice, codepoint) || character_is_safe(codepoint))) return true;
    }
    return false;
}
