#include "script/spaced_date.h"

#include "base/utf8.h"

#include <string.h>

enum {
    PARTS_OF_DATE = 3,
    DAYS_OF_MONTH = 31,
    MONTHS_OF_YEAR = 12,
    YEAR_EARLIEST = 1800,
    YEAR_LATEST = 2199,
    DIGITS_MOST = 4,
    SPACES_MOST = 3,
    WORD_BYTES_MOST = 60,
    PIECES_BEFORE = 4,
    PIECES_BEHIND = 12
};

/* What may stand in a text: bytes [start, end) of it, of one sentence or of one cell. */
struct passage {
    const struct voice *voice;
    const char *text;
    size_t start, end;
};

struct numeral {
    size_t start, end; /* end: behind its full stop, where it has one */
    int value;
    unsigned digits;
    bool dotted;
};

struct spaced_date {
    struct numeral parts[PARTS_OF_DATE];
    size_t count;
    bool spaced; /* a space stands between the first two */
    bool year_first;
};

static uint32_t codepoint_behind(const struct passage *passage, size_t at)
{
    return at < passage->end ? utf8_next(passage->text, passage->end, &at) : ' ';
}

/* The start of the character that ends before `at`; `at` where none does. */
static size_t step_back(const struct passage *passage, size_t at)
{
    size_t before = at;
    if (before > passage->start) before--;
    while (before > passage->start && ((unsigned char)passage->text[before] & 0xC0) == 0x80) before--;
    return before;
}

static bool is_space(uint32_t codepoint)
{
    return character_kind(codepoint) == CHARACTER_SPACE;
}

static size_t skip_spaces(const struct passage *passage, size_t at)
{
    for (unsigned i = 0; i < SPACES_MOST && at < passage->end && is_space(codepoint_behind(passage, at)); i++)
        utf8_next(passage->text, passage->end, &at);
    return at;
}

static size_t skip_spaces_back(const struct passage *passage, size_t at)
{
    for (unsigned i = 0; i < SPACES_MOST && at > passage->start; i++) {
        size_t before = step_back(passage, at);
        if (!is_space(codepoint_behind(passage, before))) break;
        at = before;
    }
    return at;
}

static bool is_digit(const struct passage *passage, size_t at)
{
    return at >= passage->start && at < passage->end && passage->text[at] >= '0' && passage->text[at] <= '9';
}

static bool read_numeral(const struct passage *passage, size_t at, struct numeral *numeral)
{
    *numeral = (struct numeral){.start = at};
    for (; is_digit(passage, at); at++) {
        if (++numeral->digits > DIGITS_MOST) return false;
        numeral->value = numeral->value * 10 + (passage->text[at] - '0');
    }
    numeral->dotted = at < passage->end && passage->text[at] == '.';
    numeral->end = at + numeral->dotted;
    return numeral->digits > 0;
}

static bool is_short(const struct numeral *numeral, int most)
{
    return numeral->digits <= 2 && numeral->value >= 1 && numeral->value <= most;
}

static bool is_year(const struct numeral *numeral)
{
    return numeral->digits == DIGITS_MOST && numeral->value >= YEAR_EARLIEST && numeral->value <= YEAR_LATEST;
}

/* Whether day and month, in the order of the language, are what the two numerals may be. */
static bool are_day_and_month(const struct numeral *first, const struct numeral *second, bool month_first)
{
    return is_short(first, month_first ? MONTHS_OF_YEAR : DAYS_OF_MONTH)
           && is_short(second, month_first ? DAYS_OF_MONTH : MONTHS_OF_YEAR);
}

/* The numerals from `at` on, each but the last with its full stop, that are a day and month with a year or without. */
static bool read_shape(const struct passage *passage, size_t at, struct spaced_date *date)
{
    const char *order = voice_wording(passage->voice, WORDING_DATE_ORDER);
    struct numeral *parts = date->parts;
    bool year_first = order && *order == 'y', spaced = false;
    *date = (struct spaced_date){0};
    for (size_t next = at; date->count < PARTS_OF_DATE; date->count++) {
        if (!read_numeral(passage, next, &parts[date->count])) break;
        if (!parts[date->count].dotted) {
            date->count++;
            break;
        }
        next = skip_spaces(passage, parts[date->count].end);
        if (date->count == 0) date->spaced = next > parts[0].end;
        spaced |= date->count < 2 && next > parts[date->count].end;
    }
    if (!order || strcmp(order, "mdy") == 0 || !spaced || date->count < 2) return false;
    date->year_first = year_first && is_year(&parts[0]);
    if (date->year_first) return date->count == PARTS_OF_DATE && are_day_and_month(&parts[1], &parts[2], true);
    if (!are_day_and_month(&parts[0], &parts[1], year_first) || !parts[1].dotted) return false;
    bool year = date->count == PARTS_OF_DATE && is_year(&parts[2]) && !year_first
                && !(parts[2].dotted && is_digit(passage, parts[2].end));
    if (!year) date->count = 2;
    return year || date->spaced;
}

