/* Numbers beside an "x": 2 x 500mg, 10 x 15 cm, 10cm x 15cm, 3 x a day, repeat x10. */
#include "script/unit.h"

enum { MULTIPLY = 0x00D7 };

/* A number with the unit that may stand behind it. */
struct factor {
    struct amount amount;
    struct unit unit;
    bool measured;
    size_t end;
};

static bool read_factor(const struct speaker *speaker, size_t piece, struct factor *factor)
{
    if (piece_at(speaker, piece)->before == GAP_WALL && piece > 0) return false;
    if (!amount_read(speaker, piece, &factor->amount)) return false;
    factor->measured = unit_read(speaker, factor->amount.end, &factor->unit);
    factor->end = factor->measured ? factor->unit.end : factor->amount.end;
    return true;
}

static bool is_length(const struct speaker *speaker, const struct factor *factor)
{
    return factor->measured && find_listed(speaker, WORDING_LENGTHS, factor->unit.first) == factor->unit.end;
}

/* "a 5x5 room", where a word behind tells that it is the size of a thing */
static bool is_size(const struct speaker *speaker, const struct factor *first, const struct factor *second)
{
    bool plain = number_is_plain(&first->amount.from) && number_is_plain(&second->amount.from);
    bool glued = piece_glued_behind(speaker, first->amount.end - 1)->kind == CHARACTER_LETTER
                 && piece_glued_before(speaker, second->amount.from.first)->kind == CHARACTER_LETTER;
    return plain && glued && !first->measured && !second->measured
           && stands_before(speaker, WORDING_SIZES, second->end);
}

