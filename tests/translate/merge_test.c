/* Catalogues brought up to date, and those of po4a's. That what comes out is msgmerge's own is tested in
 * commands/translate. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/merge.h"
#include "translate/po4a.h"
#include "translate/similarity.h"

#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

static void alike_texts_are_measured(void **state)
{
    (void)state;
    static const struct {
        const char *left;
        const char *right;
        double least, alike;
    } cases[] = {
        {"", "", 0.6, 1},           {"a", "a", 0.6, 1},           {"a", "b", 0, 0},          {"ab", "abcd", 0, 4.0 / 6},
        {"abcd", "ab", 0, 4.0 / 6}, {"abc", "acb", 0, 4.0 / 6},   {"abcd", "xbcy", 0, 0.5},  {"abcd", "xbcy", 0.6, 0},
        {"", "abc", 0, 0},          {"abcde", "abxde", 0.8, 0.8}, {"żółw", "żółty", 0, 0.8},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        double alike = similarity(cases[i].left, cases[i].right, cases[i].least);
        assert_true(alike > cases[i].alike - 1e-9 && alike < cases[i].alike + 1e-9);
    }
}

static void merge_into(const char *leaflet, const char *po, struct catalogue *catalogue, struct merge_counts *counts)
{
    struct original original = {0};
    struct buffer bytes = {0};
    struct error error = {0};
    buffer_append_text(&bytes, po);
    enum status status = original_read_bytes(&original, "tea.md", leaflet, strlen(leaflet), &error);
    if (status == STATUS_OK) status = catalogue_read_bytes(catalogue, "po/pl.po", &bytes, &error);
    if (status == STATUS_OK && po4a_made(catalogue)) status = po4a_convert(&original, catalogue, &error);
    if (status == STATUS_OK) status = merge(&original, "pl", catalogue, counts, &error);
    if (status != STATUS_OK) print_error("%s\n", error.text);
    assert_int_equal(status, STATUS_OK);
    buffer_done(&bytes);
    original_done(&original);
}

/* "[fuzzy ][gone ]CONTEXT: TEXT = TRANSLATION[ (was TEXT)]\n" for each entry. */
static void assert_merged(const char *leaflet, const char *po, const char *wanted)
{
    struct catalogue catalogue = {0};
    struct merge_counts counts = {0};
    struct buffer text = {0};
    merge_into(leaflet, po, &catalogue, &counts);
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct catalogue_entry *entry = &catalogue.entries[i];
        buffer_printf(&text, "%s%s%s: %s = %s", entry->fuzzy ? "fuzzy " : "", entry->obsolete ? "gone " : "",
                      entry->context ? entry->context : "", entry->text, entry->translation);
        if (entry->previous_text) buffer_printf(&text, " (was %s)", entry->previous_text);
        buffer_append_char(&text, '\n');
    }
    assert_string_equal(buffer_text(&text), wanted);
    assert_int_equal(counts.translated + counts.fuzzy + counts.untranslated + counts.obsolete, catalogue.count);
    buffer_done(&text);
    catalogue_done(&catalogue);
}

static void what_changed_is_fuzzy_and_what_is_gone_is_obsolete(void **state)
{
    (void)state;
    static const char po[] = HEADER "msgctxt \"paragraph\"\nmsgid \"Drink one cup.\"\nmsgstr \"Wypij jedną.\"\n\n"
                                    "msgctxt \"paragraph\"\nmsgid \"Sit down.\"\nmsgstr \"Siadaj.\"\n\n"
                                    "#~ msgctxt \"list item\"\n#~ msgid \"Enjoy\"\n#~ msgstr \"Smacznego\"\n";
    assert_merged("Drink one cup.\n\nSit down.\n", po,
                  "paragraph: Drink one cup. = Wypij jedną.\nparagraph: Sit down. = Siadaj.\n"
                  "gone list item: Enjoy = Smacznego\n");
    assert_merged("Drink two cups.\n\n- Enjoy\n\nNew.\n", po,
                  "fuzzy paragraph: Drink two cups. = Wypij jedną. (was Drink one cup.)\nlist item: Enjoy = Smacznego\n"
                  "paragraph: New. = \ngone paragraph: Sit down. = Siadaj.\n");
}

/* A second change does not forget what the translation was made for. */
static void fuzzy_entries_keep_the_first_text(void **state)
{
    (void)state;
    assert_merged("Drink three cups.\n",
                  HEADER "#, fuzzy\n#| msgid \"Drink one cup.\"\nmsgctxt \"paragraph\"\nmsgid \"Drink two cups.\"\n"
                         "msgstr \"Wypij jedną.\"\n",
                  "fuzzy paragraph: Drink three cups. = Wypij jedną. (was Drink one cup.)\n");
}

static void po4a_entries_become_those_of_the_leaflet(void **state)
{
    (void)state;
    static const char leaflet[] =
        "# Tea\n\nDrink\n**one** [cup](u) now.\n\n- [x] Sit *down*\n\n| A | B |\n|---|---|\n| c | d |\n\n"
        "> Quoted [words][r].\n\n[r]: http://r.example\n";
    static const char po[] = HEADER
        "#. type: Title #\nmsgid \"Tea\"\nmsgstr \"Herbata\"\n\n"
        "#. type: Plain text\nmsgid \"Drink **one** [cup](u) now.\"\nmsgstr \"[Filiżankę](u) **jedną** wypij.\"\n\n"
        "#. type: Bullet: '- '\nmsgid \"[x] Sit *down*\"\nmsgstr \"[x] *Usiądź*\"\n\n"
        "msgid \"\"\n\"| A | B |\\n\"\n\"|---|---|\\n\"\n\"| c | d |\\n\"\n"
        "msgstr \"\"\n\"| Ą | B |\\n\"\n\"|---|---|\\n\"\n\"| ć | d |\\n\"\n\n"
        "msgid \"> Quoted [words][r].\\n\"\nmsgstr \"> [Słowa][r].\\n\"\n\n"
        "#. type: YAML\nmsgid \"en-GB\"\nmsgstr \"pl\"\n";
    assert_merged(leaflet, po,
                  "heading: Tea = Herbata\n"
                  "Tea / paragraph: Drink <g1>one</g1> <g2>cup</g2> now. = <g2>Filiżankę</g2> <g1>jedną</g1> wypij.\n"
                  "fuzzy Tea / list item: Sit <g1>down</g1> = Usiądź\n"
                  "Tea / column heading: A = Ą\nTea / column heading: B = B\nTea / table cell: c = ć\n"
                  "Tea / table cell: d = d\nTea / quotation: Quoted <g1>words</g1>. = <g1>Słowa</g1>.\n"
                  "gone : en-GB = pl\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_texts_are_measured),
        cmocka_unit_test(what_changed_is_fuzzy_and_what_is_gone_is_obsolete),
        cmocka_unit_test(fuzzy_entries_keep_the_first_text),
        cmocka_unit_test(po4a_entries_become_those_of_the_leaflet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
