/* What a slash stands between: 120/80, 7/10, 3/4 of, page 2/4, 24/7, his/her, and/or. Where nothing tells what two numbers
 * mean, they are said as they stand and the place is ambiguous. */
#include "base/utf8.h"
#include "script/amount.h"
#include "script/unit.h"

#include <stdio.h>
#include <string.h>

enum {
    QUARTERS = 4,
    MONTHS = 12,
    DAYS_OF_MONTH = 31,
    HOURS_OF_DAY = 24,
    BELOW_MOST = 1000000,
    SCORE_PIECES_MOST = 12,
    ALONE_MOST = 10,        /* "10/12" by itself is sooner a date */
    PARTS_ALONE_MOST = 100, /* where no date is written with a slash */
};

struct slashed {
    struct number first, second;
    size_t end;
};

static bool read_slashed(const struct speaker *speaker, size_t piece, struct slashed *slashed)
{
    const struct piece *before = piece_glued_before(speaker, piece);
    if (piece_is_word(before) || piece_is(before, '/')) return false;
    if (!number_read(speaker, piece, &slashed->first) || slashed->first.denominator > 0) return false;
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT && !slashed->first.negative) return false;
    const struct piece *slash = piece_at(speaker, slashed->first.end);
    if (slash->before != GAP_NONE || !piece_is(slash, '/')) return false;
    size_t at = slashed->first.end + 1;
    if (piece_at(speaker, at)->before != GAP_NONE || !number_read(speaker, at, &slashed->second)) return false;
    const struct piece *behind = piece_at(speaker, slashed->second.end);
    slashed->end = slashed->second.end;
    bool third = behind->before == GAP_NONE && (piece_is(behind, '/') || behind->kind == CHARACTER_HYPHEN);
    return !third && !slashed->second.negative;
}

static bool has(const struct speaker *speaker, enum wording wording)
{
    return voice_wording(speaker->voice, wording) != NULL;
}

static size_t say_two(struct speaker *speaker, const struct slashed *slashed, enum wording wording)
{
    say_two_numbers(speaker, voice_wording(speaker->voice, wording), &slashed->first, &slashed->second);
    return slashed->end - slashed->first.first;
}

/* Two numbers of one unit: "120/80 mmHg", "30/500 mg". */
static size_t say_measured(struct speaker *speaker, const struct slashed *slashed, enum wording wording, bool pressure)
{
    struct unit unit;
    const char *pattern = voice_wording(speaker->voice, wording);
    if (!pattern || !unit_read(speaker, slashed->end, &unit) || unit.per_count > 0) return 0;
    if (pressure != (find_listed(speaker, WORDING_PRESSURES, unit.first) == unit.end)) return 0;
    struct buffer first = {0}, second = {0}, both = {0};
    number_words(speaker, &slashed->first, NULL, NULL, &first);
    number_words(speaker, &slashed->second, NULL, NULL, &second);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&first)), PHRASE_TEXT(buffer_text(&second))};
    voice_fill(speaker->voice, pattern, values, &both);
    struct amount two = {.from = slashed->first, .to = slashed->second, .range = true};
    double value = unit_counted(speaker, amount_counted(speaker, &two, slashed->first.first), unit.end);
    struct part part = {buffer_text(&both), value, slashed->first.first};
    say_pattern(speaker, unit.pattern, &part, 1, unit.first);
    speaker_done(speaker, &first);
    speaker_done(speaker, &second);
    speaker_done(speaker, &both);
    return unit.end - slashed->first.first;
}

/* "1/4th", "2/3'ü": behind the ending, or `end`. *ret_rules: how it changes the last word, or NULL. */
static size_t ending_end(const struct speaker *speaker, size_t end, const char **ret_rules)
{
    *ret_rules = NULL;
    if (piece_at(speaker, end)->before != GAP_NONE) return end;
    if (piece_at(speaker, end)->kind != CHARACTER_APOSTROPHE) return find_words(speaker, WORDS_ORDINALS, end, NULL);
    size_t at = end + 1;
    bool glued = piece_at(speaker, at)->before == GAP_NONE;
    size_t behind = glued ? find_words(speaker, WORDS_ENDINGS, at, ret_rules) : at;
    return behind > at ? behind : end;
}

