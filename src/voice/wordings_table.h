/* The wordings of a voice, checked and made ready to be found. */
#ifndef ALOUD_VOICE_WORDINGS_TABLE_H
#define ALOUD_VOICE_WORDINGS_TABLE_H

#include "voice/pattern.h"
#include "voice/wordings.h"
#include "voice/words.h"

enum { WORDINGS_NUMBERED_MOST = 24 }; /* the months of two calendars */

struct wordings {
    const char *texts[WORDING_COUNT]; /* the file's; NULL where it has none */
    struct word_table tables[WORDS_COUNT];
    const char *numbered[WORDS_COUNT][WORDINGS_NUMBERED_MOST + 1]; /* values by key, of the tables of each word */
};

/* `wordings` is zero before, and to be freed with wordings_done also on failure. STATUS_BAD_INPUT: a key that does not
 * exist, an empty value, a pattern that does not fit its signature. */
enum status wordings_init(struct wordings *wordings, const struct voice_file *file, const struct plural_forms *forms,
                          struct error *error);
void wordings_done(struct wordings *wordings);

/* As voice_wording_lists and voice_words. */
bool wordings_list(const struct wordings *wordings, enum wording wording, const char *word, size_t length);
const char *wordings_find(const struct wordings *wordings, enum voice_words table, const char *word, size_t length);

#endif
