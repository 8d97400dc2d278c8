/* Money: £9.90, £1, 50p (a unit), £20k, £4–£6, £10-15, 20 €, £25/week, 1.250 د.ك (of 1000 fils). */
#include "script/amount.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES_MOST = 64, PLACES_FEWEST = 2, PLACES_MOST = 3 };

struct money {
    struct amount amount;
    const char *pattern, *parts;   /* "# pounds", "# pence" or NULL */
    size_t places;                 /* 2: the parts are hundredths; 3: thousandths */
    const char *multiplier;        /* "million" or NULL */
    const char *multiplier_gender; /* of a multiplier that is a noun: "two millions of euros" */
    const char *per;               /* "per week" or NULL */
    const char *gender;            /* of what is counted, or NULL */
    const char *parts_gender;
    size_t first, end;
};

static bool is_money_sign(const struct speaker *speaker, size_t piece)
{
    return piece_at(speaker, piece)->kind == CHARACTER_CURRENCY;
}

static void find_parts(const struct speaker *speaker, size_t first, size_t end, struct money *money)
{
    static const char *const parts[] = {"/100", "/1000"};
    char key[NAME_BYTES_MOST];
    struct stretch text = pieces_text(speaker, first, end);
    int size = (int)(text.length < sizeof key - sizeof "/1000" ? text.length : 0);
    for (money->places = PLACES_FEWEST; money->places <= PLACES_MOST; money->places++) {
        int length = snprintf(key, sizeof key, "%.*s%s", size, text.text, parts[money->places - PLACES_FEWEST]);
        money->parts = voice_words(speaker->voice, WORDS_MONEY, key, (size_t)length);
        money->parts_gender = voice_words(speaker->voice, WORDS_GENDERS, key, (size_t)length);
        if (money->parts) return;
    }
}

/* The digits of an amount, or ".50" */
static bool begins_amount(const struct speaker *speaker, size_t piece)
{
    const struct piece *first = piece_at(speaker, piece);
    if (piece_is(first, '.'))
        return first->before == GAP_NONE && piece_glued_behind(speaker, piece)->kind == CHARACTER_DIGIT;
    return first->kind == CHARACTER_DIGIT && first->before != GAP_WALL;
}

/* Behind the multiplier at `piece`, which is taken into `money`; `piece` where none stands there. */
static size_t multiplier_end(const struct speaker *speaker, size_t piece, struct money *money)
{
    size_t end = find_words(speaker, WORDS_MULTIPLIERS, piece, &money->multiplier);
    if (end > piece)
        money->multiplier_gender =
            voice_words(speaker->voice, WORDS_GENDERS, money->multiplier, strlen(money->multiplier));
    return end;
}

/* "million" behind "£3.5", "m" glued to it. */
static void read_multiplier(const struct speaker *speaker, struct money *money)
{
    const struct piece *behind = piece_at(speaker, money->end);
    if (behind->before == GAP_WALL || behind->kind != CHARACTER_LETTER) return;
    struct stretch text = piece_text(speaker, money->end);
    bool whole_word = behind->before == GAP_NONE || text.length > 2;
    if (whole_word) money->end = multiplier_end(speaker, money->end, money);
}

static void read_per(const struct speaker *speaker, struct money *money)
{
    const struct piece *slash = piece_at(speaker, money->end);
    if (!piece_is(slash, '/') || slash->before == GAP_WALL || piece_at(speaker, money->end + 1)->before != GAP_NONE)
        return;
    size_t end = find_words(speaker, WORDS_PER, money->end + 1, &money->per);
    if (end > money->end + 1) money->end = end;
}

static bool read_before(const struct speaker *speaker, size_t piece, struct money *money)
{
    size_t at = find_words(speaker, WORDS_MONEY, piece, &money->pattern);
    find_words(speaker, WORDS_GENDERS, piece, &money->gender);
    if (at == piece || !begins_amount(speaker, at)) return false;
    find_parts(speaker, piece, at, money);
    if (!amount_read(speaker, at, &money->amount)) return false;
    money->end = money->amount.end;
    return true;
}

/* "20 €", "5,50 €" */
static bool read_behind(const struct speaker *speaker, size_t piece, struct money *money)
{
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT || piece_is_word(piece_glued_before(speaker, piece)))
        return false;
    if (!amount_read(speaker, piece, &money->amount)) return false;
    size_t at = money->amount.end;
    if (piece_at(speaker, at)->before == GAP_SPACE) at = multiplier_end(speaker, at, money);
    if (piece_at(speaker, at)->before == GAP_WALL) return false;
    money->end = find_words(speaker, WORDS_MONEY, at, &money->pattern);
    find_words(speaker, WORDS_GENDERS, at, &money->gender);
    if (money->end == at) return false;
    find_parts(speaker, at, money->end, money);
    return true;
}

static void append_part(struct speaker *speaker, const char *pattern, const struct number *number, const char *gender,
                        struct buffer *words)
{
    struct buffer text = {0};
    number_words(speaker, number, gender, NULL, &text);
    struct phrase_value filled = {buffer_text(&text), number_value(number)};
    voice_fill(speaker->voice, pattern, &filled, words);
    speaker_done(speaker, &text);
}

