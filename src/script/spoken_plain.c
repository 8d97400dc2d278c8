/* What no other recogniser knows: letters and digits as they are, stops and brackets as pauses, signs by their names. */
#include "base/utf8.h"
#include "script/amount.h"

#include <string.h>

enum { PLUS_MINUS = 0x00B1, ALMOST_EQUAL = 0x2248, RIGHT_ARROW = 0x2192 };

static enum character kind_before(const struct speaker *speaker, size_t piece)
{
    return (enum character)piece_glued_before(speaker, piece)->kind;
}

static enum character kind_behind(const struct speaker *speaker, size_t piece)
{
    return (enum character)piece_glued_behind(speaker, piece)->kind;
}

/* Persian parts a word's ending from it with U+200C, and the engine reads another word without. */
static bool joins_arabic(const struct speaker *speaker, struct stretch stretch, size_t at)
{
    uint32_t next = at < stretch.length ? utf8_next(stretch.text, stretch.length, &at) : 0;
    return speaker->audible && !speaker->gap && speaker->last >= 0x0620 && speaker->last <= 0x06FF && next >= 0x0620
           && next <= 0x06FF;
}

static void say_letters(struct speaker *speaker, size_t piece)
{
    struct stretch stretch = piece_text(speaker, piece);
    if (speaker->pieces[piece].kind == CHARACTER_LETTER && speaker->tokens[speaker->pieces[piece].word].language == 0)
        speaker->foreign = script_language(speaker->own, stretch.text, stretch.length, speaker->tells);
    for (size_t at = 0; at < stretch.length;) {
        uint32_t codepoint = utf8_next(stretch.text, stretch.length, &at);
        enum character kind = character_kind(codepoint);
        if (kind == CHARACTER_DIGIT)
            speaker_letter(speaker, '0' + character_digit(codepoint));
        else if (codepoint == 0x200C && joins_arabic(speaker, stretch, at))
            speaker_letter(speaker, codepoint);
        else if (kind == CHARACTER_LETTER || (kind == CHARACTER_MARK && speaker->audible && !speaker->gap))
            speaker_letter(speaker, codepoint);
    }
    speaker->foreign = NULL;
}

/* "the albumin:creatinine ratio" */
static bool is_ratio_colon(const struct speaker *speaker, size_t piece)
{
    return voice_wording(speaker->voice, WORDING_RATIO) && kind_before(speaker, piece) == CHARACTER_LETTER
           && kind_behind(speaker, piece) == CHARACTER_LETTER
           && stands_before(speaker, WORDING_RATIO_BEHIND, piece + 2);
}

static void say_stop(struct speaker *speaker, size_t piece, uint32_t stop)
{
    if (stop == ':' && is_ratio_colon(speaker, piece)) {
        struct part nothing[] = {{"", 0, piece}, {"", 0, piece}};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_RATIO), nothing, 2, piece);
        return;
    }
    if (stop == ':' && kind_before(speaker, piece) == CHARACTER_LETTER
        && kind_behind(speaker, piece) == CHARACTER_LETTER) {
        speaker->comma = true; /* the engine would read a glued one's name */
        return;
    }

    bool digit_follows = kind_behind(speaker, piece) == CHARACTER_DIGIT;
    if (stop == '.' && digit_follows && !piece_is_word(piece_glued_before(speaker, piece))) {
        speaker_letter(speaker, '0'); /* ".5 mg" */
        speaker_letter(speaker, '.');
    } else if (stop != ':' && speaker->audible && !speaker->gap && piece_is_word(piece_glued_behind(speaker, piece))) {
        speaker_letter(speaker, stop); /* "9.30", "e.g." */
    } else {
        speaker_stop(speaker, stop);
    }
}

/* "2 - 1 = 1" */
static bool say_minus(struct speaker *speaker, size_t piece)
{
    const char *minus = voice_symbol(speaker->voice, 0x2212);
    bool number = piece > 0 && speaker->pieces[piece - 1].kind == CHARACTER_DIGIT;
    if (!minus || !number || !is_subtraction(speaker, piece)) return false;
    speaker_name(speaker, minus);
    return true;
}

