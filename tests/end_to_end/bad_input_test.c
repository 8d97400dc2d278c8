/* Bad input: each time one clear message with the file and, where there is one, the line; the exit status says it too;
 * nothing is written. */
#include "cmocka_all.h"
#include "stage.h"

#include "base/array.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int set_up(void **state)
{
    *state = stage_open(STAGE_WITHOUT_SOUND);
    return *state ? 0 : 1;
}

static int tear_down(void **state)
{
    stage_close(*state);
    return 0;
}

static void assert_says(const struct outcome *outcome, const char *text)
{
    bool says = strstr(buffer_text(&outcome->errors), text);
    if (!says) print_error("expected \"%s\" in: %.2000s\n", text, buffer_text(&outcome->errors));
    assert_true(says);
}

static void assert_status(const struct outcome *outcome, int status)
{
    if (outcome->exit_status != status) {
        print_error("exit status %d after %.1f s: %.2000s\n", outcome->exit_status, outcome->seconds,
                    buffer_text(&outcome->errors));
    }
    assert_int_equal(outcome->exit_status, status);
}

/* Each command that takes a leaflet refuses this one, says why, prints nothing else and writes nothing. */
static void assert_refused(struct stage *stage, const char *path, const char *why)
{
    const char *wav = stage_path(stage, "refused.wav");
    const char *const commands[][5] = {
        {path, "--output", wav, NULL}, {"script", path, NULL}, {"outline", path, NULL}, {"check", path, NULL}};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        struct outcome outcome = stage_run(stage, commands[i], 30);
        assert_status(&outcome, 1);
        assert_says(&outcome, path);
        assert_says(&outcome, why);
        assert_int_equal(outcome.output.length, 0);
        outcome_done(&outcome);
        assert_int_equal(access(wav, F_OK), -1);
        assert_int_equal(access(stage_path(stage, "state"), F_OK), -1);
    }
}

static void refuses_what_is_no_leaflet(void **state)
{
    struct stage *stage = *state;
    assert_refused(stage, stage_path(stage, "nothing.md"), "No such file");
    const char *folder = stage_path(stage, "folder.md");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_refused(stage, folder, "folder");
    assert_refused(stage, stage_write_text(stage, "empty.md", ""), "empty");
    assert_refused(stage, stage_write_text(stage, "blank.md", " \n\n\t\n"), "");
    assert_refused(stage, stage_write(stage, "binary.md", "\177ELF\002\001\001\000\000\000\000", 11), "");
}

static void reads_on_behind_invalid_bytes(void **state)
{
    static const char text[] = "# Tea\n\nA first line.\n\nBad \377\376 bytes here.\n\nThe last line.\n";
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "invalid.md", text);
    struct outcome outcome = stage_run(stage, (const char *[]){"script", path, NULL}, 30);
    assert_status(&outcome, 0);
    assert_says(&outcome, "invalid.md:5:");
    assert_non_null(strstr(buffer_text(&outcome.output), "The last line."));
    outcome_done(&outcome);
}

static void bears_100_mb_in_one_line(void **state)
{
    enum { LENGTH = 100 * 1000 * 1000 };
    struct stage *stage = *state;
    char *text = malloc(LENGTH);
    assert_non_null(text);
    static const char words[] = "many words without any end of line ";
    for (size_t i = 0; i < LENGTH; i++) text[i] = words[i % (sizeof words - 1)];
    const char *path = stage_write(stage, "long.md", text, LENGTH);
    free(text);
    struct outcome outcome = stage_run(stage, (const char *[]){"outline", path, NULL}, 100);
    if (outcome.exit_status != 0) {
        assert_status(&outcome, 1);
        assert_says(&outcome, "long.md");
    }
    outcome_done(&outcome);
    unlink(path);
}

static void bears_100000_nested_quotes(void **state)
{
    enum { DEPTH = 100000 };
    struct stage *stage = *state;
    struct buffer text = {0};
    buffer_append_text(&text, "# Deep\n\n");
    for (size_t i = 0; i < DEPTH; i++) buffer_append_char(&text, '>');
    buffer_append_text(&text, " down here\n\nUp again.\n");
    const char *path = stage_write(stage, "deep.md", text.data, text.length);
    buffer_done(&text);
    struct outcome outcome = stage_run(stage, (const char *[]){"script", path, NULL}, 60);
    assert_says(&outcome, "deep.md:3");
    if (outcome.exit_status != 0) assert_status(&outcome, 1);
    if (outcome.exit_status == 0) assert_non_null(strstr(buffer_text(&outcome.output), "Up again."));
    outcome_done(&outcome);
}

static void names_the_languages_that_there_are(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "a.md", "# Tea\n\nDrink it.\n");
    const char *wav = stage_path(stage, "a.wav");
    struct outcome outcome = stage_run(stage, (const char *[]){path, "--lang", "tlh", "--output", wav, NULL}, 30);
    assert_status(&outcome, 1);
    assert_says(&outcome, "tlh");
    assert_says(&outcome, "en-GB");
    outcome_done(&outcome);
    assert_int_equal(access(wav, F_OK), -1);
}

