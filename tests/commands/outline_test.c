/* aloud outline: sections, levels, sentences, length. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"

#include <stdio.h>
#include <string.h>

static const char knee[] = "Physiotherapy\n\n"
                           "# Your new knee\n\nIt is yours. Bend it. Walk on it.\n\n"
                           "## At home\n\nRest.\n\n- Ice it.\n- Raise it.\n\n"
                           "### On stairs\n\nUp with the good leg.\n\n"
                           "## Phone us\n\nRing 024 7696 6000.\n";

/* The columns of a section's line; false where there is none that ends so. */
static bool read_line(struct run *run, const char *heading, unsigned *number, unsigned *level, unsigned *sentences,
                      unsigned *seconds)
{
    const char *text = buffer_text(&run->last.output);
    for (const char *line = text; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        char rest[256];
        unsigned minutes;
        int read = sscanf(line, "%u %u %u %u:%2u %255[^\n]", number, level, sentences, &minutes, seconds, rest);
        *seconds += minutes * 60;
        if (read == 6 && strcmp(rest, heading) == 0) return true;
    }
    return false;
}

static void prints_each_section(void **state)
{
    struct run *run = *state;
    static const struct {
        const char *heading;
        unsigned number, level, sentences;
    } sections[] = {{"Your new knee", 1, 1, 4}, {"At home", 2, 2, 4}, {"On stairs", 3, 3, 2}, {"Phone us", 4, 2, 2}};
    RUN(run, 0, "outline", stage_write_text(run->stage, "knee.md", knee));
    run_says_only(run, "");
    unsigned number = 0, level = 0, sentences = 0, seconds = 0, sum = 0;
    for (size_t i = 0; i < ARRAY_COUNT(sections); i++) {
        bool found = read_line(run, sections[i].heading, &number, &level, &sentences, &seconds);
        if (!found) print_error("no \"%s\" in:\n%s\n", sections[i].heading, buffer_text(&run->last.output));
        assert_true(found);
        assert_int_equal(number, sections[i].number);
        assert_int_equal(level, sections[i].level);
        assert_int_equal(sentences, sections[i].sentences);
        assert_in_range(seconds, 1, 8 * sentences);
        sum += seconds;
    }
    assert_true(read_line(run, "(before the first heading)", &number, &level, &sentences, &seconds));
    assert_int_equal(number, 0);
    assert_int_equal(sentences, 1);
    sum += seconds;
    /* The title stands above all, the sums below. */
    assert_int_equal(strncmp(buffer_text(&run->last.output), "Your new knee\n", 14), 0);
    const char *sums = strstr(buffer_text(&run->last.output), "\n4 sections, 13 sentences, ");
    assert_non_null(sums);
    unsigned minutes, rest;
    assert_int_equal(sscanf(sums, "\n4 sections, 13 sentences, %u:%2u\n", &minutes, &rest), 2);
    assert_in_range(minutes * 60 + rest, sum - 3, sum + 3); /* each section's is rounded */
}

static void tells_a_heading_that_only_groups(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "outline",
        stage_write_text(run->stage, "group.md",
                         "# Leaflet\n\nText.\n\n## Patient Information\n\n### Tea\n\nDrink it.\n"));
    run_prints(run, "Patient Information  (groups what follows)\n");
    run_prints_not(run, "Tea  (groups");
}

static void counts_one_as_one_and_none_as_none(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "outline", stage_write_text(run->stage, "one.md", "# Tea\n"));
    run_prints(run, "\n1 section, 1 sentence, 0:0");
    RUN(run, 0, "outline", stage_write_text(run->stage, "none.md", "Just words. And more.\n"));
    run_prints(run, "\n0 sections, 2 sentences, 0:0");
}

/* Long leaflets have lengths that people read as minutes. */
static void tells_minutes(void **state)
{
    struct run *run = *state;
    struct buffer text = {0};
    buffer_append_text(&text, "# Tea\n");
    for (int i = 0; i < 100; i++) buffer_append_text(&text, "\nDrink a cup of it every morning before you go out.\n");
    RUN(run, 0, "outline", stage_write(run->stage, "long.md", text.data, text.length));
    buffer_done(&text);
    unsigned number, level, sentences, seconds;
    assert_true(read_line(run, "Tea", &number, &level, &sentences, &seconds));
    assert_int_equal(sentences, 101);
    assert_in_range(seconds, 2 * 60, 10 * 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(prints_each_section),
        RUN_TEST(tells_a_heading_that_only_groups),
        RUN_TEST(counts_one_as_one_and_none_as_none),
        RUN_TEST(tells_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
