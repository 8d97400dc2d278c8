#include "compare/shapes.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/folding.h"
#include "compare/numeral.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PHONE_DIGITS_LEAST = 7, PHONE_DIGITS_MOST = 15, PHONE_DIGITS_NATIONAL = 11, CODE_BYTES_MOST = 32 };

static bool is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_word(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c);
}

/* ---- Addresses --------------------------------------------------------------------------------------------------- */

static bool is_domain_end(const char *label, size_t length)
{
    static const char *const longer[] = {"info", "wales", "scot", "cymru", "london", "health", "care", "online"};
    if (length == 2 || length == 3) return true;
    for (size_t i = 0; i < ARRAY_COUNT(longer); i++)
        if (strlen(longer[i]) == length && strncasecmp(label, longer[i], length) == 0) return true;
    return false;
}

/* "example.org" in lower case: at least two labels of two signs, the last one of letters that ends addresses. */
static bool is_domain(const char *host, size_t length)
{
    size_t start = 0, labels = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && host[i] != '.') {
            if (!is_ascii_word(host[i]) && host[i] != '-') return false;
            continue;
        }
        if (i - start < 2) return false;
        labels++;
        if (i < length) start = i + 1;
    }
    for (size_t i = start; i < length; i++)
        if (host[i] < 'a' || host[i] > 'z') return false;
    return labels >= 2 && is_domain_end(host + start, length - start);
}

/* What stands between white space and such signs as are in no address. */
struct stretch {
    size_t end;
    bool marked; /* with a sign that each address has */
    bool digits;
};

static struct stretch read_stretch(const char *text, size_t length, size_t at)
{
    enum { INSIDE, OUTSIDE, MARK };
    static const unsigned char places[0x80] = {
        ['<'] = OUTSIDE, ['>'] = OUTSIDE, ['"'] = OUTSIDE, ['('] = OUTSIDE, [')'] = OUTSIDE,  ['['] = OUTSIDE,
        [']'] = OUTSIDE, ['{'] = OUTSIDE, ['}'] = OUTSIDE, ['|'] = OUTSIDE, ['\\'] = OUTSIDE, ['^'] = OUTSIDE,
        ['`'] = OUTSIDE, [','] = OUTSIDE, [';'] = OUTSIDE, ['.'] = MARK,    ['/'] = MARK};
    struct stretch stretch = {.end = at};
    for (; stretch.end < length && text[stretch.end] > ' ' && text[stretch.end] < 0x7F; stretch.end++) {
        unsigned char place = places[(unsigned char)text[stretch.end]];
        if (place == OUTSIDE) break;
        stretch.marked |= place == MARK;
        stretch.digits |= is_ascii_digit(text[stretch.end]);
    }
    return stretch;
}

static bool read_address(const char *text, size_t at, size_t end, struct figure *ret)
{
    while (end > at && strchr(".:?!'*", text[end - 1])) end--;
    size_t size = end - at, from = 0;
    const char *mail = memchr(text + at, '@', size);
    if (size > 7 && strncasecmp(text + at, "http", 4) == 0) {
        const char *slashes = memchr(text + at, '/', size);
        if (slashes) from = (size_t)(slashes - text) - at + 2;
    }
    if (mail) from = (size_t)(mail - text) - at + 1;
    if (from >= size) return false;
    size_t host = from;
    while (host < size && !strchr("/?#:", text[at + host])) host++;
    if (!is_domain(text + at + from, host - from) && from == 0) return false;
    if (mail && !is_domain(text + at + from, size - from)) return false;
    *ret = (struct figure){.kind = FIGURE_ADDRESS, .start = (uint32_t)at, .end = (uint32_t)end};
    return true;
}

/* ---- Postcodes and codes ----------------------------------------------------------------------------------------- */

