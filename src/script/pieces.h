/* The one tokeniser of the spoken form: an utterance's shown text cut into pieces, each a run of letters, a run of
 * digits, or a single sign. White space is no piece; how a piece stands to the one before it is in `before`.
 *
 *     "500mg (2–3 times)"   500|mg|(|2|–|3|times|)
 */
#ifndef ALOUD_SCRIPT_PIECES_H
#define ALOUD_SCRIPT_PIECES_H

#include "script/characters.h"
#include "script/composer.h"

enum piece_gap {
    GAP_NONE,  /* glued to the piece before */
    GAP_SPACE, /* white space, or another word of a script without spaces */
    GAP_WALL,  /* the beginning, Aloud's own sign between two cells, another language: no shape reaches over it */
};

struct piece {
    uint32_t start, end; /* bytes of utterance.shown */
    uint32_t codepoint;  /* the first; of a sign, the sign */
    uint32_t word;       /* index */
    uint8_t kind;        /* enum character: CHARACTER_LETTER for a run of letters and marks, … */
    uint8_t before;      /* enum piece_gap */
};

struct pieces {
    struct piece *items;
    size_t count, capacity;
};

/* Cuts the composed words of an utterance. `tokens` stand beside its words; NULL: none has a join or a language. False
 * where memory runs out. Linear time. */
bool pieces_cut(struct pieces *pieces, const struct utterance *utterance, const struct token *tokens);
void pieces_done(struct pieces *pieces);

#endif
