/* Doses and measures: 500mg, 5 mg/kg/day, 2–8°C, 2 x 500mg, 10 x 15 cm, 5%. */
#include "script/unit.h"

enum { MULTIPLY = 0x00D7 };

/* A number begins here, not within a code ("FP10") or behind a decimal sign. */
static bool number_begins(const struct speaker *speaker, size_t piece)
{
    const struct piece *before = piece_glued_before(speaker, piece);
    return !piece_is_word(before) && !piece_is(before, '/');
}

/* Behind the "x" or "×" at `piece`; `piece` where there is none. */
static size_t times_end(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    struct stretch text = {0};
    if (piece < speaker->piece_count) text = piece_text(speaker, piece);
    bool letter = text.length == 1 && (text.text[0] == 'x' || text.text[0] == 'X');
    return sign->before != GAP_WALL && (letter || sign->codepoint == MULTIPLY) ? piece + 1 : piece;
}

static void say_two(struct speaker *speaker, enum wording wording, const char *first, size_t first_piece,
                    const char *second, size_t second_piece)
{
    struct part parts[] = {{first, 0, first_piece}, {second, 0, second_piece}};
    say_pattern(speaker, voice_wording(speaker->voice, wording), parts, 2, second_piece);
}

/* "2 x 500mg", "10 x 15 cm" */
static size_t say_product(struct speaker *speaker, const struct amount *amount)
{
    struct amount second;
    struct unit unit;
    size_t x = amount->end;
    size_t at = times_end(speaker, x);
    if (at == x || piece_at(speaker, at)->before == GAP_WALL || !amount_read(speaker, at, &second)) return 0;
    bool measured = unit_read(speaker, second.end, &unit);
    bool length = measured && find_listed(speaker, WORDING_LENGTHS, unit.first) == unit.end;
    enum wording wording = length ? WORDING_BY : WORDING_TIMES;
    if (!voice_wording(speaker->voice, wording)) return 0;
    struct buffer first = {0}, rest = {0};
    amount_words(speaker, amount, length ? unit.gender : NULL, NULL, &first);
    if (measured)
        measure_words(speaker, &second, &unit, &rest);
    else
        amount_words(speaker, &second, NULL, NULL, &rest);
    say_two(speaker, wording, buffer_text(&first), amount->from.first, buffer_text(&rest), second.from.first);
    speaker_done(speaker, &first);
    speaker_done(speaker, &rest);
    return (measured ? unit.end : second.end) - amount->from.first;
}

/* "3 x a day", "4x daily" */
static size_t say_times(struct speaker *speaker, const struct amount *amount)
{
    size_t end = times_end(speaker, amount->end);
    const char *pattern = voice_wording(speaker->voice, WORDING_TIMES_ALONE);
    bool word = piece_at(speaker, end)->before == GAP_SPACE && piece_at(speaker, end)->kind == CHARACTER_LETTER;
    if (end == amount->end || !pattern || !word) return 0;
    struct buffer words = {0};
    amount_words(speaker, amount, NULL, NULL, &words);
    struct part part = {buffer_text(&words), amount_value(amount), amount->from.first};
    say_pattern(speaker, pattern, &part, 1, amount->end);
    speaker_done(speaker, &words);
    return end - amount->from.first;
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
    if (!number_is_plain(&amount->from) || piece_at(speaker, amount->end)->before != GAP_NONE) return false;
    size_t end = find_words(speaker, WORDS_ORDINALS, amount->end, NULL);
    return end > amount->end && number_is_ordinal(speaker, &amount->from, end);
}

size_t spoken_measure(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    struct unit unit;
    if (!number_begins(speaker, piece) || !amount_read(speaker, piece, &amount)) return 0;
    size_t product = say_product(speaker, &amount);
    if (product == 0) product = say_times(speaker, &amount);
    if (product > 0 || is_ordinal(speaker, &amount) || !unit_read(speaker, amount.end, &unit)) return product;
    size_t range = amount.range ? 0 : say_range(speaker, &amount, &unit);
    if (range > 0) return range;
    say_measure(speaker, &amount, &unit);
    return unit.end - piece;
}
