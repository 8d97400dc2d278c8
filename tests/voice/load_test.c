/* Which voice is loaded, and what of a voice file is told to be wrong. */
#include "temporary.h"

#include "base/file.h"
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VOICES ALOUD_SOURCE "/voices"

static void assert_finds(const char *wanted, const char *expected)
{
    struct error error = {0};
    struct voice *voice = NULL;
    enum status status = voice_load(VOICES, wanted, &voice, &error);
    if (status != STATUS_OK) fail_msg("\"%s\": %s", wanted, error.text);
    assert_string_equal(voice_language(voice), expected);
    voice_free(voice);
}

static void languages_are_matched(void **state)
{
    (void)state;
    assert_finds("en-GB", "en-GB");
    assert_finds("EN_gb", "en-GB");
    assert_finds("en", "en-GB");
    assert_finds("en-US", "en-GB");
    assert_finds("en_GB.UTF-8", "en-GB");
    assert_finds("en_IE.UTF-8@euro", "en-GB");
    assert_finds("eng", "en-GB");
    assert_finds("cy_GB.utf8", "cy");
    assert_finds("fr-CA", "fr");
    assert_finds("de_AT.UTF-8", "de");
    assert_finds("ar-EG", "ar");
    assert_finds("ur-Arab-PK", "ur");
    assert_finds("hi_IN.UTF-8", "hi");
    assert_finds("pa", "pa");
    assert_finds("pa-Guru-IN", "pa");
    assert_finds("pa_IN", "pa");
    /* Chinese is Mandarin where nothing more is said, in both forms of its characters. */
    assert_finds("cmn", "cmn");
    assert_finds("cmn-Hant", "cmn");
    assert_finds("zh", "cmn");
    assert_finds("zh_CN.UTF-8", "cmn");
    assert_finds("zh-Hans", "cmn");
    assert_finds("zh-Hant", "cmn");
    assert_finds("zh-TW", "cmn");
    assert_finds("zh-HK", "yue");
    assert_finds("zh-Hant-HK", "yue");
    assert_finds("zh_MO.UTF-8", "yue");
    assert_finds("yue", "yue");
    assert_finds("zh-yue", "yue");
    assert_finds("yue-Hans-CN", "yue");
    assert_finds("kmr-TR", "kmr");
    assert_finds("ku", "kmr");
    assert_finds("ku-Latn", "kmr");
}

/* "there are ar, cy, de … in": those of voices/. */
static char *languages_joined(void)
{
    char **languages = NULL;
    size_t count = 0;
    struct error error = {0};
    struct buffer joined = {0};
    assert_int_equal(voice_languages(VOICES, &languages, &count, &error), STATUS_OK);
    for (size_t i = 0; i < count; i++) buffer_printf(&joined, "%s%s", i ? ", " : "there are ", languages[i]);
    buffer_append_text(&joined, " in ");
    voice_languages_free(languages, count);
    char *taken = buffer_take(&joined);
    assert_non_null(taken);
    return taken;
}

static void languages_without_a_voice_are_told(void **state)
{
    (void)state;
    static const char *const none[] = {
        "xx",      "tlh", "C", "POSIX",    "C.UTF-8",        "",  "-", "und", "../voices/pl", "pa-PK", "pa-Arab",
        "ku-Arab", "ckb", "/", "\xFF\xFF", "plplplplplplpl", "ja"};
    char *all = languages_joined();
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        struct error error = {0};
        struct voice *voice = NULL;
        enum status status = voice_load(VOICES, none[i], &voice, &error);
        if (status != STATUS_NOT_FOUND) fail_msg("\"%s\" gives %d", none[i], status);
        assert_non_null(strstr(error.text, all));
    }
    free(all);
    char *longest = malloc(5001);
    assert_non_null(longest);
    memset(longest, 'e', 5000);
    longest[5000] = '\0';
    struct error error = {0};
    struct voice *voice = NULL;
    assert_int_equal(voice_load(VOICES, longest, &voice, &error), STATUS_NOT_FOUND);
    free(longest);
}

static void folders_without_voices_are_told(void **state)
{
    struct error error = {0};
    struct voice *voice = NULL;
    assert_int_equal(voice_load("/nonexistent/voices", "en", &voice, &error), STATUS_IO);
    assert_string_equal(error.file, "/nonexistent/voices");
    free(temporary_write(*state, ".ini", "", 0));
    free(temporary_write(*state, "en.ini~", "", 0));
    assert_int_equal(voice_load(*state, "en", &voice, &error), STATUS_NOT_FOUND);
    assert_string_equal(error.file, *state);
    assert_int_equal(voice_load_file("/nonexistent.ini", &voice, &error), STATUS_NOT_FOUND);
}

