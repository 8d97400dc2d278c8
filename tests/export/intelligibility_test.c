/* How well prompts are understood through A-law, by a measure (stoi.h) that is tried out first. */
#include "cmocka_all.h"
#include "line.h"
#include "measure.h"
#include "speaker.h"
#include "stoi.h"

#include "base/array.h"
#include "export/telephone_filter.h"

#include <stdlib.h>
#include <string.h>

enum { LANGUAGES_MOST = 128 };

static struct languages {
    struct line lines[LANGUAGES_MOST];
    char names[LANGUAGES_MOST][32];
    size_t count;
    struct telephone *telephone;
} languages;

static void add(const struct clip *clip, const char *text, const char *language, void *context)
{
    (void)text;
    (void)context;
    if (languages.count == 0 || strcmp(languages.names[languages.count - 1], language) != 0) {
        assert_true(languages.count < LANGUAGES_MOST);
        strcpy(languages.names[languages.count++], language);
    }
    struct telephone_signal signal = {0};
    assert_int_equal(telephone_signal_make(languages.telephone, clip->frames, clip->frame_count, 8000, &signal, NULL),
                     STATUS_OK);
    line_add(&languages.lines[languages.count - 1], &signal);
    telephone_signal_done(&signal);
}

/* The measure: 1 for the same speech however loud, lower the more noise there is. */
static void the_measure_falls_with_noise(void **state)
{
    (void)state;
    const struct line *line = &languages.lines[0];
    size_t count = line->count * 5 / 4;
    float *clean = calloc(count, sizeof *clean), *noise = calloc(count, sizeof *noise),
          *heard = calloc(count, sizeof *heard);
    assert_true(clean && noise && heard);
    stoi_resample(line->plain, line->count, clean);
    stoi_resample(line->noise, line->count, noise);
    double last = 1;
    for (size_t i = 0; i < count; i++) heard[i] = clean[i] / 7;
    assert_near(stoi(clean, heard, count, 0, STOI_BANDS), 1, 1e-4);
    for (double snr_db = 20; snr_db >= -20; snr_db -= 5) {
        for (size_t i = 0; i < count; i++) heard[i] = clean[i] + noise[i] * (float)pow(10, -snr_db / 20);
        double now = stoi(clean, heard, count, 0, STOI_BANDS);
        assert_true(now < last - 0.01);
        last = now;
    }
    assert_true(stoi(clean, noise, count, 0, STOI_BANDS) < last);
    assert_true(stoi(clean, clean, 2000, 0, STOI_BANDS) < 0); /* too short */
    free(clean);
    free(noise);
    free(heard);
}

/* A tone keeps its height, and its level, when the rate changes. */
static void the_measures_rate_is_right(void **state)
{
    (void)state;
    static float tone[8000], made[10000];
    for (int i = 0; i < 8000; i++) tone[i] = (float)(1000 * sin(2 * M_PI * 3000 * i / 8000.0));
    stoi_resample(tone, 8000, made);
    for (int i = 100; i < 9900; i++) assert_near((double)made[i], 1000 * sin(2 * M_PI * 3000 * i / 10000.0), 5);
}

static void alaw_keeps_speech_intelligible(void **state)
{
    (void)state;
    for (size_t i = 0; i < languages.count; i++) {
        double value = line_stoi(&languages.lines[i], (struct treatment){.emphasis = TELEPHONE_EMPHASIS}, INFINITY);
        if (value < 0.97) fail_msg("%s: %.3f", languages.names[i], value);
    }
}

/* What Aloud does is better in noise than doing nothing, in almost every language and in the mean. */
static void the_emphasis_helps_in_noise(void **state)
{
    (void)state;
    for (double snr_db = 0; snr_db <= 5; snr_db += 5) {
        double sum = 0;
        size_t better = 0;
        for (size_t i = 0; i < languages.count; i++) {
            double plain = line_stoi(&languages.lines[i], (struct treatment){0}, snr_db);
            double ours = line_stoi(&languages.lines[i], (struct treatment){.emphasis = TELEPHONE_EMPHASIS}, snr_db);
            if (getenv("SHOW")) print_message("%s %g dB: %.4f %.4f\n", languages.names[i], snr_db, plain, ours);
            sum += ours - plain;
            better += ours > plain;
        }
        assert_true(sum > 0);
        assert_true(better * 10 >= languages.count * 8);
    }
}

static int open_all(void **state)
{
    (void)state;
    struct speaker speaker;
    speaker_open(&speaker);
    assert_int_equal(telephone_new(&languages.telephone, NULL), STATUS_OK);
    speaker_say_lines(&speaker, 8, add, NULL);
    speaker_close(&speaker);
    for (size_t i = 0; i < languages.count; i++) line_make_noise(&languages.lines[i]);
    return languages.count >= 15 ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    telephone_free(languages.telephone);
    for (size_t i = 0; i < languages.count; i++) line_done(&languages.lines[i]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measures_rate_is_right),
        cmocka_unit_test(the_measure_falls_with_noise),
        cmocka_unit_test(alaw_keeps_speech_intelligible),
        cmocka_unit_test(the_emphasis_helps_in_noise),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
