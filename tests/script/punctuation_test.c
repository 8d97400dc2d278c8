/* Which signs are named at each level of punctuation, as those who use a screen reader expect it. */
#include "fixture.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    return voice_load(ALOUD_SOURCE "/voices", "en-GB", (struct voice **)state, NULL) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    voice_free(*state);
    return 0;
}

struct example {
    const char *text, *none, *some, *most; /* some NULL: as none; most NULL: as some */
};

static void check(const struct voice *voice, enum punctuation level, const char *text, const char *wanted)
{
    const char *spoken = fixture_spoken_at(voice, level, text);
    if (strcmp(spoken, wanted) != 0)
        fail_msg("%s: “%s”\n  expected: %s\n  but was:  %s", punctuation_name(level), text, wanted, spoken);
}

static void check_all(const struct voice *voice, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct example *example = &examples[i];
        const char *some = example->some ? example->some : example->none;
        check(voice, PUNCTUATION_NONE, example->text, example->none);
        check(voice, PUNCTUATION_SOME, example->text, some);
        check(voice, PUNCTUATION_MOST, example->text, example->most ? example->most : some);
    }
}

#define CHECK(...)                                                                                                     \
    do {                                                                                                               \
        static const struct example examples[] = {__VA_ARGS__};                                                        \
        check_all(*state, examples, ARRAY_COUNT(examples));                                                            \
    } while (0)

static void brackets_and_quotes(void **state)
{
    CHECK({"the rash (it itches) fades", "[the rash, it itches, fades]",
           "[the rash, open bracket it itches close bracket, fades]", NULL},
          {"(see below)", "[see below]", "[open bracket see below close bracket]", NULL},
          {"tablet(s) daily", "[tablets daily]", "[tablet open bracket s close bracket daily]", NULL},
          {"a [b] {c}", "[a, b, c]",
           "[a, open square bracket b close square bracket, open curly bracket c close curly bracket]", NULL},
          {"say “stop” or \"go\"", "[say stop or go]",
           "[say open quotes stop close quotes or quotation mark go quotation mark]", NULL},
          {"say ‘stop’ or 'go' now", "[say stop or go now]",
           "[say open quote stop close quotes or open quote go close quotes now]", NULL},
          {"the patients’ own", "[the patients own]", NULL, "[the patients apostrophe own]"},
          {"do not say don’t or don't", "[do not say don't or don't]", NULL, NULL});
}

static void dashes_hyphens_and_bullets(void **state)
{
    CHECK({"pain – it hurts", "[pain, it hurts]", "[pain dash, it hurts]", NULL},
          {"pain—it hurts", "[pain, it hurts]", "[pain long dash, it hurts]", NULL},
          {"pain - it hurts", "[pain, it hurts]", "[pain dash, it hurts]", NULL},
          {"a well-known drug", "[a well-known drug]", NULL, "[a well dash known drug]"},
          {"pre- or post-natal", "[pre or post-natal]", NULL, "[pre dash or post dash natal]"},
          {"tea • milk", "[tea milk]", "[tea bullet milk]", NULL},
          {"tea\\* and milk\\*\\*\\*", "[tea and milk]", "[tea star and milk star]", NULL},
          {"name: \\_\\_\\_\\_\\_ date", "[name: date]", "[name: underscore date]", "[name colon: underscore date]"});
}

static void stops(void **state)
{
    CHECK({"Rest, walk. Eat!", "[Rest, walk.][Eat!]", NULL, "[Rest comma, walk dot.][Eat exclamation mark!]"},
          {"Is it safe? Yes; see: here", "[Is it safe?][Yes; see: here]", NULL,
           "[Is it safe question mark?][Yes semicolon; see colon: here]"},
          {"wait… or wait... now", "[wait… or wait. now]", NULL, "[wait dot dot dot. or wait dot dot dot. now]"},
          {"contents ...... now", "[contents. now]", NULL, "[contents dot dot dot. now]"},
          {"ask Dr. Lee", "[ask Doctor Lee]", NULL, NULL}, {"ask Mx. Lee", "[ask Mix. Lee]", NULL, NULL},
          {"rest, e.g. in bed", "[rest, for example in bed]", NULL, "[rest comma, for example in bed]"},
          {"(see below).", "[see below.]", "[open bracket see below close bracket.]",
           "[open bracket see below close bracket, dot.]"});
}

/* A dose, a number, a date or an address is said alike whatever the listener wants to hear of signs. */
static void shapes_stay(void **state)
{
    static const char *const shapes[] = {"take 1·5 mg or .5 mg",     "take 1–2 tablets",        "take 4-6 doses",
                                         "at −5 °C and -5 °C",       "ring 024 7696 6013",      "ring (024) 7696 6013",
                                         "on 12/03/2026 at 9.30am",  "open 08:30–16:30",        "pay £5.50",
                                         "write to a-b@example.org", "see www.example.org/a-b", "an aim of 120/80",
                                         "give 1,000 units",         "for 3 months–5 years",    "in 1, 2 or 3 doses",
                                         "take 2 . 5 then",          "over-65s and 6-monthly"};
    for (size_t i = 0; i < ARRAY_COUNT(shapes); i++) {
        char *plain = strdup(fixture_spoken_at(*state, PUNCTUATION_NONE, shapes[i]));
        check(*state, PUNCTUATION_SOME, shapes[i], plain);
        check(*state, PUNCTUATION_MOST, shapes[i], plain);
        free(plain);
    }
}

