/* aloud translate: extract. */
#include "cmocka_all.h"
#include "run.h"

#include <string.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(extract_gives_a_template_that_msgfmt_accepts),
        RUN_TEST(extract_tells_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
