/* The measures whose amounts a translation must keep: those of doses, sizes and times. What is only counted (tablets, puffs)
 * is no measure. */
#ifndef ALOUD_COMPARE_MEASURES_H
#define ALOUD_COMPARE_MEASURES_H

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "international symbols with spaces between") */
#define MEASURE_LIST(X)                                                                                                \
    X(NG, "ng")                                                                                                        \
    X(UG, "µg mcg ug")                                                                                                 \
    X(MG, "mg")                                                                                                        \
    X(G, "g gm")                                                                                                       \
    X(KG, "kg kgs")                                                                                                    \
    X(ML, "ml mls cc cm3")                                                                                             \
    X(CL, "cl")                                                                                                        \
    X(DL, "dl")                                                                                                        \
    X(L, "l")                                                                                                          \
    X(MM, "mm")                                                                                                        \
    X(CM, "cm")                                                                                                        \
    X(M, "m")                                                                                                          \
    X(KM, "km")                                                                                                        \
    X(NMOL, "nmol")                                                                                                    \
    X(UMOL, "µmol umol")                                                                                               \
    X(MMOL, "mmol")                                                                                                    \
    X(MOL, "mol")                                                                                                      \
    X(KCAL, "kcal kcals")                                                                                              \
    X(KJ, "kJ")                                                                                                        \
    X(MMHG, "mmHg")                                                                                                    \
    X(MSV, "mSv")                                                                                                      \
    X(CELSIUS, "°C")                                                                                                   \
    X(FAHRENHEIT, "°F")                                                                                                \
    X(DEGREE, "°")                                                                                                     \
    X(PER_CENT, "% ٪ ％")                                                                                              \
    X(SECOND, "s sec secs")                                                                                            \
    X(MINUTE, "min mins")                                                                                              \
    X(HOUR, "h hr hrs")                                                                                                \
    X(DAY, "")                                                                                                         \
    X(WEEK, "wk wks")                                                                                                  \
    X(MONTH, "mth mths")                                                                                               \
    X(YEAR, "yr yrs")

enum measure {
    MEASURE_NONE,
#define X(name, symbols) MEASURE_##name,
    MEASURE_LIST(X)
#undef X
        MEASURE_COUNT
};

/* The international symbols of a measure. Static. */
const char *measure_symbols(enum measure measure);

/* MEASURE_NONE where a symbol, as a voice file's [units] has it, is of none. */
enum measure measure_of_symbol(const char *symbol);

static inline bool measure_is_time(enum measure measure)
{
    return measure >= MEASURE_SECOND;
}

/* Seconds, of measures of time up to a week; 0 for others: a month has no fixed length. */
double measure_seconds(enum measure measure);

#endif
