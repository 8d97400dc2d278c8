#include "cmocka_all.h"

#include "base/file.h"
#include "speech/engine.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char PROGRAM[] = ALOUD_BINARY "/aloud-engine";
static const char SENTENCE[] = "Take one tablet with a glass of water, and do not take more than eight in a day.";

static struct engine *start(void)
{
    struct error error = {0};
    struct engine *engine = NULL;
    assert_int_equal(engine_start(PROGRAM, &engine, &error), STATUS_OK);
    return engine;
}

static struct speech_part part_of(const char *text, const char *language)
{
    return (struct speech_part){.text = text, .length = strlen(text), .engine_language = language, .variant = ""};
}

static struct speech speech_of(const struct speech_part *parts, size_t count)
{
    return (struct speech){.parts = parts,
                           .part_count = count,
                           .settings = {.rate_wpm = 160, .pitch = 50, .pitch_range = 50, .volume = 100},
                           .pause_after_ms = 100};
}

static bool sounds(const struct clip *clip)
{
    for (size_t i = 0; i < clip->frame_count; i++) {
        if (abs(clip->frames[i]) > 1000) return true;
    }
    return false;
}

static void a_sentence_becomes_a_clip_with_a_mark_a_word(void **state)
{
    (void)state;
    struct engine *engine = start();
    struct error error = {0};
    struct clip *clip = NULL;
    struct speech_part part = part_of(SENTENCE, "en-gb");
    struct speech speech = speech_of(&part, 1);
    assert_int_equal(engine_speak(engine, &speech, &clip, &error), STATUS_OK);
    assert_true(sounds(clip));
    assert_true(clip->frame_count > 2UL * CLIP_RATE_HZ && clip->frame_count < 12UL * CLIP_RATE_HZ);
    assert_int_equal(clip->gap_count, 0);
    assert_true(clip->mark_count >= 15); /* 17 words; the engine may join small ones */
    for (size_t i = 0; i < clip->mark_count; i++) {
        uint32_t offset = clip->marks[i].spoken_offset;
        assert_true(offset == 0 || SENTENCE[offset - 1] == ' ');
        if (i) assert_true(clip->marks[i].frame >= clip->marks[i - 1].frame);
    }
    for (size_t i = clip->frame_count - CLIP_RATE_HZ / 10; i < clip->frame_count; i++)
        assert_int_equal(clip->frames[i], 0);
    clip_release(clip);
    engine_free(engine);
}

static void what_the_engine_lacks_is_a_gap(void **state)
{
    (void)state;
    struct engine *engine = start();
    struct error error = {0};
    struct clip *clip = NULL;
    struct speech_part parts[] = {part_of("Good morning. ", "en-gb"), part_of("nuqneH", "tlh"),
                                  part_of(" Goodbye.", "en-gb")};
    struct speech speech = speech_of(parts, 3);
    assert_int_equal(engine_speak(engine, &speech, &clip, &error), STATUS_OK);
    assert_true(sounds(clip));
    assert_int_equal(clip->gap_count, 1);
    assert_int_equal(clip->gaps[0].spoken_start, 14);
    assert_int_equal(clip->gaps[0].spoken_end, 20);
    clip_release(clip);
    bool has = true;
    assert_int_equal(engine_has_language(engine, "tlh", &has, &error), STATUS_OK);
    assert_false(has);
    assert_int_equal(engine_has_language(engine, "cy", &has, &error), STATUS_OK);
    assert_true(has);
    engine_free(engine);
}

