/* An engine that is put back to its start says the same with the same samples. */
#include "cmocka_all.h"

#include "speech/engine.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char PROGRAM[] = ALOUD_BINARY "/aloud-engine";
static const char *const TEXTS[] = {"Take two tablets twice a day.", "Do not drive.", "Call us if it hurts."};

static struct engine *start(void)
{
    struct error error = {0};
    struct engine *engine = NULL;
    assert_int_equal(engine_start_renewable(PROGRAM, &engine, &error), STATUS_OK);
    return engine;
}

static struct clip *say(struct engine *engine, const char *text, const char *language)
{
    struct error error = {0};
    struct clip *clip = NULL;
    struct speech_part part = {.text = text, .length = strlen(text), .engine_language = language, .variant = ""};
    struct speech speech = {
        .parts = &part, .part_count = 1, .settings = {.rate_wpm = 140, .pitch = 50, .pitch_range = 50, .volume = 100}};
    assert_int_equal(engine_speak(engine, &speech, &clip, &error), STATUS_OK);
    assert_true(clip->frame_count > 1000);
    return clip;
}

static void renew(struct engine *engine)
{
    struct error error = {0};
    assert_int_equal(engine_renew(engine, &error), STATUS_OK);
}

static void assert_same(const struct clip *one, const struct clip *other)
{
    assert_int_equal(one->frame_count, other->frame_count);
    assert_memory_equal(one->frames, other->frames, one->frame_count * sizeof *one->frames);
    assert_int_equal(one->mark_count, other->mark_count);
    assert_memory_equal(one->marks, other->marks, one->mark_count * sizeof *one->marks);
}

static void the_same_is_said_with_the_same_samples(void **state)
{
    (void)state;
    struct clip *first[3] = {NULL};
    for (int round = 0; round < 3; round++) {
        struct engine *engine = start();
        clip_release(say(engine, "Something else, of another length, comes before.", round == 1 ? "de" : "en-gb"));
        for (int again = 0; again < 4; again++) {
            renew(engine);
            for (size_t i = 0; i < 3; i++) {
                struct clip *clip = say(engine, TEXTS[i], "en-gb");
                if (!first[i])
                    first[i] = clip;
                else
                    assert_same(first[i], clip), clip_release(clip);
            }
        }
        engine_free(engine);
    }
    for (size_t i = 0; i < 3; i++) clip_release(first[i]);
}

static void it_tells_its_version(void **state)
{
    (void)state;
    struct engine *engine = start();
    struct buffer version = {0};
    assert_int_equal(engine_version(engine, &version, NULL), STATUS_OK);
    int major = 0, minor = 0;
    assert_int_equal(sscanf(buffer_text(&version), "%d.%d", &major, &minor), 2);
    assert_true(major >= 1 && minor > 0);
    buffer_done(&version);
    engine_free(engine);
}

static pid_t child_of(pid_t parent)
{
    char path[64];
    int child = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent, (int)parent);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    if (fscanf(file, "%d", &child) != 1) child = 0;
    fclose(file);
    return child;
}

static void a_child_that_dies_is_replaced(void **state)
{
    (void)state;
    struct engine *engine = start();
    renew(engine);
    struct clip *first = say(engine, TEXTS[0], "en-gb");
    pid_t child = child_of(engine_process_id(engine));
    assert_true(child > 0);
    kill(child, SIGKILL);
    renew(engine);
    struct clip *second = say(engine, TEXTS[0], "en-gb");
    assert_same(first, second);
    clip_release(first);
    clip_release(second);
    engine_free(engine);
}

static void the_child_dies_with_the_engine(void **state)
{
    (void)state;
    struct engine *engine = start();
    renew(engine);
    clip_release(say(engine, TEXTS[0], "en-gb"));
    pid_t child = child_of(engine_process_id(engine));
    assert_true(child > 0);
    engine_free(engine);
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/status", (int)child);
    int tries = 500;
    while (tries > 0 && access(path, F_OK) == 0) {
        char text[256] = "", letter = '?';
        FILE *file = fopen(path, "r");
        while (file && fgets(text, sizeof text, file) && sscanf(text, "State: %c", &letter) != 1) {}
        if (file) fclose(file);
        if (letter == 'Z') break;
        usleep(10000);
        tries--;
    }
    assert_true(tries > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_said_with_the_same_samples),
        cmocka_unit_test(it_tells_its_version),
        cmocka_unit_test(a_child_that_dies_is_replaced),
        cmocka_unit_test(the_child_dies_with_the_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
