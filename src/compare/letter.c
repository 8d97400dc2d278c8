#include "compare/letter.h"

#include "compare/alphabet.h"
#include "compare/folding.h"

#include <unicode/uchar.h>

struct letter letters_kept[LETTERS_KEPT];

static bool is_in_word(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_M_MASK)) || is_invisible(c);
}

struct letter letter_learn(uint32_t codepoint)
{
    struct letter letter = {.folded = fold_letter(codepoint),
                            .alphabet = (uint8_t)alphabet_of(codepoint),
                            .in_word = is_in_word(codepoint),
                            .known = true};
    if (codepoint < LETTERS_KEPT) letters_kept[codepoint] = letter;
    return letter;
}
