#include "voice/reading.h"

#include "base/utf8.h"

/* The next token of a text of tokens with spaces between; its bytes, 0 behind the last. */
static size_t next_token(const char **at)
{
    *at += strspn(*at, " ");
    return strcspn(*at, " ");
}

static bool copy(const char *text, size_t length, char ret[SYLLABLE_BYTES])
{
    if (!letters_are_safe(text, length) || length >= SYLLABLE_BYTES) return false;
    memcpy(ret, text, length);
    ret[length] = '\0';
    return true;
}

bool reading_syllable(const char *reading, size_t index, char ret[SYLLABLE_BYTES])
{
    for (size_t length; (length = next_token(&reading)) > 0; reading += length)
        if (index-- == 0) return copy(reading, length, ret);
    return false;
}

bool reading_before(const char *reading, unsigned tone, char ret[SYLLABLE_BYTES])
{
    for (size_t length; (length = next_token(&reading)) > 0; reading += length) {
        size_t tones = strspn(reading, "012345");
        if (tones == 0 || reading[tones] != '>' || !memchr(reading, (int)('0' + tone), tones)) continue;
        return copy(reading + tones + 1, length - tones - 1, ret);
    }
    return false;
}

unsigned syllable_tone(const char *syllable)
{
    size_t length = strlen(syllable);
    char last = length > 0 ? syllable[length - 1] : '0';
    return last >= '1' && last <= '5' ? (unsigned)(last - '0') : 0;
}

/* "yin2", or "4>bu2" where `varied`. */
static bool is_syllable(const char *token, size_t length, bool varied)
{
    char syllable[SYLLABLE_BYTES];
    size_t tones = varied ? strspn(token, "012345") : 0;
    if (tones > 0 && token[tones++] != '>') return false;
    return tones < length && copy(token + tones, length - tones, syllable) && syllable_tone(syllable) > 0;
}

static bool is_reading(const char *word, const char *reading)
{
    size_t characters = 0, syllables = 0, length = strlen(word);
    for (size_t at = 0; at < length; characters++) utf8_next(word, length, &at);
    for (size_t bytes; (bytes = next_token(&reading)) > 0; reading += bytes, syllables++)
        if (!is_syllable(reading, bytes, characters == 1 && syllables > 0)) return false;
    return characters <= READING_CHARACTERS_MOST && (characters == syllables || (characters == 1 && syllables > 1));
}

enum status readings_check(const struct voice_file *file, struct error *error)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != SECTION_READINGS || is_reading(entry->key, entry->value)) continue;
        return voice_file_mistake(file, entry, error,
                                  "\"%s\" must be a syllable with its tone, 1 to 5, for each of at most %d characters: "
                                  "\"yin2 hang2\"",
                                  entry->value, READING_CHARACTERS_MOST);
    }
    return STATUS_OK;
}
