/* "< 5 mg", ">38 °C", ">= 18", where the language says the sign behind what it compares with: "5 mg se kam". */
#include "script/unit.h"

#include "base/array.h"

enum { AT_MOST = 0x2264, AT_LEAST = 0x2265 };

static const struct {
    uint32_t sign;
    enum wording wording;
    enum wording or_equal; /* with "=" behind */
} signs[] = {{'<', WORDING_LESS, WORDING_AT_MOST},
             {'>', WORDING_MORE, WORDING_AT_LEAST},
             {AT_MOST, WORDING_AT_MOST, WORDING_AT_MOST},
             {AT_LEAST, WORDING_AT_LEAST, WORDING_AT_LEAST}};

/* The pattern of the sign at `piece`, or NULL; *ret_end is behind it. */
static const char *sign_pattern(const struct speaker *speaker, size_t piece, size_t *ret_end)
{
    bool equal = piece_is(piece_glued_behind(speaker, piece), '=');
    *ret_end = piece + 1 + equal;
    for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
        if (piece_is(piece_at(speaker, piece), signs[i].sign))
            return voice_wording(speaker->voice, equal ? signs[i].or_equal : signs[i].wording);
    return NULL;
}

/* ">=" where the language has no pattern: as the sign for it is called. */
static size_t say_or_equal(struct speaker *speaker, size_t piece, size_t end)
{
    bool less = piece_is(piece_at(speaker, piece), '<'), more = piece_is(piece_at(speaker, piece), '>');
    const char *name = less || more ? voice_symbol(speaker->voice, less ? AT_MOST : AT_LEAST) : NULL;
    if (!name || end - piece != 2) return 0;
    say_words(speaker, piece, name);
    return 2;
}

/* "Settings > Messages": a way through menus, said as an arrow is. */
static size_t say_way(struct speaker *speaker, size_t piece)
{
    const char *then = voice_wording(speaker->voice, WORDING_THEN);
    const struct piece *behind = piece_at(speaker, piece + 1);
    bool spaced = piece > 0 && piece_at(speaker, piece)->before == GAP_SPACE && behind->before == GAP_SPACE;
    bool words = spaced && speaker->pieces[piece - 1].kind == CHARACTER_LETTER && behind->kind == CHARACTER_LETTER
                 && character_is_upper(behind->codepoint);
    if (!words || !then || !piece_is(piece_at(speaker, piece), '>')) return 0;
    say_words(speaker, piece, then);
    return 1;
}

size_t spoken_compare(struct speaker *speaker, size_t piece)
{
    size_t at;
    struct amount amount;
    struct unit unit;
    size_t way = say_way(speaker, piece);
    if (way > 0) return way;
    const char *pattern = sign_pattern(speaker, piece, &at);
    if (!pattern) return say_or_equal(speaker, piece, at);
    if (piece_at(speaker, at)->before == GAP_WALL || !amount_read(speaker, at, &amount)) return 0;
    struct buffer words = {0};
    bool measured = unit_read(speaker, amount.end, &unit);
    if (measured)
        measure_words(speaker, &amount, &unit, &words);
    else
        amount_words(speaker, &amount, NULL, NULL, &words);
    struct part part = {buffer_text(&words), amount_value(&amount), piece};
    say_pattern(speaker, pattern, &part, 1, piece);
    speaker_done(speaker, &words);
    return (measured ? unit.end : amount.end) - piece;
}
