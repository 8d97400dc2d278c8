/* The ear and the verdict themselves, on recordings put together from clips: each fault that the end-to-end
 * tests are there to find is planted here, and must be found. */
#include "cmocka_all.h"
#include "ear.h"
#include "verdict.h"

#include "base/array.h"
#include "speech/clip.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLIPS = 6, CLIP_FRAMES = CLIP_RATE_HZ * 3 / 2, TAIL_FRAMES = CLIP_RATE_HZ / 5, LONGEST = CLIP_RATE_HZ * 20 };

struct tape {
    int16_t frames[LONGEST];
    size_t count;
};

struct room {
    int16_t frames[CLIPS][CLIP_FRAMES];
    struct sound clips[CLIPS];
    struct ear *ear;
    struct tape tape;
};

static double noise(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 40) / (1 << 23) - 1.0;
}

/* Something like speech: sounds of 70 ms of three tones each, silence at the end. Clips 4 and 5 begin alike. `pace` 1 is
 * the clip itself; near 1, and with other phases, it is the same said once more. */
static void fill_clip(int16_t *frames, size_t number, double pace, double phase)
{
    enum { SOUND_FRAMES = CLIP_RATE_HZ * 7 / 100 };
    for (size_t i = 0; i < CLIP_FRAMES; i++) {
        size_t place = (size_t)((double)i * pace), sound = place / SOUND_FRAMES;
        size_t kind = number == 5 && sound < 5 ? 4 : number;
        uint64_t seed = kind * 1000 + sound;
        double level = 0, fade = sin(M_PI * (double)(place % SOUND_FRAMES) / SOUND_FRAMES);
        noise(&seed);
        for (int tone = 0; tone < 3; tone++) {
            double hz = 200 * pow(20, (noise(&seed) + 1) / 2);
            level += (0.6 + 0.4 * noise(&seed)) * sin(phase + (double)i / CLIP_RATE_HZ * 2 * M_PI * hz);
        }
        frames[i] = place < CLIP_FRAMES - TAIL_FRAMES ? (int16_t)(level * (0.3 + 0.7 * fade) * 6000) : 0;
    }
}

static int set_up(void **state)
{
    struct room *room = calloc(1, sizeof *room);
    if (!room) return 1;
    for (size_t i = 0; i < CLIPS; i++) {
        fill_clip(room->frames[i], i, 1, 0);
        room->clips[i] = (struct sound){room->frames[i], CLIP_FRAMES};
    }
    room->ear = ear_new(room->clips, CLIPS);
    *state = room;
    return room->ear ? 0 : 1;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    ear_free(room->ear);
    free(room);
    return 0;
}

static void record_silence(struct room *room, size_t count)
{
    memset(room->tape.frames + room->tape.count, 0, count * sizeof *room->tape.frames);
    room->tape.count += count;
}

static void record(struct room *room, size_t clip, size_t from, size_t to)
{
    memcpy(room->tape.frames + room->tape.count, room->frames[clip] + from, (to - from) * sizeof *room->tape.frames);
    room->tape.count += to - from;
}

static void start_tape(struct room *room)
{
    room->tape.count = 0;
    record_silence(room, 3333);
}

static void record_whole(struct room *room, const size_t *clips, size_t count)
{
    start_tape(room);
    for (size_t i = 0; i < count; i++) record(room, clips[i], 0, CLIP_FRAMES);
    record_silence(room, 1000);
}

/* Whether the tape holds what is wished for; what was heard instead goes to `report`. */
static bool tape_is(struct room *room, const struct wish *wishes, size_t count, struct buffer *report)
{
    struct hearing hearing = {0};
    assert_true(ear_listen(room->ear, (struct sound){room->tape.frames, room->tape.count}, &hearing));
    bool is = verdict_is(&hearing, room->clips, wishes, count, report);
    hearing_done(&hearing);
    return is;
}

static void assert_tape(struct room *room, const struct wish *wishes, size_t count)
{
    struct buffer report = {0};
    bool is = tape_is(room, wishes, count, &report);
    if (!is) print_error("%s", buffer_text(&report));
    buffer_done(&report);
    assert_true(is);
}

static void assert_found(struct room *room, const char *fault)
{
    static const struct wish all[] = {{WISH_WHOLE, 0}, {WISH_WHOLE, 1}, {WISH_WHOLE, 2}, {WISH_WHOLE, 3}};
    struct buffer report = {0};
    bool is = tape_is(room, all, ARRAY_COUNT(all), &report);
    assert_false(is);
    if (!strstr(buffer_text(&report), fault)) print_error("expected \"%s\" in: %s", fault, buffer_text(&report));
    assert_non_null(strstr(buffer_text(&report), fault));
    buffer_done(&report);
}

