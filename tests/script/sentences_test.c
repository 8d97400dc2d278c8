#include "fixture.h"

#include "base/array.h"
#include "script/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* '|' stands where a sentence ends and is not part of the text. */
static const char *const english[] = {
    "Rest. |Then walk.",
    "See Dr. Smith today. |He is in.",
    "Ask J. Smith, or M. J. Jones. |They know.",
    "Take it with food, e.g. Bread or milk. |Not alone.",
    "We open at 9.30 a.m. on Monday. |Please ring.",
    "We open at 9 a.m. Monday to Friday.",
    "Take tablet No. 5 now. |Is it bad? |No. |You can go on.",
    "It lasts approx. 5 days.",
    "Wait…pain. |It passes.",
    "He said “Stop.” |Then he left. |(It was late.) |They slept.",
    "Really?! |Yes!",
    "Does it hurt? if so, stop.",
    "Go to www.example.org/?Page=2 today. |Or ring.",
    "1. Take it. |2. Stop.",
    "It is 1.5 mg. |Or 2.",
    "One.Two. |Three.",
    "12 High Street\n|Rugby\n|CV21 1AA",
    "the pain is\ncommon. |It goes.",
    "Call 01234 567890\n|www.example.org\n|help@example.org, day and\nnight",
    "Write to us:\nwww.example.org or\nhelp@example.org",
    "“Why?” she asked. |He knew.",
    "A \n|B",
};

static void check(const struct voice *voice, const char *marked)
{
    char text[600];
    uint32_t wanted[40];
    size_t length = 0, count = 0;
    for (const char *at = marked; *at; at++) {
        if (*at == '|')
            wanted[count++] = (uint32_t)length;
        else
            text[length++] = *at;
    }
    text[length] = '\0';
    wanted[count++] = (uint32_t)length;
    struct sentences *sentences = NULL;
    struct error error = {0};
    assert_int_equal(sentences_new(voice, &sentences, &error), STATUS_OK);
    const uint32_t *ends = NULL;
    size_t got = 0;
    assert_int_equal(sentences_cut(sentences, text, length, CUT_SENTENCES, &ends, &got, &error), STATUS_OK);
    for (size_t i = 0; i < got || i < count; i++) {
        if (i >= got || i >= count || ends[i] != wanted[i])
            fail_msg("%s: piece %zu ends at %d", marked, i, i < got ? (int)ends[i] : -1);
    }
    sentences_free(sentences);
}

static void check_all(const char *language, const char *const *texts, size_t count)
{
    struct voice *voice = fixture_voice(language);
    for (size_t i = 0; i < count; i++) check(voice, texts[i]);
    voice_free(voice);
}

/* By the language's own voice file. */
static void check_own(const char *language, const char *const *texts, size_t count)
{
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", language, &voice, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) check(voice, texts[i]);
    voice_free(voice);
}

static void test_english(void **state)
{
    (void)state;
    check_all("en-GB", english, sizeof english / sizeof english[0]);
}

static void test_other_languages(void **state)
{
    (void)state;
    static const char *const french[] = {"Voyez M. Dupont. |Il est là.", "Avez-vous mal ? |Appelez-nous !",
                                         "Il dit « Non. » |Puis il part."};
    static const char *const polish[] = {"Zapytaj prof. Nowaka. |Jest tu.", "Czy boli? |Zadzwoń."};
    static const char *const arabic[] = {"هل تشعر بألم؟ |اتصل بنا.", "اسأل د. أحمد. |هو هنا."};
    static const char *const urdu[] = {"درد ہے۔ |آرام کریں۔", "کیا درد ہے؟ |ہمیں بتائیں۔"};
    check_all("fr", french, 3);
    check_all("pl", polish, 2);
    check_all("ar", arabic, 2);
    check_all("ur", urdu, 2);
}

