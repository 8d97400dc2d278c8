/* Times of day: 9am–5pm, 9.30 a.m., 08:30–16:30, 14:00, 14:00:05. */
#include "script/clock.h"
#include "script/letters.h"
#include "script/unit.h"

#include <string.h>

enum { MINUTES_OF_HOUR = 60, SECONDS_OF_MINUTE = 60, HOUR_WORDS_BEFORE = 4 /* "godz. 9.00 i 17.00" */ };

static bool is_time_sign(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    const char *signs = voice_wording(speaker->voice, WORDING_TIME_SIGNS);
    if (sign->before != GAP_NONE || piece_at(speaker, piece + 1)->before != GAP_NONE || !signs) return false;
    return sign->codepoint < 0x80 && strchr(signs, (int)sign->codepoint);
}

static void read_half(const struct speaker *speaker, struct clock *clock)
{
    if (piece_at(speaker, clock->end)->before == GAP_WALL || clock->hour > CLOCK_NOON) return;
    size_t am = find_listed(speaker, WORDING_AM_WRITTEN, clock->end);
    size_t pm = find_listed(speaker, WORDING_PM_WRITTEN, clock->end);
    if (am == clock->end && pm == clock->end) return;
    clock->half = am > pm ? WORDING_AM : WORDING_PM;
    clock->end = am > pm ? am : pm;
}

static bool is_listed(const struct speaker *speaker, enum wording list, size_t piece)
{
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER) return false;
    struct stretch text = piece_text(speaker, piece);
    return voice_wording_lists(speaker->voice, list, text.text, text.length);
}

/* The minutes behind ":", or behind the "h" of "14 h 30"; false where none stand there. */
static bool read_minutes(const struct speaker *speaker, struct clock *clock)
{
    char digits[2];
    size_t sign = clock->end, at = sign + 1;
    bool letters = piece_at(speaker, sign)->before != GAP_WALL && piece_at(speaker, at)->before != GAP_WALL
                   && is_listed(speaker, WORDING_TIME_LETTERS, sign);
    if (!letters && !is_time_sign(speaker, sign)) return false;
    if (piece_at(speaker, at)->kind != CHARACTER_DIGIT || piece_digits(speaker, at, digits, 2) != 2) return false;
    if (letters && find_words(speaker, WORDS_UNITS, at + 1, NULL) > at + 1)
        return false; /* "2 h 30 min" lasts so long */
    clock->minute = piece_value(speaker, at, 2);
    clock->colon = letters || piece_is(piece_at(speaker, sign), ':');
    clock->end = at + 1;
    return true;
}

static bool is_clock_digits(const struct speaker *speaker, size_t piece)
{
    char digits[4];
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT || piece_digits(speaker, piece, digits, 4) != 4) return false;
    int value = piece_value(speaker, piece, 4);
    return value / 100 <= 24 && value % 100 < MINUTES_OF_HOUR;
}

/* "0930–1645", "1300–1545 hrs" */
static bool is_range_together(const struct speaker *speaker, size_t piece)
{
    size_t second = piece + 2;
    bool joined = find_listed(speaker, WORDING_DATE_JOINS, piece + 1) == second; /* "0900 and 1030 hrs" */
    if (!(joined || is_range_sign(speaker, piece + 1)) || !is_clock_digits(speaker, second)) return false;
    bool early = piece_value(speaker, piece, 4) < 1000; /* no year or other number begins with a nought */
    bool hours = piece_at(speaker, second + 1)->before != GAP_WALL
                 && find_listed(speaker, WORDING_TIME_HOURS, second + 1) > second + 1;
    return hours
           || (early && !joined && piece_value(speaker, piece, 4) < piece_value(speaker, second, 4)
               && find_words(speaker, WORDS_UNITS, second + 1, NULL) == second + 1);
}

/* "1300hrs", "0930 hours" */
static bool read_together(const struct speaker *speaker, struct clock *clock)
{
    if (!voice_wording(speaker->voice, WORDING_TIME_HOURS) || !is_clock_digits(speaker, clock->first)) return false;
    bool second = clock->first > 1 && piece_at(speaker, clock->first)->before != GAP_WALL
                  && is_clock_digits(speaker, clock->first - 2) && is_range_together(speaker, clock->first - 2);
    bool hours = piece_at(speaker, clock->end)->before != GAP_WALL
                 && find_listed(speaker, WORDING_TIME_HOURS, clock->end) > clock->end;
    if (!hours && !second && !is_range_together(speaker, clock->first)) return false;
    int value = piece_value(speaker, clock->first, 4);
    clock->hour = value / 100;
    clock->minute = value % 100;
    clock->colon = clock->counted = true;
    return true;
}

/* "12 noon", "noon" */
static bool read_name(const struct speaker *speaker, struct clock *clock, size_t piece)
{
    if (piece_at(speaker, piece)->before == GAP_WALL && piece != clock->first) return false;
    if (!is_listed(speaker, WORDING_TIME_NAMES, piece)) return false;
    clock->name = piece;
    clock->end = piece + 1;
    return true;
}

