#include "script/ending.h"

#include "script/number_shape.h"

#include <stdio.h>

enum { KEY_BYTES_MOST = 80 };

/* The piece of letters that are glued to what ends before `end`, and the hyphen or apostrophe before them (else the same
 * piece); false where none are. */
static bool find_letters(const struct speaker *speaker, size_t end, size_t *ret_sign, size_t *ret_letters)
{
    size_t at = end;
    if (piece_is(piece_at(speaker, at), '.') && piece_glued_behind(speaker, at)->kind == CHARACTER_HYPHEN)
        at++; /* "2026.03.12.-én" */
    const struct piece *sign = piece_at(speaker, at);
    bool joined = sign->kind == CHARACTER_HYPHEN || sign->kind == CHARACTER_APOSTROPHE;
    *ret_sign = at;
    *ret_letters = at + joined;
    for (size_t i = end; i <= at + joined; i++)
        if (piece_at(speaker, i)->before != GAP_NONE) return false;
    return piece_at(speaker, at + joined)->kind == CHARACTER_LETTER;
}

/* Whether it is a unit instead: the "s" of seconds. */
static bool is_unit(const struct speaker *speaker, size_t piece)
{
    return find_words(speaker, WORDS_PER, piece, NULL) > piece || find_words(speaker, WORDS_UNITS, piece, NULL) > piece;
}

size_t ending_read(const struct speaker *speaker, size_t end, const char **ret_rules)
{
    size_t sign, letters;
    char key[KEY_BYTES_MOST];
    if (!find_letters(speaker, end, &sign, &letters) || (sign == letters && is_unit(speaker, letters))) return end;
    size_t found = find_words(speaker, WORDS_ENDINGS, sign, ret_rules);
    if (found > letters) return found;
    found = find_words(speaker, WORDS_ENDINGS, letters, ret_rules);
    if (found > letters) return found;
    struct stretch text = piece_text(speaker, letters); /* "ന്" for "-ന്" */
    int length = snprintf(key, sizeof key, "-%.*s", (int)text.length, text.text);
    if (length < 0 || (size_t)length >= sizeof key || piece_is_word(piece_glued_behind(speaker, letters))) return end;
    const char *rules = voice_words(speaker->voice, WORDS_ENDINGS, key, (size_t)length);
    if (rules) *ret_rules = rules;
    return rules ? letters + 1 : end;
}

size_t ending_take(const struct speaker *speaker, size_t end, struct buffer *words)
{
    const char *rules = NULL;
    size_t last = end - 1;
    if (last > 0 && piece_is(piece_at(speaker, last), '.')) last--; /* "12.-én" */
    if (piece_at(speaker, last)->kind != CHARACTER_DIGIT) return end;
    size_t behind = ending_read(speaker, end, &rules);
    if (behind > end) number_change_ending(words, rules);
    return behind;
}

bool ending_may_stand(const struct speaker *speaker, size_t end)
{
    size_t sign, letters;
    return find_letters(speaker, end, &sign, &letters) && !character_is_upper(speaker->pieces[letters].codepoint)
           && !is_unit(speaker, letters) && piece_glued_behind(speaker, letters)->kind != CHARACTER_DIGIT;
}
