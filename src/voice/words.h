/* Small dictionaries of a voice: words and signs, sorted, found whatever their case. */
#ifndef ALOUD_VOICE_WORDS_H
#define ALOUD_VOICE_WORDS_H

#include "voice/voice_file.h"

#include <stdbool.h>
#include <stdint.h>

struct word_table {
    struct word_entry *items;
    size_t count, capacity;
    struct buffer text; /* the words' memory */
};

struct sign_table {
    struct sign_entry *items;
    size_t count, capacity;
};

/* Makes the table of a section, of its keys, its values, or each word of its values. Words are compared as Unicode's
 * NFKC_Casefold makes them, so case, composition and invisible joiners do not matter. The entries stay the file's.
 * STATUS_BAD_INPUT: two words that are the same in that sense, or one over WORD_UNITS_MOST. */
enum { WORD_UNITS_MOST = 64 };
enum { WORD_FOLDED_BYTES = WORD_UNITS_MOST * 3 + 1 };
enum word_source { WORD_KEYS, WORD_VALUES, WORD_EACH };
enum status word_table_init(struct word_table *table, const struct voice_file *file, enum voice_section section,
                            enum word_source source, struct error *error);
void word_table_done(struct word_table *table);

/* A word as it is compared: NFKC_Casefold, and the typed apostrophe for the typeset one. False where it is too long or is
 * not valid UTF-8. */
bool word_fold(const char *word, size_t length, char folded[WORD_FOLDED_BYTES]);

/* The value of a word; NULL where the table has none. */
const char *word_table_find(const struct word_table *table, const char *word, size_t length);

/* The entry of a word; where the file's word is one small letter ("g") or begins with a capital ("Mon"), only with its
 * first letter in that case. One capital letter ("L") stands for both. NULL where the table has none. */
const struct voice_entry *word_table_find_cased(const struct word_table *table, const char *word, size_t length);

/* Makes the table of a section whose keys are one character each, or its code as U+0040. */
enum status sign_table_init(struct sign_table *table, const struct voice_file *file, enum voice_section section,
                            struct error *error);
void sign_table_done(struct sign_table *table);

/* The value of a character in any case; NULL where the table has none. */
const char *sign_table_find(const struct sign_table *table, uint32_t codepoint);

#endif
