/* What a number of number_shape.h is said as. */
#include "script/number_shape.h"

#include <stdio.h>
#include <string.h>

enum { FRACTION_DIGITS_MOST = 4, FRACTION_KEY_BYTES = 80 };

/* The last one or two digits, in the gender of what stands behind them: "cero coma cero una millas". */
static void say_last(struct speaker *speaker, const char *digits, size_t count, const char *gender, struct buffer *name)
{
    size_t zeros = strspn(digits, "0") < count ? strspn(digits, "0") : count;
    numbers_digits(speaker->numbers, digits, zeros, name);
    if (zeros < count) numbers_cardinal(speaker->numbers, digits + zeros, count - zeros, gender, name);
}

static void say_pairs(struct speaker *speaker, const char *digits, size_t count, const char *gender,
                      struct buffer *name)
{
    for (size_t i = 0; i < count; i += 2) {
        size_t length = i + 1 == count ? 1 : 2;
        say_last(speaker, digits + i, length, i + length == count ? gender : NULL, name);
    }
}

/* "Point two five", or "point twenty-five" where the language says it so; a leading zero is always said. */
static void say_decimals(struct speaker *speaker, const struct number *number, const char *gender, struct buffer *name)
{
    const char *own = voice_wording(speaker->voice, WORDING_POINT);
    const char *foreign = number->foreign_sign ? voice_symbol(speaker->voice, (uint32_t)number->foreign_sign) : NULL;
    const char *point = foreign ? foreign : own;
    const char *digits = number->decimals;
    size_t count = number->decimal_count;
    if (!voice_wording(speaker->voice, WORDING_CARDINAL)) { /* the engine reads the number as a whole */
        buffer_append_char(name, '.');
        buffer_append(name, digits, count);
        return;
    }
    buffer_printf(name, " %s", point ? point : ".");
    const char *way = voice_wording(speaker->voice, WORDING_DECIMALS);
    if (way && count > 3 && strcmp(way, "pairs") == 0) {
        say_pairs(speaker, digits, count, gender, name);
        return;
    }
    if (!way || count > 3) {
        numbers_digits(speaker->numbers, digits, count, name);
        return;
    }
    say_last(speaker, digits, count, gender, name);
}

/* "Two, and twenty-five of a hundred" for 2.25; false where the language does not say so many decimals in this way. */
static bool say_places(struct speaker *speaker, const struct number *number, struct buffer *name)
{
    char key[FRACTION_DIGITS_MOST + 1];
    int length = snprintf(key, sizeof key, "%zu", number->decimal_count % 100);
    const char *pattern = number->by_places ? voice_words(speaker->voice, WORDS_PLACES, key, (size_t)length) : NULL;
    size_t zeros = strspn(number->decimals, "0");
    if (!pattern || zeros >= number->decimal_count) return false;
    struct buffer whole = {0}, parts = {0};
    buffer_append(&whole, buffer_text(name), name->length);
    numbers_cardinal(speaker->numbers, number->decimals + zeros, number->decimal_count - zeros, NULL, &parts);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&whole)), PHRASE_TEXT(buffer_text(&parts))};
    buffer_clear(name);
    voice_fill(speaker->voice, pattern, values, name);
    speaker_done(speaker, &whole);
    speaker_done(speaker, &parts);
    return true;
}

/* "124 quintillion …": more digits than have names by themselves, where the writer has grouped them as a number's are. */
static bool say_beyond(struct speaker *speaker, const struct number *number, const char *gender, struct buffer *name)
{
    const char *beyond = voice_wording(speaker->voice, WORDING_BEYOND);
    if (!beyond || !number->grouped || number->digit_count <= NUMBER_DIGITS_MOST) return false;
    size_t above = number->digit_count - NUMBER_DIGITS_MOST;
    if (above > NUMBER_DIGITS_MOST) return false;
    const char *rest = number->digits + above;
    size_t zeros = 0;
    while (zeros < NUMBER_DIGITS_MOST && rest[zeros] == '0') zeros++;
    numbers_cardinal(speaker->numbers, number->digits, above, NULL, name);
    buffer_printf(name, " %s", beyond);
    if (zeros < NUMBER_DIGITS_MOST)
        numbers_cardinal(speaker->numbers, rest + zeros, NUMBER_DIGITS_MOST - zeros, gender, name);
    return true;
}

static void whole_words(struct speaker *speaker, const struct number *number, const char *gender, struct buffer *words)
{
    struct buffer name = {0};
    const char *digits = number->digit_count ? number->digits : "0";
    const char *agree = number->decimal_count > 0 ? voice_wording(speaker->voice, WORDING_DECIMALS_AGREE) : NULL;
    const char *last = agree ? gender : NULL;
    if (number->decimal_count > 0 && !(agree && gender && strcmp(agree, gender) == 0)) gender = NULL;
    if (!say_beyond(speaker, number, gender, &name))
        numbers_cardinal(speaker->numbers, digits, number->digit_count ? number->digit_count : 1, gender, &name);
    if (number->decimal_count > 0 && !say_places(speaker, number, &name)) say_decimals(speaker, number, last, &name);
    buffer_append(words, buffer_text(&name), name.length);
    speaker_done(speaker, &name);
}

