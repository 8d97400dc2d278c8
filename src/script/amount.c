#include "script/amount.h"

#include <stdio.h>
#include <string.h>

enum { MILLION = 1000000 };

bool is_range_sign(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = piece_at(speaker, piece);
    const struct piece *behind = piece_at(speaker, piece + 1);
    if (sign->kind != CHARACTER_HYPHEN && sign->kind != CHARACTER_DASH) return false;
    return sign->before != GAP_WALL && behind->before != GAP_WALL
           && (sign->before != GAP_NONE || behind->before == GAP_NONE);
}

bool amount_read(const struct speaker *speaker, size_t piece, struct amount *amount)
{
    *amount = (struct amount){0};
    if (!number_read(speaker, piece, &amount->from)) return false;
    size_t sign = amount->end = amount->from.end;
    const struct piece *before = piece_glued_before(speaker, piece);
    bool alone = !is_range_sign(speaker, sign) || before->kind == CHARACTER_HYPHEN || piece_is(before, '.');
    if (alone || !number_read(speaker, sign + 1, &amount->to) || amount->to.negative) return true;
    size_t end = amount->to.end;
    bool minus = piece_at(speaker, end)->before == GAP_SPACE && piece_at(speaker, end + 1)->before == GAP_NONE;
    bool row = is_range_sign(speaker, end) && !minus && piece_at(speaker, end + 1)->kind == CHARACTER_DIGIT;
    bool descends = number_value(&amount->to) <= number_value(&amount->from);
    if (row || (descends && speaker->pieces[sign].kind != CHARACTER_DASH)) return true;
    amount->range = true;
    amount->end = end;
    return true;
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
    size_t length = strcspn(gender, "-");
    snprintf(form, NUMBER_FORM_BYTES, "%.*s-%s", (int)length, gender, grammatical_case);
    return form;
}

const char *number_form(const struct speaker *speaker, size_t piece, const char *gender, char form[NUMBER_FORM_BYTES])
{
    if (piece == 0 || piece_at(speaker, piece)->before != GAP_SPACE || !voice_has_words(speaker->voice, WORDS_CASES))
        return gender;
    size_t before = piece - 1 - (piece > 1 && piece_is(piece_at(speaker, piece - 1), '.')); /* "ok. 20" */
    struct stretch text = piece_text(speaker, before);
    return join_form(speaker, gender, voice_words(speaker->voice, WORDS_CASES, text.text, text.length), form);
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
