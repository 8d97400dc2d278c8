#include "cmocka_all.h"

#include "base/array.h"
#include "base/file.h"
#include "listen/keys.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-keys-XXXXXX";
static char *path;

static void write_bytes(const char *bytes, size_t length)
{
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, length, stream), length);
    assert_int_equal(fclose(stream), 0);
}

/* The map of the default keys and a key file with this text. */
static struct key_map *map_of(const char *text)
{
    struct key_map *map = NULL;
    struct error error = {0};
    write_bytes(text, strlen(text));
    if (key_map_load(path, &map, &error) != STATUS_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.text);
    return map;
}

static void assert_keys(const struct key_map *map, enum command command, const char *expected)
{
    struct buffer written = {0};
    size_t count = 0;
    const uint32_t *keys = key_map_keys(map, command, &count);
    for (size_t i = 0; i < count; i++) {
        if (i) buffer_append_char(&written, ' ');
        key_write(keys[i], &written);
        assert_int_equal(key_map_command(map, keys[i]), command);
    }
    assert_string_equal(buffer_text(&written), expected);
    buffer_done(&written);
}

static void defaults_are_those_of_the_table(void **state)
{
    (void)state;
    struct key_map *map = NULL;
    struct error error = {0};
    assert_int_equal(key_map_load("/nonexistent/aloud/keys.ini", &map, &error), STATUS_OK);
    assert_int_equal(error.status, STATUS_OK);
    static const struct {
        const char *text, *keys;
        enum command command;
        enum phrase help;
    } rows[] = {
#define X(name, text, keys) {text, keys, COMMAND_##name, PHRASE_HELP_##name},
        COMMAND_LIST(X)
#undef X
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        assert_keys(map, rows[i].command, rows[i].keys);
        assert_string_equal(command_name(rows[i].command), rows[i].text);
        assert_int_equal(command_help(rows[i].command), rows[i].help);
    }
    key_map_free(map);
}

static void each_command_has_keys_and_no_key_two_commands(void **state)
{
    (void)state;
    struct key_map *map = map_of("");
    for (int a = 0; a < COMMAND_COUNT; a++) {
        size_t count = 0;
        const uint32_t *keys = key_map_keys(map, (enum command)a, &count);
        assert_true(count > 0);
        /* key_map_command finds the first command of a key: so no other has it */
        for (size_t i = 0; i < count; i++) assert_int_equal(key_map_command(map, keys[i]), a);
    }
    assert_int_equal(key_map_command(map, 'z'), COMMAND_NONE);
    assert_int_equal(key_map_command(map, KEY_NAME_OTHER), COMMAND_NONE);
    key_map_free(map);
}

/* With Caps Lock on, leaving must work as everything else whose capital means nothing. */
static void capitals_without_a_command_are_their_small_letters(void **state)
{
    (void)state;
    struct key_map *map = map_of("[keys]\nwhere = ż\nfind = J\n");
    assert_int_equal(key_map_command(map, 'Q'), COMMAND_QUIT);
    assert_int_equal(key_map_command(map, 'S'), COMMAND_SLOWLY);
    assert_int_equal(key_map_command(map, 0x17b), COMMAND_WHERE);
    assert_int_equal(key_map_command(map, 'H'), COMMAND_PREVIOUS_SECTION);
    assert_int_equal(key_map_command(map, 'L'), COMMAND_LANGUAGE);
    assert_int_equal(key_map_command(map, 'l'), COMMAND_NEXT_LIST);
    assert_int_equal(key_map_command(map, 'j'), COMMAND_NONE); /* a small letter is no capital */
    assert_int_equal(key_map_command(map, 'W'), COMMAND_NONE);
    key_map_free(map);
}

/* The keys of who has no use for lists, and wants the other language under one key with and without Shift. */
static void both_letters_of_a_key_can_be_for_the_languages(void **state)
{
    (void)state;
    struct key_map *map = map_of("[keys]\nlanguage = l\ntranslation = L control-l\nnext-list = i\n");
    assert_keys(map, COMMAND_LANGUAGE, "l");
    assert_keys(map, COMMAND_TRANSLATION, "L control-l");
    assert_keys(map, COMMAND_NEXT_LIST, "i");
    key_map_free(map);
}

static void the_numeric_keypad_alone_is_enough(void **state)
{
    (void)state;
    static const uint32_t keypad[] = {KEY_NAME_LEFT,
                                      KEY_NAME_RIGHT,
                                      KEY_NAME_UP,
                                      KEY_NAME_DOWN,
                                      KEY_NAME_PAGE_UP,
                                      KEY_NAME_PAGE_DOWN,
                                      KEY_NAME_HOME,
                                      KEY_NAME_END,
                                      KEY_NAME_INSERT,
                                      KEY_NAME_DELETE,
                                      KEY_NAME_CENTRE,
                                      KEY_NAME_ENTER,
                                      '+',
                                      '-',
                                      '*',
                                      '/'};
    struct key_map *map = map_of("");
    for (size_t i = 0; i < sizeof keypad / sizeof keypad[0]; i++) {
        assert_true(key_map_command(map, keypad[i]) != COMMAND_NONE);
    }
    assert_int_equal(key_map_command(map, KEY_NAME_ENTER), COMMAND_CHOOSE); /* the menu of all others */
    assert_int_equal(key_map_command(map, KEY_NAME_CENTRE), COMMAND_PAUSE);
    key_map_free(map);
}

