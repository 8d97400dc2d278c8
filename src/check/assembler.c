#include "check/assembler.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static enum letter_kind kind_of_ascii(uint32_t codepoint)
{
    bool letter = (codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z';
    bool digit = codepoint >= '0' && codepoint <= '9';
    if (letter || digit) return LETTER_WORD;
    if (codepoint == '\'') return LETTER_APOSTROPHE;
    return codepoint != 0 && strchr("<>+=%$", (int)codepoint) ? LETTER_SIGN : LETTER_NONE;
}

enum letter_kind letter_kind(uint32_t codepoint)
{
    if (codepoint < 0x80) return kind_of_ascii(codepoint);
    if (codepoint > 0x10FFFF) return LETTER_NONE;
    if (codepoint == 0x2019 || codepoint == 0x02BC) return LETTER_APOSTROPHE;
    UChar32 character = (UChar32)codepoint;
    if (u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return LETTER_UNSEEN;
    uint32_t category = U_MASK(u_charType(character));
    if (category & (U_GC_L_MASK | U_GC_N_MASK)) return LETTER_WORD;
    if (category & U_GC_M_MASK) return LETTER_MARK;
    bool part_of_measure = codepoint == 0xB0 || codepoint == 0x2030; /* degree, per mille */
    if (part_of_measure || (category & (U_GC_SC_MASK | U_GC_SM_MASK))) return LETTER_SIGN;
    return category & U_GC_CF_MASK ? LETTER_UNSEEN : LETTER_NONE;
}

static void end_sign(struct assembler *assembler)
{
    char text[4];
    size_t length = utf8_encode(assembler->sign, text);
    if (assembler->sign_count == 1) assembler->emit(assembler->context, text, length, assembler->start, assembler->end);
    assembler->sign_count = 0;
}

static void feed_sign(struct assembler *assembler, uint32_t codepoint, uint32_t start, uint32_t end)
{
    if (assembler->sign_count == 0 || assembler->sign != codepoint) assembler_break(assembler);
    assembler->sign = codepoint;
    assembler->sign_count++;
    assembler->start = start;
    assembler->end = end;
}

/* Chinese has no spaces; what a reader counts there are its characters. */
static bool is_word_by_itself(uint32_t codepoint)
{
    UErrorCode code = U_ZERO_ERROR;
    return codepoint >= 0x2E80 && uscript_getScript((UChar32)codepoint, &code) == USCRIPT_HAN;
}

void assembler_feed(struct assembler *assembler, uint32_t codepoint, uint32_t start, uint32_t end)
{
    enum letter_kind kind = letter_kind(codepoint);
    if (kind == LETTER_UNSEEN) return;
    bool open = assembler->word.length > 0;
    if (kind == LETTER_APOSTROPHE && open && !assembler->apostrophe) {
        assembler->apostrophe = true;
        return;
    }
    if (kind == LETTER_SIGN) {
        feed_sign(assembler, codepoint, start, end);
        return;
    }
    bool continues = kind == LETTER_WORD || (kind == LETTER_MARK && open && !assembler->apostrophe);
    if (!continues) {
        assembler_break(assembler);
        return;
    }
    if (assembler->sign_count > 0) end_sign(assembler);
    bool whole = kind == LETTER_WORD && is_word_by_itself(codepoint);
    if (whole && open) {
        assembler_break(assembler);
        open = false;
    }
    if (!open) assembler->start = start;
    if (assembler->apostrophe) buffer_append_char(&assembler->word, '\'');
    assembler->apostrophe = false;
    buffer_append_codepoint(&assembler->word, codepoint);
    assembler->end = end;
    if (whole) assembler_break(assembler);
}

void assembler_break(struct assembler *assembler)
{
    if (assembler->sign_count > 0) end_sign(assembler);
    if (assembler->word.length > 0)
        assembler->emit(assembler->context, assembler->word.data, assembler->word.length, assembler->start,
                        assembler->end);
    bool failed = assembler->word.failed;
    buffer_clear(&assembler->word);
    assembler->word.failed = failed;
    assembler->apostrophe = false;
}

void assembler_done(struct assembler *assembler)
{
    buffer_done(&assembler->word);
}
