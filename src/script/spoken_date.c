/* Dates: 12/03/2026, 3 March 2026, 25 and 26 December, Mar–May 2026, Mon–Fri, in 1948, 2026–27. */
#include "script/ending.h"
#include "script/spaced_date.h"

#include <string.h>

enum { DAYS_MOST = 8, CLEAR_NAME_BYTES = 4 /* "Tues" is no other word, "Sat" is */ };

/* ---- Days and months --------------------------------------------------------------------------------------------- */

/* Behind "of", "," or nothing. */
static size_t behind_joint(const struct speaker *speaker, size_t piece)
{
    const struct piece *comma = piece_at(speaker, piece);
    if (piece_is(comma, ',') && comma->before == GAP_NONE) return piece + 1;
    return piece_at(speaker, piece)->before == GAP_SPACE ? find_listed(speaker, WORDING_DATE_OF, piece) : piece;
}

/* A month with what follows it: the year. */
static void read_year(const struct speaker *speaker, struct date *date)
{
    size_t at = behind_joint(speaker, date->end);
    if (piece_at(speaker, at)->before != GAP_SPACE) return;
    size_t end = date_year(speaker, at, &date->year);
    if (end == at) return;
    date->year_at = at;
    date->end = end;
}

static size_t month_end(const struct speaker *speaker, size_t at, struct date *date)
{
    size_t end = date_month(speaker, at, &date->month);
    if (end > at) return end;
    end = date_small_month(speaker, at, &date->month);
    date->small = end > at;
    return end;
}

/* Whether the sense ends before `piece`: a number there counts nothing that follows. */
static bool ends_phrase(const struct speaker *speaker, size_t piece)
{
    const struct piece *behind = piece_at(speaker, piece);
    if (behind->before != GAP_NONE) return behind->before == GAP_WALL;
    bool stop = (behind->kind == CHARACTER_STOP && behind->codepoint != ':') || behind->kind == CHARACTER_CLOSING;
    return stop && !piece_is_word(piece_glued_behind(speaker, piece));
}

/* "25 july 2012", but no "5 may help". */
static bool is_sure(const struct speaker *speaker, const struct date *date)
{
    return !date->small || (date->day && date->year) || ends_phrase(speaker, date->end);
}

static bool read_month(const struct speaker *speaker, size_t at, struct date *date)
{
    if (piece_at(speaker, at)->before == GAP_WALL) return false;
    size_t end = month_end(speaker, at, date);
    if (end == at) return false;
    date->month_at = at;
    date->end = end;
    read_year(speaker, date);
    return true;
}

/* "4-Feb-25", "04-Feb-2025" */
static bool read_hyphened(const struct speaker *speaker, size_t piece, struct date *date)
{
    *date = (struct date){.first = piece, .day_at = piece, .month_at = piece + 2, .year_at = piece + 4};
    bool joined = piece_glued_behind(speaker, piece)->kind == CHARACTER_HYPHEN
                  && piece_glued_behind(speaker, piece + 1)->kind == CHARACTER_LETTER
                  && piece_glued_behind(speaker, piece + 2)->kind == CHARACTER_HYPHEN
                  && piece_glued_behind(speaker, piece + 3)->kind == CHARACTER_DIGIT;
    if (!joined || piece_is_word(piece_glued_behind(speaker, piece + 4))) return false;
    bool month = date_month(speaker, piece + 2, &date->month) == piece + 3;
    date->day = piece_value(speaker, piece, 2);
    date->year = date_full_year(speaker, piece + 4);
    date->end = piece + 5;
    return month && date->day >= 1 && date->day <= 31 && date->year > 0;
}

/* "3 March 2026" */
static bool read_day_month(const struct speaker *speaker, size_t piece, struct date *date)
{
    *date = (struct date){.first = piece, .day_at = piece};
    size_t at = date_day(speaker, piece, &date->day);
    return at > piece && read_month(speaker, find_listed(speaker, WORDING_DATE_OF, at), date) && is_sure(speaker, date);
}

