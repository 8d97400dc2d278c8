/* The writing of an utterance's spoken text, for recognisers (recognisers.h) and for spelling.
 *
 * What is written belongs to the shown word that the speaker is at, so that each word has its own spoken range.
 */
#ifndef ALOUD_SCRIPT_SPEAKER_H
#define ALOUD_SCRIPT_SPEAKER_H

#include "script/numbers.h"
#include "script/pieces.h"
#include "script/punctuation.h"
#include "script/script_language.h"
#include "voice/lexicon.h"

struct speaker {
    const struct voice *voice;             /* whose words are said: the leaflet's, or a guest's (guests.h) */
    const struct voice *host;              /* the leaflet's */
    struct numbers *numbers;               /* NULL while spelling */
    const struct document *document;       /* NULL for messages */
    const struct token *tokens;            /* NULL while spelling */
    const struct own_scripts *own;         /* likewise */
    const struct lexicon *const *lexicons; /* asked before the voice's */
    size_t lexicon_count;
    enum punctuation punctuation; /* for the leaflet's own signs */
    struct utterance *utterance;
    const struct piece *pieces;
    size_t piece_count;
    size_t word;               /* being said; SIZE_MAX before the first */
    bool audible;              /* something of it has been said */
    bool gap;                  /* a space is due within the word */
    bool comma;                /* a short pause is due before what is said next */
    bool inner_bracket;        /* within "tablet(s)" */
    bool inner_quote;          /* a single quote was opened: an apostrophe at a word's end may close it */
    bool shared;               /* a word of which nothing is said shares the range of the one before */
    bool in_phonemes;          /* the shape said last has a pronunciation */
    bool ambiguous;            /* the shape being said could mean two things */
    size_t phone_end;          /* the piece behind the phone number that was said last; 0 before the first */
    size_t time_first;         /* the piece of the time with which the row of those said last begins */
    size_t time_end;           /* the piece behind the time that was said last; 0 before the first */
    size_t claim_word;         /* the first word of the shape being said; SIZE_MAX outside */
    uint32_t last;             /* the last character given to the engine */
    unsigned tells;            /* of the whole utterance: script_language.h */
    const char *foreign;       /* the language of the letters being said, by their script; NULL: the word's */
    const char *word_language; /* BCP 47 */
    const char *language;      /* of what was said last; NULL: the voice's */
    bool failed;
};

/* Goes on to the word that piece `piece` is of; pieces only ascend. */
void speaker_at(struct speaker *speaker, size_t piece);

/* To the end of the last word. */
void speaker_finish(struct speaker *speaker);

/* Ends the word, for spelling; speaker_at does it for pieces. */
void speaker_end(struct speaker *speaker);

void speaker_letter(struct speaker *speaker, uint32_t codepoint); /* safe for the engine, or left out */
void speaker_stop(struct speaker *speaker, uint32_t codepoint);   /* . , : … with what was said before */
void speaker_name(struct speaker *speaker, const char *name);     /* as words of their own */
void speaker_contact(struct speaker *speaker, enum contact_kind kind, size_t first, size_t count);

/* Frees words that were put together to be said; where memory ran out for them, the utterance has failed. */
void speaker_done(struct speaker *speaker, struct buffer *words);

/* The address of the link that the word is in; NULL where there is none. */
const char *word_target(const struct speaker *speaker, size_t word);

#endif
