/* What the engine is asked for an utterance: its parts by their languages, at the settings, with the pause behind. The
 * engine is one whose sound tells how it was asked (tests/engine). */
#include "cmocka_all.h"
#include "engine/known_engine.h"

#include "base/array.h"
#include "speech/utterance_speech.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct voice *voice;
static struct engine *engine;
static const struct voice_settings settings = {.rate_wpm = 200, .pitch = 41, .pitch_range = 42, .volume = 143};

static int set_up(void **state)
{
    (void)state;
    if (voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL) != STATUS_OK) return 1;
    return engine_start(KNOWN_ENGINE, &engine, NULL) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    engine_free(engine);
    voice_free(voice);
    return 0;
}

struct change {
    uint32_t start;
    const char *language;
};

/* An utterance that says `spoken`, with other languages from some bytes on. */
static void make(struct utterance *utterance, const char *spoken, const struct change *changes, size_t count)
{
    *utterance = (struct utterance){.pause_after_ms = 100};
    buffer_append_text(&utterance->spoken, spoken);
    for (size_t i = 0; i < count; i++) {
        assert_true(array_reserve(&utterance->changes, &utterance->change_capacity, i + 1));
        struct language_change *change = &utterance->changes[utterance->change_count++];
        change->spoken_start = changes[i].start;
        snprintf(change->language, sizeof change->language, "%s", changes[i].language);
    }
}

static struct clip *speak(const struct utterance *utterance, size_t variant)
{
    struct clip *clip = NULL;
    struct error error = {0};
    enum status status = utterance_speak(engine, utterance, voice, settings, variant, &clip, &error);
    if (status != STATUS_OK) print_error("%s\n", error.text);
    assert_int_equal(status, STATUS_OK);
    return clip;
}

/* A part's sound stands at `at`: how it was asked for, and its text. Returns the frame behind it. */
static size_t assert_part(const struct clip *clip, size_t at, const char *text, const char *language,
                          const char *variant)
{
    const int16_t *head = clip->frames + at;
    size_t length = strlen(text);
    assert_true(at + KNOWN_HEAD + KNOWN_FRAMES * length <= clip->frame_count);
    assert_int_equal(head[KNOWN_RATE], settings.rate_wpm);
    assert_int_equal(head[KNOWN_PITCH], settings.pitch);
    assert_int_equal(head[KNOWN_RANGE], settings.pitch_range);
    assert_int_equal(head[KNOWN_VOLUME], settings.volume);
    assert_int_equal(head[KNOWN_LANGUAGE], known_name(language));
    assert_int_equal(head[KNOWN_VARIANT], known_name(variant));
    for (size_t i = 0; i < length; i++) {
        for (size_t k = 0; k < KNOWN_FRAMES; k++) {
            assert_int_equal(head[KNOWN_HEAD + KNOWN_FRAMES * i + k], known_value(text[i]));
        }
    }
    return at + KNOWN_HEAD + KNOWN_FRAMES * length;
}

static void assert_silence(const struct clip *clip, size_t at, size_t count)
{
    assert_int_equal(clip->frame_count, at + count);
    for (size_t i = at; i < clip->frame_count; i++) assert_int_equal(clip->frames[i], 0);
}

enum { PAUSE_FRAMES = CLIP_RATE_HZ / 10 };

static void asks_for_a_sentence_at_the_settings(void **state)
{
    (void)state;
    struct utterance utterance;
    make(&utterance, "Drink it.", NULL, 0);
    struct clip *clip = speak(&utterance, 0);
    size_t end = assert_part(clip, 0, "Drink it.", voice_engine(voice), voice_variant(voice, 0));
    assert_silence(clip, end, PAUSE_FRAMES);
    assert_int_equal(clip->gap_count, 0);
    assert_int_equal(clip->mark_count, 2);
    assert_int_equal(clip->marks[1].spoken_offset, strlen("Drink "));
    assert_int_equal(clip->marks[1].frame, KNOWN_HEAD + KNOWN_FRAMES * strlen("Drink "));
    clip_release(clip);
    utterance_done(&utterance);
}

static void asks_for_the_voice_of_the_variant(void **state)
{
    (void)state;
    struct utterance utterance;
    make(&utterance, "Drink.", (struct change[]){{3, "fr"}}, 1);
    assert_true(voice_variant_count(voice) > 1);
    for (size_t variant = 0; variant < voice_variant_count(voice); variant++) {
        struct clip *clip = speak(&utterance, variant);
        size_t at = assert_part(clip, 0, "Dri", voice_engine(voice), voice_variant(voice, variant));
        assert_part(clip, at, "nk.", "fr", voice_variant(voice, variant)); /* the same person */
        clip_release(clip);
    }
    utterance_done(&utterance);
}

static void asks_for_each_language_by_its_own_voice(void **state)
{
    (void)state;
    static const struct change changes[] = {{4, "fr-FR"}, {12, "en-GB"}, {16, "pa-Guru-IN"}};
    struct utterance utterance;
    make(&utterance, "Say bonjour now, hai.", changes, ARRAY_COUNT(changes));
    struct clip *clip = speak(&utterance, 0);
    const char *variant = voice_variant(voice, 0);
    size_t at = assert_part(clip, 0, "Say ", voice_engine(voice), variant);
    size_t french = at;
    at = assert_part(clip, at, "bonjour ", "fr-fr", variant);
    at = assert_part(clip, at, "now,", voice_engine(voice), variant);
    at = assert_part(clip, at, " hai.", "pa-guru-in", variant);
    assert_silence(clip, at, PAUSE_FRAMES); /* once, at the end */
    /* Offsets count through the whole text. */
    assert_int_equal(clip->mark_count, 4);
    assert_int_equal(clip->marks[1].spoken_offset, 4);
    assert_int_equal(clip->marks[1].frame, french + KNOWN_HEAD);
    assert_int_equal(clip->marks[3].spoken_offset, 17);
    clip_release(clip);
    utterance_done(&utterance);
}

