#include "script/amount.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MILLION = 1000000, SUM_PIECES_MOST = 12 };

bool is_range_sign(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    const struct piece *behind = piece_at(speaker, piece + 1);
    bool wave =
        piece_is(sign, '~') && sign->before == GAP_NONE && piece_at(speaker, piece - 1)->kind != CHARACTER_SPACE;
    if (sign->kind != CHARACTER_HYPHEN && sign->kind != CHARACTER_DASH && !wave) return false;
    return sign->before != GAP_WALL && behind->before != GAP_WALL
           && (sign->before != GAP_NONE || behind->before == GAP_NONE);
}

bool is_subtraction(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    if (sign->kind != CHARACTER_HYPHEN && sign->kind != CHARACTER_DASH) return false;
    for (size_t at = piece + 1; at < piece + SUM_PIECES_MOST && at < speaker->piece_count; at++) {
        const struct piece *part = &speaker->pieces[at];
        if (piece_is(part, '=')) return at > piece + 1;
        if (part->kind == CHARACTER_LETTER || part->before == GAP_WALL || part->kind == CHARACTER_OPENING) return false;
    }
    return false;
}

/* "Leaflet no. 17-824": longer behind the hyphen than before it, and behind a word that codes stand behind. */
static bool is_reference(const struct speaker *speaker, const struct amount *amount)
{
    return amount->to.digit_count > 2 && amount->to.digit_count > amount->from.digit_count
           && speaker->pieces[amount->from.end].kind == CHARACTER_HYPHEN
           && speaker->pieces[amount->from.end].before == GAP_NONE
           && stands_behind(speaker, WORDING_CODE_BEFORE, amount->from.first, 1);
}

bool amount_read(const struct speaker *speaker, size_t piece, struct amount *amount)
{
    *amount = (struct amount){0};
    if (!number_read(speaker, piece, &amount->from)) return false;
    size_t sign = amount->end = amount->from.end;
    const struct piece *before = piece_glued_before(speaker, piece);
    bool alone = !is_range_sign(speaker, sign) || is_subtraction(speaker, sign) || before->kind == CHARACTER_HYPHEN
                 || piece_is(before, '.');
    if (alone || !number_read(speaker, sign + 1, &amount->to) || amount->to.negative) return true;
    size_t end = amount->to.end;
    bool minus = piece_at(speaker, end)->before == GAP_SPACE && piece_at(speaker, end + 1)->before == GAP_NONE;
    bool row = is_range_sign(speaker, end) && !minus && piece_at(speaker, end + 1)->kind == CHARACTER_DIGIT;
    bool free_call = number_value(&amount->from) <= 1 && number_value(&amount->to) >= 100; /* "1-800-GO" */
    row |= free_call && piece_at(speaker, end)->before == GAP_NONE && piece_at(speaker, end)->kind == CHARACTER_HYPHEN;
    row |= is_reference(speaker, amount);
    bool descends = number_value(&amount->to) <= number_value(&amount->from);
    if (row || (descends && speaker->pieces[sign].kind != CHARACTER_DASH)) return true;
    amount->range = true;
    amount->end = end;
    return true;
}

static void halve(struct number *number)
{
    bool half = number->digit_count > 0 && number->decimal_count == 1 && number->decimals[0] == '5';
    if (!half || strspn(number->digits, "0") >= number->digit_count) return; /* 0.5 */
    number->decimal_count = 0;
    number->numerator = 1;
    number->denominator = 2;
}

void amount_halve(const struct speaker *speaker, struct amount *amount)
{
    bool apart = piece_at(speaker, amount->end)->before == GAP_WALL;
    if (apart || find_listed(speaker, WORDING_HALVED, amount->end) == amount->end) return;
    halve(&amount->from);
    if (amount->range) halve(&amount->to);
}

double amount_value(const struct amount *amount)
{
    if (amount->multiplier) return MILLION;
    return number_value(amount->range ? &amount->to : &amount->from);
}

static const char *join_form(const struct speaker *speaker, const char *gender, const char *grammatical_case,
                             char form[NUMBER_FORM_BYTES])
{
    if (!grammatical_case) return gender;
    if (!gender) gender = voice_wording(speaker->voice, WORDING_GENDER);
    if (!gender) return NULL;
    snprintf(form, NUMBER_FORM_BYTES, "%s-%s", gender, grammatical_case);
    bool has_case = strchr(gender, '-') && !numbers_own_name(speaker->numbers, 2, form); /* "tabletkami" */
    return has_case ? gender : form;
}

