#include "phonemes.h"

#include "base/array.h"
#include "base/utf8.h"

#include <espeak-ng/speak_lib.h>
#include <string.h>

bool phonemes_begin(const char *engine_voice)
{
    espeak_VOICE wanted = {.languages = engine_voice};
    int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    return rate > 0 && espeak_SetVoiceByProperties(&wanted) == EE_OK;
}

/* Signs of stress, pauses, joints and of a switch of language; none is a sound. */
static bool is_silent(uint32_t codepoint)
{
    static const uint32_t silent[] = {0x02C8, 0x02CC, 0x035C, 0x0361, 0x200D, 0x0329, 0x203F, '_',
                                      ':',    '!',    '|',    '-',    '.',    ',',    '\'',   '"'};
    for (size_t i = 0; i < ARRAY_COUNT(silent); i++)
        if (silent[i] == codepoint) return true;
    return false;
}

/* The engine's weak forms of small English words, and what each stands for. */
static const struct {
    const char *weak, *full;
} weak_forms[] = {
    {"ɐ", "eɪ"},    {"ðə", "ðɪ"},   {"ði", "ðɪ"},   {"ðiː", "ðɪ"},    {"tə", "tuː"},  {"tʊ", "tuː"},  {"ən", "and"},
    {"ənd", "and"}, {"ænd", "and"}, {"ɐnd", "and"}, {"an", "and"},    {"ɐn", "and"},  {"fə", "fɔː"},  {"əv", "ɒv"},
    {"ʌv", "ɒv"},   {"ɐt", "at"},   {"ət", "at"},   {"fɹəm", "fɹɒm"}, {"kən", "kan"}, {"wəz", "wɒz"}, {"ɑː", "ə"},
    {"ɐz", "az"},   {"əz", "az"},   {"ðɐt", "ðat"}, {"bət", "bʌt"},   {"həz", "haz"}, {"hɐz", "haz"}, {"həv", "hav"},
    {"hɐv", "hav"}, {"səm", "sʌm"}, {"jə", "jɔː"},  {"jʊ", "juː"},    {"biː", "bɪ"},  {"bi", "bɪ"},   {"pɜː", "pə"},
};

static const char *const scales[] = {"hʌndɹɪd", "hʌndɹəd", "θaʊzənd", "mɪliən", "bɪliən"};

static bool ends_in_scale(const struct buffer *key, size_t *ret_and)
{
    static const char *const joined[] = {"", "ən", "ənd"}; /* "hundred and" said as one word */
    for (size_t i = 0; i < ARRAY_COUNT(scales); i++) {
        for (size_t k = 0; k < ARRAY_COUNT(joined); k++) {
            size_t length = strlen(scales[i]), tail = strlen(joined[k]);
            if (key->length < length + tail) continue;
            const char *at = key->data + key->length - length - tail;
            if (memcmp(at, scales[i], length) != 0 || memcmp(at + length, joined[k], tail) != 0) continue;
            *ret_and = tail;
            return true;
        }
    }
    return false;
}

static void append_english(const char *word, size_t length, struct buffer *key)
{
    size_t joined = 0;
    bool scale = ends_in_scale(key, &joined);
    key->length -= scale ? joined : 0;
    for (size_t i = 0; i < ARRAY_COUNT(weak_forms); i++) {
        if (strlen(weak_forms[i].weak) != length || memcmp(weak_forms[i].weak, word, length) != 0) continue;
        word = weak_forms[i].full;
        length = strlen(word);
        break;
    }
    bool is_and = length == 3 && memcmp(word, "and", 3) == 0;
    if (!(scale && is_and)) buffer_append(key, word, length);
}

/* `phonemes` ends with a space. */
static void append_words(const char *phonemes, bool english, struct buffer *key)
{
    struct buffer word = {0};
    size_t length = strlen(phonemes);
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(phonemes, length, &at);
        if (codepoint == '(') { /* "(en)": another language's sounds */
            while (at < length && phonemes[at] != ')') at++;
            at += at < length;
            continue;
        }
        if (codepoint != ' ' && codepoint != '\n') {
            if (!is_silent(codepoint)) buffer_append_codepoint(&word, codepoint);
            continue;
        }
        if (word.length == 0) continue;
        if (english)
            append_english(buffer_text(&word), word.length, key);
        else
            buffer_append(key, buffer_text(&word), word.length);
        buffer_clear(&word);
    }
    buffer_done(&word);
}

static void translate(const char *text, struct buffer *phonemes)
{
    const void *rest = text;
    while (rest) {
        const char *clause = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, espeakPHONEMES_IPA);
        if (clause) buffer_append_text(phonemes, clause);
        buffer_append_char(phonemes, ' ');
    }
}

/* Vowels, the length of sounds, and a sound that is one with the one before. */
static bool is_vowel(uint32_t codepoint)
{
    static const uint32_t vowels[] = {'a',    'e',    'i',    'o',    'u',    'y',    0x00E6,
                                      0x0251, 0x0250, 0x0259, 0x025B, 0x026A, 0x0254, 0x028A,
                                      0x028C, 0x0268, 0x026F, 0x00F8, 0x0153, 0x02D0, 0x02E4};
    for (size_t i = 0; i < ARRAY_COUNT(vowels); i++)
        if (vowels[i] == codepoint) return true;
    return false;
}

static void keep_consonants(struct buffer *key)
{
    struct buffer kept = {0};
    uint32_t last = 0;
    for (size_t at = 0; at < key->length;) {
        uint32_t codepoint = utf8_next(key->data, key->length, &at);
        if (is_vowel(codepoint) || codepoint == last) continue;
        buffer_append_codepoint(&kept, codepoint);
        last = codepoint;
    }
    buffer_clear(key);
    buffer_append(key, buffer_text(&kept), kept.length);
    buffer_done(&kept);
}

void phonemes_of(const char *text, enum phonemes_kept kept, struct buffer *key)
{
    struct buffer phonemes = {0}, rest = {0};
    buffer_clear(key);
    translate(text, &phonemes);
    translate("x", &rest); /* the engine may keep half a clause for the next text */
    append_words(buffer_text(&phonemes), kept == PHONEMES_ENGLISH, key);
    if (kept == PHONEMES_CONSONANTS) keep_consonants(key);
    buffer_done(&phonemes);
    buffer_done(&rest);
}