/* A tag that says less than the voice's own is no other language; one that says another thing is. */
static void knows_its_own_language(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *engine;
    } cases[] = {{"en", NULL},
                 {"en-GB", NULL},
                 {"EN-gb", NULL},
                 {"", NULL},
                 {"en-US", "en-us"},
                 {"e", "e"},
                 {"en-GB-scotland", "en-gb-scotland"},
                 {"eng", "eng"}};
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct utterance utterance;
        make(&utterance, "Drink", (struct change[]){{0, cases[i].tag}}, 1);
        struct clip *clip = speak(&utterance, 0);
        assert_part(clip, 0, "Drink", cases[i].engine ? cases[i].engine : voice_engine(voice), voice_variant(voice, 0));
        clip_release(clip);
        utterance_done(&utterance);
    }
}

static void passes_over_stretches_without_text(void **state)
{
    (void)state;
    static const struct change changes[] = {{0, "fr"}, {0, "pl"}, {5, "cy"}, {5, "en-GB"}};
    struct utterance utterance;
    make(&utterance, "Drink", changes, ARRAY_COUNT(changes));
    struct clip *clip = speak(&utterance, 0);
    size_t end = assert_part(clip, 0, "Drink", "pl", voice_variant(voice, 0));
    assert_silence(clip, end, PAUSE_FRAMES);
    clip_release(clip);
    utterance_done(&utterance);
    /* Nothing to say at all is a pause. */
    make(&utterance, "", NULL, 0);
    clip = speak(&utterance, 0);
    assert_silence(clip, 0, PAUSE_FRAMES);
    clip_release(clip);
    utterance_done(&utterance);
}

/* It can be heard that something is missing there, and the rest is said. */
static void leaves_a_gap_for_a_language_without_voice(void **state)
{
    (void)state;
    struct utterance utterance;
    make(&utterance, "Say boro now", (struct change[]){{4, "xx"}, {9, "en"}}, 2);
    struct clip *clip = speak(&utterance, 0);
    size_t at = assert_part(clip, 0, "Say ", voice_engine(voice), voice_variant(voice, 0)), silence = at;
    while (clip->frames[at] == 0) at++;
    assert_in_range(at - silence, CLIP_RATE_HZ / 10, CLIP_RATE_HZ);
    assert_part(clip, at, "now", voice_engine(voice), voice_variant(voice, 0));
    assert_int_equal(clip->gap_count, 1);
    assert_int_equal(clip->gaps[0].spoken_start, 4);
    assert_in_range(clip->gaps[0].spoken_end, 8, 9); /* with the space behind it or without */
    clip_release(clip);
    utterance_done(&utterance);
}

/* Without waiting: the answer has the request's number. */
static void asks_without_waiting(void **state)
{
    (void)state;
    struct utterance first, second;
    struct engine_answer answer;
    make(&first, "Drink it.", NULL, 0);
    make(&second, "Stir it first.", NULL, 0);
    assert_int_equal(utterance_request(engine, 71, &first, voice, settings, 0, NULL), STATUS_OK);
    assert_int_equal(utterance_request(engine, UINT64_MAX, &second, voice, settings, 0, NULL), STATUS_OK);
    utterance_done(&first); /* it was copied */
    assert_int_equal(engine_wait(engine, &answer, NULL), STATUS_OK);
    assert_true(answer.id == 71);
    assert_part(answer.clip, 0, "Drink it.", voice_engine(voice), voice_variant(voice, 0));
    clip_release(answer.clip);
    assert_int_equal(engine_wait(engine, &answer, NULL), STATUS_OK);
    assert_true(answer.id == UINT64_MAX);
    assert_part(answer.clip, 0, "Stir it first.", voice_engine(voice), voice_variant(voice, 0));
    clip_release(answer.clip);
    utterance_done(&second);
}

/* The engine that Aloud has says all of it too. */
static void is_said_by_the_real_engine(void **state)
{
    (void)state;
    struct engine *real = NULL;
    struct clip *clip = NULL;
    struct utterance utterance;
    make(&utterance, "Say bonjour now", (struct change[]){{4, "fr"}, {12, "en-GB"}}, 2);
    assert_int_equal(engine_start(ALOUD_BINARY "/aloud-engine", &real, NULL), STATUS_OK);
    assert_int_equal(utterance_speak(real, &utterance, voice, settings, 0, &clip, NULL), STATUS_OK);
    assert_int_equal(clip->gap_count, 0);
    assert_int_equal(clip->mark_count, 3);
    assert_int_equal(clip->marks[1].spoken_offset, 4);
    assert_int_equal(clip->marks[2].spoken_offset, 12);
    assert_in_range(clip->frame_count, CLIP_RATE_HZ / 2, 3 * CLIP_RATE_HZ);
    clip_release(clip);
    engine_free(real);
    utterance_done(&utterance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_for_a_sentence_at_the_settings),
        cmocka_unit_test(asks_for_the_voice_of_the_variant),
        cmocka_unit_test(asks_for_each_language_by_its_own_voice),
        cmocka_unit_test(knows_its_own_language),
        cmocka_unit_test(passes_over_stretches_without_text),
        cmocka_unit_test(leaves_a_gap_for_a_language_without_voice),
        cmocka_unit_test(asks_without_waiting),
        cmocka_unit_test(is_said_by_the_real_engine),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
