/* aloud read goes through a leaflet's languages, on the device without sound. */
#include "cmocka_all.h"
#include "run.h"
#include "typist.h"

#include "base/file.h"
#include "listen/screen_line.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const double LIMIT_S = 60.0, LOOK_S = 0.01, AGAIN_S = 2.0;

static const char tea[] = "---\nlang: en-GB\n---\n\n# Tea\n\nDrink it now. Rest for a day.\n";

static void write_catalogue(struct run *run, const char *language, const char *tea_word, const char *paragraph)
{
    char *name = text_format("po/%s.po", language);
    char *text =
        text_format("msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                    "msgctxt \"heading\"\nmsgid \"Tea\"\nmsgstr \"%s\"\n\n"
                    "msgctxt \"Tea / paragraph\"\nmsgid \"Drink it now. Rest for a day.\"\nmsgstr \"%s\"\n",
                    language, tea_word, paragraph);
    stage_write_text(run->stage, name, text);
    free(name);
    free(text);
}

static const char *write_tea(struct run *run)
{
    assert_int_equal(mkdir(stage_path(run->stage, "po"), 0700), 0);
    write_catalogue(run, "cmn", "茶", "请现在喝。请休息一天。");
    write_catalogue(run, "ur", "چائے", "اسے ابھی پی لیں۔ ایک دن آرام کریں۔");
    return stage_write_text(run->stage, "tea.md", tea);
}

#define LISTEN(run, leaflet, ...)                                                                                      \
    stage_listen((run)->stage, (const char *const[]){"read", "--device", "null", __VA_ARGS__, leaflet, NULL})

static void types_and_reads(struct typist *typist, const char *keys, const char *text)
{
    typist_type(typist, keys);
    if (typist_reads(typist, text, LIMIT_S)) return;
    print_error("waited in vain for \"%s\" behind %s:\n%s\n", text, keys, buffer_text(typist_output(typist)));
    fail();
}

static void leaves(struct typist *typist)
{
    typist_type(typist, "qq");
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

/* With three languages each is named as it comes; the last one's key leads back to the first. */
static void goes_through_all_languages_in_turn(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--plain", "--quiet-ui");
    types_and_reads(typist, "n", "Drink it now.");
    types_and_reads(typist, "L", "普通话");
    types_and_reads(typist, "", "请现在喝。");
    types_and_reads(typist, "n", "请休息一天。");
    types_and_reads(typist, "L", "اردو");
    types_and_reads(typist, "", "ایک دن آرام کریں۔");
    types_and_reads(typist, "p", "اسے ابھی پی لیں۔");
    types_and_reads(typist, "L", "English (United Kingdom)");
    types_and_reads(typist, "", "Drink it now.");
    leaves(typist);
}

static void goes_through_the_languages_named(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--plain", "--quiet-ui", "--languages", "ur,en-GB");
    types_and_reads(typist, "", "چائے");
    types_and_reads(typist, "L", "Tea");
    types_and_reads(typist, "L", "چائے");
    leaves(typist);
    typist = LISTEN(run, stage_path(run->stage, "tea.md"), "--plain", "--quiet-ui", "--lang", "cmn");
    types_and_reads(typist, "", "茶");
    types_and_reads(typist, "n", "这份译文没有经过医生检查。");                /* the notice of a draft */
    types_and_reads(typist, "L", "اس ترجمے کی کسی ڈاکٹر نے جانچ نہیں کی ہے۔"); /* the same in the next one */
    leaves(typist);
}

static void hears_a_sentence_in_the_next_language(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--plain", "--quiet-ui");
    types_and_reads(typist, "n", "Drink it now.");
    types_and_reads(typist, "\f", "请现在喝。");
    types_and_reads(typist, "", "Drink it now.");
    types_and_reads(typist, "", "Rest for a day.");
    leaves(typist);
}

static void hears_two_languages_in_turn(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--plain", "--quiet-ui", "--bilingual", "en-GB,cmn");
    static const char *const sentences[] = {"Tea", "茶", "Drink it now.", "这份译文没有经过医生检查。"};
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) types_and_reads(typist, "", sentences[i]);
    leaves(typist);
}

