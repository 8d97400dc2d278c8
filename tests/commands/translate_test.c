/* aloud translate: extract, update, build, review, status. */
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

#define CONTENT ALOUD_SOURCE "/content/persistent-back-pain/leaflet.md"

/* Changes of all kinds to a leaflet: GNU msgmerge makes the same entries of it. */
static void update_does_what_msgmerge_does(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; mkdir po; cp '" CONTENT "' leaflet.md\n"
              "$A translate extract leaflet.md | msgen --lang=pl - -o old.po\n"
              "printf '\\n#~ msgctxt \"heading\"\\n#~ msgid \"What came back\"\\n#~ msgstr \"Co\"\\n' >>old.po\n"
              "cp old.po po/pl.po\n"
              "sed -i 's/within weeks/within six weeks/; s/^## Medicines/## Tablets and medicines/\n"
              "    /^Do not drive yourself/,/^$/d; s/Never take more than/Take no more than/\n"
              "    s/^## How to reach us/## What came back\\n\\nNothing of the kind stood here before.\\n\\n&/\n"
              "    s/UHCW Physiotherapy /UHCW Physio clinic /' leaflet.md\n"
              "$A translate update leaflet.md\n"
              "$A translate extract leaflet.md -o new.pot\n"
              "msgmerge --previous -q old.po new.pot -o gnu.po\n"
              "grep -q '^#, fuzzy' gnu.po; grep -q '^#~' gnu.po; grep -q '^msgstr \"\"$' gnu.po\n"
              "for each in gnu po/pl; do sed '1,/^$/d' $each.po >$each.entries; done\n"
              "diff gnu.entries po/pl.entries",
              stage_path(run->stage, "."));
    run_prints(run, "po/pl.po: ");
}

/* What is up to date is left alone, whatever its lines look like; a new one is made as msgfmt likes it. */
static void update_leaves_alone_what_is_up_to_date(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; cp '" CONTENT "' leaflet.md; $A translate update leaflet.md --lang pl\n"
              "msgfmt -c -o /dev/null po/pl.po 2>&1; msgcat --no-wrap po/pl.po -o wide.po; mv wide.po po/pl.po\n"
              "touch -d 2001-01-01 po/pl.po; cp -p po/pl.po before.po; $A translate update leaflet.md\n"
              "cmp po/pl.po before.po; [ ! po/pl.po -nt before.po ]",
              stage_path(run->stage, "."));
    run_says_only(run, "");
}

static void update_takes_what_po4a_made(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; mkdir po; cp '" CONTENT "' leaflet.md\n"
              "po4a-updatepo -f text -o markdown -m leaflet.md -M UTF-8 -p po4a.pot >/dev/null 2>&1\n"
              "msgen --lang=pl po4a.pot -o po/pl.po; $A translate update leaflet.md\n"
              "$A translate build leaflet.md --lang pl",
              stage_path(run->stage, "."));
    run_prints(run, "## Ask for help straight away if\n");
    run_prints(run, " 0 fuzzy, 0 untranslated, ");
}

/* A leaflet and its translation, which po4a takes a PO file from: what is built of that is the translation again. The front
 * matter is left out, since a translation's has more. */
static void what_po4a_takes_from_a_translation_builds_it_again(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; mkdir po; bare() { sed '1,/^---$/{1!{/^---$/!d}}' | sed 1,2d; }\n"
              "bare <'" CONTENT "' >leaflet.md; cp '" ALOUD_SOURCE "/content/persistent-back-pain/po/pl.po' po/\n"
              "build() { $A translate review po/pl.po --by A >log; $A translate build leaflet.md -l pl | bare; }\n"
              "$A translate update leaflet.md; build >pl.md; grep -q 999 pl.md\n"
              "po4a-gettextize -f text -o markdown -m leaflet.md -M UTF-8 -l pl.md -L UTF-8 -p po4a.po >log 2>&1\n"
              "msgattrib --clear-fuzzy po4a.po -o po/pl.po; grep -c msgctxt po/pl.po && exit 1\n"
              "$A translate update leaflet.md; build >again.md; diff pl.md again.md",
              stage_path(run->stage, "."));
    run_prints(run, " translated, 0 fuzzy, 0 untranslated, 0 obsolete\n");
}

