/* The options that name a leaflet and choose its voice, which four commands share. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char tea[] = "# Tea\n\nDrink it.\n";

/* The language of the voice that reads. */
static void assert_reads_in(struct run *run, const char *path, const char *option, const char *language)
{
    char *expected = text_format("\"language\":\"%s\",\"utterances\"", language);
    assert_non_null(expected);
    RUN(run, 0, "script", "--format", "json", path, option);
    run_prints(run, expected);
    free(expected);
}

static void takes_the_language_that_is_asked_for(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "a.md", "---\nlang: fr\n---\n# Tea\n\nDrink it.\n");
    assert_reads_in(run, path, "--lang=pl", "pl");
    assert_reads_in(run, path, "-lcy", "cy");
    assert_reads_in(run, path, "--lang=en-US", "en-GB");
    assert_reads_in(run, path, "--lang=en_GB.UTF-8", "en-GB");
    assert_reads_in(run, path, "--lang=UR", "ur");
}

/* Else the leaflet's own, else the user's, else English. */
static void chooses_the_language(void **state)
{
    struct run *run = *state;
    const char *french = stage_write_text(run->stage, "french.md", "---\nlang: fr\n---\n# Tea\n\nDrink it.\n");
    const char *unknown = stage_write_text(run->stage, "unknown.md", "---\nlang: tlh\n---\n# Tea\n\nDrink it.\n");
    const char *none = stage_write_text(run->stage, "none.md", tea);
    assert_reads_in(run, french, NULL, "fr");
    assert_reads_in(run, unknown, NULL, "en-GB");
    assert_reads_in(run, none, NULL, "en-GB");
    /* The environment tells the user's language, whether the system has that locale or not. */
    stage_set(run->stage, "LC_ALL", "");
    stage_set(run->stage, "LANG", "pl_PL.UTF-8");
    assert_reads_in(run, french, NULL, "fr");
    assert_reads_in(run, unknown, NULL, "pl");
    assert_reads_in(run, none, NULL, "pl");
    stage_set(run->stage, "LC_MESSAGES", "cy_GB.UTF-8");
    assert_reads_in(run, none, NULL, "cy");
    stage_set(run->stage, "LC_ALL", "C.UTF-8");
    assert_reads_in(run, none, NULL, "en-GB");
    stage_set(run->stage, "LC_ALL", "xx_XX");
    assert_reads_in(run, none, NULL, "en-GB");
}

static void refuses_a_language_without_voice(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "a.md", tea);
    static const char *const languages[] = {"tlh", "", "../en-GB", "pa-PK",
                                            "a tag much too long for any language that there is in the world"};
    for (size_t i = 0; i < ARRAY_COUNT(languages); i++) {
        RUN(run, 1, "outline", "--lang", languages[i], path);
        run_prints_only(run, "");
        run_says(run, "aloud: no voice file for the language");
        run_says(run, "there are am, ");
    }
}

static void takes_the_format_that_is_asked_for(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "a.md", tea), *text = stage_write_text(run->stage, "a.txt", tea);
    static const char heading[] = "\"role\":\"heading\",\"level\":1,", hash[] = "\"shown\":\"# Tea\"";
    RUN(run, 0, "script", "--format=json", path);
    run_prints(run, heading);
    RUN(run, 0, "script", "--format=text", "--format=json", path);
    run_prints(run, hash);
    RUN(run, 0, "script", "-fjson", text);
    run_prints(run, hash);
    RUN(run, 0, "script", "-fjson", "-f", "markdown", text);
    run_prints(run, heading);
    static const char *const commands[] = {"read", "outline", "script", "check"};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        RUN(run, 2, commands[i], "--format", "wordperfect", path);
        run_tells_use(run, "wordperfect");
        run_says(run, "markdown and text");
    }
    /* What only `script` prints. */
    RUN(run, 2, "outline", "--format", "json", path);
    run_tells_use(run, "json");
}

static void takes_voices_from_elsewhere(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "a.md", tea);
    struct buffer voice = {0};
    assert_int_equal(file_read(ALOUD_SOURCE "/voices/fr.ini", SIZE_MAX, &voice, NULL), STATUS_OK);
    const char *folder = stage_path(run->stage, "mine");
    assert_int_equal(mkdir(folder, 0700), 0);
    RUN(run, 1, "script", "--voices", folder, path);
    run_says(run, folder);
    run_says(run, "there is no voice file in this folder");
    stage_write(run->stage, "mine/fr.ini", voice.data, voice.length);
    buffer_done(&voice);
    RUN(run, 0, "script", "--voices", folder, path, "--lang=fr", "--format=json");
    run_prints(run, "\"language\":\"fr\"");
    RUN(run, 1, "script", "--voices", folder, path, "--lang=pl");
    run_says(run, "there are fr in");
    RUN(run, 1, "check", "--voices", stage_path(run->stage, "nowhere"), path);
    run_says(run, "nowhere");
    run_says(run, "No such file");
}

static void reads_standard_input(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "a.md", "# Tea\n\nDrink it.\n\n![](x-ray)\n");
    run_shell(run, 0, "$A script - < \"$1\"", path);
    run_prints_only(run, "Tea\nDrink it.\n");
    run_shell(run, 0, "cat \"$1\" | $A outline -", path);
    run_prints(run, "1 section, 2 sentences");
    run_shell(run, 0, "cat \"$1\" | $A check -", path);
    run_prints(run, "-:5: picture without text");
    run_shell(run, 0, "$A script --format text - < \"$1\"", path);
    run_prints(run, "x-ray");
    run_shell(run, 1, "$A script - < /dev/null", path);
    run_says(run, "empty");
}

static void names_file_and_line_of_what_it_left_out(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "bad.md", "# Tea\n\nGood.\n\nNot \377\376 so good.\n");
    static const char *const commands[] = {"outline", "script"};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        char *place = text_format("aloud: %s:5: 2 bytes left out", path);
        assert_non_null(place);
        RUN(run, 0, commands[i], path);
        run_says(run, place);
        free(place);
    }
}

/* A name is a name, whatever is in it. */
static void bears_any_name(void **state)
{
    struct run *run = *state;
    static const char *const names[] = {"two words.md", "żółć.md", "percent %s %n.md",
                                        "-dash.md",     "read",    "it's \"so\".md"};
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        RUN(run, 0, "outline", "--", stage_write_text(run->stage, names[i], tea));
        RUN(run, 1, "outline", "--", stage_path(run->stage, "missing %s %n.md"));
        run_says(run, "missing %s %n.md: cannot be read");
    }
}

static void prints_no_control_characters_of_names(void **state)
{
    struct run *run = *state;
    RUN(run, 1, "script", stage_path(run->stage, "no\033[2J\302\233such\n.md"));
    run_says(run, "no?[2J??such?.md");
    RUN(run, 0, "check", stage_write_text(run->stage, "one\033[2J.md", "# Tea\n\n![](a.png)\n"));
    run_prints(run, "one[2J.md:3: picture without text");
    RUN(run, 0, "script", stage_write_text(run->stage, "two\033[2J.md", "# Tea \377\n"));
    run_says(run, "two?[2J.md:1: 1 byte left out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(takes_the_language_that_is_asked_for),
        RUN_TEST(chooses_the_language),
        RUN_TEST(refuses_a_language_without_voice),
        RUN_TEST(takes_the_format_that_is_asked_for),
        RUN_TEST(takes_voices_from_elsewhere),
        RUN_TEST(reads_standard_input),
        RUN_TEST(names_file_and_line_of_what_it_left_out),
        RUN_TEST(bears_any_name),
        RUN_TEST(prints_no_control_characters_of_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
