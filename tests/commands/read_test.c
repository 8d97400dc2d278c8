/* aloud read: its options, and what it says where it cannot read. What it reads is heard in tests/end_to_end. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char tea[] = "# Tea\n\nDrink it.\n";

static void writes_nothing_where_it_refuses(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", tea), *wav = stage_path(run->stage, "tea.wav");
    static const char *const wrong[][3] = {{"--format", "wordperfect"}, {"--no-such-option"}, {"--device"}};
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        RUN(run, 2, "read", "--output", wav, path, wrong[i][0], wrong[i][1]);
        run_tells_use(run, "aloud read");
        assert_int_equal(access(wav, F_OK), -1);
    }
    RUN(run, 1, path, "--output", stage_path(run->stage, "nowhere/tea.wav"));
    run_says(run, "nowhere/tea.wav: cannot be written: No such file");
    RUN(run, 2, path, "--output", path);
    run_says(run, "tea.md");
    run_says(run, ".wav");
    struct buffer content = {0};
    assert_int_equal(file_read(path, SIZE_MAX, &content, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&content), tea);
    buffer_done(&content);
}

static void writes_with_the_word_read_or_without(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", tea), *wav = stage_path(run->stage, "tea.wav");
    struct stat about;
    for (int with = 0; with < 2; with++) {
        if (with)
            RUN(run, 0, "read", path, "-o", wav);
        else
            RUN(run, 0, path, "-o", wav);
        run_prints_only(run, "");
        run_says_only(run, "");
        assert_int_equal(stat(wav, &about), 0);
        assert_true(about.st_size > 22050);
        assert_int_equal(unlink(wav), 0);
    }
    /* A file that has a command's name. */
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && cp tea.md keys && $A read keys -o tea.wav", path);
    assert_int_equal(stat(wav, &about), 0);
}

/* The ways out are named. */
static void tells_that_there_is_no_sound_device(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", tea);
    stage_write_text(run->stage, ".asoundrc", "");
    static const char *const options[] = {NULL, "--plain", "--quiet-ui"};
    for (size_t i = 0; i < ARRAY_COUNT(options); i++) {
        RUN(run, 1, path, options[i]);
        run_says(run, "no sound device");
        run_says(run, "--output FILE.wav");
        assert_true(run->last.seconds < 20);
    }
}

static void tells_that_there_is_no_such_device(void **state)
{
    struct run *run = *state;
    RUN(run, 1, stage_write_text(run->stage, "tea.md", tea), "--device", "gramophone");
    run_says(run, "there is no sound device \"gramophone\"");
    run_says(run, "aloud devices");
}

static void lists_what_could_not_be_spoken(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", "# Tea\n\nDo kill it.\n\nDrink.\n\nNo kill here.\n");
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    RUN(run, 0, path, "--output", stage_path(run->stage, "tea.wav"));
    run_says_only(run, "aloud: not spoken: kill\naloud: not spoken: kill\n");
    stage_set(run->stage, "ALOUD_ENGINE", "/bin/false");
    unlink(stage_path(run->stage, "tea.wav"));
    RUN(run, 1, path, "--output", stage_path(run->stage, "tea.wav"));
    run_says(run, "the speech engine does not start");
    assert_int_equal(access(stage_path(run->stage, "tea.wav"), F_OK), -1);
}

/* Another language's voice reads, and that is said. */
static void tells_that_another_language_reads(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", "---\nlang: tlh\n---\n# Tea\n\nDrink it.\n");
    RUN(run, 0, path, "--output", stage_path(run->stage, "tea.wav"));
    run_says(run, "tlh");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(writes_nothing_where_it_refuses),     RUN_TEST(writes_with_the_word_read_or_without),
        RUN_TEST(tells_that_there_is_no_sound_device), RUN_TEST_WITH_SOUND(tells_that_there_is_no_such_device),
        RUN_TEST(lists_what_could_not_be_spoken),      RUN_TEST(tells_that_another_language_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
