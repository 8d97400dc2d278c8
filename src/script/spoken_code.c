/* Letters and digits that are neither words nor amounts: references, postcodes, levels of the spine, blood groups,
 * versions. */
#include "script/amount.h"
#include "script/letters.h"

#include <string.h>

enum { CODE_LETTERS_MOST = 4, ONE_BY_ONE_DIGITS = 3 };

static bool is_capital_run(const struct speaker *speaker, size_t piece, size_t most)
{
    bool all = false;
    const struct piece *letters = piece_at(speaker, piece);
    if (letters->kind != CHARACTER_LETTER) return false;
    size_t count = count_capitals(piece_text(speaker, piece), &all);
    return all && count <= most;
}

static void say_code_digits(struct speaker *speaker, size_t piece)
{
    char digits[SHAPE_DIGITS_MOST];
    size_t count = piece_digits(speaker, piece, digits, sizeof digits);
    struct buffer words = {0};
    if (count >= ONE_BY_ONE_DIGITS)
        numbers_digits(speaker->numbers, digits, count, &words);
    else
        numbers_cardinal(speaker->numbers, digits, count, NULL, &words);
    say_words(speaker, piece, buffer_text(&words));
    speaker_done(speaker, &words);
}

static void say_code_piece(struct speaker *speaker, size_t piece)
{
    if (speaker->pieces[piece].kind == CHARACTER_DIGIT) {
        say_code_digits(speaker, piece);
        return;
    }
    speaker_at(speaker, piece);
    say_letters_of(speaker, piece_text(speaker, piece));
}

/* ---- Postcodes: CV2 2DX ------------------------------------------------------------------------------------------ */

/* Behind the outward code ("CV2", "SW1A"), or `piece`. */
static size_t outward_end(const struct speaker *speaker, size_t piece)
{
    if (!is_capital_run(speaker, piece, 2) || piece_value(speaker, piece + 1, 2) < 0) return piece;
    if (piece_at(speaker, piece + 1)->before != GAP_NONE) return piece;
    size_t end = piece + 2;
    if (piece_at(speaker, end)->before == GAP_NONE && is_capital_run(speaker, end, 1)) end++;
    return end;
}

static size_t say_postcode(struct speaker *speaker, size_t piece)
{
    size_t inward = outward_end(speaker, piece);
    if (inward == piece || piece_at(speaker, inward)->before != GAP_SPACE) return 0;
    bool digit = piece_value(speaker, inward, 1) >= 0;
    const struct piece *letters = piece_glued_behind(speaker, inward);
    if (!digit || letters->kind != CHARACTER_LETTER || piece_is_word(piece_glued_behind(speaker, inward + 1))) return 0;
    if (!is_capital_run(speaker, inward + 1, 2) || piece_text(speaker, inward + 1).length != 2) return 0;
    for (size_t i = piece; i < inward + 2; i++) {
        if (i == inward) speaker->comma = true;
        say_code_piece(speaker, i);
    }
    return inward + 2 - piece;
}

/* "00-950 Warszawa", which is no range */
static size_t say_hyphened_postcode(struct speaker *speaker, size_t piece)
{
    const char *digits = voice_wording(speaker->voice, WORDING_POSTCODE);
    const struct piece *town = piece_at(speaker, piece + 3);
    char parts[SHAPE_DIGITS_MOST];
    if (!digits || piece_at(speaker, piece)->kind != CHARACTER_DIGIT) return 0;
    if (piece_glued_behind(speaker, piece)->kind != CHARACTER_HYPHEN
        || piece_glued_behind(speaker, piece + 1)->kind != CHARACTER_DIGIT)
        return 0;
    bool fits = piece_digits(speaker, piece, parts, sizeof parts) == (size_t)(digits[0] - '0')
                && piece_digits(speaker, piece + 2, parts, sizeof parts) == (size_t)(digits[2] - '0');
    if (!fits || town->before != GAP_SPACE || !character_is_upper(town->codepoint)) return 0;
    for (size_t i = piece; i < piece + 3; i += 2) {
        struct buffer words = {0};
        size_t count = piece_digits(speaker, i, parts, sizeof parts);
        numbers_digits(speaker->numbers, parts, count, &words);
        say_words(speaker, i, buffer_text(&words));
        speaker_done(speaker, &words);
        speaker->comma = true;
    }
    return 3;
}

/* ---- Blood groups: O+, AB− --------------------------------------------------------------------------------------- */

static bool is_blood_group(struct stretch text)
{
    static const char *const groups[] = {"A", "B", "AB", "O", "Rh", "RhD"};
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (text.length == strlen(groups[i]) && memcmp(text.text, groups[i], text.length) == 0) return true;
    return false;
}

