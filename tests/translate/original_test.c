/* What of a leaflet a translator is given: contexts, texts with placeholders, lines. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/original.h"

#include <string.h>

static void read(struct original *original, const char *text)
{
    struct error error = {0};
    assert_int_equal(original_read_bytes(original, "tea.md", text, strlen(text), &error), STATUS_OK);
}

/* "LINE CONTEXT: TEXT\n" for each entry. */
static void assert_entries(const char *leaflet, const char *wanted)
{
    struct original original = {0};
    struct buffer text = {0};
    read(&original, leaflet);
    for (size_t i = 0; i < original.entry_count; i++) {
        const struct entry *entry = &original.entries[i];
        buffer_printf(&text, "%u %s: %s\n", entry->line, original_context(&original, entry),
                      original_text(&original, entry));
        assert_ptr_equal(original_find(&original, original_context(&original, entry), original_text(&original, entry)),
                         entry);
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_done(&text);
    original_done(&original);
}

static void each_block_is_an_entry_with_section_and_role(void **state)
{
    (void)state;
    assert_entries("---\ntitle: Tea\nlang: en\n---\n\nHot.\n\n# Tea\n\nDrink\nit.\n\n- Now\n  - or later\n\n  today\n",
                   "2 title: Tea\n6 paragraph: Hot.\n8 heading: Tea\n10 Tea / paragraph: Drink it.\n"
                   "13 Tea / list item: Now\n14 Tea / list item: or later\n16 Tea / list paragraph: today\n");
    assert_entries("## A\n\n> q\n\n|h|\n|-|\n|c|\n\n    x\n      y\n",
                   "1 heading: A\n3 A / quotation: q\n5 A / column heading: h\n7 A / table cell: c\n"
                   "9 A / preformatted: x\n  y\n");
    /* The same text with another role or in another section is another entry, else the same. */
    assert_entries("# A\n\nx\n\n- x\n- x\n\n# B\n\nx\n",
                   "1 heading: A\n3 A / paragraph: x\n5 A / list item: x\n8 heading: B\n10 B / paragraph: x\n");
}

static void markup_is_placeholders(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        const char *text;
    } cases[] = {
        {"a **b** *c*", "a <g1>b</g1> <g2>c</g2>"},
        {"a ***b** c*", "a <g1><g2>b</g2> c</g1>"},
        {"[a](b) c", "<g1>a</g1> c"},
        {"[**a**](b \"c\") ![d](e)", "<g1><g2>a</g2></g1> <g3>d</g3>"},
        {"a ![](b) c", "a <x1/> c"},
        {"a\\\nb<br>c", "a<x1/>b<x2/>c"},
        {"a `b` ~~c~~", "a <g1>b</g1> <g2>c</g2>"},
        {"a <b>b</b> <kbd>c</kbd> d<!-- e --> f", "a <g1>b</g1> <g2>c</g2> d<x3/> f"},
        {"a <b>b <i>c</b> d</i> e", "a <g1>b <x2/>c</g1> d<x3/> e"},
        {"a <span hidden>b</span> c", "a <g1><x2/></g1> c"},
        {"a <http://b.c> www.d.e", "a <g1>http://b.c</g1> www.d.e"},
        {"a &lt;g1&gt; \\<x2/> &amp; \\*", "a <\\g1> <\\x2/> & *"},
        /* Markup around all of it is nothing that a translator need see, but where it changes how text is written. */
        {"**a b.**", "a b."},
        {"[***a***](b)", "a"},
        {"![](a) *b* <!-- c -->", "b"},
        {"`a`", "<g1>a</g1>"},
        {"<http://a.b>", "<g1>http://a.b</g1>"},
        {"<div><p>a <b>b</b> <img src=c alt='d'></p></div>", "a <g1>b</g1> <g2>d</g2>"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct original original = {0};
        read(&original, cases[i].markdown);
        assert_int_equal(original.entry_count, 1);
        assert_string_equal(original_text(&original, original.entries), cases[i].text);
        original_done(&original);
    }
}

/* The bytes that a placeholder stands for are those of the source. */
static void a_placeholder_knows_its_markup(void **state)
{
    (void)state;
    static const char leaflet[] = "> a [**b**](c\n> \"d\") e\n";
    struct original original = {0};
    read(&original, leaflet);
    assert_int_equal(original.markup_count, 2);
    const struct markup *link = &original.markups[0];
    assert_memory_equal(leaflet + link->open.start, "[", 1);
    assert_int_equal(link->close.end - link->close.start, strlen("](c\n> \"d\")"));
    assert_memory_equal(leaflet + link->close.start, "](c\n> \"d\")", link->close.end - link->close.start);
    const struct unit *unit = &original.units[0];
    assert_int_equal(unit->source.start, 2);
    assert_int_equal(unit->source.end, strlen(leaflet) - 1);
    assert_string_equal(original_note(&original, original.entries), "quotation\n<g1>: link\n<g2>: bold\n");
    original_done(&original);
}

static void front_matter_is_read_by_line(void **state)
{
    (void)state;
    struct original original = {0};
    read(&original,
         "---\nlang: en\ntitle: >\n  Tea\n  time\nversion: 3\ntranslation: draft\ndate: 2026-03-01\n---\nDrink.\n");
    assert_string_equal(original_text(&original, original.entries), "Tea time ");
    assert_int_equal(original.entries[0].line, 3);
    assert_int_equal(original.units[0].source.end, strlen("---\nlang: en\ntitle: >\n  Tea\n  time\n"));
    assert_string_equal(buffer_text(&original.document->translation), "draft");
    assert_string_equal(buffer_text(&original.document->date), "2026-03-01");
    original_done(&original);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_block_is_an_entry_with_section_and_role),
        cmocka_unit_test(markup_is_placeholders),
        cmocka_unit_test(a_placeholder_knows_its_markup),
        cmocka_unit_test(front_matter_is_read_by_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
