/* A figure: what a translation must not change. */
#ifndef ALOUD_COMPARE_FIGURE_H
#define ALOUD_COMPARE_FIGURE_H

#include "compare/measures.h"
#include "compare/senses.h"

#include <stdint.h>

enum figure_kind {
    FIGURE_AMOUNT,
    FIGURE_TIME,
    FIGURE_DATE,
    FIGURE_WEEKDAY,
    FIGURE_PHONE,
    FIGURE_ADDRESS,
    FIGURE_POSTCODE,
    FIGURE_CODE, /* "B12", "PIL-2041" */
};

enum { FIGURE_DIGITS_MOST = 20 };

struct figure {
    enum figure_kind kind;
    enum sense_weight weight;
    uint32_t start, end; /* bytes of the text */
    double value;        /* FIGURE_AMOUNT; FIGURE_WEEKDAY: from 1 */
    enum measure measure;
    bool measure_shared;                 /* in a range: "10" of "10–12 mg" */
    uint16_t minutes;                    /* FIGURE_TIME: since midnight */
    bool half_known;                     /* … and the half of the day is known */
    uint16_t day, month, year;           /* FIGURE_DATE; 0 where it has none */
    char digits[FIGURE_DIGITS_MOST + 1]; /* Western, without signs; of FIGURE_PHONE, those within the country */
};

#endif
