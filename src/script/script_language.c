#include "script/script_language.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

static const struct {
    UScriptCode script;
    const char *language;
} languages[] = {
    {USCRIPT_LATIN, "en-gb"},   {USCRIPT_ARABIC, "ar"},   {USCRIPT_CYRILLIC, "ru"}, {USCRIPT_GREEK, "el"},
    {USCRIPT_DEVANAGARI, "hi"}, {USCRIPT_BENGALI, "bn"},  {USCRIPT_GUJARATI, "gu"}, {USCRIPT_GURMUKHI, "pa"},
    {USCRIPT_TAMIL, "ta"},      {USCRIPT_TELUGU, "te"},   {USCRIPT_KANNADA, "kn"},  {USCRIPT_MALAYALAM, "ml"},
    {USCRIPT_SINHALA, "si"},    {USCRIPT_HAN, "cmn"},     {USCRIPT_HANGUL, "ko"},   {USCRIPT_HIRAGANA, "ja"},
    {USCRIPT_KATAKANA, "ja"},   {USCRIPT_ETHIOPIC, "am"}, {USCRIPT_GEORGIAN, "ka"}, {USCRIPT_ARMENIAN, "hy"},
    {USCRIPT_MYANMAR, "my"},    {USCRIPT_HEBREW, "he"},   {USCRIPT_THAI, "th"},
};

/* Letters that one of the languages of a script has and the one above has not. */
static const struct {
    UScriptCode script;
    const char *letters, *language;
} tells[] = {
    {USCRIPT_ARABIC, "ٹڈڑںےہھۂۓ", "ur"},
    {USCRIPT_ARABIC, "پچژگکی", "fa"},
    {USCRIPT_CYRILLIC, "іїєґІЇЄҐ", "uk"},
};

unsigned script_tells(const char *text, size_t length)
{
    unsigned found = 0;
    for (size_t at = 0; at < length;) {
        uint32_t letter = utf8_next(text, length, &at);
        if (letter < 0x400 || letter > 0x6FF) continue;
        for (size_t i = 0; i < ARRAY_COUNT(tells); i++) {
            size_t count = strlen(tells[i].letters);
            for (size_t k = 0; k < count;)
                if (utf8_next(tells[i].letters, count, &k) == letter) found |= 1u << i;
        }
    }
    return found;
}

void own_scripts_init(struct own_scripts *own, const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = uscript_getCode(locale, own->codes, OWN_SCRIPTS_MOST, &code);
    own->count = U_SUCCESS(code) && count > 0 ? (size_t)count : 0;
}

static bool is_own(const struct own_scripts *own, UScriptCode script)
{
    for (size_t i = 0; i < own->count; i++) {
        bool han = script == USCRIPT_HAN
                   && (own->codes[i] == USCRIPT_SIMPLIFIED_HAN || own->codes[i] == USCRIPT_TRADITIONAL_HAN);
        if (own->codes[i] == script || han) return true;
    }
    return false;
}

/* USCRIPT_UNKNOWN where a letter is of an own script, or there are too few. */
static UScriptCode other_script(const struct own_scripts *own, const char *word, size_t length)
{
    UScriptCode found = USCRIPT_UNKNOWN;
    size_t letters = 0;
    for (size_t at = 0; at < length;) {
        UErrorCode code = U_ZERO_ERROR;
        uint32_t codepoint = utf8_next(word, length, &at);
        if (codepoint > 0x10FFFF || !u_isalpha((UChar32)codepoint)) continue;
        UScriptCode script = uscript_getScript((UChar32)codepoint, &code);
        if (U_FAILURE(code) || script <= USCRIPT_INHERITED) continue;
        if (is_own(own, script)) return USCRIPT_UNKNOWN;
        found = script;
        letters++;
    }
    return letters > 1 || found == USCRIPT_HAN ? found : USCRIPT_UNKNOWN;
}

static bool is_ascii(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)word[i] >= 0x80) return false;
    return true;
}

const char *script_language(const struct own_scripts *own, const char *word, size_t length, unsigned around)
{
    if (own->count == 0 || (is_own(own, USCRIPT_LATIN) && is_ascii(word, length))) return NULL;
    UScriptCode script = other_script(own, word, length);
    unsigned told = script_tells(word, length);
    if (told == 0) told = around;
    for (size_t i = 0; i < ARRAY_COUNT(tells); i++)
        if (tells[i].script == script && told & 1u << i) return tells[i].language;
    for (size_t i = 0; i < ARRAY_COUNT(languages); i++)
        if (languages[i].script == script) return languages[i].language;
    return NULL;
}
