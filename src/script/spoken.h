/* The spoken form: what the engine is given for the words of an utterance.
 *
 * spoken.c holds the table of recognisers, tried in order at each word; the first that knows the word says it, and
 * perhaps the words behind it. A new shape (dose, range, date) is a file with one function and a line in that table.
 */
#ifndef ALOUD_SCRIPT_SPOKEN_H
#define ALOUD_SCRIPT_SPOKEN_H

#include "script/composer.h"

/* Fills `spoken`, the words' spoken ranges, `changes` and `contacts` of an utterance that `composer` has composed. */
enum status spoken_form(const struct voice *voice, const struct composer *composer, struct utterance *utterance,
                        struct error *error);

/* The writing of `spoken`; for recognisers. */
struct speaker {
    const struct voice *voice;
    const struct document *document; /* NULL for messages */
    const struct token *tokens;      /* NULL while spelling */
    struct utterance *utterance;
    size_t word;        /* being said */
    bool audible;       /* something of it has been said */
    bool gap;           /* a space is due within the word */
    bool comma;         /* a short pause is due before what is said next */
    bool inner_bracket; /* within "tablet(s)" */
    uint32_t last;      /* the last character given to the engine */
    uint16_t language;  /* index into document.languages of what was said last */
    bool failed;
};

/* A word without the brackets, quotes and stops around it. */
struct core {
    const char *lead;
    size_t lead_length;
    const char *text;
    size_t length;
    const char *tail;
    size_t tail_length;
};

/* Says the words from `word` on that it knows, each between speaker_begin and speaker_end; returns how many. 0: it does
 * not know the word, and has said nothing. */
typedef size_t recogniser(struct speaker *speaker, size_t word);

recogniser spoken_marker, spoken_phone, spoken_address, spoken_lexicon;

void speaker_begin(struct speaker *speaker, size_t word);
void speaker_end(struct speaker *speaker);
void speaker_letter(struct speaker *speaker, uint32_t codepoint); /* safe for the engine, or left out */
void speaker_stop(struct speaker *speaker, uint32_t codepoint);   /* . , : … with what was said before */
void speaker_name(struct speaker *speaker, const char *name);     /* as words of their own */
void speaker_contact(struct speaker *speaker, enum contact_kind kind, size_t first, size_t count);

/* Any text by its letters, digits, stops and named signs: the spoken form of what no recogniser knows. */
void speaker_text(struct speaker *speaker, const char *text, size_t length);

struct core word_core(const struct utterance *utterance, size_t word);

/* The address of the link that the word is in; NULL where there is none. */
const char *word_target(const struct speaker *speaker, size_t word);

#endif
