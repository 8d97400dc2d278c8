/* aloud phone (voices of the stage speak fast): the prompts that each system's menu names are there and can be played; nothing is made twice. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char english[] = "# Your new tablets\n\nTake one a day. Do not take more than 8 in a day.\n\n"
                              "## Call us\n\nRing 024 7696 6013 if you feel ill. The number is 024 7696 6013.\n";
static const char polish[] = "# Nowe tabletki\n\nBierz jedną dziennie. Nie bierz więcej.\n";

static const char *write_leaflets(struct run *run)
{
    stage_write_text(run->stage, "pills.pl.md", polish);
    return stage_write_text(run->stage, "pills.en-GB.md", english);
}

static bool is_there(struct run *run, const char *name)
{
    return access(stage_path(run->stage, name), F_OK) == 0;
}

/* A prompt a sentence, each also slowly, so longer. */
static void makes_a_prompt_a_sentence(void **state)
{
    struct run *run = *state;
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o out --for asterisk --codec alaw",
              write_leaflets(run));
    static const char *const names[] = {
        "out/sounds/en-GB/pills/01-your-new-tablets/0001.alaw",
        "out/sounds/en-GB/pills/01-your-new-tablets/0003.alaw",
        "out/sounds/en-GB/pills/02-call-us/slow/0002.alaw",
        "out/sounds/en-GB/pills/contact/01.alaw",
        "out/sounds/en-GB/pills/choice/0002.alaw",
        "out/sounds/en-GB/pills/welcome.alaw",
        "out/sounds/pl/pills/01-nowe-tabletki/0003.alaw",
        "out/sounds/pl/pills/language.alaw",
        "out/sounds/pl/menu/goodbye.alaw",
        "out/sounds/en-GB/menu/language9.alaw",
    };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) assert_true(is_there(run, names[i]));
    assert_false(is_there(run, "out/sounds/en-GB/pills/01-your-new-tablets/0004.alaw"));
    assert_false(is_there(run, "out/sounds/en-GB/pills/contact/02.alaw")); /* the same number again */
    assert_false(is_there(run, "out/sounds/pl/pills/contact/01.alaw"));
    struct stat usual, slow;
    assert_int_equal(stat(stage_path(run->stage, "out/sounds/en-GB/pills/02-call-us/0002.alaw"), &usual), 0);
    assert_int_equal(stat(stage_path(run->stage, "out/sounds/en-GB/pills/02-call-us/slow/0002.alaw"), &slow), 0);
    assert_true(slow.st_size > usual.st_size * 5 / 4);
}

/* As the sentence says it: digit by digit, not as an amount; and the number behind a link that has none in its words. */
static void contacts_are_said_as_numbers(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "help.md",
                                           "# Help\n\nCall 111 at any time, or [our helpline](tel:02476966013).\n");
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && $A phone help.md -o out >/dev/null 2>&1 && "
              "jq -r '.prompts[].text' out/sounds/en-GB/help/contact/prompts.json",
              leaflet);
    run_prints_only(run, "one one one\n02476966013\n");
}

/* More than a menu has places for are told of; and what the engine cannot say of the line's own prompts. The known engine dies
 * of "kill" and hangs at "hang". */
static void tells_what_is_left_out(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "help.md", "");
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && { echo '# Help'; seq -f '- Ring 024 7696 6%03.0f.' 102; } >help.md && "
              "mkdir mine && sed 's/hang up/stop/; s/^phone_goodbye *=.*/phone_goodbye = \"Do not kill it.\"/' "
              "\"$ALOUD_VOICES\"/en-GB.ini >mine/en-GB.ini && $A phone --voices mine help.md -o out && "
              "ls out/sounds/en-GB/help/contact | grep -c alaw",
              leaflet);
    run_prints_only(run, "99\n");
    run_says(run, "out/sounds/en-GB/help: not among the contacts, of which a menu has 99: ");
    run_says(run, "out/sounds/en-GB/menu: not spoken: kill\n");
}

