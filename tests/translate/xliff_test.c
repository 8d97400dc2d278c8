/* XLIFF 2: there and back nothing is lost; what agencies' tools make of it is read. */
#include "cmocka_all.h"
#include "leaflet_maker.h"
#include "xliff_schema.h"

#include "base/array.h"
#include "translate/merge.h"
#include "translate/state.h"
#include "translate/xliff.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads a file of the name a.xlf, which is in Polish, and takes it into the catalogue. */
static enum status take(const struct buffer *bytes, const struct original *original, struct catalogue *catalogue,
                        struct error *error)
{
    struct xliff xliff = {0};
    struct xliff_taken taken = {0};
    enum status status = xliff_read(&xliff, "a.xlf", bytes, error);
    if (status == STATUS_OK) {
        assert_string_equal(buffer_text(&xliff.language), "pl");
        status = xliff_take(&xliff, original, false, catalogue, &taken, error);
    }
    xliff_taken_done(&taken);
    xliff_done(&xliff);
    return status;
}

static void append_entries(struct buffer *buffer, const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete) continue;
        buffer_printf(buffer, "%s|%s|%s|%s|%s|%s|%s|%d\n", entry->context, entry->text, entry->translation,
                      entry->comments ? entry->comments : "", entry->note, entry->references,
                      entry->previous_text ? entry->previous_text : "", entry->fuzzy);
    }
}

/* Into XLIFF, and from it into what it came from (so that what an XLIFF file does not tell can be compared too), or into a
 * catalogue without translations. */
static void comes_back(const struct original *original, struct catalogue *catalogue, bool into_empty)
{
    struct buffer xliff = {0}, before = {0}, after = {0};
    struct catalogue empty = {0};
    struct merge_counts counts;
    struct error error = {0};
    append_entries(&before, catalogue);
    assert_int_equal(xliff_write(original, catalogue, "pl", &xliff, &error), STATUS_OK);
    struct buffer mistake = {0};
    xliff_schema_mistake(&xliff, &mistake);
    assert_string_equal(buffer_text(&mistake), "");
    buffer_done(&mistake);
    struct catalogue *to = into_empty ? &empty : catalogue;
    assert_int_equal(merge(original, "pl", to, &counts, NULL), STATUS_OK);
    enum status status = take(&xliff, original, to, &error);
    if (status != STATUS_OK) print_error("%zu: %s\n%s\n", error.line, error.text, xliff.data);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(merge(original, "pl", to, &counts, NULL), STATUS_OK);
    append_entries(&after, to);
    assert_string_equal(buffer_text(&after), buffer_text(&before));
    buffer_done(&xliff);
    buffer_done(&before);
    buffer_done(&after);
    catalogue_done(&empty);
}

static void all_content_comes_back(void **state)
{
    (void)state;
    glob_t paths;
    assert_int_equal(glob(ALOUD_SOURCE "/content/*/po/*.po", 0, NULL, &paths), 0);
    for (size_t i = 0; i < paths.gl_pathc; i++) {
        struct original original = {0};
        struct catalogue catalogue = {0};
        struct merge_counts counts;
        char leaflet[512];
        const char *folder = strstr(paths.gl_pathv[i], "/po/");
        snprintf(leaflet, sizeof leaflet, "%.*s/leaflet.md", (int)(folder - paths.gl_pathv[i]), paths.gl_pathv[i]);
        assert_int_equal(original_read(&original, leaflet, NULL), STATUS_OK);
        assert_int_equal(catalogue_read(&catalogue, paths.gl_pathv[i], NULL), STATUS_OK);
        assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
        comes_back(&original, &catalogue, false);
        comes_back(&original, &catalogue, true);
        catalogue_done(&catalogue);
        original_done(&original);
    }
    globfree(&paths);
}

static void set(struct catalogue_entry *entry, const char *translation, const char *comments, bool fuzzy)
{
    free(entry->translation);
    free(entry->comments);
    entry->translation = strdup(translation);
    entry->comments = comments ? strdup(comments) : NULL;
    entry->fuzzy = fuzzy;
}