static void test_dates_with_spaces(void **state)
{
    (void)state;
    static const char *const czech[] = {
        "Kontrola je 12. 3. 2026. |Přijďte 5. 4. 2026 v 9.30.",
        "Otevřeno od 2. 3. do 8. 3. |Potom zavřeno.",
        "Platí 25.12. 2025. |Pak ne.",
        "Přijďte v pondělí 5. 3. 9.30 hodin. |Děkujeme.",
        "Viz bod 4. |2. Dávkování.",
    };
    static const char *const hungarian[] = {"Kelt: 2026. 3. 12. |Aláírás."};
    static const char *const english_dates[] = {"Take 12. |3. 2026 was a year."}; /* English writes none so */
    check_own("cs", czech, ARRAY_COUNT(czech));
    check_own("hu", hungarian, ARRAY_COUNT(hungarian));
    check_own("en-GB", english_dates, ARRAY_COUNT(english_dates));
}

/* Pieces of one long sentence: none too long, none empty, cut behind white space. */
static void check_long(const char *text, size_t length, bool spaced)
{
    struct voice *voice = fixture_voice("en-GB");
    struct sentences *sentences = NULL;
    struct error error = {0};
    assert_int_equal(sentences_new(voice, &sentences, &error), STATUS_OK);
    const uint32_t *ends = NULL;
    size_t count = 0;
    assert_int_equal(sentences_cut(sentences, text, length, CUT_SENTENCES, &ends, &count, &error), STATUS_OK);
    assert_true(count > 1);
    uint32_t start = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(ends[i] > start && ends[i] - start <= PIECE_LONGEST_CHARACTERS);
        if (spaced && i + 1 < count) assert_int_equal(text[ends[i] - 1], ' ');
        start = ends[i];
    }
    assert_int_equal(start, length);
    sentences_free(sentences);
    voice_free(voice);
}

static void test_long(void **state)
{
    (void)state;
    char text[5000];
    size_t length = 0;
    while (length < 3000)
        length += (size_t)snprintf(text + length, 60, "and the pain goes on%s ", length % 7 ? "" : ",");
    check_long(text, length, true);
    memset(text, 'x', sizeof text);
    check_long(text, sizeof text, false);
}

/* Without any space words stay whole as far as there are signs between them. */
static void test_long_without_spaces(void **state)
{
    (void)state;
    char text[1400] = "";
    for (int i = 0; i < 100; i++) strcat(text, "dosages/ml=");
    struct voice *voice = fixture_voice("en-GB");
    struct sentences *sentences = NULL;
    struct error error = {0};
    assert_int_equal(sentences_new(voice, &sentences, &error), STATUS_OK);
    const uint32_t *ends = NULL;
    size_t count = 0;
    assert_int_equal(sentences_cut(sentences, text, strlen(text), CUT_SENTENCES, &ends, &count, &error), STATUS_OK);
    assert_true(count > 1);
    for (size_t i = 0; i + 1 < count; i++) {
        assert_true(ends[i] <= ends[i > 0 ? i - 1 : 0] + PIECE_LONGEST_CHARACTERS);
        bool between = strchr("/=", text[ends[i]]) || strchr("/=", text[ends[i] - 1]);
        assert_true(between);
    }
    sentences_free(sentences);
    voice_free(voice);
}

/* The clause's end is preferred to a word's. */
static void test_long_at_clause(void **state)
{
    (void)state;
    char text[900] = "";
    for (int i = 0; i < 60; i++) strcat(text, "word ");
    strcat(text, "clause; ");
    size_t clause = strlen(text);
    for (int i = 0; i < 60; i++) strcat(text, "more ");
    struct voice *voice = fixture_voice("en-GB");
    struct sentences *sentences = NULL;
    struct error error = {0};
    assert_int_equal(sentences_new(voice, &sentences, &error), STATUS_OK);
    const uint32_t *ends = NULL;
    size_t count = 0;
    assert_int_equal(sentences_cut(sentences, text, strlen(text), CUT_SENTENCES, &ends, &count, &error), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(ends[0], clause);
    sentences_free(sentences);
    voice_free(voice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_dates_with_spaces),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_long_without_spaces),
        cmocka_unit_test(test_long_at_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