/* Poedit's fields of the header, its width of lines, what it keeps of earlier texts. */
static void update_keeps_what_poedit_writes(void **state)
{
    struct run *run = *state;
    run_shell(
        run, 0,
        "set -e; cd \"$1\"; mkdir po; cp '" CONTENT "' leaflet.md\n"
        "sed 's/^\"X-Generator: .*/\"X-Generator: Poedit 3.2.2\\\\n\"\\n\"X-Poedit-Bookmarks: 3,-1,-1\\\\n\"\\n"
        "\"X-Poedit-SearchPath-0: leaflet.md\\\\n\"/' '" ALOUD_SOURCE
        "/content/persistent-back-pain/po/pl.po' | msgcat --width=79 - -o po/pl.po\n"
        "printf '\\n#, fuzzy\\n#~| msgid \"Was.\"\\n#~ msgctxt \"heading\"\\n#~ msgid \"Is.\"\\n#~ msgstr \"Jest.\"\\n"
        "' >>po/pl.po; cp po/pl.po before.po; $A translate update leaflet.md; cmp po/pl.po before.po\n"
        "sed -i 's/within weeks/within six weeks/' leaflet.md; $A translate update leaflet.md\n"
        "msgfmt -c -o /dev/null po/pl.po; grep '^\"X-\\|^#~' po/pl.po",
        stage_path(run->stage, "."));
    run_prints(run, "\n\"X-Generator: Poedit 3.2.2\\n\"\n\"X-Poedit-Bookmarks: 3,-1,-1\\n\"\n"
                    "\"X-Poedit-SearchPath-0: leaflet.md\\n\"\n"
                    "#~| msgid \"Was.\"\n#~ msgctxt \"heading\"\n#~ msgid \"Is.\"\n#~ msgstr \"Jest.\"\n");
    run_says_only(run, "");
}

static void update_goes_through_a_folder_and_tells_each_mistake(void **state)
{
    struct run *run = *state;
    run_shell(run, 1,
              "cd \"$1\"; for name in a b; do mkdir -p in/$name/po; printf '# T\\n' >in/$name/leaflet.md; done\n"
              "printf 'msgid \"\"\\nmsgstr \"\"\\n\"Content-Type: text/plain; charset=UTF-8\\\\n\"\\n' >in/b/po/cy.po\n"
              "printf 'msgid x\\n' >in/a/po/cy.po; $A translate update --all in",
              stage_path(run->stage, "."));
    run_says(run, "in/a/po/cy.po:1: is no valid PO file");
    run_prints_only(run, "in/b/po/cy.po: 0 translated, 0 fuzzy, 1 untranslated, 0 obsolete\n");
    /* Signs that the shell takes for others. */
    run_shell(run, 0, "cd \"$1\"; rm in/a/po/cy.po; mv in/b 'in/b [2]'; $A translate update --all in",
              stage_path(run->stage, "."));
    run_prints(run, "in/b [2]/po/cy.po: 0 translated, ");
    RUN(run, 1, "translate", "update", stage_path(run->stage, "in/a/leaflet.md"));
    run_says(run, "in/a/leaflet.md: there is no translation po/LANG.po beside it; --lang LANG begins one");
    RUN(run, 1, "translate", "update", "--all", stage_path(run->stage, "none"));
    RUN(run, 2, "translate", "update");
}