static size_t say_blood_group(struct speaker *speaker, size_t piece)
{
    const struct piece *letters = piece_at(speaker, piece), *sign = piece_glued_behind(speaker, piece);
    bool minus = sign->kind == CHARACTER_HYPHEN || sign->codepoint == 0x2212;
    if (letters->kind != CHARACTER_LETTER || !(minus || piece_is(sign, '+'))) return 0;
    struct stretch text = piece_text(speaker, piece);
    const struct piece *behind = piece_glued_behind(speaker, piece + 1);
    bool ends = behind->kind == CHARACTER_SPACE || behind->kind == CHARACTER_STOP || behind->kind == CHARACTER_CLOSING;
    const char *pattern = voice_wording(speaker->voice, minus ? WORDING_NEGATIVE : WORDING_POSITIVE);
    if (!ends || !pattern || !is_blood_group(text)) return 0;
    struct buffer words = {0};
    const char *known = voice_words(speaker->voice, WORDS_SHORT, text.text, text.length);
    if (!known) letter_words(speaker, text, &words);
    struct part part = {known ? known : buffer_text(&words), 0, piece};
    say_pattern(speaker, pattern, &part, 1, piece + 1);
    speaker_done(speaker, &words);
    return 2;
}

/* ---- Versions: v1.2, 17.4.1 -------------------------------------------------------------------------------------- */

/* Behind "1.2.3" at `piece`; *ret_points is how many points. */
static size_t dotted_end(const struct speaker *speaker, size_t piece, size_t *ret_points)
{
    size_t end = piece;
    *ret_points = 0;
    if (piece_at(speaker, end)->kind != CHARACTER_DIGIT) return piece;
    end++;
    while (piece_is(piece_at(speaker, end), '.') && piece_at(speaker, end)->before == GAP_NONE
           && piece_glued_behind(speaker, end)->kind == CHARACTER_DIGIT) {
        end += 2;
        ++*ret_points;
    }
    return piece_is_word(piece_glued_behind(speaker, end - 1)) ? piece : end;
}

/* "192.168.1.1" */
static bool is_network_address(const struct speaker *speaker, size_t piece, size_t end)
{
    if (end - piece != 7) return false;
    for (size_t i = piece; i < end; i += 2)
        if (piece_value(speaker, i, 3) < 0 || piece_value(speaker, i, 3) > UINT8_MAX) return false;
    return true;
}

static void dotted_words(struct speaker *speaker, size_t piece, size_t end, struct buffer *words)
{
    const char *decimal = voice_wording(speaker->voice, WORDING_DECIMAL);
    const char *point = decimal && strchr(decimal, '.') ? NULL : voice_symbol(speaker->voice, '.');
    if (!point) point = voice_wording(speaker->voice, WORDING_POINT);
    bool address = is_network_address(speaker, piece, end);
    for (size_t i = piece; i < end; i++) {
        char digits[SHAPE_DIGITS_MOST];
        size_t count = 0;
        if (speaker->pieces[i].kind == CHARACTER_DIGIT) count = piece_digits(speaker, i, digits, sizeof digits);
        if (count == 0)
            buffer_printf(words, " %s", point);
        else if (address)
            numbers_digits(speaker->numbers, digits, count, words);
        else
            numbers_cardinal(speaker->numbers, digits, count, NULL, words);
    }
}

static size_t say_version(struct speaker *speaker, size_t piece)
{
    size_t points = 0;
    const struct piece *first = piece_at(speaker, piece);
    const char *pattern = voice_wording(speaker->voice, WORDING_VERSION);
    bool v = pattern && first->kind == CHARACTER_LETTER && (first->codepoint | 0x20) == 'v'
             && piece_text(speaker, piece).length == 1 && piece_at(speaker, piece + 1)->before == GAP_NONE;
    size_t start = piece + v;
    size_t end = dotted_end(speaker, start, &points);
    if (end == start || !voice_wording(speaker->voice, WORDING_POINT) || (!v && points < 2)) return 0;
    struct number number;
    if (!v && number_read(speaker, start, &number) && number.end == end) return 0; /* "2.000.000" where points part */
    struct buffer words = {0};
    dotted_words(speaker, start, end, &words);
    struct part part = {buffer_text(&words), 0, piece};
    say_pattern(speaker, v ? pattern : "{0}", &part, 1, piece);
    speaker_done(speaker, &words);
    return end - piece;
}

/* ---- References and levels --------------------------------------------------------------------------------------- */

static bool is_joint(const struct piece *piece)
{
    return piece_is(piece, '/') || piece->kind == CHARACTER_HYPHEN || piece->kind == CHARACTER_DASH;
}

/* "11TH" */
static bool is_ordinal_ending(const struct speaker *speaker, size_t piece)
{
    return piece_glued_before(speaker, piece)->kind == CHARACTER_DIGIT
           && find_words(speaker, WORDS_ORDINALS, piece, NULL) == piece + 1;
}

/* The "a" of "22a", which is no unit and no ending. */
static bool is_small_letter(const struct speaker *speaker, size_t piece)
{
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER || piece_text(speaker, piece).length != 1) return false;
    return piece_glued_before(speaker, piece)->kind == CHARACTER_DIGIT
           && find_words(speaker, WORDS_ENDINGS, piece, NULL) == piece
           && find_words(speaker, WORDS_ORDINALS, piece, NULL) == piece
           && find_words(speaker, WORDS_UNITS, piece, NULL) == piece;
}

