/* How a leaflet is cut: each utterance in one recording, and names that sort as they are read. */
#include "cmocka_all.h"
#include "made_leaflet.h"

#include "base/buffer.h"
#include "export/plan.h"

#include <string.h>

/* The parts as "NAME|TITLE|UTTERANCES" lines; and that they hold each utterance once, in order. */
static void assert_plan(const char *markdown, const char *wanted)
{
    struct made_leaflet leaflet;
    struct plan plan = {0};
    struct buffer got = {0};
    made_leaflet_open(&leaflet, markdown);
    assert_int_equal(plan_make(&plan, leaflet.script, leaflet.document, NULL), STATUS_OK);
    size_t at = 0;
    for (size_t i = 0; i < plan.count; i++) {
        const struct plan_part *part = &plan.parts[i];
        assert_int_equal(part->first, at);
        assert_true(part->end > part->first);
        at = part->end;
        buffer_printf(&got, "%s|%s|%zu\n", part->name, part->title, part->end - part->first);
    }
    assert_int_equal(at, script_count(leaflet.script));
    assert_string_equal(buffer_text(&got), wanted);
    buffer_done(&got);
    plan_done(&plan);
    made_leaflet_close(&leaflet);
}

static void a_section_is_a_part(void **state)
{
    (void)state;
    assert_plan("# Drink it\n\nTake one. Not two.\n\n## When it is hot\n\nWait.\n\n# Rest\n\nLie down.\n",
                "01-drink-it|Drink it|3\n02-when-it-is-hot|When it is hot|2\n03-rest|Rest|2\n");
}

static void what_stands_before_the_first_heading_is_the_leaflets(void **state)
{
    (void)state;
    assert_plan("---\ntitle: Tea & cake\n---\n\nHello.\n\n# Rest\n\nLie down.\n",
                "01-tea-cake|Tea & cake|1\n02-rest|Rest|2\n");
}

/* A heading over nothing but headings would be a recording of a second. */
static void a_heading_of_headings_goes_with_what_follows(void **state)
{
    (void)state;
    assert_plan("# Tea\n\n## Cups\n\n### Hot\n\nTake one.\n\n## Cake\n\nEat.\n", "01-hot|Hot|4\n02-cake|Cake|2\n");
    assert_plan("# Tea\n\nTake one.\n\n# The end\n", "01-tea|Tea|2\n02-the-end|The end|1\n");
}

static void titles_become_one_line_and_names_safe(void **state)
{
    (void)state;
    assert_plan("Drink\nit now\n=========\n\nOne.\n\n# ../..\n\nTwo.\n\n# Як пити\n\nThree.\n",
                "01-drink-it-now|Drink it now|2\n02-section|../..|2\n03-ak-piti|Як пити|2\n");
}

/* 120 parts: the names sort by their numbers. */
static void names_sort_as_they_are_read(void **state)
{
    (void)state;
    struct made_leaflet leaflet;
    struct plan plan = {0};
    struct buffer text = {0};
    for (int i = 120; i > 0; i--) buffer_printf(&text, "# Part %d\n\nDrink.\n\n", i);
    made_leaflet_open(&leaflet, buffer_text(&text));
    assert_int_equal(plan_make(&plan, leaflet.script, leaflet.document, NULL), STATUS_OK);
    assert_int_equal(plan.count, 120);
    assert_string_equal(plan.parts[0].name, "001-part-120");
    for (size_t i = 1; i < plan.count; i++) assert_true(strcmp(plan.parts[i - 1].name, plan.parts[i].name) < 0);
    plan_done(&plan);
    made_leaflet_close(&leaflet);
    buffer_done(&text);
}

static void nothing_to_say_is_told(void **state)
{
    (void)state;
    struct made_leaflet leaflet;
    struct plan plan = {0};
    struct error error = {0};
    struct script *empty = NULL;
    made_leaflet_open(&leaflet, "# Tea\n");
    assert_int_equal(script_new(leaflet.voice, &empty, NULL), STATUS_OK);
    assert_int_equal(plan_make(&plan, empty, leaflet.document, &error), STATUS_BAD_INPUT);
    assert_string_equal(error.file, "a.md");
    plan_done(&plan);
    script_free(empty);
    made_leaflet_close(&leaflet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_is_a_part),
        cmocka_unit_test(what_stands_before_the_first_heading_is_the_leaflets),
        cmocka_unit_test(a_heading_of_headings_goes_with_what_follows),
        cmocka_unit_test(titles_become_one_line_and_names_safe),
        cmocka_unit_test(names_sort_as_they_are_read),
        cmocka_unit_test(nothing_to_say_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
