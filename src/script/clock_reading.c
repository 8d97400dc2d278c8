/* What times of day look like. */
#include "script/clock.h"
#include "script/ending.h"

#include <string.h>

enum { HOURS_OF_DAY = 24, MINUTES_OF_HOUR = 60, SECONDS_OF_MINUTE = 60 };

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

/* Whether letters or digits are glued to it that are no ending. */
static bool goes_on(const struct speaker *speaker, const struct clock *clock)
{
    const char *rules = NULL;
    bool glued = piece_is_word(piece_glued_behind(speaker, clock->end - 1))
                 && piece_is_word(piece_at(speaker, clock->end - 1)); /* "1:59 p.m.est" ends at its point */
    if (!glued || clock->minute < 0) return glued;
    if (ending_read(speaker, clock->end, &rules) > clock->end) return false;
    return !clock->colon || !ending_may_stand(speaker, clock->end);
}

bool clock_read(const struct speaker *speaker, size_t piece, struct clock *clock)
{
    *clock = (struct clock){.first = piece,
                            .end = piece + 1,
                            .row = piece,
                            .minute = -1,
                            .second = -1,
                            .half = WORDING_COUNT,
                            .name = SIZE_MAX};
    if (read_name(speaker, clock, piece)) return true;
    clock->hour = piece_value(speaker, piece, 2);
    if (read_together(speaker, clock)) return true;
    if (clock->hour < 0 || clock->hour > HOURS_OF_DAY) return false;
    if (read_minutes(speaker, clock)) {
        read_seconds(speaker, clock);
        const struct piece *sign = piece_glued_behind(speaker, clock->end - 1);
        bool more = sign->kind == CHARACTER_STOP && piece_glued_behind(speaker, clock->end)->kind == CHARACTER_DIGIT;
        bool late = clock->hour == HOURS_OF_DAY && clock->minute > 0;
        if (clock->minute >= MINUTES_OF_HOUR || late || more) return false;
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
    return counted || !(goes_on(speaker, clock) || is_mixed(speaker, clock));
}
