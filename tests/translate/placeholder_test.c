/* Placeholders: what is written is read back, and what a translator breaks is told. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/placeholder.h"

#include <string.h>

/* "T5 O1 C1 X2": kinds, with the length of a text or the number. */
static void assert_cut(const char *text, const char *wanted)
{
    struct buffer cut = {0};
    for (size_t position = 0; position < strlen(text);) {
        struct placeholder next = placeholder_next(text, strlen(text), position);
        assert_int_equal(next.start, position);
        assert_true(next.end > next.start);
        size_t value = next.kind == PLACEHOLDER_TEXT ? next.end - next.start : next.number;
        buffer_printf(&cut, "%s%c%zu", position > 0 ? " " : "", "TOCX"[next.kind], value);
        position = next.end;
    }
    assert_string_equal(buffer_text(&cut), wanted);
    buffer_done(&cut);
}

static void a_text_is_cut_at_its_placeholders(void **state)
{
    (void)state;
    assert_cut("a", "T1");
    assert_cut("<g1>a</g1>", "O1 T1 C1");
    assert_cut("a <x12/><g2></g2> b", "T2 X12 O2 C2 T2");
    assert_cut("a<b <g0> <g> <x1> </x1/> <g1/> <\\g1> <g12345>", "T45");
    assert_cut("<<g1>", "T1 O1");
    assert_cut("<g1", "T3");
}

static void text_that_looks_like_one_comes_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"",          "a < b",   "<g1>",     "</g1>",     "<x2/>",       "<\\g1>",
                                        "</\\\\g1>", "<<g1>>",  "<g1><g1>", "<g 1>",     "\\<g1>",      "<\\",
                                        "<x2/",      "é<x9/>é", "</<g1>",   "<g1></g1>", "<\\x1/><x1/>"};
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct buffer written = {0}, read = {0};
        placeholder_append_text(&written, texts[i], strlen(texts[i]));
        const char *text = buffer_text(&written);
        for (size_t position = 0; position < written.length;) {
            struct placeholder next = placeholder_next(text, written.length, position);
            assert_int_equal(next.kind, PLACEHOLDER_TEXT);
            position = next.end;
        }
        placeholder_read_text(&read, text, written.length);
        assert_string_equal(buffer_text(&read), texts[i]);
        buffer_done(&written);
        buffer_done(&read);
    }
}

static void what_a_reader_sees_is_left(void **state)
{
    (void)state;
    static const char text[] = "<g1>Do not</g1> drive<x2/><\\g3>.";
    struct buffer seen = {0};
    placeholder_strip(&seen, text, strlen(text));
    assert_string_equal(buffer_text(&seen), "Do not drive <g3>.");
    buffer_done(&seen);
}

static void broken_ones_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *translation;
        const char *problem; /* NULL: none */
    } cases[] = {
        {"a", "b", NULL},
        {"<g1>a</g1> <x2/>", "<x2/> <g1>b</g1>", NULL},
        {"<g1>a</g1> <g2>b</g2>", "<g2><g1>a</g1> b</g2>", NULL},
        {"<g1>a</g1>", "a", "<g1> is missing"},
        {"a<x1/>b", "ab", "<x1/> is missing"},
        {"a", "<g1>a</g1>", "<g1> is not in the source"},
        {"<g1>a</g1>", "<x1/>a", "<g1> is missing"},
        {"a<x1/>", "<x1/>a<x1/>", "<x1/> is there twice"},
        {"<g1>a</g1>", "<g1>a", "</g1> is missing"},
        {"a", "<x9999/>", "<…9999> has too large a number"},
        {"<g1>a</g1>", "</g1>a<g1>", "</g1> is not where it can be"},
        {"<g1>a</g1> b", "<g1></g1>a b", "<g1> is around no words, and is in the source"},
        {"<g1>a <g2>5</g2></g1>", "a<g1>\u00A0<g2>\u00A0.</g2>c</g1>", "<g2> is around no words, and is in the source"},
        {"<g1><g2>a</g2></g1>", "<g1><g2>的</g2></g1>", NULL},
        {"<g1>…<x2/></g1>a", "<g1><x2/></g1>b", NULL},
        {"<g1>a</g1><g2>b</g2>", "<g1>a<g2>b</g1></g2>", "</g1> is not where it can be"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        char problem[96] = "";
        bool bad = placeholder_problem(cases[i].source, cases[i].translation, problem);
        assert_string_equal(problem, cases[i].problem ? cases[i].problem : "");
        assert_int_equal(bad, cases[i].problem != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_cut_at_its_placeholders),
        cmocka_unit_test(text_that_looks_like_one_comes_back),
        cmocka_unit_test(what_a_reader_sees_is_left),
        cmocka_unit_test(broken_ones_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