static void names_are_written_as_they_are_read(void **state)
{
    (void)state;
    struct key_map *map = map_of("[keys]\n"
                                 "where = space left right up down page-up page-down home\n"
                                 "find = end enter escape tab backspace insert delete centre\n"
                                 "repeat = f1 f12 control-a control-z ż \" ' =\n"
                                 "pause = x\nquit = Q\n");
    assert_keys(map, COMMAND_WHERE, "space left right up down page-up page-down home");
    assert_keys(map, COMMAND_FIND, "end enter escape tab backspace insert delete centre");
    assert_keys(map, COMMAND_REPEAT, "f1 f12 control-a control-z ż \" ' =");
    assert_int_equal(key_map_command(map, 1), COMMAND_REPEAT);
    assert_int_equal(key_map_command(map, 0x17c), COMMAND_REPEAT);
    assert_int_equal(key_map_command(map, KEY_NAME_F1 + 11), COMMAND_REPEAT);
    key_map_free(map);
    struct buffer written = {0};
    key_write(KEY_NAME_OTHER, &written);
    key_write(0x9b, &written); /* a control code must not reach a terminal */
    key_write(0x1b, &written);
    assert_string_equal(buffer_text(&written), "otherotherother");
    buffer_done(&written);
}

static void a_users_file_changes_keys(void **state)
{
    (void)state;
    struct key_map *map = map_of("# mine\n[Keys]\r\nNext-Sentence = j Right ; as in vi\n\n"
                                 "bookmark = \";\"\nfind-again = '#'\nhelp =\n");
    assert_keys(map, COMMAND_NEXT_SENTENCE, "j right"); /* n is free now */
    assert_int_equal(key_map_command(map, 'n'), COMMAND_NONE);
    assert_keys(map, COMMAND_BOOKMARK, ";");
    assert_keys(map, COMMAND_FIND_AGAIN, "#");
    assert_keys(map, COMMAND_HELP, "");
    assert_keys(map, COMMAND_PREVIOUS_SENTENCE, "left p");
    key_map_free(map);
}

static void a_users_key_is_taken_from_its_default_command(void **state)
{
    (void)state;
    struct key_map *map = map_of("[keys]\nslowly = n\n");
    assert_keys(map, COMMAND_SLOWLY, "n");
    assert_keys(map, COMMAND_NEXT_SENTENCE, "right");
    key_map_free(map);
    map = map_of("[keys]\nslowly = n\nnext-sentence = right k\n"); /* whatever their order */
    assert_keys(map, COMMAND_NEXT_SENTENCE, "right k");
    assert_keys(map, COMMAND_SLOWLY, "n");
    key_map_free(map);
    map = map_of("[keys]\nnext-sentence = p\nprevious-sentence = n\n"); /* two that change places */
    assert_keys(map, COMMAND_NEXT_SENTENCE, "p");
    assert_keys(map, COMMAND_PREVIOUS_SENTENCE, "n");
    key_map_free(map);
}

static void mistakes_are_told_with_line_and_key(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
        const char *told;
    } mistakes[] = {
        {"[keys]\nwhere = w\nfly = f\n", 3, "fly"},
        {"[keys]\nwhere = w\n\nfind = pagedown\n", 4, "pagedown"},
        {"[keys]\nwhere = f13\n", 2, "f13"},
        {"[keys]\nwhere = control-1\n", 2, "control-1"},
        {"[keys]\nwhere = x\nfind = f x\n", 3, "given twice, also to where"},
        {"[keys]\nwhere = x x\n", 2, "given twice"},
        {"[keys]\nwhere = x\nwhere = y\n", 3, "first in line 2"},
        {"[keys]\nwhere = 1 2 3 4 5 6 7 8 9\n", 2, "more than 8"},
        {"[keys]\n\nquit =\n", 3, "quit"},
        {"[keys]\nwhere = q control-c\n", 0, "quit"},
        {"[keys]\npause =\n", 2, "pause"},
        {"[colours]\nwhere = w\n", 2, "where"},
        {"where = w\n", 1, "before the first"},
        {"[keys]\nwhere\n", 2, "neither"},
        {"[keys]\n= w\n", 2, "nothing stands before"},
        {"[keys]\nbookmark = ;\n", 2, "quotes"},
        {"[keys]\nwhere = w \\\n", 2, "backslash"},
        {"\xef\xbb\xbf[keys]\n", 1, "byte order mark"},
        {"[keys]\nwhere = \xff\n", 2, "UTF-8"},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        struct key_map *map = NULL;
        struct error error = {0};
        write_bytes(mistakes[i].text, strlen(mistakes[i].text));
        enum status status = key_map_load(path, &map, &error);
        if (status != STATUS_BAD_INPUT || error.line != mistakes[i].line || strcmp(error.file, path) != 0
            || !strstr(error.text, mistakes[i].told)) {
            fail_msg("\"%s\": status %d, %s:%zu: %s", mistakes[i].text, (int)status, error.file, error.line,
                     error.text);
        }
        assert_null(map);
    }
}

