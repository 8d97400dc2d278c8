/* Puts an utterance's shown text together from pieces of the document and Aloud's own words, word by word. A word is
 * what stands between two white spaces; in scripts without spaces, what ICU takes for one.
 *
 * The tokens stand beside the utterance's words, index by index, and say what the spoken form must know of each.
 */
#ifndef ALOUD_SCRIPT_COMPOSER_H
#define ALOUD_SCRIPT_COMPOSER_H

#include "script/script.h"

struct token {
    uint32_t text_start; /* bytes into document.text; none where start = end */
    uint32_t text_end;
    uint32_t target;   /* of the link that the word is in; DOCUMENT_NONE */
    uint16_t language; /* index into document.languages */
    bool glued;        /* no white space stands before it */
    char join;         /* Aloud's own sign between the word before and this one; 0 for none */
};

/* A phrase around one or two arguments: before {0} between {1} behind. */
struct frame {
    char *before, *between, *behind;
    bool reversed; /* {1} stands before {0} */
};

struct composer {
    const struct document *document; /* borrowed from composer_begin on; NULL for messages */
    struct utterance *utterance;     /* likewise */
    struct frame picture;

    struct token *tokens; /* as many as the utterance has words */
    size_t token_capacity;
    bool failed; /* memory ran out; later calls do nothing */

    /* What the next characters are. */
    bool added, marker;
    uint16_t style, language;
    uint32_t target;

    bool open;   /* a word has begun */
    bool spaced; /* white space stands before the next character */
    char join;
    uint32_t last; /* the last character that was put down */

    struct UBreakIterator *words; /* for scripts without spaces; NULL until needed */
    struct UText *utext;
    const char *words_text; /* that `words` is set to; NULL: none */
    size_t words_length;
};

/* Fills `frame` from the voice's phrase of one or two texts. */
enum status frame_init(struct frame *frame, const struct voice *voice, enum phrase phrase, size_t argument_count,
                       struct error *error);
void frame_done(struct frame *frame);

void composer_begin(struct composer *composer, const struct document *document, struct utterance *utterance);
void composer_done(struct composer *composer);

/* Document text [start, end) of `block`: the leaflet's words; as `added` ones when they are repeated. */
void composer_range(struct composer *composer, const struct block *block, uint32_t start, uint32_t end, bool added);

/* Aloud's own words. */
void composer_literal(struct composer *composer, const char *text);

/* Words of a leaflet that no document holds. */
void composer_line(struct composer *composer, const char *text);

/* An item's number, which stands at `source`. */
void composer_marker(struct composer *composer, uint32_t number, struct source_span source);

/* Ends the word and puts `sign` before the next, unless a stop stands there already. */
void composer_join(struct composer *composer, char sign);

/* Ends the last word and finds the words' sources. */
void composer_end(struct composer *composer);

#endif
