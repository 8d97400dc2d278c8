/* Signs that the listener wants named (punctuation.h). Their pauses stay. What a shape is made of, and a sign that stands
 * between two numbers, is never named: "1, 2 or 3" must not become "1 comma 2", which is a decimal in many languages.
 */
#include "base/array.h"
#include "base/utf8.h"
#include "script/recognisers.h"

enum {
    RUN_LONGEST = 64,         /* of the same sign: "......" is named once */
    ABBREVIATION_LONGEST = 8, /* pieces */
    ELLIPSIS_SHORTEST = 3,    /* stops */
    OPEN_QUOTE = 0x2018,
    APOSTROPHE = 0x2019,
    CLOSE_QUOTES = 0x201D,
    ELLIPSIS = 0x2026,
    RAISED_POINT = 0x00B7,
};

/* A sign of the leaflet, and those like it that are glued behind it. */
struct sign {
    size_t first, end; /* pieces */
    enum character kind;
    uint32_t codepoint;
    const struct piece *before, *behind; /* glued */
    bool between_digits;                 /* also with a space between */
};

static struct sign sign_at(const struct speaker *speaker, size_t piece)
{
    const struct piece *first = piece_at(speaker, piece);
    struct sign sign = {.first = piece,
                        .end = piece + 1,
                        .kind = (enum character)first->kind,
                        .codepoint = first->codepoint,
                        .before = piece_glued_before(speaker, piece)};
    bool pairs = sign.kind == CHARACTER_OPENING || sign.kind == CHARACTER_CLOSING;
    while (!pairs && sign.end - piece < RUN_LONGEST && piece_at(speaker, sign.end)->before == GAP_NONE
           && piece_is(piece_at(speaker, sign.end), sign.codepoint))
        sign.end++;
    sign.behind = piece_glued_behind(speaker, sign.end - 1);
    sign.between_digits = piece > 0 && piece_at(speaker, piece - 1)->kind == CHARACTER_DIGIT
                          && piece_at(speaker, sign.end)->kind == CHARACTER_DIGIT;
    return sign;
}

static bool beside_digit(const struct sign *sign)
{
    return sign->before->kind == CHARACTER_DIGIT || sign->behind->kind == CHARACTER_DIGIT;
}

static bool is_ellipsis(const struct sign *sign)
{
    return sign->codepoint == ELLIPSIS || (sign->codepoint == '.' && sign->end - sign->first >= ELLIPSIS_SHORTEST);
}

/* "Dr." */
static bool ends_abbreviation(const struct speaker *speaker, const struct sign *sign)
{
    size_t start = sign->first;
    while (sign->first - start < ABBREVIATION_LONGEST && piece_at(speaker, start)->before == GAP_NONE
           && (piece_is_word(&speaker->pieces[start - 1]) || piece_is(&speaker->pieces[start - 1], '.')))
        start--;
    struct stretch text = pieces_text(speaker, start, sign->first + 1);
    return sign->codepoint == '.' && voice_abbreviation(speaker->voice, text.text, text.length);
}

/* ‘text’ and 'text', but not ’tis. */
static bool opens_quote(const struct sign *sign)
{
    return sign->codepoint != APOSTROPHE && !piece_is_word(sign->before) && sign->behind->kind == CHARACTER_LETTER;
}

/* From which level on it is named; PUNCTUATION_COUNT: at none. */
static enum punctuation level_of(const struct speaker *speaker, const struct sign *sign)
{
    bool inner = piece_is_word(sign->before) && piece_is_word(sign->behind);
    bool again = sign->kind != CHARACTER_OPENING && sign->kind != CHARACTER_CLOSING
                 && piece_is(sign->before, sign->codepoint); /* the first of the run decided */
    bool never = false;
    enum punctuation level = PUNCTUATION_SOME;
    switch (sign->kind) {
    case CHARACTER_OPENING:
    case CHARACTER_CLOSING: break;
    case CHARACTER_SILENT: never = sign->codepoint == RAISED_POINT && sign->between_digits; break;
    case CHARACTER_SIGN: never = sign->codepoint != '~' || sign->behind->kind == CHARACTER_DIGIT; break;
    case CHARACTER_DASH: never = sign->between_digits || beside_digit(sign); break;
    case CHARACTER_HYPHEN:
        never = sign->between_digits || beside_digit(sign);
        if (sign->end - sign->first == 1 && (piece_is_word(sign->before) || piece_is_word(sign->behind)))
            level = PUNCTUATION_MOST;
        break;
    case CHARACTER_APOSTROPHE: /* "don't" stays one word */
        never = inner || sign->between_digits;
        if (!opens_quote(sign) && !speaker->inner_quote) level = PUNCTUATION_MOST;
        break;
    case CHARACTER_STOP:
        never = sign->between_digits || ends_abbreviation(speaker, sign)
                || (piece_is_word(sign->behind) && !is_ellipsis(sign));
        level = PUNCTUATION_MOST;
        break;
    default: never = true; break;
    }
    return never || again ? PUNCTUATION_COUNT : level;
}

static const char *name_of_sign(struct speaker *speaker, const struct sign *sign)
{
    uint32_t named = is_ellipsis(sign) ? ELLIPSIS : sign->codepoint;
    if (sign->kind == CHARACTER_APOSTROPHE) {
        bool opens = opens_quote(sign), closes = !opens && speaker->inner_quote;
        named = opens ? OPEN_QUOTE : closes ? CLOSE_QUOTES : APOSTROPHE;
        speaker->inner_quote = opens;
    }
    speaker->inner_quote |= sign->codepoint == OPEN_QUOTE;
    return character_sign_name(speaker->host, named);
}

/* The name in the listener's language, whatever the text is written in. */
static void say_name(struct speaker *speaker, const char *name)
{
    speaker->foreign = voice_language(speaker->host);
    speaker_name(speaker, name);
    speaker->foreign = NULL;
}

/* Which part the text; quotes do not. */
static bool is_bracket(const struct sign *sign)
{
    bool pairs = sign->kind == CHARACTER_OPENING || sign->kind == CHARACTER_CLOSING;
    return pairs && sign->codepoint < 0x80 && sign->codepoint != '"';
}

size_t spoken_punctuation(struct speaker *speaker, size_t piece)
{
    bool own = speaker->utterance->words[speaker->pieces[piece].word].added; /* Aloud's words, not the leaflet's */
    if (own || speaker->punctuation == PUNCTUATION_NONE) return 0;
    struct sign sign = sign_at(speaker, piece);
    if (level_of(speaker, &sign) > speaker->punctuation) return 0;
    const char *name = name_of_sign(speaker, &sign);
    if (!name) return 0;
    bool bracket = is_bracket(&sign);
    bool parts = sign.kind == CHARACTER_DASH
                 || (sign.kind == CHARACTER_HYPHEN && !piece_is_word(sign.before) && !piece_is_word(sign.behind));
    speaker_at(speaker, piece);
    if (bracket && sign.kind == CHARACTER_OPENING) {
        speaker->inner_bracket = piece_is_word(sign.before);
        if (!speaker->inner_bracket) speaker->comma = speaker->utterance->spoken.length > 0;
    }
    say_name(speaker, name);
    bool closes = bracket && sign.kind == CHARACTER_CLOSING && !speaker->inner_bracket;
    if (parts || (closes && !piece_is_word(sign.behind))) speaker->comma = true;
    if (sign.kind == CHARACTER_STOP) speaker_stop(speaker, is_ellipsis(&sign) ? '.' : sign.codepoint);
    return sign.end - sign.first;
}