/* The decimals as a whole number: 5 of .05, 250 of .25 where there are thousandths. */
static void parts_of(const struct money *money, struct number *rest)
{
    const struct number *from = &money->amount.from;
    size_t zeros = 0;
    while (zeros + 1 < money->places && (zeros >= from->decimal_count || from->decimals[zeros] == '0')) zeros++;
    rest->digit_count = money->places - zeros;
    for (size_t i = zeros; i < money->places; i++)
        rest->digits[i - zeros] = i < from->decimal_count ? from->decimals[i] : '0';
}

/* Whether the decimals are said as pence; where there are too few ("$20.5"), only if the language does so and no word
 * behind, such as "billion", may multiply them. */
static bool has_parts(const struct speaker *speaker, const struct money *money)
{
    const struct amount *amount = &money->amount;
    size_t count = amount->from.decimal_count;
    if (amount->range || !money->parts || money->multiplier || count == 0 || count > money->places) return false;
    const struct piece *behind = piece_at(speaker, money->end);
    bool word = behind->before != GAP_WALL && behind->kind == CHARACTER_LETTER;
    return count == money->places || (voice_wording(speaker->voice, WORDING_MONEY_FEW) && !word);
}

/* "nine pounds ninety", "sixty pence" */
static void both_words(struct speaker *speaker, const struct money *money, struct buffer *words)
{
    struct number whole = money->amount.from, rest = money->amount.from;
    bool few = money->amount.from.decimals[0] == '0'; /* "one pound five" could be £1.50 */
    const char *both = few ? NULL : voice_wording(speaker->voice, WORDING_MONEY_BOTH);
    whole.decimal_count = rest.decimal_count = 0;
    parts_of(money, &rest);
    if (number_value(&rest) == 0) {
        append_part(speaker, money->pattern, &whole, money->gender, words);
    } else if (number_value(&whole) == 0) {
        append_part(speaker, money->parts, &rest, money->parts_gender, words);
    } else {
        struct buffer above = {0}, below = {0};
        append_part(speaker, money->pattern, &whole, money->gender, &above);
        append_part(speaker, money->parts, &rest, money->parts_gender, &below);
        struct buffer digits = {0};
        number_words(speaker, &rest, NULL, NULL, &digits);
        struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&above)),
                                        PHRASE_TEXT(both ? buffer_text(&digits) : buffer_text(&below))};
        if (!both) both = voice_wording(speaker->voice, WORDING_MONEY_PARTS);
        voice_fill(speaker->voice, both ? both : "{0} {1}", values, words);
        speaker_done(speaker, &above);
        speaker_done(speaker, &below);
        speaker_done(speaker, &digits);
    }
}

static void money_words(struct speaker *speaker, const struct money *money, struct buffer *words)
{
    const struct amount *amount = &money->amount;
    if (has_parts(speaker, money)) {
        both_words(speaker, money, words);
    } else {
        struct buffer text = {0};
        char form[NUMBER_FORM_BYTES];
        const char *gender = money->multiplier ? money->multiplier_gender : money->gender;
        amount_words(speaker, amount, number_form(speaker, money->first, gender, form), NULL, &text);
        if (money->multiplier) buffer_printf(&text, " %s", money->multiplier);
        double value = !money->multiplier         ? amount_counted(speaker, amount, money->first)
                       : money->multiplier_gender ? 1000000
                                                  : 1000;
        bool thing = piece_at(speaker, money->end)->before == GAP_SPACE
                     && piece_at(speaker, money->end)->kind == CHARACTER_LETTER
                     && stands_behind(speaker, WORDING_ONE_THING, money->first, 1); /* "a £10 refundable deposit" */
        if (thing || stands_before(speaker, WORDING_MEASURED, money->end)) value = 1;
        struct phrase_value filled = {buffer_text(&text), value};
        voice_fill(speaker->voice, money->pattern, &filled, words);
        speaker_done(speaker, &text);
    }
    if (money->per) buffer_printf(words, " %s", money->per);
}

static bool read_money(const struct speaker *speaker, size_t piece, struct money *money)
{
    *money = (struct money){.first = piece};
    if (is_money_sign(speaker, piece) || piece_at(speaker, piece)->kind == CHARACTER_LETTER) {
        if (!piece_opens(speaker, piece) && piece_glued_before(speaker, piece)->kind != CHARACTER_DASH
            && piece_glued_before(speaker, piece)->kind != CHARACTER_HYPHEN)
            return false;
        if (!read_before(speaker, piece, money)) return false;
    } else if (!read_behind(speaker, piece, money)) {
        return false;
    }
    read_multiplier(speaker, money);
    read_per(speaker, money);
    return true;
}

/* "£4–£6" */
static bool read_range(const struct speaker *speaker, const struct money *from, struct money *to)
{
    return !from->amount.range && is_range_sign(speaker, from->end) && is_money_sign(speaker, from->end + 1)
           && voice_wording(speaker->voice, WORDING_RANGE) && read_money(speaker, from->end + 1, to);
}

size_t spoken_money(struct speaker *speaker, size_t piece)
{
    struct money money, second;
    struct buffer words = {0}, to = {0};
    if (!read_money(speaker, piece, &money)) return 0;
    size_t end = money.end;
    money_words(speaker, &money, &words);
    if (read_range(speaker, &money, &second)) {
        money_words(speaker, &second, &to);
        struct part parts[] = {{buffer_text(&words), 0, piece}, {buffer_text(&to), 0, second.first}};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_RANGE), parts, 2, second.first);
        end = second.end;
    } else {
        say_words(speaker, piece, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &to);
    return end - piece;
}
