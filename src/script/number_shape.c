#include "script/number_shape.h"

#include "base/array.h"
#include "base/utf8.h"
#include "script/amount.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FRACTION_SLASH = 0x2044, MINUS = 0x2212, FRACTION_DIGITS_MOST = 4, DEGREES_FEWEST = 12 };

static const struct {
    uint32_t codepoint;
    uint8_t numerator, denominator;
} vulgar[] = {
    {0x00BC, 1, 4}, {0x00BD, 1, 2}, {0x00BE, 3, 4}, {0x2150, 1, 7}, {0x2151, 1, 9}, {0x2152, 1, 10},
    {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5},
    {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8}, {0x215C, 3, 8}, {0x215D, 5, 8}, {0x215E, 7, 8},
};

static bool wording_has(const struct voice *voice, enum wording wording, uint32_t codepoint)
{
    const char *signs = voice_wording(voice, wording);
    size_t length = signs ? strlen(signs) : 0;
    for (size_t at = 0; at < length;)
        if (utf8_next(signs, length, &at) == codepoint) return true;
    return false;
}

static size_t count_digits(const struct speaker *speaker, size_t piece)
{
    char digits[SHAPE_DIGITS_MOST];
    const struct piece *found = piece_at(speaker, piece);
    return found->kind == CHARACTER_DIGIT ? piece_digits(speaker, piece, digits, sizeof digits) : 0;
}

static bool add_digits(const struct speaker *speaker, size_t piece, char *digits, size_t *count)
{
    size_t added = piece_digits(speaker, piece, digits + *count, SHAPE_DIGITS_MOST - *count);
    *count += added;
    return added > 0;
}

static bool is_glued_digits(const struct speaker *speaker, size_t piece)
{
    const struct piece *found = piece_at(speaker, piece);
    return found->before == GAP_NONE && found->kind == CHARACTER_DIGIT;
}

/* Whether two groups of three and no more digits stand behind `at`, each behind the same comma or point. */
static bool is_foreign_group(const struct speaker *speaker, size_t at)
{
    const struct piece *sign = piece_at(speaker, at), *second = piece_at(speaker, at + 2);
    return (piece_is(sign, ',') || piece_is(sign, '.')) && second->before == GAP_NONE
           && second->codepoint == sign->codepoint && is_glued_digits(speaker, at + 1)
           && count_digits(speaker, at + 1) == 3 && is_glued_digits(speaker, at + 3)
           && count_digits(speaker, at + 3) == 3;
}

/* The piece of the next three digits of a number that ends before `at`, or 0. `foreign`: as another language has them. */
static size_t next_group(const struct speaker *speaker, size_t at, uint32_t foreign)
{
    const struct piece *sign = piece_at(speaker, at);
    if (foreign)
        return piece_is(sign, foreign) && sign->before == GAP_NONE && is_glued_digits(speaker, at + 1) ? at + 1 : 0;
    if (sign->before == GAP_SPACE && sign->kind == CHARACTER_DIGIT)
        return wording_has(speaker->voice, WORDING_GROUPS, ' ') && count_digits(speaker, at) == 3 ? at : 0;
    if (sign->before != GAP_NONE || !wording_has(speaker->voice, WORDING_GROUPS, sign->codepoint)) return 0;
    return is_glued_digits(speaker, at + 1) ? at + 1 : 0;
}

/* "1,234,567", and "12,34,567" as in India. Other rows are no grouped number: "1,2,3". */
static size_t read_groups(const struct speaker *speaker, size_t at, struct number *number)
{
    struct number grouped = *number;
    size_t end = at, size = 0;
    bool threes = true, twos = true;
    if (number->digit_count > 3 || number->digits[0] == '0') return at;
    uint32_t foreign = is_foreign_group(speaker, at) ? piece_at(speaker, at)->codepoint : 0; /* "1,250,000" in French */
    for (size_t next; (next = next_group(speaker, end, foreign)) > 0; end = next + 1) {
        twos &= end == at || size == 2;
        size = count_digits(speaker, next);
        threes &= size == 3;
        if (size < 2 || size > 3 || !add_digits(speaker, next, grouped.digits, &grouped.digit_count)) return at;
    }
    twos &= piece_is(piece_at(speaker, at), ','); /* "10.20.30.254" is none */
    if (end == at || size != 3 || !(threes || twos)) return at;
    *number = grouped;
    number->grouped = true;
    return end;
}

/* Whether the number is a further one of a row: the 2 of "1,2,3" where a comma stands before decimals too. */
static bool is_of_row(const struct speaker *speaker, size_t first, uint32_t sign)
{
    return first > 1 && piece_glued_before(speaker, first)->codepoint == sign
           && piece_glued_before(speaker, first - 1)->kind == CHARACTER_DIGIT;
}

/* Behind the second number of "2,5 - 5,5", and of "0,25 to 0,5", which "1,2 or 3" is not like; `end`, which is behind the first,
 * where there is none. */
