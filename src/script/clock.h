/* A time of day: how it is read from the pieces (clock_reading.c), whether it is one (clock_certain.c), its words (clock.c). */
#ifndef ALOUD_SCRIPT_CLOCK_H
#define ALOUD_SCRIPT_CLOCK_H

#include "script/amount.h"

enum { CLOCK_QUARTER = 15, CLOCK_NOON = 12 };

struct clock {
    size_t first, end;        /* pieces */
    size_t row;               /* the first piece of the row of times that it is of: "at 8.30 and 9.30" */
    int hour, minute, second; /* minute and second -1: none */
    enum wording half;        /* WORDING_AM, WORDING_PM, or WORDING_COUNT */
    bool colon;
    bool counted;                 /* "hrs" stands behind it, or behind the range */
    bool named;                   /* "Uhr" stands behind, and is of it */
    size_t name;                  /* the piece of "noon", by itself or behind the hour; SIZE_MAX: none */
    const char *grammatical_case; /* in which the hour is said, or NULL */
};

/* Reads what looks like a time at `piece`. False where nothing does. */
bool clock_read(const struct speaker *speaker, size_t piece, struct clock *clock);

/* Whether it is a time by itself: by a word beside it, by its form, or as one of a row of times. A number with a unit, or of
 * a row with one, never is. */
bool clock_is_certain(const struct speaker *speaker, const struct clock *clock);

/* Whether the time that was said last is joined to it: "at 9.30 and 10.30". */
bool clock_follows_time(const struct speaker *speaker, const struct clock *clock);

/* "Dilute 1:10" */
bool clock_is_ratio(const struct speaker *speaker, const struct clock *clock);

/* Reads the second of "9am–5pm", "1–4pm", "08:30–16:30" behind `from`; false where the two are no times. */
bool clock_read_range(const struct speaker *speaker, const struct clock *from, struct clock *to);

/* Appends its words: the hour, minutes, seconds, and the half of the day or the name of noon. */
void clock_words(struct speaker *speaker, const struct clock *clock, struct buffer *words);

#endif
