/* The lexicon in a leaflet's front matter, as the document keeps it. */
#include "cmocka_all.h"
#include "leaflet.h"

#include "base/array.h"

#include <stdio.h>
#include <string.h>

/* "line term=saying;" for each entry; a saying that is no text is "?". */
static void assert_terms(const char *lexicon, const char *wanted)
{
    struct buffer text = {0}, terms = {0};
    buffer_printf(&text, "---\ntitle: Tea\n%s---\nDrink it.\n", lexicon);
    struct document *document = leaflet_markdown(text.data);
    assert_string_equal(buffer_text(&document->title), "Tea");
    for (size_t i = 0; i < document->term_count; i++) {
        const struct document_term *term = &document->terms[i];
        const char *strings = document->strings.data;
        buffer_printf(&terms, "%u %s=%s;", term->line, strings + term->term,
                      term->saying == DOCUMENT_NONE ? "?" : strings + term->saying);
    }
    assert_string_equal(buffer_text(&terms), wanted);
    assert_int_equal(document->block_count, 1);
    document_free(document);
    buffer_done(&text);
    buffer_done(&terms);
}

static void each_entry_is_kept_with_its_line(void **state)
{
    (void)state;
    assert_terms("", "");
    assert_terms("lexicon:\n", "");
    assert_terms("lexicon: {}\n", "");
    assert_terms("lexicon:\n  NHS: en aitch ess\n  # a comment\n\n  \"deep vein\": 'dee'\n",
                 "4 NHS=en aitch ess;7 deep vein=dee;");
    assert_terms("LEXICON: {a: b, c: d}\nlexicon:\n  a: e\n", "3 a=b;3 c=d;5 a=e;");
    assert_terms("lexicon:\r\n  a: b\r\n", "4 a=b;");
}

static void what_is_no_text_is_kept_as_such(void **state)
{
    (void)state;
    assert_terms("lexicon: all\n", "3 =?;");
    assert_terms("lexicon: [a, b]\n", "3 =?;");
    assert_terms("lexicon:\n  a: [b]\n  c: {d: e}\n  [f]: g\n  h: \"i\\0j\"\n", "4 a=?;5 c=?;6 =?;7 h=?;");
    assert_terms("lexicon:\n  a: &b\n  c: *b\n", "4 a=;5 c=;");
}

/* "@" begins no YAML, and a quote that does not end is a mistake. */
static void phonemes_do_not_cost_the_leaflet(void **state)
{
    (void)state;
    assert_terms("lexicon:\n  a: [[@b]]\n  c: d\n  'e': [['f]]\n", "4 a=[[;5 c=d;6 e=[[;");
    assert_terms("lexicon:\n  a: \"[[@b]]\"\n", "4 a=[[@b]];");
    assert_terms("lexicon:\n  a: [[b]]\n", "4 a=?;");
}

static void other_mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } bad[] = {
        {"---\nlexicon:\n  a: @b\n---\nTea\n", 3},
        {"---\nlexicon:\n  a: [[@b]]\n  c: @d\n---\nTea\n", 4},
        {"---\nlexicon: [[@b]]\n---\nTea\n", 2},
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct document_reader *reader = NULL;
        struct error error = {0};
        assert_int_equal(
            document_reader_open_bytes("tea.md", bad[i].text, strlen(bad[i].text), FORMAT_MARKDOWN, &reader, &error),
            STATUS_BAD_INPUT);
        assert_int_equal(error.line, bad[i].line);
        assert_non_null(strstr(error.text, "front matter"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_entry_is_kept_with_its_line),
        cmocka_unit_test(what_is_no_text_is_kept_as_such),
        cmocka_unit_test(phonemes_do_not_cost_the_leaflet),
        cmocka_unit_test(other_mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
