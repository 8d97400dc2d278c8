/* "#StrokeWeek": the words that its capitals part, and runs of capitals by letter. */
#include "base/utf8.h"
#include "script/letters.h"

/* The bytes of the next word of a camel-case text: "PJ" of "PJparalysis" only where a capital and a small letter tell. */
static size_t next_word(struct stretch text, size_t at)
{
    size_t end = at, capitals = 0, small = 0, last = at;
    while (end < text.length) {
        size_t next = end;
        bool upper = character_is_upper(utf8_next(text.text, text.length, &next));
        if (upper && small > 0) break;
        if (!upper && capitals > 1 && small == 0) {
            bool plain = capitals == 2 || end + 1 >= text.length;
            return (plain ? end : last) - at;
        }
        if (upper)
            capitals++, last = end;
        else
            small++;
        end = next;
    }
    return end - at;
}

/* "#StrokeWeek2026" */
static size_t say_year(struct speaker *speaker, size_t piece)
{
    struct buffer words = {0};
    int year = piece_at(speaker, piece)->before == GAP_NONE ? piece_value(speaker, piece, 4) : -1;
    bool glued = piece_is_word(piece_glued_behind(speaker, piece));
    const char *rule = voice_wording(speaker->voice, WORDING_YEAR);
    bool said = year >= 1000 && !glued && numbers_by_rule(speaker->numbers, rule, year, &words);
    if (said) say_words(speaker, piece, buffer_text(&words));
    speaker_done(speaker, &words);
    return said ? 1 : 0;
}

size_t spoken_hashtag(struct speaker *speaker, size_t piece)
{
    const char *pattern = voice_wording(speaker->voice, WORDING_HASHTAG);
    const struct piece *word = piece_glued_behind(speaker, piece);
    if (!pattern || !piece_is(piece_at(speaker, piece), '#') || word->kind != CHARACTER_LETTER) return 0;
    struct stretch text = piece_text(speaker, piece + 1);
    struct part part = {"", 0, piece};
    say_pattern(speaker, pattern, &part, 1, piece);
    for (size_t at = 0; at < text.length;) {
        struct stretch next = {text.text + at, next_word(text, at)};
        bool all;
        if (count_capitals(next, &all) > 1 && all) {
            say_letters_of(speaker, next);
        } else {
            for (size_t i = 0; i < next.length;) speaker_letter(speaker, utf8_next(next.text, next.length, &i));
        }
        speaker->gap = true;
        at += next.length;
    }
    return 2 + say_year(speaker, piece + 2);
}