/* Each state, odd signs, placeholders that were broken. */
static void made_leaflets_come_back_in_every_state(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 100; seed++) {
        struct original original = {0};
        struct catalogue catalogue = {0};
        struct merge_counts counts;
        struct buffer markdown = {0};
        unsigned random = seed;
        leaflet_make(&markdown, seed);
        assert_int_equal(original_read_bytes(&original, "made.md", markdown.data, markdown.length, NULL), STATUS_OK);
        assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
        for (size_t i = 0; i < catalogue.count; i++) {
            struct catalogue_entry *entry = &catalogue.entries[i];
            switch (leaflet_random(&random, 6)) {
            case 0: break;
            case 1: set(entry, entry->text, NULL, false); break;
            case 2:
                set(entry, entry->text, "Asked & <Anna>.\n", true);
                if (seed % 2 == 0) entry->previous_text = strdup("Was.");
                break;
            case 3:
                set(entry, entry->text, "Asked.\n", false);
                assert_int_equal(state_set_review(entry, "Anna", "2026-03-01", "2", NULL), STATUS_OK);
                break;
            case 4: set(entry, "<g1>&\"'\t ]]> <\\g1> </g2><x9/> żółw", NULL, false); break;
            default: set(entry, "</g1>text<g1>", NULL, true); break;
            }
        }
        comes_back(&original, &catalogue, false);
        catalogue_done(&catalogue);
        original_done(&original);
        buffer_done(&markdown);
    }
}

/* ---- What agencies make of it ------------------------------------------------------------------------------------ */

#define XLIFF(units)                                                                                                   \
    "<?xml version=\"1.0\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" "  \
    "trgLang=\"pl\"><file id=\"f\">\n" units "\n</file></xliff>"

/* Reads the units for the leaflet "Do **not** drive. Wait." and compares its one entry: "STATE TRANSLATION|COMMENTS". */
static void assert_read(const char *units, const char *wanted)
{
    static const char leaflet[] = "Do **not** drive. Wait.\n";
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct merge_counts counts;
    struct buffer xliff = {0}, found = {0};
    struct error error = {0};
    buffer_append_text(&xliff, units);
    assert_int_equal(original_read_bytes(&original, "a.md", leaflet, strlen(leaflet), NULL), STATUS_OK);
    assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
    enum status status = take(&xliff, &original, &catalogue, &error);
    if (status == STATUS_OK) status = merge(&original, "pl", &catalogue, &counts, NULL);
    const struct catalogue_entry *entry = &catalogue.entries[0];
    if (status == STATUS_OK)
        buffer_printf(&found, "%s %s|%s", state_name(state_of_entry(entry)), entry->translation,
                      entry->comments ? entry->comments : "");
    else
        buffer_printf(&found, "%s:%zu: %s", error.file, error.line, error.text);
    if (strncmp(buffer_text(&found), wanted, strlen(wanted)) != 0) assert_string_equal(buffer_text(&found), wanted);
    buffer_done(&xliff);
    buffer_done(&found);
    catalogue_done(&catalogue);
    original_done(&original);
}

#define UNIT(body) XLIFF("<group id=\"g\"><unit id=\"u1\" name=\"paragraph\">" body "</unit></group>")
#define SOURCE "<source>Do <pc id=\"1\">not</pc> drive. Wait.</source>"

static void what_agencies_send_is_read(void **state)
{
    (void)state;
    assert_read(UNIT("<segment state=\"translated\">" SOURCE "<target><pc id=\"1\">Nie</pc> jedź.</target></segment>"),
                "draft <g1>Nie</g1> jedź.|");
    assert_read(UNIT("<segment>" SOURCE "<target>Nie</target></segment>"), "fuzzy Nie|");
    assert_read(UNIT("<segment state=\"translated\">" SOURCE "</segment>"), "untranslated |");
    /* Cut into sentences, pairs in halves, terms marked, a character by its number, notes of their own. */
    assert_read(UNIT("<notes><note>Please check.</note></notes>"
                     "<segment state=\"final\"><source>Do <sc id=\"1\"/>not<ec startRef=\"1\"/> drive.</source>"
                     "<target><sc id=\"1\"/>Nie<ec startRef=\"1\"/> <mrk id=\"m\" type=\"term\">jed<cp "
                     "hex=\"017A\"/></mrk>.</target></segment>"
                     "<ignorable><source> </source></ignorable>"
                     "<segment state=\"translated\"><source>Wait.</source><target>Czekaj.</target></segment>"),
                "draft <g1>Nie</g1> jedź. Czekaj.|Please check.\n");
    assert_read(UNIT("<segment state=\"final\">" SOURCE "<target>Nie</target></segment>"), "draft Nie|Agency: final, ");
    /* A sentence of two: not all is said. */
    assert_read(UNIT("<segment state=\"final\"><source>Do <pc id=\"1\">not</pc> drive. </source>"
                     "<target><pc id=\"1\">Nie</pc> jedź. </target></segment>"
                     "<segment state=\"translated\"><source>Wait.</source></segment>"),
                "fuzzy <g1>Nie</g1> jedź. |");
    /* Of the leaflet as it was: a proposal. */
    assert_read(
        UNIT("<segment state=\"final\"><source>Do <pc id=\"1\">not</pc> drive.</source><target>Nie</target></segment>"),
        "fuzzy Nie|");
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    assert_read("<xliff version=\"1.2\"><file/></xliff>", "a.xlf:1: is no XLIFF 2");
    assert_read("<?xml version=\"1.0\"?>\n<xliff>\n<b>", "a.xlf:3: is no well-formed XML");
    assert_read("", "a.xlf:");
    assert_read(UNIT("\n<segment>" SOURCE "<target><ph id=\"new\"/></target></segment>"),
                "a.xlf:4: <ph id=\"new\"> is none");
    assert_read("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\"/>", "a.xlf:1: has no trgLang");
    assert_read(XLIFF(""), "a.xlf:0: has no text");
}