static size_t behind_second(const struct speaker *speaker, size_t end, bool nought)
{
    size_t at = is_range_sign(speaker, end) ? end + 1 : nought ? find_listed(speaker, WORDING_DATE_JOINS, end) : end;
    if (at == end || piece_at(speaker, at)->kind != CHARACTER_DIGIT) return end;
    const struct piece *sign = piece_at(speaker, at + 1);
    bool decimals = sign->before == GAP_NONE && (piece_is(sign, ',') || piece_is(sign, '.'));
    return decimals && is_glued_digits(speaker, at + 2) ? at + 3 : at + 1;
}

/* The comma of "2,50 mg" and "2,5 - 5 mg" in a language that has points: said as it stands, as it parts no two amounts. */
static bool is_foreign_comma(const struct speaker *speaker, size_t at, const struct number *number)
{
    size_t count = count_digits(speaker, at + 1);
    bool nought = number->digit_count == 1 && number->digits[0] == '0';
    if (!piece_is(piece_at(speaker, at), ',') || count == 0 || (count > 2 && !nought)) return false;
    size_t end = piece_at(speaker, at + 2)->before == GAP_WALL ? at + 2 : behind_second(speaker, at + 2, nought);
    return piece_at(speaker, end)->before != GAP_WALL && voice_wording(speaker->voice, WORDING_CARDINAL)
           && find_words(speaker, WORDS_UNITS, end, NULL) > end;
}

static size_t read_decimals(const struct speaker *speaker, size_t at, struct number *number)
{
    const struct piece *sign = piece_at(speaker, at);
    bool begins = at == number->first, own = wording_has(speaker->voice, WORDING_DECIMAL, sign->codepoint);
    if (is_of_row(speaker, number->first, sign->codepoint)) return at;
    bool foreign = !own && !begins && (piece_is(sign, '.') || is_foreign_comma(speaker, at, number));
    number->foreign_sign = foreign ? (char)sign->codepoint : '\0';
    if ((sign->before != GAP_NONE && !begins) || !(own || foreign)) return at;
    if (!is_glued_digits(speaker, at + 1) || !add_digits(speaker, at + 1, number->decimals, &number->decimal_count))
        return at;
    bool goes_on = piece_at(speaker, at + 2)->before == GAP_NONE
                   && piece_at(speaker, at + 2)->codepoint == sign->codepoint && is_glued_digits(speaker, at + 3);
    if (!goes_on) return at + 2; /* "1.2.3" is no decimal number */
    number->decimal_count = 0;
    return at;
}

static bool is_vulgar(uint32_t codepoint, struct number *number)
{
    for (size_t i = 0; i < ARRAY_COUNT(vulgar); i++) {
        if (vulgar[i].codepoint != codepoint) continue;
        number->numerator = vulgar[i].numerator;
        number->denominator = vulgar[i].denominator;
        return true;
    }
    return false;
}

static unsigned small_value(const struct speaker *speaker, size_t piece)
{
    char digits[FRACTION_DIGITS_MOST];
    unsigned value = 0;
    size_t count = piece_digits(speaker, piece, digits, sizeof digits);
    for (size_t i = 0; i < count; i++) value = value * 10 + (unsigned)(digits[i] - '0');
    return value;
}

/* "½" or "1⁄2"; behind a whole number also "1/2". */
static size_t read_fraction(const struct speaker *speaker, size_t at, struct number *number)
{
    const struct piece *piece = piece_at(speaker, at);
    bool mixed = number->digit_count > 0;
    if (mixed && piece->before == GAP_WALL) return at;
    if (piece->kind == CHARACTER_SIGN && is_vulgar(piece->codepoint, number)) return at + 1;
    if (piece->kind != CHARACTER_DIGIT || (mixed && piece->before == GAP_NONE)) return at;
    uint32_t sign = piece_glued_behind(speaker, at)->codepoint;
    if (sign != FRACTION_SLASH && !(sign == '/' && mixed)) return at;
    if (!is_glued_digits(speaker, at + 2) || piece_is(piece_glued_behind(speaker, at + 2), '/')) return at;
    unsigned numerator = small_value(speaker, at), denominator = small_value(speaker, at + 2);
    if (numerator == 0 || denominator <= numerator) return at;
    number->numerator = numerator;
    number->denominator = denominator;
    return at + 3;
}

/* The whole number and its decimals, or decimals alone: ".5". */
static size_t read_whole(const struct speaker *speaker, size_t at, struct number *number)
{
    if (piece_at(speaker, at)->kind == CHARACTER_DIGIT) {
        if (!add_digits(speaker, at, number->digits, &number->digit_count)) return at;
        return read_decimals(speaker, read_groups(speaker, at + 1, number), number);
    }
    bool begins = at == number->first && !piece_is_word(piece_glued_before(speaker, at));
    return begins || number->negative ? read_decimals(speaker, at, number) : at;
}

static bool is_minus(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    bool dash = sign->kind == CHARACTER_HYPHEN || sign->codepoint == MINUS
                || (sign->kind == CHARACTER_DASH && sign->before != GAP_NONE);
    return dash && !piece_is_word(piece_glued_before(speaker, piece))
           && piece_at(speaker, piece + 1)->before == GAP_NONE;
}