/* The day of "March 3", and the year behind it. Where days are written first it must be certain that the number counts
 * nothing: "In May 3 patients". */
static void read_day_behind(const struct speaker *speaker, size_t at, struct date *date)
{
    struct date whole = *date;
    size_t end = date_day(speaker, at, &whole.day);
    if (end == at || piece_is(piece_glued_behind(speaker, end - 1), ':')) return;
    whole.day_at = at;
    whole.end = end;
    read_year(speaker, &whole);
    bool ordinal = piece_is_word(piece_glued_behind(speaker, at));
    bool first = strcmp(voice_wording(speaker->voice, WORDING_DATE_ORDER), "mdy") == 0;
    if (first || ordinal || whole.year || ends_phrase(speaker, end)) *date = whole;
}

/* "March 3rd, 2026", "March 2026" */
static bool read_month_first(const struct speaker *speaker, size_t piece, struct date *date)
{
    *date = (struct date){.first = piece, .month_at = piece};
    size_t at = month_end(speaker, piece, date);
    if (at == piece || piece_at(speaker, at)->before != GAP_SPACE) return false;
    date->end = at;
    read_day_behind(speaker, at, date);
    if (!date->year) read_year(speaker, date);
    return (date->day || date->year) && is_sure(speaker, date);
}

/* "17/18 June" */
static bool is_slash_between(const struct speaker *speaker, size_t piece)
{
    return piece_is(piece_at(speaker, piece), '/') && piece_at(speaker, piece)->before == GAP_NONE
           && piece_at(speaker, piece + 1)->before == GAP_NONE;
}

/* The piece behind what stands between two days of one month ("and", "–", ","), or `piece`. */
static size_t behind_days_joint(const struct speaker *speaker, size_t piece, bool *range)
{
    const struct piece *sign = piece_at(speaker, piece);
    *range = is_range_sign(speaker, piece);
    if (is_slash_between(speaker, piece)) return piece + 1;
    if (*range || (piece_is(sign, ',') && sign->before == GAP_NONE) || piece_is(sign, '&')) return piece + 1;
    return sign->before == GAP_SPACE ? find_listed(speaker, WORDING_DATE_JOINS, piece) : piece;
}

/* The "26.12." of "24.–26.12." and of "24. und 26.12.2026", behind the point of the first. */
static bool is_dated(const struct speaker *speaker, size_t end, size_t at)
{
    struct date date;
    return piece_is(piece_at(speaker, end - 1), '.')
           && (date_in_digits(speaker, at, &date) || date_day_dot_month(speaker, at, &date));
}

/* Whether further days and a month stand behind the day that ends before `end`: "24–27 December". */
static bool days_follow(const struct speaker *speaker, size_t end, size_t most, size_t *ret_next, bool *range)
{
    int day = 0;
    bool inner;
    struct date date;
    size_t at = behind_days_joint(speaker, end, range);
    if (at == end || most == 0) return false;
    size_t next = date_day(speaker, at, &day);
    if (next == at) return false;
    *ret_next = at;
    size_t rest;
    return read_day_month(speaker, at, &date) || date_spaced(speaker, at, &date) || is_dated(speaker, end, at)
           || days_follow(speaker, next, most - 1, &rest, &inner);
}

/* Whether the hyphen at `sign`, before the day at `next`, is one of two or more. */
static bool stands_in_row(const struct speaker *speaker, size_t sign, size_t next)
{
    bool before = sign > 1 && speaker->pieces[sign - 1].before == GAP_NONE
                  && speaker->pieces[sign - 2].kind == speaker->pieces[sign].kind;
    const struct piece *behind = piece_glued_behind(speaker, next);
    return speaker->pieces[sign].kind == CHARACTER_HYPHEN && (before || behind->kind == CHARACTER_HYPHEN);
}

