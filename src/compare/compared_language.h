/* All that the comparison needs to know of one language, made once from its voice file and ICU:
 *   [negations]   denials.h
 *   [comparison]  2 = "twice" a number in words ("~2": the word may stand for nothing);  loose = "neuf": numbers that are
 *                 other words too;  second minute hour day week month year = "…" words of time, and
 *                 kg = "kilo" further ones of other measures;  month 3 = "…" further
 *                 names of a month;  plus = "and" of one and a half;  half_more = "साढ़े" before a number;  am pm night = "…" words beside a time of day;  clock = "Uhr" makes a number a time;
 *                 other = "…" what is none of these;
 *                 date_day date_month date_year counted part ordinal_before percent_before = "…" of Chinese, and
 *                 date_year = "m" behind a year that stands before its day and month;  prefixes suffixes = "…" that
 *                 are written together with other words
 *   [units] [months] [weekdays] and the number rules of [numbers], as for the spoken form (wordings.h)
 * In all of them "_" stands for a space and "*" at one end of a word for any letters.
 */
#ifndef ALOUD_COMPARE_COMPARED_LANGUAGE_H
#define ALOUD_COMPARE_COMPARED_LANGUAGE_H

#include "compare/alphabet.h"
#include "compare/measures.h"
#include "compare/senses.h"
#include "voice/voice.h"

enum { AFFIXES_MOST = 24, AFFIX_BYTES_MOST = 24, SIGNS_MOST = 8 };

struct affixes {
    struct affix {
        char text[AFFIX_BYTES_MOST]; /* folded */
        size_t length;
    } items[AFFIXES_MOST];
    size_t count;
};

/* Immutable once made. */
struct compared_language {
    const struct voice *voice; /* borrowed */
    struct senses senses;
    struct affixes prefixes, suffixes;
    uint32_t decimal_signs[SIGNS_MOST], group_signs[SIGNS_MOST]; /* ended by 0 */
    bool knows_measure[MEASURE_COUNT];                           /* has words or a symbol for it */
    bool clock_of_24;                                            /* 8:00 is in the morning */
    bool dotted_days;                                            /* 3. März */
    bool month_first;                                            /* 12/31/2026 */
    bool measure_first;                                          /* "සති 6": weeks 6 */
    enum alphabet alphabet;
    double characters_per_second;
};

/* `language` is zero before; free it with compared_language_done also on failure. STATUS_BAD_INPUT with file and line: a key
 * of [negations] or [comparison] that there is not. The voice must outlive it. */
enum status compared_language_init(struct compared_language *language, const struct voice *voice, struct error *error);
void compared_language_done(struct compared_language *language);

#endif
