/* Words of time that no number counts: a translation may not make "once a week" every day, or an evening a morning. Other words may
 * stand for them ("nightly", "at breakfast"), and languages differ in which they need; so only one is told that is gone where
 * one has come that was not there. */
#include "compare/comparison_parts.h"

#include <string.h>

enum period { HOUR, DAY, WEEK, MONTH, YEAR, MORNING, LATE, PERIOD_COUNT };

enum { ABBREVIATION_BYTES_MOST = 3 };

static const uint32_t units = 1U << HOUR | 1U << DAY | 1U << WEEK | 1U << MONTH | 1U << YEAR;
static const uint32_t parts = 1U << MORNING | 1U << LATE;

/* A bit for each period. */
struct periods {
    uint32_t all;                         /* that the text has in any way */
    uint32_t bare;                        /* … that no number counts */
    struct text_span spans[PERIOD_COUNT]; /* of the first bare one */
};

static uint32_t bit_of_measure(enum measure measure)
{
    switch (measure) {
    case MEASURE_HOUR: return 1U << HOUR;
    case MEASURE_DAY: return 1U << DAY;
    case MEASURE_WEEK: return 1U << WEEK;
    case MEASURE_MONTH: return 1U << MONTH;
    case MEASURE_YEAR: return 1U << YEAR;
    default: return 0;
    }
}

static uint32_t bit_of_part(enum day_part part)
{
    return part == DAY_PART_NONE ? 0 : 1U << (part == DAY_PART_MORNING ? MORNING : LATE);
}

static uint32_t bits_of_token(const struct compared_text *text, const struct token *token)
{
    uint32_t bits = 0;
    for (const struct sense *sense = token->sense; sense; sense = senses_next(&text->language->senses, sense)) {
        if (sense->kind == SENSE_MEASURE) bits |= bit_of_measure((enum measure)sense->value);
        if (sense->kind == SENSE_DAY_PART) bits |= bit_of_part((enum day_part)sense->value);
    }
    return bits;
}

/* What of it a word stands for that has no number: "am" is a word of English too, and the symbol "yr" one of Welsh. */
static uint32_t bits_alone(const struct compared_text *text, const struct token *token, uint32_t bits)
{
    char word[ABBREVIATION_BYTES_MOST + 1] = "";
    if (bits & units) bits &= ~parts; /* "дня": of the day, and in the afternoon */
    if (token->phrase > 1 || token->folded_bytes > ABBREVIATION_BYTES_MOST) return bits;
    memcpy(word, buffer_text(&text->tokens.folded) + token->folded, token->folded_bytes);
    return measure_of_symbol(word) == MEASURE_NONE ? bits & ~parts : 0;
}

/* Whether a number counts what stands at byte `at`; "a" and "one" may be none. */
static bool is_counted(const struct figures *figures, uint32_t at)
{
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->items[i];
        if (figure->start <= at && at < figure->end) return figure->weight != WEIGHT_LOOSE;
    }
    return false;
}

static void add_bare(struct periods *periods, uint32_t bits, struct text_span span)
{
    for (int i = 0; i < PERIOD_COUNT; i++)
        if ((bits & ~periods->bare) >> i & 1) periods->spans[i] = span;
    periods->bare |= bits;
}

static struct periods find_periods(const struct compared_text *text)
{
    struct periods periods = {0};
    for (size_t i = 0; i < text->tokens.count; i++) {
        const struct token *token = &text->tokens.items[i];
        uint32_t bits = token->kind == TOKEN_WORD && token->phrase ? bits_of_token(text, token) : 0;
        periods.all |= bits;
        if (bits && !is_counted(&text->figures, token->start))
            add_bare(&periods, bits_alone(text, token, bits),
                     (struct text_span){token->start, text->tokens.items[i + token->phrase - 1].end});
    }
    for (size_t i = 0; i < text->figures.count; i++) periods.all |= bit_of_measure(text->figures.items[i].measure);
    return periods;
}

/* The period of the only bit; PERIOD_COUNT where there is none or more than one. */
static size_t only_period(uint32_t bits)
{
    size_t period = 0;
    if (bits == 0 || bits & (bits - 1)) return PERIOD_COUNT;
    while (!(bits >> period & 1)) period++;
    return period;
}

enum status compare_periods(const struct compared_text *source, const struct compared_text *target,
                            struct differences *differences, struct error *error)
{
    struct periods left = find_periods(source), right = find_periods(target);
    uint32_t gone = left.bare & ~right.all;
    uint32_t come = right.bare & ~left.all & ~(1U << HOUR); /* "a qualsiasi ora": at any time of the day */
    enum status status = STATUS_OK;
    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        uint32_t kind = i == 0 ? units : parts;
        size_t lost = only_period(gone & kind), added = only_period(come & kind);
        if (lost == PERIOD_COUNT || added == PERIOD_COUNT) continue;
        status = differences_add(differences,
                                 (struct difference){i == 0 ? DIFFERENCE_MEASURE : DIFFERENCE_TIME, left.spans[lost],
                                                     right.spans[added], "is another one in the translation"},
                                 error);
    }
    return status;
}