static void zero_bytes_and_long_lines_are_mistakes(void **state)
{
    (void)state;
    struct key_map *map = NULL;
    struct error error = {0};
    struct buffer text = {0};
    write_bytes("[keys]\nwhere = \0w\n", 18);
    assert_int_equal(key_map_load(path, &map, &error), STATUS_BAD_INPUT);
    assert_int_equal(error.line, 2);
    buffer_append_text(&text, "[keys]\nwhere = ");
    for (int i = 0; i < 1100; i++) buffer_append_char(&text, 'w');
    write_bytes(text.data, text.length);
    assert_int_equal(key_map_load(path, &map, &error), STATUS_BAD_INPUT);
    assert_int_equal(error.line, 2);
    assert_int_equal(key_map_load(folder, &map, &error), STATUS_BAD_INPUT); /* a folder */
    assert_null(map);
    buffer_done(&text);
}

/* Where a small I is not i: skipped where the locale is not installed. */
static void names_do_not_depend_on_the_locale(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "tr_TR.UTF-8") && !setlocale(LC_ALL, "C.UTF-8")) skip();
    struct key_map *map = map_of("[KEYS]\nFIND = i INSERT\n");
    assert_keys(map, COMMAND_FIND, "i insert");
    key_map_free(map);
    setlocale(LC_ALL, "C");
}

static void the_path_follows_xdg(void **state)
{
    (void)state;
    setenv("XDG_CONFIG_HOME", "/somewhere/config", 1);
    char *found = key_map_path();
    assert_string_equal(found, "/somewhere/config/aloud/keys.ini");
    free(found);
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", "/home/someone", 1);
    found = key_map_path();
    assert_string_equal(found, "/home/someone/.config/aloud/keys.ini");
    free(found);
    unsetenv("HOME");
    assert_null(key_map_path());
}

static void assert_said(const struct voice *voice, uint32_t key, const char *expected)
{
    struct buffer said = {0};
    struct error error = {0};
    if (key_say(key, voice, &said, &error) != STATUS_OK) fail_msg("%s", error.text);
    if (strcmp(buffer_text(&said), expected) != 0) fail_msg("said \"%s\", not \"%s\"", buffer_text(&said), expected);
    buffer_done(&said);
}

static void keys_are_said_in_the_voices_language(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    struct error error = {0};
    if (voice_load_file(ALOUD_SOURCE "/voices/en-GB.ini", &voice, &error) != STATUS_OK) fail_msg("%s", error.text);
    assert_said(voice, 'n', voice_letter(voice, 'n'));
    assert_said(voice, ' ', "space");
    assert_said(voice, '+', voice_symbol(voice, '+'));
    assert_said(voice, '7', voice_letter(voice, '7') ? voice_letter(voice, '7') : "7");
    assert_said(voice, KEY_NAME_PAGE_DOWN, "page down");
    struct buffer said = {0};
    assert_int_equal(key_say('N', voice, &said, &error), STATUS_OK);
    assert_non_null(strstr(buffer_text(&said), voice_letter(voice, 'n')));
    assert_string_not_equal(buffer_text(&said), voice_letter(voice, 'n'));
    buffer_clear(&said);
    assert_int_equal(key_say(0x3a9, voice, &said, &error), STATUS_OK); /* capital omega */
    assert_non_null(strstr(buffer_text(&said), voice_letter(voice, 0x3c9) ? voice_letter(voice, 0x3c9) : "\u03c9"));
    buffer_clear(&said);
    assert_int_equal(key_say(3, voice, &said, &error), STATUS_OK);
    assert_non_null(strstr(buffer_text(&said), voice_letter(voice, 'c')));
    buffer_clear(&said);
    assert_int_equal(key_say(KEY_NAME_F1 + 6, voice, &said, &error), STATUS_OK);
    assert_non_null(strchr(buffer_text(&said), '7'));
    buffer_done(&said);
    voice_free(voice);
}

static int set_up(void **state)
{
    (void)state;
    path = mkdtemp(folder) ? text_format("%s/keys.ini", folder) : NULL;
    return path ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(path);
    free(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_table),
        cmocka_unit_test(each_command_has_keys_and_no_key_two_commands),
        cmocka_unit_test(capitals_without_a_command_are_their_small_letters),
        cmocka_unit_test(both_letters_of_a_key_can_be_for_the_languages),
        cmocka_unit_test(the_numeric_keypad_alone_is_enough),
        cmocka_unit_test(names_are_written_as_they_are_read),
        cmocka_unit_test(a_users_file_changes_keys),
        cmocka_unit_test(a_users_key_is_taken_from_its_default_command),
        cmocka_unit_test(mistakes_are_told_with_line_and_key),
        cmocka_unit_test(zero_bytes_and_long_lines_are_mistakes),
        cmocka_unit_test(names_do_not_depend_on_the_locale),
        cmocka_unit_test(the_path_follows_xdg),
        cmocka_unit_test(keys_are_said_in_the_voices_language),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