/* One language, one name: in shares, and in two runs. */
static void keeps_leaflets_apart(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(
        run, 0,
        "cd \"$(dirname \"$1\")\" && mkdir a b && cp pills.en-GB.md a/pills.md && cp pills.en-GB.md b/pills.md && "
        "printf -- '---\\nlang: pl\\ntitle: X\\n---\\n# X\\n' >b/knee.md && cp a/pills.md a/knee.md && "
        "$A phone --lang en-GB --shard 1/2 -o out a/pills.md b/pills.md && "
        "{ $A phone --lang en-GB --shard 2/2 -o out a/pills.md b/pills.md; test $? = 1; } && "
        "$A phone --shard 1/2 -o two a/knee.md b/knee.md && $A phone --shard 2/2 -o two a/knee.md b/knee.md",
        leaflet);
    run_says(run, "b/pills.md: would be written into the same folder as a/pills.md");
    assert_true(is_there(run, "two/sounds/pl/knee/manifest.json"));
    run_shell(run, 1, "cd \"$(dirname \"$1\")\" && echo '# Other' >b/pills.md && $A phone -o out b/pills.md", leaflet);
    run_says(run, "b/pills.md: would be written over another leaflet, \"Your new tablets\"");
}

/* Files that go, stay and are missing. */
static void what_is_there_is_what_the_menu_names(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o out --for twiml", leaflet);
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && rm out/sounds/en-GB/pills/02-call-us/0002.wav && touch "
              "out/sounds/en-GB/pills/notes.backup && sed -i 's/# Call us/# Ring us/' pills.en-GB.md && "
              "$A phone pills.*.md -o out --for twiml",
              leaflet);
    assert_true(is_there(run, "out/sounds/en-GB/pills/02-ring-us/0002.wav"));
    assert_false(is_there(run, "out/sounds/en-GB/pills/02-call-us"));
    assert_true(is_there(run, "out/sounds/en-GB/pills/notes.backup"));
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && grep -r call-us out/lines || true", leaflet);
    run_prints_only(run, "");
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && rm out/sounds/pl/pills/01-nowe-tabletki/0001.wav && "
              "$A phone pills.*.md -o out --for twiml",
              leaflet);
    run_says(run, "7 recordings, 1 made anew");
    assert_true(is_there(run, "out/sounds/pl/pills/01-nowe-tabletki/0001.wav"));
}

/* Asterisk's own names of prompts, with the folder of the language before them. */
static void each_prompt_that_a_dialplan_names_is_there(void **state)
{
    struct run *run = *state;
    run_shell(
        run, 0,
        "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o out --for asterisk --codec ulaw >/dev/null 2>&1 && cd out "
        "&& for language in en-GB pl; do for name in $(grep -oE '(Background|Playback)\\([a-z_/0-9-]+\\)' "
        "lines/pills/extensions.conf | sed 's/.*(//; s/)//' | sort -u); do "
        "test -f sounds/$language/$name.ulaw || echo \"$language/$name is missing\"; done; done",
        write_leaflets(run));
    run_prints_only(run, "");
}

static void sox_reads_what_was_written(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && $A phone pills.en-GB.md -o out --codec alaw,slin16 >/dev/null 2>&1 && "
              "cd out/sounds/en-GB/pills/01-your-new-tablets && sox -t al -r 8000 -c 1 0002.alaw a.wav && "
              "sox -t raw -e signed -b 16 -r 16000 -c 1 0002.sln16 b.wav && soxi -D a.wav b.wav && "
              "jq '.prompts[] | select(.name == \"0002\").seconds' prompts.json",
              write_leaflets(run));
    double narrow = 0, wide = 0, told = 0;
    assert_int_equal(sscanf(buffer_text(&run->last.output), "%lf %lf %lf", &narrow, &wide, &told), 3);
    assert_true(narrow - told < 0.001 && told - narrow < 0.001);
    assert_true(narrow > 0.3 && narrow < 6);
    assert_true(narrow - wide < 0.02 && wide - narrow < 0.02);
}

/* FreeSWITCH's menu names each prompt with its ending, so one that plays on calls of all codecs: none of the names of codecs,
 * whose files it sends undecoded (mod_native_file). */