/* "en" has two voices here. */
static void the_exact_language_comes_first(void **state)
{
    free(temporary_write(*state, "en-AU.ini", "no voice", 8));
    temporary_voice(*state, NULL, "");
    static const char *const wanted[] = {"en-GB", "en_gb", "en_GB.UTF-8", "EN-GB@euro"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        struct voice *voice = NULL;
        assert_int_equal(voice_load(*state, wanted[i], &voice, NULL), STATUS_OK);
        assert_string_equal(voice_language(voice), "en-GB");
        voice_free(voice);
    }
}

static void languages_are_listed_in_order(void **state)
{
    char **languages = NULL;
    size_t count = 0;
    free(temporary_write(*state, "pl.ini", "", 0));
    free(temporary_write(*state, "cy.ini", "", 0));
    free(temporary_write(*state, "README", "", 0));
    assert_int_equal(voice_languages(*state, &languages, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(languages[0], "cy");
    assert_string_equal(languages[1], "pl");
    voice_languages_free(languages, count);
}

static void the_folder_is_found(void **state)
{
    (void)state;
    char *folder = NULL;
    unsetenv("ALOUD_VOICES");
    assert_int_equal(voice_folder(&folder, NULL), STATUS_OK);
    assert_string_equal(folder, VOICES); /* this test lies in the build folder */
    free(folder);
    setenv("ALOUD_VOICES", "/somewhere/else", 1);
    assert_int_equal(voice_folder(&folder, NULL), STATUS_OK);
    assert_string_equal(folder, "/somewhere/else");
    free(folder);
    setenv("ALOUD_VOICES", "", 1);
    assert_int_equal(voice_folder(&folder, NULL), STATUS_OK);
    assert_string_equal(folder, VOICES);
    free(folder);
    unsetenv("ALOUD_VOICES");
}

/* What `bin/x --folder` prints, x being this test: the folder that it finds. */
static void assert_binary_finds(const char *binary, const char *expected)
{
    char line[1024] = "";
    char *command = text_format("%s --folder", binary);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    assert_non_null(fgets(line, sizeof line, output));
    assert_int_equal(pclose(output), 0);
    assert_string_equal(line, expected);
    free(command);
}

static void an_installed_binary_finds_its_own_voices(void **state)
{
    (void)state;
    char prefix[] = "/tmp/aloud-prefix-XXXXXX", within[] = ALOUD_BINARY "/aloud-prefix-XXXXXX";
    assert_non_null(mkdtemp(prefix));
    assert_non_null(mkdtemp(within));
    const char *const prefixes[] = {prefix, within};
    for (size_t i = 0; i < 2; i++) {
        char *install = text_format("mkdir -p %s/bin %s/share/aloud/voices && cp /proc/%d/exe %s/bin/x", prefixes[i],
                                    prefixes[i], (int)getpid(), prefixes[i]);
        char *binary = text_format("%s/bin/x", prefixes[i]), *remove = text_format("rm -r %s", prefixes[i]);
        char *expected = text_format("%s/share/aloud/voices", prefixes[i]);
        assert_int_equal(system(install), 0);
        assert_binary_finds(binary, expected);
        assert_int_equal(system(remove), 0);
        free(install);
        free(binary);
        free(remove);
        free(expected);
    }
}

static void settings_are_read(void **state)
{
    temporary_voice(*state, "rate = \"130\"", "rate = \"165\"");
    struct voice *voice = NULL;
    char *path = text_format("%s/en-GB.ini", (const char *)*state);
    assert_int_equal(voice_load_file(path, &voice, NULL), STATUS_OK);
    struct voice_settings settings = voice_settings(voice);
    assert_int_equal(settings.rate_wpm, 165);
    assert_int_equal(settings.pitch, 50);
    assert_int_equal(settings.pitch_range, 50);
    assert_int_equal(settings.volume, 100);
    assert_true(voice_characters_per_second(voice) == 14.6);
    assert_string_equal(voice_engine(voice), "en-gb");
    assert_string_equal(voice_name(voice), "English (United Kingdom)");
    assert_int_equal(voice_pause_ms(voice, ROLE_HEADING), 700);
    assert_int_equal(voice_pause_ms(voice, ROLE_MESSAGE), 200);
    assert_int_equal(voice_variant_count(voice), 6);
    assert_string_equal(voice_variant(voice, 0), "");
    assert_string_equal(voice_variant(voice, 1), "Andy");
    assert_string_equal(voice_variant(voice, 5), "linda");
    assert_false(voice_right_to_left(voice));
    voice_free(voice);
    free(path);
}

static void a_voice_without_variants_has_the_plain_one(void **state)
{
    temporary_voice(*state, "variants = \"Andy m3 Michael steph3 linda\"", "variants = \"\"");
    struct voice *voice = NULL;
    assert_int_equal(voice_load(*state, "en", &voice, NULL), STATUS_OK);
    assert_int_equal(voice_variant_count(voice), 1);
    assert_string_equal(voice_variant(voice, 0), "");
    voice_free(voice);
}

static void mistakes_in_values_are_told(void **state)
{
    static const struct {
        const char *old, *new, *words;
    } cases[] = {
        {"rate = \"130\"", "rate = \"79\"", "[voice] rate: \"79\" is no number from 80 to 450"},
        {"rate = \"130\"", "rate = \"451\"", "[voice] rate:"},
        {"rate = \"130\"", "rate = \"fast\"", "[voice] rate:"},
        {"rate = \"130\"", "rate = \"\"", "[voice] rate:"},
        {"rate = \"130\"", "rate = \"130.5\"", "a whole one"},
        {"rate = \"130\"", "rate = \"0x82\"", "[voice] rate:"},
        {"pitch = \"50\"", "pitch = \"-1\"", "[voice] pitch:"},
        {"range = \"50\"", "range = \"101\"", "[voice] range:"},
        {"volume = \"100\"", "volume = \"201\"", "[voice] volume:"},
        {"characters_per_second = \"14.6\"", "characters_per_second = \"0\"", "[voice] characters_per_second:"},
        {"characters_per_second = \"14.6\"", "characters_per_second = \"14,6\"", "[voice] characters_per_second:"},
        {"heading = \"700\"", "heading = \"10001\"", "[pauses] heading:"},
        {"engine = \"en-gb\"", "engine = \"\"", "[voice] engine: the value is empty"},
        {"language = \"en-GB\"", "language = \"en-US\"", "must be called en-US.ini"},
        {"variants = \"Andy ", "variants = \"../Andy ", "[voice] variants:"},
        {"paused = \"Paused.\"", "paused = \"\"", "[phrases] paused: the phrase is empty"},
        {"paused = \"Paused.\"", "paused = \"Paused {0}.\"", "[phrases] paused: there is no argument {0}"},
        {"list_of_keys = \"{0} or {1}\"", "list_of_keys = \"{0} or\"", "the argument {1} is not used"},
        {"list_of_keys = \"{0} or {1}\"", "list_of_keys = \"{0} or {1} or {2}\"", "there is no argument {2}"},
        {"paused = \"Paused.\"", "paused = \"Paused.\"\npawsed = \"x\"", "[phrases] pawsed: there is no such key"},
        {"heading = \"700\"", "heading = \"700\"\nverse = \"1\"", "[pauses] verse: there is no such key"},
        {"pitch = \"50\"", "pitch = \"50\"\nspeed = \"1\"", "[voice] speed: there is no such key"},
        {"a = \"eigh\"", "ab = \"eigh\"", "neither one character nor a code"},
        {"U+0021 = ", "U+21 = ", "neither one character nor a code"},
        {"U+0021 = ", "U+110000 = ", "neither one character nor a code"},
        {"b = \"bee\"", "b = \"\"", "the name is empty"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t line = temporary_voice(*state, cases[i].old, cases[i].new);
        const char *more = strchr(cases[i].new, '\n');
        assert_refused(*state, line + (more != NULL), cases[i].words);
    }
}

static void missing_keys_are_told(void **state)
{
    static const struct {
        const char *old, *words;
    } cases[] = {
        {"paused = \"Paused.\"\n", "[phrases] paused: the key is missing"},
        {"key_other = \"that was pressed\"\n", "[phrases] key_other: the key is missing"},
        {"quote = \"500\"\n", "[pauses] quote: the key is missing"},
        {"engine = \"en-gb\"\n", "[voice] engine: the key is missing"},
        {"volume = \"100\"\n", "[voice] volume: the key is missing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        temporary_voice(*state, cases[i].old, "");
        assert_refused(*state, 0, cases[i].words);
    }
}

static void words_are_looked_up_in_any_case(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    assert_int_equal(voice_load(VOICES, "en-GB", &voice, NULL), STATUS_OK);
    assert_true(voice_abbreviation(voice, "Dr.", 3));
    assert_true(voice_abbreviation(voice, "DR.", 3));
    assert_true(voice_abbreviation(voice, "e.g.", 4));
    assert_true(voice_abbreviation(voice, "a.m.), x", 4));
    assert_false(voice_abbreviation(voice, "Dr", 2));
    assert_false(voice_abbreviation(voice, "No.", 3)); /* "No. You must not drive." */
    assert_true(voice_abbreviation(voice, "no. #", 5));
    assert_false(voice_abbreviation(voice, "", 0));
    assert_string_equal(voice_respelling(voice, "NSAIDs", 6), voice_respelling(voice, "nsaids", 6));
    assert_non_null(voice_respelling(voice, "NSAIDs rest", 6));
    assert_null(voice_respelling(voice, "NSAIDst", 7));
    assert_null(voice_respelling(voice, "\xFF\xFE", 2));
    char longest[500];
    memset(longest, 'e', sizeof longest);
    assert_null(voice_respelling(voice, longest, sizeof longest));
    memset(longest, 0xC3, sizeof longest);
    assert_null(voice_respelling(voice, longest, sizeof longest));
    voice_free(voice);
}

static void letters_and_symbols_are_looked_up(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    assert_int_equal(voice_load(VOICES, "en-GB", &voice, NULL), STATUS_OK);
    assert_string_equal(voice_letter(voice, 'w'), "double you");
    assert_string_equal(voice_letter(voice, 'W'), "double you");
    assert_null(voice_letter(voice, '@'));
    assert_null(voice_letter(voice, 0));
    assert_null(voice_letter(voice, UINT32_MAX));
    assert_string_equal(voice_symbol(voice, '@'), "at");
    assert_string_equal(voice_symbol(voice, 0xBD), "one half");
    assert_null(voice_symbol(voice, 'w'));
    voice_free(voice);
    assert_int_equal(voice_load(VOICES, "pl", &voice, NULL), STATUS_OK);
    assert_string_equal(voice_letter(voice, 0x141), "eł"); /* Ł */
    assert_string_equal(voice_letter(voice, 0x142), "eł"); /* ł */
    voice_free(voice);
    assert_int_equal(voice_load(VOICES, "tr", &voice, NULL), STATUS_OK);
    assert_string_equal(voice_letter(voice, 'I'), "ı");
    assert_string_equal(voice_letter(voice, 'i'), "i");
    assert_string_equal(voice_letter(voice, 0x130), "i"); /* İ */
    voice_free(voice);
    assert_int_equal(voice_load(VOICES, "pa", &voice, NULL), STATUS_OK);
    assert_string_equal(voice_letter(voice, 0xA15), "ਕੱਕਾ");    /* ਕ */
    assert_string_equal(voice_letter(voice, 0xA3F), "ਸਿਹਾਰੀ"); /* ਿ */
    voice_free(voice);
}

/* Gurmukhi sha is one character or two; leaflets have both. */
static void composition_does_not_matter(void **state)
{
    temporary_voice(*state, "[lexicon]\n", "[lexicon]\n\xE0\xA8\xB6 = \"one\"\ncafé = \"two\"\n");
    struct voice *voice = NULL;
    assert_int_equal(voice_load(*state, "en-GB", &voice, NULL), STATUS_OK);
    assert_string_equal(voice_respelling(voice, "\xE0\xA8\xB8\xE0\xA8\xBC", 6), "one");
    assert_string_equal(voice_respelling(voice, "CAFE\xCC\x81", 6), "two");
    voice_free(voice);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temporary_folder_make, temporary_folder_remove)

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--folder") == 0) {
        char *folder = NULL;
        if (voice_folder(&folder, NULL) == STATUS_OK) fputs(folder, stdout);
        free(folder);
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_matched),
        cmocka_unit_test(languages_without_a_voice_are_told),
        IN_FOLDER(folders_without_voices_are_told),
        IN_FOLDER(the_exact_language_comes_first),
        IN_FOLDER(languages_are_listed_in_order),
        cmocka_unit_test(the_folder_is_found),
        cmocka_unit_test(an_installed_binary_finds_its_own_voices),
        IN_FOLDER(settings_are_read),
        IN_FOLDER(a_voice_without_variants_has_the_plain_one),
        IN_FOLDER(mistakes_in_values_are_told),
        IN_FOLDER(missing_keys_are_told),
        cmocka_unit_test(words_are_looked_up_in_any_case),
        cmocka_unit_test(letters_and_symbols_are_looked_up),
        IN_FOLDER(composition_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
