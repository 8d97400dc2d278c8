#include "script/ending.h"
#include "script/spaced_date.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum {
    YEAR_FIRST = 1000,
    YEAR_LAST = 2999,
    GREGORIAN_YEAR_FIRST = 1700,
    MONTHS = 12,
    SHORT_YEAR_PIVOT = 40, /* '39 is 2039, '40 is 1940: dates of birth and of review */
    NAME_BYTES_MOST = 80,
    HOURS_OF_DAY = 24,
    MEETING_MINUTES = 5,
};

size_t date_day(const struct speaker *speaker, size_t piece, int *day)
{
    int value = piece_value(speaker, piece, 2);
    if (value < 1 || value > 31 || piece_is_word(piece_glued_before(speaker, piece))) return piece;
    size_t end = piece + 1;
    const struct piece *behind = piece_at(speaker, end);
    if (behind->before == GAP_NONE && piece_is_word(behind)) {
        size_t suffix = find_words(speaker, WORDS_ORDINALS, end, NULL);
        if (suffix == end) return piece;
        end = suffix;
    }
    const char *signs = voice_wording(speaker->voice, WORDING_DAY_SIGNS);
    behind = piece_at(speaker, end);
    if (signs && behind->before == GAP_NONE && behind->codepoint < 0x80 && strchr(signs, (int)behind->codepoint)
        && (piece_at(speaker, end + 1)->before == GAP_SPACE || is_range_sign(speaker, end + 1)))
        end++;
    *day = value;
    return end;
}

static bool is_line(const struct piece *piece)
{
    return piece->kind == CHARACTER_HYPHEN || piece->kind == CHARACTER_DASH;
}

/* Whether the name at [piece, end) is one of two of the table with a line between: "lun.-ven.", "lun-ven". */
static bool is_paired(const struct speaker *speaker, enum voice_words table, size_t piece, size_t end)
{
    size_t behind = end + piece_is(piece_glued_behind(speaker, end - 1), '.');
    if (is_line(piece_glued_behind(speaker, behind - 1))
        && piece_glued_behind(speaker, behind)->kind == CHARACTER_LETTER)
        return find_words(speaker, table, behind + 1, NULL) > behind + 1;
    if (piece < 2 || !is_line(piece_glued_before(speaker, piece))) return false;
    size_t before = piece - 2;
    if (before > 0 && piece_is(piece_glued_before(speaker, piece - 1), '.')) before--;
    return speaker->pieces[piece - 1].before == GAP_NONE && find_words(speaker, table, before, NULL) > before;
}

size_t date_short_name(const struct speaker *speaker, enum voice_words table, size_t piece, const char **ret_key)
{
    size_t end = find_words(speaker, table, piece, ret_key);
    const struct piece *behind = piece_glued_behind(speaker, end); /* of the point of "lun.-ven.," */
    bool paired = end > piece && is_paired(speaker, table, piece, end);
    bool dotted = end > piece && piece_is(piece_at(speaker, end), '.') && piece_at(speaker, end)->before == GAP_NONE
                  && (piece_at(speaker, end + 1)->before == GAP_SPACE
                      || (paired && (is_line(behind) || behind->kind == CHARACTER_STOP)));
    bool behind_day = piece > 0 && piece_at(speaker, piece)->before != GAP_WALL
                      && piece_at(speaker, piece - 1)->kind == CHARACTER_DIGIT;
    bool capital = character_is_upper(speaker->pieces[piece].codepoint);
    if (end > piece && !dotted && !paired && !capital && !behind_day
        && u_toupper((UChar32)speaker->pieces[piece].codepoint) != (UChar32)speaker->pieces[piece].codepoint)
        return piece;
    return end + dotted;
}