static void tells_that_another_voice_reads(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "a.md", "---\nlanguage: tlh\n---\n# Tea\n\nDrink it.\n");
    struct outcome outcome = stage_run(stage, (const char *[]){"script", path, NULL}, 30);
    assert_status(&outcome, 0);
    assert_says(&outcome, "a.md: no voice file for its language \"tlh\"; English (United Kingdom) reads instead");
    assert_string_equal(buffer_text(&outcome.output), "Tea\nDrink it.\n");
    outcome_done(&outcome);

    /* A voice file whose voice the engine does not have. */
    const char *const command[] = {"/bin/sed", "-i", "s/^engine = .*/engine = \"tlh\"/",
                                   stage_path(stage, "voices/pl.ini"), NULL};
    outcome = stage_run_program(stage, command, 30);
    assert_status(&outcome, 0);
    outcome_done(&outcome);
    path = stage_write_text(stage, "b.md", "# Tea\n\nDrink it.\n");
    const char *wav = stage_path(stage, "b.wav");
    outcome = stage_run(stage, (const char *[]){path, "--lang", "pl", "--output", wav, NULL}, 30);
    assert_status(&outcome, 0);
    assert_says(&outcome, "the speech engine has no voice for polski; English (United Kingdom) reads instead");
    outcome_done(&outcome);
}

static void tells_the_line_of_a_mistake_in_a_voice_file(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "a.md", "# Tea\n\nDrink it.\n");
    struct buffer voice = {0};
    char *source = text_format("%s/en-GB.ini", stage_voices(stage));
    assert_non_null(source);
    assert_int_equal(file_read(source, SIZE_MAX, &voice, NULL), STATUS_OK);
    char *rate = strstr(voice.data, "rate = \"");
    assert_non_null(rate);
    rate[strlen("rate = \"")] = 'x';
    size_t line = 1;
    for (const char *c = voice.data; c < rate; c++) line += *c == '\n';
    assert_string_equal(stage_write(stage, "voices/en-GB.ini", voice.data, voice.length), source);
    buffer_done(&voice);
    free(source);
    struct outcome outcome = stage_run(stage, (const char *[]){"script", path, "--lang", "en-GB", NULL}, 30);
    char *place = text_format("en-GB.ini:%zu:", line);
    assert_non_null(place);
    assert_status(&outcome, 1);
    assert_says(&outcome, place);
    assert_says(&outcome, "rate");
    free(place);
    outcome_done(&outcome);

    /* A file that cannot be read at all: a folder has its name. */
    const char *ini = stage_path(stage, "voices/en-GB.ini");
    assert_int_equal(unlink(ini), 0);
    assert_int_equal(mkdir(ini, 0700), 0);
    outcome = stage_run(stage, (const char *[]){"script", path, "--lang", "en-GB", NULL}, 30);
    assert_status(&outcome, 1);
    assert_says(&outcome, "en-GB");
    outcome_done(&outcome);
}

static void tells_wrong_use(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "a.md", "# Tea\n\nDrink it.\n");
    const char *const commands[][5] = {{NULL},
                                       {"read", NULL},
                                       {"script", NULL},
                                       {path, path, NULL},
                                       {path, "--no-such-option", NULL},
                                       {"script", path, "--format", "wordperfect", NULL},
                                       {path, "--output", NULL}};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        struct outcome outcome = stage_run(stage, commands[i], 30);
        assert_status(&outcome, 2);
        assert_true(outcome.errors.length > 0);
        assert_int_equal(outcome.output.length, 0);
        outcome_done(&outcome);
    }
}

/* Leaflet text never reaches the terminal with control codes. */
static void prints_no_control_codes(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_write_text(stage, "codes.md", "# Tea \033]0;owned\007\n\nDrink \033[2Jit \302\233 all.\n");
    const char *const commands[][3] = {{"script", path, NULL}, {"outline", path, NULL}, {"check", path, NULL}};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        struct outcome outcome = stage_run(stage, commands[i], 30);
        assert_null(strchr(buffer_text(&outcome.output), '\033'));
        assert_null(strchr(buffer_text(&outcome.output), '\007'));
        assert_null(strstr(buffer_text(&outcome.output), "\302\233"));
        assert_null(strchr(buffer_text(&outcome.errors), '\033'));
        outcome_done(&outcome);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(refuses_what_is_no_leaflet),
        TEST(reads_on_behind_invalid_bytes),
        TEST(bears_100_mb_in_one_line),
        TEST(bears_100000_nested_quotes),
        TEST(names_the_languages_that_there_are),
        TEST(tells_that_another_voice_reads),
        TEST(tells_the_line_of_a_mistake_in_a_voice_file),
        TEST(tells_wrong_use),
        TEST(prints_no_control_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
