/* Roman numbers, where what stands beside them tells that they are some: Type II, Stages III–IV, XXIe siècle, ii). */
#include "script/amount.h"
#include "script/letters.h"

#include <string.h>
#include <strings.h>

enum { ROMAN_MOST = 39 };

static int roman_digit(char letter)
{
    static const char letters[] = "IVXLC";
    static const int values[] = {1, 5, 10, 50, 100};
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? values[found - letters] : 0;
}

/* Its value where the text is a number as it is properly written, else 0. */
static int roman_value(struct stretch text)
{
    static const char *const tens[] = {"", "X", "XX", "XXX"};
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    int value = 0;
    for (size_t i = 0; i < text.length; i++) {
        int own = roman_digit(text.text[i]), next = i + 1 < text.length ? roman_digit(text.text[i + 1]) : 0;
        if (own == 0) return 0;
        value += own < next ? -own : own;
    }
    if (value < 1 || value > ROMAN_MOST) return 0;
    const char *ten = tens[value / 10], *one = ones[value % 10];
    bool proper = text.length == strlen(ten) + strlen(one) && strncmp(text.text, ten, strlen(ten)) == 0
                  && strncmp(text.text + strlen(ten), one, strlen(one)) == 0;
    return proper ? value : 0;
}

/* The value of a word that is nothing but a roman number, else 0. */
static int value_at(const struct speaker *speaker, size_t piece)
{
    bool word = piece < speaker->piece_count && speaker->pieces[piece].kind == CHARACTER_LETTER
                && !piece_is_word(piece_glued_behind(speaker, piece));
    return word ? roman_value(piece_text(speaker, piece)) : 0;
}

/* Those that are no acronym: II, III, VII, XII, but IV is a drip and VI, XX and XL may be others. */
static bool is_clear(int value)
{
    return value == 2 || value == 3 || value == 7 || value == 8 || value == 12 || value == 13;
}

/* "I": in "Part II and I" a person. */
static bool is_one(const struct speaker *speaker, size_t piece)
{
    return value_at(speaker, piece) == 1;
}

/* "III, IV and VI" */
static bool stands_among_romans(const struct speaker *speaker, size_t piece)
{
    for (size_t i = is_one(speaker, piece) ? piece + 1
                    : piece > 3            ? piece - 3
                                           : 0;
         i <= piece + 3 && i < speaker->piece_count; i++)
        if (i != piece && is_clear(value_at(speaker, i))) return true;
    return false;
}

/* "Chapters IV and V", "Stage I or II" */
static bool goes_on(const struct speaker *speaker, size_t piece)
{
    return piece > 2 && !is_one(speaker, piece) && stands_behind(speaker, WORDING_DATE_JOINS, piece, 1)
           && value_at(speaker, piece - 2) > 0 && stands_behind(speaker, WORDING_ROMAN_BEFORE, piece - 2, 1);
}

static bool is_known(const struct speaker *speaker, size_t piece, int value)
{
    bool bracketed = piece_text(speaker, piece).length > 1 && piece_is(piece_glued_before(speaker, piece), '(')
                     && value != 4 && piece_is(piece_glued_behind(speaker, piece), ')');
    return bracketed || is_clear(value) || stands_behind(speaker, WORDING_ROMAN_BEFORE, piece, 1)
           || stands_among_romans(speaker, piece) || goes_on(speaker, piece);
}

static void value_words(struct speaker *speaker, int value, struct buffer *words)
{
    char digits[] = {(char)('0' + value / 10), (char)('0' + value % 10)};
    bool one = digits[0] == '0';
    numbers_cardinal(speaker->numbers, digits + one, 2u - one, NULL, words);
}

static void say_value(struct speaker *speaker, size_t piece, int value)
{
    struct buffer words = {0};
    value_words(speaker, value, &words);
    say_words(speaker, piece, buffer_text(&words));
    speaker_done(speaker, &words);
}

/* "II–IV", "II/III": how many pieces. */
static size_t say_two(struct speaker *speaker, size_t piece, int value)
{
    int other = value_at(speaker, piece + 2);
    bool slash = piece_is(piece_glued_behind(speaker, piece), '/');
    bool glued = piece_at(speaker, piece + 2)->before == GAP_NONE;
    const char *pattern = voice_wording(speaker->voice, slash ? WORDING_SLASH : WORDING_RANGE);
    if (!pattern || !glued || other <= value || !(slash || is_range_sign(speaker, piece + 1))) return 0;
    if (!is_clear(other) && !is_known(speaker, piece, value)) return 0;
    struct buffer first = {0}, second = {0};
    value_words(speaker, value, &first);
    value_words(speaker, other, &second);
    struct part parts[] = {{buffer_text(&first), 0, piece}, {buffer_text(&second), 0, piece + 2}};
    say_pattern(speaker, pattern, parts, 2, piece + 2);
    speaker_done(speaker, &first);
    speaker_done(speaker, &second);
    return 3;
}

/* Whether "er" is what the language writes behind the digit 1: "Ier", but not "Ind". */
static bool follows_one(struct speaker *speaker, struct stretch suffix)
{
    struct buffer first = {0};
    bool same = numbers_short_ordinal(speaker->numbers, 1, &first) && first.length == suffix.length + 1
                && strncasecmp(first.data + 1, suffix.text, suffix.length) == 0;
    speaker_done(speaker, &first);
    return same;
}