size_t date_month(const struct speaker *speaker, size_t piece, int *month)
{
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER) return piece;
    const char *key = NULL;
    size_t end = find_words(speaker, WORDS_MONTHS, piece, &key);
    if (end == piece) end = date_short_name(speaker, WORDS_SHORT_MONTHS, piece, &key);
    if (end > piece) *month = (int)strtol(key, NULL, 10); /* 0: of another calendar */
    return end;
}

size_t date_small_month(const struct speaker *speaker, size_t piece, int *month)
{
    static const enum voice_words tables[] = {WORDS_MONTHS, WORDS_SHORT_MONTHS};
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER || piece_is_word(piece_glued_behind(speaker, piece)))
        return piece;
    struct stretch text = piece_text(speaker, piece);
    size_t rest = 0;
    char name[NAME_BYTES_MOST];
    uint32_t capital = (uint32_t)u_toupper((UChar32)utf8_next(text.text, text.length, &rest));
    size_t length = utf8_encode(capital, name);
    if (length + text.length - rest > sizeof name) return piece;
    memcpy(name + length, text.text + rest, text.length - rest);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        const char *key = voice_words(speaker->voice, tables[i], name, length + text.length - rest);
        if (!key) continue;
        const struct piece *point = piece_glued_behind(speaker, piece);
        *month = (int)strtol(key, NULL, 10);
        return piece + 1 + (i > 0 && piece_is(point, '.') && !piece_is_word(piece_glued_behind(speaker, piece + 1)));
    }
    return piece;
}

size_t date_year(const struct speaker *speaker, size_t piece, int *year)
{
    char digits[4];
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT) return piece;
    if (piece_digits(speaker, piece, digits, sizeof digits) != sizeof digits) return piece;
    int value = piece_value(speaker, piece, sizeof digits);
    const struct piece *behind = piece_glued_behind(speaker, piece);
    bool goes_on = piece_is_word(behind) || behind->kind == CHARACTER_CURRENCY
                   || ((piece_is(behind, '.') || piece_is(behind, ',') || piece_is(behind, ':'))
                       && piece_glued_behind(speaker, piece + 1)->kind == CHARACTER_DIGIT);
    if (value < YEAR_FIRST || value > YEAR_LAST || goes_on) return piece;
    *year = value;
    size_t end = find_listed(speaker, WORDING_YEAR_BEHIND, piece + 1);
    return piece_at(speaker, piece + 1)->before == GAP_WALL ? piece + 1 : end;
}

static bool is_date_sign(const struct piece *sign)
{
    return sign->before == GAP_NONE && (piece_is(sign, '/') || piece_is(sign, '.') || sign->kind == CHARACTER_HYPHEN);
}

int date_full_year(const struct speaker *speaker, size_t piece)
{
    char digits[4];
    size_t count = piece_digits(speaker, piece, digits, sizeof digits);
    int value = piece_value(speaker, piece, sizeof digits);
    if (count == 4) return value >= YEAR_FIRST && value <= YEAR_LAST ? value : 0;
    if (count != 2) return 0;
    return value + (value < SHORT_YEAR_PIVOT ? 2000 : 1900);
}

/* A year such as 1403 is of the calendar whose months are 13 and on; where the language has none, there is no such date. */
static bool take_other_calendar(const struct speaker *speaker, struct date *date)
{
    size_t length;
    date->month += MONTHS;
    return voice_numbered(speaker->voice, WORDS_MONTHS, (unsigned)date->month, &length) != NULL;
}

bool date_stands_free(const struct speaker *speaker, size_t end)
{
    const char *rules = NULL;
    const struct piece *behind = piece_glued_behind(speaker, end - 1);
    bool sign = is_date_sign(piece_at(speaker, end)) && piece_is_word(piece_glued_behind(speaker, end));
    if (!piece_is_word(behind) && !sign) return true;
    if (piece_at(speaker, end)->before == GAP_WALL || find_listed(speaker, WORDING_YEAR_BEHIND, end) > end) return true;
    return ending_read(speaker, end, &rules) > end || ending_may_stand(speaker, end);
}

