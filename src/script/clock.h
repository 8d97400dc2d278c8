/* A time of day, as spoken_time.c reads it from the pieces, and its words. */
#ifndef ALOUD_SCRIPT_CLOCK_H
#define ALOUD_SCRIPT_CLOCK_H

#include "script/amount.h"

enum { CLOCK_QUARTER = 15, CLOCK_NOON = 12 };

struct clock {
    size_t first, end;        /* pieces */
    int hour, minute, second; /* minute and second -1: none */
    enum wording half;        /* WORDING_AM, WORDING_PM, or WORDING_COUNT */
    bool colon;
    bool counted;                 /* "hrs" stands behind it, or behind the range */
    bool named;                   /* "Uhr" stands behind, and is of it */
    size_t name;                  /* the piece of "noon", by itself or behind the hour; SIZE_MAX: none */
    const char *grammatical_case; /* in which the hour is said, or NULL */
};

/* Appends its words: the hour, minutes, seconds, and the half of the day or the name of noon. */
void clock_words(struct speaker *speaker, const struct clock *clock, struct buffer *words);

#endif
