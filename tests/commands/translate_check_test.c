/* aloud translate check: leaflets and PO files compared with their source. */
#include "cmocka_all.h"
#include "run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char source[] = "---\ntitle: Your tablets\nlang: en-GB\n---\n# Your tablets\n\n"
                             "Take **500 mg** every 6 hours. Do not drink alcohol.\n\n"
                             "- once a day\n- two tablets\n\n"
                             "| Dose | Time |\n|---|---|\n| 5 ml | 8am |\n| 10 ml | 8pm |\n";
static const char right[] = "---\ntitle: Twoje tabletki\nlang: pl\n---\n# Twoje tabletki\n\n"
                            "Co 6 godzin przyjmuj **500 mg**. Nie pij alkoholu.\n\n"
                            "- raz dziennie\n- dwie tabletki\n\n"
                            "| Dawka | Godzina |\n|---|---|\n| 5 ml | 8:00 |\n| 10 ml | 20:00 |\n";
static const char wrong[] = "---\ntitle: Twoje tabletki\nlang: pl\n---\n# Twoje tabletki\n\n"
                            "Co 6 godzin przyjmuj **50 mg**. Pij alkohol.\n\n"
                            "- raz dziennie\n\n"
                            "| Dawka | Godzina |\n|---|---|\n| 5 ml | 8:00 |\n| 10 ml | 20:00 |\n";

/* A PO file with the source's first paragraph; its translation stands behind. */
static const char catalogue[] = "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n"
                                "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                                "msgctxt \"Your tablets / paragraph\"\n"
                                "msgid \"Take <g1>500 mg</g1> every 6 hours. Do not drink alcohol.\"\n"
                                "msgstr ";

static void passes_a_right_leaflet(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "leaflet.md", source);
    RUN(run, 0, "translate", "check", leaflet, stage_write_text(run->stage, "leaflet.pl.md", right));
    run_prints_only(run, "1 translation compared, 0 differences\n");
    run_says_only(run, "");
}

/* What is built is the source's structure, whatever it tells of itself at its beginning. */
static void passes_what_is_built(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; leaflet='" ALOUD_SOURCE "/content/asthma-inhaler/leaflet.md'; cd \"$1\"\n"
              "for language in pl ur cmn; do $A translate build \"$leaflet\" -l $language -o built.$language.md; done\n"
              "grep lekarza built.pl.md; $A translate check \"$leaflet\" built.*.md",
              stage_path(run->stage, "."));
    run_prints(run, "3 translations compared, 0 differences\n");
}

static void places_each_fault_of_a_leaflet(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "leaflet.md", source);
    RUN(run, 1, "translate", "check", leaflet, stage_write_text(run->stage, "leaflet.pl.md", wrong));
    run_prints(run, "leaflet.pl.md:9: ");
    run_prints(run, "leaflet.md:9: structure: this section has another number of list items in the translation\n");
    run_prints(run, "leaflet.pl.md:7: ");
    run_prints(run, "leaflet.md:7: number: “500 mg” is another one in the translation: “50 mg”\n");
    run_prints(run, "leaflet.md:7: negation: “not” is denied by no word of the translation: “Pij alkohol”\n");
    run_prints(run, "\n1 translation compared, 3 differences\n");
}

/* Writes po/pl.po beside the leaflet, with one entry of this translation. */
static void write_catalogue(struct run *run, const char *translation)
{
    char path[512], text[1024];
    snprintf(path, sizeof path, "%s", stage_write_text(run->stage, "leaflet.md", source));
    *strrchr(path, '/') = '\0';
    strcat(path, "/po");
    mkdir(path, 0700);
    snprintf(text, sizeof text, "%s\"%s\"\n", catalogue, translation);
    stage_write_text(run->stage, "po/pl.po", text);
}

