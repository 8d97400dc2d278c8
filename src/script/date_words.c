/* The words of what date.c reads. */
#include "script/date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NUMBER_BYTES_MOST = 24, YEAR_WORDS_BEFORE = 2 /* "w roku 2025" */, RANGE_PIECES_MOST = 8 };

/* By the rule set for ordinals in the case that the words before ask for; false where the language has none. */
static bool ordinal_in_case(struct speaker *speaker, int number, const char *grammatical_case, struct buffer *words)
{
    char rule[ORDINAL_RULE_BYTES];
    const char *gender = voice_wording(speaker->voice, WORDING_GENDER);
    if (!grammatical_case || !gender) return false;
    snprintf(rule, sizeof rule, "spellout-ordinal-%s-%s", gender, grammatical_case);
    return numbers_by_rule(speaker->numbers, rule, number, words);
}

/* Where the range begins whose second day stands at `piece`: both are in one case, "vom 24.–26.". */
static size_t first_of_range(const struct speaker *speaker, size_t piece)
{
    size_t first = piece;
    if (piece == 0 || !is_range_sign(speaker, piece - 1)) return piece;
    while (first > 0 && piece - first < RANGE_PIECES_MOST && piece_at(speaker, first)->before != GAP_WALL) {
        const struct piece *before = piece_at(speaker, first - 1);
        if (before->kind != CHARACTER_DIGIT && !piece_is(before, '.') && before->kind != CHARACTER_HYPHEN
            && before->kind != CHARACTER_DASH)
            break;
        first--;
    }
    return first;
}

void date_day_words(struct speaker *speaker, int day, size_t piece, struct buffer *words)
{
    char digits[NUMBER_BYTES_MOST];
    int length = snprintf(digits, sizeof digits, "%d", day);
    const char *known = voice_words(speaker->voice, WORDS_DAYS, digits, (size_t)length);
    const char *rule =
        ordinal_rule(speaker, first_of_range(speaker, piece), voice_wording(speaker->voice, WORDING_DATE_DAY));
    if (ordinal_in_case(speaker, day, case_before(speaker, piece, 1), words)) return;
    if (known)
        buffer_append_text(words, known);
    else if (!numbers_by_rule(speaker->numbers, rule, day, words))
        numbers_cardinal(speaker->numbers, digits, (size_t)length, NULL, words);
}

void date_year_words(struct speaker *speaker, int year, struct buffer *words)
{
    char digits[NUMBER_BYTES_MOST];
    int length = snprintf(digits, sizeof digits, "%d", year);
    const char *rule = voice_wording(speaker->voice, WORDING_YEAR);
    if (!numbers_by_rule(speaker->numbers, rule, year, words))
        numbers_cardinal(speaker->numbers, digits, (size_t)length, NULL, words);
}

void date_year_alone_words(struct speaker *speaker, int year, size_t piece, size_t end, struct buffer *words)
{
    char rule[ORDINAL_RULE_BYTES];
    if (ordinal_of_noun(speaker, end, rule) && numbers_by_rule(speaker->numbers, rule, year, words)) return;
    if (!ordinal_in_case(speaker, year, case_before(speaker, piece, YEAR_WORDS_BEFORE), words))
        date_year_words(speaker, year, words);
}

/* The name by which a month is said in a date; as it is written where that is a whole name. */
static void month_words(struct speaker *speaker, const struct date *date, struct buffer *words)
{
    struct stretch text = piece_text(speaker, date->month_at);
    size_t length = 0;
    const char *name = voice_numbered(speaker->voice, WORDS_MONTHS, (unsigned)date->month, &length);
    bool whole = date->day == 0 && voice_words(speaker->voice, WORDS_MONTHS, text.text, text.length) != NULL;
    if (whole || !name)
        buffer_append(words, text.text, text.length);
    else
        buffer_append(words, name, length);
}

/* Without the word with which the pattern begins where the leaflet has it before: "the" of "the 22nd April". */
static const char *without_repetition(const struct speaker *speaker, const char *pattern, size_t piece)
{
    size_t length = strcspn(pattern, " {");
    if (length == 0 || pattern[length] != ' ' || piece == 0 || piece_at(speaker, piece)->before == GAP_WALL)
        return pattern;
    struct stretch before = piece_text(speaker, piece - 1);
    bool same = before.length == length && strncasecmp(before.text, pattern, length) == 0;
    return same ? pattern + length + 1 : pattern;
}

static void fill(struct speaker *speaker, enum wording wording, const struct buffer *first, const struct buffer *second,
                 struct buffer *words, size_t piece)
{
    const char *pattern = voice_wording(speaker->voice, wording);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(first)), PHRASE_TEXT(buffer_text(second))};
    voice_fill(speaker->voice, without_repetition(speaker, pattern ? pattern : "{0} {1}", piece), values, words);
}

/* By the word that the leaflet has before the year: the "del" of "1 de julio del 2026". */
static void append_joined(struct speaker *speaker, const struct date *date, const struct buffer *both,
                          const struct buffer *year, struct buffer *words)
{
    struct stretch joint = piece_text(speaker, date->year_at - 1);
    buffer_append(words, buffer_text(both), both->length);
    buffer_printf(words, " %.*s %s", (int)joint.length, joint.text, buffer_text(year));
}

void date_words(struct speaker *speaker, const struct date *date, struct buffer *words)
{
    struct buffer day = {0}, month = {0}, year = {0}, both = {0};
    if (date->day) date_day_words(speaker, date->day, date->first, &day);
    month_words(speaker, date, &month);
    if (date->year) date_year_words(speaker, date->year, &year);
    struct buffer *day_and_month = date->year ? &both : words;
    bool month_first = date->month_at < date->day_at && (date->year == 0 || date->year_at > date->day_at);
    if (date->day && month_first && voice_wording(speaker->voice, WORDING_MONTH_DAY))
        fill(speaker, WORDING_MONTH_DAY, &month, &day, day_and_month, date->first);
    else if (date->day)
        fill(speaker, WORDING_DAY_MONTH, &day, &month, day_and_month, date->first);
    else
        buffer_append(day_and_month, buffer_text(&month), month.length);
    if (date->year && stands_behind(speaker, WORDING_DATE_OF, date->year_at, 1) && date->year_at > date->month_at)
        append_joined(speaker, date, &both, &year, words);
    else if (date->year)
        fill(speaker, date->day ? WORDING_DATE_YEAR : WORDING_MONTH_YEAR, &both, &year, words, 0);
    speaker_done(speaker, &day);
    speaker_done(speaker, &month);
    speaker_done(speaker, &year);
    speaker_done(speaker, &both);
}

void say_date_range(struct speaker *speaker, size_t first, const struct buffer *from, size_t second,
                    const struct buffer *to)
{
    const char *pattern = voice_wording(speaker->voice, WORDING_DATE_RANGE);
    struct part parts[] = {{buffer_text(from), 0, first}, {buffer_text(to), 0, second}};
    say_pattern(speaker, pattern ? pattern : "{0} {1}", parts, 2, second);
}
