/* Phrase patterns: filled in as ICU's own MessageFormat does, and checked. */
#include "voice/pattern.h"

#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

static struct plural_forms forms_of(const char *language)
{
    struct plural_forms forms;
    struct error error = {0};
    if (plural_forms_init(&forms, language, &error) != STATUS_OK) fail_msg("%s", error.text);
    return forms;
}

static void assert_fills(const char *language, const char *pattern, double number, const char *expected)
{
    struct plural_forms forms = forms_of(language);
    struct phrase_value values[] = {PHRASE_NUMBER(number), PHRASE_TEXT("text {1} '#'")};
    struct buffer text = {0};
    pattern_fill(pattern, &forms, values, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_done(&text);
    plural_forms_done(&forms);
}

static void arguments_are_filled_in(void **state)
{
    (void)state;
    assert_fills("en", "", 1, "");
    assert_fills("en", "plain # text", 1, "plain # text");
    assert_fills("en", "{0}", 12, "12");
    assert_fills("en", "{ 0 } and {1}{1}", 1234567, "1234567 and text {1} '#'text {1} '#'");
    assert_fills("ar", "{0}", 34, "34"); /* the engine reads these digits */
    assert_fills("en", "{0,plural,one{1 {1}}other{#}}", 1, "1 text {1} '#'");
}

static void apostrophes_are_as_in_messageformat(void **state)
{
    (void)state;
    assert_fills("fr", "l'heure d'aujourd'hui", 1, "l'heure d'aujourd'hui");
    assert_fills("fr", "l''heure", 1, "l'heure");
    assert_fills("fr", "l''{0}", 1, "l'1");
    assert_fills("fr", "l'{0}'", 1, "l{0}");
    assert_fills("fr", "'{0} it''s' {0}", 1, "{0} it's 1");
    assert_fills("fr", "l’{0}", 1, "l’1");
    assert_fills("fr", "{0, plural, one{n'a '#' #} other{}}", 1, "n'a # 1");
    assert_fills("fr", "'#' {0}", 1, "'#' 1");
    assert_fills("fr", "end'", 1, "end'");
    assert_fills("fr", "'{end", 1, "{end");
}

static void exact_numbers_come_before_forms(void **state)
{
    (void)state;
    static const char *const pattern = "{0, plural, one{one #} =1{just one} other{# of them} =0{none}}";
    assert_fills("en", pattern, 0, "none");
    assert_fills("en", pattern, 1, "just one");
    assert_fills("en", pattern, 2, "2 of them");
}

/* From CLDR's table of plural rules. */
static void each_language_has_its_forms(void **state)
{
    (void)state;
    static const char *const pattern = "{0, plural, zero{z} one{1} two{2} few{f} many{m} other{o}}";
    static const struct {
        const char *language;
        int number;
        const char *form;
    } cases[] = {
        {"cy", 0, "z"},   {"cy", 1, "1"},   {"cy", 2, "2"},   {"cy", 3, "f"},    {"cy", 4, "o"},    {"cy", 5, "o"},
        {"cy", 6, "m"},   {"cy", 7, "o"},   {"cy", 13, "o"},  {"pl", 0, "m"},    {"pl", 1, "1"},    {"pl", 2, "f"},
        {"pl", 4, "f"},   {"pl", 5, "m"},   {"pl", 12, "m"},  {"pl", 14, "m"},   {"pl", 21, "m"},   {"pl", 22, "f"},
        {"pl", 25, "m"},  {"pl", 101, "m"}, {"pl", 112, "m"}, {"pl", 122, "f"},  {"ro", 0, "f"},    {"ro", 1, "1"},
        {"ro", 2, "f"},   {"ro", 19, "f"},  {"ro", 20, "o"},  {"ro", 100, "o"},  {"ro", 101, "f"},  {"ro", 119, "f"},
        {"ro", 120, "o"}, {"ar", 0, "z"},   {"ar", 1, "1"},   {"ar", 2, "2"},    {"ar", 3, "f"},    {"ar", 10, "f"},
        {"ar", 11, "m"},  {"ar", 99, "m"},  {"ar", 100, "o"}, {"ar", 102, "o"},  {"ar", 103, "f"},  {"ar", 111, "m"},
        {"fr", 0, "1"},   {"fr", 1, "1"},   {"fr", 2, "o"},   {"pa", 0, "1"},    {"pa", 1, "1"},    {"pa", 2, "o"},
        {"ur", 0, "o"},   {"ur", 1, "1"},   {"ur", 2, "o"},   {"en-GB", 0, "o"}, {"en-GB", 1, "1"}, {"en-GB", 2, "o"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_fills(cases[i].language, pattern, cases[i].number, cases[i].form);
    }
    assert_fills("en", "{0, selectordinal, one{#st} two{#nd} few{#rd} other{#th}}", 23, "23rd");
}

/* ICU's own formatter, with a number for argument 0. */
static void assert_as_icu(const char *language, const char *pattern, double number)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[512], result[512];
    char expected[1024];
    u_strFromUTF8(units, 512, NULL, pattern, -1, &code);
    UMessageFormat *format = umsg_open(units, -1, language, NULL, &code);
    umsg_format(format, result, 512, &code, number);
    u_strToUTF8(expected, sizeof expected, NULL, result, -1, &code);
    umsg_close(format);
    if (U_FAILURE(code)) fail_msg("%s: %s", pattern, u_errorName(code));
    assert_fills(language, pattern, number, expected);
}

static void the_result_is_that_of_icu(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        ("it''s '{'0'}' '' 'x' l'a # {0, plural, one{n'a '#' '{' #} other{d''eux # {0, plural, =3{three #} "
         "one{} other{ not '}' three}}}}"),
        "{0,plural,\tone {a} other\t{b #}}'",
        "{0, plural, zero{#z} one{#1} two{#2} few{#f} many{#m} other{#o}}",
        "{0, plural, =0{nought} =2{two} =12{a dozen} other{#}}",
    };
    static const char *const languages[] = {"en-GB",           "cy", "pl", "ro",
                                            "ur@numbers=latn", "pa", "fr", "ar@numbers=latn"};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        for (size_t j = 0; j < sizeof languages / sizeof languages[0]; j++)
            for (int number = 0; number < 130; number++) assert_as_icu(languages[j], patterns[i], number);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *language, *pattern, *signature, *wrong; /* NULL: nothing is wrong */
    } cases[] = {
        {"en", "plain", "", NULL},
        {"en", "{0} {1}", "nt", NULL},
        {"en", "{1} {0} {1}", "nt", NULL},
        {"en", "{0, plural, one{#} other{# {1}}}", "nt", NULL},
        {"en", "l'{0}' {0}", "t", NULL},
        {"cy", "{0, plural, zero{} one{} two{} few{} many{} other{}}", "n", NULL},
        {"fr", "{0, plural, one{} other{}}", "n", NULL}, /* "many" begins at a million */
        {"pl", "{0, plural, one{} few{} many{} other{}}", "n", NULL},
        {"en", "", "", "the phrase is empty"},
        {"en", "  ", "", "the phrase is empty"},
        {"en", "{0}", "", "there is no argument {0}"},
        {"en", "{0} {2}", "tt", "there is no argument {2}"},
        {"en", "{0} {99999999999}", "t", "the number of an argument"},
        {"en", "plain", "n", "the argument {0} is not used"},
        {"en", "l'{0}'", "t", "the argument {0} is not used"},
        {"en", "{1}", "tt", "the argument {0} is not used"},
        {"en", "{0, plural, one{#} other{#}}", "t", "is a text and cannot choose"},
        {"en", "{0, number}", "n", "{0, number}: only plural and selectordinal"},
        {"en", "{0, select, a{} other{}}", "n", "only plural and selectordinal"},
        {"en", "{0, plural, one{#}}", "n", "the plural form \"other\""},
        {"en", "{0, plural, other{#}}", "n", "the plural form \"one\""},
        {"pl", "{0, plural, one{#} other{#}}", "n", "the plural form \"few\""},
        {"cy", "{0, plural, zero{} one{} two{} few{} other{}}", "n", "the plural form \"many\""},
        {"ar", "{0, plural, zero{} one{} two{} few{} many{}}", "n", "the plural form \"other\""},
        {"en", "{0, plural, one{} som{} other{}}", "n", "\"som\" is no plural form"},
        {"en", "{0, plural, offset:1 one{} other{}}", "n", "is no plural form"},
        {"en", "{0, plural, =x{} one{} other{}}", "n", "is no plural form"},
        {"en", "{0, plural, one{} other{}", "n", "a } is missing"},
        {"en", "{0, plural, one{} other{", "n", "a } is missing"},
        {"en", "{0, plural, one", "n", "a { is missing"},
        {"en", "{0, plural", "n", "a , is missing"},
        {"en", "{0", "n", "a } is missing"},
        {"en", "{", "n", "the number of an argument"},
        {"en", "{}", "n", "the number of an argument"},
        {"en", "{a}", "n", "the number of an argument"},
        {"en", "{0} }", "n", "a } without a {"},
        {"en",
         "{0,plural,one{}other{{0,plural,one{}other{{0,plural,one{}other{{0,plural,one{}other{{0,plural,one{}other{}}}}"
         "}"
         "}}}}}",
         "n", "nested too deep"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plural_forms forms = forms_of(cases[i].language);
        struct buffer wrong = {0};
        const char *told = pattern_check(cases[i].pattern, cases[i].signature, &forms, &wrong);
        if (!cases[i].wrong && told) fail_msg("%s: %s", cases[i].pattern, told);
        if (cases[i].wrong && (!told || !strstr(told, cases[i].wrong)))
            fail_msg("%s: \"%s\" for \"%s\"", cases[i].pattern, told ? told : "nothing", cases[i].wrong);
        buffer_done(&wrong);
        plural_forms_done(&forms);
    }
}

