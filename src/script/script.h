/* The Script: the flat list of utterances that will be spoken, made from a Document and a Voice.
 *
 * Only an index of a few bytes an utterance is kept; an utterance's texts are made when they are asked for, the same
 * each time. So memory stays small for a leaflet of 10 MB, and the document may still be growing: script_extend
 * takes in the blocks that were appended since.
 *
 *     script_new(voice, &script, error);
 *     script_extend(script, document, error);
 *     struct utterance utterance = {0};
 *     for (size_t i = 0; i < script_count(script); i++) {
 *         if (script_utterance(script, document, i, &utterance, error) != STATUS_OK) break;
 *         puts(utterance.spoken.data);
 *     }
 *     utterance_done(&utterance);
 *
 * Invariants
 * - Each visible word of the document is a `word` of exactly one utterance, in order; its spoken range is not empty
 *   unless the word has neither letters nor digits nor signs that are said: "–", "***".
 * - `shown` and `spoken` are valid UTF-8 without control characters. `spoken` holds no markup for the engine; phonemes
 *   stand beside it, in `pronunciations`, and come from a lexicon or a voice's [readings] only.
 */
#ifndef ALOUD_SCRIPT_SCRIPT_H
#define ALOUD_SCRIPT_SCRIPT_H

#include "document/document.h"
#include "script/punctuation.h"
#include "voice/voice.h"

/* A word of the text on the screen and what is said for it. */
struct word {
    uint32_t shown_start; /* bytes into utterance.shown; start = end for a word that is only spoken */
    uint32_t shown_end;
    uint32_t spoken_start; /* bytes into utterance.spoken */
    uint32_t spoken_end;
    struct source_span source;
    bool added;  /* Aloud's own ("Department:" repeated in each row): not a word of the leaflet's here */
    bool marker; /* a list item's number */
};

/* From this byte of `spoken` on, another language. Issue: lang attributes. */
struct language_change {
    uint32_t spoken_start;
    char language[36]; /* BCP 47 */
};

enum contact_kind { CONTACT_PHONE, CONTACT_EMAIL, CONTACT_WEB };

/* A phone number, address or link within the utterance. */
struct contact {
    enum contact_kind kind;
    uint32_t first_word; /* indexes into words */
    uint32_t word_count;
};

/* A stretch that is not said as it is shown: for `aloud script --explain` and `aloud check`. */
struct spoken_note {
    const char *recogniser; /* the name of what knew it; static */
    uint32_t shown_start;   /* bytes into utterance.shown */
    uint32_t shown_end;
    uint32_t spoken_start; /* bytes into utterance.spoken */
    uint32_t spoken_end;
    bool ambiguous; /* it could mean two things, so it is said literally */
};

struct utterance {
    struct buffer shown;  /* what the screen shows */
    struct buffer spoken; /* what the engine is given */
    struct word *words;
    size_t word_count, word_capacity;
    struct language_change *changes; /* ascending; empty: all in the script's language */
    size_t change_count, change_capacity;
    struct contact *contacts;
    size_t contact_count, contact_capacity;
    struct spoken_note *notes; /* ascending */
    size_t note_count, note_capacity;
    struct pronunciation *pronunciations; /* of bytes of `spoken`, ascending; none overlaps another */
    size_t pronunciation_count, pronunciation_capacity;
    uint32_t pause_after_ms;
};

/* Where an utterance stands: the index entry. */
struct place {
    uint32_t block;      /* index into the document's blocks; a table row's first cell */
    uint32_t text_start; /* bytes into document.text; the utterance reaches to the next one's or the block's end */
    uint32_t text_end;
    uint32_t duration_ms; /* estimated at the voice's usual rate, pause included */
    uint8_t role;         /* enum role */
    uint8_t level;        /* heading level, 0 else */
    bool starts_block;    /* first utterance of a paragraph, item, row or heading */
    bool has_contact;     /* it may hold a phone number, address or link (never false where it does) */
};

struct script;

enum status script_new(const struct voice *voice, struct script **ret, struct error *error);
void script_free(struct script *script);

/* Takes in the document's blocks behind those that it has. The same document must be given each time. */
enum status script_extend(struct script *script, const struct document *document, struct error *error);

/* Terms are looked up in this lexicon before the voice's, and behind those given before; at most two, before the first
 * utterance is asked for. It must outlive the script. */
struct lexicon;
void script_add_lexicon(struct script *script, const struct lexicon *lexicon);

/* Which signs of the leaflet are named from now on; at first PUNCTUATION_NONE. The utterances stay the same ones, and what
 * they show; what is spoken, with all that points into it, changes. Times stay those of PUNCTUATION_NONE. */
void script_set_punctuation(struct script *script, enum punctuation level);
enum punctuation script_punctuation(const struct script *script);

size_t script_count(const struct script *script);
const struct place *script_place(const struct script *script, size_t index); /* valid until the next extend */
const struct voice *script_voice(const struct script *script);

/* Estimated milliseconds of utterances [from, to) at the voice's usual rate. O(1). */
uint64_t script_duration_ms(const struct script *script, size_t from, size_t to);

/* Fills `utterance` (its memory is used again). */
enum status script_utterance(struct script *script, const struct document *document, size_t index,
                             struct utterance *utterance, struct error *error);

void utterance_done(struct utterance *utterance);

/* An utterance for Aloud's own words: `text` is shown and spoken in the voice's language, without names of signs. */
enum status utterance_from_message(struct script *script, const char *text, struct utterance *utterance,
                                   struct error *error);

/* The same for a line of a leaflet that stands by itself: signs are named as script_set_punctuation has it. */
enum status utterance_from_line(struct script *script, const char *text, struct utterance *utterance,
                                struct error *error);

/* How letters are told: by their names, or by the words of the voice's spelling alphabet, where that has the letter. */
enum spelling { SPELLING_NAMES, SPELLING_ALPHABET };

/* The letters of `text` one by one, "capital" and signs told: for spelling. */
enum status utterance_spell(struct script *script, const char *text, size_t length, enum spelling spelling,
                            struct utterance *utterance, struct error *error);

#endif