/* By the denominator's own words ("three sixteenths"), or "three over seventeen". */
static void say_fraction(struct speaker *speaker, const struct number *number, struct buffer *words)
{
    struct buffer above = {0}, below = {0};
    char key[16];
    snprintf(key, sizeof key, "%u", number->numerator);
    char named[16];
    snprintf(named, sizeof named, "%u", number->denominator);
    const char *pattern = voice_words(speaker->voice, WORDS_DENOMINATORS, named, strlen(named));
    const char *gender = pattern ? voice_wording(speaker->voice, WORDING_FRACTION_GENDER) : NULL;
    numbers_cardinal(speaker->numbers, key, strlen(key), gender, &above);
    numbers_cardinal(speaker->numbers, named, strlen(named), NULL, &below);
    if (!pattern) pattern = voice_wording(speaker->voice, WORDING_FRACTION);
    struct phrase_value values[] = {{buffer_text(&above), number->numerator},
                                    {buffer_text(&below), number->denominator}};
    voice_fill(speaker->voice, pattern ? pattern : "{0}/{1}", values, words);
    speaker_done(speaker, &above);
    speaker_done(speaker, &below);
}

/* What the voice file has for "1/2 tablet", "+1/2" or "1/2". */
static const char *known_fraction(const struct speaker *speaker, const struct number *number, const char *behind)
{
    char key[FRACTION_KEY_BYTES];
    const char *known = NULL;
    const char *plus = number->digit_count > 0 ? "+" : "";
    if (behind) {
        int length = snprintf(key, sizeof key, "%s%u/%u %s", plus, number->numerator, number->denominator, behind);
        if (length > 0 && (size_t)length < sizeof key)
            known = voice_words(speaker->voice, WORDS_FRACTIONS, key, (size_t)length);
    }
    int length = snprintf(key, sizeof key, "%s%u/%u", plus, number->numerator, number->denominator);
    if (!known) known = voice_words(speaker->voice, WORDS_FRACTIONS, key, (size_t)length);
    return known || !*plus ? known : voice_words(speaker->voice, WORDS_FRACTIONS, key + 1, (size_t)length - 1);
}

static void fraction_words(struct speaker *speaker, const struct number *number, const char *behind,
                           struct buffer *words)
{
    const char *known = known_fraction(speaker, number, behind);
    if (known)
        buffer_append_text(words, known);
    else
        say_fraction(speaker, number, words);
}

static void power_words(struct speaker *speaker, const struct number *number, struct buffer *words)
{
    char digits[FRACTION_DIGITS_MOST];
    struct buffer base = {0}, exponent = {0};
    int length = snprintf(digits, sizeof digits, "%u", number->exponent);
    whole_words(speaker, number, NULL, &base);
    numbers_cardinal(speaker->numbers, digits, (size_t)length, NULL, &exponent);
    const char *power = voice_wording(speaker->voice, WORDING_POWER);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&base)), PHRASE_TEXT(buffer_text(&exponent))};
    voice_fill(speaker->voice, power ? power : "{0} {1}", values, words);
    speaker_done(speaker, &base);
    speaker_done(speaker, &exponent);
}

/* "One and a half", "eineinhalb", and "uno y medio", as "un" is for what is counted whole */
static void mixed_words(struct speaker *speaker, const struct number *number, const char *gender, const char *behind,
                        struct buffer *words)
{
    struct buffer first = {0}, fraction = {0};
    whole_words(speaker, number, gender && strcmp(gender, "masculine") == 0 ? NULL : gender, &first);
    fraction_words(speaker, number, behind, &fraction);
    const char *mixed = voice_wording(speaker->voice, WORDING_MIXED);
    bool half = number->numerator == 1 && number->denominator == 2;
    const char *own = half ? voice_wording(speaker->voice, WORDING_MIXED_HALF) : NULL;
    struct phrase_value whole_value = {buffer_text(&first), number_value(number) - 0.5};
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&first)), PHRASE_TEXT(buffer_text(&fraction))};
    if (own)
        voice_fill(speaker->voice, own, &whole_value, words);
    else
        voice_fill(speaker->voice, mixed ? mixed : "{0} {1}", values, words);
    speaker_done(speaker, &first);
    speaker_done(speaker, &fraction);
}

static void unsigned_words(struct speaker *speaker, const struct number *number, const char *gender, const char *behind,
                           struct buffer *words)
{
    bool whole = number->digit_count > 0 || number->decimal_count > 0;
    if (!whole)
        fraction_words(speaker, number, behind, words);
    else if (number->exponent > 0)
        power_words(speaker, number, words);
    else if (number->denominator == 0)
        whole_words(speaker, number, gender, words);
    else
        mixed_words(speaker, number, gender, behind, words);
}

void number_words(struct speaker *speaker, const struct number *number, const char *gender, const char *behind,
                  struct buffer *words)
{
    struct number amount = *number;
    struct buffer name = {0};
    const char *minus = number->negative ? voice_wording(speaker->voice, WORDING_MINUS) : NULL;
    amount.negative = false;
    unsigned_words(speaker, &amount, gender, behind, minus ? &name : words);
    if (minus) voice_fill(speaker->voice, minus, &PHRASE_TEXT(buffer_text(&name)), words);
    speaker_done(speaker, &name);
}

void number_change_ending(struct buffer *words, const char *rules)
{
    for (const char *at = rules; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        size_t old = strcspn(at, "> ");
        bool fits = old < length && old <= words->length && memcmp(words->data + words->length - old, at, old) == 0;
        if (fits) {
            words->length -= old;
            for (const char *sign = at + old + 1; sign < at + length; sign++)
                buffer_append_char(words, *sign == '_' ? ' ' : *sign);
            return;
        }
        at += length;
    }
}
