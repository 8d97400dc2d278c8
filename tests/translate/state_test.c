/* States: of entries, of versions, and of all translations in a folder. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/file.h"
#include "translate/merge.h"
#include "translate/state.h"
#include "translate/survey.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ENTRY(...) ((struct catalogue_entry){.text = (char[]){"Tea"}, .translation = (char[]){"Herbata"}, __VA_ARGS__})

static void an_entry_is_reviewed_until_it_is_changed(void **state)
{
    (void)state;
    struct catalogue_entry entry = {
        .text = strdup("Do not"), .translation = strdup("Nie"), .comments = strdup("Asked Jan.\n")};
    struct review review;
    assert_int_equal(state_of_entry(NULL), STATE_UNTRANSLATED);
    assert_int_equal(state_of_entry(&entry), STATE_DRAFT);
    assert_int_equal(state_set_review(&entry, "Nowak, Anna, RN", "2026-03-01", "2, draft", NULL), STATUS_OK);
    assert_int_equal(state_of_entry(&entry), STATE_REVIEWED);
    assert_ptr_equal(strstr(entry.comments, "Asked Jan.\nReviewed: Nowak, Anna, RN, 2026-03-01, version 2; draft, "),
                     entry.comments);
    /* Again: the last one stands, also of the same person. */
    assert_int_equal(state_set_review(&entry, "Nowak, Anna, RN", "2026-04-01", "2", NULL), STATUS_OK);
    assert_true(state_review(&entry, &review));
    assert_memory_equal(review.date, "2026-04-01", 10);
    assert_null(strstr(entry.comments, "2026-03-01"));
    assert_int_equal(state_set_review(&entry, "J. Kos", "2026-04-01", "2", NULL), STATUS_OK);
    assert_null(strstr(entry.comments, "Anna"));
    assert_true(state_review(&entry, &review));
    assert_int_equal(review.name_length, 6);
    assert_memory_equal(review.version, "2", review.version_length);
    free(entry.translation);
    entry.translation = strdup("Tak");
    assert_int_equal(state_of_entry(&entry), STATE_DRAFT);
    entry.fuzzy = true;
    assert_int_equal(state_of_entry(&entry), STATE_FUZZY);
    entry.fuzzy = false;
    entry.obsolete = true;
    assert_int_equal(state_of_entry(&entry), STATE_UNTRANSLATED);
    catalogue_entry_done(&entry);
}

static void what_is_no_review_is_a_draft(void **state)
{
    (void)state;
    static const char *const comments[] = {"",
                                           "Reviewed: \n",
                                           "Reviewed: A\n",
                                           "Reviewed: A, 2026-03-01, version 1, 00000000\n",
                                           "Reviewed: A, 2026-03-01, version 1\n",
                                           "Reviewed: , , , \n"};
    for (size_t i = 0; i < ARRAY_COUNT(comments); i++) {
        struct catalogue_entry entry = ENTRY(.comments = NULL);
        char *copy = strdup(comments[i]);
        entry.comments = copy;
        assert_int_equal(state_of_entry(&entry), STATE_DRAFT);
        free(copy);
    }
}

static void a_version_is_as_far_as_its_last_entry(void **state)
{
    (void)state;
    static const char leaflet[] = "One.\n\nTwo.\n\nThree.\n";
    static const struct {
        const char *translations[3];
        bool fuzzy;
        enum state state;
        size_t missing;
    } cases[] = {{{"a", "b", "c"}, false, STATE_DRAFT, 0},
                 {{"a", "b", "c"}, true, STATE_FUZZY, 0},
                 {{"a", "", ""}, true, STATE_UNTRANSLATED, 2}};
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct original original = {0};
        struct catalogue catalogue = {0};
        struct merge_counts counts;
        assert_int_equal(original_read_bytes(&original, "a.md", leaflet, strlen(leaflet), NULL), STATUS_OK);
        assert_int_equal(merge(&original, "pl", &catalogue, &counts, NULL), STATUS_OK);
        for (size_t j = 0; j < 3; j++) {
            free(catalogue.entries[j].translation);
            catalogue.entries[j].translation = strdup(cases[i].translations[j]);
        }
        catalogue.entries[0].fuzzy = cases[i].fuzzy;
        struct version_state version = state_of_version(&original, &catalogue);
        assert_int_equal(version.state, cases[i].state);
        assert_int_equal(version.counts[STATE_UNTRANSLATED], cases[i].missing);
        assert_int_equal(version.not_in_source, 0);
        original_done(&original);
        /* Another leaflet: what the catalogue has is stale. */
        assert_int_equal(original_read_bytes(&original, "a.md", "One.\n", 5, NULL), STATUS_OK);
        assert_int_equal(state_of_version(&original, &catalogue).not_in_source, 2);
        catalogue_done(&catalogue);
        original_done(&original);
    }
}

static void put(const char *folder, const char *name, const char *text)
{
    char *path = text_format("%s/%s", folder, name);
    char *above = strndup(path, (size_t)(strrchr(path, '/') - path));
    assert_int_equal(folder_make(above, 0700, NULL), STATUS_OK);
    assert_int_equal(file_write(path, text, strlen(text), NULL), STATUS_OK);
    free(above);
    free(path);
}

static void a_survey_is_the_same_with_any_number_of_workers(void **state)
{
    (void)state;
    static const char good[] = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                               "msgctxt \"paragraph\"\nmsgid \"One.\"\nmsgstr \"Raz.\"\n";
    char folder[] = "/tmp/aloud-survey-XXXXXX";
    assert_non_null(mkdtemp(folder));
    put(folder, "a/leaflet.md", "One.\n");
    put(folder, "a/po/pl.po", good);
    put(folder, "b/leaflet.md", "Two.\n");
    put(folder, "b/po/cy.po", good);
    put(folder, "b/po/pl.po", "msgid \"One\nmsgstr \"\"\n");
    put(folder, "c/leaflet.md", "---\na: b: c\n---\nOne.\n");
    for (size_t workers = 1; workers < 5; workers++) {
        struct survey survey = {0};
        assert_int_equal(survey_take(&survey, folder, workers, NULL), STATUS_OK);
        assert_int_equal(survey.leaflet_count, 3);
        assert_int_equal(survey.language_count, 2);
        assert_string_equal(survey.languages[0], "cy");
        assert_false(survey_cell(&survey, 0, 0)->there);
        assert_int_equal(survey_cell(&survey, 0, 1)->version.state, STATE_DRAFT);
        assert_int_equal(survey_cell(&survey, 1, 0)->version.state, STATE_UNTRANSLATED);
        assert_int_equal(survey_cell(&survey, 1, 0)->version.not_in_source, 1);
        assert_int_equal(survey_cell(&survey, 1, 1)->error.status, STATUS_BAD_INPUT);
        assert_int_equal(survey_cell(&survey, 2, 0)->error.status, STATUS_BAD_INPUT);
        survey_done(&survey);
    }
    char *command = text_format("rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
    free(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_reviewed_until_it_is_changed),
        cmocka_unit_test(what_is_no_review_is_a_draft),
        cmocka_unit_test(a_version_is_as_far_as_its_last_entry),
        cmocka_unit_test(a_survey_is_the_same_with_any_number_of_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
