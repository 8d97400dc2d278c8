/* aloud voices: the languages that Aloud reads, the voices that the engine has beside, and mistakes in voice files. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const shipped[] = {
    "am", "ar", "bg", "bn",  "bs", "cs",      "cy", "de", "el", "en-GB", "es", "et", "fa", "fr", "gu", "hi", "hr", "hu",
    "id", "it", "ka", "kmr", "ko", "lt",      "lv", "mk", "ml", "mr",    "ms", "ne", "nl", "om", "pa", "pl", "pt", "ro",
    "ru", "si", "sk", "sq",  "sr", "sr-Latn", "sw", "ta", "te", "tr",    "ug", "uk", "ur", "uz", "vi", "yue"};

/* The voice file of Aloud's own with one stretch replaced, on the stage under this name. */
static void write_voice(struct run *run, const char *name, const char *from, const char *to)
{
    struct buffer voice = {0}, changed = {0};
    assert_int_equal(file_read(ALOUD_SOURCE "/voices/en-GB.ini", SIZE_MAX, &voice, NULL), STATUS_OK);
    const char *found = strstr(buffer_text(&voice), from);
    assert_non_null(found);
    buffer_append(&changed, voice.data, (size_t)(found - voice.data));
    buffer_append_text(&changed, to);
    buffer_append_text(&changed, found + strlen(from));
    stage_write(run->stage, name, changed.data, changed.length);
    buffer_done(&voice);
    buffer_done(&changed);
}

static void lists_languages_and_voices(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "voices");
    run_says_only(run, "");
    const char *at = buffer_text(&run->last.output);
    for (size_t i = 0; i < ARRAY_COUNT(shipped); i++) {
        char *line = text_format("\n%-7s ", shipped[i]);
        assert_non_null(line);
        at = strstr(at, line); /* one after the other */
        assert_non_null(at);
        free(line);
    }
    run_prints(run, "Cymraeg (engine: cy)\n");
    run_prints(run, "\nVoices that the engine has");
    run_prints(run, "\nsv\tSwedish\n");
}

static void tells_a_mistake_and_goes_on(void **state)
{
    struct run *run = *state;
    write_voice(run, "voices/en-GB.ini", "pitch = ", "pitch = x");
    RUN(run, 1, "voices");
    run_says(run, "voices/en-GB.ini:");
    run_says(run, "pitch");
    run_prints(run, "\nfr ");
    run_prints(run, "\nur ");
    run_prints_not(run, "\nen-GB ");
}

static void tells_a_language_that_the_engine_lacks(void **state)
{
    struct run *run = *state;
    write_voice(run, "voices/en-GB.ini", "engine = \"en-gb\"", "engine = \"xq\"");
    RUN(run, 1, "voices");
    run_prints(run, "(engine: xq, which this engine lacks)\n");
    run_prints(run, "\nur ");
}

static void lists_another_folder(void **state)
{
    struct run *run = *state;
    const char *folder = stage_path(run->stage, "mine");
    assert_int_equal(mkdir(folder, 0700), 0);
    RUN(run, 1, "voices", "--voices", folder);
    run_says(run, folder);
    run_says(run, "there is no voice file in this folder");
    stage_write_text(run->stage, "mine/notes.txt", "no voice");
    write_voice(run, "mine/en-GB.ini", "pitch", "pitch");
    RUN(run, 0, "voices", "-v", folder);
    run_prints(run, "\nen-GB ");
    run_prints_not(run, "\nfr     ");
    RUN(run, 1, "voices", "--voices", stage_path(run->stage, "nowhere"));
    run_says(run, "nowhere");
    run_says(run, "No such file");
}

static void tells_that_there_is_no_engine(void **state)
{
    struct run *run = *state;
    stage_set(run->stage, "ALOUD_ENGINE", "/bin/false");
    RUN(run, 1, "voices");
    run_says(run, "the speech engine does not start");
}

static void names_what_is_missing_and_what_to_do(void **state)
{
    struct run *run = *state;
    assert_int_equal(unlink(stage_path(run->stage, "voices/cs.ini")), 0);
    RUN(run, 0, "voices", "--missing");
    run_says_only(run, "");
    const char *output = buffer_text(&run->last.output), *to_write = strstr(output, "docs/add-a-language.md");
    const char *to_record = strstr(output, "\nNeither Aloud nor the engine"),
               *czech = strstr(output, "\ncs      Czech (engine: cs)\n");
    assert_non_null(to_write);
    assert_non_null(to_record);
    assert_true(czech > to_write && czech < to_record);
    assert_true(strstr(output, "\nso      Somali. A recording by a speaker, or an interpreter.") > to_record);
    assert_true(strstr(output, "\nja      Japanese. A recording") > to_record); /* the engine has it, without kanji */
    run_prints(run, "\nprs     Dari. The nearest voice is fa, فارسی. ");
    run_prints(run, "\nsyl     Sylheti. The nearest voice is bn, বাংলা. ");
    run_prints(run, "\nbfi     British Sign Language. A video by a signer");
    for (size_t i = 0; i < ARRAY_COUNT(shipped); i++) {
        if (strcmp(shipped[i], "cs") == 0) continue;
        char *line = text_format("\n%-7s ", shipped[i]);
        assert_non_null(line);
        run_prints_not(run, line);
        free(line);
    }
}

static void a_language_with_a_voice_file_is_not_missing(void **state)
{
    struct run *run = *state;
    write_voice(run, "voices/so.ini", "pitch", "pitch");
    RUN(run, 0, "voices", "--missing");
    run_prints_not(run, "Somali");
    run_prints(run, "\nti      Tigrinya. ");
}

static void tells_mistakes_in_what_is_requested(void **state)
{
    struct run *run = *state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        {"[so]\nname = \"Somali\"\n", "requested.conf:2: [so] is no language of the engine"},
        {"[so]\nnearest = \"Ask.\"\n", "requested.conf:2: [so] has no name"},
        {"[so]\nname = \"Somali\"\nvoice = \"ar\"\n", "requested.conf:3: [so] voice: the key must be"},
        {"[a-code-that-is-longer-than-any-language-has-one]\nname = \"x\"\n", "requested.conf:2: the code is longer"},
        {"[so]\nname = \"Somali\"\nunderstood = \"xx\"\nnearest = \"Ask.\"\n", "xx"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        stage_write_text(run->stage, "voices/requested.conf", wrong[i].text);
        RUN(run, 1, "voices", "--missing");
        run_says(run, wrong[i].said);
    }
    const char *folder = stage_path(run->stage, "mine");
    assert_int_equal(mkdir(folder, 0700), 0);
    RUN(run, 1, "voices", "--missing", "-v", folder);
    run_says(run, "mine/requested.conf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(lists_languages_and_voices),
        RUN_TEST(tells_a_mistake_and_goes_on),
        RUN_TEST(tells_a_language_that_the_engine_lacks),
        RUN_TEST(lists_another_folder),
        RUN_TEST(tells_that_there_is_no_engine),
        RUN_TEST(names_what_is_missing_and_what_to_do),
        RUN_TEST(a_language_with_a_voice_file_is_not_missing),
        RUN_TEST(tells_mistakes_in_what_is_requested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