bool date_in_digits(const struct speaker *speaker, size_t piece, struct date *date)
{
    const struct piece *sign = piece_at(speaker, piece + 1), *second_sign = piece_at(speaker, piece + 3);
    const char *order = voice_wording(speaker->voice, WORDING_DATE_ORDER);
    if (!order || !is_date_sign(sign) || !is_date_sign(second_sign) || sign->codepoint != second_sign->codepoint)
        return false;
    for (size_t i = 0; i < 5; i += 2)
        if (piece_at(speaker, piece + i)->kind != CHARACTER_DIGIT || (i && piece_at(speaker, piece + i)->before))
            return false;
    if (!date_stands_free(speaker, piece + 5)) return false;
    char digits[4];
    bool year_first = piece_digits(speaker, piece, digits, sizeof digits) == 4;
    bool month_first = year_first || strcmp(order, "mdy") == 0;
    size_t year = piece + (year_first ? 0 : 4), rest = piece + (year_first ? 2 : 0);
    *date = (struct date){.first = piece, .end = piece + 5, .year_at = year};
    date->month_at = rest + (month_first ? 0 : 2);
    date->day_at = rest + (month_first ? 2 : 0);
    date->year = date_full_year(speaker, year);
    date->month = piece_value(speaker, date->month_at, 2);
    date->day = piece_value(speaker, date->day_at, 2);
    if (date->month > 12 && date->day <= 12 && !year_first) { /* the other order is the only one that is a date */
        int day = date->month;
        date->month = date->day;
        date->day = day;
        size_t day_at = date->month_at;
        date->month_at = date->day_at;
        date->day_at = day_at;
    }
    if (date->year == 0 || date->month < 1 || date->month > 12 || date->day < 1 || date->day > 31) return false;
    date->end = find_listed(speaker, WORDING_YEAR_BEHIND, date->end);
    return date->year >= GREGORIAN_YEAR_FIRST || take_other_calendar(speaker, date);
}

/* "exp 06/26" */
static bool expires(const struct speaker *speaker, size_t piece, struct date *date)
{
    int year = piece_value(speaker, piece + 2, 2);
    if (year < 0 || !stands_behind(speaker, WORDING_EXPIRY_BEFORE, piece, 1)) return false;
    date->month = piece_value(speaker, piece, 2);
    date->year = date_full_year(speaker, piece + 2);
    return date->month >= 1 && date->month <= MONTHS && year > MONTHS;
}

/* "03-2026", and "11-2026" where no noun behind makes it a range: "10-2000 people". */
static bool is_hyphened(const struct speaker *speaker, size_t piece)
{
    char digits[2];
    if (piece_glued_behind(speaker, piece)->kind != CHARACTER_HYPHEN) return false;
    if (piece_digits(speaker, piece, digits, sizeof digits) != sizeof digits) return false;
    const struct piece *behind = piece_at(speaker, piece + 3);
    bool counted = behind->before != GAP_WALL && behind->kind == CHARACTER_LETTER;
    return (digits[0] == '0' || !counted) && !stands_behind(speaker, WORDING_PHONE_BEFORE, piece, 3);
}

bool date_month_year(const struct speaker *speaker, size_t piece, struct date *date)
{
    char digits[4];
    *date = (struct date){.first = piece, .end = piece + 3, .month_at = piece, .year_at = piece + 2};
    const struct piece *year = piece_glued_behind(speaker, piece + 1), *behind = piece_glued_behind(speaker, piece + 2);
    bool hyphened = is_hyphened(speaker, piece);
    if ((!hyphened && !piece_is(piece_glued_behind(speaker, piece), '/')) || year->kind != CHARACTER_DIGIT
        || piece_is_word(behind) || piece_is(behind, '/') || behind->kind == CHARACTER_HYPHEN)
        return false;
    if (!hyphened && expires(speaker, piece, date)) return true;
    if (piece_digits(speaker, piece + 2, digits, sizeof digits) != sizeof digits) return false;
    date->month = piece_value(speaker, piece, 2);
    date->year = date_full_year(speaker, piece + 2);
    if (date->month < 1 || date->month > MONTHS || date->year >= 2100) return false;
    return date->year >= 1900 || (date->year < GREGORIAN_YEAR_FIRST && take_other_calendar(speaker, date));
}

