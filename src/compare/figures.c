#include "compare/figures.h"

#include "base/array.h"
#include "compare/figure_reading.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANGE_BYTES_MOST = 24,
    DASH_BYTES_MOST = 3,
    SOFT_MULTIPLIER_LEAST = 100,
    HALF_TOKENS_MOST = 4,
    ARTICLE_BYTES_MOST = 3
};

void figures_done(struct figures *figures)
{
    free(figures->items);
    *figures = (struct figures){0};
}

size_t behind_numeral(const struct figure_reading *reading, size_t index)
{
    const struct token *token = token_at(reading, ++index);
    bool joined = token && token->kind == TOKEN_WORD && token->gap == GAP_NONE && !token->is_han && !token->sense;
    return joined ? index + 1 : index;
}

int whole_number(const struct figure_reading *reading, size_t index, int least, int most)
{
    const struct token *token = token_at(reading, index);
    if (!token || token->kind != TOKEN_NUMERAL || token->decimals) return -1;
    double value = token->figure.value;
    return value >= least && value <= most && value == floor(value) ? (int)value : -1;
}

/* ---- Numbers in words -------------------------------------------------------------------------------------------- */

static size_t phrase_end(const struct figure_reading *reading, size_t index)
{
    return index + token_at(reading, index)->phrase;
}

/* The number in words behind, with nothing but a space or a hyphen between; NULL where there is none. */
static const struct sense *number_behind(const struct figure_reading *reading, size_t index)
{
    const struct token *token = token_at(reading, index);
    return token && token->gap <= GAP_HYPHEN ? sense_at(reading, index, SENSE_NUMBER) : NULL;
}

/* "twenty" + "one", "two" + "hundred", "hundred" + "fifty": the value of both; 0 where they are two numbers. */
static double put_together(double value, double next)
{
    bool tens = value >= 20 && value < 100 && fmod(value, 10) == 0 && next >= 1 && next < 10;
    bool hundreds = value >= 100 && fmod(value, 100) == 0 && next >= 1 && next < (fmod(value, 1000) == 0 ? 1000 : 100);
    if (tens || hundreds) return value + next;
    return next >= SOFT_MULTIPLIER_LEAST && value < next && value >= 1 ? value * next : 0;
}

/* Takes the number words behind that belong to the amount. */
static size_t take_more_words(const struct figure_reading *reading, size_t at, struct figure *figure)
{
    for (const struct sense *next = number_behind(reading, at); next; next = number_behind(reading, at)) {
        double both = next->weight == WEIGHT_ORDINAL ? 0 : put_together(figure->value, next->value);
        if (both <= 0) break;
        figure->value = both;
        figure->digits[0] = '\0';
        if (both > 1 && figure->weight == WEIGHT_LOOSE) figure->weight = WEIGHT_SURE;
        at = phrase_end(reading, at);
        figure->end = token_at(reading, at - 1)->end;
    }
    return at;
}

/* 5 million */
static size_t take_multiplier(const struct figure_reading *reading, size_t at, struct figure *figure)
{
    const struct sense *next = number_behind(reading, at);
    if (!next || next->value < SOFT_MULTIPLIER_LEAST || next->weight == WEIGHT_ORDINAL) return at;
    if (figure->value >= next->value) return at;
    figure->value *= next->value;
    figure->digits[0] = '\0';
    at = phrase_end(reading, at);
    figure->end = token_at(reading, at - 1)->end;
    return at;
}

/* The half of "one and a half", with up to two words more between; the token behind it, or `at`. */
static size_t take_half(const struct figure_reading *reading, size_t at, struct figure *figure)
{
    if (figure->value < 1 || figure->value != floor(figure->value)) return at;
    bool joined = false;
    for (size_t i = at; i < at + HALF_TOKENS_MOST; i++) {
        const struct token *token = token_at(reading, i);
        if (!token || token->kind != TOKEN_WORD || token->gap == GAP_SIGN) return at;
        const struct sense *number = sense_at(reading, i, SENSE_NUMBER);
        joined = joined || sense_at(reading, i, SENSE_PLUS) || (i > at && (token->is_han || token->affixed));
        if (number && number->value == 0.5 && joined) {
            figure->value += 0.5;
            figure->digits[0] = '\0';
            if (figure->weight == WEIGHT_LOOSE) figure->weight = WEIGHT_SURE;
            return phrase_end(reading, i);
        }
        if (number && number->weight != WEIGHT_LOOSE) return at;
    }
    return at;
}

/* ---- Amounts ----------------------------------------------------------------------------------------------------- */

/* Behind "half" an article may stand: half a litre. */
static size_t skip_article(const struct figure_reading *reading, size_t at, const struct figure *figure)
{
    const struct token *token = token_at(reading, at);
    if (figure->value >= 1 || !token || token->kind != TOKEN_WORD || token->gap != GAP_SPACE) return at;
    const struct sense *number = sense_at(reading, at, SENSE_NUMBER);
    bool article = token->folded_bytes <= ARTICLE_BYTES_MOST || (number && number->weight == WEIGHT_LOOSE);
    return article && !token->is_han && sense_at(reading, at + 1, SENSE_MEASURE) ? at + 1 : at;
}

