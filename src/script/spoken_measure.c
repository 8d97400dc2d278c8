/* Doses and measures: 500mg, 5 mg/kg/day, 2–8°C, 5 mg–10 mg, 5%, %5. */
#include "script/unit.h"

enum {
    ARABIC_PERCENT = 0x066A,
    CLOSING_QUOTES = 0x201D,
    PRIME = 0x2032,
    DOUBLE_PRIME = 0x2033,
    INCHES_OF_FOOT = 12,
    TEMPERATURE_WORDS_MOST = 8
};

/* A number begins here, not within a code ("FP10"); behind a slash only where that parts two strengths ("500 mg/125 mg"). */
static bool number_begins(const struct speaker *speaker, size_t piece)
{
    const struct piece *before = piece_glued_before(speaker, piece);
    if (!piece_is(before, '/')) return !piece_is_word(before);
    return piece_glued_before(speaker, piece - 1)->kind == CHARACTER_LETTER;
}

static void say_two(struct speaker *speaker, enum wording wording, const char *first, size_t first_piece,
                    const char *second, size_t second_piece)
{
    struct part parts[] = {{first, 0, first_piece}, {second, 0, second_piece}};
    say_pattern(speaker, voice_wording(speaker->voice, wording), parts, 2, second_piece);
}

/* "5 mg–10 mg" */
static size_t say_range(struct speaker *speaker, const struct amount *amount, const struct unit *unit)
{
    struct amount second;
    struct unit other;
    size_t sign = unit->end;
    if (!is_range_sign(speaker, sign) || !voice_wording(speaker->voice, WORDING_RANGE)) return 0;
    if (piece_at(speaker, sign + 1)->kind != CHARACTER_DIGIT || !amount_read(speaker, sign + 1, &second)) return 0;
    if (second.range || !unit_read(speaker, second.end, &other)) return 0;
    struct buffer from = {0}, to = {0};
    measure_words(speaker, amount, unit, &from);
    measure_words(speaker, &second, &other, &to);
    say_two(speaker, WORDING_RANGE, buffer_text(&from), amount->from.first, buffer_text(&to), second.from.first);
    speaker_done(speaker, &from);
    speaker_done(speaker, &to);
    return other.end - amount->from.first;
}

/* "1st", though "st" is a unit too */
static bool is_ordinal(struct speaker *speaker, const struct amount *amount)
{
    if (!number_is_whole(&amount->from) || piece_at(speaker, amount->end)->before != GAP_NONE) return false;
    size_t end = find_words(speaker, WORDS_ORDINALS, amount->end, NULL);
    return end > amount->end && number_is_ordinal(speaker, &amount->from, end);
}

/* "%5", where the language counts per cents as a unit */
static size_t say_sign_first(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    struct unit unit = {.first = piece};
    size_t at = piece + 1;
    if (piece_is_word(piece_glued_before(speaker, piece)) || piece_at(speaker, at)->before != GAP_NONE) return 0;
    if (find_words(speaker, WORDS_UNITS, piece, &unit.pattern) != at || !amount_read(speaker, at, &amount)) return 0;
    if (amount.from.digit_count == 0 || piece_is_word(piece_glued_behind(speaker, amount.end - 1))) return 0;
    find_words(speaker, WORDS_GENDERS, piece, &unit.gender);
    unit.end = amount.end;
    struct buffer words = {0};
    measure_words(speaker, &amount, &unit, &words);
    say_words(speaker, piece, buffer_text(&words));
    speaker_done(speaker, &words);
    return amount.end - piece;
}

/* "2 million km": the unit behind the amount or behind what multiplies it. */
static bool read_unit(const struct speaker *speaker, struct amount *amount, struct unit *unit)
{
    const char *multiplier = NULL;
    if (unit_read(speaker, amount->end, unit)) return true;
    if (piece_at(speaker, amount->end)->before != GAP_SPACE) return false;
    size_t end = find_words(speaker, WORDS_MULTIPLIERS, amount->end, &multiplier);
    bool read = end > amount->end && piece_at(speaker, end)->before == GAP_SPACE && unit_read(speaker, end, unit);
    if (read) amount->multiplier = multiplier;
    return read;
}

/* "a 500-mg dose": before what it measures, so in the singular. */
static size_t say_hyphened(struct speaker *speaker, const struct amount *amount)
{
    struct unit unit;
    bool hyphen = piece_glued_behind(speaker, amount->end - 1)->kind == CHARACTER_HYPHEN
                  && piece_glued_behind(speaker, amount->end)->kind == CHARACTER_LETTER;
    if (!hyphen || !unit_read(speaker, amount->end + 1, &unit) || unit.per_count > 0) return 0;
    const struct piece *behind = piece_at(speaker, unit.end);
    if (behind->before != GAP_SPACE || behind->kind != CHARACTER_LETTER) return 0;
    struct buffer words = {0};
    amount_words(speaker, amount, unit.gender, NULL, &words);
    struct part part = {buffer_text(&words), 1, amount->from.first};
    say_pattern(speaker, unit.pattern, &part, 1, unit.first);
    speaker_done(speaker, &words);
    return unit.end - amount->from.first;
}

