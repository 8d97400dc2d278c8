/* The tables [phonemes] against the real engine: what it prints for the phonemes of an IPA sign is that sign; and words that
 * are given in IPA are said so. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/buffer.h"
#include "temporary.h"
#include "voice/voice.h"

#include <espeak-ng/speak_lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { AS_IPA = 2 };

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

/* In Unicode's NFC, as the tables are. */
static void normalise(struct buffer *text)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[256], normal[256];
    char bytes[512];
    int32_t count = 0, length = 0;
    u_strFromUTF8(units, ARRAY_COUNT(units), &count, buffer_text(text), (int32_t)text->length, &code);
    count = unorm2_normalize(unorm2_getNFCInstance(&code), units, count, normal, ARRAY_COUNT(normal), &code);
    u_strToUTF8(bytes, sizeof bytes, &length, normal, count, &code);
    assert_true(U_SUCCESS(code));
    buffer_clear(text);
    buffer_append(text, bytes, (size_t)length);
}

/* What the engine prints in IPA for its phonemes between two others; without marks of stress where `bare`. */
static const char *print(const char *before, const char *phonemes, const char *behind, bool bare)
{
    static struct buffer printed;
    char text[2 * PHONEMES_BYTES];
    snprintf(text, sizeof text, "[[%s%s%s]]", before, phonemes, behind);
    buffer_clear(&printed);
    for (const void *rest = text; rest;) {
        const char *at = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8 | espeakPHONEMES, AS_IPA);
        for (; *at; at++) {
            bool stress = strncmp(at, "ˈ", 2) == 0 || strncmp(at, "ˌ", 2) == 0;
            if (bare && stress)
                at++;
            else if (*at != ' ')
                buffer_append_char(&printed, *at);
        }
    }
    normalise(&printed);
    return buffer_text(&printed);
}

/* As tests/voice/phonemes.sh has found them: between two vowels, between two consonants (stressed too), or alone. A voice
 * that says an unstressed a otherwise leaves i as it is. */
static bool is_said(const char *sign, const char *phonemes)
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, "a%sa", sign);
    if (strcmp(print("a|", phonemes, "|a", true), wanted) == 0) return true;
    snprintf(wanted, sizeof wanted, "i%si", sign);
    if (strcmp(print("i|", phonemes, "|i", true), wanted) == 0) return true;
    snprintf(wanted, sizeof wanted, "t%st", sign);
    if (strcmp(print("t|", phonemes, "|t", true), wanted) == 0) return true;
    if (strcmp(print("t|'", phonemes, "|t", true), wanted) == 0) return true;
    return strcmp(print("", phonemes, "", true), sign) == 0;
}

static void each_sign_is_said_as_itself(void **state)
{
    (void)state;
    char **languages = NULL;
    size_t count = 0, signs = 0, bad = 0;
    setlocale(LC_ALL, "C");
    assert_int_equal(voice_languages(ALOUD_SOURCE "/voices", &languages, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, ALOUD_SOURCE "/voices/%s.ini", languages[i]);
        struct voice_file file = {0};
        assert_int_equal(voice_file_read(path, &file, NULL), STATUS_OK);
        use_voice(voice_file_find(&file, SECTION_VOICE, "engine")->value);
        for (size_t k = 0; k < file.count; k++) {
            const struct voice_entry *entry = &file.entries[k];
            if (entry->section != SECTION_PHONEMES || entry->value[0] == '=') continue;
            signs++;
            if (is_said(entry->key, entry->value)) continue;
            print_error("%s:%zu: %s is said %s\n", path, entry->line, entry->key, print("", entry->value, "", true));
            bad++;
        }
        voice_file_done(&file);
    }
    voice_languages_free(languages, count);
    assert_true(signs > count * 25);
    assert_int_equal(bad, 0);
}

/* Words as dictionaries of the language give them, and what the engine prints of what it then says: the stress stands
 * before the vowel, a "=" line of the table shows. */
static const struct {
    const char *language, *ipa, *printed;
} words[] = {
    {"en-GB", "əʊˈmɛpɹəzəʊl", "əʊmˈɛpɹəzəʊl"},
    {"en-GB", "ˌpærəˈsiːtəmɒl", "pˌaɹəsˈiːtəmɒl"},
    {"en-GB", "ˌfɪziəʊˈθɛrəpɪst", "fˌɪziəʊθˈɛɹəpɪst"},
    {"en-GB", "ˈeksɪmə", "ˈɛksɪmə"},
    {"en-GB", "t͡ʃɪˈkʌŋɡʊnjə", "tʃɪkˈʌŋɡʊnjə"},
    {"en-GB", "ˈbɹɒŋ.kaɪ", "bɹˈɒŋkaɪ"},
    {"en-GB", "ˈnɜːvəs", "nˈɜːvəs"},
    {"en-GB", "ˈhɑːt dɪˈziːz", "hˈɑːtdɪzˈiːz"},
    {"de", "paʁat͡setaˈmoːl", "paratseːtamˈoːl"},
    {"de", "ˈapɔˌteːkə", "ˈapɔtˌeːkə"},
    {"fr", "ibypʁɔfɛn", "ibypʁɔfɛn"},
    {"fr", "ɔʁdɔnɑ̃s", "ɔʁdɔnɑ̃s"},
    {"es", "ipertenˈsjon", "ipertensjˈon"},
    {"it", "farmaˈtʃista", "farmatʃˈista"},
    {"it", "ˈdɔttore", "dˈɔttore"},
    {"pl", "leˈkaʐ", "lɛkˈaʒ"},
    {"pl", "ɡɔˈrɔnt͡ʂka", "ɡɔrˈɔntʃka"},
    {"pt", "ˈdɔɾ", "dˈɔɾ"},
};

static void words_in_ipa_are_said_so(void **state)
{
    (void)state;
    size_t bad = 0;
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        struct voice *voice = NULL;
        struct error error = {0};
        char phonemes[PHONEMES_BYTES];
        assert_int_equal(voice_load(ALOUD_SOURCE "/voices", words[i].language, &voice, &error), STATUS_OK);
        use_voice(voice_engine(voice));
        if (voice_phonemes(voice, words[i].ipa, strlen(words[i].ipa), phonemes, &error) != STATUS_OK)
            fail_msg("%s: %s", words[i].ipa, error.text);
        const char *printed = print("", phonemes, "", false);
        if (strcmp(printed, words[i].printed) != 0) {
            print_error("%s %s: [[%s]] is said %s, not %s\n", words[i].language, words[i].ipa, phonemes, printed,
                        words[i].printed);
            bad++;
        }
        voice_free(voice);
    }
    assert_int_equal(bad, 0);
}

static void a_voice_without_a_table_says_so(void **state)
{
    struct voice *voice = NULL;
    struct error error = {0};
    char phonemes[PHONEMES_BYTES], path[200];
    temporary_voice(*state, "[phonemes]", "[bare_links]");
    snprintf(path, sizeof path, "%s/en-GB.ini", (const char *)*state);
    assert_int_equal(voice_load_file(path, &voice, NULL), STATUS_OK);
    assert_int_equal(voice_phonemes(voice, "a", 1, phonemes, &error), STATUS_BAD_INPUT);
    assert_non_null(strstr(error.text, "knows no IPA"));
    voice_free(voice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sign_is_said_as_itself),
        cmocka_unit_test(words_in_ipa_are_said_so),
        cmocka_unit_test_setup_teardown(a_voice_without_a_table_says_so, temporary_folder_make,
                                        temporary_folder_remove),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
