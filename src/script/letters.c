#include "script/letters.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

void letter_words(const struct speaker *speaker, struct stretch text, struct buffer *words)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text.text, text.length, &at);
        if (character_kind(codepoint) != CHARACTER_LETTER) continue;
        char letter[5] = {0}, small[5] = {0};
        uint32_t lower = (uint32_t)u_tolower((UChar32)codepoint);
        utf8_encode((uint32_t)u_toupper((UChar32)codepoint), letter);
        utf8_encode(lower, small);
        bool word = voice_words(speaker->voice, WORDS_CAPITALS, small, strlen(small)) != NULL;
        const char *name = word ? voice_letter(speaker->voice, lower) : NULL;
        if (words->length > 0) buffer_append_char(words, ' ');
        buffer_append_text(words, name ? name : letter);
    }
}

void say_letters_of(struct speaker *speaker, struct stretch text)
{
    struct buffer words = {0};
    letter_words(speaker, text, &words);
    speaker_name(speaker, buffer_text(&words));
    speaker_done(speaker, &words);
}

size_t count_capitals(struct stretch text, bool *all)
{
    size_t count = 0;
    *all = true;
    for (size_t at = 0; at < text.length; count++) *all &= character_is_upper(utf8_next(text.text, text.length, &at));
    return count;
}
