/* The words of the spoken form: what a voice file gives so that script/ can say numbers, units, dates and times.
 *
 * A wording is one key of a section. A language may lack any: script/ then leaves the shapes that need it to the engine.
 * tests/voice tells which languages lack what.
 *
 * X(NAME, SECTION, "key", "signature"): the signature as in phrases.h; "" is a text without arguments. A list is
 * words with spaces between, in lower case.
 */
#ifndef ALOUD_VOICE_WORDINGS_H
#define ALOUD_VOICE_WORDINGS_H

#include <stddef.h>

#define WORDING_LIST(X)                                                                                                \
    /* Numbers. Their names are ICU's: the names of rule sets of its spell-out rules for the language. */              \
    X(LOCALE, NUMBERS, "locale", "")             /* ICU's name of the language, where it is another than the file's */ \
    X(CARDINAL, NUMBERS, "cardinal", "")         /* "spellout-cardinal-verbose"; without it the engine reads digits */ \
    X(ORDINAL, NUMBERS, "ordinal", "")           /* "spellout-ordinal-verbose" */                                      \
    X(ORDINAL_SIGN, NUMBERS, "ordinal_sign", "") /* ".": 3. Stock, where a word follows */                             \
    X(ORDINAL_ALONE, NUMBERS, "ordinal_alone", "") /* rule set that names "3." where that is all */                    \
    X(BEYOND, NUMBERS, "beyond", "")               /* "quintillion": what 10 to the 18th is called */                  \
    X(YEAR, NUMBERS, "year", "")                   /* "spellout-numbering-year" */                                     \
    X(DECIMAL, NUMBERS, "decimal", "")             /* the signs that may stand before decimals: ".·" */               \
    X(GROUPS, NUMBERS, "groups", "")               /* the signs that may stand between thousands: ", " */              \
    X(POINT, NUMBERS, "point", "")                 /* how the decimal sign is said */                                  \
    X(DECIMALS, NUMBERS, "decimals", "") /* "number": 1,25 is "one point twenty-five"; else digit by digit; */         \
    /* "pairs": so too, and more than three in pairs: 3,1415 is "three point fourteen fifteen" */                      \
    X(DECIMALS_AGREE, NUMBERS, "decimals_agree",                                                                       \
      "") /* decimals take the gender of what they count; in this one the whole number too */                          \
    X(MINUS, NUMBERS, "minus", "t")                /* "minus {0}" */                                                   \
    X(GENDER, NUMBERS, "gender", "")               /* "masculine": of what has no other, where cases need it */        \
    X(GENITIVE_ONE, NUMBERS, "genitive_one", "")   /* "1.5": the number whose plural form is the genitive of one, */   \
    X(GENITIVE_MORE, NUMBERS, "genitive_more", "") /* "5": and of more, in which a noun is behind "do 2" */            \
    X(FEW_COUNTED, NUMBERS, "few_counted", "")     /* "100": the number whose plural form a noun has behind 1-2, -2 */ \
    X(RANGE_CASE, NUMBERS, "range_case", "")       /* "genitive": of the second number of a range */                   \
    X(RANGE, NUMBERS, "range", "tt")               /* "{0} to {1}" */                                                  \
    X(LESS, NUMBERS, "less", "t")                  /* < 5, where that is said behind it: "{0} se kam" */               \
    X(MORE, NUMBERS, "more", "t")                                                                                      \
    X(AT_MOST, NUMBERS, "at_most", "t")                                                                                \
    X(AT_LEAST, NUMBERS, "at_least", "t")                                                                              \
    X(TIMES, NUMBERS, "times", "tt")                   /* 2 x 500 mg: "{0} times {1}" */                               \
    X(TIMES_ALONE, NUMBERS, "times_alone", "n")        /* 3 x a day: "{0, plural, …}" */                             \
    X(BY, NUMBERS, "by", "tt")                         /* 2 x 5 cm: "{0} by {1}" */                                    \
    X(POWER, NUMBERS, "power", "tt")                   /* 10⁹: "{0} to the {1}" */                                   \
    X(RATIO, NUMBERS, "ratio", "tt")                   /* 1:10,000: "{0} in {1}" */                                    \
    X(RISK, NUMBERS, "risk", "tt")                     /* 1:250, where nothing is mixed: "{0} in {1}" */               \
    X(EVEN, NUMBERS, "even", "tt")                     /* a 50:50 chance: "{0} {1}" */                                 \
    X(ACUITY, NUMBERS, "acuity", "tt")                 /* you see 6/12: "{0} {1}" */                                   \
    X(MIXED, NUMBERS, "mixed", "tt")                   /* 1½: "{0} and {1}" */                                        \
    X(MIXED_HALF, NUMBERS, "mixed_half", "n")          /* 1½ and its like, where that has words of its own */         \
    X(FRACTION_GENDER, NUMBERS, "fraction_gender", "") /* of numerators: "feminine" */                                 \
    X(LONG_ALONE, NUMBERS, "long_alone", "")         /* "said": 1234567 by itself is an amount; else digit by digit */ \
    X(FRACTION_ALONE, NUMBERS, "fraction_alone", "") /* "said": 1/2 by itself is a half; "always": and beside words */ \
    X(FRACTION, NUMBERS, "fraction", "tt")           /* 3/17: "{0} over {1}" */                                        \
    X(PART_OF, NUMBERS, "part_of", "t")              /* 3/4 l: "{0} de", before a unit, but not behind a half */       \
    X(OUT_OF, NUMBERS, "out_of", "tt")               /* 7/10 behind "score": "{0} out of {1}" */                       \
    X(OVER, NUMBERS, "over", "tt")                   /* 120/80 mmHg: "{0} over {1}" */                                 \
    X(OF, NUMBERS, "of", "tt")                       /* page 2/4: "{0} of {1}" */                                      \
    X(SLASH, NUMBERS, "slash", "tt")                 /* 30/500: "{0} slash {1}" */                                     \
    X(PER, NUMBERS, "per", "t")                      /* 250 mg/5 ml: "per {0}" */                                      \
    X(NOTE, NUMBERS, "note", "t")                    /* the mark of a footnote: "note {0}" */                          \
    X(NUMBER, NUMBERS, "number", "t")                /* #5: "number {0}" */                                            \
    X(HASHTAG, NUMBERS, "hashtag", "t")              /* #StrokeWeek: "hashtag {0}" */                                  \
    /* Lists of words by which numbers are told apart */                                                               \
    X(LENGTHS, CONTEXT, "lengths", "")                 /* units before which "x" is "by" */                            \
    X(SIZES, CONTEXT, "sizes", "")                     /* words behind 5x5 that make it one thing's size: "by" */      \
    X(GLUED, CONTEXT, "glued", "")                     /* units only where no space stands before them: in */          \
    X(PRESSURES, CONTEXT, "pressures", "")             /* units of two numbers: mmhg */                                \
    X(PRESSURE_BEFORE, CONTEXT, "pressure", "")        /* words before 120/80: pressure, bp */                         \
    X(SCORE_BEFORE, CONTEXT, "score", "")              /* words before 7/10: score, pain */                            \
    X(ACUITY_BEFORE, CONTEXT, "acuity", "")            /* words before 6/12 of sight: see, vision */                   \
    X(RATIO_BEFORE, CONTEXT, "ratio", "")              /* words before 1:10 that make it one: dilute */                \
    X(RATIO_BEHIND, CONTEXT, "ratio_behind", "")       /* words behind 1:10, and behind a:b: ratio */                  \
    X(PERIOD_BEFORE, CONTEXT, "period", "")            /* words before 6/52 of weeks: in, for */                       \
    X(PERIOD_BEHIND, CONTEXT, "period_behind", "")     /* list: words behind 6/52 that make it one: ago */             \
    X(COUNTED_BEHIND, CONTEXT, "counted", "")          /* words behind 4/5: people */                                  \
    X(PAGE_BEFORE, CONTEXT, "page", "")                /* words before 2/4: page, step */                              \
    X(HALVES, CONTEXT, "halves", "")                   /* words behind 1/2 that make it a fraction: of, a, tablet */   \
    X(HALVED, CONTEXT, "halved", "")                   /* what 1.5 of is said by mixed_half: years */                  \
    X(SHARES, CONTEXT, "shares", "")                   /* units whose decimals may be said by their places: % */       \
    X(MEASURED, CONTEXT, "measured", "")               /* words before which a unit is singular: (500 mg) tablets */   \
    X(ONE_THING, CONTEXT, "one_thing", "")             /* words behind which £10 is singular, if a word follows: a */ \
    X(TEMPERATURE, CONTEXT, "temperature", "")         /* words behind which 38C is a temperature */                   \
    X(MEASURED_PLURAL, CONTEXT, "measured_plural", "") /* units that are plural there too: (50) p (coin) */            \
    X(EXPIRY_BEFORE, CONTEXT, "expiry", "")            /* words before 06/26 of a month and year: exp */               \
    X(CAPITALS_BOTH, CONTEXT, "capitals_both", "") /* words that are acronyms behind those of capitals_before: who */  \
    X(CAPITALS_BEFORE, CONTEXT, "capitals_before", "") /* the */                                                       \
    X(CODE_BEFORE, CONTEXT, "code", "")          /* words behind which four digits or more are said one by one */      \
    X(ROMAN_BEFORE, CONTEXT, "roman", "")        /* words behind which II is a number: type, stage */                  \
    X(ROMAN_BEHIND, CONTEXT, "roman_behind", "") /* words before which II is an ordinal: secolo */                     \
    X(REIGN_BEFORE, CONTEXT, "reign", "")        /* words behind which it is "the second": henry */                    \
    X(ANSWERS, CONTEXT, "answers", "")    /* list: abbreviations that are also answers: No. 24 hours must pass */      \
    X(PREFIXES, CONTEXT, "prefixes", "")  /* words that are written together with a number behind them */              \
    X(BLOOD_BEFORE, CONTEXT, "blood", "") /* words near which O+ is a blood group: blood, group */                     \
    X(TONE_KEPT_BEHIND, CONTEXT, "tone_kept_behind", "") /* characters behind which one of [readings] never varies */  \
    X(TONE_KEPT_BEFORE, CONTEXT, "tone_kept_before", "") /* and those before which it does not */                      \
    X(POSITIVE, NUMBERS, "positive", "t")                /* O+: "{0} positive" */                                      \
    X(NEGATIVE, NUMBERS, "negative", "t")                /* O-: "{0} negative" */                                      \
    X(REIGN, NUMBERS, "reign", "t")                      /* Henry VIII: "the {0}" */                                   \
    X(EITHER, NUMBERS, "either", "tt")                   /* his/her: "{0} or {1}" */                                   \
    X(THEN, NUMBERS, "then", "")                         /* lift → level 3: the arrow */                             \
    X(VERSION, NUMBERS, "version", "t")                  /* v1.2: "version {0}" */                                     \
    /* Money */                                                                                                        \
    X(MONEY_PARTS, NUMBERS, "money_parts", "tt") /* £9.90: {0} "nine pounds", {1} "ninety pence" */                   \
    X(MONEY_FEW, NUMBERS, "money_few", "")       /* "said": £9.9 is £9.90 */                                         \
    X(MONEY_BOTH, NUMBERS, "money", "tt")        /* £9.90: {0} "nine pounds", {1} "ninety" */                         \
    /* Times of day */                                                                                                 \
    X(TIME_SIGNS, TIMES, "signs", "")              /* between hours and minutes: ":." */                               \
    X(TIME_LETTERS, TIMES, "letters", "")          /* list: words between hours and minutes: the h of 14 h 30 */       \
    X(TIME_WHOLE, TIMES, "whole", "n")             /* 9:00: "{0} o'clock" */                                           \
    X(TIME_HUNDRED, TIMES, "hundred", "n")         /* 14:00, 09:00: "{0} hundred"; without it as the others */         \
    X(TIME_HUNDRED_FEW, TIMES, "hundred_few", "n") /* 09:00 hrs: "oh {0} hundred"; without it as the others */         \
    X(TIME_ZONES, TIMES, "zones", "")              /* list: gmt est, said by letters behind a time */                  \
    X(TIME_NAMES, TIMES, "names", "")              /* list: times with a name: noon midnight; also behind 12 */        \
    X(TIME_HOURS, TIMES, "hours", "")              /* list: words behind 09:00 that make it "nine hundred": hrs */     \
    X(TIME_MINUTES, TIMES, "minutes", "nn")        /* 9:30: "{0} {1}" */                                               \
    X(TIME_FEW, TIMES, "few", "nn")                /* 9:05: "{0} oh {1}" */                                            \
    X(TIME_EXACT, TIMES, "exact", "nn")            /* 9:30 before seconds, where that is said otherwise */             \
    X(TIME_SECONDS, TIMES, "seconds", "tn")        /* 9:30:05: {0} what minutes gave, {1} the seconds */               \
    X(TIME_QUARTER, TIMES, "quarter", "n")         /* 9:15, where it is said so: "quarter past {0}" */                 \
    X(TIME_HALF, TIMES, "half", "n")               /* 9:30 */                                                          \
    X(TIME_THREE, TIMES, "three_quarters", "n")    /* 9:45: "quarter to {0}", {0} the next hour */                     \
    X(AM_WRITTEN, TIMES, "am_written", "")         /* list: am a.m. */                                                 \
    X(PM_WRITTEN, TIMES, "pm_written", "")                                                                             \
    X(AM, TIMES, "am", "t") /* "{0} ay em", {0} the hour alone or hour and minutes */                                  \
    X(PM, TIMES, "pm", "t")                                                                                            \
    X(AM_TWELVE, TIMES, "am_twelve", "t") /* 12 a.m., where that is said otherwise: "{0} de la noche" */               \
    X(PM_TWELVE, TIMES, "pm_twelve", "t")                                                                              \
    X(TIME_BEHIND, TIMES, "behind", "")          /* list: words behind a bare 9.30 or 9 that make it a time: uhr */    \
    X(TIME_BEFORE, TIMES, "before", "")          /* list: words before 9.30 that make it a time: at, from, until */    \
    X(TIME_FROM, TIMES, "from", "")              /* list: words before 9.30 to 10.30, if it is quarters: from */       \
    X(TIME_ENDINGS, TIMES, "endings", "")        /* list: endings behind 9.30 that make it a time: -kor */             \
    X(TIME_COUNTED, TIMES, "counted", "")        /* list: words that make 9.30 a number before them: tablets */        \
    X(TIME_VALUES, TIMES, "values", "")          /* list: words that make 7.30–7.45 numbers behind them: ph inr */   \
    X(HOUR_BEFORE, TIMES, "hour", "")            /* list: words behind which a bare 9 is one: godz */                  \
    X(TIME_RANGE, TIMES, "range", "tt")          /* 9:00–17:00, where that is said otherwise than other ranges */    \
    X(TIME_RANGE_CASE, TIMES, "range_case", "")  /* of the hours of a range: "genitive" */                             \
    X(HOUR_GENDER, TIMES, "hour_gender", "")     /* "feminine": hours are counted so */                                \
    X(MINUTE_GENDER, TIMES, "minute_gender", "") /* likewise minutes and seconds */                                    \
    X(HOUR_ORDINAL, TIMES, "hour_ordinal",                                                                             \
      "") /* rule set by which hours are said, if not as numbers are; with cases */                                    \
    X(AROUND_CLOCK, TIMES, "around_clock", "") /* 24/7 */                                                              \
    /* Dates */                                                                                                        \
    X(DATE_ORDER, DATES, "order", "")              /* of 1/2/2026: "dmy", "mdy" or "ymd" */                            \
    X(DATE_DAY, DATES, "day", "")                  /* rule set that names the day where [days] does not */             \
    X(DAY_MONTH, DATES, "day_month", "tt")         /* "the {0} of {1}" */                                              \
    X(MONTH_DAY, DATES, "month_day", "tt")         /* March 3, 03-31-2026: {0} the month; without it as the others */  \
    X(DATE_YEAR, DATES, "date_year", "tt")         /* {0} what day_month gave, {1} the year */                         \
    X(MONTH_YEAR, DATES, "month_year", "tt")       /* March 2026 */                                                    \
    X(DAY_ALONE, DATES, "day_alone", "t")          /* 24–27 December: the 24 */                                      \
    X(SHORT_BEHIND, DATES, "short_behind", "")     /* list: words behind 14-05 that make it one; also by itself */     \
    X(DAY_SIGNS, DATES, "day_signs", "")           /* behind the day's digits: "." */                                  \
    X(SPACED, DATES, "spaced", "")                 /* list: words before 12. 3. that make it a date, where dates */    \
                                                   /* are written so; without it 12. 3. 2026 is none either */         \
    X(DATE_RANGE, DATES, "range", "tt")            /* Monday–Friday */                                               \
    X(WEEKDAY_BEFORE, DATES, "weekday_before", "") /* list: words behind which "Sat" is a day: on, every */            \
    X(WEEKDAY_BEHIND, DATES, "weekday_behind", "") /* list: words before which "Sat" is a day: until */                \
    X(DATE_JOINS, DATES, "joins", "")              /* list: words between days of one month: and, or */                \
    X(DATE_OF, DATES, "of", "")                    /* list: words between day and month: of */                         \
    X(YEAR_NAMED, DATES, "year_named", "t")        /* a year by itself with such a word: "{0} roku" */                 \
    X(YEAR_BEHIND, DATES, "year_behind", "")       /* list: words behind a year that belong to it: r. */               \
    X(YEAR_BEFORE, DATES, "year_before", "")       /* list: words behind which 1850 is a year: in, since */            \
    X(YEARS_BETWEEN, DATES, "years_between", "")   /* list: words behind which 1945 and 1965 are years: between */     \
    X(YEAR_FOLLOWED, DATES, "year_followed",                                                                           \
      "") /* list: words before which it is one: those of "in" that stand behind */                                    \
    /* Phone numbers */                                                                                                \
    X(PHONE_LENGTHS, PHONE, "lengths", "") /* list: digits of a whole number within the country: 10 11 */              \
    X(PHONE_BEGINS, PHONE, "begins", "")   /* the digits with which such a number begins: "03"; without it any */      \
    X(PHONE_READ, PHONE, "read", "")       /* "numbers": a group of two or three digits is said as a number */         \
    X(PHONE_CODES, PHONE, "codes", "")     /* list: short numbers said digit by digit: 999 112 */                      \
    X(PHONE_BEFORE, PHONE, "before", "")   /* list: words behind which any number is one to ring: call, ring */        \
    X(EXTENSIONS, PHONE, "extensions", "") /* list: words before the digits of an extension: ext */                    \
    X(POSTCODE, PHONE, "postcode", "")     /* the digits of a postcode about its hyphen, before a town: "2-3" */       \
    X(DIGIT_GROUPS, PHONE, "groups", "")   /* list: words behind which digits are said one by one: (NHS) number */

