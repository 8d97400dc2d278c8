/* Each term of each voice file's [lexicon] against the real engine: its phonemes are the engine's, and change what it
 * says; and a number of English ones are what the dictionaries say. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/buffer.h"
#include "voice/voice.h"

#include <espeak-ng/speak_lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { AS_MNEMONICS = 0, AS_IPA = 2 };

static int ignore(short *frames, int count, espeak_EVENT *events)
{
    (void)frames, (void)count, (void)events;
    return 0;
}

/* The engine reads "[[…]]" from here on: that is a setting of a synthesis, and stays. */
static int set_up(void **state)
{
    (void)state;
    if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT) <= 0) return 1;
    espeak_SetSynthCallback(ignore);
    return espeak_Synth("a", 2, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, NULL, NULL) == EE_OK ? 0 : 1;
}

static void use_voice(const char *engine)
{
    espeak_VOICE wanted = {.languages = engine};
    assert_int_equal(espeak_SetVoiceByProperties(&wanted), EE_OK);
}

static void say(const char *text, int mode, struct buffer *ret)
{
    buffer_clear(ret);
    for (const void *rest = text; rest;) {
        buffer_append_text(ret, espeak_TextToPhonemes(&rest, espeakCHARS_UTF8 | espeakPHONEMES, mode));
    }
    assert_false(ret->failed);
}

/* A word is said otherwise alone than before another one, so it is said twice. */
static void say_twice(const char *word, struct buffer *ret)
{
    char text[1024];
    snprintf(text, sizeof text, "%s %s", word, word);
    say(text, AS_IPA, ret);
}

/* What the engine prints of phonemes that it was given is them again, but for marks between them. */
static bool is_same(const char *printed, const char *given)
{
    for (; *printed || *given; printed++, given++) {
        while (*printed == ' ' || *printed == ';' || *printed == '|') printed++;
        while (*given == '|' || *given == ';') given++;
        if (*printed != *given) return false;
        if (!*printed) return true;
    }
    return true;
}

static bool is_good_entry(const struct voice_file *file, const struct voice_entry *entry)
{
    struct buffer without = {0}, with = {0};
    struct saying saying;
    assert_true(saying_of_value(entry->value, &saying));
    say_twice(entry->key, &without);
    say_twice(entry->value, &with);
    bool good = with.length > 0 && strcmp(buffer_text(&with), buffer_text(&without)) != 0;
    if (saying.phonemes) {
        char phonemes[PHONEMES_BYTES];
        snprintf(phonemes, sizeof phonemes, "%.*s", (int)saying.length, saying.text);
        say(entry->value, AS_MNEMONICS, &with);
        good = good && is_same(buffer_text(&with), phonemes);
    }
    if (!good)
        print_error("%s:%zu: %s: said %s without, %s with %s\n", file->path, entry->line, entry->key,
                    buffer_text(&without), buffer_text(&with), entry->value);
    buffer_done(&without);
    buffer_done(&with);
    return good;
}

static void each_term_changes_what_the_engine_says(void **state)
{
    (void)state;
    char **languages = NULL;
    size_t count = 0, bad = 0;
    setlocale(LC_ALL, "C");
    assert_int_equal(voice_languages(ALOUD_SOURCE "/voices", &languages, &count, NULL), STATUS_OK);
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, ALOUD_SOURCE "/voices/%s.ini", languages[i]);
        struct voice_file file = {0};
        assert_int_equal(voice_file_read(path, &file, NULL), STATUS_OK);
        use_voice(voice_file_find(&file, SECTION_VOICE, "engine")->value);
        for (size_t k = 0; k < file.count; k++)
            bad += file.entries[k].section == SECTION_LEXICON && !is_good_entry(&file, &file.entries[k]);
        voice_file_done(&file);
    }
    voice_languages_free(languages, count);
    assert_int_equal(bad, 0);
}