/* The seconds of "9:30:05", where the language says them; they end the clock. */
static void read_seconds(const struct speaker *speaker, struct clock *clock)
{
    char digits[2];
    size_t sign = clock->end, at = sign + 1;
    if (!piece_is(piece_glued_behind(speaker, sign - 1), ':') || !voice_wording(speaker->voice, WORDING_TIME_SECONDS))
        return;
    if (piece_glued_behind(speaker, sign)->kind != CHARACTER_DIGIT || piece_digits(speaker, at, digits, 2) != 2) return;
    int second = piece_value(speaker, at, 2);
    if (!piece_is(piece_at(speaker, sign - 2), ':') || second >= SECONDS_OF_MINUTE) return;
    clock->second = second;
    clock->end = at + 1;
}

/* The "h" of "10:15 h", and of "08h", which lasts no eight hours. */
static void read_letter(const struct speaker *speaker, struct clock *clock)
{
    const struct piece *letter = piece_at(speaker, clock->end);
    char digits[2];
    bool padded = clock->minute < 0 && piece_digits(speaker, clock->first, digits, 2) == 2 && digits[0] == '0';
    if (letter->before == GAP_WALL || !(padded || clock->minute >= 0)) return;
    if (!is_listed(speaker, WORDING_TIME_LETTERS, clock->end) || piece_is_word(piece_glued_behind(speaker, clock->end)))
        return;
    clock->named = true;
    clock->end++;
}

/* The 1 of "1½" is no hour. */
static bool is_mixed(const struct speaker *speaker, const struct clock *clock)
{
    struct number number;
    return clock->minute < 0 && number_read(speaker, clock->first, &number) && number.denominator > 0;
}

static bool read_clock(const struct speaker *speaker, size_t piece, struct clock *clock)
{
    *clock = (struct clock){
        .first = piece, .end = piece + 1, .minute = -1, .second = -1, .half = WORDING_COUNT, .name = SIZE_MAX};
    if (read_name(speaker, clock, piece)) return true;
    clock->hour = piece_value(speaker, piece, 2);
    if (read_together(speaker, clock)) return true;
    if (clock->hour < 0 || clock->hour > 24) return false;
    if (read_minutes(speaker, clock)) {
        read_seconds(speaker, clock);
        const struct piece *sign = piece_glued_behind(speaker, clock->end - 1);
        bool more = sign->kind == CHARACTER_STOP && piece_glued_behind(speaker, clock->end)->kind == CHARACTER_DIGIT;
        if (clock->minute >= MINUTES_OF_HOUR || more) return false;
    }
    read_half(speaker, clock);
    if (clock->hour == CLOCK_NOON && clock->minute <= 0 && read_name(speaker, clock, clock->end)) return true;
    read_letter(speaker, clock);
    if (!clock->named && piece_at(speaker, clock->end)->before != GAP_WALL) {
        size_t named = find_listed(speaker, WORDING_TIME_BEHIND, clock->end);
        clock->named = named > clock->end;
        clock->end = named;
    }
    bool counted = find_listed(speaker, WORDING_TIME_HOURS, clock->end) > clock->end; /* "02:00hrs" */
    bool goes_on = piece_is_word(piece_glued_behind(speaker, clock->end - 1))
                   && piece_is_word(piece_at(speaker, clock->end - 1)); /* "1:59 p.m.est" ends at its point */
    return counted || !(goes_on || is_mixed(speaker, clock));
}

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

