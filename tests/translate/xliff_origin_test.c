/* An XLIFF file of another leaflet is refused, whatever it is called and whatever a few texts have in common. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/merge.h"
#include "translate/xliff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void read_leaflet(const char *markdown, struct original *original, struct catalogue *catalogue)
{
    struct merge_counts counts;
    assert_int_equal(original_read_bytes(original, "a.md", markdown, strlen(markdown), NULL), STATUS_OK);
    assert_int_equal(merge(original, "pl", catalogue, &counts, NULL), STATUS_OK);
}

/* Writes the XLIFF file of one leaflet and gives it to another one; cut down to its first `units`, 0: all. */
static enum status offer(const char *from, const char *to, size_t units, struct error *error)
{
    struct original source = {0}, target = {0};
    struct catalogue catalogue = {0}, taking = {0};
    struct merge_counts counts;
    struct buffer bytes = {0};
    struct xliff xliff = {0};
    struct xliff_taken taken = {0};
    char path[512];
    snprintf(path, sizeof path, ALOUD_SOURCE "/content/%s/leaflet.md", from);
    assert_int_equal(original_read(&source, path, NULL), STATUS_OK);
    snprintf(path, sizeof path, ALOUD_SOURCE "/content/%s/leaflet.md", to);
    assert_int_equal(original_read(&target, path, NULL), STATUS_OK);
    assert_int_equal(merge(&source, "pl", &catalogue, &counts, NULL), STATUS_OK);
    assert_int_equal(merge(&target, "pl", &taking, &counts, NULL), STATUS_OK);
    assert_int_equal(xliff_write(&source, &catalogue, "pl", &bytes, NULL), STATUS_OK);
    assert_int_equal(xliff_read(&xliff, "back.xlf", &bytes, NULL), STATUS_OK);
    size_t count = xliff.count;
    if (units && units < count) xliff.count = units;
    enum status status = xliff_take(&xliff, &target, false, &taking, &taken, error);
    xliff.count = count;
    xliff_taken_done(&taken);
    xliff_done(&xliff);
    buffer_done(&bytes);
    catalogue_done(&catalogue);
    catalogue_done(&taking);
    original_done(&source);
    original_done(&target);
    return status;
}

static const char *const leaflets[] = {"after-a-cataract-operation", "asthma-inhaler", "blood-thinning-tablets",
                                       "having-an-mri-scan", "persistent-back-pain"};

static void each_leaflet_takes_its_own_file_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(leaflets); i++) {
        for (size_t j = 0; j < ARRAY_COUNT(leaflets); j++) {
            struct error error = {0};
            enum status wanted = i == j ? STATUS_OK : STATUS_BAD_INPUT;
            assert_int_equal(offer(leaflets[i], leaflets[j], 0, &error), wanted);
            if (i == j) continue;
            assert_string_equal(error.file, "back.xlf");
            assert_true(error.line > 0);
            /* Which one it is of, whatever its file is called. */
            assert_non_null(strstr(error.text, "is of another leaflet, "));
            assert_non_null(strstr(error.text, leaflets[i]));
            assert_non_null(strstr(error.text, leaflets[j]));
        }
        struct error error = {0};
        assert_int_equal(offer(leaflets[i], leaflets[i], 2, &error), STATUS_OK);
    }
}

/* `translated`: the catalogue remembers each text that was sent. */
static enum status offer_text(const char *sent, const char *now, bool translated)
{
    struct original source = {0}, target = {0};
    struct catalogue catalogue = {0}, taking = {0};
    struct buffer bytes = {0};
    struct xliff xliff = {0};
    struct xliff_taken taken = {0};
    read_leaflet(sent, &source, &catalogue);
    if (translated) {
        read_leaflet(sent, &target, &taking);
        for (size_t i = 0; i < taking.count; i++) {
            free(taking.entries[i].translation);
            taking.entries[i].translation = strdup("Nie");
        }
        original_done(&target);
        target = (struct original){0};
    }
    read_leaflet(now, &target, &taking);
    assert_int_equal(xliff_write(&source, &catalogue, "pl", &bytes, NULL), STATUS_OK);
    assert_int_equal(xliff_read(&xliff, "back.xlf", &bytes, NULL), STATUS_OK);
    enum status status = xliff_take(&xliff, &target, false, &taking, &taken, NULL);
    xliff_taken_done(&taken);
    xliff_done(&xliff);
    buffer_done(&bytes);
    catalogue_done(&catalogue);
    catalogue_done(&taking);
    original_done(&source);
    original_done(&target);
    return status;
}

/* What leaflets share is not what they are about; a revision, with no text as it was, is still the leaflet. */
static void headings_and_numbers_in_common_are_not_enough(void **state)
{
    (void)state;
#define SHARED "# Aftercare\n\n## Ask for help\n\nCall 0800 123 456.\n\n"
    static const char knee[] =
        SHARED "Walk on the leg as soon as it no longer hurts, and keep the wound clean and dry "
               "until a nurse has looked at it.\n\nBend and stretch the knee ten times an hour.\n";
    static const char tooth[] =
        SHARED "Do not rinse your mouth on the day the tooth was taken out, and eat what is soft "
               "and cool.\n\nBite on the gauze for twenty minutes where it bleeds.\n";
    static const char revised[] =
        "# Aftercare at home\n\n## Ask us for help\n\nPlease call 0800 123 456.\n\n"
        "Walk on the leg as soon as it no longer hurts, and keep the wound clean and dry "
        "until your nurse has looked at it.\n\nBend and stretch the knee twenty times an hour.\n";
    assert_int_equal(offer_text(knee, tooth, false), STATUS_BAD_INPUT);
    assert_int_equal(offer_text(tooth, knee, false), STATUS_BAD_INPUT);
    assert_int_equal(offer_text(knee, revised, false), STATUS_OK);
    assert_int_equal(offer_text(revised, knee, false), STATUS_OK);
    assert_int_equal(offer_text("# Tea\n", "# Tea\n", false), STATUS_OK);
    /* Written anew from end to end. */
    assert_int_equal(offer_text(knee, tooth, true), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_leaflet_takes_its_own_file_only),
        cmocka_unit_test(headings_and_numbers_in_common_are_not_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