/* X(NAME, SECTION, keys, signature): a section that is looked up by what stands in the leaflet. keys: KEYS by key, EACH by
 * each word of the values (found is the key). The values are texts (NULL) or patterns of the signature. */
#define WORD_TABLE_LIST(X)                                                                                             \
    X(RULES, NUMBER_RULES, KEYS, NULL) /* 1 = "%spellout-cardinal: …": in place of ICU's, in its notation */         \
    X(NAMES, NUMBER_NAMES, KEYS, NULL) /* "una sută" = "o sută": for ICU's words; "1 feminine" = "o"; "4 digit" */   \
    X(UNITS, UNITS, KEYS, "n")         /* mg = "{0, plural, one{# milligram} other{# milligrams}}"; "=mg": the same */ \
    X(PER, PER, KEYS, NULL)            /* kg = "per kilogram" */                                                       \
    X(CASES, CASES, KEYS, NULL) /* word before a number = "genitive": then spellout-cardinal-feminine-genitive */      \
    X(GENDERS, GENDERS, KEYS,                                                                                          \
      NULL)                    /* unit or noun = "feminine": spellout-cardinal-feminine counts it; ". noun" and */     \
                               /* nouns that none counts = "ordinal-feminine-genitive": spellout-ordinal-… */        \
    X(MONEY, MONEY, KEYS, "n") /* £ = "…"; £/100, /1000 = "…" its part */                                        \
    X(MULTIPLIERS, MULTIPLIERS, KEYS, NULL) /* m = "million" */                                                        \
    X(FRACTIONS, FRACTIONS, KEYS, NULL)     /* 1/2 = "one half"; "1/2 hour" = "half an"; "+1/2" (of 2½) = "a half" */ \
    X(DENOMINATORS, DENOMINATORS, KEYS, "n") /* 5 = "{0, plural, one{# fifth} other{# fifths}}" */                     \
    X(PERIODS, PERIODS, KEYS, "n")           /* 52 = "{0, plural, one{# week} other{# weeks}}": 6/52 of clinicians */  \
    X(PLACES, DECIMAL_PLACES, KEYS, "tt")    /* 1 = "{0} and {1} of ten": 2.5, where nothing is counted behind it */   \
    X(ARTICLES, ARTICLES, KEYS, NULL)        /* word before an ordinal or a day = the rule set that names it then */   \
    X(ORDINALS, ORDINALS, KEYS, NULL)        /* th = "spellout-ordinal-verbose" */                                     \
    X(ENDINGS, ENDINGS, KEYS, NULL)          /* 1980s: s = "y>ies x>xes >s" changes the end of the last word */        \
    X(MONTHS, MONTHS, EACH,                                                                                            \
      NULL) /* 3 = "March"; the first word is said in a date; 13 on: those of another calendar */                      \
    X(SHORT_MONTHS, SHORT_MONTHS, EACH, NULL)     /* 3 = "Mar" */                                                      \
    X(WEEKDAYS, WEEKDAYS, EACH, NULL)             /* 1 = "Monday" */                                                   \
    X(SHORT_WEEKDAYS, SHORT_WEEKDAYS, EACH, NULL) /* 1 = "Mon", beside other days, dates and times only */             \
    X(HOURS, HOURS, KEYS,                                                                                              \
      NULL) /* 8 = "eighth", where hours are not counted; "8 +" behind [times] before, "8 soft" by [cases] */          \
    X(DAYS, DAYS, KEYS, NULL)                  /* 1 = "first", in dates */                                             \
    X(SHORT, SPOKEN_ABBREVIATIONS, KEYS, NULL) /* approx = "approximately"; "no #" before a number only */             \
    X(PAIRS, LETTER_PAIRS, KEYS, NULL)         /* a letter and a mark that the engine reads wrong, and what it gets */ \
    X(CAPITALS, CAPITALS, EACH, NULL)          /* short words that are words also in capitals: not, do, us */          \
    X(READINGS, READINGS, KEYS, NULL)          /* 银行 = "yin2 hang2": reading.h */                                  \
    X(TONES, TONES, EACH, NULL)                /* 4 = "大 是": the characters of a tone */

enum wording {
#define X(name, section, key, signature) WORDING_##name,
    WORDING_LIST(X)
#undef X
        WORDING_COUNT
};

enum voice_words {
#define X(name, section, keys, signature) WORDS_##name,
    WORD_TABLE_LIST(X)
#undef X
        WORDS_COUNT
};

#endif
