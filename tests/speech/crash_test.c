/* Texts that kill the engine, and what is too much for it. */
#include "cmocka_all.h"

#include "base/file.h"
#include "speech/engine.h"
#include "speech/protocol.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct outcome {
    struct clip *clip;
    unsigned restarts;
    double slowest_ms;
};

static struct outcome say_at(int rate_wpm, const char *text, size_t length, const char *language)
{
    struct engine *engine = NULL;
    struct engine_answer answer = {0};
    struct error error = {0};
    struct outcome outcome = {0};
    const struct speech_part part = {.text = text, .length = length, .engine_language = language, .variant = ""};
    const struct speech speech = {.parts = &part,
                                  .part_count = 1,
                                  .settings = {.rate_wpm = rate_wpm, .pitch = 50, .pitch_range = 50, .volume = 100},
                                  .pause_after_ms = 200};
    assert_int_equal(engine_start(ALOUD_BINARY "/aloud-engine", &engine, &error), STATUS_OK);
    assert_int_equal(engine_request(engine, 1, &speech, &error), STATUS_OK);
    while (answer.kind != ENGINE_CLIP) {
        assert_int_equal(engine_process(engine, &answer, &error), STATUS_OK);
        if (answer.kind == ENGINE_RESTARTED) {
            outcome.restarts++;
            if (answer.restart_ms > outcome.slowest_ms) outcome.slowest_ms = answer.restart_ms;
        }
        struct pollfd descriptor = {.fd = engine_fd(engine), .events = POLLIN};
        if (answer.kind == ENGINE_NOTHING) poll(&descriptor, 1, engine_timeout_ms(engine));
    }
    outcome.clip = answer.clip;
    engine_free(engine);
    return outcome;
}

static struct outcome say(const char *text, size_t length, const char *language)
{
    return say_at(165, text, length, language);
}

/* Marks and gaps ascend and lie within text and sound. */
static void assert_sane(const struct clip *clip, size_t length)
{
    for (size_t i = 0; i < clip->mark_count; i++) {
        assert_true(clip->marks[i].frame <= clip->frame_count && clip->marks[i].spoken_offset < length);
        if (i == 0) continue;
        assert_true(clip->marks[i].frame >= clip->marks[i - 1].frame);
        assert_true(clip->marks[i].spoken_offset >= clip->marks[i - 1].spoken_offset);
    }
    for (size_t i = 0; i < clip->gap_count; i++) {
        assert_true(clip->gaps[i].spoken_start < clip->gaps[i].spoken_end && clip->gaps[i].spoken_end <= length);
        if (i) assert_true(clip->gaps[i].spoken_start > clip->gaps[i - 1].spoken_end);
    }
}

static void repeat(struct buffer *text, const char *piece, size_t count)
{
    for (size_t i = 0; i < count; i++) buffer_append_text(text, piece);
    assert_false(text->failed);
}

/* Some fifty abbreviations in one clause overrun a table of the engine. */
static void a_text_that_kills_the_engine_is_said_in_pieces(void **state)
{
    (void)state;
    static const char *const languages[] = {"en-gb", "ar", "ru", "cy", "pl"};
    struct buffer text = {0};
    repeat(&text, "e.g. ", 60);
    buffer_append_text(&text, "and then some tea");
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        struct outcome outcome = say(text.data, text.length, languages[i]);
        printf("%s: %u workers died, the slowest was replaced within %.1f ms\n", languages[i], outcome.restarts,
               outcome.slowest_ms);
        assert_true(outcome.restarts > 0); /* else the engine was repaired, and another text is needed here */
        assert_true(outcome.slowest_ms < 1000);
        assert_int_equal(outcome.clip->gap_count, 0);
        assert_sane(outcome.clip, text.length);
        uint32_t last = outcome.clip->marks[outcome.clip->mark_count - 1].spoken_offset;
        assert_string_equal(text.data + last, "tea");
        clip_release(outcome.clip);
    }
    buffer_done(&text);
}