/* The value of two digits at `piece`, else -1. */
static int two_digits(const struct speaker *speaker, size_t piece)
{
    char digits[2];
    bool two = piece_at(speaker, piece)->kind == CHARACTER_DIGIT && piece_digits(speaker, piece, digits, 2) == 2;
    return two ? piece_value(speaker, piece, 2) : -1;
}

/* The second of "24.12.–2.1." */
static bool stands_behind_dated_line(const struct speaker *speaker, size_t piece)
{
    return piece > 2 && is_line(piece_at(speaker, piece - 1)) && piece_is(piece_at(speaker, piece - 2), '.')
           && piece_at(speaker, piece - 1)->before != GAP_WALL;
}

/* The line of "24.12.–2.1.", behind the first */
static bool goes_on_to_dated(const struct speaker *speaker, size_t end)
{
    size_t other = end + 1;
    return is_range_sign(speaker, end) && piece_is(piece_at(speaker, end - 1), '.')
           && piece_at(speaker, other)->kind == CHARACTER_DIGIT && piece_is(piece_glued_behind(speaker, other), '.')
           && piece_glued_behind(speaker, other + 1)->kind == CHARACTER_DIGIT
           && piece_is(piece_glued_behind(speaker, other + 2), '.');
}

/* What makes an amount or a time of two numbers with a point between: "12.10 mg", "10.12 Uhr", "10.00-12.00". */
static bool counts_something(const struct speaker *speaker, size_t piece, size_t end)
{
    const struct piece *before = piece_glued_before(speaker, piece), *behind = piece_at(speaker, end);
    if (piece_is_word(before)) return true;
    if (behind->before == GAP_WALL || goes_on_to_dated(speaker, end)) return false;
    bool line = is_line(before) && !stands_behind_dated_line(speaker, piece);
    bool joined = piece_is(before, '.') || line || before->kind == CHARACTER_CURRENCY;
    bool sign = behind->before == GAP_NONE && behind->kind != CHARACTER_STOP && behind->kind != CHARACTER_CLOSING;
    bool goes_on = piece_is_word(piece_glued_behind(speaker, end));
    return joined || sign || (behind->before == GAP_NONE && goes_on) || is_range_sign(speaker, end)
           || find_words(speaker, WORDS_UNITS, end, NULL) > end || find_words(speaker, WORDS_MONEY, end, NULL) > end
           || find_words(speaker, WORDS_MULTIPLIERS, end, NULL) > end
           || find_listed(speaker, WORDING_TIME_BEHIND, end) > end;
}

/* "15.10." behind "12.10. to" */
static bool stands_behind_dotted(const struct speaker *speaker, size_t piece)
{
    return piece > 2 && piece_is(piece_at(speaker, piece - 2), '.')
           && piece_glued_before(speaker, piece - 2)->kind == CHARACTER_DIGIT;
}

/* Whether the digits at `piece` are "24.12" or later in the month, which is no time. */
static bool is_late_day(const struct speaker *speaker, size_t piece)
{
    int month = piece_is(piece_glued_behind(speaker, piece), '.') ? two_digits(speaker, piece + 2) : -1;
    return two_digits(speaker, piece) >= HOURS_OF_DAY && two_digits(speaker, piece) <= 31 && month >= 1
           && month <= MONTHS && piece_at(speaker, piece + 2)->before == GAP_NONE;
}

