/* Which of the shapes that a time has is one: 9.30 may be a dose. */
#include "script/clock.h"
#include "script/unit.h"

#include <string.h>

enum {
    HOUR_WORDS_BEFORE = 4, /* "godz. 9.00 i 17.00" */
    VALUE_WORDS_BEFORE = 6,
    ROW_MOST = 8,
    LAST_HOUR = 23,
    OPENING_HOUR = 7,
    OPEN_WORDS_BEFORE = 3, /* "open from 2.00 to 4.00" */
};

/* "Sat 9-1" */
static bool stands_behind_weekday(const struct speaker *speaker, size_t piece)
{
    return piece > 0 && piece_at(speaker, piece)->before == GAP_SPACE
           && (find_words(speaker, WORDS_WEEKDAYS, piece - 1, NULL) == piece
               || find_words(speaker, WORDS_SHORT_WEEKDAYS, piece - 1, NULL) == piece);
}

/* "Mon 3 Nov, 10.15" */
static bool stands_behind_day(const struct speaker *speaker, size_t piece)
{
    static const enum voice_words names[] = {WORDS_WEEKDAYS, WORDS_SHORT_WEEKDAYS, WORDS_MONTHS, WORDS_SHORT_MONTHS};
    size_t at = piece;
    if (at > 0 && piece_is(piece_at(speaker, at - 1), ',')) at--;
    if (at == 0 || piece_at(speaker, piece)->before != GAP_SPACE) return false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (find_words(speaker, names[i], at - 1, NULL) > at - 1) return true;
    return false;
}

/* "godz. 8", and the 16 of "godz. 8 do 16" */
static bool is_named_before(const struct speaker *speaker, size_t piece)
{
    if (piece_at(speaker, piece)->before != GAP_SPACE) return false;
    if (stands_behind(speaker, WORDING_HOUR_BEFORE, piece, 1)) return true;
    return piece > 2 && piece_value(speaker, piece - 2, 2) >= 0 && stands_behind(speaker, WORDING_TIME_BEFORE, piece, 1)
           && stands_behind(speaker, WORDING_HOUR_BEFORE, piece - 2, 1);
}

/* "13.30", where that is all, stops aside, and the language writes no decimals so. */
static bool stands_alone(const struct speaker *speaker, const struct clock *clock)
{
    const char *decimal = voice_wording(speaker->voice, WORDING_DECIMAL);
    size_t end = clock->end;
    while (piece_at(speaker, end)->kind == CHARACTER_STOP) end++;
    return clock->first == 0 && end >= speaker->piece_count && decimal && !strchr(decimal, '.');
}

/* ---- Numbers that look like times -------------------------------------------------------------------------------- */

/* Whether it may as well be a number with decimals: 9.30. */
static bool is_dotted(const struct clock *clock)
{
    return clock->minute >= 0 && clock->second < 0 && !clock->colon;
}

static bool has_point_decimals(const struct speaker *speaker)
{
    const char *decimal = voice_wording(speaker->voice, WORDING_DECIMAL);
    return decimal && strchr(decimal, '.');
}

/* The piece of the next number of a row, behind "and", "until", a comma or a line; `end` where none stands there. */
static size_t next_of_row(const struct speaker *speaker, size_t end)
{
    const struct piece *joint = piece_at(speaker, end);
    size_t at = end;
    if (is_range_sign(speaker, end) || (piece_is(joint, ',') && joint->before == GAP_NONE)) {
        at = end + 1;
    } else if (joint->before == GAP_SPACE) {
        at = find_listed(speaker, WORDING_DATE_JOINS, end);
        if (at == end) at = find_listed(speaker, WORDING_TIME_BEFORE, end);
    }
    bool glued = piece_at(speaker, at)->before == GAP_NONE && !is_range_sign(speaker, end);
    return !glued && piece_at(speaker, at)->kind == CHARACTER_DIGIT && piece_at(speaker, at)->before != GAP_WALL ? at
                                                                                                                 : end;
}

/* "mg", "milligrams", "tablets" */
static bool counts(const struct speaker *speaker, size_t piece)
{
    struct unit unit;
    if (unit_read(speaker, piece, &unit)) return true;
    return stands_before(speaker, WORDING_TIME_COUNTED, piece)
           || (unit_is_named(speaker, piece) && !unit_names_hours(speaker, piece));
}

/* The 8.00 of "1 tablet at 8.00 and 2 tablets at 20.00": a dose stands before its "at". */
static bool is_given_at(const struct speaker *speaker, const struct clock *clock)
{
    size_t first = clock->first;
    return first > 2 && stands_behind(speaker, WORDING_TIME_BEFORE, first, 1) && counts(speaker, first - 2);
}

/* Whether what looks like a time is a number, or one of a row of numbers: "at 1.25 mg", "between 2.50 and 5.25 ml", "pH
 * 7.30–7.45", "between 9.30 and 10.75". */