static bool is_short_word(const struct speaker *speaker, size_t piece)
{
    return piece_at(speaker, piece)->kind == CHARACTER_LETTER && piece_text(speaker, piece).length <= CODE_LETTERS_MOST
           && piece_is(piece_glued_before(speaker, piece), '/');
}

/* Behind the glued run of capitals, digits and joints from `piece`; `piece` where it is no code. */
static size_t code_end(const struct speaker *speaker, size_t piece, bool *slashed)
{
    size_t end = piece, letters = 0, digits = 0, joints = 0;
    bool reference = is_capital_run(speaker, piece, CODE_LETTERS_MOST)
                     && stands_behind(speaker, WORDING_CODE_BEFORE, piece, 1); /* "Our ref: JS/kt/4471" */
    bool single_small = false;
    for (; end == piece || piece_at(speaker, end)->before == GAP_NONE; end++) {
        const struct piece *now = piece_at(speaker, end);
        if (is_ordinal_ending(speaker, end)) return piece;
        if (is_capital_run(speaker, end, CODE_LETTERS_MOST) || (reference && is_short_word(speaker, end)))
            letters++;
        else if (now->kind == CHARACTER_DIGIT)
            digits++;
        else if (is_joint(now) && end > piece && piece_is_word(piece_glued_behind(speaker, end)))
            joints++;
        else if (is_small_letter(speaker, end))
            single_small = true;
        else
            break;
        *slashed |= piece_is(now, '/');
    }
    if (end > piece && is_joint(piece_at(speaker, end - 1))) end--;
    if (piece_at(speaker, end)->before == GAP_NONE && piece_is_word(piece_at(speaker, end))) return piece;
    bool code = digits > 0 ? letters > 0 || single_small : letters > 1 && *slashed;
    return code ? end : piece;
}

/* "C5/C6", "L4-L5", "C6-7": the joint is not said. */
static bool is_level(const struct speaker *speaker, size_t piece)
{
    struct stretch text = piece_text(speaker, piece);
    return text.length == 1 && strchr("CTLS", text.text[0])
           && piece_glued_behind(speaker, piece)->kind == CHARACTER_DIGIT;
}

static void say_joint(struct speaker *speaker, size_t piece, bool level)
{
    speaker_at(speaker, piece);
    const char *slash = voice_symbol(speaker->voice, '/');
    const char *range = voice_wording(speaker->voice, WORDING_RANGE);
    if (speaker->pieces[piece].kind == CHARACTER_DASH && range) {
        struct part nothing[] = {{"", 0, piece}, {"", 0, piece}};
        say_pattern(speaker, range, nothing, 2, piece);
    } else if (speaker->pieces[piece].codepoint == '/' && !level && slash) {
        speaker_name(speaker, slash);
    }
    speaker->gap = true;
}

static size_t say_code(struct speaker *speaker, size_t piece)
{
    bool slashed = false;
    if (piece_is_word(piece_glued_before(speaker, piece))) return 0;
    size_t end = code_end(speaker, piece, &slashed);
    if (end == piece) return 0;
    bool level = is_level(speaker, piece);
    for (size_t i = piece; i < end; i++) {
        if (piece_is_word(&speaker->pieces[i]))
            say_code_piece(speaker, i);
        else
            say_joint(speaker, i, level);
    }
    return end - piece;
}

/* "Rooms A–D" */
static size_t say_letter_range(struct speaker *speaker, size_t piece)
{
    const char *range = voice_wording(speaker->voice, WORDING_RANGE);
    if (!range || !is_capital_run(speaker, piece, 1) || !is_range_sign(speaker, piece + 1)) return 0;
    if (!is_capital_run(speaker, piece + 2, 1) || piece_is_word(piece_glued_behind(speaker, piece + 2))) return 0;
    if (piece_at(speaker, piece + 1)->before != GAP_NONE) return 0;
    char first[2] = {(char)speaker->pieces[piece].codepoint, 0},
         last[2] = {(char)speaker->pieces[piece + 2].codepoint, 0};
    if (speaker->pieces[piece].codepoint >= 0x80 || speaker->pieces[piece + 2].codepoint >= 0x80 || last[0] <= first[0])
        return 0;
    struct part parts[] = {{first, 0, piece}, {last, 0, piece + 2}};
    say_pattern(speaker, range, parts, 2, piece + 2);
    return 3;
}

size_t spoken_code(struct speaker *speaker, size_t piece)
{
    static recogniser *const shapes[] = {say_blood_group, say_postcode,     say_hyphened_postcode,
                                         say_version,     say_letter_range, say_code};
    if (!piece_opens(speaker, piece) || !voice_has_words(speaker->voice, WORDS_CAPITALS)) return 0;
    size_t count = 0;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0] && count == 0; i++) count = shapes[i](speaker, piece);
    return count;
}
