/* Voices of the real engine, in its confinement: all that they read must be within reach. */
#include "cmocka_all.h"

#include "base/buffer.h"
#include "speech/engine.h"

#include <stdlib.h>
#include <string.h>

static struct engine *engine;

static struct clip *say(const char *text, const char *language, const char *variant, int rate_wpm)
{
    struct clip *clip = NULL;
    const struct speech_part part = {
        .text = text, .length = strlen(text), .engine_language = language, .variant = variant};
    const struct speech speech = {.parts = &part,
                                  .part_count = 1,
                                  .settings = {.rate_wpm = rate_wpm, .pitch = 50, .pitch_range = 50, .volume = 100}};
    assert_int_equal(engine_speak(engine, &speech, &clip, NULL), STATUS_OK);
    return clip;
}

static bool sounds(const struct clip *clip)
{
    for (size_t i = 0; i < clip->frame_count; i++) {
        if (abs(clip->frames[i]) > 1000) return true;
    }
    return false;
}

static void every_voice_speaks(void **state)
{
    (void)state;
    struct buffer list = {0};
    size_t count = 0;
    assert_int_equal(engine_voices(engine, &list, NULL), STATUS_OK);
    pid_t worker = engine_process_id(engine);
    for (char *line = strtok(list.data, "\n"); line; line = strtok(NULL, "\n"), count++) {
        char *tab = strchr(line, '\t');
        assert_non_null(tab);
        *tab = '\0';
        bool has = false;
        assert_int_equal(engine_has_language(engine, line, &has, NULL), STATUS_OK);
        assert_true(has);
        struct clip *clip = say("1 2 3 a b c", line, "", 165);
        if (!sounds(clip)) print_error("%s is silent\n", line);
        assert_true(sounds(clip));
        assert_int_equal(clip->gap_count, 0);
        clip_release(clip);
    }
    assert_true(count > 100);
    assert_int_equal(engine_process_id(engine), worker);
    buffer_done(&list);
}

/* How bright a sound is: how often it crosses zero. */
static size_t crossings(const struct clip *clip)
{
    size_t count = 0;
    for (size_t i = 1; i < clip->frame_count; i++) count += (clip->frames[i] > 0) != (clip->frames[i - 1] > 0);
    return count;
}

/* Whether another voice speaks: the engine's own unsteadiness is about a hundredth, other voices a tenth. */
static bool differs(const char *language, const char *variant)
{
    static const char text[] = "Take one tablet with a glass of water.";
    struct clip *plain = say(text, "en-gb", "", 165), *other = say(text, language, variant, 165);
    size_t a = crossings(plain), b = crossings(other);
    clip_release(plain);
    clip_release(other);
    return (a > b ? a - b : b - a) > a / 25;
}

static void variants_differ_and_a_missing_one_is_the_plain_voice(void **state)
{
    (void)state;
    assert_true(differs("en-gb", "f2"));
    assert_false(differs("en-gb", ""));
    assert_false(differs("en-gb", "nosuchvariant"));
    assert_false(differs("en-gb", "../../../../etc/passwd"));
}

static void a_region_without_a_voice_has_its_languages(void **state)
{
    (void)state;
    bool has = false;
    assert_int_equal(engine_has_language(engine, "en-nz", &has, NULL), STATUS_OK);
    assert_true(has);
    assert_int_equal(engine_has_language(engine, "EN-GB", &has, NULL), STATUS_OK);
    assert_true(has);
    assert_int_equal(engine_has_language(engine, "e", &has, NULL), STATUS_OK);
    assert_false(has);
    assert_int_equal(engine_has_language(engine, "", &has, NULL), STATUS_OK);
    assert_false(has);
    assert_false(differs("en-nz", ""));
    assert_true(differs("fr-fr", ""));
}

/* Of the two voices for Mandarin "cmn" is the one that spells the romanisation of the characters in English. */
static void chinese_is_said_by_the_voice_that_knows_it(void **state)
{
    (void)state;
    static const char *const tags[] = {"zh", "cmn", "zh-tw"};
    static const char text[] = "请不要停药";
    struct clip *right = say(text, "cmn-latn-pinyin", "", 165);
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        struct clip *other = say(text, tags[i], "", 165);
        assert_int_equal(other->mark_count, 5);
        size_t a = other->frame_count, b = right->frame_count;
        assert_true((a > b ? a - b : b - a) <= a / 50);
        clip_release(other);
    }
    struct clip *cantonese = say(text, "zh-yue", "", 165);
    assert_true(cantonese->frame_count < right->frame_count * 9 / 10
                || cantonese->frame_count > right->frame_count * 11 / 10);
    clip_release(cantonese);
    clip_release(right);
}

static void rate_and_language_do_not_stick(void **state)
{
    (void)state;
    static const char text[] = "Take one tablet with a glass of water.";
    struct clip *usual = say(text, "en-gb", "", 165), *slow = say(text, "en-gb", "", 100);
    struct clip *other = say(text, "pl", "f2", 300), *again = say(text, "en-gb", "", 165);
    assert_true(slow->frame_count > usual->frame_count * 3 / 2);
    assert_true(other->frame_count < usual->frame_count);
    size_t a = usual->frame_count, b = again->frame_count;
    assert_true((a > b ? a - b : b - a) <= a / 100);
    clip_release(usual);
    clip_release(slow);
    clip_release(other);
    clip_release(again);
}

static void nothing_is_asked_while_it_speaks(void **state)
{
    (void)state;
    bool has = false;
    struct engine_answer answer = {0};
    const struct speech_part part = {.text = "tea", .length = 3, .engine_language = "en-gb", .variant = ""};
    const struct speech speech = {.parts = &part, .part_count = 1, .settings = {165, 50, 50, 100}};
    assert_int_equal(engine_request(engine, 5, &speech, NULL), STATUS_OK);
    assert_int_equal(engine_has_language(engine, "en-gb", &has, NULL), STATUS_LIMIT);
    assert_int_equal(engine_wait(engine, &answer, NULL), STATUS_OK);
    clip_release(answer.clip);
    assert_int_equal(engine_has_language(engine, "en-gb", &has, NULL), STATUS_OK);
}

static int start(void **state)
{
    (void)state;
    return engine_start(ALOUD_BINARY "/aloud-engine", &engine, NULL) == STATUS_OK ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    engine_free(engine);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_voice_speaks),
        cmocka_unit_test(variants_differ_and_a_missing_one_is_the_plain_voice),
        cmocka_unit_test(a_region_without_a_voice_has_its_languages),
        cmocka_unit_test(chinese_is_said_by_the_voice_that_knows_it),
        cmocka_unit_test(rate_and_language_do_not_stick),
        cmocka_unit_test(nothing_is_asked_while_it_speaks),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