/* The word before `at`, perhaps with a sign behind it; empty where none stands there. */
static struct stretch word_before(const struct passage *passage, size_t at)
{
    size_t end = skip_spaces_back(passage, at);
    if (end > passage->start && strchr(",:.(", passage->text[end - 1])) end--;
    size_t word = end;
    while (word > passage->start && end - word < WORD_BYTES_MOST) {
        size_t before = step_back(passage, word);
        if (!character_is_spoken(character_kind(codepoint_behind(passage, before)))) break;
        word = before;
    }
    return (struct stretch){passage->text + word, end - word};
}

/* Whether the word before `at` is a weekday, or one of the list. */
static bool is_told_before(const struct passage *passage, size_t at)
{
    struct stretch word = word_before(passage, at);
    return word.length > 0
           && (voice_wording_lists(passage->voice, WORDING_SPACED, word.text, word.length)
               || voice_words(passage->voice, WORDS_WEEKDAYS, word.text, word.length)
               || voice_words(passage->voice, WORDS_SHORT_WEEKDAYS, word.text, word.length));
}

/* "chapter 13. 4.", "tel. 02. 03. 12" */
static bool is_numbered(const struct passage *passage, size_t at)
{
    struct stretch word = word_before(passage, at);
    return word.length > 0
           && (voice_wording_lists(passage->voice, WORDING_ROMAN_BEFORE, word.text, word.length)
               || voice_wording_lists(passage->voice, WORDING_PAGE_BEFORE, word.text, word.length)
               || voice_wording_lists(passage->voice, WORDING_PHONE_BEFORE, word.text, word.length));
}

/* Whether a numeral with a full stop ends before `at`. */
static bool stands_behind_numeral(const struct passage *passage, size_t at)
{
    size_t end = skip_spaces_back(passage, at);
    return end > passage->start + 1 && passage->text[end - 1] == '.' && is_digit(passage, end - 2);
}

/* The place behind a line that may stand for "to", with spaces or without; `at` where there is none. */
static size_t behind_line(const struct passage *passage, size_t at)
{
    size_t line = skip_spaces(passage, at), end = line;
    if (line >= passage->end) return at;
    enum character kind = character_kind(utf8_next(passage->text, passage->end, &end));
    return kind == CHARACTER_DASH || kind == CHARACTER_HYPHEN ? skip_spaces(passage, end) : at;
}

/* "2.–8. 3.", "2. 3. – 8. 3." */
static bool is_of_range(const struct passage *passage, const struct spaced_date *date)
{
    struct spaced_date other;
    size_t at = date->parts[0].start, line = step_back(passage, skip_spaces_back(passage, at));
    if (behind_line(passage, line) == at && line < at && stands_behind_numeral(passage, line)) return true;
    size_t behind = date->parts[1].end, second = behind_line(passage, behind);
    return second > behind && read_shape(passage, second, &other);
}

/* Whether a day and month without a year are a date and no section, telephone number or items of a list. */
static bool is_told(const struct passage *passage, const struct spaced_date *date)
{
    const struct numeral *first = &date->parts[0], *second = &date->parts[1];
    struct numeral next;
    size_t behind = skip_spaces(passage, second->end), before = skip_spaces_back(passage, first->start);
    bool row = read_numeral(passage, behind, &next) && next.dotted && !is_digit(passage, next.end);
    if (row || stands_behind_numeral(passage, first->start) || is_numbered(passage, first->start)) return false;
    bool padded = passage->text[first->start] == '0' || passage->text[second->start] == '0';
    if (padded || is_told_before(passage, first->start) || is_of_range(passage, date)) return true;
    int day = first->value > second->value ? first->value : second->value;
    bool begins = before == passage->start;
    return day > MONTHS_OF_YEAR && (!begins || character_is_lower(codepoint_behind(passage, behind)));
}

