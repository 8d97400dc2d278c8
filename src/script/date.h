/* The parts of a date in the pieces: days, months, years. */
#ifndef ALOUD_SCRIPT_DATE_H
#define ALOUD_SCRIPT_DATE_H

#include "script/amount.h"

struct date {
    size_t first, end;                /* pieces */
    int day, month, year;             /* 0: none */
    size_t day_at, month_at, year_at; /* pieces */
    bool small;                       /* the month is in small letters where it should not be */
    bool doubtful;                    /* it could be another thing: 11.12 */
};

/* The end of what stands at `piece`; `piece` where it is none. */
size_t date_day(const struct speaker *speaker, size_t piece, int *day);           /* 3, 3rd, 3. */
size_t date_month(const struct speaker *speaker, size_t piece, int *month);       /* March, Mar, Mar. */
size_t date_small_month(const struct speaker *speaker, size_t piece, int *month); /* march, where March is written */
size_t date_year(const struct speaker *speaker, size_t piece, int *year);         /* 2026 */

/* The year of "26" (2026) or "2026"; 0 where it is none. */
int date_full_year(const struct speaker *speaker, size_t piece);

/* Whether what is glued to the date that ends before `end` leaves it one: a stop, its "г.", an ending; but not "12/3/26/4". */
bool date_stands_free(const struct speaker *speaker, size_t end);

/* 12/03/2026, 12.3.26, 2026-03-12 */
bool date_in_digits(const struct speaker *speaker, size_t piece, struct date *date);

/* A month or weekday in short, with its point. In small letters only behind a day or with a point: "sept" is seven too. The
 * end; `piece` where it is none. */
size_t date_short_name(const struct speaker *speaker, enum voice_words table, size_t piece, const char **ret_key);

/* 03/2026 */
bool date_month_year(const struct speaker *speaker, size_t piece, struct date *date);

/* 24.12 and 5.3. in a language whose decimals have a comma */
bool date_day_dot_month(const struct speaker *speaker, size_t piece, struct date *date);

/* 14-05 by itself or before a word that tells, in a language that writes so; only where it is no range, as 05-14 may be */
bool date_day_hyphen_month(const struct speaker *speaker, size_t piece, struct date *date);

/* `piece`: where it stands. */
void date_day_words(struct speaker *speaker, int day, size_t piece, struct buffer *words);
void date_year_words(struct speaker *speaker, int year, struct buffer *words);

/* A year by itself in pieces [piece, end), in the case in which it stands. */
void date_year_alone_words(struct speaker *speaker, int year, size_t piece, size_t end, struct buffer *words);

/* Appends all that the date has. */
void date_words(struct speaker *speaker, const struct date *date, struct buffer *words);

/* Says two of them by the pattern of a range: `from` at piece `first`, `to` at piece `second`. */
void say_date_range(struct speaker *speaker, size_t first, const struct buffer *from, size_t second,
                    const struct buffer *to);

/* Says the year, or the two with a line between, that stand by themselves at `piece`; how many pieces, 0 where none do. */
size_t say_years(struct speaker *speaker, size_t piece);

#endif
