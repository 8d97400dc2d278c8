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
    default: return piece_is(before, ':');
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
