/* Lexicons of the listener and the leaflet, through the commands: what is said, what is told, and how it ends. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLS(language)                                                                                                  \
    "<lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" alphabet=\"ipa\"\n"            \
    " xml:lang=\"" language "\">\n"

static const char lexicon[] =
    PLS("en-GB") "<lexeme><grapheme>Kwells</grapheme><alias>kwels</alias></lexeme>\n"
                 "<lexeme><grapheme>tea</grapheme><phoneme>tiː</phoneme></lexeme>\n</lexicon>\n";
static const char leaflet[] = "---\nlexicon:\n  cup: kup\n---\n# Tea\n\nA cup of Kwells tea.\n";

static void says_a_leaflet_by_both(void **state)
{
    struct run *run = *state;
    char *mine = strdup(stage_write_text(run->stage, "my.pls", lexicon));
    const char *path = stage_write_text(run->stage, "tea.md", leaflet);
    RUN(run, 0, "script", "--lexicon", mine, path);
    run_prints_only(run, "Tea\nA kup of kwels tea.\n");
    run_says_only(run, "");
    RUN(run, 0, "script", "--explain", "--lexicon", mine, path);
    run_prints(run, "“cup” lexicon: “kup”");
    run_prints(run, "“tea” lexicon: “tea” [[t|i:]]");
    RUN(run, 0, "script", path);
    run_prints_only(run, "Tea\nA kup of Kwells tea.\n");
    free(mine);
}

static void says_lines_by_the_listeners(void **state)
{
    struct run *run = *state;
    const char *mine = stage_write_text(run->stage, "my.pls", lexicon);
    run_shell(run, 0, "echo 'Kwells, now' | $A script --lines --lang en-GB --lexicon \"$1\"", mine);
    run_prints_only(run, "kwels, now\n");
}

/* The first file counts. */
static void takes_several_files(void **state)
{
    struct run *run = *state;
    char *first = strdup(stage_write_text(
        run->stage, "first.pls", PLS("en") "<lexeme><grapheme>tea</grapheme><alias>tee</alias></lexeme></lexicon>"));
    char *second =
        strdup(stage_write_text(run->stage, "second.pls",
                                PLS("en") "<lexeme><grapheme>tea</grapheme><alias>thay</alias></lexeme>"
                                          "<lexeme><grapheme>cup</grapheme><alias>koop</alias></lexeme></lexicon>"));
    RUN(run, 0, "script", "--lexicon", first, "--lexicon", second, stage_write_text(run->stage, "tea.md", leaflet));
    run_prints_only(run, "tee\nA koop of Kwells tee.\n");
    free(first);
    free(second);
}

static void is_heard(void **state)
{
    struct run *run = *state;
    struct buffer with = {0}, without = {0};
    char *mine = strdup(stage_write_text(
        run->stage, "my.pls", PLS("en") "<lexeme><grapheme>tea</grapheme><phoneme>ˈkɒfi</phoneme></lexeme></lexicon>"));
    const char *path = stage_write_text(run->stage, "tea.md", "Drink tea.\n");
    char *first = strdup(stage_path(run->stage, "with.wav")), *second = strdup(stage_path(run->stage, "without.wav"));
    RUN(run, 0, "read", "--lexicon", mine, "-o", first, path);
    RUN(run, 0, "read", "-o", second, path);
    assert_int_equal(file_read(first, 10000000, &with, NULL), STATUS_OK);
    assert_int_equal(file_read(second, 10000000, &without, NULL), STATUS_OK);
    assert_true(with.length > without.length + 1000); /* coffee takes longer */
    buffer_done(&with);
    buffer_done(&without);
    free(first);
    free(second);
    free(mine);
}

static void tells_what_is_not_used(void **state)
{
    struct run *run = *state;
    static const char *const commands[] = {"script", "outline"};
    char *mine = strdup(stage_write_text(
        run->stage, "my.pls", PLS("en") "<lexeme><grapheme>tea</grapheme><phoneme>tʢ</phoneme></lexeme></lexicon>"));
    char *german = strdup(stage_write_text(run->stage, "de.pls", PLS("de") "</lexicon>"));
    const char *path = stage_write_text(
        run->stage, "tea.md", "---\nlexicon:\n  cup: \"[[kVp]]\"\n  pot: <b>pott</b>\n---\nA cup, a pot of tea.\n");
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        RUN(run, 0, commands[i], "--lexicon", mine, "--lexicon", german, path);
        run_says(run, "my.pls:3: not used: the voice has no phoneme for the IPA sign \"ʢ\"");
        run_says(run, "de.pls:2: not used: the lexicon is for \"de\" and the leaflet is read in \"en-GB\"");
        run_says(run, "tea.md:3: not used: \"cup\": phonemes in [[…]] can stand only in a voice file; respell");
        run_says(run, "tea.md:4: not used: \"pot\"");
    }
    RUN(run, 0, "script", path);
    run_prints_only(run, "A cup, a pot of tea.\n");
    free(mine);
    free(german);
}

static void check_lists_what_is_not_used(void **state)
{
    struct run *run = *state;
    const char *path =
        stage_write_text(run->stage, "tea.md", "---\nlexicon:\n  cup: \"[[kVp]]\"\n---\nA cup of tea.\n");
    RUN(run, 0, "check", path);
    run_prints(run, "tea.md:3: lexicon: not used: \"cup\": phonemes in [[…]]");
    run_prints(run, "each visible word once, in order");
    run_says_only(run, "");
    RUN(run, 1, "check", "--strict", path);
    RUN(run, 0, "check", "--strict", stage_write_text(run->stage, "good.md", leaflet));
}

static void refuses_what_is_no_lexicon(void **state)
{
    struct run *run = *state;
    static const struct {
        const char *text, *message;
    } bad[] = {
        {"tea = tee\n", "bad.pls:1: is no well-formed XML"},
        {"\n<html/>", "bad.pls:2: is no pronunciation lexicon"},
        {PLS("en") "<lexeme><grapheme>a</grapheme><grapheme>a</grapheme><alias>b</alias></lexeme></lexicon>",
         "bad.pls:3: the term \"a\" stands twice, first in line 3"},
    };
    char *path = strdup(stage_write_text(run->stage, "tea.md", leaflet));
    static const char *const commands[] = {"script", "check", "outline", "read"};
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        const char *file = stage_write_text(run->stage, "bad.pls", bad[i].text);
        for (size_t k = 0; k < ARRAY_COUNT(commands); k++) {
            RUN(run, 1, commands[k], "--lexicon", file, path);
            run_prints_only(run, "");
            run_says(run, bad[i].message);
        }
    }
    RUN(run, 1, "script", "--lexicon", "/nowhere/my.pls", path);
    run_says(run, "/nowhere/my.pls: ");
    RUN(run, 2, "script", path, "--lexicon");
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(says_a_leaflet_by_both),     RUN_TEST(says_lines_by_the_listeners),
        RUN_TEST(takes_several_files),        RUN_TEST(is_heard),
        RUN_TEST(tells_what_is_not_used),     RUN_TEST(check_lists_what_is_not_used),
        RUN_TEST(refuses_what_is_no_lexicon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