static void freeswitch_decodes_what_its_menu_names(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && for codec in alaw ulaw slin8 slin16 gsm; do "
              "$A phone pills.en-GB.md -o $codec --for freeswitch --codec $codec >/dev/null 2>&1 && "
              "ending=$(sed -n 's/.*\"aloud_ending=\\(.*\\)\".*/\\1/p' $codec/lines/pills/aloud-pills.xml) && "
              "ls $codec/sounds/en-GB/pills/*/0001$ending >/dev/null && echo $ending; done",
              leaflet);
    run_prints_only(run, ".alaw\n.ulaw\n.r8\n.r16\n.gsm\n");
}

static void makes_nothing_twice_and_the_same_with_more_workers(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o one --workers 1 --for voicexml", leaflet);
    run_says(run, "7 recordings, 7 made anew");
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o two --workers 3 --for voicexml", leaflet);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && diff -r one two", leaflet);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o one --for voicexml", leaflet);
    run_says(run, "7 recordings, 0 made anew");
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && sed -i 's/Take one/Take two/' pills.en-GB.md && "
              "$A phone pills.*.md -o one --for voicexml",
              leaflet);
    run_says(run, "7 recordings, 1 made anew");
}

/* What is on the disk only in part, because the power went, is made again. */
static void makes_again_what_was_cut_short(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o cut && cp -r cut whole", leaflet);
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && prompt=$(find cut -name '0001.*' | sort | head -n 1) && truncate -s -1 "
              "\"$prompt\" && "
              "$A phone pills.*.md -o cut",
              leaflet);
    run_says(run, "7 recordings, 1 made anew");
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && diff -r cut whole", leaflet);
}

/* Each machine a share: the one that comes last has seen all. */
static void shares_are_the_whole(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o one --for generic", leaflet);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o two --for generic --shard 2/2", leaflet);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && $A phone pills.*.md -o two --for generic --shard 1/2", leaflet);
    run_shell(run, 0, "cd \"$(dirname \"$1\")\" && diff -r one two", leaflet);
}

static void leaflets_are_lines_of_their_own(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run);
    stage_write_text(run->stage, "knee.md", "# Knee\n\nBend it.\n");
    for (const char *const *system =
             (const char *const[]){"asterisk", "freeswitch", "voicexml", "twiml", "generic", NULL};
         *system; system++) {
        struct buffer line = {0};
        buffer_printf(&line, "cd \"$(dirname \"$1\")\" && $A phone knee.md pills.*.md -o %s --for %s", *system,
                      *system);
        run_shell(run, 0, buffer_text(&line), leaflet);
        buffer_clear(&line);
        buffer_printf(&line, "cd \"$(dirname \"$1\")\"/%s/lines && ls knee pills && test $(ls | wc -l) = 2", *system);
        run_shell(run, 0, buffer_text(&line), leaflet);
        buffer_done(&line);
    }
}

static void callers_are_told_of_a_draft(void **state)
{
    struct run *run = *state;
    stage_write_text(run->stage, "a.pl.md", "---\ntranslation: draft\n---\n# Herbata\n\nPij.\n");
    stage_write_text(run->stage, "a.cy.md", "---\ntranslation: reviewed\n---\n# Te\n\nYfwch.\n");
    const char *leaflet = stage_write_text(run->stage, "a.en-GB.md", "# Tea\n\nDrink.\n");
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && $A phone a.*.md -o out --for generic && "
              "jq -c '[.. | objects | select(.tag?) | {(.tag): .draft}] | add' out/lines/a/*.json",
              leaflet);
    run_prints(run, "{\"cy\":false,\"en-GB\":false,\"pl\":true}\n");
}