/* The case that a word asks for; "W" at the beginning of a sentence is "w". */
static const char *case_after(const struct speaker *speaker, size_t piece)
{
    char small[8];
    size_t rest = 0;
    struct stretch text = piece_text(speaker, piece);
    uint32_t first = utf8_next(text.text, text.length, &rest);
    if (rest < text.length) return voice_words(speaker->voice, WORDS_CASES, text.text, text.length);
    size_t length = utf8_encode((uint32_t)u_tolower((UChar32)first), small);
    return voice_words(speaker->voice, WORDS_CASES, small, length);
}

const char *case_before(const struct speaker *speaker, size_t piece, size_t most)
{
    if (!voice_has_words(speaker->voice, WORDS_CASES)) return NULL;
    for (; most > 0 && piece > 0 && piece_at(speaker, piece)->before == GAP_SPACE; most--) {
        bool point = piece > 1 && piece_is(piece_at(speaker, piece - 1), '.'); /* "ok. 20" */
        piece -= point ? 2 : 1;
        const char *found = case_after(speaker, piece);
        if (found) return found;
    }
    return NULL;
}

double counted_in_case(const struct speaker *speaker, size_t piece, double value)
{
    const char *one = voice_wording(speaker->voice, WORDING_GENITIVE_ONE),
               *more = voice_wording(speaker->voice, WORDING_GENITIVE_MORE), *found = case_before(speaker, piece, 1);
    if (!one || !more || !found || strcmp(found, "genitive") != 0 || value != floor(value)) return value;
    return strtod(value == 1 ? one : more, NULL);
}

double amount_counted(const struct speaker *speaker, const struct amount *amount, size_t piece)
{
    const char *few = voice_wording(speaker->voice, WORDING_FEW_COUNTED);
    double value = amount_value(amount);
    if (few && fabs(value) <= 2 && (amount->range || amount->from.negative)) return strtod(few, NULL);
    return counted_in_case(speaker, piece, value);
}

static bool is_ordinal(const char *gender)
{
    return gender && strncmp(gender, "ordinal", strlen("ordinal")) == 0;
}

bool ordinal_of_noun(const struct speaker *speaker, size_t noun, char rule[ORDINAL_RULE_BYTES])
{
    char key[ORDINAL_RULE_BYTES];
    const struct piece *piece = piece_at(speaker, noun);
    if (piece->kind != CHARACTER_LETTER || piece->before != GAP_SPACE) return false;
    struct stretch text = piece_text(speaker, noun);
    int length = snprintf(key, sizeof key, ". %.*s", (int)text.length, text.text);
    if (length < 0 || (size_t)length >= sizeof key) return false;
    const char *form = voice_words(speaker->voice, WORDS_GENDERS, key, (size_t)length);
    if (!form) form = voice_words(speaker->voice, WORDS_GENDERS, text.text, text.length);
    if (!is_ordinal(form)) return false;
    snprintf(rule, ORDINAL_RULE_BYTES, "spellout-%s", form);
    return true;
}

const char *number_form(const struct speaker *speaker, size_t piece, const char *gender, char form[NUMBER_FORM_BYTES])
{
    return is_ordinal(gender) ? gender : join_form(speaker, gender, case_before(speaker, piece, 1), form);
}

static void counted_words(struct speaker *speaker, const struct amount *amount, const char *gender, const char *behind,
                          struct buffer *words)
{
    const char *range = voice_wording(speaker->voice, WORDING_RANGE);
    if (!amount->range || !range) {
        number_words(speaker, &amount->from, gender, behind, words);
        return;
    }
    struct buffer from = {0}, to = {0};
    number_words(speaker, &amount->from, gender, "-", &from);
    char form[NUMBER_FORM_BYTES];
    const char *range_case = voice_wording(speaker->voice, WORDING_RANGE_CASE);
    number_words(speaker, &amount->to, join_form(speaker, gender, range_case, form), behind, &to);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&from)), PHRASE_TEXT(buffer_text(&to))};
    voice_fill(speaker->voice, range, values, words);
    speaker_done(speaker, &from);
    speaker_done(speaker, &to);
}

void amount_words(struct speaker *speaker, const struct amount *amount, const char *gender, const char *behind,
                  struct buffer *words)
{
    counted_words(speaker, amount, amount->multiplier ? NULL : gender, behind, words);
    if (amount->multiplier) buffer_printf(words, " %s", amount->multiplier);
}

void say_two_numbers(struct speaker *speaker, const char *pattern, const struct number *first,
                     const struct number *second)
{
    struct buffer one = {0}, two = {0};
    number_words(speaker, first, NULL, NULL, &one);
    number_words(speaker, second, NULL, NULL, &two);
    struct part parts[] = {{buffer_text(&one), 0, first->first}, {buffer_text(&two), 0, second->first}};
    say_pattern(speaker, pattern, parts, 2, second->first);
    speaker_done(speaker, &one);
    speaker_done(speaker, &two);
}
