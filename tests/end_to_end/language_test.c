/* The language is changed in mid-sentence, a sentence is heard in the other one, and both are heard in turn: what sounded is
 * the aligned sentence, and came without a gap. */
#include "cmocka_all.h"
#include "hand.h"

#include "base/array.h"
#include "base/file.h"
#include "listen/sink.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Into a sentence that takes twice as long at least. */
static const double MOMENT_S = 0.45, SHORT_MOMENT_S = 0.25;

enum { WISHES_MOST = 16, ATTEMPTS = 5 };

/* The silence between the sound that was cut at about `end` and the clip that begins at about `begin`, in ms, without the
 * clip's own. */
static double silence_ms(struct sound tape, size_t end, size_t begin, struct sound clip)
{
    size_t longest = 0, run = 0;
    size_t first = end > EAR_TOLERANCE ? end - EAR_TOLERANCE : 0, last = begin + sound_begin(clip) + EAR_TOLERANCE;
    for (size_t i = first; i < last && i < tape.count; i++) {
        run = abs(tape.frames[i]) <= EAR_SILENCE ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    size_t own = sound_begin(clip);
    return longest > own ? (double)(longest - own) * 1000.0 / CLIP_RATE_HZ : 0.0;
}

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

/* Between each sentence that was left and the next one: half of the gaps are within a buffer of the device and what the
 * synthesis of a sentence takes, and none is longer than a machine that is busy makes it. */
static void assert_no_gaps(struct sitting *sitting)
{
    enum { GAPS_MOST = 16 };
    double gaps[GAPS_MOST];
    size_t count = 0;
    struct expected *expected = &sitting->expected;
    struct hearing hearing = {0};
    struct sound tape = sitting_tape(sitting);
    struct ear *ear = ear_new(expected->sounds, expected->count);
    assert_true(ear && ear_listen(ear, tape, &hearing));
    for (size_t i = 1; i < hearing.count && count < GAPS_MOST; i++) {
        const struct heard *left = &hearing.items[i - 1], *next = &hearing.items[i];
        if (left->clip == EAR_UNKNOWN || heard_to_end(left, expected->sounds[left->clip])) continue;
        gaps[count++] = silence_ms(tape, left->at + left->to - left->from, next->at, expected->sounds[next->clip]);
    }
    hearing_done(&hearing);
    ear_free(ear);
    assert_in_range(count, 4, GAPS_MOST);
    qsort(gaps, count, sizeof gaps[0], by_size);
    double limit_ms = SINK_LATENCY_MS + expected->longest_synthesis_s * 1000.0;
    print_message("gaps: %.1f ms in the middle, %.1f at most; a buffer and a synthesis: %.1f ms\n", gaps[count / 2],
                  gaps[count - 1], limit_ms);
    assert_true(gaps[count / 2] <= limit_ms);
    assert_true(gaps[count - 1] <= 100.0);
}

static void reads(struct sitting *sitting, const char *keys, size_t utterance)
{
    if (keys) sitting_types(sitting, keys);
    sitting_reads_sentence(sitting, utterance);
}

static size_t goes_on_at_the_same_sentence(struct sitting *sitting, struct wish *wishes)
{
    sitting_start(sitting, (const char *[]){"--plain", "--quiet-ui", NULL});
    reads(sitting, NULL, HAND);
    static const struct {
        const char *keys;
        size_t utterance;
    } steps[] = {{NULL, KEEP}, {"L", PL_KEEP}, {"n", PL_DAYS}, {"L", KEEP}, {"n", DRIVE}, {"L", PL_DRIVE}};
    size_t count = 0;
    wishes[count++] = (struct wish){WISH_WHOLE, HAND};
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        reads(sitting, steps[i].keys, steps[i].utterance);
        sitting_waits(sitting, MOMENT_S);
        wishes[count++] = (struct wish){WISH_CUT, steps[i].utterance};
    }
    /* The sentence in the other language, and back to the word. */
    reads(sitting, "n", PL_MOVE);
    sitting_waits(sitting, SHORT_MOMENT_S);
    reads(sitting, "\f", MOVE);
    sitting_reads(sitting, "Koniec ulotki.");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    wishes[count++] = (struct wish){WISH_CUT, PL_MOVE};
    wishes[count++] = (struct wish){WISH_WHOLE, MOVE};
    wishes[count++] = (struct wish){WISH_REST, PL_MOVE};
    return count;
}

static size_t reads_both_in_turn(struct sitting *sitting, struct wish *wishes)
{
    static const struct wish heard[] = {
        {WISH_WHOLE, HAND}, {WISH_WHOLE, PL_HAND}, {WISH_WHOLE, KEEP}, {WISH_WHOLE, PL_DRAFT}, {WISH_CUT, PL_KEEP},
    };
    sitting_start(sitting, (const char *[]){"--plain", "--quiet-ui", "--bilingual", "en-GB,pl", NULL});
    reads(sitting, NULL, PL_KEEP);
    sitting_waits(sitting, MOMENT_S);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    memcpy(wishes, heard, sizeof heard);
    return ARRAY_COUNT(heard);
}

/* Sits down to it again where the machine was so busy that the device was left without sound: then what was heard tells of
 * the machine. */
static void listens(struct sitting *sitting, size_t (*sit)(struct sitting *, struct wish *), struct buffer *trace)
{
    struct wish wishes[WISHES_MOST];
    size_t count = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
        char *folder = text_format("%zu-%d", sitting->heard_before, i), *traced = text_format("%s.trace", folder);
        const char *path = stage_path(sitting->stage, traced);
        stage_set(sitting->stage, "ALOUD_TRACE", path);
        stage_set(sitting->stage, "XDG_STATE_HOME", stage_path(sitting->stage, folder)); /* no place is kept there */
        count = sit(sitting, wishes);
        buffer_clear(trace);
        assert_int_equal(file_read(path, SIZE_MAX, trace, NULL), STATUS_OK);
        free(folder);
        free(traced);
        if (i + 1 == ATTEMPTS || !strstr(buffer_text(trace), "\nlate ")) break;
        print_message("the device was left without sound; once more\n");
        sitting_rises(sitting);
    }
    sitting_heard(sitting, wishes, count);
}

/* Behind the beginning of the first sentence each clip was there when it was wanted. */
static void assert_made_ahead(const struct buffer *trace)
{
    const char *first = NULL;
    for (const char *at = strstr(buffer_text(trace), "\nplay "); at && !first; at = strstr(at + 1, "\nplay ")) {
        uint64_t utterance = UINT64_MAX;
        assert_int_equal(sscanf(at, "\nplay %*f %" SCNu64, &utterance), 1);
        if (utterance == KEEP) first = at;
    }
    assert_true(first && !strstr(first, "\nwait "));
}

/* One stage for both, which takes longer to set than they do. */
static void changes_languages(void **state)
{
    struct sitting *sitting = *state;
    struct buffer trace = {0};
    hand_prepare(sitting, STAGE_WITH_SOUND);
    listens(sitting, goes_on_at_the_same_sentence, &trace);
    assert_no_gaps(sitting);
    sitting_rises(sitting);
    listens(sitting, reads_both_in_turn, &trace);
    assert_made_ahead(&trace);
    buffer_done(&trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {SITTING_TEST(changes_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