/* The stressed syllable and the vowels as British dictionaries give them, in the engine's own IPA. */
static const struct {
    const char *term, *ipa;
} dictionary[] = {
    {"paracetamol", "ˌpaɹəˈsiːtəmɒl"},
    {"omeprazole", "əʊˈmɛpɹəzəʊl"},
    {"diazepam", "daɪˈazɪpam"},
    {"amlodipine", "amˈlɒdɪpiːn"},
    {"physiotherapist", "ˌfɪziəʊˈθɛɹəpɪst"},
    {"psoriasis", "səˈɹaɪəsɪs"},
    {"metastasis", "mɛtˈastəsɪs"},
    {"eczema", "ˈɛksɪmə"},
    {"verruca", "vəˈɹuːkə"},
    {"oedema", "ɪˈdiːmə"},
    {"emphysema", "ˌɛmfɪˈsiːmə"},
    {"impetigo", "ˌɪmpɪˈtaɪɡəʊ"},
    {"biopsy", "ˈbaɪɒpsi"},
    {"fibroids", "ˈfaɪbɹɔɪdz"},
    {"vaginal", "vəˈdʒaɪnəl"},
    {"atenolol", "əˈtɛnəlɒl"},
    {"gallbladder", "ˈɡɔːlbladə"},
    {"digoxin", "dɪˈdʒɒksɪn"},
    {"syncope", "ˈsɪŋkəpi"},
    {"ultrasound", "ˈʌltɹəsaʊnd"},
};

/* Dictionaries set the stress before the syllable, the engine before its vowel. */
static void drop_stress_place(const char *ipa, struct buffer *ret, size_t *ret_vowels_before)
{
    static const char primary[] = "ˈ";
    size_t vowels = 0;
    *ret_vowels_before = SIZE_MAX;
    buffer_clear(ret);
    for (const char *at = ipa; *at;) {
        size_t length = (unsigned char)*at < 0x80 ? 1 : (unsigned char)*at < 0xE0 ? 2 : 3;
        bool stress = strncmp(at, "ˈ", 2) == 0 || strncmp(at, "ˌ", 2) == 0;
        if (strncmp(at, primary, 2) == 0) *ret_vowels_before = vowels;
        if (!stress) buffer_append(ret, at, length);
        char sign[4] = {0};
        memcpy(sign, at, length);
        vowels += !stress && strstr("aeiouɑɒɔəɛɜɪʊʌ", sign) != NULL;
        at += length;
    }
}

static void english_terms_are_as_in_the_dictionaries(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    struct buffer said = {0}, plain = {0}, wanted = {0};
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL), STATUS_OK);
    use_voice(voice_engine(voice));
    for (size_t i = 0; i < ARRAY_COUNT(dictionary); i++) {
        struct saying saying;
        char text[PHONEMES_BYTES + 4];
        size_t stress = 0, wanted_stress = 0;
        assert_true(voice_saying(voice, dictionary[i].term, strlen(dictionary[i].term), &saying));
        snprintf(text, sizeof text, "[[%.*s]]", (int)saying.length, saying.text);
        say(text, AS_IPA, &said);
        drop_stress_place(buffer_text(&said), &plain, &stress);
        drop_stress_place(dictionary[i].ipa, &wanted, &wanted_stress);
        if (strcmp(buffer_text(&plain), buffer_text(&wanted)) != 0 || stress != wanted_stress)
            print_error("%s: %s, not %s\n", dictionary[i].term, buffer_text(&said), dictionary[i].ipa);
        assert_string_equal(buffer_text(&plain), buffer_text(&wanted));
        assert_int_equal(stress, wanted_stress);
    }
    buffer_done(&said);
    buffer_done(&plain);
    buffer_done(&wanted);
    voice_free(voice);
}

static void english_has_three_hundred_terms(void **state)
{
    (void)state;
    struct voice_file file = {0};
    size_t count = 0;
    setlocale(LC_ALL, "C");
    assert_int_equal(voice_file_read(ALOUD_SOURCE "/voices/en-GB.ini", &file, NULL), STATUS_OK);
    for (size_t i = 0; i < file.count; i++) count += file.entries[i].section == SECTION_LEXICON;
    voice_file_done(&file);
    assert_true(count >= 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_term_changes_what_the_engine_says),
        cmocka_unit_test(english_terms_are_as_in_the_dictionaries),
        cmocka_unit_test(english_has_three_hundred_terms),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
