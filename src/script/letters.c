#include "script/letters.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

void say_letters_of(struct speaker *speaker, struct stretch text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text.text, text.length, &at);
        if (character_kind(codepoint) != CHARACTER_LETTER) continue;
        char letter[5] = {0};
        utf8_encode((uint32_t)u_toupper((UChar32)codepoint), letter);
        /* A letter that is a word by itself would be said as that: "a" */
        bool word = voice_words(speaker->voice, WORDS_CAPITALS, letter, strlen(letter)) != NULL;
        const char *name = word ? voice_letter(speaker->voice, (uint32_t)u_tolower((UChar32)codepoint)) : NULL;
        speaker_name(speaker, name ? name : letter);
    }
}

size_t count_capitals(struct stretch text, bool *all)
{
    size_t count = 0;
    *all = true;
    for (size_t at = 0; at < text.length; count++) *all &= character_is_upper(utf8_next(text.text, text.length, &at));
    return count;
}
