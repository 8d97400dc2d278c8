#include "script/sentence_ends.h"

#include "base/utf8.h"
#include "script/characters.h"
#include "script/spaced_date.h"

#include <stdio.h>
#include <string.h>

enum { ABBREVIATION_LONGEST_BYTES = 40, ENUMERATOR_LONGEST_BYTES = 4 };

static size_t before(const char *text, size_t start, size_t at)
{
    if (at > start) at--;
    while (at > start && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    return at;
}

static uint32_t codepoint_at(const char *text, size_t length, size_t at)
{
    return at < length ? utf8_next(text, length, &at) : 0;
}

/* The start of the last word of `text`[start, *end), without signs around it; *end moves behind its last sign. */
static size_t last_word(const char *text, size_t start, size_t *end)
{
    while (*end > start) {
        size_t at = before(text, start, *end);
        enum character kind = character_kind(codepoint_at(text, *end, at));
        if (kind != CHARACTER_SPACE && kind != CHARACTER_UNSEEN && kind != CHARACTER_CLOSING) break;
        *end = at;
    }
    size_t word = *end;
    while (word > start && *end - word <= ABBREVIATION_LONGEST_BYTES) {
        size_t at = before(text, start, word);
        enum character kind = character_kind(codepoint_at(text, *end, at));
        if (kind == CHARACTER_SPACE || kind == CHARACTER_OPENING) break;
        word = at;
    }
    return word;
}

/* The first letter or digit of what follows, behind opening brackets and quotes; 0 where there is none. */
static uint32_t next_letter(const char *text, size_t length, size_t at)
{
    while (at < length) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum character kind = character_kind(codepoint);
        if (kind == CHARACTER_LETTER || kind == CHARACTER_DIGIT) return codepoint;
        if (kind != CHARACTER_OPENING && kind != CHARACTER_CLOSING && kind != CHARACTER_SPACE
            && kind != CHARACTER_APOSTROPHE)
            return 0;
    }
    return 0;
}

/* "Dr."; and "No. #" in the voice file is "No." before a number only. */
static bool is_abbreviation(const struct voice *voice, const char *word, size_t length, uint32_t next)
{
    if (length == 0 || length > ABBREVIATION_LONGEST_BYTES) return false;
    if (voice_abbreviation(voice, word, length)) return true;
    if (character_kind(next) != CHARACTER_DIGIT) return false;
    char numbered[ABBREVIATION_LONGEST_BYTES + sizeof " #"];
    snprintf(numbered, sizeof numbered, "%.*s #", (int)length, word);
    return voice_abbreviation(voice, numbered, strlen(numbered));
}

/* "J." of "J. Smith". */
static bool is_initial(const char *word, size_t length, uint32_t next)
{
    if (length < 2 || word[length - 1] != '.' || !character_is_upper(next)) return false;
    size_t at = 0;
    uint32_t letter = utf8_next(word, length, &at);
    return character_is_upper(letter) && at == length - 1;
}

/* "1." or "a." or "(2)." with which a sentence begins. */
static bool is_enumerator(const char *word, size_t length)
{
    if (length < 2 || length > ENUMERATOR_LONGEST_BYTES || word[length - 1] != '.') return false;
    if (length == 2)
        return character_kind((unsigned char)word[0]) == CHARACTER_LETTER || (word[0] >= '0' && word[0] <= '9');
    for (size_t i = 0; i + 1 < length; i++)
        if (word[i] < '0' || word[i] > '9') return false;
    return true;
}

/* "www.example.org", "help@example.org". */
static bool is_address(const char *word, size_t length)
{
    return (length > 4 && memcmp(word, "www.", 4) == 0) || memchr(word, '@', length) || memmem(word, length, "://", 3);
}

/* Whether a line ends with a phone number or an address and the next begins with one: two ways to reach somebody. */
static bool parts_contacts(const char *text, size_t length, size_t start, size_t at)
{
    if (at == start || text[at - 1] != '\n') return false;
    size_t end = at, word = last_word(text, start, &end);
    bool contact =
        end > word && (is_address(text + word, end - word) || (text[end - 1] >= '0' && text[end - 1] <= '9'));
    size_t next = at;
    while (next < length && !strchr(" \t\n", text[next])) next++;
    return contact && is_address(text + at, next - at);
}

bool sentence_ends_at(const struct voice *voice, const char *text, size_t length, size_t start, size_t at)
{
    uint32_t next = next_letter(text, length, at);
    if (character_is_lower(next)) return parts_contacts(text, length, start, at);
    size_t last = before(text, start, at);
    uint32_t space = codepoint_at(text, at, last);
    bool spaced = character_kind(space) == CHARACTER_SPACE;
    if (!spaced && space < 0x80) return false; /* "www.example.org/?page=Home" */
    size_t end = at;
    size_t word = last_word(text, start, &end);
    if (is_abbreviation(voice, text + word, end - word, next) || is_initial(text + word, end - word, next))
        return false;
    if (character_kind(next) == CHARACTER_DIGIT && spaced_date_goes_on(voice, text, length, start, at)) return false;
    return !(next && word == start && is_enumerator(text + word, end - word));
}

size_t sentence_end_behind_quote(const char *text, size_t length, size_t at)
{
    size_t end = at;
    while (end < length) {
        size_t next = end;
        uint32_t codepoint = utf8_next(text, length, &next);
        if (codepoint < 0x80 || character_kind(codepoint) != CHARACTER_CLOSING) break;
        end = next;
    }
    if (end == at || (end < length && character_kind(codepoint_at(text, length, end)) != CHARACTER_SPACE)) return at;
    while (end < length && character_kind(codepoint_at(text, length, end)) == CHARACTER_SPACE)
        utf8_next(text, length, &end);
    return end;
}