static void tells_that_there_is_no_other_language(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, stage_write_text(run->stage, "tea.md", tea), "--plain", "--quiet-ui");
    types_and_reads(typist, "L", "This leaflet is in no other language.");
    types_and_reads(typist, "\f", "This leaflet is in no other language.");
    leaves(typist);
}

/* A translation that cannot be read is left out and told of on the way out. */
static void leaves_out_what_cannot_be_opened(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_tea(run);
    stage_write_text(run->stage, "po/cy.po", "msgid \"\nmsgstr\n");
    write_catalogue(run, "pl", "", "");
    write_catalogue(run, "zxx", "X", "X. X.");
    struct typist *typist = LISTEN(run, leaflet, "--plain", "--quiet-ui");
    types_and_reads(typist, "n", "Drink it now.");
    types_and_reads(typist, "L", "普通话");
    types_and_reads(typist, "L", "اردو");
    types_and_reads(typist, "L", "English");
    typist_type(typist, "qq");
    assert_true(typist_reads(typist, "po/cy.po:", LIMIT_S));
    assert_true(typist_reads(typist, "po/pl.po: translates nothing of", LIMIT_S));
    assert_true(typist_reads(typist, "zxx", LIMIT_S));
    assert_int_equal(typist_exit(typist, LIMIT_S), 0);
    typist_free(typist);
}

/* The place is kept whatever the language is in which it was left. */
static void keeps_the_place_over_languages(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--plain", "--quiet-ui");
    types_and_reads(typist, "nn", "Rest for a day.");
    types_and_reads(typist, "bL", "请休息一天。");
    leaves(typist);
    typist = LISTEN(run, stage_path(run->stage, "tea.md"), "--plain", "--quiet-ui");
    types_and_reads(typist, "", "Last time you stopped in section 1");
    types_and_reads(typist, " ", "Rest for a day.");
    types_and_reads(typist, "B", "Bookmark 1 of 1.");
    leaves(typist);
}

/* ---- The drawn screen -------------------------------------------------------------------------------------------- */

/* A text as it stands on the screen. */
static const char *on_screen(const char *text, bool right_to_left)
{
    static char shown[256];
    struct screen_line line;
    screen_line_make(&(struct screen_text){.text = text, .right_to_left = right_to_left}, 0, strlen(text), &line);
    struct buffer buffer = {0};
    for (size_t i = 0; i < line.count; i++) buffer_append_codepoint(&buffer, (uint32_t)line.characters[i]);
    assert_in_range(buffer.length, 1, sizeof shown - 1);
    strcpy(shown, buffer_text(&buffer));
    buffer_done(&buffer);
    return shown;
}

/* Waits until this stands out. A look may miss a short word where the machine is busy: the sentence is heard again. */
static void marks(struct typist *typist, const char *text)
{
    double asked_s = 0;
    for (double waited_s = 0; waited_s < LIMIT_S; waited_s += LOOK_S) {
        typist_waits(typist, LOOK_S);
        if (strcmp(typist_looks(typist, TYPIST_REVERSE), text) == 0) return;
        if (waited_s - asked_s < AGAIN_S) continue;
        typist_type(typist, "r");
        asked_s = waited_s;
    }
    fail_msg("\"%s\" is not marked:\n%s", text, typist_screen(typist));
}

/* The row that holds `text`; whether it begins at the left edge of the text's 70 columns, or ends at the right one. */
static void stands(struct typist *typist, const char *text, bool right)
{
    assert_true(typist_sees(typist, text, LIMIT_S));
    for (int row = 0; row < 24; row++) {
        const char *line = typist_row(typist, row);
        if (!strstr(line, text)) continue;
        assert_true(right ? strncmp(line, "          ", 10) == 0 : strstr(line, text) == line + 5);
        return;
    }
    fail_msg("\"%s\" is on no row", text);
}

static void shows_a_language_from_right_to_left(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--quiet-ui", "--languages", "en-GB,ur");
    assert_true(typist_sees(typist, "Tea", LIMIT_S));
    typist_type(typist, " nL"); /* paused: one sentence, and no further */
    stands(typist, on_screen("اسے ابھی پی لیں۔", true), true);
    marks(typist, on_screen("ابھی", true));
    typist_resize(typist, 16, 50); /* the window is made smaller: still at its right edge, still marked */
    stands(typist, on_screen("اسے ابھی پی لیں۔", true), true);
    marks(typist, on_screen("ابھی", true));
    typist_resize(typist, 24, 80);
    typist_type(typist, "L");
    stands(typist, "Drink it now.", false);
    /* One sentence in the other direction than the leaflet around it. */
    typist_type(typist, "\f");
    stands(typist, on_screen("اسے ابھی پی لیں۔", true), true);
    stands(typist, "Rest for a day.", false);
    leaves(typist);
}

