/* The terms of a pronunciation lexicon before they are a Lexicon's: what pls.c reads and pls_terms.c sorts out. */
#ifndef ALOUD_VOICE_PLS_PARTS_H
#define ALOUD_VOICE_PLS_PARTS_H

#include "voice/pls.h"

/* Offsets into the text, where both end with a zero; the order is that of the file. */
struct pls_term {
    uint32_t grapheme, saying;
    size_t line;
    bool phonemes; /* of the engine */
    bool usable;   /* what is said for it could be understood */
    bool role;     /* the lexeme says that it is for one use of the word only */
};

struct pls_terms {
    const char *path; /* borrowed */
    struct buffer text;
    struct pls_term *items;
    size_t count, capacity;
};

/* Adds them to `lexicon`. STATUS_BAD_INPUT for a grapheme that stands twice, but for another role. */
enum status pls_terms_add(const struct pls_terms *terms, struct lexicon *lexicon, struct remarks *remarks,
                          struct error *error);

#endif