/* "XXIe siècle": capitals, and the ending of an ordinal. */
static size_t say_ordinal(struct speaker *speaker, size_t piece, struct stretch text)
{
    size_t capitals = 0;
    while (capitals < text.length && roman_digit(text.text[capitals])) capitals++;
    int value = capitals > 0 ? roman_value((struct stretch){text.text, capitals}) : 0;
    if (value == 0 || capitals == text.length) return 0;
    struct stretch suffix = {text.text + capitals, text.length - capitals};
    if (capitals < 2 && (value > 1 || !follows_one(speaker, suffix))) return 0; /* "Vers" is a word */
    const char *rule = voice_words(speaker->voice, WORDS_ORDINALS, suffix.text, suffix.length);
    struct buffer words = {0};
    bool said = rule && numbers_by_rule(speaker->numbers, rule, value, &words);
    if (said) say_words(speaker, piece, buffer_text(&words));
    speaker_done(speaker, &words);
    return said ? 1 : 0;
}

/* "secolul al XXI-lea": with the ending that the language writes behind digits too. */
static size_t say_ended(struct speaker *speaker, size_t piece, int value)
{
    const char *rule = NULL;
    if (piece_at(speaker, piece + 1)->before != GAP_NONE) return 0;
    size_t end = find_words(speaker, WORDS_ORDINALS, piece + 1, &rule);
    const char *own = end > piece + 1 ? numbers_own_name(speaker->numbers, value, rule) : NULL;
    if (!own) return 0;
    say_words(speaker, piece, own);
    return end - piece;
}

/* "Stage IIIb", "Stage IIIB": behind a word that has roman numbers, and one letter more. */
static size_t say_lettered(struct speaker *speaker, size_t piece, struct stretch text)
{
    char last = text.text[text.length - 1];
    struct stretch capitals = {text.text, text.length - 1};
    int value = (last | 0x20) >= 'a' && (last | 0x20) <= 'd' ? roman_value(capitals) : 0;
    if (value == 0 || !stands_behind(speaker, WORDING_ROMAN_BEFORE, piece, 1)) return 0;
    say_value(speaker, piece, value);
    say_letters_of(speaker, (struct stretch){text.text + capitals.length, 1});
    return 1;
}

/* "XX secolo", "Henry VIII" */
static size_t say_named(struct speaker *speaker, size_t piece, int value)
{
    const char *reign = voice_wording(speaker->voice, WORDING_REIGN),
               *rule = voice_wording(speaker->voice, WORDING_ORDINAL);
    bool before = stands_before(speaker, WORDING_ROMAN_BEHIND, piece + 1);
    char named[ORDINAL_RULE_BYTES];
    if (ordinal_of_noun(speaker, piece + 1, named)) rule = named;
    if (!before && !(reign && stands_behind(speaker, WORDING_REIGN_BEFORE, piece, 1))) return 0;
    struct buffer words = {0};
    bool said = numbers_by_rule(speaker->numbers, rule, value, &words);
    struct part part = {buffer_text(&words), 0, piece};
    if (said && before)
        say_words(speaker, piece, part.words);
    else if (said)
        say_pattern(speaker, reign, &part, 1, piece);
    speaker_done(speaker, &words);
    return said ? 1 : 0;
}

/* The value of a roman number in small letters, else 0. */
static int small_value(struct stretch text)
{
    char capitals[8];
    if (text.length >= sizeof capitals) return 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!strchr("ivx", text.text[i])) return 0;
        capitals[i] = (char)(text.text[i] - 'a' + 'A');
    }
    return roman_value((struct stretch){capitals, text.length});
}

/* "ii) Dry it.", "siglo xix", but "vi" is a word in Italian and Spanish */
static size_t say_small(struct speaker *speaker, size_t piece, struct stretch text)
{
    int value = small_value(text);
    bool item = piece_is(piece_glued_behind(speaker, piece), ')');
    if (value == 0 || (!item && (text.length < 2 || value == 6))) return 0;
    size_t count = item ? 0 : say_named(speaker, piece, value);
    if (count > 0 || !(item || stands_behind(speaker, WORDING_ROMAN_BEFORE, piece, 1))) return count;
    say_value(speaker, piece, value);
    return 1;
}

size_t spoken_roman(struct speaker *speaker, size_t piece)
{
    bool stands = piece_at(speaker, piece)->kind == CHARACTER_LETTER && piece_opens(speaker, piece);
    if (!stands || !voice_has_words(speaker->voice, WORDS_CAPITALS)) return 0;
    if (piece_is_word(piece_glued_behind(speaker, piece))) return 0;
    struct stretch text = piece_text(speaker, piece);
    const struct piece *behind = piece_at(speaker, piece + 1);
    bool spelt = text.length == 1 && behind->before == GAP_SPACE && behind->kind == CHARACTER_LETTER
                 && character_is_upper(behind->codepoint) && piece_text(speaker, piece + 1).length == 1; /* "I V" */
    int value = spelt ? 0 : roman_value(text);
    if (value == 0) {
        size_t count = say_small(speaker, piece, text);
        if (count == 0) count = say_lettered(speaker, piece, text);
        return count > 0 ? count : say_ordinal(speaker, piece, text);
    }
    size_t count = say_ended(speaker, piece, value);
    if (count == 0) count = say_named(speaker, piece, value);
    if (count == 0) count = say_two(speaker, piece, value);
    if (count > 0 || !is_known(speaker, piece, value)) return count;
    say_value(speaker, piece, value);
    return 1;
}
