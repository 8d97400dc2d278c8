/* What a voice file may look like, and what iniparser makes of it. */
#include "temporary.h"

#include "base/file.h"
#include "cmocka_all.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static struct voice *load(const char *folder)
{
    struct error error = {0};
    struct voice *voice = NULL;
    char *path = text_format("%s/en-GB.ini", folder);
    if (voice_load_file(path, &voice, &error) != STATUS_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.text);
    free(path);
    return voice;
}

static void assert_phrase(const struct voice *voice, enum phrase phrase, const char *expected)
{
    struct buffer text = {0};
    assert_int_equal(voice_phrase(voice, phrase, NULL, 0, &text, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&text), expected);
    buffer_done(&text);
}

static void comment_characters_in_quotes_are_text(void **state)
{
    temporary_voice(*state, "paused = \"Paused.\"", "paused = \"Wait; press # or ; = [x] 'so'.\" ; a comment");
    struct voice *voice = load(*state);
    assert_phrase(voice, PHRASE_PAUSED, "Wait; press # or ; = [x] 'so'.");
    voice_free(voice);
}

static void single_quotes_hold_double_ones(void **state)
{
    temporary_voice(*state, "paused = \"Paused.\"", "paused='He said \"wait\".'   # a comment");
    struct voice *voice = load(*state);
    assert_phrase(voice, PHRASE_PAUSED, "He said \"wait\".");
    voice_free(voice);
}

static void spaces_in_quotes_stay(void **state)
{
    temporary_voice(*state, "paused = \"Paused.\"", "\t paused\t=\t\" Paused \"  \r");
    struct voice *voice = load(*state);
    assert_phrase(voice, PHRASE_PAUSED, " Paused ");
    voice_free(voice);
}

static void capitals_in_keys_and_sections_do_not_matter(void **state)
{
    temporary_voice(*state, "paused = ", "PAUSED = ");
    struct voice *voice = load(*state);
    assert_phrase(voice, PHRASE_PAUSED, "Paused.");
    voice_free(voice);
    temporary_voice(*state, "[phrases]", "[ PHRASES ]");
    voice_free(load(*state));
}

static void keys_in_other_scripts_are_kept(void **state)
{
    temporary_voice(*state, "\n[lexicon]",
                    "\n[lexicon]\nਡਾਕਟਰ = \"ਡਾਕ ਟਰ\"\nÉcole = \"écol\"\nطبيب = \"طَبيب\"\na:b = \"c\"");
    struct voice *voice = load(*state);
    assert_string_equal(voice_respelling(voice, "ਡਾਕਟਰ", strlen("ਡਾਕਟਰ")), "ਡਾਕ ਟਰ");
    assert_string_equal(voice_respelling(voice, "éCOLE", strlen("éCOLE")), "écol");
    assert_string_equal(voice_respelling(voice, "طبيب", strlen("طبيب")), "طَبيب");
    assert_string_equal(voice_respelling(voice, "A:B", 3), "c");
    voice_free(voice);
}

/* iniparser changes the case of keys byte by byte, and numbers are written otherwise: a voice file must not care. The
 * locales are made here; without localedef's sources (package locales) only C.UTF-8 is tried. */
static void the_locale_does_not_matter(void **state)
{
    static const char *const locales[][2] = {
        {"de_DE", "ISO-8859-1"}, {"tr_TR", "ISO-8859-9"}, {"tr_TR", "UTF-8"}, {"C", "UTF-8"}};
    const char *folder = *state;
    temporary_voice(folder, "\n[lexicon]", "\n[lexicon]\nÀÉÎ à = \"one\"\nਠ = \"two\"");
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        const char *name = locales[i][0], *charset = locales[i][1];
        char *make = text_format("localedef -i %s -f %s '%s/%s.%s' >'%s/log' 2>&1", name, charset, folder, name,
                                 charset, folder);
        char *locale = text_format("%s.%s", name, charset);
        bool made = system(make) == 0;
        if (made) setenv("LOCPATH", folder, 1);
        if (setlocale(LC_ALL, locale)) {
            struct voice *voice = load(folder);
            assert_string_equal(voice_respelling(voice, "àéî À", strlen("àéî À")), "one");
            assert_non_null(voice_respelling(voice, "nsaid", 5));
            assert_true(voice_characters_per_second(voice) == 14.6);
            voice_free(voice);
        } else {
            assert_false(made);
        }
        unsetenv("LOCPATH");
        free(make);
        free(locale);
    }
    setlocale(LC_ALL, "C");
}

static void a_byte_order_mark_is_refused(void **state)
{
    temporary_voice(*state, NULL, "\xEF\xBB\xBF");
    assert_refused(*state, 1, "byte order mark");
}

static void broken_utf8_is_told_with_its_line(void **state)
{
    size_t line = temporary_voice(*state, "paused = \"Paused.\"", "paused = \"Pa\xFFused.\"");
    assert_refused(*state, line, "UTF-8");
    line = temporary_voice(*state, "paused = \"Paused.\"", "paused = \"\xC0\xAF\"");
    assert_refused(*state, line, "UTF-8");
}

static void a_zero_byte_is_refused(void **state)
{
    static const char text[] = "[voice]\nname = \"a\0b\"\n";
    free(temporary_write(*state, "en-GB.ini", text, sizeof text - 1));
    assert_refused(*state, 2, "control character");
}

