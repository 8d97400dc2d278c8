/* Words in capitals: acronyms by letter (MRI, GPs, N.H.S.), the others as words (NOT, a heading in capitals). */
#include "base/utf8.h"
#include "script/letters.h"
#include "script/spelling.h"

#include <string.h>
#include <unicode/uchar.h>

enum { ACRONYM_LETTERS_MOST = 4, SHORT_WORD_LETTERS_MOST = 6, DOTTED_LETTERS_MOST = 8 };

/* "N.H.S.": the end of the letters with points between, `piece` where there are none. */
static size_t dotted_end(const struct speaker *speaker, size_t piece)
{
    size_t end = piece, letters = 0;
    for (;; letters++) {
        const struct piece *letter = piece_at(speaker, end);
        bool single = letter->kind == CHARACTER_LETTER && character_is_upper(letter->codepoint)
                      && piece_text(speaker, end).length == 1 && (end == piece || letter->before == GAP_NONE);
        if (!single || letters == DOTTED_LETTERS_MOST) break;
        if (!piece_is(piece_glued_behind(speaker, end), '.')) return letters > 0 ? end + 1 : piece;
        end += 2;
    }
    return letters > 1 ? end : piece;
}

static bool is_in_capitals(const struct speaker *speaker, size_t piece)
{
    const struct piece *word = piece_at(speaker, piece);
    bool all = false;
    if (word->kind != CHARACTER_LETTER) return false;
    return count_capitals(piece_text(speaker, piece), &all) > 1 && all;
}

/* Whether the words beside it are in capitals too, so that these say nothing of this one. */
static bool is_heading(const struct speaker *speaker, size_t piece)
{
    bool before = false, behind = false;
    size_t words = 0;
    for (size_t i = piece; i > 0 && words < 3 && piece_at(speaker, i)->before != GAP_WALL; i--) {
        if (piece_at(speaker, i - 1)->kind != CHARACTER_LETTER) continue;
        before |= is_in_capitals(speaker, i - 1) && piece_text(speaker, i - 1).length > ACRONYM_LETTERS_MOST - 1;
        words++;
    }
    words = 0;
    for (size_t i = piece + 1; words < 3 && piece_at(speaker, i)->before != GAP_WALL; i++) {
        if (piece_at(speaker, i)->kind != CHARACTER_LETTER) continue;
        behind |= is_in_capitals(speaker, i) && piece_text(speaker, i).length > ACRONYM_LETTERS_MOST - 1;
        words++;
    }
    return before || behind;
}

/* Whether more letters than an acronym's may be a word of whatever language: "THROAT", "DÜRFEN". In doubt it is one, for a
 * word that is spelt costs the listener its meaning, and the engine spells what it cannot read. */
static bool is_long_word(struct stretch text, size_t letters)
{
    size_t vowels = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t letter = utf8_next(text.text, text.length, &at);
        if (letter >= 0x80) return true;
        vowels += strchr("AEIOUY", (int)letter) != NULL;
    }
    return vowels > 1 || (vowels > 0 && letters > SHORT_WORD_LETTERS_MOST);
}

/* "the WHO": behind an article even what is a word too. */
static bool is_named_so(const struct speaker *speaker, size_t piece, struct stretch text)
{
    return voice_wording_lists(speaker->voice, WORDING_CAPITALS_BOTH, text.text, text.length)
           && stands_behind(speaker, WORDING_CAPITALS_BEFORE, piece, 1) && !is_heading(speaker, piece);
}

static bool has_vowel(struct stretch text)
{
    return strcspn(text.text, "AEIOUY") < text.length;
}

/* Whether capitals are said as a word. */
static bool is_word(const struct speaker *speaker, size_t piece, struct stretch text, size_t letters)
{
    if (is_named_so(speaker, piece, text)) return false;
    if (voice_words(speaker->voice, WORDS_CAPITALS, text.text, text.length)) return true;
    if (letters > ACRONYM_LETTERS_MOST
        && (is_long_word(text, letters) || (has_vowel(text) && is_heading(speaker, piece))))
        return true;
    if ((unsigned char)text.text[0] >= 0x80) return false;
    bool readable = is_word_of_address(text.text, text.length, true);
    if (letters > ACRONYM_LETTERS_MOST) return readable;
    return letters == ACRONYM_LETTERS_MOST && readable && is_heading(speaker, piece);
}

static void say_lower(struct speaker *speaker, struct stretch text)
{
    for (size_t at = 0; at < text.length;)
        speaker_letter(speaker, (uint32_t)u_tolower((UChar32)utf8_next(text.text, text.length, &at)));
}

/* The plural of letters: "GPs", "UTI's". Returns the bytes that are letters. */
static size_t letters_before_plural(struct stretch text)
{
    if (text.length < 3 || text.text[text.length - 1] != 's') return 0;
    bool all;
    size_t letters = count_capitals((struct stretch){text.text, text.length - 1}, &all);
    return all && letters > 1 && letters <= ACRONYM_LETTERS_MOST + 1 ? text.length - 1 : 0;
}

static size_t say_dotted(struct speaker *speaker, size_t piece, size_t end)
{
    for (size_t i = piece; i < end; i++)
        if (speaker->pieces[i].kind == CHARACTER_LETTER) say_letters_of(speaker, piece_text(speaker, i));
    if (end == speaker->piece_count) speaker_stop(speaker, '.');
    return end - piece;
}

size_t spoken_capitals(struct speaker *speaker, size_t piece)
{
    const struct piece *first = piece_at(speaker, piece);
    if (first->kind != CHARACTER_LETTER || !character_is_upper(first->codepoint)) return 0;
    if (!voice_has_words(speaker->voice, WORDS_CAPITALS)) return 0; /* "NO" is not to be spelt */
    struct stretch text = piece_text(speaker, piece);
    size_t dotted = piece_is_word(piece_glued_before(speaker, piece)) ? piece : dotted_end(speaker, piece);
    if (dotted > piece + 1) {
        speaker_at(speaker, piece);
        return say_dotted(speaker, piece, dotted);
    }
    size_t plural = letters_before_plural(text);
    bool all;
    size_t letters = count_capitals(text, &all);
    struct saying saying;
    if (voice_saying(speaker->voice, text.text, text.length, &saying)) return 0;
    if (plural > 0 && plural < text.length && !all) {
        speaker_at(speaker, piece);
        say_letters_of(speaker, (struct stretch){text.text, plural});
        speaker->gap = false; /* "G P's" */
        speaker_letter(speaker, '\'');
        speaker_letter(speaker, 's');
        speaker->gap = true;
        return 1;
    }
    if (!all || letters < 2) return 0;
    bool word = is_word(speaker, piece, text, letters);
    if (word && letters > ACRONYM_LETTERS_MOST) return 0; /* the engine reads long capitals as words */
    speaker_at(speaker, piece);
    if (word)
        say_lower(speaker, text);
    else
        say_letters_of(speaker, text);
    bool possessive = piece_glued_behind(speaker, piece)->kind == CHARACTER_APOSTROPHE;
    speaker->gap = !possessive && !piece_is_word(piece_glued_behind(speaker, piece)) ? speaker->gap : !possessive;
    return 1;
}