/* Whether the language reads as a fraction what stands between no words that tell for one. "5/80 mg" are two strengths. */
static bool is_always_fraction(const struct speaker *speaker, const struct slashed *slashed)
{
    const char *alone = voice_wording(speaker->voice, WORDING_FRACTION_ALONE);
    struct unit unit;
    return alone && strcmp(alone, "always") == 0 && !unit_read(speaker, slashed->end, &unit)
           && number_value(&slashed->second) <= PARTS_ALONE_MOST && slashed->second.digits[0] != '0';
}

/* A fraction that the language has a name for and that is all there is, as in the cell of a table: "1/2". Only where the
 * voice file has it said so, as it could be a date or a page. */
static bool stands_alone(const struct speaker *speaker, const struct slashed *slashed, unsigned above, unsigned below)
{
    char key[24];
    int slash = snprintf(key, sizeof key, "%u/", above);
    int length = slash + snprintf(key + slash, sizeof key - (size_t)slash, "%u", below);
    bool named = voice_words(speaker->voice, WORDS_FRACTIONS, key, (size_t)length)
                 || voice_words(speaker->voice, WORDS_DENOMINATORS, key + slash, (size_t)(length - slash));
    bool date = below > ALONE_MOST && below <= MONTHS;
    return named && !date && slashed->first.first == 0 && slashed->end == speaker->piece_count
           && has(speaker, WORDING_FRACTION_ALONE);
}

/* The 1/4 of "1/2 tablet in the morning and 1/4 at night": no date, as it goes on from a fraction. */
static bool follows_fraction(const struct speaker *speaker, size_t piece, double below)
{
    const struct piece *comma = piece_at(speaker, piece - 1);
    bool joined = piece > 3 && piece_at(speaker, piece)->before == GAP_SPACE
                  && (piece_is(comma, ',') || find_listed(speaker, WORDING_DATE_JOINS, piece - 1) == piece);
    for (size_t i = piece; joined && below <= QUARTERS && i > 2 && piece - i < SCORE_PIECES_MOST; i--)
        if (piece_is(piece_at(speaker, i - 2), '/') && piece_value(speaker, i - 1, 1) > 0
            && piece_value(speaker, i - 3, 1) > 0 && stands_before(speaker, WORDING_HALVES, i))
            return true;
    return false;
}

/* "3/4 of people" */
static size_t say_fraction(struct speaker *speaker, const struct slashed *slashed)
{
    struct number fraction = slashed->first;
    fraction.negative = false;
    double above = number_value(&fraction), below = number_value(&slashed->second);
    if (!number_is_plain(&fraction) || !number_is_whole(&slashed->second)) return 0;
    if (above < 1 || below <= above || below > BELOW_MOST) return 0;
    const char *rules = NULL;
    size_t end = ending_end(speaker, slashed->end, &rules);
    bool listed = stands_before(speaker, WORDING_HALVES, slashed->end);
    bool always = is_always_fraction(speaker, slashed);
    bool alone = !always && stands_alone(speaker, slashed, (unsigned)above, (unsigned)below);
    bool further = follows_fraction(speaker, slashed->first.first, below);
    if (!alone && !always && !listed && !further && end == slashed->end) return 0;
    fraction.negative = slashed->first.negative;
    fraction.digit_count = 0;
    fraction.numerator = (unsigned)above;
    fraction.denominator = (unsigned)below;
    char behind[80] = "";
    if (alone || listed || further) {
        struct stretch text = listed ? piece_text(speaker, slashed->end) : (struct stretch){"-", 1};
        snprintf(behind, sizeof behind, "%.*s", (int)(text.length < sizeof behind ? text.length : 0), text.text);
    }
    speaker->ambiguous = alone || further;
    struct buffer words = {0};
    number_words(speaker, &fraction, NULL, *behind ? behind : NULL, &words);
    if (rules) number_change_ending(&words, rules);
    say_words(speaker, slashed->first.first, buffer_text(&words));
    speaker_done(speaker, &words);
    return end - slashed->first.first;
}

