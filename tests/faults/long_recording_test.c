/* What is held while a leaflet is exported does not grow with the length of its sound. */
#include "allocation.h"
#include "cmocka_all.h"
#include "export/made_leaflet.h"

#include "base/buffer.h"
#include "export/section_audio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-long-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

struct leaflet {
    struct made_leaflet made;
    struct plan plan;
    struct engine *engine;
};

static void begin(struct leaflet *leaflet, size_t paragraphs)
{
    struct buffer text = {0};
    *leaflet = (struct leaflet){0};
    buffer_append_text(&text, "# Tea\n\n");
    for (size_t i = 0; i < paragraphs; i++)
        buffer_printf(&text, "Drink cup %zu of your tea slowly, and never when it is hot. Then rest.\n\n", i);
    made_leaflet_open(&leaflet->made, buffer_text(&text));
    buffer_done(&text);
    assert_int_equal(plan_make(&leaflet->plan, leaflet->made.script, leaflet->made.document, NULL), STATUS_OK);
    assert_int_equal(engine_start_renewable(ALOUD_BINARY "/aloud-engine", &leaflet->engine, NULL), STATUS_OK);
}

static void end(struct leaflet *leaflet)
{
    engine_free(leaflet->engine);
    plan_done(&leaflet->plan);
    made_leaflet_close(&leaflet->made);
}

struct outcome {
    size_t held_bytes;
    double seconds;
};

static struct outcome export(size_t paragraphs)
{
    struct leaflet leaflet;
    struct record record = RECORD_NONE;
    bool unchanged = false;
    begin(&leaflet, paragraphs);
    const struct section_audio request = {.script = leaflet.made.script,
                                          .document = leaflet.made.document,
                                          .plan = &leaflet.plan,
                                          .part = SECTION_AUDIO_WHOLE,
                                          .name = "whole",
                                          .folder = folder,
                                          .engine = leaflet.engine,
                                          .engine_version = "",
                                          .formats = {[AUDIO_WAV] = true, [AUDIO_FLAC] = true},
                                          .word_times = true};
    allocation_peak_begin();
    assert_int_equal(section_audio_make(&request, &record, &unchanged, NULL), STATUS_OK);
    struct outcome outcome = {allocation_peak(), json_number_value(json_object_get(record.head, "seconds"))};
    record_done(&record);
    end(&leaflet);
    return outcome;
}

/* A minute has 2,600,000 bytes of sound, and some 700 of text. What is counted is beside the leaflet itself. */
static void what_is_held_does_not_grow(void **state)
{
    (void)state;
    struct outcome brief = export(5), lengthy = export(50);
    assert_true(lengthy.seconds > brief.seconds + 250);
    bool good = lengthy.held_bytes <= brief.held_bytes;
    if (!good)
        print_error("%.0f s held %zu bytes, %.0f s %zu\n", brief.seconds, brief.held_bytes, lengthy.seconds,
                    lengthy.held_bytes);
    assert_true(good);
    assert_true(brief.held_bytes > 10000); /* it is counted */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_held_does_not_grow)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