/* Signs that were always said. */
static void names_that_are_always_said(void **state)
{
    CHECK({"A & B", "[A and B]", NULL, NULL}, {"fluid < food", "[fluid less than food]", NULL, NULL},
          {"him/her", "[him or her]", NULL, NULL});
}

/* "Picture:" is Aloud's own; its signs are not the leaflet's. */
static void aloud_names_no_signs_of_its_own(void **state)
{
    CHECK({"![a (thin) line](x.png)", "[Picture: a, thin, line]", "[Picture: a, open bracket thin close bracket, line]",
           NULL},
          {"| Dose | Why |\n|-|-|\n| one | pain |\n", "[Dose, Why][Dose: one. Why: pain]", NULL, NULL});
    struct script *script = NULL;
    struct utterance utterance = {0};
    assert_int_equal(script_new(*state, &script, NULL), STATUS_OK);
    script_set_punctuation(script, PUNCTUATION_MOST);
    assert_int_equal(script_punctuation(script), PUNCTUATION_MOST);
    assert_int_equal(utterance_from_message(script, "Section 1 (of 9), “Pain”.", &utterance, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "Section one, of nine, Pain.");
    assert_int_equal(utterance_from_line(script, "Pain (back).", &utterance, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "Pain, open bracket back close bracket, dot.");
    utterance_done(&utterance);
    script_free(script);
}

/* Each word has a range of its own, a sign that stands alone too. */
static void words_keep_their_ranges(void **state)
{
    struct document *document = fixture_document("pain – (it) hurts.");
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    static const char *const ranges[][4] = {
        {"pain", "", "it", "hurts."},
        {"pain", "dash", "open bracket it close bracket", "hurts."},
        {"pain", "dash", "open bracket it close bracket", "hurts dot."},
    };
    for (int level = 0; level < PUNCTUATION_COUNT; level++) {
        script_set_punctuation(script, (enum punctuation)level);
        assert_int_equal(script_utterance(script, document, 0, &utterance, NULL), STATUS_OK);
        assert_string_equal(buffer_text(&utterance.shown), "pain – (it) hurts.");
        assert_int_equal(utterance.word_count, 4);
        for (size_t i = 0; i < 4; i++) {
            const struct word *word = &utterance.words[i];
            size_t length = word->spoken_end - word->spoken_start;
            assert_int_equal(length, strlen(ranges[level][i]));
            assert_memory_equal(buffer_text(&utterance.spoken) + word->spoken_start, ranges[level][i], length);
        }
        fixture_check_words(*state, document, script);
    }
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

/* In a stretch of another language the names stay the voice's. */
static void names_are_in_the_voices_language(void **state)
{
    struct document *document = fixture_document("Say <span lang=\"pl\">dzień (dobry)</span>");
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    script_set_punctuation(script, PUNCTUATION_SOME);
    assert_int_equal(script_utterance(script, document, 0, &utterance, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "Say dzień, open bracket dobry close bracket");
    static const char *const languages[] = {"pl", "en-GB", "pl", "en-GB"};
    assert_int_equal(utterance.change_count, ARRAY_COUNT(languages));
    for (size_t i = 0; i < ARRAY_COUNT(languages); i++)
        assert_string_equal(utterance.changes[i].language, languages[i]);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

static void levels_have_names(void **state)
{
    (void)state;
    for (int level = 0; level < PUNCTUATION_COUNT; level++) {
        enum punctuation found = PUNCTUATION_COUNT;
        assert_int_equal(punctuation_from_name(punctuation_name((enum punctuation)level), &found, NULL), STATUS_OK);
        assert_int_equal(found, level);
    }
    enum punctuation kept = PUNCTUATION_SOME;
    struct error error = {0};
    assert_int_equal(punctuation_from_name("all", &kept, &error), STATUS_USAGE);
    assert_int_equal(kept, PUNCTUATION_SOME);
    assert_non_null(strstr(error.text, "none, some and most"));
}

/* Wide signs have the names of their narrow forms, and a Chinese full stop is no "dot". */
static void chinese_signs_are_named(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "zh", &voice, NULL), STATUS_OK);
    check(voice, PUNCTUATION_MOST, "服药，休息。", "[服药逗号，休息句号。]");
    check(voice, PUNCTUATION_NONE, "服药，休息。", "[服药，休息。]");
    voice_free(voice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_signs_are_named),
        cmocka_unit_test(brackets_and_quotes),
        cmocka_unit_test(dashes_hyphens_and_bullets),
        cmocka_unit_test(stops),
        cmocka_unit_test(shapes_stay),
        cmocka_unit_test(names_that_are_always_said),
        cmocka_unit_test(aloud_names_no_signs_of_its_own),
        cmocka_unit_test(words_keep_their_ranges),
        cmocka_unit_test(names_are_in_the_voices_language),
        cmocka_unit_test(levels_have_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
