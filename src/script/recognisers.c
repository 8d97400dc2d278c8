#include "script/recognisers.h"

#include "base/utf8.h"

const struct piece *piece_at(const struct speaker *speaker, size_t index)
{
    static const struct piece none = {.codepoint = ' ', .kind = CHARACTER_SPACE, .before = GAP_WALL};
    return index < speaker->piece_count ? &speaker->pieces[index] : &none;
}

const struct piece *piece_glued_before(const struct speaker *speaker, size_t index)
{
    return piece_at(speaker, index > 0 && piece_at(speaker, index)->before == GAP_NONE ? index - 1 : SIZE_MAX);
}

const struct piece *piece_glued_behind(const struct speaker *speaker, size_t index)
{
    return piece_at(speaker, piece_at(speaker, index + 1)->before == GAP_NONE ? index + 1 : SIZE_MAX);
}

struct stretch piece_text(const struct speaker *speaker, size_t piece)
{
    return pieces_text(speaker, piece, piece + 1);
}

struct stretch pieces_text(const struct speaker *speaker, size_t first, size_t end)
{
    size_t start = speaker->pieces[first].start;
    return (struct stretch){buffer_text(&speaker->utterance->shown) + start, speaker->pieces[end - 1].end - start};
}

size_t pieces_core_end(const struct speaker *speaker, size_t first, size_t most)
{
    size_t end = first + 1;
    while (piece_at(speaker, end)->before == GAP_NONE)
        if (++end - first > most) return first;
    for (; end > first; end--) {
        switch ((enum character)speaker->pieces[end - 1].kind) {
        case CHARACTER_STOP:
        case CHARACTER_OPENING:
        case CHARACTER_CLOSING:
        case CHARACTER_APOSTROPHE:
        case CHARACTER_SILENT: continue;
        default: return end;
        }
    }
    return first;
}

bool piece_opens(const struct speaker *speaker, size_t index)
{
    const struct piece *before = piece_glued_before(speaker, index);
    switch ((enum character)before->kind) {
    case CHARACTER_SPACE:
    case CHARACTER_OPENING:
    case CHARACTER_CLOSING:
    case CHARACTER_APOSTROPHE:
    case CHARACTER_SILENT: return true;
    default: return piece_is(before, ':') || piece_is(before, '<') || piece_is(before, '>');
    }
}

size_t piece_digits(const struct speaker *speaker, size_t piece, char *digits, size_t most)
{
    struct stretch stretch = piece_text(speaker, piece);
    size_t count = 0;
    for (size_t at = 0; at < stretch.length;) {
        uint32_t codepoint = utf8_next(stretch.text, stretch.length, &at);
        if (character_kind(codepoint) != CHARACTER_DIGIT) continue; /* a joiner */
        if (count == most) return 0;
        digits[count++] = (char)('0' + character_digit(codepoint));
    }
    return count;
}

/* Private use characters stand for the arguments while the pattern is filled in. */
enum { ARGUMENT_SIGN = 0xE000 };

static void say_text(struct speaker *speaker, struct buffer *text)
{
    if (text->length > 0) speaker_name(speaker, buffer_text(text));
    speaker->failed |= text->failed;
    buffer_clear(text);
}

void say_pattern(struct speaker *speaker, const char *pattern, const struct part *parts, size_t count, size_t behind)
{
    struct phrase_value values[PARTS_MOST] = {{0}};
    char signs[PARTS_MOST][5] = {{0}};
    for (size_t i = 0; i < count; i++) {
        utf8_encode(ARGUMENT_SIGN + (uint32_t)i, signs[i]);
        values[i] = (struct phrase_value){signs[i], parts[i].number};
    }
    struct buffer filled = {0}, text = {0};
    size_t rest = parts[0].piece; /* "once" stands for its number */
    voice_fill(speaker->voice, pattern, values, &filled);
    for (size_t at = 0; at < filled.length;) {
        uint32_t codepoint = utf8_next(filled.data, filled.length, &at);
        bool argument = codepoint >= ARGUMENT_SIGN && codepoint < ARGUMENT_SIGN + count;
        if (!argument) {
            buffer_append_codepoint(&text, codepoint);
            continue;
        }
        const struct part *part = &parts[codepoint - ARGUMENT_SIGN];
        speaker_at(speaker, part->piece);
        say_text(speaker, &text);
        speaker_name(speaker, part->words);
        rest = behind;
    }
    if (text.length > 0) speaker_at(speaker, rest);
    say_text(speaker, &text);
    speaker_done(speaker, &filled);
    speaker_done(speaker, &text);
}