/* "6/52": weeks, as clinicians write them. */
static size_t say_period(struct speaker *speaker, const struct slashed *slashed)
{
    struct stretch text = pieces_text(speaker, slashed->second.first, slashed->end);
    const char *pattern = voice_words(speaker->voice, WORDS_PERIODS, text.text, text.length);
    bool told = stands_behind(speaker, WORDING_PERIOD_BEFORE, slashed->first.first, 1)
                || stands_before(speaker, WORDING_PERIOD_BEHIND, slashed->end);
    if (!pattern || !told) return 0;
    struct buffer words = {0};
    number_words(speaker, &slashed->first, NULL, NULL, &words);
    struct part part = {buffer_text(&words), number_value(&slashed->first), slashed->first.first};
    say_pattern(speaker, pattern, &part, 1, slashed->second.first);
    speaker_done(speaker, &words);
    return slashed->end - slashed->first.first;
}

/* "Pain 7/10, at rest 2/10", "Vision 6/9 right, 6/60 left": another stands before, behind a word of the list. */
static bool follows_other(const struct speaker *speaker, const struct slashed *slashed, enum wording list)
{
    size_t piece = slashed->first.first;
    for (size_t i = piece; i > 0 && piece - i < SCORE_PIECES_MOST; i--)
        if (i > 1 && piece_is(piece_at(speaker, i - 1), '/') && piece_value(speaker, i, 2) > 0
            && stands_behind(speaker, list, i - 2, 4))
            return true;
    return false;
}

static bool is_score(const struct speaker *speaker, const struct slashed *slashed)
{
    double above = number_value(&slashed->first), below = number_value(&slashed->second);
    bool fraction = is_always_fraction(speaker, slashed);
    return (above == 1 && below > 31 && !fraction) /* "1/100" is no day of a month */
           || (below == 10 && follows_other(speaker, slashed, WORDING_SCORE_BEFORE))
           || stands_behind(speaker, WORDING_SCORE_BEFORE, slashed->first.first, below == 10 ? 12 : 4)
           || stands_before(speaker, WORDING_COUNTED_BEHIND, slashed->end);
}

/* Sight: "you see 6/12". */
static bool is_acuity(const struct speaker *speaker, const struct slashed *slashed)
{
    double above = number_value(&slashed->first);
    return (above == 6 || above == 3) && has(speaker, WORDING_ACUITY)
           && (stands_behind(speaker, WORDING_ACUITY_BEFORE, slashed->first.first, 5)
               || follows_other(speaker, slashed, WORDING_ACUITY_BEFORE));
}

/* "1/2 mm", "3/4 l": halves, thirds and quarters, as "5/10 mg" may be the strengths of two substances. */
static size_t say_part_of_unit(struct speaker *speaker, const struct slashed *slashed)
{
    struct amount amount = {.from = slashed->first, .end = slashed->end};
    struct unit unit;
    double above = number_value(&slashed->first), below = number_value(&slashed->second);
    if (!has(speaker, WORDING_PART_OF) || !number_is_plain(&slashed->first) || !number_is_plain(&slashed->second))
        return 0;
    if (above < 1 || below <= above || below > QUARTERS || !unit_read(speaker, slashed->end, &unit)) return 0;
    amount.from.digit_count = 0;
    amount.from.numerator = (unsigned)above;
    amount.from.denominator = (unsigned)below;
    say_measure(speaker, &amount, &unit);
    return unit.end - amount.from.first;
}

/* "≥1/10" of those who take it */
static bool is_rate(const struct speaker *speaker, const struct slashed *slashed)
{
    static const uint32_t signs[] = {'<', '>', 0x2264, 0x2265};
    size_t piece = slashed->first.first;
    const struct piece *before =
        piece > 0 && piece_at(speaker, piece)->before != GAP_WALL ? piece_at(speaker, piece - 1) : NULL;
    if (!before || number_value(&slashed->first) != 1 || !has(speaker, WORDING_RISK)) return false;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (before->codepoint == signs[i]) return true;
    return false;
}

/* "6-8/52": weeks */
static size_t say_period_range(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    const char *pattern = NULL;
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT || !amount_read(speaker, piece, &amount)) return 0;
    size_t below = amount.end + 1;
    if (!amount.range || !piece_is(piece_glued_behind(speaker, amount.end - 1), '/')) return 0;
    if (piece_at(speaker, below)->before != GAP_NONE
        || find_words(speaker, WORDS_PERIODS, below, &pattern) != below + 1)
        return 0;
    if (!stands_behind(speaker, WORDING_PERIOD_BEFORE, piece, 1)) return 0;
    struct buffer words = {0};
    amount_words(speaker, &amount, NULL, NULL, &words);
    struct part part = {buffer_text(&words), amount_value(&amount), piece};
    say_pattern(speaker, pattern, &part, 1, below);
    speaker_done(speaker, &words);
    return below + 1 - piece;
}