static size_t take_measure(const struct figure_reading *reading, size_t at, struct figure *figure)
{
    at = skip_article(reading, at, figure);
    const struct token *token = token_at(reading, at);
    const struct sense *measure = token && token->gap <= GAP_HYPHEN ? sense_at(reading, at, SENSE_MEASURE) : NULL;
    if (!measure) return at;
    figure->measure = (enum measure)measure->value;
    figure->end = token_at(reading, phrase_end(reading, at) - 1)->end;
    return phrase_end(reading, at);
}

static bool is_number(const struct figure_reading *reading, size_t index)
{
    const struct token *token = token_at(reading, index);
    return token && (token->kind == TOKEN_NUMERAL || sense_at(reading, index, SENSE_NUMBER));
}

/* The measure before the number at `index`, in a language where that is its place, and where it starts; NULL where there is
 * none. */
static const struct sense *measure_before(const struct figure_reading *reading, size_t index, uint32_t *ret_start)
{
    if (!reading->language->measure_first || index == 0 || token_at(reading, index)->gap > GAP_HYPHEN) return NULL;
    size_t back = index - 1;
    while (back > 0 && token_at(reading, back)->kind == TOKEN_WORD && token_at(reading, back)->phrase == 0) back--;
    *ret_start = token_at(reading, back)->start;
    return *ret_start >= reading->taken ? sense_at(reading, back, SENSE_MEASURE) : NULL;
}

/* The measure of the number at `index`, which ends before `at`: that behind it, or before it. */
static size_t take_measure_beside(const struct figure_reading *reading, size_t index, size_t at, struct figure *figure)
{
    struct figure behind = *figure;
    size_t end = take_measure(reading, at, &behind);
    uint32_t start = 0;
    const struct sense *before = measure_before(reading, index, &start);
    bool is_next = is_number(reading, end); /* a day 2 ml 5: that behind is of the next one */
    bool is_rate = before && measure_is_time((enum measure)before->value) && behind.measure != MEASURE_NONE
                   && !measure_is_time(behind.measure) && !is_next; /* a day 5 ml */
    if (!before || is_rate) {
        *figure = behind;
        return end;
    }
    figure->measure = (enum measure)before->value;
    figure->start = start;
    return at;
}

/* 百分之五, %5: the sign stands before. */
static void take_measure_before(const struct figure_reading *reading, size_t index, struct figure *figure)
{
    if (index == 0 || figure->measure != MEASURE_NONE || token_at(reading, index)->gap > GAP_SPACE) return;
    size_t back = index - 1;
    while (back > 0 && token_at(reading, back)->kind == TOKEN_WORD && token_at(reading, back)->phrase == 0) back--;
    const struct sense *sign = sense_at(reading, back, SENSE_MEASURE);
    bool sign_alone = sign && sign->value == MEASURE_PER_CENT && token_at(reading, index)->gap == GAP_NONE
                      && (back == 0 || token_at(reading, back - 1)->kind != TOKEN_NUMERAL);
    if (sign_alone || sense_at(reading, back, SENSE_PERCENT_BEFORE)) figure->measure = MEASURE_PER_CENT;
}

static size_t read_numeral(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    const struct token *token = token_at(reading, index);
    *ret = token->figure;
    ret->weight = WEIGHT_SURE;
    size_t at = take_multiplier(reading, behind_numeral(reading, index), ret);
    const struct sense *counted = sense_at(reading, at, SENSE_COUNTED);
    const struct token *next = token_at(reading, at);
    if (token->is_han && !token->is_long) {
        bool counts = next && next->gap == GAP_NONE
                      && (counted || sense_at(reading, at, SENSE_MEASURE) || next->kind == TOKEN_NUMERAL);
        if (!counts || ret->value <= 1) ret->weight = WEIGHT_LOOSE;
    }
    bool ordinal = index > 0 && sense_at(reading, index - 1, SENSE_ORDINAL_BEFORE);
    if (ordinal || sense_at(reading, at, SENSE_PART)) ret->weight = WEIGHT_ORDINAL;
    const struct sense *month = sense_at(reading, at, SENSE_DATE_PART);
    if (month && next && month->value == 2 && next->gap == GAP_NONE) ret->weight = WEIGHT_LOOSE; /* 3月: March */
    size_t measured = take_measure_beside(reading, index, at, ret);
    size_t half = take_half(reading, at, ret);
    take_measure_before(reading, index, ret);
    if (half > at) {
        ret->end = token_at(reading, half - 1)->end;
        return (take_measure(reading, half, ret) > measured ? take_measure(reading, half, ret) : half) - index;
    }
    return measured - index;
}

