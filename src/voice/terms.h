/* The terms of a file before they are a Lexicon's, with their lines: what stands twice is found here. */
#ifndef ALOUD_VOICE_TERMS_H
#define ALOUD_VOICE_TERMS_H

#include "voice/lexicon.h"
#include "voice/remarks.h"

/* Offsets into the text, where each ends with a zero. */
struct term {
    uint32_t term, folded, saying;
    size_t line;
    bool phonemes; /* `saying` is the engine's */
    bool usable;   /* false: it could not be understood, which has been told */
    bool role;     /* it is for one use of the word only */
};

struct terms {
    const char *path; /* borrowed */
    bool strict;      /* the same term twice is a mistake in the file */
    struct buffer text;
    struct term *items; /* in the order of the file */
    size_t count, capacity;
};

/* Appends a text, white space within it as one space and none at its ends; *ret is its offset. */
enum status terms_text(struct terms *terms, const char *text, size_t length, uint32_t *ret, struct error *error);

/* Appends a term; finds `folded` itself. */
enum status terms_put(struct terms *terms, struct term term, struct error *error);

/* Adds them to `lexicon`. Of sayings of one term the first counts: another one is told, and in a strict file, where neither
 * case nor role differ, STATUS_BAD_INPUT with file and line. What lexicon_add refuses is told too. */
enum status terms_add_to(const struct terms *terms, struct lexicon *lexicon, struct remarks *remarks,
                         struct error *error);

void terms_done(struct terms *terms);

#endif
