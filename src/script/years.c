/* Years by themselves: in 1948, 2026–27, between 1945 and 1965. */
#include "script/date.h"

enum { CENTURY = 100, RISK_ROUND = 50 };

/* The end of "–27", "/27" or "-2027" behind a year; *ret_year is the second, as it is written. */
static size_t second_year(const struct speaker *speaker, size_t sign, int first, int *ret_year)
{
    const struct piece *piece = piece_at(speaker, sign);
    size_t at = sign + 1;
    char digits[4];
    if (piece->before != GAP_NONE || piece_at(speaker, at)->before != GAP_NONE) return sign;
    if (!piece_is(piece, '/') && !is_range_sign(speaker, sign)) return sign;
    size_t count = piece_at(speaker, at)->kind == CHARACTER_DIGIT ? piece_digits(speaker, at, digits, 4) : 0;
    int value = piece_value(speaker, at, 4);
    bool follows = count == 2 && (piece_is(piece, '/') ? value == (first + 1) % CENTURY : value > first % CENTURY);
    bool later = count == 4 && value > first && value <= first + CENTURY && !piece_is(piece, '/');
    if ((!follows && !later) || piece_is_word(piece_glued_behind(speaker, at))) return sign;
    *ret_year = value;
    return at + 1;
}

/* "between 1945 and 1965" */
static bool stands_between(const struct speaker *speaker, size_t piece, size_t end, int first)
{
    int second = 0;
    if (!stands_behind(speaker, WORDING_YEARS_BETWEEN, piece, 1) || first < 1900 || first >= 2100) return false;
    size_t at = find_listed(speaker, WORDING_DATE_JOINS, end);
    size_t behind = at > end ? date_year(speaker, at, &second) : at;
    return behind > at && second > first && second < 2100 && find_words(speaker, WORDS_UNITS, behind, NULL) == behind;
}

/* "1 in 1500 cases": a risk. */
static bool is_risk(const struct speaker *speaker, size_t piece, size_t end, int year)
{
    bool behind_one =
        piece > 1 && piece_value(speaker, piece - 2, 1) == 1 && speaker->pieces[piece].before == GAP_SPACE;
    return behind_one && (year % RISK_ROUND == 0 || stands_before(speaker, WORDING_COUNTED_BEHIND, end));
}

size_t say_years(struct speaker *speaker, size_t piece)
{
    int first = 0, second = 0;
    size_t end = date_year(speaker, piece, &first);
    if (end == piece || piece_is_word(piece_glued_before(speaker, piece))) return 0;
    if (find_words(speaker, WORDS_UNITS, end, NULL) > end && piece_at(speaker, end)->before != GAP_WALL)
        return 0; /* 1200 kcal */
    size_t behind = second_year(speaker, end, first, &second);
    bool likely = first >= 1800 && first < 2100;
    struct buffer from = {0}, to = {0};
    if (likely && behind > end)
        date_year_words(speaker, first, &from);
    else
        date_year_alone_words(speaker, first, piece, end, &from);
    if (likely && behind > end) {
        date_year_words(speaker, second, &to);
        say_date_range(speaker, piece, &from, end + 1, &to);
        end = behind;
    } else if (end > piece + 1 && voice_wording(speaker->voice, WORDING_YEAR_NAMED)) {
        struct part part = {buffer_text(&from), 0, piece};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_YEAR_NAMED), &part, 1, piece + 1);
    } else if (first >= 1100 && first < 2100 && !is_risk(speaker, piece, end, first)
               && (stands_behind(speaker, WORDING_YEAR_BEFORE, piece, 1) || stands_between(speaker, piece, end, first)
                   || stands_before(speaker, WORDING_YEAR_FOLLOWED, end))) {
        say_words(speaker, piece, buffer_text(&from));
    } else {
        end = piece;
    }
    speaker_done(speaker, &from);
    speaker_done(speaker, &to);
    return end - piece;
}