/* One day of several; what stands behind it is said by itself. */
static size_t say_day(struct speaker *speaker, size_t piece)
{
    int day = 0;
    bool range = false;
    size_t next = 0, end = date_day(speaker, piece, &day);
    if (end == piece || !days_follow(speaker, end, DAYS_MOST, &next, &range)) return 0;
    struct buffer words = {0}, said = {0};
    const char *pattern = voice_wording(speaker->voice, WORDING_DAY_ALONE);
    date_day_words(speaker, day, piece, &words);
    voice_fill(speaker->voice, pattern ? pattern : "{0}", &PHRASE_TEXT(buffer_text(&words)), &said);
    bool listed = is_slash_between(speaker, end) || (range && stands_in_row(speaker, end, next));
    if (listed) { /* "17/18 June", "17-18-19 June" */
        say_words(speaker, piece, buffer_text(&said));
        speaker_at(speaker, end);
        speaker->comma = range = true;
    } else if (range) {
        struct part parts[] = {{buffer_text(&said), 0, piece}, {"", 0, next - 1}};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_DATE_RANGE), parts, 2, next - 1);
    } else {
        say_words(speaker, piece, buffer_text(&said));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &said);
    return (range ? next : end) - piece;
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

static size_t find_name(const struct speaker *speaker, size_t piece, bool month, const char **key, bool *is_short)
{
    size_t end = find_words(speaker, month ? WORDS_MONTHS : WORDS_WEEKDAYS, piece, key);
    *is_short = end == piece;
    if (*is_short) end = date_short_name(speaker, month ? WORDS_SHORT_MONTHS : WORDS_SHORT_WEEKDAYS, piece, key);
    return end;
}

static bool is_calendar_word(const struct speaker *speaker, size_t piece)
{
    const char *key;
    bool is_short;
    if (piece_at(speaker, piece)->kind == CHARACTER_DIGIT) return true;
    return piece < speaker->piece_count && piece_at(speaker, piece)->kind == CHARACTER_LETTER
           && (find_name(speaker, piece, false, &key, &is_short) > piece
               || find_name(speaker, piece, true, &key, &is_short) > piece);
}

static bool is_joint(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    if (piece >= speaker->piece_count) return false;
    if (sign->kind == CHARACTER_HYPHEN || sign->kind == CHARACTER_DASH) return true;
    if (piece_is(sign, ',') || piece_is(sign, '&') || piece_is(sign, '/') || piece_is(sign, ':') || piece_is(sign, '.'))
        return true;
    return find_listed(speaker, WORDING_DATE_JOINS, piece) > piece;
}

/* Whether a day, date or time stands beside the name: "Sat 10am", "Mon, Wed and Fri". */
static bool stands_in_calendar(const struct speaker *speaker, size_t first, size_t end, bool month)
{
    size_t behind = end;
    while (behind < end + 2 && is_joint(speaker, behind)) behind++;
    if (is_calendar_word(speaker, behind)) return true;
    size_t before = first;
    while (before > 0 && first - before < 2 && is_joint(speaker, before - 1)) before--;
    bool colon = piece_is(piece_at(speaker, end), ':');
    bool clear = !month && speaker->pieces[first].end - speaker->pieces[first].start >= CLEAR_NAME_BYTES;
    if (colon || clear || (!month && stands_before(speaker, WORDING_WEEKDAY_BEHIND, end))) return true;
    if (stands_behind(speaker, WORDING_WEEKDAY_BEFORE, first, 1)) return true;
    return (before > 0 && is_calendar_word(speaker, before - 1));
}

static void name_words(struct speaker *speaker, size_t piece, bool month, const char *key, bool is_short,
                       struct buffer *words)
{
    size_t length = 0;
    struct stretch text = piece_text(speaker, piece);
    unsigned number = (unsigned)(key[0] - '0');
    if (key[1]) number = number * 10 + (unsigned)(key[1] - '0');
    const char *name = voice_numbered(speaker->voice, month ? WORDS_MONTHS : WORDS_WEEKDAYS, number, &length);
    if (is_short && name)
        buffer_append(words, name, length);
    else
        buffer_append(words, text.text, text.length);
}