static void shows_chinese_word_by_word(void **state)
{
    struct run *run = *state;
    struct typist *typist = LISTEN(run, write_tea(run), "--quiet-ui", "--languages", "en-GB,cmn");
    assert_true(typist_sees(typist, "Tea", LIMIT_S));
    typist_type(typist, " nL");
    stands(typist, "请现在喝。", false);
    marks(typist, "现在");
    leaves(typist);
}

/* ---- Wrong use --------------------------------------------------------------------------------------------------- */

static void tells_languages_that_there_are_not(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_tea(run);
    RUN(run, 1, "read", "--device", "null", "--languages", "en-GB,fr", leaflet);
    run_says(run, "is in en-GB and has no translation into fr: there is no po/fr.po beside it");
    RUN(run, 1, "read", "--device", "null", "--bilingual", "ur,fr", leaflet);
    run_says(run, "has no translation into fr");
    RUN(run, 1, "read", "--languages", "en-GB,fr", "--output", "a.wav",
        stage_write_text(run->stage, "untold.md", "Tea.\n"));
    run_says(run, "untold.md: is in a language that it does not tell and has no translation into fr: ");
    static const char *const wrong[] = {"", ",", "en-GB,", ",ur", "en-GB,,ur", "xx", "po/ur", "en-GB,en-gb"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        RUN(run, 2, "read", "--languages", wrong[i], leaflet);
        run_tells_use(run, i < 7 ? "is no language; write tags with commas between them, such as en-GB,pl"
                                 : "--languages: en-gb is named twice");
        RUN(run, 2, "read", "--bilingual", wrong[i], leaflet);
    }
    RUN(run, 2, "read", "--bilingual", "en-GB", leaflet);
    RUN(run, 2, "read", "--bilingual", "en-GB,ur,cmn", leaflet);
    RUN(run, 2, "read", "--bilingual", "en-GB,ur", "--languages", "en-GB", leaflet);
}

static void writes_a_translation_to_a_file(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_tea(run);
    RUN(run, 0, "read", "--lang", "cmn", "--output", stage_path(run->stage, "cmn.wav"), leaflet);
    RUN(run, 0, "translate", "build", "--lang", "cmn", "-o", stage_path(run->stage, "built.md"), leaflet);
    RUN(run, 0, "read", "--output", stage_path(run->stage, "built.wav"), stage_path(run->stage, "built.md"));
    run_shell(run, 0, "cd \"$1\" && cmp cmn.wav built.wav", stage_path(run->stage, ""));
}

/* Half of what was asked for is not what was asked for. */
static void writes_both_languages_or_nothing(void **state)
{
    struct run *run = *state;
    const char *leaflet = write_tea(run), *wav = stage_path(run->stage, "both.wav");
    write_catalogue(run, "pl", "", "");
    RUN(run, 1, "read", "--bilingual", "en-GB,pl", "--output", wav, leaflet);
    run_says(run, "po/pl.po: translates nothing of");
    assert_int_not_equal(access(wav, F_OK), 0);
    RUN(run, 0, "read", "--bilingual", "en-GB,cmn", "--output", wav, leaflet);
    assert_int_equal(access(wav, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(goes_through_all_languages_in_turn),
        RUN_TEST(goes_through_the_languages_named),
        RUN_TEST(hears_a_sentence_in_the_next_language),
        RUN_TEST(hears_two_languages_in_turn),
        RUN_TEST(tells_that_there_is_no_other_language),
        RUN_TEST(leaves_out_what_cannot_be_opened),
        RUN_TEST(keeps_the_place_over_languages),
        RUN_TEST(shows_a_language_from_right_to_left),
        RUN_TEST(shows_chinese_word_by_word),
        RUN_TEST(tells_languages_that_there_are_not),
        RUN_TEST(writes_a_translation_to_a_file),
        RUN_TEST(writes_both_languages_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
