/* aloud check: what is lost, what is left out, and what will not work for a listener, by file and line. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* The finding stands in the output as "PATH:LINE: KIND: …TEXT…". */
static void assert_finding(struct run *run, const char *path, size_t line, const char *kind, const char *text)
{
    char *begin = text_format("%s:%zu: %s: ", path, line, kind);
    assert_non_null(begin);
    for (const char *at = buffer_text(&run->last.output); (at = strstr(at, begin)); at++) {
        const char *end = strchr(at, '\n');
        const char *found = strstr(at, text);
        if (found && end && found < end) {
            free(begin);
            return;
        }
    }
    print_error("no \"%s%s\" in:\n%s\n", begin, text, buffer_text(&run->last.output));
    fail();
}

static void passes_a_good_leaflet(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "check", stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink **it** now.\n"));
    run_prints_only(run, "4 words in the source, 4 in the script, 4 spoken: each visible word once, in order\n");
    run_says_only(run, "");
    RUN(run, 0, "check", "--strict", "--speak", stage_path(run->stage, "tea.md"));
    run_prints_only(run, "4 words in the source, 4 in the script, 4 spoken: each visible word once, in order\n");
}

static void tells_what_is_left_out_and_why(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(
        run->stage, "tea.md",
        "# Tea\n\nDrink it.\n\n<!-- not for patients -->\n\nSee [the list](https://example.org/list).\n");
    static const char *const options[] = {NULL, "--strict"};
    for (size_t i = 0; i < ARRAY_COUNT(options); i++) {
        RUN(run, 0, "check", path, options[i]); /* what nobody sees is no fault */
        assert_finding(run, path, 5, "left out", "not for patients");
        assert_finding(run, path, 7, "left out", "https://example.org/list");
        run_prints(run, "each visible word once, in order");
    }
}

static void tells_what_will_not_work_for_a_listener(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(
        run->stage, "tea.md", "# Tea\n\n![](cup.png)\n\nClick [here](https://example.org).\n\nScan the QR code.\n");
    RUN(run, 0, "check", path);
    assert_finding(run, path, 3, "picture without text", "");
    assert_finding(run, path, 5, "link without meaning", "here");
    assert_finding(run, path, 7, "needs eyes", "QR code");
    run_prints(run, "each visible word once, in order");
    RUN(run, 1, "check", "--strict", path);
    assert_finding(run, path, 3, "picture without text", "");
    assert_finding(run, path, 5, "link without meaning", "here");
    assert_finding(run, path, 7, "needs eyes", "QR code");
    run_prints(run, "not all is well, see above");
}

/* In the order of the lines, whatever kind they are. */
static void lists_findings_by_line(void **state)
{
    struct run *run = *state;
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    RUN(run, 1, "check", "--speak",
        stage_write_text(run->stage, "tea.md",
                         "# Tea\n\n![](a.png) kill\n\n<!-- b -->\n\n![](c.png)\n\n<!-- d -->\n\nDrink.\n"));
    size_t last = 0;
    for (const char *at = buffer_text(&run->last.output); (at = strstr(at, "tea.md:")); at++) {
        size_t line = strtoul(at + strlen("tea.md:"), NULL, 10);
        assert_in_range(line, last, 9);
        last = line;
    }
    assert_int_equal(last, 9);
}

/* A word for which nothing is said: the promise is broken. */
static void fails_where_a_word_is_not_spoken(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "signs.md", "# Tea\n\nSay \u1B44\u1B44 now.\n");
    RUN(run, 1, "check", path);
    assert_finding(run, path, 3, "not spoken", "\u1B44\u1B44");
    run_prints(run, "not all is well, see above");
}

static void has_the_engine_say_all_of_it(void **state)
{
    struct run *run = *state;
    const char *path =
        stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink it now.\n\nDo not kill the taste.\n\nStir.\n");
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    RUN(run, 0, "check", path);
    RUN(run, 1, "check", "--speak", path);
    assert_finding(run, path, 5, "cannot be spoken", "\"kill");
    run_prints(run, "not all is well, see above");
    /* A stretch in a language that the engine lacks. */
    const char *other =
        stage_write_text(run->stage, "other.md", "# Tea\n\nSay <span lang=\"xx\">boro boro</span> now.\n");
    RUN(run, 1, "check", "-s", other);
    assert_finding(run, other, 3, "cannot be spoken", "boro boro");
}

static void tells_that_there_is_no_engine(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink it now.\n");
    static const char *const engines[] = {"/nowhere/aloud-engine", "/bin/false", "/dev/null"};
    for (size_t i = 0; i < ARRAY_COUNT(engines); i++) {
        stage_set(run->stage, "ALOUD_ENGINE", engines[i]);
        RUN(run, 0, "check", path);
        RUN(run, 1, "check", "--speak", path);
        run_prints_only(run, "");
        run_says(run, engines[i]);
        run_says(run, "the speech engine");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(passes_a_good_leaflet),
        RUN_TEST(tells_what_is_left_out_and_why),
        RUN_TEST(tells_what_will_not_work_for_a_listener),
        RUN_TEST(lists_findings_by_line),
        RUN_TEST(fails_where_a_word_is_not_spoken),
        RUN_TEST(has_the_engine_say_all_of_it),
        RUN_TEST(tells_that_there_is_no_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