static void xliff_goes_out_and_comes_back(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; cp '" CONTENT "' leaflet.md\n"
              "$A translate extract leaflet.md --format xliff --lang pl -o pl.xlf; grep -q 'state=\"initial\"' pl.xlf\n"
              "sed "
              "'s|state=\"initial\"><source>\\(.*\\)</source>|state=\"translated\"><source>\\1</source><target>\\1</"
              "target>|' "
              "pl.xlf >back.xlf\n"
              "$A translate update leaflet.md back.xlf; $A translate build leaflet.md -l pl",
              stage_path(run->stage, "."));
    run_prints(run, " translated, 0 fuzzy, 0 untranslated, 0 obsolete\n");
    run_prints(run, "## Ask for help straight away if\n");
    RUN(run, 2, "translate", "extract", CONTENT, "--format", "xliff");
    RUN(run, 2, "translate", "extract", CONTENT, "--format", "tmx");
    const char *bad = stage_write_text(run->stage, "bad.xlf", "<xliff>\n");
    RUN(run, 1, "translate", "update", stage_path(run->stage, "leaflet.md"), bad);
    run_says(run, "bad.xlf:2: is no well-formed XML");
    /* An agency's pl-PL is po/pl.po; a review stays, and what the agency says is seen beside it; --take-all takes it. */
    run_shell(run, 1,
              "cd \"$1\"; sed 's/trgLang=\"pl\"/trgLang=\"pl-PL\"/; s|<target>work<|<target>praca<|' back.xlf "
              ">again.xlf; $A translate review po/pl.po --by Anna && $A translate update leaflet.md again.xlf",
              stage_path(run->stage, "."));
    run_says(run, ": not taken: the text in po/pl.po was reviewed and stays; this one is in the entry's comment there");
    run_shell(run, 0,
              "set -e; cd \"$1\"; ls po; grep praca po/pl.po; $A translate update --take-all leaflet.md again.xlf; "
              "grep praca po/pl.po",
              stage_path(run->stage, "."));
    run_prints(run, "pl.po\n# Not taken from the agency: praca\n");
    run_prints(run, " obsolete\nmsgstr \"praca\"\n");
    /* Another leaflet's is refused, and changes nothing. */
    run_shell(run, 1,
              "cd \"$1\"; mkdir other; cp '" ALOUD_SOURCE "/content/asthma-inhaler/leaflet.md' other/leaflet.md\n"
              "$A translate update other/leaflet.md back.xlf && exit 2; [ ! -e other/po ] && exit 1",
              stage_path(run->stage, "."));
    run_says(run, "back.xlf:3: is of another leaflet, ");
}

static void review_makes_a_draft_reviewed(void **state)
{
    struct run *run = *state;
    const char *folder = stage_path(run->stage, ".");
    run_shell(run, 0,
              "set -e; cd \"$1\"; mkdir -p in/a/po; cp '" CONTENT "' in/a/leaflet.md\n"
              "$A translate extract in/a/leaflet.md | msgen --lang=pl - -o in/a/po/pl.po\n"
              "$A translate status in; $A translate build in/a/leaflet.md -l pl\n"
              "$A translate review in/a/po/pl.po --by 'Anna Nowak' --date 2026-03-01\n"
              "msgfmt -c -o /dev/null in/a/po/pl.po 2>/dev/null",
              folder);
    run_prints(run, "\na  draft\n");
    run_prints(run, "translation: draft\n");
    run_prints(run, " texts reviewed by Anna Nowak\n");
    run_shell(run, 0, "set -e; cd \"$1\"; $A translate status in; $A translate build in/a/leaflet.md -l pl", folder);
    run_prints(run, "\na  reviewed\n");
    run_prints(run, "translation: reviewed\n");
    run_prints_not(run, "lekarza"); /* the notice of a draft */
    run_shell(run, 0,
              "$A translate status --json \"$1\"/in | jq -e '.leaflets[0].languages.pl | "
              ".state == \"reviewed\" and .up_to_date and .untranslated == 0 and .review.by == \"Anna Nowak\" and "
              ".review.date == \"2026-03-01\" and .review.version == \"'\"$(sed -n 's/^version: //p' '" CONTENT
              "')\"'\"'",
              folder);
    /* What is changed behind a review is a draft again. */
    run_shell(run, 0, "cd \"$1\"; sed -i 's/^msgstr \"work\"/msgstr \"praca\"/' in/a/po/pl.po; $A translate status in",
              folder);
    run_prints(run, "\na  draft\n");
}

static void review_wants_what_is_up_to_date(void **state)
{
    struct run *run = *state;
    stage_write_text(run->stage, "leaflet.md", "Tea.\n");
    assert_int_equal(mkdir(stage_path(run->stage, "po"), 0700), 0);
    const char *stale = stage_write_text(run->stage, "po/pl.po", po);
    RUN(run, 1, "translate", "review", stale, "--by", "Anna");
    run_says(run, "po/pl.po:7: is not in the leaflet; run `aloud translate update` first");
    RUN(run, 2, "translate", "review", stale);
    RUN(run, 2, "translate", "review", stale, "--by", " ");
    RUN(run, 2, "translate", "review", stale, "--by", "Ann\xE9");
    RUN(run, 2, "translate", "review", stale, "--by", "Anna", "--date", "1 May");
    RUN(run, 2, "translate", "review", stale, "--by", "Anna", "--date", "2026-02-30");
}

