/* The text of a voice file: sections with keys and values, read by iniparser after checks of our own.
 *
 * iniparser 4.1 forgets the lines, lets the last of two equal keys win, cuts long lines, takes a value without quotes
 * up to the next ";" or "#", prints what it does not understand, and changes the case of keys by the locale, byte by
 * byte. So a voice file is checked first, more strictly than iniparser would:
 *
 *   - UTF-8 without a byte order mark, at most 256 kB, lines of at most 1,000 bytes, no line that ends with a backslash;
 *   - a line is empty, a comment (";" or "#" first), a [section] of a known name, or key = "value";
 *   - each value stands in quotes, "…" or '…'; behind them only a comment may stand;
 *   - no key is given twice in a section, also not in another case.
 */
#ifndef ALOUD_VOICE_VOICE_FILE_H
#define ALOUD_VOICE_VOICE_FILE_H

#include "base/buffer.h"
#include "base/status.h"

#include <stddef.h>

/* X(NAME, "name in the file") */
#define SECTION_LIST(X)                                                                                                \
    X(VOICE, "voice")                                                                                                  \
    X(PAUSES, "pauses")                                                                                                \
    X(PHRASES, "phrases")                                                                                              \
    X(LETTERS, "letters")                                                                                              \
    X(SYMBOLS, "symbols")                                                                                              \
    X(ABBREVIATIONS, "abbreviations")                                                                                  \
    X(LEXICON, "lexicon")                                                                                              \
    X(NEEDS_EYES, "needs_eyes")                                                                                        \
    X(BARE_LINKS, "bare_links")                                                                                        \
    X(NUMBERS, "numbers")                                                                                              \
    X(CONTEXT, "context")                                                                                              \
    X(NUMBER_RULES, "number_rules")                                                                                    \
    X(NUMBER_NAMES, "number_names")                                                                                    \
    X(UNITS, "units")                                                                                                  \
    X(PER, "per")                                                                                                      \
    X(CASES, "cases")                                                                                                  \
    X(GENDERS, "genders")                                                                                              \
    X(MONEY, "money")                                                                                                  \
    X(MULTIPLIERS, "multipliers")                                                                                      \
    X(FRACTIONS, "fractions")                                                                                          \
    X(PERIODS, "periods")                                                                                              \
    X(DECIMAL_PLACES, "decimal_places")                                                                                \
    X(DENOMINATORS, "denominators")                                                                                    \
    X(ARTICLES, "articles")                                                                                            \
    X(ORDINALS, "ordinals")                                                                                            \
    X(ENDINGS, "endings")                                                                                              \
    X(TIMES, "times")                                                                                                  \
    X(DATES, "dates")                                                                                                  \
    X(MONTHS, "months")                                                                                                \
    X(SHORT_MONTHS, "short_months")                                                                                    \
    X(WEEKDAYS, "weekdays")                                                                                            \
    X(SHORT_WEEKDAYS, "short_weekdays")                                                                                \
    X(HOURS, "hours")                                                                                                  \
    X(DAYS, "days")                                                                                                    \
    X(PHONE, "phone")                                                                                                  \
    X(SPOKEN_ABBREVIATIONS, "spoken_abbreviations")                                                                    \
    X(READINGS, "readings")                                                                                            \
    X(TONES, "tones")                                                                                                  \
    X(LETTER_PAIRS, "letter_pairs")                                                                                    \
    X(CAPITALS, "capitals")                                                                                            \
    X(SPELLING_ALPHABET, "spelling_alphabet")                                                                          \
    X(PHONEMES, "phonemes")                                                                                            \
    X(NEGATIONS, "negations")                                                                                          \
    X(COMPARISON, "comparison")

enum voice_section {
#define X(section, name) SECTION_##section,
    SECTION_LIST(X)
#undef X
        SECTION_COUNT
};

struct voice_entry {
    enum voice_section section;
    const char *key;   /* as the file has it */
    const char *value; /* without its quotes */
    size_t line;       /* from 1 */
};

struct voice_file {
    char *path;
    struct buffer text;                 /* the keys' and values' memory */
    struct voice_entry *entries;        /* in the order of the file */
    const struct voice_entry **by_name; /* sorted by section and key */
    size_t count, capacity;
};

const char *voice_section_name(enum voice_section section);

/* Reads the file at `path` into `file`, which is zero before and to be freed with voice_file_done, also on failure.
 * STATUS_BAD_INPUT with file, line and key where it is not as told above. The calling thread's locale must be "C"
 * (uselocale) while this and voice_file_find run: iniparser changes the case of keys by it, byte by byte. */
enum status voice_file_read(const char *path, struct voice_file *file, struct error *error);
void voice_file_done(struct voice_file *file);

/* The entry `key` of a section, NULL where there is none. */
const struct voice_entry *voice_file_find(const struct voice_file *file, enum voice_section section, const char *key);

/* error_set for a mistake in an entry: "FILE:LINE: [section] key: …". */
__attribute__((format(printf, 4, 5))) enum status voice_file_mistake(const struct voice_file *file,
                                                                     const struct voice_entry *entry,
                                                                     struct error *error, const char *format, ...);

#endif