static void texts_known_to_kill_the_engine_are_said(void **state)
{
    (void)state;
    static const char folder[] = ALOUD_SOURCE "/../shared/engine-crashers";
    DIR *open = opendir(folder);
    if (!open) skip();
    for (struct dirent *entry; (entry = readdir(open));) {
        char language[8] = "";
        if (sscanf(entry->d_name, "%*d_%7[a-z]_", language) != 1) continue;
        struct buffer text = {0};
        char *path = text_format("%s/%s", folder, entry->d_name);
        assert_non_null(path);
        assert_int_equal(file_read(path, 100000, &text, NULL), STATUS_OK);
        struct outcome outcome = say(text.data, text.length, language);
        printf("%s: %u workers died, %zu gaps\n", entry->d_name, outcome.restarts, outcome.clip->gap_count);
        assert_sane(outcome.clip, text.length);
        assert_true(outcome.clip->frame_count > CLIP_RATE_HZ);
        for (size_t i = 0; i < outcome.clip->gap_count; i++) {
            const struct clip_gap *gap = &outcome.clip->gaps[i];
            assert_true(gap->spoken_end - gap->spoken_start < text.length / 4);
        }
        clip_release(outcome.clip);
        buffer_done(&text);
        free(path);
    }
    closedir(open);
}

/* Nothing is cut off where a text is more than one request may hold. */
static void a_long_text_is_said_whole(void **state)
{
    (void)state;
    struct buffer text = {0};
    repeat(&text, "Drink tea now. ", 2 * PROTOCOL_TEXT_BYTES / 15);
    buffer_append_text(&text, "Then sleep");
    struct outcome outcome = say(text.data, text.length, "en-gb");
    assert_int_equal(outcome.restarts, 0);
    assert_int_equal(outcome.clip->gap_count, 0);
    assert_sane(outcome.clip, text.length);
    size_t words = 3 * (2 * PROTOCOL_TEXT_BYTES / 15) + 2;
    assert_int_equal(outcome.clip->mark_count, words);
    clip_release(outcome.clip);
    buffer_done(&text);
}

/* More than PROTOCOL_FRAMES of sound for less than PROTOCOL_TEXT_BYTES of text. */
static void more_sound_than_one_answer_holds_is_said_whole(void **state)
{
    (void)state;
    struct buffer text = {0};
    repeat(&text, "Drink tea now. ", 540);
    assert_true(text.length < PROTOCOL_TEXT_BYTES);
    struct outcome outcome = say_at(80, text.data, text.length, "en-gb");
    assert_true(outcome.clip->frame_count > PROTOCOL_FRAMES);
    assert_int_equal(outcome.clip->gap_count, 0);
    assert_int_equal(outcome.clip->mark_count, 3 * 540);
    assert_sane(outcome.clip, text.length);
    clip_release(outcome.clip);
    buffer_done(&text);
}

/* The engine says some thirty of these numbers in a clause and drops the others. */
static void what_the_engine_drops_is_asked_for_again(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct outcome one = say("1234567", 7, "en-gb");
    repeat(&text, "1234567 ", 50);
    struct outcome outcome = say(text.data, text.length, "en-gb");
    assert_int_equal(outcome.restarts, 0);
    assert_int_equal(outcome.clip->gap_count, 0);
    assert_true(outcome.clip->frame_count > 45 * one.clip->frame_count);
    assert_int_equal(outcome.clip->mark_count, 50 * one.clip->mark_count);
    assert_sane(outcome.clip, text.length);
    clip_release(outcome.clip);
    clip_release(one.clip);
    buffer_done(&text);
}

/* \1 begins a command to the engine ("\1" "1S": as slow as can be), and a zero byte would end the text. */
static void control_characters_are_spaces(void **state)
{
    (void)state;
    static const char text[] = "one\0two \1"
                               "1S three";
    struct outcome outcome = say(text, sizeof text - 1, "en-gb");
    struct outcome plain = say("one two  1S three", sizeof text - 1, "en-gb");
    assert_int_equal(outcome.clip->mark_count, plain.clip->mark_count);
    assert_int_equal(outcome.clip->frame_count, plain.clip->frame_count);
    clip_release(outcome.clip);
    clip_release(plain.clip);
}

static void nothing_to_say_is_a_pause(void **state)
{
    (void)state;
    struct outcome outcome = say("", 0, "en-gb");
    assert_int_equal(outcome.clip->frame_count, CLIP_RATE_HZ / 5);
    assert_int_equal(outcome.clip->mark_count, 0);
    assert_int_equal(outcome.clip->gap_count, 0);
    clip_release(outcome.clip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_kills_the_engine_is_said_in_pieces),
        cmocka_unit_test(texts_known_to_kill_the_engine_are_said),
        cmocka_unit_test(a_long_text_is_said_whole),
        cmocka_unit_test(more_sound_than_one_answer_holds_is_said_whole),
        cmocka_unit_test(what_the_engine_drops_is_asked_for_again),
        cmocka_unit_test(control_characters_are_spaces),
        cmocka_unit_test(nothing_to_say_is_a_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