static void hears_all_in_order(void **state)
{
    struct room *room = *state;
    record_whole(room, (const size_t[]){0, 1, 2, 3, 4, 5}, 6);
    struct hearing hearing = {0};
    assert_true(ear_listen(room->ear, (struct sound){room->tape.frames, room->tape.count}, &hearing));
    assert_int_equal(hearing.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(hearing.items[i].clip, i);
        size_t begins = 3333 + i * CLIP_FRAMES;
        assert_in_range(hearing.items[i].at - hearing.items[i].from, begins - 330, begins + 330);
    }
    struct buffer report = {0};
    assert_true(verdict_in_order(&hearing, room->clips, 0, 6, &report));
    buffer_done(&report);
    hearing_done(&hearing);
}

static void finds_a_missing_clip(void **state)
{
    record_whole(*state, (const size_t[]){0, 2, 3}, 3);
    assert_found(*state, "item 1: another clip was wished for (wished: clip 1)");
    record_whole(*state, (const size_t[]){0, 1, 2}, 3);
    assert_found(*state, "item 3: nothing more was heard (wished: clip 3)");
}

static void finds_a_doubled_clip(void **state)
{
    record_whole(*state, (const size_t[]){0, 1, 1, 2, 3}, 5);
    assert_found(*state, "item 2: another clip was wished for (wished: clip 2)");
    record_whole(*state, (const size_t[]){0, 1, 2, 3, 3}, 5);
    assert_found(*state, "item 4: no more was wished for");
}

static void finds_swapped_clips(void **state)
{
    record_whole(*state, (const size_t[]){0, 2, 1, 3}, 4);
    assert_found(*state, "item 1: another clip was wished for");
}

static void finds_halves(void **state)
{
    struct room *room = *state;
    start_tape(room);
    record(room, 0, 0, CLIP_FRAMES);
    record(room, 1, 0, CLIP_FRAMES / 2);
    record(room, 2, 0, CLIP_FRAMES);
    record(room, 3, 0, CLIP_FRAMES);
    assert_found(room, "item 1: its end is missing");
    start_tape(room);
    record(room, 0, 0, CLIP_FRAMES);
    record(room, 1, CLIP_FRAMES / 2, CLIP_FRAMES);
    record(room, 2, 0, CLIP_FRAMES);
    record(room, 3, 0, CLIP_FRAMES);
    assert_found(room, "item 1: its beginning is missing");
}

/* A tenth of a second lost in the midst of a clip, or heard twice. */
static void finds_small_losses(void **state)
{
    struct room *room = *state;
    const size_t half = CLIP_FRAMES / 2, tenth = CLIP_RATE_HZ / 10;
    for (int lost = 0; lost <= 1; lost++) {
        start_tape(room);
        record(room, 0, 0, CLIP_FRAMES);
        record(room, 1, 0, CLIP_FRAMES);
        record(room, 2, 0, half);
        record(room, 2, lost ? half + tenth : half - tenth, CLIP_FRAMES);
        record(room, 3, 0, CLIP_FRAMES);
        assert_found(room, "item 2: its end is missing");
    }
}

