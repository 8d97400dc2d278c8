/* aloud read at the keyboard, on the device without sound: what its keys say, mark and keep. */
#include "cmocka_all.h"
#include "run.h"
#include "typist.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const double LIMIT_S = 60.0, LOOK_S = 0.01, AGAIN_S = 8.0;

static const char tea[] = "# Tea\n\nDrink it (hot) – now.\n\nRest.\n";

#define LISTEN(run, ...)                                                                                               \
    stage_listen((run)->stage, (const char *const[]){"read", "--device", "null", __VA_ARGS__,                          \
                                                     stage_write_text((run)->stage, "tea.md", tea), NULL})

static void types_and_reads(struct typist *typist, const char *keys, const char *text)
{
    typist_type(typist, keys);
    if (typist_reads(typist, text, LIMIT_S)) return;
    print_error("waited in vain for \"%s\" behind %s:\n%s\n", text, keys, buffer_text(typist_output(typist)));
    fail();
}

static void leaves(struct typist *typist)
{
    types_and_reads(typist, "q", "Goodbye");
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

static void keeps(struct run *run, const char *line)
{
    struct buffer content = {0};
    char *path = text_format("%s/aloud/settings/en-GB.ini", stage_path(run->stage, "state"));
    assert_int_equal(file_read(path, SIZE_MAX, &content, NULL), STATUS_OK);
    if (!strstr(buffer_text(&content), line)) fail_msg("\"%s\" is not in %s", line, buffer_text(&content));
    buffer_done(&content);
    free(path);
}

static void tells_and_keeps_the_level_of_punctuation(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, "--plain");
    types_and_reads(typist, "P", "Punctuation: some.");
    types_and_reads(typist, "P", "Punctuation: most.");
    leaves(typist);
    keeps(run, "\npunctuation = most\n");
    typist = LISTEN(run, "--plain");
    types_and_reads(typist, "P", "Punctuation: none.");
    types_and_reads(typist, "P", "Punctuation: some.");
    leaves(typist);
    keeps(run, "\npunctuation = some\n");
}

/* What the command line gives is not kept with another setting, but what is chosen from there is. */
static void the_command_lines_level_is_for_this_time(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, "--plain", "--punctuation", "some");
    types_and_reads(typist, "]", "Pitch 55.");
    leaves(typist);
    keeps(run, "\npitch = 55\n");
    keeps(run, "\npunctuation = none\n");
    typist = LISTEN(run, "--plain", "--punctuation", "some");
    types_and_reads(typist, "P", "Punctuation: most.");
    leaves(typist);
    keeps(run, "\npunctuation = most\n");
}

/* Waits until this stands out on the screen. A look may miss a short word where the machine is busy: the keys say the
 * sentence again. */
static void marks(struct typist *typist, const char *text, const char *keys)
{
    double asked_s = 0;
    for (double waited_s = 0; waited_s < LIMIT_S; waited_s += LOOK_S) {
        typist_waits(typist, LOOK_S);
        if (strcmp(typist_looks(typist, TYPIST_REVERSE), text) == 0) return;
        if (waited_s - asked_s < AGAIN_S) continue;
        typist_type(typist, keys);
        asked_s = waited_s;
    }
    fail_msg("\"%s\" is not marked:\n%s", text, typist_screen(typist));
}

/* A dash that is named has its time, and the words behind it theirs. */
static void marks_signs_that_are_named(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, "--quiet-ui");
    assert_true(typist_sees(typist, "Drink it (hot)", LIMIT_S));
    typist_type(typist, "n");
    marks(typist, "(hot)", "p"); /* at the level before */
    typist_type(typist, "P");
    marks(typist, "–", "p");
    marks(typist, "now.", "p");
    typist_type(typist, "q");
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

static void marks_letters_of_the_spelling_alphabet(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, "--quiet-ui");
    assert_true(typist_sees(typist, "Drink it (hot)", LIMIT_S));
    typist_type(typist, "nsss");
    assert_true(typist_sees(typist, "By the spelling alphabet:", LIMIT_S));
    marks(typist, "D", "sss");
    marks(typist, "r", "sss");
    marks(typist, "i", "sss");
    typist_type(typist, "q");
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

/* Where the language has none by custom. */
static void tells_that_there_is_no_spelling_alphabet(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, "--plain", "--lang", "ar");
    types_and_reads(typist, "s", "بِبُطء:");
    types_and_reads(typist, "s", "حرفًا حرفًا:");
    types_and_reads(typist, "s", "لا تُوجَد في هذه اللغة كلمات للتَّهجِئَة.");
    typist_type(typist, "q");
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(tells_and_keeps_the_level_of_punctuation),
        RUN_TEST(the_command_lines_level_is_for_this_time),
        RUN_TEST(marks_signs_that_are_named),
        RUN_TEST(marks_letters_of_the_spelling_alphabet),
        RUN_TEST(tells_that_there_is_no_spelling_alphabet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