/* Ends or stops the worker before it can answer, and sees the whole sentence all the same. */
static void survives(int number)
{
    struct engine *engine = start();
    struct error error = {0};
    struct engine_answer answer = {0};
    struct speech_part part = part_of(SENTENCE, "en-gb");
    struct speech speech = speech_of(&part, 1);
    bool has = false;
    assert_int_equal(engine_has_language(engine, "en-gb", &has, &error), STATUS_OK);
    pid_t first = engine_process_id(engine);
    kill(first, number);
    assert_int_equal(engine_request(engine, 7, &speech, &error), STATUS_OK);
    double restart_ms = -1;
    while (answer.kind != ENGINE_CLIP) {
        assert_int_equal(engine_process(engine, &answer, &error), STATUS_OK);
        if (answer.kind == ENGINE_RESTARTED) restart_ms = answer.restart_ms;
        struct pollfd descriptor = {.fd = engine_fd(engine), .events = POLLIN};
        if (answer.kind == ENGINE_NOTHING) poll(&descriptor, 1, engine_timeout_ms(engine));
    }
    printf("the worker was replaced within %.1f ms\n", restart_ms);
    assert_true(restart_ms >= 0 && restart_ms < 2000);
    assert_int_not_equal(engine_process_id(engine), first);
    assert_int_equal(answer.id, 7);
    assert_int_equal(answer.clip->gap_count, 0);
    assert_true(sounds(answer.clip));
    clip_release(answer.clip);
    engine_free(engine);
}

static void a_killed_worker_is_replaced(void **state)
{
    (void)state;
    survives(SIGKILL);
}

static void a_hanging_worker_is_replaced(void **state)
{
    (void)state;
    survives(SIGSTOP);
}

static void the_worker_is_confined(void **state)
{
    (void)state;
    struct engine *engine = start();
    struct error error = {0};
    bool has = false;
    assert_int_equal(engine_has_language(engine, "en-gb", &has, &error), STATUS_OK);
    char *path = text_format("/proc/%d/status", (int)engine_process_id(engine));
    struct buffer status = {0};
    assert_int_equal(file_read(path, 100000, &status, &error), STATUS_OK);
    assert_non_null(strstr(status.data, "\nSeccomp:\t2\n"));
    assert_non_null(strstr(status.data, "\nNoNewPrivs:\t1\n"));
    buffer_done(&status);
    free(path);
    engine_free(engine);
}

static void a_missing_program_is_told(void **state)
{
    (void)state;
    struct error error = {0};
    struct engine *engine = NULL;
    assert_int_equal(engine_start("/nowhere/aloud-engine", &engine, &error), STATUS_NOT_FOUND);
    assert_null(engine);
    assert_string_equal(error.file, "/nowhere/aloud-engine");
}

static void waiting_requests_can_be_taken_back(void **state)
{
    (void)state;
    struct engine *engine = start();
    struct error error = {0};
    struct engine_answer answer = {0};
    struct speech_part part = part_of(SENTENCE, "en-gb");
    struct speech speech = speech_of(&part, 1);
    for (uint64_t id = 1; id <= ENGINE_QUEUE_LONGEST; id++) {
        assert_int_equal(engine_request(engine, id, &speech, &error), STATUS_OK);
    }
    assert_int_equal(engine_request(engine, 99, &speech, &error), STATUS_LIMIT);
    for (uint64_t id = 2; id < ENGINE_QUEUE_LONGEST; id++) assert_true(engine_cancel(engine, id));
    assert_false(engine_cancel(engine, 2));
    assert_int_equal(engine_wait(engine, &answer, &error), STATUS_OK);
    assert_int_equal(answer.id, 1);
    clip_release(answer.clip);
    assert_int_equal(engine_wait(engine, &answer, &error), STATUS_OK);
    assert_int_equal(answer.id, ENGINE_QUEUE_LONGEST);
    clip_release(answer.clip);
    assert_int_equal(engine_pending(engine), 0);
    engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_becomes_a_clip_with_a_mark_a_word),
        cmocka_unit_test(what_the_engine_lacks_is_a_gap),
        cmocka_unit_test(a_killed_worker_is_replaced),
        cmocka_unit_test(a_hanging_worker_is_replaced),
        cmocka_unit_test(the_worker_is_confined),
        cmocka_unit_test(a_missing_program_is_told),
        cmocka_unit_test(waiting_requests_can_be_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