static void say_hyphen(struct speaker *speaker, size_t piece)
{
    if (say_minus(speaker, piece)) return;
    const struct piece *before = piece_glued_before(speaker, piece);
    const struct piece *behind = piece_glued_behind(speaker, piece);
    if (piece_is_word(before) && piece_is_word(behind)) {
        bool left = before->kind == CHARACTER_DIGIT, right = behind->kind == CHARACTER_DIGIT;
        bool words = voice_wording(speaker->voice, WORDING_POINT) != NULL; /* for the numbers */
        if (left && right && words)
            speaker->comma = true; /* "20-1" is not "twenty-one" */
        else if (left != right && words)
            speaker->gap = true; /* "6-monthly", "over-65s" */
        else
            speaker_letter(speaker, '-');
        return;
    }
    const char *minus = voice_symbol(speaker->voice, 0x2212);
    bool first = before->kind == CHARACTER_SPACE;
    bool amount = behind->kind == CHARACTER_CURRENCY || piece_is(behind, '%'); /* "-$5", "-%5" */
    if (amount) behind = piece_glued_behind(speaker, piece + 1);
    if (first && behind->kind == CHARACTER_DIGIT && minus) speaker_name(speaker, minus);
    if (first && behind->kind == CHARACTER_SPACE) speaker->comma = true;
}

/* "3 months–5 years" */
static bool is_range(const struct speaker *speaker, size_t piece)
{
    return piece > 1 && kind_before(speaker, piece) == CHARACTER_LETTER
           && kind_behind(speaker, piece) == CHARACTER_DIGIT && speaker->pieces[piece - 2].kind == CHARACTER_DIGIT
           && voice_wording(speaker->voice, WORDING_RANGE);
}

static void say_dash(struct speaker *speaker, size_t piece)
{
    if (say_minus(speaker, piece)) return;
    if (is_range(speaker, piece)) {
        struct part nothing[] = {{"", 0, piece}, {"", 0, piece}};
        say_pattern(speaker, voice_wording(speaker->voice, WORDING_RANGE), nothing, 2, piece);
        return;
    }
    bool numbers = kind_before(speaker, piece) == CHARACTER_DIGIT && kind_behind(speaker, piece) == CHARACTER_DIGIT;
    if (numbers && !voice_wording(speaker->voice, WORDING_POINT))
        speaker_letter(speaker, '-');
    else
        speaker->comma = speaker->utterance->spoken.length > 0;
}

static bool is_bracket(uint32_t codepoint)
{
    return codepoint < 0x80 && codepoint != 0 && strchr("()[]{}", (int)codepoint);
}

static void say_bracket(struct speaker *speaker, size_t piece)
{
    const struct piece *sign = &speaker->pieces[piece];
    bool inner = speaker->audible && piece_is_word(piece_glued_before(speaker, piece))
                 && !character_is_unspaced(speaker->last); /* "tablet(s)", but not 半片（饭后） */
    bool word_follows = piece_is_word(piece_glued_behind(speaker, piece));
    if (!is_bracket(sign->codepoint)) {
        speaker->gap |= inner && word_follows;
    } else if (sign->kind == CHARACTER_OPENING) {
        speaker->inner_bracket = inner;
        if (!inner) speaker->comma = speaker->utterance->spoken.length > 0;
    } else if (!speaker->inner_bracket && !word_follows) {
        speaker->comma = speaker->utterance->spoken.length > 0;
    }
}

/* "Ward 5 / Level 2": a slash between words with spaces about it only parts them. */
static bool only_parts(const struct speaker *speaker, size_t piece)
{
    const struct piece *behind = piece_at(speaker, piece + 1);
    return piece > 0 && piece_is(&speaker->pieces[piece], '/') && speaker->pieces[piece].before == GAP_SPACE
           && behind->before == GAP_SPACE && behind->kind == CHARACTER_LETTER
           && piece_is_word(&speaker->pieces[piece - 1]);
}

/* "Main entrance → lift": from one to the next. */
static bool leads_on(const struct speaker *speaker, size_t piece)
{
    const struct piece *sign = &speaker->pieces[piece], *behind = piece_at(speaker, piece + 1);
    return sign->codepoint == RIGHT_ARROW && sign->before == GAP_SPACE && behind->before == GAP_SPACE
           && voice_wording(speaker->voice, WORDING_THEN);
}

static void say_sign(struct speaker *speaker, size_t piece)
{
    uint32_t sign = speaker->pieces[piece].codepoint;
    if (only_parts(speaker, piece)) {
        speaker->comma = true;
        return;
    }
    if (leads_on(speaker, piece)) {
        speaker->comma = true;
        speaker_name(speaker, voice_wording(speaker->voice, WORDING_THEN));
        return;
    }
    const char *name = character_name(speaker->voice, sign);
    if (!name && sign == 0x066A) name = voice_symbol(speaker->voice, '%');
    if (sign == '~') { /* "~45 minutes" */
        bool number =
            piece_at(speaker, piece + 1)->kind == CHARACTER_DIGIT && piece_at(speaker, piece + 1)->before != GAP_WALL;
        name = number ? voice_symbol(speaker->voice, ALMOST_EQUAL) : NULL;
        if (!name) name = kind_behind(speaker, piece) == CHARACTER_DIGIT ? voice_symbol(speaker->voice, sign) : NULL;
    }
    if (name) {
        speaker_name(speaker, name);
        return;
    }
    bool amount = sign == '%' || speaker->pieces[piece].kind == CHARACTER_CURRENCY; /* the engine reads it */
    speaker->gap |= !amount;
    if (character_is_safe(sign)) speaker_letter(speaker, sign);
    speaker->gap |= !amount;
}

