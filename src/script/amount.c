#include "script/amount.h"

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
    bool row = is_range_sign(speaker, end) && piece_at(speaker, end + 1)->kind == CHARACTER_DIGIT;
    bool descends = number_value(&amount->to) <= number_value(&amount->from);
    if (row || (descends && speaker->pieces[sign].kind != CHARACTER_DASH)) return true;
    amount->range = true;
    amount->end = end;
    return true;
}

double amount_value(const struct amount *amount)
{
    return number_value(amount->range ? &amount->to : &amount->from);
}

void amount_words(struct speaker *speaker, const struct amount *amount, const char *gender, const char *behind,
                  struct buffer *words)
{
    const char *range = voice_wording(speaker->voice, WORDING_RANGE);
    if (!amount->range || !range) {
        number_words(speaker, &amount->from, gender, behind, words);
        return;
    }
    struct buffer from = {0}, to = {0};
    number_words(speaker, &amount->from, gender, "-", &from);
    number_words(speaker, &amount->to, gender, behind, &to);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&from)), PHRASE_TEXT(buffer_text(&to))};
    voice_fill(speaker->voice, range, values, words);
    speaker_done(speaker, &from);
    speaker_done(speaker, &to);
}