static void places_each_fault_of_a_catalogue(void **state)
{
    struct run *run = *state;
    write_catalogue(run, "Co 6 godzin przyjmuj <g1>500 mg</g1>. Nie pij alkoholu.");
    const char *leaflet = stage_write_text(run->stage, "leaflet.md", source);
    RUN(run, 0, "translate", "check", leaflet);
    run_prints_only(run, "1 translation compared, 0 differences\n10 texts are missing or fuzzy, and not compared\n");
    write_catalogue(run, "Co 6 godzin przyjmuj <g1>500 g. Nie pij alkoholu.");
    RUN(run, 1, "translate", "check", leaflet);
    run_prints(run, "po/pl.po:7: ");
    run_prints(run, "leaflet.md:7: unit: “500 mg” is another one in the translation: “500 g”\n");
    run_prints(run, "leaflet.md:7: placeholder: “</g1>” is missing in the translation\n");
    write_catalogue(run, "Co 6 godzin przyjmuj 500 mg <g1></g1>. Nie pij alkoholu.");
    RUN(run, 1, "translate", "check", leaflet);
    run_prints(run, "po/pl.po:7: ");
    run_prints(run, "leaflet.md:7: placeholder: “<g1>” is around no words in the translation\n");
    RUN(run, 1, "translate", "build", leaflet, "--lang", "pl", "--missing", "skip");
    run_says(run, "po/pl.po:7: the placeholder <g1> is around no words, and is in the source\n");
}

static void tells_what_it_lacks(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "alone.md", source);
    RUN(run, 1, "translate", "check", leaflet);
    run_says(run, "there is no translation po/LANG.po beside it");
    RUN(run, 1, "translate", "check", leaflet, stage_write_text(run->stage, "other.md", "# Tea\n\nDrink it.\n"));
    run_says(run, "its language is not told");
    RUN(run, 2, "translate", "check");
    run_says(run, "which leaflet?");
}

/* One that cannot be compared is told, and the others are compared. */
static void goes_on_behind_what_cannot_be_compared(void **state)
{
    struct run *run = *state;
    write_catalogue(run, "Co 6 godzin przyjmuj <g1>50 mg</g1>. Nie pij alkoholu.");
    stage_write_text(run->stage, "po/cy.po", "msgid \"a\nmsgstr \"b\"\n");
    stage_write_text(run->stage, "po/fr.po", "");
    stage_write_text(run->stage, "po/uk.po", "msgid \"\"\nmsgstr \"\"\n\"Language: pl_PL\\n\"\n");
    RUN(run, 1, "translate", "check", stage_path(run->stage, "leaflet.md"));
    run_says(run, "po/uk.po:3: is in another language by its header (Language: pl_PL) than by its name (uk)");
    run_says(run, "po/cy.po:2: is no valid PO file");
    run_says(run, "po/fr.po: translates nothing of ");
    run_prints(run, "number: “500 mg” is another one in the translation: “50 mg”\n");
    run_prints(run, "1 translation compared, 1 difference\n");
    run_shell(run, 1,
              "set -e; cd \"$1\"; mkdir -p in/a in/'b [2]'/po; "
              "cp leaflet.md in/b*; cp po/pl.po in/'b [2]'/po; printf -- '---\\ntitle: [\\n---\\n' >in/a/leaflet.md\n"
              "$A translate check in",
              stage_path(run->stage, "."));
    run_says(run, "in/a/leaflet.md:");
    run_prints(run, "1 translation compared, 1 difference\n");
}

/* Of languages for private use there is none: each catalogue is told. */
static void tells_each_time_that_a_voice_is_missing(void **state)
{
    struct run *run = *state;
    stage_write_text(run->stage, "leaflet.md", source);
    stage_write_text(run->stage, "qaa.po", "msgid \"\"\nmsgstr \"\"\n\"Language: qaa\\n\"\n");
    stage_write_text(run->stage, "qab.po", "msgid \"\"\nmsgstr \"\"\n\"Language: qab\\n\"\n");
    run_shell(run, 0,
              "cd \"$1\"; $A translate check leaflet.md qaa.po qab.po qaa.po 2>&1 | "
              "grep -c 'no voice file for the language \"qaa\"; there are '",
              stage_path(run->stage, "."));
    run_prints_only(run, "2\n");
}

static void passes_the_leaflets_of_this_project(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "translate", "check", ALOUD_SOURCE "/content");
    run_prints(run, " compared, 0 differences\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {RUN_TEST(passes_a_right_leaflet),
                                       RUN_TEST(passes_what_is_built),
                                       RUN_TEST(places_each_fault_of_a_leaflet),
                                       RUN_TEST(places_each_fault_of_a_catalogue),
                                       RUN_TEST(goes_on_behind_what_cannot_be_compared),
                                       RUN_TEST(tells_each_time_that_a_voice_is_missing),
                                       RUN_TEST(passes_the_leaflets_of_this_project),
                                       RUN_TEST(tells_what_it_lacks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