int piece_value(const struct speaker *speaker, size_t piece, size_t most)
{
    char digits[8];
    if (piece_at(speaker, piece)->kind != CHARACTER_DIGIT || most > sizeof digits) return -1;
    size_t count = piece_digits(speaker, piece, digits, most);
    int value = count > 0 ? 0 : -1;
    for (size_t i = 0; i < count; i++) value = value * 10 + (digits[i] - '0');
    return value;
}

void say_words(struct speaker *speaker, size_t piece, const char *words)
{
    speaker_at(speaker, piece);
    speaker_name(speaker, words);
}

/* ---- Words of the voice file ------------------------------------------------------------------------------------- */

enum { FOUND_PIECES_MOST = 10 };

/* The end of the pieces from `piece` on that may be one word of a table: glued, and at most FOUND_PIECES_MOST. */
static size_t glued_end(const struct speaker *speaker, size_t piece)
{
    size_t end = piece;
    if (piece >= speaker->piece_count) return piece;
    do end++;
    while (end - piece < FOUND_PIECES_MOST && piece_at(speaker, end)->before == GAP_NONE);
    return end;
}

/* Whether the word that ends before `end` goes on behind it. */
static bool goes_on(const struct speaker *speaker, size_t end)
{
    return piece_is_word(piece_glued_behind(speaker, end - 1)) && piece_is_word(piece_at(speaker, end - 1));
}

size_t find_words(const struct speaker *speaker, enum voice_words table, size_t piece, const char **ret_value)
{
    for (size_t end = glued_end(speaker, piece); end > piece; end--) {
        struct stretch text = pieces_text(speaker, piece, end);
        const char *value = goes_on(speaker, end) ? NULL : voice_words(speaker->voice, table, text.text, text.length);
        if (!value) continue;
        if (ret_value) *ret_value = value;
        return end;
    }
    return piece;
}

size_t find_listed(const struct speaker *speaker, enum wording list, size_t piece)
{
    if (!voice_wording(speaker->voice, list)) return piece;
    for (size_t end = glued_end(speaker, piece); end > piece; end--) {
        struct stretch text = pieces_text(speaker, piece, end);
        if (!goes_on(speaker, end) && voice_wording_lists(speaker->voice, list, text.text, text.length)) return end;
    }
    return piece;
}

bool stands_behind(const struct speaker *speaker, enum wording list, size_t piece, size_t most)
{
    for (size_t words = 0; piece > 0 && words < most; piece--) {
        if (piece_at(speaker, piece)->before == GAP_WALL) return false;
        const struct piece *before = &speaker->pieces[piece - 1];
        if (before->kind == CHARACTER_STOP && before->codepoint != ':' && before->codepoint != '.') return false;
        if (!piece_is_word(before) && before->codepoint != 0x00A9) continue;
        words++;
        struct stretch text = piece_text(speaker, piece - 1);
        if (voice_wording_lists(speaker->voice, list, text.text, text.length)) return true;
    }
    return false;
}

bool stands_before(const struct speaker *speaker, enum wording list, size_t piece)
{
    const struct piece *behind = piece_at(speaker, piece);
    if (behind->before == GAP_NONE && behind->kind == CHARACTER_HYPHEN)
        behind = piece_at(speaker, ++piece);
    else if (behind->before != GAP_SPACE)
        return false;
    if (!piece_is_word(behind)) return false;
    struct stretch text = piece_text(speaker, piece);
    return voice_wording_lists(speaker->voice, list, text.text, text.length);
}