static void finds_foreign_sound(void **state)
{
    struct room *room = *state;
    record_whole(room, (const size_t[]){0, 1, 2, 3}, 4);
    int16_t *end = room->tape.frames + room->tape.count;
    for (size_t i = 0; i < CLIP_RATE_HZ / 4; i++)
        end[i] = (int16_t)(9000 * sin((double)i * 2 * M_PI * 440 / CLIP_RATE_HZ));
    room->tape.count += CLIP_RATE_HZ / 4;
    assert_found(room, "item 4: no more was wished for");
    static const struct wish wishes[] = {
        {WISH_WHOLE, 0}, {WISH_WHOLE, 1}, {WISH_WHOLE, 2}, {WISH_WHOLE, 3}, {WISH_OTHER, 0}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

/* Jumps with the sink's ramps: 0 left after half a second, 3 whole, back to 1 and left in its midst, its rest. */
static void follows_jumps(void **state)
{
    struct room *room = *state;
    start_tape(room);
    record(room, 0, 0, CLIP_RATE_HZ / 2);
    for (size_t i = 0; i < 110; i++) {
        int16_t *frame = &room->tape.frames[room->tape.count - 110 + i];
        *frame = (int16_t)(*frame * (int)(110 - i) / 110);
    }
    record(room, 3, 0, CLIP_FRAMES);
    record(room, 1, 0, CLIP_RATE_HZ / 3);
    record_silence(room, CLIP_RATE_HZ);
    record(room, 2, CLIP_RATE_HZ / 3, CLIP_FRAMES);
    static const struct wish wishes[] = {{WISH_CUT, 0}, {WISH_WHOLE, 3}, {WISH_CUT, 1}, {WISH_REST, 2}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

/* The sound server had nothing to play for a moment: nothing is lost by it. */
static void bears_with_silence_within_a_clip(void **state)
{
    struct room *room = *state;
    start_tape(room);
    record(room, 0, 0, CLIP_RATE_HZ / 2);
    record_silence(room, 2000);
    record(room, 0, CLIP_RATE_HZ / 2, CLIP_FRAMES);
    record(room, 1, 0, CLIP_FRAMES);
    static const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_WHOLE, 1}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

/* Paused and resumed at its word, a clip is whole; with a piece skipped between it is not. */
static void bears_with_a_resumed_clip(void **state)
{
    struct room *room = *state;
    for (int skipped = 0; skipped <= 1; skipped++) {
        start_tape(room);
        record(room, 0, 0, CLIP_RATE_HZ / 2);
        record_silence(room, CLIP_RATE_HZ);
        record(room, 0, skipped ? CLIP_RATE_HZ * 6 / 10 : CLIP_RATE_HZ * 4 / 10, CLIP_FRAMES);
        record(room, 1, 0, CLIP_FRAMES);
        static const struct wish wishes[] = {{WISH_PARTS, 0}, {WISH_WHOLE, 1}};
        struct buffer report = {0};
        bool is = tape_is(room, wishes, ARRAY_COUNT(wishes), &report);
        if (is == skipped) print_error("%s", buffer_text(&report));
        buffer_done(&report);
        assert_int_equal(is, !skipped);
    }
}

static void tells_clips_that_begin_alike_apart(void **state)
{
    struct room *room = *state;
    record_whole(room, (const size_t[]){5, 4, 0}, 3);
    static const struct wish wishes[] = {{WISH_WHOLE, 5}, {WISH_WHOLE, 4}, {WISH_WHOLE, 0}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

/* The engine says the same a little slower or faster, with other samples. */
/* A clip that was cut fades into the beginning of the next one, of which a part is in a third one too. */
static void knows_a_beginning_by_more_than_its_first_part(void **state)
{
    enum { CUT = CLIP_RATE_HZ * 434 / 1000, PART = CLIP_RATE_HZ * 13 / 100, LEFT = CLIP_RATE_HZ * 444 / 1000 };
    struct room *room = *state;
    memcpy(room->frames[2] + CLIP_RATE_HZ * 3 / 10, room->frames[1], PART * sizeof(int16_t));
    ear_free(room->ear);
    room->ear = ear_new(room->clips, CLIPS);
    assert_non_null(room->ear);
    static const struct wish wishes[] = {{WISH_CUT, 0}, {WISH_CUT, 1}};
    for (size_t fade = 0; fade <= CLIP_RATE_HZ * 4 / 100; fade += CLIP_RATE_HZ / 500) {
        start_tape(room);
        record(room, 0, 0, CUT + fade);
        int16_t *faded = room->tape.frames + room->tape.count - fade;
        for (size_t i = 0; i < fade; i++) faded[i] = (int16_t)(faded[i] / (int)(2 + 30 * i / fade));
        record(room, 1, 0, LEFT);
        record_silence(room, 3333);
        assert_tape(room, wishes, ARRAY_COUNT(wishes));
    }
}

static void knows_a_clip_that_is_said_again(void **state)
{
    struct room *room = *state;
    start_tape(room);
    for (size_t i = 0; i < 4; i++) {
        fill_clip(room->tape.frames + room->tape.count, i, i % 2 ? 1.006 : 0.994, (double)i + 1);
        room->tape.count += CLIP_FRAMES;
    }
    static const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_WHOLE, 1}, {WISH_WHOLE, 2}, {WISH_WHOLE, 3}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

static void hears_through_noise(void **state)
{
    struct room *room = *state;
    record_whole(room, (const size_t[]){2, 0, 3}, 3);
    uint64_t seed = 5;
    for (size_t i = 0; i < room->tape.count; i++) {
        room->tape.frames[i] = (int16_t)(room->tape.frames[i] + (int)(15 * noise(&seed)));
    }
    static const struct wish wishes[] = {{WISH_WHOLE, 2}, {WISH_WHOLE, 0}, {WISH_WHOLE, 3}};
    assert_tape(room, wishes, ARRAY_COUNT(wishes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hears_all_in_order),
        cmocka_unit_test(finds_a_missing_clip),
        cmocka_unit_test(finds_a_doubled_clip),
        cmocka_unit_test(finds_swapped_clips),
        cmocka_unit_test(finds_halves),
        cmocka_unit_test(finds_small_losses),
        cmocka_unit_test(finds_foreign_sound),
        cmocka_unit_test(follows_jumps),
        cmocka_unit_test(bears_with_silence_within_a_clip),
        cmocka_unit_test(bears_with_a_resumed_clip),
        cmocka_unit_test(tells_clips_that_begin_alike_apart),
        cmocka_unit_test_setup_teardown(knows_a_beginning_by_more_than_its_first_part, set_up, tear_down),
        cmocka_unit_test(knows_a_clip_that_is_said_again),
        cmocka_unit_test(hears_through_noise),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