static void what_an_agency_leaves_empty_takes_nothing_away(void **state)
{
    (void)state;
    static const char *const empty[] = {"", "<target/>"};
    for (size_t i = 0; i < 2; i++) {
        struct original original = {0};
        struct catalogue catalogue = {0};
        struct merge_counts counts;
        struct buffer xliff = {0};
        buffer_printf(&xliff, UNIT("<notes><note>When?</note></notes><segment>" SOURCE "%s</segment>"), empty[i]);
        assert_int_equal(original_read_bytes(&original, "a.md", "Do **not** drive. Wait.\n", 24, NULL), STATUS_OK);
        assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
        set(&catalogue.entries[0], "<g1>Nie</g1>", NULL, false);
        assert_int_equal(state_set_review(&catalogue.entries[0], "Anna", "2026-03-01", "2", NULL), STATUS_OK);
        assert_int_equal(take(&xliff, &original, &catalogue, NULL), STATUS_OK);
        assert_string_equal(catalogue.entries[0].translation, "<g1>Nie</g1>");
        assert_int_equal(state_of_entry(&catalogue.entries[0]), STATE_REVIEWED);
        buffer_done(&xliff);
        catalogue_done(&catalogue);
        original_done(&original);
    }
}

/* What an agency sends twice, of the leaflet as it was. */
static void what_is_obsolete_is_not_kept_twice(void **state)
{
    (void)state;
    struct original original = {0};
    struct catalogue catalogue = {0}, again = {0};
    struct merge_counts counts;
    struct buffer xliff = {0}, written = {0};
    buffer_append_text(&xliff, UNIT("<segment state=\"translated\"><source>Do <pc id=\"1\">not</pc> drive.</source>"
                                    "<target><pc id=\"1\">Nie</pc></target></segment>"));
    assert_int_equal(original_read_bytes(&original, "a.md", "Do **not** drive. Wait.\n", 24, NULL), STATUS_OK);
    assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(take(&xliff, &original, &catalogue, NULL), STATUS_OK);
        assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
        assert_int_equal(state_of_entry(&catalogue.entries[0]), STATE_FUZZY);
    }
    assert_int_equal(catalogue_write(&catalogue, &written, NULL), STATUS_OK);
    assert_int_equal(catalogue_read_bytes(&again, "po/pl.po", &written, NULL), STATUS_OK);
    buffer_done(&xliff);
    buffer_done(&written);
    catalogue_done(&catalogue);
    catalogue_done(&again);
    original_done(&original);
}

/* An agency's word for it goes back to it, until the translation is changed. */
static void an_agencys_state_is_kept_with_the_translation(void **state)
{
    (void)state;
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct merge_counts counts;
    struct buffer xliff = {0};
    buffer_append_text(&xliff, UNIT("<segment state=\"final\">" SOURCE "<target>Nie</target></segment>"));
    assert_int_equal(original_read_bytes(&original, "a.md", "Do **not** drive. Wait.\n", 24, NULL), STATUS_OK);
    assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
    assert_int_equal(take(&xliff, &original, &catalogue, NULL), STATUS_OK);
    static const char *const wanted[] = {"state=\"final\"", "state=\"translated\""};
    for (size_t i = 0; i < ARRAY_COUNT(wanted); i++) {
        buffer_clear(&xliff);
        assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
        assert_non_null(strstr(xliff.data, wanted[i]));
        catalogue.entries[0].translation[0] = 'n';
    }
    buffer_done(&xliff);
    catalogue_done(&catalogue);
    original_done(&original);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_content_comes_back),
        cmocka_unit_test(made_leaflets_come_back_in_every_state),
        cmocka_unit_test(what_agencies_send_is_read),
        cmocka_unit_test(what_an_agency_leaves_empty_takes_nothing_away),
        cmocka_unit_test(what_is_obsolete_is_not_kept_twice),
        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
        cmocka_unit_test(an_agencys_state_is_kept_with_the_translation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
