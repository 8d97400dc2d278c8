/* aloud translate: extract, build. */
#include "cmocka_all.h"
#include "run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char tea[] = "---\ntitle: Tea\nlang: en-GB\n---\n\n# Tea\n\nDo **not** drink it hot.\n";

static void extract_gives_a_template_that_msgfmt_accepts(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "tea.md", tea);
    RUN(run, 0, "translate", "extract", leaflet);
    run_says_only(run, "");
    run_prints(run, "msgctxt \"Tea / paragraph\"\nmsgid \"Do <g1>not</g1> drink it hot.\"\nmsgstr \"\"\n");
    run_shell(run, 0, "$A translate extract \"$1\" -o \"$1\".pot && $A translate extract \"$1\" | cmp - \"$1\".pot",
              leaflet);
    run_shell(run, 0, "msgfmt -c -o /dev/null \"$1\".pot 2>&1 | grep -v 'initial default value'; :", leaflet);
    run_prints_only(run, "");
}

static void extract_tells_what_is_wrong(void **state)
{
    struct run *run = *state;
    RUN(run, 1, "translate", "extract", stage_path(run->stage, "none.md"));
    run_says(run, "none.md: ");
    RUN(run, 2, "translate", "extract");
    RUN(run, 2, "translate", "brew");
    run_says(run, "brew is no command");
    RUN(run, 2, "translate");
}

static const char po[] = "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n"
                         "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                         "msgctxt \"title\"\nmsgid \"Tea\"\nmsgstr \"Herbata\"\n\n"
                         "msgctxt \"heading\"\nmsgid \"Tea\"\nmsgstr \"Herbata\"\n\n";

static void build_writes_the_leaflet(void **state)
{
    struct run *run = *state;
    char with[1024];
    const char *leaflet = stage_write_text(run->stage, "tea.md", tea);
    snprintf(with, sizeof with,
             "%smsgctxt \"Tea / paragraph\"\nmsgid \"Do <g1>not</g1> drink it hot.\"\n"
             "msgstr \"<g1>Nie</g1> pić gorącej.\"\n",
             po);
    assert_int_equal(mkdir(stage_path(run->stage, "po"), 0700), 0);
    stage_write_text(run->stage, "po/pl.po", with);
    RUN(run, 0, "translate", "build", leaflet, "--lang", "pl");
    run_says_only(run, "");
    run_prints(run, "title: \"Herbata\"\nlang: pl\ntranslation: draft\n---\n\n# Herbata\n");
    run_prints(run, "\n**Nie** pić gorącej.\n");
    run_shell(run, 0, "$A translate build \"$1\" -l pl -o \"$1\".pl.md && $A check \"$1\".pl.md", leaflet);
}

static void build_tells_what_is_missing(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "tea.md", tea);
    const char *catalogue = stage_write_text(run->stage, "pl.po", po);
    RUN(run, 1, "translate", "build", leaflet, catalogue);
    run_says(run, "tea.md:8: 1 of 3 texts is not translated");
    run_prints_only(run, "");
    RUN(run, 0, "translate", "build", leaflet, catalogue, "--missing", "speak");
    run_says(run, "tea.md:8: not translated\n");
    run_prints(run, "<span lang=\"en-GB\">Do **not** drink it hot.</span>");
    RUN(run, 0, "translate", "build", leaflet, catalogue, "--missing", "skip");
    run_says(run, "tea.md:8: not translated, left out\n");
    run_prints_not(run, "drink");
    RUN(run, 2, "translate", "build", leaflet, catalogue, "--missing", "guess");
    RUN(run, 2, "translate", "build", leaflet);
    RUN(run, 1, "translate", "build", leaflet, "--lang", "cy");
    run_says(run, "po/cy.po");
    stage_write_text(run->stage, "pl.po", "msgid \"a\nmsgstr \"b\"\n");
    RUN(run, 1, "translate", "build", leaflet, catalogue);
    run_says(run, "pl.po:2: is no valid PO file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(extract_gives_a_template_that_msgfmt_accepts),
        RUN_TEST(extract_tells_what_is_wrong),
        RUN_TEST(build_writes_the_leaflet),
        RUN_TEST(build_tells_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
