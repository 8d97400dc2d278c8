#include "compare/comparison_parts.h"
#include "compare/denials.h"

struct sentence {
    struct text_span span;
    size_t counts[DENIAL_COUNT];
    struct text_span first; /* its first negation */
};

/* The sentence that begins at token *at, which moves behind it. False at the end. */
static bool next_sentence(const struct compared_text *text, size_t *at, struct sentence *ret)
{
    const struct tokens *tokens = &text->tokens;
    *ret = (struct sentence){0};
    while (*at < tokens->count && tokens->items[*at].kind == TOKEN_STOP) (*at)++;
    if (*at == tokens->count) return false;
    ret->span.start = tokens->items[*at].start;
    for (; *at < tokens->count && tokens->items[*at].kind != TOKEN_STOP; (*at)++) {
        const struct token *token = &tokens->items[*at];
        ret->span.end = token->end;
        const struct sense *denial =
            token->phrase && token->sense ? tokens_sense(tokens, &text->language->senses, *at, SENSE_DENIAL) : NULL;
        if (!denial) continue;
        enum denial kind = (enum denial)denial->value;
        ret->counts[kind]++;
        if (ret->first.end == 0 && kind <= DENIAL_WITHOUT)
            ret->first = (struct text_span){token->start, tokens->items[*at + token->phrase - 1].end};
    }
    return true;
}

static size_t count_sentences(const struct compared_text *text, struct sentence *whole)
{
    struct sentence sentence;
    size_t count = 0;
    *whole = (struct sentence){.span = {0, (uint32_t)text->length}};
    for (size_t at = 0; next_sentence(text, &at, &sentence); count++) {
        for (int i = 0; i < DENIAL_COUNT; i++) whole->counts[i] += sentence.counts[i];
        if (whole->first.end == 0) whole->first = sentence.first;
    }
    return count;
}

/* "Without" stands for "not", but not for a "not" that stands beside a "without". */
static bool is_lost(const size_t source[DENIAL_COUNT], const size_t target[DENIAL_COUNT])
{
    size_t nots = target[DENIAL_NOT], withouts = target[DENIAL_WITHOUT];
    if (target[DENIAL_NEAR] > source[DENIAL_NEAR]) return false; /* those that are the source's stand for themselves */
    if (source[DENIAL_NOT] && source[DENIAL_WITHOUT]) return nots == 0 || (withouts == 0 && nots < 2);
    return (source[DENIAL_NOT] || source[DENIAL_WITHOUT]) && nots + withouts == 0;
}

static bool is_gained(const size_t source[DENIAL_COUNT], const size_t target[DENIAL_COUNT])
{
    bool denied = source[DENIAL_NOT] || source[DENIAL_WITHOUT] || source[DENIAL_NEAR] || source[DENIAL_MAY]
                  || source[DENIAL_NONE];
    return !denied && (target[DENIAL_NOT] > target[DENIAL_UNTIL] || target[DENIAL_WITHOUT]);
}

static enum status compare_sentences(const struct sentence *source, const struct sentence *target,
                                     struct differences *differences, struct error *error)
{
    if (is_lost(source->counts, target->counts) && !target->counts[DENIAL_NONE])
        return differences_add(differences,
                               (struct difference){DIFFERENCE_NEGATION, source->first, target->span,
                                                   "is denied by no word of the translation"},
                               error);
    if (is_gained(source->counts, target->counts))
        return differences_add(
            differences,
            (struct difference){DIFFERENCE_NEGATION, source->span, target->first, "denies what the source does not"},
            error);
    return STATUS_OK;
}

static bool has_denial(const struct compared_text *text)
{
    const struct tokens *tokens = &text->tokens;
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].sense && tokens_sense(tokens, &text->language->senses, i, SENSE_DENIAL)) return true;
    return false;
}

enum status compare_denials(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error)
{
    struct sentence left, right;
    if (!has_denial(source) && !has_denial(target)) return STATUS_OK;
    size_t count = count_sentences(source, &left);
    if (count_sentences(target, &right) != count || count < 2)
        return compare_sentences(&left, &right, differences, error);
    enum status status = STATUS_OK;
    for (size_t at = 0, there = 0; status == STATUS_OK && next_sentence(source, &at, &left);)
        if (next_sentence(target, &there, &right)) status = compare_sentences(&left, &right, differences, error);
    return status;
}
