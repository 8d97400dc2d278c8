/* A walk over tokens that makes figures of them: what figures.c, figure_dates.c and figure_times.c share. */
#ifndef ALOUD_COMPARE_FIGURE_READING_H
#define ALOUD_COMPARE_FIGURE_READING_H

#include "compare/figures.h"

struct figure_reading {
    const struct compared_language *language;
    const struct tokens *tokens;
    uint32_t taken; /* bytes of the text that the figures so far reach to */
};

/* The token at `index`; NULL behind the last. */
static inline const struct token *token_at(const struct figure_reading *reading, size_t index)
{
    return index < reading->tokens->count ? &reading->tokens->items[index] : NULL;
}

static inline const struct sense *sense_at(const struct figure_reading *reading, size_t index, enum sense_kind kind)
{
    return tokens_sense(reading->tokens, &reading->language->senses, index, kind);
}

/* The token behind a numeral at `index` and what is written together with it and has no sense of its own: the "th" of 5th. */
size_t behind_numeral(const struct figure_reading *reading, size_t index);

/* The whole number that the token is, a numeral without decimals from `least` to `most`; -1 where it is none. */
int whole_number(const struct figure_reading *reading, size_t index, int least, int most);

/* Each reads what begins at token `index` and returns how many tokens it is, 0 where that is none. */
size_t figure_date(const struct figure_reading *reading, size_t index, struct figure *ret);
size_t figure_time(const struct figure_reading *reading, size_t index, struct figure *ret);

/* Settles the half of the day of a time with a colon at `index` by the words beside it. */
void figure_time_half(const struct figure_reading *reading, size_t index, struct figure *figure);

#endif