/* Whoever presses no key hears the first: the order of the command line tells it, and the others keep theirs, in shares too. */
static void the_first_leaflet_is_first_in_the_menu(void **state)
{
    struct run *run = *state;
    stage_write_text(run->stage, "a.cy.md", "# Te\n\nYfwch.\n");
    stage_write_text(run->stage, "a.de.md", "# Tee\n\nTrink.\n");
    const char *leaflet = stage_write_text(run->stage, "a.en-GB.md", "# Tea\n\nDrink.\n");
    run_shell(run, 0,
              "cd \"$(dirname \"$1\")\" && for share in 1/2 2/2; do "
              "$A phone a.en-GB.md a.de.md a.cy.md -o out --shard $share >/dev/null 2>&1 || exit 9; done && "
              "jq -r '.languages[].tag' out/lines/a/menu.json && "
              "cmp out/sounds/en-GB/a/language.alaw out/sounds/en-GB/menu/language1.alaw",
              leaflet);
    run_prints_only(run, "en-GB\ncy\nde\n");
}

/* Before it speaks what no menu could hold. */
static void refuses_what_no_menu_holds(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_write_text(run->stage, "long.md", "");
    run_shell(run, 1,
              "cd \"$(dirname \"$1\")\" && { echo '# Long'; yes Tea. | head -n 9999; } >long.md && "
              "$A phone long.md -o out",
              leaflet);
    run_says(run, "long.md: has 10000 sentences in the section “Long”");
    run_shell(run, 1,
              "cd \"$(dirname \"$1\")\" && seq 10001 | sed 's/.*/# Tea\\n\\nTea.\\n/' >long.md && "
              "$A phone long.md -o out",
              leaflet);
    run_says(run, "long.md: has 10001 sections");
    assert_false(is_there(run, "out"));
}

static void refuses_what_it_cannot_do(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_leaflets(run), *out = stage_path(run->stage, "out");
    RUN(run, 2, "phone", leaflet, "-o", out, "--for", "pager");
    run_tells_use(run, "asterisk, freeswitch, voicexml, twiml or generic, not pager");
    RUN(run, 2, "phone", leaflet, "-o", out, "--codec", "opus");
    run_tells_use(run, "no such codec: opus");
    RUN(run, 2, "phone", leaflet, "-o", out, "--operator", "ask for Jo");
    run_tells_use(run, "--operator wants a phone number");
    RUN(run, 2, "phone", leaflet, "-o", out, "--sounds", "a b");
    run_tells_use(run, "--sounds wants a folder or URL");
    RUN(run, 2, "phone", leaflet, "-o", out, "--for", "twiml", "--codec", "g722");
    run_tells_use(run, "g722 cannot be");
    RUN(run, 2, "phone", leaflet, "-o", "-");
    run_tells_use(run, "standard output");
    RUN(run, 2, "phone", leaflet);
    run_tells_use(run, "-o FOLDER");
    assert_int_equal(access(out, F_OK), -1);
    RUN(run, 1, "phone", leaflet, "-o", leaflet);
    run_says(run, "pills.en-GB.md: is a file; name a folder\n");
    run_says_not(run, ".menus.lock");
    RUN(run, 1, "phone", stage_write_text(run->stage, "empty.md", "\n"), "-o", out);
    run_says(run, "is empty");
    RUN(run, 1, "phone", stage_write_text(run->stage, "tlh.tlh.md", "# Qapla\n\nTea.\n"), "-o", out);
    run_says(run, "in its language \"tlh\" without a voice");
    run_says_not(run, "reads instead");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(contacts_are_said_as_numbers),   RUN_TEST(what_is_there_is_what_the_menu_names),
        RUN_TEST(makes_a_prompt_a_sentence),      RUN_TEST(each_prompt_that_a_dialplan_names_is_there),
        RUN_TEST(sox_reads_what_was_written),     RUN_TEST(makes_nothing_twice_and_the_same_with_more_workers),
        RUN_TEST(makes_again_what_was_cut_short), RUN_TEST(freeswitch_decodes_what_its_menu_names),
        RUN_TEST(shares_are_the_whole),           RUN_TEST(leaflets_are_lines_of_their_own),
        RUN_TEST(refuses_what_it_cannot_do),      RUN_TEST(refuses_what_no_menu_holds),
        RUN_TEST(tells_what_is_left_out),         RUN_TEST(keeps_leaflets_apart),
        RUN_TEST(callers_are_told_of_a_draft),    RUN_TEST(the_first_leaflet_is_first_in_the_menu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