/* "/24h" behind what is taken */
static size_t say_per_hours(struct speaker *speaker, size_t slash)
{
    struct amount amount;
    struct unit unit;
    const char *per = voice_wording(speaker->voice, WORDING_PER);
    if (!per || piece_at(speaker, slash)->before != GAP_NONE || piece_at(speaker, slash + 1)->before != GAP_NONE)
        return 0;
    bool hours = piece_is(piece_at(speaker, slash), '/') && amount_read(speaker, slash + 1, &amount)
                 && unit_read(speaker, amount.end, &unit) && unit_is_hours(speaker, unit.pattern);
    if (!hours || unit.per_count > 0) return 0;
    struct buffer measure = {0}, words = {0};
    measure_words(speaker, &amount, &unit, &measure);
    voice_fill(speaker->voice, per, &PHRASE_TEXT(buffer_text(&measure)), &words);
    say_words(speaker, slash, buffer_text(&words));
    speaker_done(speaker, &measure);
    speaker_done(speaker, &words);
    return unit.end - slash;
}

/* "max 8/24h", but not "every 4/6h", "12/24h" or "review in 6/24h": those are hours, and no number of tablets. */
static size_t say_number_per_day(struct speaker *speaker, const struct slashed *slashed)
{
    struct unit unit;
    const struct number *number = &slashed->first;
    if (number_value(&slashed->second) != HOURS_OF_DAY || 2 * number_value(number) >= HOURS_OF_DAY) return 0;
    if (stands_behind(speaker, WORDING_PERIOD_BEFORE, number->first, 1) || !unit_read(speaker, slashed->end, &unit))
        return 0;
    if (!unit_is_hours(speaker, unit.pattern) || unit.per_count > 0 || !has(speaker, WORDING_PER)) return 0;
    struct buffer words = {0};
    number_words(speaker, number, NULL, NULL, &words);
    say_words(speaker, number->first, buffer_text(&words));
    speaker_done(speaker, &words);
    return number->end + say_per_hours(speaker, number->end) - number->first;
}

static size_t say_numbers(struct speaker *speaker, const struct slashed *slashed)
{
    size_t piece = slashed->first.first;
    double above = number_value(&slashed->first), below = number_value(&slashed->second);
    const char *clock = voice_wording(speaker->voice, WORDING_AROUND_CLOCK);
    if (clock && above == 24 && below == 7) { /* "24/7" */
        say_words(speaker, piece, clock);
        return slashed->end - piece;
    }
    size_t count = say_number_per_day(speaker, slashed);
    if (count == 0) count = say_measured(speaker, slashed, WORDING_OVER, true);
    if (count > 0) return count;
    bool pressure =
        above >= 80 && above <= 250 && below >= 40 && below <= above - 20; /* no date and no part of a whole */
    if (has(speaker, WORDING_OVER) && above > below
        && (pressure || stands_behind(speaker, WORDING_PRESSURE_BEFORE, piece, 5)))
        return say_two(speaker, slashed, WORDING_OVER);
    if (has(speaker, WORDING_OF) && above <= below && stands_behind(speaker, WORDING_PAGE_BEFORE, piece, 1))
        return say_two(speaker, slashed, WORDING_OF);
    if (is_rate(speaker, slashed)) return say_two(speaker, slashed, WORDING_RISK);
    if (is_acuity(speaker, slashed)) return say_two(speaker, slashed, WORDING_ACUITY);
    count = say_period(speaker, slashed);
    if (count > 0) return count;
    bool alone = above >= 1 && below > DAYS_OF_MONTH && below <= BELOW_MOST && above < below;
    if (alone && stands_alone(speaker, slashed, (unsigned)above, (unsigned)below))
        count = say_fraction(speaker, slashed);
    if (count > 0) return count;
    if (has(speaker, WORDING_OUT_OF) && above <= below && is_score(speaker, slashed))
        return say_two(speaker, slashed, WORDING_OUT_OF);
    count = say_fraction(speaker, slashed);
    if (count == 0) count = say_part_of_unit(speaker, slashed);
    if (count > 0 || !has(speaker, WORDING_SLASH)) return count;
    speaker->ambiguous = above <= 31 && below <= 31;
    count = say_measured(speaker, slashed, WORDING_SLASH, false);
    return count > 0 ? count : say_two(speaker, slashed, WORDING_SLASH);
}