static size_t skip_class(const char *text, size_t length, size_t at, bool (*is)(char), size_t most)
{
    size_t count = 0;
    while (at < length && count < most && is(text[at])) at++, count++;
    return at;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A British one: SW1A 1AA. */
static bool read_postcode(const char *text, size_t length, size_t at, struct figure *ret)
{
    size_t letters = skip_class(text, length, at, is_capital, 2);
    if (letters == at) return false;
    size_t digits = skip_class(text, length, letters, is_ascii_digit, 2);
    if (digits == letters) return false;
    size_t last = skip_class(text, length, digits, is_capital, 1);
    for (int tries = 0; tries < 2; tries++) { /* the letter is the district's, or there is none */
        size_t inward = last < length && text[last] == ' ' ? last + 1 : last;
        size_t digit = skip_class(text, length, inward, is_ascii_digit, 1);
        size_t end = skip_class(text, length, digit, is_capital, 2);
        bool ended = end == length || !is_ascii_word(text[end]);
        if (digit == inward + 1 && end == digit + 2 && ended) {
            *ret = (struct figure){.kind = FIGURE_POSTCODE, .start = (uint32_t)at, .end = (uint32_t)end};
            return true;
        }
        last = digits;
    }
    return false;
}

static bool read_code(const char *text, size_t length, size_t at, struct figure *ret)
{
    size_t end = at, digits = 0;
    if (!is_ascii_letter(text[at])) return false;
    for (; end < length && end - at < CODE_BYTES_MOST; end++) {
        if (!is_ascii_word(text[end])) {
            bool joint = strchr("-/_.", text[end]) && end + 1 < length
                         && (is_ascii_digit(text[end + 1]) || (is_capital(text[end + 1]) && text[end] != '.'));
            if (!joint) break;
        }
        if (is_ascii_digit(text[end]) && digits < FIGURE_DIGITS_MOST) ret->digits[digits++] = text[end];
    }
    if (digits == 0) return false;
    ret->digits[digits] = '\0';
    ret->kind = FIGURE_CODE;
    ret->start = (uint32_t)at;
    ret->end = (uint32_t)end;
    return true;
}

/* ---- Phone numbers ----------------------------------------------------------------------------------------------- */

/* +44 (0)20 and 020 are the same. */
static void keep_national(const char *digits, bool international, char kept[FIGURE_DIGITS_MOST + 1])
{
    bool british = international && strncmp(digits, "44", 2) == 0;
    if (british)
        snprintf(kept, FIGURE_DIGITS_MOST + 1, "0%.*s", FIGURE_DIGITS_MOST - 1, digits + (digits[2] == '0' ? 3 : 2));
    else
        snprintf(kept, FIGURE_DIGITS_MOST + 1, "%s", digits);
}

static bool is_phone_joint(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013
           || c == '.' || c == '(' || c == ')' || c == '/' || is_invisible(c);
}

static bool read_phone(const char *text, size_t length, size_t at, struct figure *ret)
{
    char digits[FIGURE_DIGITS_MOST + 1] = "";
    size_t count = 0, end = at, joints = 0, group = 0;
    bool international = text[at] == '+', bracket = text[at] == '(';
    size_t next = at + (international || bracket);
    if (next >= length) return false;
    while (next < length) {
        size_t start = next;
        uint32_t c = utf8_next(text, length, &next);
        int digit = digit_of(c);
        if (digit < 0) {
            if (!is_phone_joint(c) || ++joints > 3 || (c == '.' && group < 2)) break;
            if (!international && count >= PHONE_DIGITS_NATIONAL - 1) {
                size_t behind = next, more = 0;
                while (behind < length && digit_of(utf8_next(text, length, &behind)) >= 0) more++;
                if (count + more > PHONE_DIGITS_NATIONAL) break;
            }
            group = 0;
            continue;
        }
        if (count == 0 && !international && digit != 0) return false;
        if (count == PHONE_DIGITS_MOST) return false;
        if (count == 0 && start != at + (international || bracket)) return false;
        digits[count++] = (char)('0' + digit);
        group++;
        joints = 0;
        end = next;
    }
    digits[count] = '\0';
    if (count < PHONE_DIGITS_LEAST) return false;
    *ret = (struct figure){.kind = FIGURE_PHONE, .start = (uint32_t)at, .end = (uint32_t)end};
    keep_national(digits, international, ret->digits);
    return true;
}

/* ---- Dates and times in digits ----------------------------------------------------------------------------------- */

/* One to `most` digits; 0 where there are none, or more. Returns where they end. */
static size_t read_part(const char *text, size_t length, size_t at, int most, int *count, int *value)
{
    *count = 0;
    *value = 0;
    while (at < length) {
        size_t next = at;
        int digit = digit_of(utf8_next(text, length, &next));
        if (digit < 0) break;
        if (++*count > most) return 0;
        *value = *value * 10 + digit;
        at = next;
    }
    return *count ? at : 0;
}

/* Behind a space, or one that does not break; `at` where none stands there. */
static size_t behind_space(const char *text, size_t length, size_t at)
{
    size_t next = at;
    uint32_t codepoint = at < length ? utf8_next(text, length, &next) : 0;
    return codepoint == ' ' || codepoint == 0x00A0 ? next : at;
}

/* 12/03/2026, 12.3.26, 2026-03-12; and 12. 3. 2026, as many languages write it */
static bool read_date(const struct compared_language *language, const char *text, size_t length, size_t at,
                      struct figure *ret)
{
    int value[3], count[3];
    size_t end = at;
    char sign = 0;
    bool spaced = false;
    for (int i = 0; i < 3; i++) {
        end = read_part(text, length, end, 4, &count[i], &value[i]);
        if (end == 0) return false;
        if (i == 2) break;
        if (end >= length || !strchr("./-", text[end]) || (sign && sign != text[end])) return false;
        sign = text[end++];
        size_t behind = sign == '.' ? behind_space(text, length, end) : end;
        spaced |= behind > end;
        end = behind;
    }
    int day = value[0], month = value[1], year = value[2];
    if (count[0] == 4) {
        year = value[0];
        day = value[2];
    } else if (language->month_first || (month > 12 && day <= 12)) {
        day = value[1];
        month = value[0];
    }
    int year_digits = count[0] == 4 ? 4 : count[2];
    if (day < 1 || day > 31 || month < 1 || month > 12 || (year_digits != 2 && year_digits != 4)) return false;
    if (year_digits == 4 ? year < 1900 || year > 2100 : spaced) return false;
    *ret = (struct figure){.kind = FIGURE_DATE, .start = (uint32_t)at, .end = (uint32_t)end};
    ret->day = (uint16_t)day;
    ret->month = (uint16_t)month;
    ret->year = (uint16_t)(year_digits == 2 ? year + 2000 : year);
    return true;
}

static bool read_time(const struct compared_language *language, const char *text, size_t length, size_t at,
                      struct figure *ret)
{
    int hours = 0, minutes = 0, hour_digits = 0, minute_digits = 0;
    size_t end = read_part(text, length, at, 2, &hour_digits, &hours), sign = end;
    if (end == 0 || end >= length) return false;
    uint32_t c = utf8_next(text, length, &end);
    if (c != ':' && c != 0xFF1A) return false;
    end = read_part(text, length, end, 2, &minute_digits, &minutes);
    if (end == 0 || minute_digits != 2 || hours > 24 || minutes > 59) return false;
    *ret = (struct figure){.kind = FIGURE_TIME, .start = (uint32_t)at, .end = (uint32_t)end};
    ret->minutes = (uint16_t)(hours * 60 + minutes);
    ret->half_known = hours > 12 || hours == 0 || language->clock_of_24 || (hour_digits == 2 && text[sign - 2] == '0');
    return true;
}

bool shape_read(const struct compared_language *language, const char *text, size_t length, size_t at,
                struct figure *ret)
{
    *ret = (struct figure){0};
    unsigned char first = (unsigned char)text[at];
    if (is_ascii_word(text[at])) {
        struct stretch stretch = read_stretch(text, length, at);
        if (stretch.marked && read_address(text, at, stretch.end, ret)) return true;
        if (is_ascii_letter(text[at]))
            return stretch.digits && (read_postcode(text, length, at, ret) || read_code(text, length, at, ret));
    }
    if (first == '+' || first == '(') return read_phone(text, length, at, ret);
    if (!is_ascii_digit(text[at]) && first < 0x80) return false;
    size_t next = at;
    if (digit_of(utf8_next(text, length, &next)) < 0) return false;
    return read_date(language, text, length, at, ret) || read_time(language, text, length, at, ret)
           || read_phone(text, length, at, ret);
}