static bool read_date(const struct passage *passage, size_t at, struct spaced_date *date)
{
    if (!voice_wording(passage->voice, WORDING_SPACED) || !is_digit(passage, at)) return false;
    uint32_t before = at > passage->start ? codepoint_behind(passage, step_back(passage, at)) : ' ';
    enum character kind = character_kind(before);
    if (character_is_spoken(kind) || kind == CHARACTER_STOP || before == '/') return false;
    return read_shape(passage, at, date) && (date->count == PARTS_OF_DATE || is_told(passage, date));
}

/* ---- Sentences --------------------------------------------------------------------------------------------------- */

/* The start of the digits whose full stop ends before `at`; `at` where there are none. */
static size_t numeral_before(const struct passage *passage, size_t at)
{
    size_t end = skip_spaces_back(passage, at);
    if (end <= passage->start || passage->text[end - 1] != '.') return at;
    size_t first = end - 1;
    while (is_digit(passage, first - 1) && end - first <= DIGITS_MOST) first--;
    return first < end - 1 ? first : at;
}

/* Whether the last of `parts` numerals is the year of "12. 3. 2026.": its full stop is no part of the date. */
static bool ends_behind_year(const struct spaced_date *date, size_t parts)
{
    return parts == PARTS_OF_DATE && !date->year_first;
}

bool spaced_date_goes_on(const struct voice *voice, const char *text, size_t length, size_t start, size_t at)
{
    struct passage passage = {voice, text, start, length};
    struct spaced_date date;
    for (size_t parts = 1, first = at; parts <= PARTS_OF_DATE; parts++) {
        size_t before = numeral_before(&passage, first);
        if (before == first) return false;
        first = before;
        if (read_date(&passage, first, &date) && date.count >= parts) return !ends_behind_year(&date, parts);
    }
    return false;
}

/* ---- Pieces ------------------------------------------------------------------------------------------------------ */

/* What stands about a piece in its cell. */
static struct passage passage_about(const struct speaker *speaker, size_t piece)
{
    size_t first = piece, last = piece;
    while (first > 0 && piece - first < PIECES_BEFORE && speaker->pieces[first].before != GAP_WALL) first--;
    while (last - piece < PIECES_BEHIND && piece_at(speaker, last + 1)->before != GAP_WALL) last++;
    return (struct passage){speaker->voice, buffer_text(&speaker->utterance->shown), speaker->pieces[first].start,
                            speaker->pieces[last].end};
}

bool date_is_told(const struct speaker *speaker, size_t piece)
{
    struct passage passage = passage_about(speaker, piece);
    return is_told_before(&passage, speaker->pieces[piece].start);
}

bool date_spaced(const struct speaker *speaker, size_t piece, struct date *date)
{
    struct spaced_date spaced;
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT) return false;
    struct passage passage = passage_about(speaker, piece);
    if (!read_date(&passage, speaker->pieces[piece].start, &spaced)) return false;
    const char *order = voice_wording(speaker->voice, WORDING_DATE_ORDER);
    size_t day = spaced.year_first ? 2 : *order == 'y', month = spaced.year_first ? 1 : *order != 'y';
    *date = (struct date){.first = piece,
                          .end = piece + 2 * spaced.count - 1,
                          .day = spaced.parts[day].value,
                          .month = spaced.parts[month].value,
                          .day_at = piece + 2 * day,
                          .month_at = piece + 2 * month};
    if (spaced.count == PARTS_OF_DATE) {
        size_t year = spaced.year_first ? 0 : 2;
        date->year = spaced.parts[year].value;
        date->year_at = piece + 2 * year;
    }
    date->doubtful = date->year == 0;
    if (!date_stands_free(speaker, date->end)) return false;
    bool behind_year = date->year > 0 && !spaced.year_first;
    if (!behind_year) date->end += piece_is(piece_glued_behind(speaker, date->end - 1), '.');
    if (!behind_year) return true;
    date->end = find_listed(speaker, WORDING_YEAR_BEHIND, date->end);
    return find_words(speaker, WORDS_UNITS, date->end, NULL) == date->end; /* "1. 2. 2000 mg" */
}