/* One of an alphabet: a character of Chinese or Korean is a word. */
static bool is_one_letter(struct stretch text)
{
    size_t end = 0;
    uint32_t letter = utf8_next(text.text, text.length, &end);
    return end == text.length && (character_is_lower(letter) || character_is_upper(letter));
}

static bool is_capitals(struct stretch text)
{
    return character_is_upper((unsigned char)text.text[0]) && character_is_upper((unsigned char)text.text[1]);
}

static bool is_day_name(const struct speaker *speaker, size_t piece)
{
    return find_words(speaker, WORDS_WEEKDAYS, piece, NULL) > piece
           || find_words(speaker, WORDS_SHORT_WEEKDAYS, piece, NULL) > piece;
}

/* The "/dobę" of "15 mg/kg mc./dobę": per, behind an abbreviation. */
static size_t say_per_behind_point(struct speaker *speaker, size_t slash)
{
    const char *per = NULL;
    bool point = slash > 1 && piece_is(piece_glued_before(speaker, slash), '.')
                 && piece_glued_before(speaker, slash - 1)->kind == CHARACTER_LETTER
                 && piece_glued_behind(speaker, slash)->kind == CHARACTER_LETTER;
    size_t end = point ? find_words(speaker, WORDS_PER, slash + 1, &per) : slash;
    if (!per) return 0;
    say_words(speaker, slash, per);
    return end - slash;
}

/* The slash of "doctor/nurse" and "GP/nurse": two words of more than one letter, not both in capitals. "times/day" is per. */
static size_t say_between_words(struct speaker *speaker, size_t slash)
{
    const struct piece *first = piece_glued_before(speaker, slash), *second = piece_glued_behind(speaker, slash);
    size_t count = say_per_behind_point(speaker, slash);
    if (count == 0 && first->kind == CHARACTER_LETTER) count = say_per_hours(speaker, slash);
    if (count > 0) return count;
    if (first->kind != CHARACTER_LETTER || second->kind != CHARACTER_LETTER || !has(speaker, WORDING_EITHER)) return 0;
    const char *per = NULL;
    size_t end = find_words(speaker, WORDS_PER, slash + 1, &per);
    if (per
        && voice_words(speaker->voice, WORDS_UNITS, piece_text(speaker, slash - 1).text,
                       piece_text(speaker, slash - 1).length))
        per = NULL;
    bool both = find_words(speaker, WORDS_PER, slash - 1, NULL) == slash; /* "day/night" is either of them */
    if (per && !both) {
        say_words(speaker, slash, per);
        return end - slash;
    }
    if (is_day_name(speaker, slash - 1) && is_day_name(speaker, slash + 1)) { /* "Mon/Wed/Fri": each of them */
        speaker_at(speaker, slash);
        speaker->comma = true;
        return 1;
    }
    struct stretch one = piece_text(speaker, slash - 1), two = piece_text(speaker, slash + 1);
    bool letters = one.length < 2 || two.length < 2 || (is_one_letter(one) && is_one_letter(two));
    if (letters || (is_capitals(one) && is_capitals(two))) return 0;
    struct part nothing[] = {{"", 0, slash}, {"", 0, slash}};
    say_pattern(speaker, voice_wording(speaker->voice, WORDING_EITHER), nothing, 2, slash);
    return 1;
}

size_t spoken_slash(struct speaker *speaker, size_t piece)
{
    struct slashed slashed;
    if (piece_is(piece_at(speaker, piece), '/')) return say_between_words(speaker, piece);
    size_t period = say_period_range(speaker, piece);
    if (period > 0) return period;
    return read_slashed(speaker, piece, &slashed) ? say_numbers(speaker, &slashed) : 0;
}