static char *line_of(size_t bytes)
{
    char *line = malloc(bytes + 1);
    assert_non_null(line);
    memset(line, 'x', bytes);
    memcpy(line, "paused = \"", 10);
    line[bytes - 1] = '"';
    line[bytes] = '\0';
    return line;
}

static void a_line_of_1000_bytes_is_whole(void **state)
{
    char *longest = line_of(1000), *longer = line_of(1001);
    temporary_voice(*state, "paused = \"Paused.\"", longest);
    struct voice *voice = load(*state);
    struct buffer text = {0};
    assert_int_equal(voice_phrase(voice, PHRASE_PAUSED, NULL, 0, &text, NULL), STATUS_OK);
    assert_int_equal(text.length, 1000 - strlen("paused = \"\""));
    voice_free(voice);
    size_t line = temporary_voice(*state, "paused = \"Paused.\"", longer);
    assert_refused(*state, line, "1001 bytes");
    buffer_done(&text);
    free(longest);
    free(longer);
}

static void a_key_given_twice_is_refused(void **state)
{
    size_t first = temporary_voice(*state, "paused = \"Paused.\"", "paused = \"Paused.\"\nPaused = \"Again.\"");
    char words[64];
    snprintf(words, sizeof words, "[phrases] Paused: the key is given twice, first in line %zu", first);
    assert_refused(*state, first + 1, words);
}

static void words_that_are_the_same_are_refused(void **state)
{
    size_t line = temporary_voice(*state, "[lexicon]\n", "[lexicon]\nÉcole = \"a\"\nécole = \"b\"\n");
    assert_refused(*state, line + 2, "the same word");
    line = temporary_voice(*state, "[letters]\n", "[letters]\nÉ = \"a\"\né = \"b\"\n");
    assert_refused(*state, line + 2, "the same character");
    line = temporary_voice(*state, "[symbols]\n", "[symbols]\nU+2603 = \"a\"\nu+002603 = \"b\"\n");
    assert_refused(*state, line + 2, "the same character");
}

static void mistakes_in_lines_are_told(void **state)
{
    static const struct {
        const char *line, *words;
    } cases[] = {
        {"paused = Paused.", "[phrases] paused: the value must stand in quotes"},
        {"paused = \"Paused.", "[phrases] paused: the closing quote \" is missing"},
        {"paused = 'Paused.\"", "[phrases] paused: the closing quote ' is missing"},
        {"paused =", "must stand in quotes"},
        {"paused = \"Say \"wait\".\"", "stands behind the closing quote"},
        {"paused = \"Paused.\" \\", "backslash"},
        {"# a comment \\", "backslash"},
        {"paused", "neither a comment nor"},
        {" = \"Paused.\"", "no key"},
        {"[phrase]", "no section"},
        {"[phrases] # why", "behind the name of a section"},
        {"[phrases", "behind the name of a section"},
        {"paus\x01"
         "ed = \"a\"",
         "control character"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t line = temporary_voice(*state, "paused = \"Paused.\"", cases[i].line);
        assert_refused(*state, line, cases[i].words);
    }
    size_t line = temporary_voice(*state, "[voice]\n", "rate = \"1\"\n[voice]\n");
    assert_refused(*state, line, "before the first [section]");
}

static void a_file_without_a_last_line_end_is_read(void **state)
{
    temporary_voice(*state, "# Link texts that do not say", "[bare_links]\nlast = \"last one\"");
    struct buffer text = {0};
    char *path = text_format("%s/en-GB.ini", (const char *)*state);
    assert_int_equal(file_read(path, 1 << 20, &text, NULL), STATUS_OK);
    size_t end = (size_t)(strstr(buffer_text(&text), "last one\"") + strlen("last one\"") - buffer_text(&text));
    free(temporary_write(*state, "en-GB.ini", buffer_text(&text), end));
    struct voice *voice = load(*state);
    assert_string_equal(voice_bare_link(voice, 0), "last one");
    assert_null(voice_bare_link(voice, 1));
    voice_free(voice);
    buffer_done(&text);
    free(path);
}

static void a_huge_file_is_refused(void **state)
{
    struct error error = {0};
    struct voice *voice = NULL;
    size_t bytes = 300000;
    char *text = malloc(bytes);
    assert_non_null(text);
    memset(text, '\n', bytes);
    char *path = temporary_write(*state, "en-GB.ini", text, bytes);
    assert_int_equal(voice_load_file(path, &voice, &error), STATUS_LIMIT);
    free(path);
    free(text);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temporary_folder_make, temporary_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(comment_characters_in_quotes_are_text),
        IN_FOLDER(single_quotes_hold_double_ones),
        IN_FOLDER(spaces_in_quotes_stay),
        IN_FOLDER(capitals_in_keys_and_sections_do_not_matter),
        IN_FOLDER(keys_in_other_scripts_are_kept),
        IN_FOLDER(the_locale_does_not_matter),
        IN_FOLDER(a_byte_order_mark_is_refused),
        IN_FOLDER(broken_utf8_is_told_with_its_line),
        IN_FOLDER(a_zero_byte_is_refused),
        IN_FOLDER(a_line_of_1000_bytes_is_whole),
        IN_FOLDER(a_key_given_twice_is_refused),
        IN_FOLDER(words_that_are_the_same_are_refused),
        IN_FOLDER(mistakes_in_lines_are_told),
        IN_FOLDER(a_file_without_a_last_line_end_is_read),
        IN_FOLDER(a_huge_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