static bool is_number(const struct speaker *speaker, const struct clock *clock)
{
    struct clock next;
    struct amount amount;
    if (!is_dotted(clock)) return false;
    if (clock->hour > LAST_HOUR && has_point_decimals(speaker)) return true;
    bool value = stands_behind(speaker, WORDING_TIME_VALUES, clock->first, VALUE_WORDS_BEFORE);
    for (size_t end = clock->end, i = 0; i < ROW_MOST; i++, end = next.end) {
        if (counts(speaker, end)) return true;
        size_t at = next_of_row(speaker, end);
        if (at == end || value) return at > end;
        bool time = clock_read(speaker, at, &next);
        if (time && next.minute >= 0 && !is_dotted(&next)) return false;
        if (time && next.minute >= 0) continue;
        if (piece_is(piece_at(speaker, end), ',') || !amount_read(speaker, at, &amount)) return false;
        if (is_given_at(speaker, clock)) return false;
        return amount.from.decimal_count > 0 || counts(speaker, amount.end);
    }
    return false;
}

/* ---- What makes it a time ---------------------------------------------------------------------------------------- */

static bool is_told_beside(const struct speaker *speaker, const struct clock *clock)
{
    return stands_behind(speaker, WORDING_TIME_BEFORE, clock->first, 1) || stands_behind_day(speaker, clock->first)
           || find_listed(speaker, WORDING_TIME_ENDINGS, clock->end) > clock->end
           || stands_behind(speaker, WORDING_HOUR_BEFORE, clock->first, HOUR_WORDS_BEFORE);
}

/* "12.30 to 1.30pm", "8.30 a 14.30 h": the other one has its half of the day or a word; or, where no decimals are written
 * so, a word before it. */
static bool goes_to_time(const struct speaker *speaker, const struct clock *clock)
{
    struct clock other;
    size_t joint = clock->end, at = next_of_row(speaker, joint);
    bool joined = at > joint && piece_at(speaker, joint)->kind == CHARACTER_LETTER;
    if (!joined || !clock_read(speaker, at, &other)) return false;
    return other.half != WORDING_COUNT || other.named
           || (is_dotted(&other) && !has_point_decimals(speaker) && is_told_beside(speaker, &other));
}

/* "9.30", "9:20", "9" */
static bool is_quarter_or_sure(const struct clock *clock)
{
    return !is_dotted(clock) || clock->minute % CLOCK_QUARTER == 0;
}

/* "from 9.30 to 10.30", "between 9.30 and 10", but not "from 1.25 to 2.50", nor "between 2.00 and 3.00", which may be
 * doses */
static bool goes_from_to(const struct speaker *speaker, const struct clock *clock)
{
    struct clock other;
    size_t at = next_of_row(speaker, clock->end);
    bool likely =
        clock->hour >= OPENING_HOUR || stands_behind(speaker, WORDING_TIME_BEFORE, clock->first, OPEN_WORDS_BEFORE);
    return at > clock->end && piece_at(speaker, clock->end)->kind == CHARACTER_LETTER && is_quarter_or_sure(clock)
           && likely && stands_behind(speaker, WORDING_TIME_FROM, clock->first, 1) && clock_read(speaker, at, &other)
           && is_quarter_or_sure(&other);
}

bool clock_follows_time(const struct speaker *speaker, const struct clock *clock)
{
    struct clock other;
    size_t joint = speaker->time_end, at = find_listed(speaker, WORDING_TIME_BEFORE, clock->end);
    bool dose = has_point_decimals(speaker) && at > clock->end
                && clock_read(speaker, at, &other); /* "at 8.00 and 5.00 at 20.00" */
    return joint > 0 && joint < clock->first && !dose && next_of_row(speaker, joint) == clock->first;
}

bool clock_is_certain(const struct speaker *speaker, const struct clock *clock)
{
    if (clock->half != WORDING_COUNT || clock->named || clock->name != SIZE_MAX || (clock->colon && clock->minute >= 0))
        return true;
    if (clock->minute < 0) return is_named_before(speaker, clock->first);
    if (is_number(speaker, clock)) return false;
    return is_told_beside(speaker, clock) || clock_follows_time(speaker, clock) || goes_to_time(speaker, clock)
           || goes_from_to(speaker, clock) || stands_alone(speaker, clock);
}

bool clock_is_ratio(const struct speaker *speaker, const struct clock *clock)
{
    return clock->half == WORDING_COUNT && voice_wording(speaker->voice, WORDING_RATIO)
           && (stands_behind(speaker, WORDING_RATIO_BEFORE, clock->first, 4)
               || stands_before(speaker, WORDING_RATIO_BEHIND, clock->end));
}

bool clock_read_range(const struct speaker *speaker, const struct clock *from, struct clock *to)
{
    size_t sign = from->end;
    if (!is_range_sign(speaker, sign) || !voice_wording(speaker->voice, WORDING_RANGE)) return false;
    if (!clock_read(speaker, sign + 1, to) || is_number(speaker, from)) return false;
    if (clock_is_certain(speaker, from) || clock_is_certain(speaker, to)) return true;
    bool whole =
        from->minute < 0 && to->minute < 0 && from->hour <= CLOCK_NOON && to->hour <= CLOCK_NOON; /* "Sat 9-1" */
    if (whole && stands_behind_weekday(speaker, from->first)) return true;
    if (from->minute < 0 || to->minute < 0 || is_number(speaker, to)) return false;
    if (stands_behind(speaker, WORDING_TIME_BEFORE, from->first, 4)) return true;
    bool quarters =
        from->minute % CLOCK_QUARTER == 0 && to->minute % CLOCK_QUARTER == 0; /* "9.00-17.00", but not "1.25–2.50 mg" */
    return quarters && find_words(speaker, WORDS_UNITS, to->end, NULL) == to->end;
}