/* "Mon–Fri", "May-July", "Sat" */
static size_t say_name(struct speaker *speaker, size_t piece, bool month)
{
    const char *key, *second_key;
    bool is_short, second_short;
    size_t end = find_name(speaker, piece, month, &key, &is_short);
    bool listed = !month && piece_is(piece_glued_before(speaker, piece), '/'); /* "Mon/Wed" */
    if (end == piece || !(listed || piece_opens(speaker, piece))) return 0;
    struct buffer from = {0}, to = {0};
    size_t sign = end, second = sign + 1, result = 0;
    name_words(speaker, piece, month, key, is_short, &from);
    size_t second_end =
        is_range_sign(speaker, sign) ? find_name(speaker, second, month, &second_key, &second_short) : second;
    if (second_end > second) {
        name_words(speaker, second, month, second_key, second_short, &to);
        say_date_range(speaker, piece, &from, second, &to);
        result = second_end - piece;
    } else if (is_short && stands_in_calendar(speaker, piece, end, month)) {
        say_words(speaker, piece, buffer_text(&from));
        result = end - piece;
    }
    speaker_done(speaker, &from);
    speaker_done(speaker, &to);
    return result;
}

static bool read_date(const struct speaker *speaker, size_t piece, struct date *date)
{
    return date_in_digits(speaker, piece, date) || date_month_year(speaker, piece, date)
           || read_hyphened(speaker, piece, date) || read_day_month(speaker, piece, date)
           || date_spaced(speaker, piece, date) || date_day_dot_month(speaker, piece, date)
           || date_day_hyphen_month(speaker, piece, date);
}

/* "22 December – Friday, 2 January": whether a weekday and a date stand behind the sign. */
static bool named_day_follows(const struct speaker *speaker, size_t sign)
{
    const char *key;
    bool is_short;
    struct date date;
    size_t day = sign + 1;
    if (!is_range_sign(speaker, sign) || piece_at(speaker, day)->kind != CHARACTER_LETTER) return false;
    size_t end = find_name(speaker, day, false, &key, &is_short);
    size_t at = end + piece_is(piece_at(speaker, end), ',');
    return end > day && piece_at(speaker, at)->kind == CHARACTER_DIGIT && read_date(speaker, at, &date);
}

/* A date, or two: "1 Jan – 31 Dec". */
static size_t say_dates(struct speaker *speaker, const struct date *from)
{
    struct date to;
    struct buffer words = {0}, second = {0};
    size_t end = from->end;
    date_words(speaker, from, &words);
    speaker->ambiguous |= from->doubtful;
    bool range = is_range_sign(speaker, from->end) && piece_at(speaker, from->end + 1)->kind == CHARACTER_DIGIT
                 && read_date(speaker, from->end + 1, &to);
    if (range) {
        date_words(speaker, &to, &second);
        end = ending_take(speaker, to.end, &second);
        say_date_range(speaker, from->first, &words, to.first, &second);
    } else if (named_day_follows(speaker, from->end)) {
        say_date_range(speaker, from->first, &words, from->end, &second);
        end = from->end + 1;
    } else {
        end = ending_take(speaker, end, &words);
        say_words(speaker, from->first, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &second);
    return end - from->first;
}

size_t spoken_date(struct speaker *speaker, size_t piece)
{
    struct date date;
    enum character kind = (enum character)piece_at(speaker, piece)->kind;
    if (!voice_wording(speaker->voice, WORDING_DAY_MONTH) || piece_is_word(piece_glued_before(speaker, piece)))
        return 0;
    if (kind == CHARACTER_DIGIT) {
        if (read_date(speaker, piece, &date)) return say_dates(speaker, &date);
        size_t day = say_day(speaker, piece);
        return day > 0 ? day : say_years(speaker, piece);
    }
    if (kind != CHARACTER_LETTER || !character_is_spoken(kind)) return 0;
    size_t count = say_name(speaker, piece, false);
    if (count > 0) return count;
    if (read_month_first(speaker, piece, &date)) return say_dates(speaker, &date);
    return say_name(speaker, piece, true);
}
