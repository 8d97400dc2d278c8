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

/* One leaflet with what is known of it, and the other one that gets its file. */
struct exchange {
    struct original source, target;
    struct catalogue catalogue, taking;
};

/* Writes the XLIFF file of the source and gives it to the target; cut down to its first `units`, 0: all. Frees both. */
static enum status hand_over(struct exchange *exchange, size_t units, struct error *error)
{
    struct buffer bytes = {0};
    struct xliff xliff = {0};
    struct xliff_taken taken = {0};
    assert_int_equal(xliff_write(&exchange->source, &exchange->catalogue, "pl", &bytes, NULL), STATUS_OK);
    assert_int_equal(xliff_read(&xliff, "back.xlf", &bytes, NULL), STATUS_OK);
    size_t count = xliff.count;
    if (units && units < count) xliff.count = units;
    enum status status = xliff_take(&xliff, &exchange->target, false, &exchange->taking, &taken, error);
    xliff.count = count;
    xliff_taken_done(&taken);
    xliff_done(&xliff);
    buffer_done(&bytes);
    catalogue_done(&exchange->catalogue);
    catalogue_done(&exchange->taking);
    original_done(&exchange->source);
    original_done(&exchange->target);
    return status;
}

static void load_leaflet(const char *name, struct original *original, struct catalogue *catalogue)
{
    struct merge_counts counts;
    char path[512];
    snprintf(path, sizeof path, ALOUD_SOURCE "/content/%s/leaflet.md", name);
    assert_int_equal(original_read(original, path, NULL), STATUS_OK);
    assert_int_equal(merge(original, "pl", catalogue, &counts, NULL), STATUS_OK);
}

static enum status offer(const char *from, const char *to, size_t units, struct error *error)
{
    struct exchange exchange = {0};
    load_leaflet(from, &exchange.source, &exchange.catalogue);
    load_leaflet(to, &exchange.target, &exchange.taking);
    return hand_over(&exchange, units, error);
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
    struct exchange exchange = {0};
    struct catalogue *taking = &exchange.taking;
    read_leaflet(sent, &exchange.source, &exchange.catalogue);
    if (translated) {
        read_leaflet(sent, &exchange.target, taking);
        for (size_t i = 0; i < taking->count; i++) {
            free(taking->entries[i].translation);
            taking->entries[i].translation = strdup("Nie");
        }
        original_done(&exchange.target);
        exchange.target = (struct original){0};
    }
    read_leaflet(now, &exchange.target, taking);
    return hand_over(&exchange, 0, NULL);
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
