#include "listen/arabic_letters.h"

#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL, FORM_COUNT };

enum {
    LETTERS_FIRST = 0x620,
    LETTERS_END = 0x6D4,
    LAM = 0x644,
    FORMS_FIRST = 0xFB50,
    FORMS_END = 0xFEFD,
};

/* [letter][form], and for ligatures [the alef][isolated or final]; 0: Unicode has none. */
struct forms {
    bool known;
    uint16_t letters[LETTERS_END - LETTERS_FIRST][FORM_COUNT];
    uint16_t lam_alefs[LETTERS_END - LETTERS_FIRST][FORM_COUNT];
};

static bool is_letter(uint32_t codepoint)
{
    return codepoint >= LETTERS_FIRST && codepoint < LETTERS_END;
}

static int form_of(UChar32 presentation)
{
    switch (u_getIntPropertyValue(presentation, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_ISOLATED: return FORM_ISOLATED;
    case U_DT_FINAL: return FORM_FINAL;
    case U_DT_INITIAL: return FORM_INITIAL;
    case U_DT_MEDIAL: return FORM_MEDIAL;
    default: return -1;
    }
}

/* Turns Unicode's decompositions round. */
static const struct forms *all_forms(void)
{
    static struct forms forms;
    if (forms.known) return &forms;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *compatible = unorm2_getNFKCInstance(&code);
    for (UChar32 presentation = FORMS_FIRST; U_SUCCESS(code) && presentation < FORMS_END; presentation++) {
        UChar parts[32];
        int form = form_of(presentation);
        if (form < 0) continue;
        int32_t count = unorm2_getRawDecomposition(compatible, presentation, parts, 32, &code);
        if (count == 1 && is_letter(parts[0]))
            forms.letters[parts[0] - LETTERS_FIRST][form] = (uint16_t)presentation;
        else if (count == 2 && parts[0] == LAM && is_letter(parts[1]))
            forms.lam_alefs[parts[1] - LETTERS_FIRST][form] = (uint16_t)presentation;
    }
    forms.known = U_SUCCESS(code);
    return &forms;
}

static bool is_alef_of_ligature(uint32_t codepoint)
{
    return codepoint == 0x622 || codepoint == 0x623 || codepoint == 0x625 || codepoint == 0x627;
}

static int joining_type(uint32_t codepoint)
{
    return u_getIntPropertyValue((UChar32)codepoint, UCHAR_JOINING_TYPE);
}

/* The next character from `at` on that is no mark on a letter; `length` where there is none. */
static size_t skip_marks(const uint32_t *text, size_t length, size_t at)
{
    while (at < length && joining_type(text[at]) == U_JT_TRANSPARENT) at++;
    return at;
}

static bool joins_onward(int type)
{
    return type == U_JT_DUAL_JOINING || type == U_JT_JOIN_CAUSING || type == U_JT_LEFT_JOINING;
}

static bool joins_backward(int type)
{
    return type == U_JT_DUAL_JOINING || type == U_JT_JOIN_CAUSING || type == U_JT_RIGHT_JOINING;
}

void arabic_letters_join(uint32_t *text, size_t length)
{
    const struct forms *forms = all_forms();
    bool before = false; /* the letter before reaches out to this one */
    for (size_t at = skip_marks(text, length, 0); at < length;) {
        size_t next = skip_marks(text, length, at + 1);
        uint32_t letter = text[at];
        int type = joining_type(letter);
        bool from = before && joins_backward(type);
        if (letter == LAM && next < length && is_alef_of_ligature(text[next])) {
            text[at] = forms->lam_alefs[text[next] - LETTERS_FIRST][from ? FORM_FINAL : FORM_ISOLATED];
            text[next] = 0;
            before = false;
            at = skip_marks(text, length, next + 1);
            continue;
        }
        bool on = joins_onward(type) && next < length && joins_backward(joining_type(text[next]));
        enum form form = from && on ? FORM_MEDIAL : from ? FORM_FINAL : on ? FORM_INITIAL : FORM_ISOLATED;
        uint16_t written = is_letter(letter) ? forms->letters[letter - LETTERS_FIRST][form] : 0;
        if (written) text[at] = written;
        before = joins_onward(type);
        at = next;
    }
}
