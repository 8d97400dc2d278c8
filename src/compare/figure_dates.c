/* Dates with the names of months, and Chinese ones. */
#include "compare/figure_reading.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2100, OF_BYTES_MOST = 4 };

static size_t skip_of(const struct figure_reading *reading, size_t index)
{
    const struct token *token = token_at(reading, index);
    bool little = token && token->kind == TOKEN_WORD && token->gap == GAP_SPACE && token->folded_bytes <= OF_BYTES_MOST
                  && !sense_at(reading, index, SENSE_MONTH);
    return little ? index + 1 : index;
}

static size_t take_year(const struct figure_reading *reading, size_t index, struct figure *figure)
{
    size_t at = whole_number(reading, index, YEAR_LEAST, YEAR_MOST) < 0 ? skip_of(reading, index) : index;
    int year = whole_number(reading, at, YEAR_LEAST, YEAR_MOST);
    if (year < 0) return index;
    figure->year = (uint16_t)year;
    figure->end = token_at(reading, at)->end;
    return at + 1;
}

static size_t month_at(const struct figure_reading *reading, size_t index, bool behind_day, struct figure *figure)
{
    const struct sense *month = sense_at(reading, index, SENSE_MONTH);
    if (!month) return 0;
    if (behind_day && token_at(reading, index)->gap > GAP_HYPHEN) return 0;
    figure->month = (uint16_t)month->value;
    figure->end = token_at(reading, index + token_at(reading, index)->phrase - 1)->end;
    return token_at(reading, index)->phrase;
}

/* 3 March 2026 */
static size_t day_first(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    int day = whole_number(reading, index, 1, 31);
    if (day < 0) return 0;
    size_t at = behind_numeral(reading, index);
    if (!sense_at(reading, at, SENSE_MONTH)) at = skip_of(reading, at);
    size_t count = month_at(reading, at, true, ret);
    if (count == 0) return 0;
    ret->day = (uint16_t)day;
    return take_year(reading, at + count, ret) - index;
}

/* March 2026, March 3, 2026 */
static size_t month_first(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    size_t count = month_at(reading, index, false, ret);
    if (count == 0) return 0;
    size_t at = take_year(reading, index + count, ret);
    if (ret->year) return at - index;
    int day = whole_number(reading, at, 1, 31);
    if (day < 0 || token_at(reading, at)->gap > GAP_SPACE) return 0;
    at = behind_numeral(reading, at);
    bool other = sense_at(reading, at, SENSE_MEASURE) || sense_at(reading, at, SENSE_MONTH);
    if (other) return 0; /* in May 5 ml; Mawrth 5 Mai, a Tuesday in Welsh */
    ret->day = (uint16_t)day;
    ret->end = token_at(reading, at - 1)->end;
    return take_year(reading, at, ret) - index;
}

/* 2026年3月8日 */
static size_t with_parts(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    size_t at = index, parts = 0;
    while (token_at(reading, at) && token_at(reading, at)->kind == TOKEN_NUMERAL) {
        const struct sense *part = sense_at(reading, at + 1, SENSE_DATE_PART);
        int number = whole_number(reading, at, 1, YEAR_MOST);
        if (!part || number < 0 || token_at(reading, at + 1)->gap != GAP_NONE) break;
        if (part->value == 3 && number < YEAR_LEAST) return 0;
        *(part->value == 1 ? &ret->day : part->value == 2 ? &ret->month : &ret->year) = (uint16_t)number;
        ret->end = token_at(reading, at + 1)->end;
        at += 2;
        parts++;
    }
    return parts > 1 ? at - index : 0;
}

/* Whether the token is the word for the year that is told before it: "gada" of "2026. gada 3. martā". */
static bool is_year_word(const struct figure_reading *reading, size_t index)
{
    const struct token *token = token_at(reading, index);
    const struct sense *measure = sense_at(reading, index, SENSE_MEASURE), *part = NULL;
    if (!token || token->gap > GAP_HYPHEN) return false;
    if (measure && measure->value == MEASURE_YEAR) return true;
    part = sense_at(reading, index, SENSE_DATE_PART);
    return part && part->value == 3;
}

/* 2026. gada 3. martā, 2026. március 3.; without a day only behind a word for the year, as "may" is a word too. */
static size_t year_first(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    int year = whole_number(reading, index, YEAR_LEAST, YEAR_MOST);
    if (year < 0) return 0;
    size_t at = index + 1;
    bool is_named = is_year_word(reading, at);
    if (is_named) at += token_at(reading, at)->phrase;
    const struct token *next = token_at(reading, at);
    if (!next || next->gap > (is_named ? GAP_SIGN : GAP_SPACE)) return 0;
    size_t count = next->kind == TOKEN_NUMERAL ? day_first(reading, at, ret) : month_first(reading, at, ret);
    if (count == 0 && is_named) count = month_at(reading, at, false, ret);
    if (count == 0 || ret->year) return 0;
    ret->year = (uint16_t)year;
    return at + count - index;
}

size_t figure_date(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    size_t (*const ways[])(const struct figure_reading *, size_t, struct figure *) = {day_first, month_first,
                                                                                      with_parts, year_first};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        *ret = (struct figure){.kind = FIGURE_DATE, .start = token_at(reading, index)->start};
        size_t count = ways[i](reading, index, ret);
        if (count) return count;
    }
    return 0;
}