/* "02.01" behind "24.12 to", "12.10" before "to 25.12" */
static bool stands_beside_late_day(const struct speaker *speaker, size_t piece)
{
    size_t joint = piece + 3, at = find_listed(speaker, WORDING_TIME_BEFORE, joint);
    if (at == joint) at = find_listed(speaker, WORDING_DATE_JOINS, joint);
    bool behind = at > joint && piece_at(speaker, joint)->before == GAP_SPACE && is_late_day(speaker, at);
    return behind || (piece > 4 && piece_at(speaker, piece)->before == GAP_SPACE && is_late_day(speaker, piece - 4));
}

/* Whether "15.12" or "15.12." behind a word that times stand behind too ("until") is rather one: its full stop ends the
 * sentence, if any, and twelve is no minute that people meet at. */
static bool is_rather_time(const struct speaker *speaker, const struct date *date, bool dotted)
{
    if (date->day >= HOURS_OF_DAY || !stands_behind(speaker, WORDING_TIME_BEFORE, date->first, 1)) return false;
    if (stands_beside_late_day(speaker, date->first)) return false;
    const struct piece *behind = piece_at(speaker, date->first + 4);
    bool goes_on = dotted && behind->before == GAP_SPACE && !character_is_upper(behind->codepoint);
    bool odd = dotted && date->month % MEETING_MINUTES != 0;
    return two_digits(speaker, date->month_at) >= 0 && !goes_on && !odd && !stands_behind_dotted(speaker, date->first);
}

bool date_day_dot_month(const struct speaker *speaker, size_t piece, struct date *date)
{
    const char *order = voice_wording(speaker->voice, WORDING_DATE_ORDER);
    const char *decimal = voice_wording(speaker->voice, WORDING_DECIMAL);
    *date = (struct date){.first = piece, .end = piece + 3, .day_at = piece, .month_at = piece + 2, .doubtful = true};
    if (!order || strcmp(order, "dmy") != 0 || !decimal || strchr(decimal, '.')) return false;
    if (!piece_is(piece_glued_behind(speaker, piece), '.') || piece_at(speaker, piece + 2)->before != GAP_NONE)
        return false;
    bool dotted = piece_is(piece_glued_behind(speaker, piece + 2), '.')
                  && (piece_at(speaker, piece + 4)->before != GAP_NONE || is_range_sign(speaker, piece + 4));
    bool ends = dotted
                && (piece_at(speaker, piece + 4)->before == GAP_SPACE || date_is_told(speaker, piece)
                    || stands_behind_dated_line(speaker, piece) || goes_on_to_dated(speaker, piece + 4));
    date->day = ends ? piece_value(speaker, piece, 2) : two_digits(speaker, piece);
    date->month = ends ? piece_value(speaker, piece + 2, 2) : two_digits(speaker, piece + 2);
    date->end += ends; /* "am 2.3. um 9 Uhr" */
    if (date->day < 1 || date->day > 31 || date->month < 1 || date->month > MONTHS) return false;
    return !is_rather_time(speaker, date, dotted) && !counts_something(speaker, piece, date->end);
}

bool date_day_hyphen_month(const struct speaker *speaker, size_t piece, struct date *date)
{
    *date = (struct date){.first = piece, .end = piece + 3, .day_at = piece, .month_at = piece + 2, .doubtful = true};
    if (piece_glued_behind(speaker, piece)->kind != CHARACTER_HYPHEN
        || piece_at(speaker, piece + 2)->before != GAP_NONE)
        return false;
    date->day = two_digits(speaker, piece);
    date->month = two_digits(speaker, piece + 2);
    if (date->month < 1 || date->month > MONTHS || date->day <= date->month || date->day > 31) return false;
    bool alone = piece == 0 && date->end == speaker->piece_count && voice_wording(speaker->voice, WORDING_SHORT_BEHIND);
    return alone
           || (piece_at(speaker, piece)->before != GAP_NONE && stands_before(speaker, WORDING_SHORT_BEHIND, date->end));
}