static size_t read_words(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    const struct sense *number = sense_at(reading, index, SENSE_NUMBER);
    *ret = (struct figure){.kind = FIGURE_AMOUNT, .weight = number->weight, .value = number->value};
    ret->start = token_at(reading, index)->start;
    size_t at = phrase_end(reading, index);
    ret->end = token_at(reading, at - 1)->end;
    at = take_more_words(reading, at, ret);
    if (ret->value == floor(ret->value) && ret->value < 1e9 && !ret->digits[0])
        snprintf(ret->digits, sizeof ret->digits, "%.0f", ret->value);
    size_t half = take_half(reading, at, ret);
    if (half > at) {
        ret->end = token_at(reading, half - 1)->end;
        at = half;
    }
    const struct sense *own = sense_at(reading, index, SENSE_MEASURE); /* "يومين": two days in one word */
    if (own) {
        ret->measure = (enum measure)own->value;
        return at - index;
    }
    if (ret->weight == WEIGHT_ORDINAL) return at - index;
    return take_measure_beside(reading, index, at, ret) - index;
}

/* "साढ़े तीन" */
static size_t read_half_more(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    size_t behind = phrase_end(reading, index), count = 0;
    const struct token *token = token_at(reading, behind);
    if (token && token->kind == TOKEN_NUMERAL) count = read_numeral(reading, behind, ret);
    if (number_behind(reading, behind)) count = read_words(reading, behind, ret);
    if (count == 0) return 0;
    ret->start = token_at(reading, index)->start;
    ret->value += 0.5;
    ret->digits[0] = '\0';
    return behind + count - index;
}

static size_t read_weekday(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    *ret = (struct figure){.kind = FIGURE_WEEKDAY, .weight = WEIGHT_ORDINAL};
    ret->value = sense_at(reading, index, SENSE_WEEKDAY)->value;
    ret->start = token_at(reading, index)->start;
    ret->end = token_at(reading, phrase_end(reading, index) - 1)->end;
    return token_at(reading, index)->phrase;
}

/* The figure that begins at a token, and its tokens; 0 where none begins there. */
static size_t read_figure(const struct figure_reading *reading, size_t index, struct figure *ret)
{
    const struct token *token = token_at(reading, index);
    if (token->kind == TOKEN_STOP || (token->kind == TOKEN_WORD && !token->sense)) return 0;
    if (token->kind == TOKEN_SHAPE) {
        *ret = token->figure;
        ret->weight = WEIGHT_SURE;
        if (ret->kind == FIGURE_TIME) figure_time_half(reading, index, ret);
        return 1;
    }
    bool number = token->kind == TOKEN_NUMERAL || sense_at(reading, index, SENSE_NUMBER);
    size_t count = 0;
    if (token->kind == TOKEN_NUMERAL || sense_at(reading, index, SENSE_MONTH)) count = figure_date(reading, index, ret);
    if (count == 0 && number) count = figure_time(reading, index, ret);
    if (count) return count;
    if (token->kind == TOKEN_NUMERAL) return read_numeral(reading, index, ret);
    if (number) return read_words(reading, index, ret);
    if (sense_at(reading, index, SENSE_HALF_MORE)) return read_half_more(reading, index, ret);
    return sense_at(reading, index, SENSE_WEEKDAY) ? read_weekday(reading, index, ret) : 0;
}

/* Whether the second, just behind the first, may be the other end of its range. */
static bool may_be_range(const struct figure *first, const struct figure *second)
{
    return first->kind == FIGURE_AMOUNT && second->kind == FIGURE_AMOUNT
           && second->start - first->end <= RANGE_BYTES_MOST;
}

static void share_measure(const struct figure *figure, struct figure *other, bool is_sure)
{
    if (figure->measure == MEASURE_NONE || other->measure != MEASURE_NONE) return;
    other->measure = figure->measure;
    other->measure_shared = !is_sure;
}

/* "10" of "10–12 mg" is of milligrams too, or of nothing; "12" of "mg 10–12", where measures stand before, is. */
static void share_measures(struct figures *figures, bool measure_first)
{
    struct figure *items = figures->items;
    for (size_t i = figures->count; i-- > 1;)
        if (may_be_range(&items[i - 1], &items[i])) share_measure(&items[i], &items[i - 1], false);
    for (size_t i = 1; i < figures->count && measure_first; i++) {
        bool has_dash = items[i].start - items[i - 1].end <= DASH_BYTES_MOST;
        if (may_be_range(&items[i - 1], &items[i])) share_measure(&items[i - 1], &items[i], has_dash);
    }
}

enum status figures_read(struct figures *figures, const struct compared_language *language, const struct tokens *tokens,
                         struct error *error)
{
    struct figure_reading reading = {.language = language, .tokens = tokens};
    figures->count = 0;
    for (size_t i = 0; i < tokens->count;) {
        struct figure figure = {0};
        const struct token *token = &tokens->items[i];
        size_t count = read_figure(&reading, i, &figure);
        i += count ? count : token->phrase ? token->phrase : 1;
        if (count == 0) continue;
        if (!array_reserve(&figures->items, &figures->capacity, figures->count + 1)) return error_no_memory(error);
        figures->items[figures->count++] = figure;
        reading.taken = figure.end;
    }
    share_measures(figures, language->measure_first);
    return STATUS_OK;
}
