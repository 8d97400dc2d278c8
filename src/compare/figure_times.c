/* Times of day without a colon: 5pm, 9.30am, 17 Uhr, 18 h 30, and those with words of the part of the day. */
#include "compare/figure_reading.h"

#include <math.h>

enum { HOURS = 24, HALF_DAY = 12, HOUR_MINUTES = 60, MORNING_FROM = 6 };

/* 12 am is midnight; at night it is from six on in the evening. */
static void set_half(struct figure *figure, enum day_part part)
{
    int hours = figure->minutes / HOUR_MINUTES, minutes = figure->minutes % HOUR_MINUTES;
    if (hours <= HALF_DAY) {
        bool late = part == DAY_PART_AFTERNOON || (part == DAY_PART_NIGHT && hours >= MORNING_FROM && hours < HALF_DAY);
        hours = hours % HALF_DAY + (late ? HALF_DAY : 0);
    }
    figure->minutes = (uint16_t)(hours * HOUR_MINUTES + minutes);
    figure->half_known = true;
}

/* The part of the day just before or just behind; the one before only where `before`. */
static enum day_part part_beside(const struct figure_reading *reading, size_t first, size_t behind, bool before)
{
    const struct token *next = token_at(reading, behind);
    const struct sense *part = next && next->gap <= GAP_HYPHEN ? sense_at(reading, behind, SENSE_DAY_PART) : NULL;
    if (part && token_at(reading, behind + next->phrase)
        && sense_at(reading, behind + next->phrase, SENSE_CLOCK)) /* of another time */
        part = NULL;
    const struct token *token = token_at(reading, first);
    size_t back = first;
    while (back > 0 && before && token->gap <= GAP_SPACE) {
        const struct token *earlier = token_at(reading, --back);
        if (earlier->phrase == 0 && earlier->kind == TOKEN_WORD) continue;
        const struct sense *earlier_part = sense_at(reading, back, SENSE_DAY_PART);
        if (earlier_part) return (enum day_part)earlier_part->value;
        break;
    }
    return part ? (enum day_part)part->value : DAY_PART_NONE;
}

void figure_time_half(const struct figure_reading *reading, size_t index, struct figure *figure)
{
    size_t behind = index + 1;
    if (sense_at(reading, behind, SENSE_CLOCK)) behind += token_at(reading, behind)->phrase;
    enum day_part part = part_beside(reading, index, behind, true);
    if (part != DAY_PART_NONE) set_half(figure, part);
}

/* The hours and minutes of "9" and "9.30"; false where the token is neither. */
static bool take_clock(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    const struct token *token = token_at(reading, index);
    const struct sense *number = sense_at(reading, index, SENSE_NUMBER);
    double value = token->kind == TOKEN_NUMERAL ? token->figure.value : number ? number->value : -1;
    if (value < 0 || value > HOURS || (token->decimals != 0 && token->decimals != 2)) return false;
    int minutes = (int)lround((value - floor(value)) * 100);
    if (minutes >= HOUR_MINUTES || (token->decimals == 0 && minutes)) return false;
    ret->minutes = (uint16_t)((int)value * HOUR_MINUTES + minutes);
    ret->half_known = (int)value > HALF_DAY;
    return true;
}

/* The minutes behind "18 h" or 3点; their tokens. */
static size_t take_minutes(const struct figure_reading *reading, size_t index, bool han, struct figure *figure)
{
    const struct token *token = token_at(reading, index);
    if (!token || token->gap > GAP_SPACE || figure->minutes % HOUR_MINUTES) return 0;
    const struct sense *half = han ? sense_at(reading, index, SENSE_NUMBER) : NULL;
    int minutes = half && half->value == 0.5 ? HOUR_MINUTES / 2 : whole_number(reading, index, 0, HOUR_MINUTES - 1);
    if (minutes < 0 || (!han && !half && token->end - token->start < 2)) return 0;
    figure->minutes = (uint16_t)(figure->minutes + minutes);
    figure->end = token->end;
    const struct token *word = token_at(reading, index + 1);
    if (!han || half || !word || word->gap != GAP_NONE || !word->is_han) return 1;
    figure->end = word->end; /* 分 */
    return 2;
}

size_t figure_time(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    *ret = (struct figure){.kind = FIGURE_TIME, .start = token_at(reading, index)->start};
    if (!take_clock(reading, index, ret)) return 0;
    size_t at = index + (token_at(reading, index)->phrase ? token_at(reading, index)->phrase : 1);
    const struct token *next = token_at(reading, at);
    if (!next || next->gap > GAP_HYPHEN) return 0;
    const struct sense *measure = sense_at(reading, at, SENSE_MEASURE);
    bool clock = sense_at(reading, at, SENSE_CLOCK) != NULL, hours = measure && measure->value == MEASURE_HOUR;
    bool part_next = sense_at(reading, at, SENSE_DAY_PART) != NULL;
    ret->end = token_at(reading, at - 1)->end;
    size_t minutes = 0;
    if ((clock || hours) && !part_next) {
        at += next->phrase;
        ret->end = token_at(reading, at - 1)->end;
        minutes = take_minutes(reading, at, clock && next->is_han, ret);
        at += minutes;
    }
    enum day_part part = part_beside(reading, index, at, clock || minutes);
    if (part != DAY_PART_NONE) set_half(ret, part);
    if (minutes && reading->language->clock_of_24) ret->half_known = true;
    bool in_words = token_at(reading, index)->kind == TOKEN_WORD; /* "one in the morning" may be a tablet */
    if (token_at(reading, index)->is_han && ret->minutes == HOUR_MINUTES && !minutes && part == DAY_PART_NONE)
        return 0; /* 一点: a little */
    if (!clock && !minutes && (in_words || part == DAY_PART_NONE)) return 0;
    if (sense_at(reading, at, SENSE_DAY_PART) && part != DAY_PART_NONE && token_at(reading, at)->gap <= GAP_HYPHEN) {
        at += token_at(reading, at)->phrase;
        ret->end = token_at(reading, at - 1)->end;
    }
    return at - index;
}