/* "Dilute 1:10" */
static bool is_ratio(const struct speaker *speaker, const struct clock *clock)
{
    return clock->half == WORDING_COUNT && voice_wording(speaker->voice, WORDING_RATIO)
           && (stands_behind(speaker, WORDING_RATIO_BEFORE, clock->first, 4)
               || stands_before(speaker, WORDING_RATIO_BEHIND, clock->end));
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

/* "12.30 to 1.30pm": the other one has its half of the day. */
static bool goes_to_time(const struct speaker *speaker, const struct clock *clock)
{
    struct clock other;
    size_t joint = clock->end, at = find_listed(speaker, WORDING_DATE_JOINS, joint);
    bool joined =
        at > joint && piece_at(speaker, joint)->before == GAP_SPACE && piece_at(speaker, at)->before == GAP_SPACE;
    return joined && piece_at(speaker, at)->kind == CHARACTER_DIGIT && read_clock(speaker, at, &other)
           && other.half != WORDING_COUNT;
}

/* "at 1.25 mg", "between 2.50 and 5.25 ml": a dose and no time. */
static bool is_measured(const struct speaker *speaker, const struct clock *clock)
{
    struct unit unit;
    struct amount other;
    if (clock->colon || clock->minute < 0) return false;
    if (unit_read(speaker, clock->end, &unit)) return true;
    size_t at = find_listed(speaker, WORDING_DATE_JOINS, clock->end);
    return at > clock->end && piece_at(speaker, at)->before == GAP_SPACE && amount_read(speaker, at, &other)
           && unit_read(speaker, other.end, &unit);
}

/* Whether it is a time by itself. */
static bool is_certain(const struct speaker *speaker, const struct clock *clock)
{
    if (clock->half != WORDING_COUNT || clock->named || clock->name != SIZE_MAX || (clock->colon && clock->minute >= 0))
        return true;
    if (clock->minute < 0) return is_named_before(speaker, clock->first);
    if (is_measured(speaker, clock)) return false;
    return stands_behind(speaker, WORDING_TIME_BEFORE, clock->first, 1) || stands_behind_day(speaker, clock->first)
           || stands_behind(speaker, WORDING_HOUR_BEFORE, clock->first, HOUR_WORDS_BEFORE)
           || goes_to_time(speaker, clock) || stands_alone(speaker, clock);
}

/* "9am–5pm", "1–4pm", "08:30–16:30" */
static bool is_range(const struct speaker *speaker, const struct clock *from, struct clock *to)
{
    size_t sign = from->end;
    if (!is_range_sign(speaker, sign) || !voice_wording(speaker->voice, WORDING_RANGE)) return false;
    if (!read_clock(speaker, sign + 1, to)) return false;
    if (is_certain(speaker, from) || is_certain(speaker, to)) return true;
    bool whole =
        from->minute < 0 && to->minute < 0 && from->hour <= CLOCK_NOON && to->hour <= CLOCK_NOON; /* "Sat 9-1" */
    if (whole && stands_behind_weekday(speaker, from->first)) return true;
    if (from->minute < 0 || to->minute < 0 || is_measured(speaker, to)) return false;
    if (stands_behind(speaker, WORDING_TIME_BEFORE, from->first, 4)) return true;
    bool quarters =
        from->minute % CLOCK_QUARTER == 0 && to->minute % CLOCK_QUARTER == 0; /* "9.00-17.00", but not "1.25–2.50 mg" */
    return quarters && find_words(speaker, WORDS_UNITS, to->end, NULL) == to->end;
}

/* That of the word before, or of the one before "godz.". */
static const char *case_of_hour(const struct speaker *speaker, size_t piece)
{
    return case_before(speaker, piece, stands_behind(speaker, WORDING_HOUR_BEFORE, piece, 1) ? 2 : 1);
}

/* The pattern of a range, whose hours it puts in the cases that they have there: "od ósmej do szesnastej". */
static const char *put_in_case(const struct speaker *speaker, struct clock *from, struct clock *to)
{
    const char *own = voice_wording(speaker->voice, WORDING_TIME_RANGE);
    const char *range = voice_wording(speaker->voice, WORDING_TIME_RANGE_CASE);
    from->grammatical_case = case_of_hour(speaker, from->first);
    to->grammatical_case = range;
    bool named = stands_behind(speaker, WORDING_HOUR_BEFORE, from->first, 1); /* "w godz. 8–16" */
    if (!own || (from->grammatical_case && !named)
        || stands_behind(speaker, WORDING_TIME_BEFORE, from->first, named ? 2 : 1))
        return voice_wording(speaker->voice, WORDING_RANGE);
    from->grammatical_case = range;
    return own;
}

/* "5:02 est": the zone's letters. Returns the end of it, `end` where there is none. */
static size_t say_zone(struct speaker *speaker, size_t end)
{
    bool glued = piece_at(speaker, end)->before == GAP_NONE && piece_is(piece_at(speaker, end - 1), '.');
    if (piece_at(speaker, end)->before != GAP_SPACE && !glued) return end;
    size_t behind = find_listed(speaker, WORDING_TIME_ZONES, end);
    if (behind == end) return end;
    speaker_at(speaker, end);
    say_letters_of(speaker, piece_text(speaker, end));
    return behind;
}

size_t spoken_time(struct speaker *speaker, size_t piece)
{
    struct clock from, to;
    enum character before = (enum character)piece_glued_before(speaker, piece)->kind; /* "12noon-1pm" */
    bool opens = piece_opens(speaker, piece) || before == CHARACTER_HYPHEN || before == CHARACTER_DASH
                 || piece_is(piece_glued_before(speaker, piece), '+'); /* "UTC+1:30" */
    if (!piece_is_word(piece_at(speaker, piece)) || !opens) return 0;
    if (!voice_wording(speaker->voice, WORDING_TIME_MINUTES) || !read_clock(speaker, piece, &from)) return 0;
    bool range = is_range(speaker, &from, &to);
    bool alone = is_certain(speaker, &from) && from.name != piece && !is_ratio(speaker, &from);
    if (!range && !alone) return 0;
    const char *pattern = range ? put_in_case(speaker, &from, &to) : NULL;
    struct buffer words = {0}, end_words = {0};
    if (!range) from.grammatical_case = case_of_hour(speaker, piece);
    clock_words(speaker, &from, &words);
    if (range) {
        clock_words(speaker, &to, &end_words);
        struct part parts[] = {{buffer_text(&words), 0, piece}, {buffer_text(&end_words), 0, to.first}};
        say_pattern(speaker, pattern, parts, 2, to.first);
    } else {
        say_words(speaker, piece, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &end_words);
    return say_zone(speaker, range ? to.end : from.end) - piece;
}