static void factor_words(struct speaker *speaker, const struct factor *factor, const char *gender, struct buffer *words)
{
    if (factor->measured)
        measure_words(speaker, &factor->amount, &factor->unit, words);
    else
        amount_words(speaker, &factor->amount, gender, NULL, words);
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

/* Behind the "/day" at `piece`, with its words, or `piece`. */
static size_t read_per(const struct speaker *speaker, size_t piece, const char **ret_per)
{
    if (!piece_is(piece_glued_behind(speaker, piece - 1), '/')) return piece;
    size_t end = find_words(speaker, WORDS_PER, piece + 1, ret_per);
    return *ret_per ? end : piece;
}

static size_t say_product(struct speaker *speaker, const struct factor *first, size_t x)
{
    struct factor second;
    size_t at = times_end(speaker, x);
    if (at == x || !read_factor(speaker, at, &second)) return 0;
    const char *per = NULL; /* "92 x 10⁹/L" */
    size_t per_end = read_per(speaker, second.end, &per);
    if (per && first->measured && !second.measured && second.amount.from.exponent == 0) return 0; /* "1 tab x 3/day" */
    bool length = is_length(speaker, &second) || is_length(speaker, first) || is_size(speaker, first, &second);
    enum wording wording = length ? WORDING_BY : WORDING_TIMES;
    if (!voice_wording(speaker->voice, wording)) return 0;
    struct buffer one = {0}, two = {0};
    factor_words(speaker, first, length ? second.unit.gender : NULL, &one);
    factor_words(speaker, &second, NULL, &two);
    struct part parts[] = {{buffer_text(&one), 0, first->amount.from.first},
                           {buffer_text(&two), 0, second.amount.from.first}};
    say_pattern(speaker, voice_wording(speaker->voice, wording), parts, 2, second.amount.from.first);
    speaker_done(speaker, &one);
    speaker_done(speaker, &two);
    if (per) say_words(speaker, second.end, per);
    return per_end - first->amount.from.first;
}

static void say_times(struct speaker *speaker, const struct amount *amount, size_t piece, size_t behind)
{
    struct buffer words = {0};
    amount_words(speaker, amount, NULL, NULL, &words);
    struct part part = {buffer_text(&words), amount_value(amount), piece};
    say_pattern(speaker, voice_wording(speaker->voice, WORDING_TIMES_ALONE), &part, 1, behind);
    speaker_done(speaker, &words);
}

/* "3 x a day", "4x daily", "2x/day" */
static size_t say_times_of(struct speaker *speaker, const struct amount *amount)
{
    size_t end = times_end(speaker, amount->end);
    bool word = piece_at(speaker, end)->before == GAP_SPACE && piece_at(speaker, end)->kind == CHARACTER_LETTER;
    const char *per = NULL;
    size_t behind = read_per(speaker, end, &per);
    if (end == amount->end || !voice_wording(speaker->voice, WORDING_TIMES_ALONE) || !(word || per)) return 0;
    say_times(speaker, amount, amount->from.first, amount->end);
    if (per) say_words(speaker, end, per);
    return behind - amount->from.first;
}

/* Whether an amount ends before the "x" at `piece`: "300mg x 3". */
static bool is_measured(const struct speaker *speaker, size_t piece)
{
    if (piece == 0 || piece_at(speaker, piece)->before == GAP_WALL) return false;
    struct stretch text = piece_text(speaker, piece - 1);
    return speaker->pieces[piece - 1].kind == CHARACTER_DIGIT
           || voice_words(speaker->voice, WORDS_UNITS, text.text, text.length);
}

static bool follows_length(const struct speaker *speaker, size_t piece)
{
    return piece > 0 && piece_at(speaker, piece)->before != GAP_WALL
           && find_listed(speaker, WORDING_LENGTHS, piece - 1) == piece;
}

/* "repeat x10", and the "times" of "300mg x 3" */
static size_t say_x(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    const char *name = voice_symbol(speaker->voice, MULTIPLY);
    size_t at = times_end(speaker, piece);
    if (piece_at(speaker, piece)->codepoint == 'X') return 0; /* a bus, "X17" */
    bool number =
        at > piece && piece_at(speaker, at)->kind == CHARACTER_DIGIT && piece_at(speaker, at)->before != GAP_WALL;
    if (!number || !voice_wording(speaker->voice, WORDING_TIMES_ALONE) || !amount_read(speaker, at, &amount)) return 0;
    bool sign = piece_at(speaker, piece)->codepoint == MULTIPLY;                       /* "3 sets × 12" */
    if (follows_length(speaker, piece) && voice_wording(speaker->voice, WORDING_BY)) { /* "6mm x 4mm x 11mm" */
        struct part nothing[] = {{"", 0, piece}, {"", 0, piece}};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_BY), nothing, 2, piece);
        return 1;
    }
    const char *per = NULL;
    size_t per_end = read_per(speaker, amount.end, &per); /* "1 tab x 3/day" */
    struct unit unit;                                     /* "no alcohol x 48h", "walk x 10 minutes" */
    bool lasts = unit_read(speaker, amount.end, &unit)
                 || (piece_at(speaker, amount.end)->before == GAP_SPACE && unit_is_named(speaker, amount.end));
    if ((sign || lasts || is_measured(speaker, piece)) && !per) {
        if (name) say_words(speaker, piece, name);
        return name ? 1 : 0;
    }
    say_times(speaker, &amount, piece, piece); /* all at the "x", which may be a word */
    if (per) say_words(speaker, amount.end, per);
    return per_end - piece;
}

size_t spoken_product(struct speaker *speaker, size_t piece)
{
    struct factor first;
    const struct piece *before = piece_glued_before(speaker, piece);
    if (piece_is_word(before) || piece_is(before, '/')) return 0;
    if (times_end(speaker, piece) > piece) return say_x(speaker, piece);
    if (!amount_read(speaker, piece, &first.amount)) return 0;
    first.measured = unit_read(speaker, first.amount.end, &first.unit);
    if (first.measured) return say_product(speaker, &first, first.unit.end);
    size_t count = say_product(speaker, &first, first.amount.end);
    return count > 0 ? count : say_times_of(speaker, &first.amount);
}
