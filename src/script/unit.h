/* What is measured: "mg", "ml/min", "mg/kg/day", and "mg/5 ml". */
#ifndef ALOUD_SCRIPT_UNIT_H
#define ALOUD_SCRIPT_UNIT_H

#include "script/amount.h"

enum { UNIT_PERS_MOST = 4 };

struct unit {
    size_t first, end;   /* pieces */
    const char *pattern; /* of [units] */
    const char *gender;  /* that its number has; NULL for the voice's own */
    struct {
        const char *words;    /* of [per]; NULL: a number and a unit of their own follow */
        size_t piece;         /* the slash */
        struct amount amount; /* then */
        const char *pattern;
    } pers[UNIT_PERS_MOST];
    size_t per_count;
};

/* Reads the unit that begins at `piece`, glued to its number or behind a space. False where none does. */
bool unit_read(const struct speaker *speaker, size_t piece, struct unit *unit);

/* Whether the word at `piece` is one that the voice says for a unit: "milligrams", "weeks". */
bool unit_is_named(const struct speaker *speaker, size_t piece);

/* Whether it is its word for hours, which stands behind times too. */
bool unit_names_hours(const struct speaker *speaker, size_t piece);

/* Whether a unit's pattern is that of hours. */
bool unit_is_hours(const struct speaker *speaker, const char *pattern);

/* The number that chooses the plural of a unit whose pieces end before `end`: 1 before "tablets" ("500 milligram tablets"). */
double unit_counted(const struct speaker *speaker, double value, size_t end);

/* Appends the words of an amount of the unit. */
void measure_words(struct speaker *speaker, const struct amount *amount, const struct unit *unit, struct buffer *words);

/* Says them: the amount at its pieces, the unit at its own. */
void say_measure(struct speaker *speaker, const struct amount *amount, const struct unit *unit);

#endif