/* Any beginning of a pattern, and any byte in it changed, is refused or filled in, within bounds. */
static void broken_patterns_do_no_harm(void **state)
{
    (void)state;
    static const char whole[] = "l'{0}' {1} {0, plural, =0{no '#'} one{# {1, plural, one{a} other{b}}} other{{0}}} '";
    struct plural_forms forms = forms_of("en");
    struct phrase_value values[] = {PHRASE_NUMBER(1), PHRASE_NUMBER(2)};
    struct buffer wrong = {0}, text = {0};
    for (size_t i = 0; i < sizeof whole; i++) {
        for (const char *sign = "{}'#,= 0"; *sign; sign++) {
            char *pattern = strndup(whole, sizeof whole);
            assert_non_null(pattern);
            if (i < sizeof whole - 1) pattern[i] = *sign == '0' ? '\0' : *sign;
            if (!pattern_check(pattern, "nn", &forms, &wrong)) pattern_fill(pattern, &forms, values, &text);
            free(pattern);
        }
    }
    buffer_done(&wrong);
    buffer_done(&text);
    plural_forms_done(&forms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_filled_in),         cmocka_unit_test(apostrophes_are_as_in_messageformat),
        cmocka_unit_test(exact_numbers_come_before_forms), cmocka_unit_test(each_language_has_its_forms),
        cmocka_unit_test(the_result_is_that_of_icu),       cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(broken_patterns_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