static void status_tells_what_is_to_be_done(void **state)
{
    struct run *run = *state;
    run_shell(
        run, 1,
        "cd \"$1\"; mkdir -p in/a/po in/b/po; printf 'Tea.\\n' | tee in/a/leaflet.md >in/b/leaflet.md\n"
        "$A translate extract in/a/leaflet.md | msgen --lang=pl - -o in/a/po/pl.po; cp in/a/po/pl.po in/b/po/cy.po\n"
        "printf 'Teas.\\n' >in/b/leaflet.md; cp in/b/po/cy.po in/b/po/pl.po\n"
        "$A translate update in/b/leaflet.md in/b/po/pl.po; $A translate status in",
        stage_path(run->stage, "."));
    run_prints(run, "   cy          pl\na  none        draft\nb  1 missing   1 fuzzy\n");
    run_shell(run, 0,
              "rm \"$1\"/in/b/po/*; $A translate status \"$1\"/in; rm -r \"$1\"/in/b; $A translate status \"$1\"/in",
              stage_path(run->stage, "."));
    run_shell(run, 1, "printf x >\"$1\"/in/a/po/ro.po; $A translate status \"$1\"/in", stage_path(run->stage, "."));
    run_says(run, "in/a/po/ro.po:1: is no valid PO file");
    RUN(run, 1, "translate", "status", stage_path(run->stage, "none"));
    RUN(run, 2, "translate", "status");
}

/* Signs that a shell takes for a pattern are names. */
static void folders_have_any_names(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "set -e; cd \"$1\"; in='in [1]*?'; a=\"$in/a [2]\"; mkdir -p \"$a/po\" \"$in/.b\" \"$in/c\"\n"
              "printf 'Tea.\\n' | tee \"$a/leaflet.md\" >\"$in/.b/leaflet.md\"\n"
              "$A translate extract \"$a/leaflet.md\" | msgen --lang=pl - -o \"$a/po/pl.po\"\n"
              "$A translate update --all \"$in\"; $A translate status \"$in\"\n"
              "$A translate check \"$in\" | grep compared,",
              stage_path(run->stage, "."));
    run_prints(run, "in [1]*?/a [2]/po/pl.po: ");
    run_prints(run, "       pl\na [2]  draft\n1 translation compared");
    RUN(run, 0, "translate", "status", stage_path(run->stage, "in [1]*?/a [2]//"));
    run_prints(run, "       pl\na [2]  draft\n");
    RUN(run, 1, "translate", "check", stage_path(run->stage, "in [1]*?/c"));
    run_says(run, "in [1]*?/c: holds no leaflet.md and no NAME/leaflet.md");
    RUN(run, 1, "translate", "update", "--all", stage_path(run->stage, "none"));
    run_says(run, "none: holds no leaflet.md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(extract_gives_a_template_that_msgfmt_accepts),
        RUN_TEST(extract_tells_what_is_wrong),
        RUN_TEST(build_writes_the_leaflet),
        RUN_TEST(xliff_goes_out_and_comes_back),
        RUN_TEST(review_makes_a_draft_reviewed),
        RUN_TEST(review_wants_what_is_up_to_date),
        RUN_TEST(status_tells_what_is_to_be_done),
        RUN_TEST(update_does_what_msgmerge_does),
        RUN_TEST(update_leaves_alone_what_is_up_to_date),
        RUN_TEST(update_takes_what_po4a_made),
        RUN_TEST(what_po4a_takes_from_a_translation_builds_it_again),
        RUN_TEST(update_keeps_what_poedit_writes),
        RUN_TEST(update_goes_through_a_folder_and_tells_each_mistake),
        RUN_TEST(build_tells_what_is_missing),
        RUN_TEST(folders_have_any_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
