/* Memory runs out at each allocation there is in reading a translation that is only looked at, and comparing it. */
#include "cmocka_all.h"
#include "loop.h"

#include "compare/leaflet_comparison.h"
#include "translate/state.h"

#define LEAFLET ALOUD_SOURCE "/content/asthma-inhaler/"

static struct voice *voices[2];
static struct compared_language english, polish;
static struct original original;

static void print_difference(void *context, const struct found_difference *found)
{
    fprintf(context, "%zu %s\n", found->target_line, difference_name(found->difference.kind));
}

/* Told by the wrong language there is something to print. */
static enum status run(const void *context, FILE *output, struct error *error)
{
    struct catalogue catalogue = {0};
    struct leaflet_comparison comparison = {0};
    enum status status = catalogue_read_translations(&catalogue, LEAFLET "po/pl.po", error);
    if (status == STATUS_OK) status = leaflet_comparison_init(&comparison, &original, &english, error);
    if (status == STATUS_OK)
        status = leaflet_compare_catalogue(&comparison, &catalogue, context, print_difference, output, error);
    if (status == STATUS_OK) {
        struct version_state state = state_of_version(&original, &catalogue);
        for (int i = 0; i < STATE_COUNT; i++) fprintf(output, "%zu ", state.counts[i]);
    }
    leaflet_comparison_done(&comparison);
    catalogue_done(&catalogue);
    return status;
}

/* What ICU and cmark-gfm keep or end the program for is made before. */
static int set_up(void **state)
{
    bool good = voice_load(ALOUD_SOURCE "/voices", "en-GB", &voices[0], NULL) == STATUS_OK
                && voice_load(ALOUD_SOURCE "/voices", "pl", &voices[1], NULL) == STATUS_OK
                && compared_language_init(&english, voices[0], NULL) == STATUS_OK
                && compared_language_init(&polish, voices[1], NULL) == STATUS_OK
                && original_read(&original, LEAFLET "leaflet.md", NULL) == STATUS_OK;
    return good ? loop_set_up(state) : 1;
}

static int tear_down(void **state)
{
    original_done(&original);
    compared_language_done(&english);
    compared_language_done(&polish);
    voice_free(voices[0]);
    voice_free(voices[1]);
    return loop_tear_down(state);
}

static void memory_runs_out(void **state)
{
    (void)state;
    loop_in_use(&(struct job){"a translation", run, &polish}, ALLOCATION_ONCE);
    loop_in_use(&(struct job){"a translation with differences", run, &english}, ALLOCATION_ONCE);
}

static void memory_has_run_out(void **state)
{
    (void)state;
    loop_in_use(&(struct job){"a translation", run, &polish}, ALLOCATION_ONWARD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_runs_out), cmocka_unit_test(memory_has_run_out)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