int number_superscript(uint32_t codepoint)
{
    switch (codepoint) {
    case 0xB9: return 1;
    case 0xB2: return 2;
    case 0xB3: return 3;
    case 0x2070: return 0;
    default: return codepoint >= 0x2074 && codepoint <= 0x2079 ? (int)(codepoint - 0x2070) : -1;
    }
}

/* The "^9" of 10^9. */
static size_t read_caret(const struct speaker *speaker, size_t at, struct number *number)
{
    const struct piece *caret = piece_at(speaker, at), *digits = piece_glued_behind(speaker, at);
    int value = digits->kind == CHARACTER_DIGIT ? piece_value(speaker, at + 1, 2) : -1;
    if (!piece_is(caret, '^') || caret->before != GAP_NONE || value < 0) return at;
    number->exponent = (unsigned)value;
    return at + 2;
}

/* The "⁹" of 10⁹; behind other numbers it is a footnote's mark. */
static size_t read_exponent(const struct speaker *speaker, size_t at, struct number *number)
{
    bool ten = number->digit_count == 2 && memcmp(number->digits, "10", 2) == 0 && number->decimal_count == 0;
    size_t end = at;
    for (int digit; ten && end < at + 2 && piece_at(speaker, end)->before == GAP_NONE; end++) {
        digit = number_superscript(piece_at(speaker, end)->codepoint);
        if (digit < 0) break;
        number->exponent = number->exponent * 10 + (unsigned)digit;
    }
    return ten && end == at ? read_caret(speaker, at, number) : end;
}

bool number_read(const struct speaker *speaker, size_t piece, struct number *number)
{
    *number = (struct number){.first = piece, .negative = is_minus(speaker, piece)};
    size_t start = piece + number->negative;
    size_t at = read_fraction(speaker, start, number);
    number->whole_end = start;
    if (at == start) {
        at = number->whole_end = read_whole(speaker, start, number);
        if (number->digit_count > 0 && number->decimal_count == 0) at = read_fraction(speaker, at, number);
        at = read_exponent(speaker, at, number);
    }
    number->end = at;
    return at > start;
}

const char *ordinal_rule(const struct speaker *speaker, size_t piece, const char *otherwise)
{
    if (piece == 0 || piece_at(speaker, piece)->before != GAP_SPACE) return otherwise;
    struct stretch text = piece_text(speaker, piece - 1);
    const char *rule = voice_words(speaker->voice, WORDS_ARTICLES, text.text, text.length);
    return rule ? rule : otherwise;
}

bool number_is_ordinal(struct speaker *speaker, const struct number *number, size_t end)
{
    if (speaker->pieces[number->end].codepoint == 0x00B0) { /* "5° piano", but "38° di febbre" */
        const struct piece *word = piece_at(speaker, end);
        bool counts =
            word->before == GAP_SPACE && word->kind == CHARACTER_LETTER && piece_text(speaker, end).length > 2;
        return counts && number_value(number) <= DEGREES_FEWEST;
    }
    if (find_words(speaker, WORDS_UNITS, number->end, NULL) != end) return true;
    const char *rule = NULL;
    find_words(speaker, WORDS_ORDINALS, number->end, &rule);
    if (rule && numbers_own_name(speaker->numbers, (int64_t)number_value(number), rule)) return true;
    struct buffer short_form = {0};
    char digits[SHAPE_DIGITS_MOST + 1];
    snprintf(digits, sizeof digits, "%.*s", (int)number->digit_count, number->digits);
    bool same = false;
    if (numbers_short_ordinal(speaker->numbers, strtoll(digits, NULL, 10), &short_form)) {
        struct stretch suffix = pieces_text(speaker, number->end, end);
        size_t before = short_form.length > suffix.length ? short_form.length - suffix.length : 0;
        same = before > 0 && isdigit((unsigned char)short_form.data[before - 1])
               && strncasecmp(short_form.data + before, suffix.text, suffix.length) == 0;
    }
    speaker_done(speaker, &short_form);
    return same;
}

double number_value(const struct number *number)
{
    char text[2 * SHAPE_DIGITS_MOST + 2];
    snprintf(text, sizeof text, "%.*s.%.*s", (int)number->digit_count, number->digits, (int)number->decimal_count,
             number->decimals);
    double value = strtod(text, NULL);
    if (number->denominator) value += (double)number->numerator / number->denominator;
    bool whole_decimals = number->decimal_count > 0 && strspn(number->decimals, "0") >= number->decimal_count;
    if (whole_decimals) value += 0.1; /* "1.0 milligrams" */
    return number->negative ? -value : value;
}

bool number_is_whole(const struct number *number)
{
    return !number->negative && number->digit_count > 0 && number->decimal_count == 0 && number->denominator == 0
           && number->exponent == 0;
}

bool number_is_plain(const struct number *number)
{
    return !number->negative && !number->grouped && number->decimal_count == 0 && number->denominator == 0;
}
