#include "compare/numeral.h"

#include "base/utf8.h"
#include "compare/folding.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { GROUPS_MOST = 8, TEN_THOUSAND = 10000, HUNDRED_MILLION = 100000000 };

/* ---- Digits ------------------------------------------------------------------------------------------------------ */

int digit_of(uint32_t c)
{
    if (c < 0x80) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    return c < 0x0660 ? -1 : u_charDigitValue((UChar32)c);
}

struct digit_groups {
    struct {
        size_t end; /* of its digits in the text */
        uint32_t sign;
        size_t count, first; /* its digits, and where they begin in `digits` */
    } items[GROUPS_MOST];
    size_t count;
    char digits[64];
    size_t digit_count;
};

static size_t read_run(const char *text, size_t length, size_t at, struct digit_groups *groups)
{
    while (at < length) {
        size_t next = at;
        int digit = digit_of(utf8_next(text, length, &next));
        if (digit < 0 || groups->digit_count + 1 >= sizeof groups->digits) break;
        groups->digits[groups->digit_count++] = (char)('0' + digit);
        at = next;
    }
    return at;
}

static bool is_sign_of(const uint32_t *signs, uint32_t c)
{
    while (*signs && *signs != c) signs++;
    return *signs != 0;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

static bool is_separator(uint32_t c)
{
    return is_space(c) || c == '.' || c == ',' || c == '\'' || c == 0xB7 || c == 0x066B || c == 0x066C || c == 0x060C
           || c == 0x2019 || c == 0xFF0C || c == 0xFF0E;
}

static void read_groups(const char *text, size_t length, size_t at, struct digit_groups *groups)
{
    uint32_t sign = 0;
    while (groups->count < GROUPS_MOST) {
        size_t first = groups->digit_count, end = read_run(text, length, at, groups);
        if (end == at) return;
        groups->items[groups->count].end = end;
        groups->items[groups->count].sign = sign;
        groups->items[groups->count].first = first;
        groups->items[groups->count++].count = groups->digit_count - first;
        at = end;
        if (at == length) return;
        sign = utf8_next(text, length, &at);
        if (!is_separator(sign)) return;
    }
}

/* Whether groups 1 to `last` are thousands: all of three digits, or as in India of two and at the end of three. */
static bool are_thousands(const struct digit_groups *groups, size_t last)
{
    uint32_t sign = groups->items[1].sign;
    bool western = groups->items[0].count <= 3, indian = groups->items[0].count <= 2 && !is_space(sign);
    for (size_t i = 1; i <= last; i++) {
        if (groups->items[i].sign != sign) return false;
        western = western && groups->items[i].count == 3;
        indian = indian && groups->items[i].count == (i == last ? 3 : 2);
    }
    return (western || indian) && groups->digits[0] != '0';
}

static bool may_group(const struct compared_language *language, uint32_t sign)
{
    return is_sign_of(language->group_signs, sign) || (is_space(sign) && sign != ' ') || sign == 0x066C
           || sign == 0x060C || sign == '\'' || sign == 0x2019
           || (sign == ' ' && is_sign_of(language->group_signs, ' '))
           || (sign == ',' && !is_sign_of(language->decimal_signs, ','));
}

static bool may_point(const struct compared_language *language, uint32_t sign)
{
    return is_sign_of(language->decimal_signs, sign) || sign == 0x066B || sign == '.' || sign == ',';
}

/* How many groups are thousands behind the first one. */
static size_t count_thousands(const struct compared_language *language, const struct digit_groups *groups)
{
    if (groups->count < 2 || !may_group(language, groups->items[1].sign)) return 0;
    for (size_t last = groups->count - 1; last > 0; last--)
        if (are_thousands(groups, last)) return last;
    return 0;
}

static void keep_digits(const char *digits, size_t count, char kept[FIGURE_DIGITS_MOST + 1])
{
    if (count > FIGURE_DIGITS_MOST) count = FIGURE_DIGITS_MOST;
    memcpy(kept, digits, count);
    kept[count] = '\0';
}

static bool read_digits(const struct compared_language *language, const char *text, size_t length, size_t at,
                        struct numeral *ret)
{
    struct digit_groups groups = {0};
    read_groups(text, length, at, &groups);
    if (groups.count == 0) return false;
    size_t last = count_thousands(language, &groups), point = last + 1;
    size_t whole = groups.items[last].first + groups.items[last].count, all = whole;
    bool pointed = point < groups.count && may_point(language, groups.items[point].sign)
                   && (point + 1 == groups.count || groups.items[point + 1].sign != groups.items[point].sign);
    if (pointed) {
        last = point;
        all = groups.items[point].first + groups.items[point].count;
    }
    char number[80];
    memcpy(number, groups.digits, whole);
    number[whole] = '.';
    memcpy(number + whole + 1, groups.digits + whole, all - whole);
    number[all + 1] = '\0';
    *ret =
        (struct numeral){.value = strtod(number, NULL), .end = groups.items[last].end, .decimals = (int)(all - whole)};
    keep_digits(groups.digits, all, ret->digits);
    return true;
}

/* ---- Fractions of one sign, and 1/2 ------------------------------------------------------------------------------ */

static double vulgar_fraction(uint32_t c)
{
    if ((c < 0xBC || c > 0xBE) && (c < 0x2150 || c > 0x215E)) return 0;
    return u_getNumericValue((UChar32)c);
}

static bool read_vulgar(const char *text, size_t length, size_t at, struct numeral *ret)
{
    double value = vulgar_fraction(utf8_next(text, length, &at));
    if (value <= 0) return false;
    *ret = (struct numeral){.value = value, .end = at};
    return true;
}

/* "1/2", "1/4", "3/4": other slashes part two numbers. */
static bool read_half(const char *text, size_t length, size_t at, struct numeral *ret)
{
    char digits[3];
    size_t end = at;
    for (int i = 0; i < 3; i++) {
        if (end >= length) return false;
        uint32_t c = utf8_next(text, length, &end);
        int digit = digit_of(c);
        bool slash = c == '/' || c == 0x2044;
        if (i == 1 ? !slash : digit < 0) return false;
        digits[i] = (char)digit;
    }
    size_t next = end;
    uint32_t behind = end < length ? utf8_next(text, length, &next) : ' ';
    bool alone = digit_of(behind) < 0 && behind != '/' && behind != '.' && behind != ',';
    bool known = (digits[2] == 2 && digits[0] == 1) || (digits[2] == 4 && (digits[0] == 1 || digits[0] == 3));
    if (!alone || !known) return false;
    *ret = (struct numeral){.value = (double)digits[0] / digits[2], .end = end};
    return true;
}

/* ---- Chinese characters ------------------------------------------------------------------------------------------ */

/* 0 to 9; 10, 100, …; -1 for others. */
static int64_t han_value(uint32_t c)
{
    static const uint32_t digits[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (digits[i] == c) return i;
    switch (c) {
    case 0x3007: return 0; /* 〇 */
    case 0x4E24:
    case 0x5169: return 2;    /* 两 兩 */
    case 0x5341: return 10;   /* 十 */
    case 0x767E: return 100;  /* 百 */
    case 0x5343: return 1000; /* 千 */
    case 0x4E07:
    case 0x842C: return TEN_THOUSAND;
    case 0x4EBF:
    case 0x5104: return HUNDRED_MILLION;
    default: return -1;
    }
}

/* 百分之: what follows is a percentage. */
static bool starts_fraction(const char *text, size_t length, size_t at)
{
    static const char words[] = "分之";
    return length - at >= sizeof words - 1 && memcmp(text + at, words, sizeof words - 1) == 0;
}

/* 一百二十: digit, power of ten, … up to 万, then the same before 亿. */
static bool read_han(const char *text, size_t length, size_t at, struct numeral *ret)
{
    int64_t total = 0, part = 0, digit = -1;
    size_t count = 0, powers = 0, units = 0, first_end = at;
    char digits[FIGURE_DIGITS_MOST + 1] = "";
    while (at < length) {
        size_t next = at;
        int64_t value = han_value(utf8_next(text, length, &next));
        if (value < 0 || count >= FIGURE_DIGITS_MOST) break;
        if (value >= 100 && count == 0 && starts_fraction(text, length, next)) return false;
        units += value < 10;
        if (count == 0) first_end = next;
        if (value < 10) {
            digits[count] = (char)('0' + value);
            digit = powers == 0 && digit >= 0 ? digit * 10 + value : value; /* 二〇二六 */
        } else if (value < TEN_THOUSAND) {
            part += (digit < 0 ? 1 : digit) * value;
            digit = -1;
            powers++;
        } else {
            total = (total + part + (digit < 0 ? 0 : digit)) * value;
            if (total == 0) return false; /* 万一 */
            part = 0;
            digit = -1;
            powers++;
        }
        count++;
        at = next;
    }
    if (count == 0) return false;
    bool two_of_them = count == 2 && powers == 0; /* 两三天: two or three */
    double value = two_of_them ? digits[0] - '0' : (double)(total + part + (digit < 0 ? 0 : digit));
    *ret = (struct numeral){.value = value,
                            .end = two_of_them ? first_end : at,
                            .is_han = true,
                            .is_long = count > 1 && units > 0 && !two_of_them};
    if (two_of_them) count = 1;
    if (powers == 0) keep_digits(digits, count, ret->digits);
    return true;
}

/* 3万, 1.5亿. */
static void read_han_power(const char *text, size_t length, struct numeral *numeral)
{
    size_t at = numeral->end;
    int64_t value = at < length ? han_value(utf8_next(text, length, &at)) : -1;
    if (value < 1000) return;
    numeral->value *= (double)value;
    numeral->end = at;
    numeral->digits[0] = '\0';
}

/* 1½. */
static void read_fraction_behind(const char *text, size_t length, struct numeral *numeral)
{
    size_t at = numeral->end;
    double value = at < length ? vulgar_fraction(utf8_next(text, length, &at)) : 0;
    struct numeral half;
    if (value <= 0 && numeral->end + 1 < length && text[numeral->end] == ' '
        && read_half(text, length, numeral->end + 1, &half)) {
        value = half.value;
        at = half.end;
    }
    if (value <= 0 || numeral->decimals) return;
    numeral->value += value;
    numeral->end = at;
    numeral->digits[0] = '\0';
}

bool numeral_read(const struct compared_language *language, const char *text, size_t length, size_t at,
                  struct numeral *ret)
{
    size_t next = at;
    uint32_t first = utf8_next(text, length, &next);
    if (is_han(first)) return language->alphabet == ALPHABET_HAN && read_han(text, length, at, ret);
    if (digit_of(first) < 0) return read_vulgar(text, length, at, ret);
    if (read_half(text, length, at, ret)) return true;
    if (!read_digits(language, text, length, at, ret)) return false;
    read_fraction_behind(text, length, ret);
    if (language->alphabet == ALPHABET_HAN) read_han_power(text, length, ret);
    return true;
}