static bool is_inch_sign(const struct piece *piece)
{
    return piece->codepoint == '"' || piece->codepoint == CLOSING_QUOTES || piece->codepoint == DOUBLE_PRIME;
}

/* 5'4": feet and inches, where the language has both. */
static size_t say_feet(struct speaker *speaker, const struct amount *amount)
{
    struct amount inches;
    size_t sign = amount->end, at = sign + 1;
    const char *feet = voice_words(speaker->voice, WORDS_UNITS, "ft", 2),
               *inch = voice_words(speaker->voice, WORDS_UNITS, "in", 2);
    const struct piece *prime = piece_glued_behind(speaker, sign - 1);
    bool primed = prime->kind == CHARACTER_APOSTROPHE || prime->codepoint == PRIME;
    int count = piece_glued_behind(speaker, sign)->kind == CHARACTER_DIGIT ? piece_value(speaker, at, 2) : -1;
    if (!feet || !inch || !primed || !number_is_plain(&amount->from) || count < 0 || count >= INCHES_OF_FOOT) return 0;
    if (!is_inch_sign(piece_glued_behind(speaker, at)) || !amount_read(speaker, at, &inches)) return 0;
    const struct unit units[] = {{.first = sign, .end = sign + 1, .pattern = feet},
                                 {.first = at + 1, .end = at + 2, .pattern = inch}};
    say_measure(speaker, amount, &units[0]);
    say_measure(speaker, &inches, &units[1]);
    return at + 2 - amount->from.first;
}

/* "3m people": no metres. */
static size_t say_millions(struct speaker *speaker, const struct amount *amount)
{
    const char *multiplier = NULL;
    bool glued = piece_at(speaker, amount->end)->before == GAP_NONE;
    size_t end = glued ? find_words(speaker, WORDS_MULTIPLIERS, amount->end, &multiplier) : amount->end;
    if (end == amount->end || !stands_before(speaker, WORDING_COUNTED_BEHIND, end)) return 0;
    struct buffer words = {0};
    amount_words(speaker, amount, NULL, NULL, &words);
    say_words(speaker, amount->from.first, buffer_text(&words));
    say_words(speaker, amount->end, multiplier);
    speaker_done(speaker, &words);
    return end - amount->from.first;
}

/* "a temperature of 38C": the sign of the degree is left out. */
static bool read_celsius(const struct speaker *speaker, const struct amount *amount, struct unit *unit)
{
    static const char celsius[] = "°C";
    const struct piece *letter = piece_at(speaker, amount->end);
    if (letter->codepoint != 'C' || letter->before != GAP_NONE || piece_text(speaker, amount->end).length != 1)
        return false;
    if (piece_is_word(piece_glued_behind(speaker, amount->end))) return false;
    if (!stands_behind(speaker, WORDING_TEMPERATURE, amount->from.first, TEMPERATURE_WORDS_MOST)) return false;
    *unit = (struct unit){.first = amount->end, .end = amount->end + 1};
    unit->pattern = voice_words(speaker->voice, WORDS_UNITS, celsius, sizeof celsius - 1);
    return unit->pattern != NULL;
}

/* Behind the point of "6 godz. przed zabiegiem", which ends no sentence. */
static size_t behind_point(const struct speaker *speaker, size_t end)
{
    const struct piece *behind = piece_at(speaker, end + 1);
    bool point = piece_is(piece_at(speaker, end), '.') && piece_at(speaker, end)->before == GAP_NONE
                 && piece_at(speaker, end - 1)->kind == CHARACTER_LETTER;
    return end + (point && behind->before == GAP_SPACE && character_is_lower(behind->codepoint));
}

size_t spoken_measure(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    struct unit unit;
    const struct piece *first = piece_at(speaker, piece);
    if (piece_is(first, '%') || piece_is(first, ARABIC_PERCENT)) return say_sign_first(speaker, piece);
    if (!number_begins(speaker, piece) || !amount_read(speaker, piece, &amount)) return 0;
    if (is_ordinal(speaker, &amount)) return 0;
    size_t count = say_millions(speaker, &amount);
    if (count == 0) count = say_feet(speaker, &amount);
    if (count > 0) return count;
    if (!read_unit(speaker, &amount, &unit) && !read_celsius(speaker, &amount, &unit))
        return say_hyphened(speaker, &amount);
    size_t range = amount.range || amount.multiplier ? 0 : say_range(speaker, &amount, &unit);
    if (range > 0) return range;
    say_measure(speaker, &amount, &unit);
    return behind_point(speaker, unit.end) - piece;
}