/* Not said, but for the star that stands by itself: "press * then 2". */
static void say_silent(struct speaker *speaker, size_t piece)
{
    bool alone = piece_at(speaker, piece)->before == GAP_SPACE && piece_at(speaker, piece + 1)->before == GAP_SPACE;
    const char *name = alone && piece_is(piece_at(speaker, piece), '*') ? voice_symbol(speaker->voice, '*') : NULL;
    if (name) speaker_name(speaker, name);
    speaker->gap = true;
}

static void say_piece(struct speaker *speaker, size_t piece)
{
    uint32_t codepoint = speaker->pieces[piece].codepoint;
    bool between_digits =
        kind_before(speaker, piece) == CHARACTER_DIGIT && kind_behind(speaker, piece) == CHARACTER_DIGIT;
    if (codepoint == 0x00B7 && between_digits) { /* the raised point of British doses: "1·5 mg" */
        say_stop(speaker, piece, '.');
        return;
    }
    switch ((enum character)speaker->pieces[piece].kind) {
    case CHARACTER_LETTER:
    case CHARACTER_MARK:
    case CHARACTER_DIGIT: say_letters(speaker, piece); break;
    case CHARACTER_STOP: say_stop(speaker, piece, codepoint); break;
    case CHARACTER_HYPHEN: say_hyphen(speaker, piece); break;
    case CHARACTER_DASH: say_dash(speaker, piece); break;
    case CHARACTER_APOSTROPHE:
        if (speaker->audible && piece_is_word(piece_glued_before(speaker, piece))
            && (piece_is_word(piece_glued_behind(speaker, piece))
                || kind_behind(speaker, piece) == CHARACTER_CURRENCY)) /* "2 millions d'€" */
            speaker_letter(speaker, '\'');
        break;
    case CHARACTER_OPENING:
    case CHARACTER_CLOSING: say_bracket(speaker, piece); break;
    case CHARACTER_CURRENCY:
    case CHARACTER_SIGN: say_sign(speaker, piece); break;
    case CHARACTER_SILENT: say_silent(speaker, piece); break;
    case CHARACTER_SPACE: speaker->gap = true; break;
    case CHARACTER_UNSEEN:
    case CHARACTER_JOINER: break;
    }
}

/* "£5.50": the sign is said behind its number. */
static size_t say_amount(struct speaker *speaker, size_t piece)
{
    const char *name = character_name(speaker->voice, speaker->pieces[piece].codepoint);
    if (speaker->pieces[piece].kind != CHARACTER_CURRENCY || !name || kind_behind(speaker, piece) != CHARACTER_DIGIT)
        return 0;
    size_t end = piece + 2;
    for (;;) {
        bool point = piece_glued_behind(speaker, end - 1)->codepoint == '.'
                     || piece_glued_behind(speaker, end - 1)->codepoint == ',';
        if (!point || kind_behind(speaker, end) != CHARACTER_DIGIT) break;
        end += 2;
    }
    for (size_t i = piece + 1; i < end; i++) say_piece(speaker, i);
    speaker_name(speaker, name);
    return end - piece;
}

/* "+/-" */
static size_t say_plus_minus(struct speaker *speaker, size_t piece)
{
    const char *name = character_name(speaker->voice, PLUS_MINUS);
    bool written = piece_is(piece_at(speaker, piece), '+') && piece_is(piece_glued_behind(speaker, piece), '/')
                   && piece_glued_behind(speaker, piece + 1)->kind == CHARACTER_HYPHEN;
    if (!written || !name) return 0;
    speaker_name(speaker, name);
    return 3;
}

size_t spoken_plain(struct speaker *speaker, size_t piece)
{
    speaker_at(speaker, piece);
    size_t both = say_plus_minus(speaker, piece);
    if (both > 0) return both;
    size_t amount = say_amount(speaker, piece);
    if (amount > 0) return amount;
    say_piece(speaker, piece);
    return 1;
}
