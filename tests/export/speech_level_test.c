/* The active speech level against signals whose level is known by reckoning, real speech measured in another way, and
 * sox. */
#include "cmocka_all.h"
#include "measure.h"
#include "speaker.h"

#include "base/array.h"
#include "export/speech_level.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const unsigned RATES_HZ[] = {8000, 16000, 22050, 48000};

static struct speech_level speech_level(const float *samples, size_t count, unsigned rate_hz, float full_scale)
{
    struct speech_meter meter = {0};
    assert_int_equal(speech_meter_take(&meter, samples, count, rate_hz, full_scale, NULL), STATUS_OK);
    struct speech_level level = speech_meter_read(&meter, 1);
    speech_meter_done(&meter);
    return level;
}

/* A tone of 1 kHz, `on_s` seconds long and as long silent, again and again. */
static float *bursts(unsigned rate_hz, double seconds, double on_s, double amplitude, size_t *ret_count)
{
    *ret_count = (size_t)(seconds * rate_hz);
    float *samples = calloc(*ret_count + 1, sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < *ret_count; i++) {
        double time = (double)i / rate_hz;
        bool sounds = fmod(time, 2 * on_s) < on_s;
        samples[i] = sounds ? (float)(amplitude * sin(2 * M_PI * 1000 * time)) : 0;
    }
    return samples;
}

static void a_steady_tone_has_its_power(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(RATES_HZ); i++) {
        size_t count;
        float *samples = bursts(RATES_HZ[i], 10, 100, 3276.8, &count);
        struct speech_level level = speech_level(samples, count, RATES_HZ[i], 32768);
        assert_near(level.long_term_dbov, -23.01, 0.01);
        assert_near(level.active_dbov, -23.01, 0.05); /* 10 s less the 20 ms in which the envelope rises */
        assert_near(level.activity, 1, 0.01);
        assert_near(level.peak, 0.1, 0.001);
        free(samples);
    }
}

/* A burst is active from when the envelope is 15.9 dB under the active level, which for such a tone is after 23 ms, to
 * the hangover's 200 ms after it is so again, 98 ms behind the burst: 275 ms more than it lasts. */
static void half_the_time_counts_with_its_hangover(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(RATES_HZ); i++) {
        for (double on_s = 1; on_s < 5; on_s *= 2) {
            size_t count;
            float *samples = bursts(RATES_HZ[i], 64, on_s, 16384, &count);
            struct speech_level level = speech_level(samples, count, RATES_HZ[i], 32768);
            double tone_dbov = 20 * log10(0.5) - 3.0103;
            assert_near(level.long_term_dbov, tone_dbov - 3.0103, 0.02);
            assert_near(level.active_dbov, tone_dbov - 10 * log10((on_s + 0.275) / on_s), 0.1);
            assert_near(level.activity, (on_s + 0.275) / (2 * on_s), 0.02);
            free(samples);
        }
    }
}

/* Long silence lowers the mean, not the active level; a gain is a gain. */
static void pauses_and_gain_do_what_they_should(void **state)
{
    (void)state;
    size_t count;
    float *samples = bursts(8000, 300, 100, 1000, &count); /* 100 s of tone, 100 of silence, 100 of tone */
    struct speech_level with = speech_level(samples, count, 8000, 32768);
    struct speech_level without = speech_level(samples, count / 3, 8000, 32768);
    assert_near(with.active_dbov, without.active_dbov, 0.02);
    assert_near(with.long_term_dbov, without.long_term_dbov - 1.76, 0.02);
    for (size_t i = 0; i < count; i++) samples[i] *= 3.7F;
    struct speech_level louder = speech_level(samples, count, 8000, 32768);
    assert_near(louder.active_dbov - with.active_dbov, 20 * log10(3.7), 0.02);
    assert_near(speech_level(samples, count, 8000, 3.7F * 32768).active_dbov, with.active_dbov, 0.02);
    free(samples);
}

/* Half a loud second in five minutes: its threshold is passed for so short a time that all the power, spread over that
 * time alone, stands far above. It is no level of speech. */
static void a_loud_moment_is_not_the_level(void **state)
{
    (void)state;
    size_t count;
    float *samples = bursts(8000, 300, 1000, 0.01414 * 32768, &count);
    int16_t *frames = calloc(count, sizeof *frames);
    assert_non_null(frames);
    for (size_t i = 0; i < 4000; i++) samples[count / 2 + i] *= 5;
    for (size_t i = 0; i < count; i++) frames[i] = (int16_t)lrint((double)samples[i]);
    assert_near(speech_level(samples, count, 8000, 32768).active_dbov, -39.83, 0.1);
    assert_near(measured_active_dbov(frames, count, 8000), -39.83, 0.1);
    free(frames);
    free(samples);
}

/* Read at a gain, the level is that of the samples made louder. */
static void a_reading_at_a_gain_is_that_of_louder_samples(void **state)
{
    struct clip *clip = speaker_say(*state, "Five days, then rest.", "en-gb");
    float *samples = calloc(clip->frame_count + 1, sizeof *samples);
    assert_non_null(samples);
    for (double gain = 0.3; gain < 4; gain *= 1.3) {
        struct speech_meter meter = {0};
        for (size_t i = 0; i < clip->frame_count; i++) samples[i] = clip->frames[i];
        assert_int_equal(speech_meter_take(&meter, samples, clip->frame_count, CLIP_RATE_HZ, 32768, NULL), STATUS_OK);
        for (size_t i = 0; i < clip->frame_count; i++) samples[i] *= (float)gain;
        struct speech_level louder = speech_level(samples, clip->frame_count, CLIP_RATE_HZ, 32768);
        struct speech_level level = speech_meter_read(&meter, gain);
        assert_near(level.active_dbov, louder.active_dbov, 0.001);
        assert_near(level.long_term_dbov, louder.long_term_dbov, 0.001);
        assert_near(level.peak, louder.peak, 0.0001);
        speech_meter_done(&meter);
    }
    free(samples);
    clip_release(clip);
}

static void silence_has_no_level(void **state)
{
    (void)state;
    static const float zeros[20000];
    for (size_t count = 0; count <= 20000; count += count < 20 ? 1 : 1110) {
        struct speech_level level = speech_level(zeros, count, 8000, 32768);
        assert_true(isinf(level.active_dbov) && level.active_dbov < 0);
        assert_true(isinf(level.long_term_dbov) && level.long_term_dbov < 0);
        assert_true(level.activity == 0 && level.peak == 0);
    }
    size_t count;
    float *faint = bursts(8000, 5, 100, 1.5, &count); /* nothing can be told from a pause 15.9 dB under it */
    assert_true(isinf(speech_level(faint, count, 8000, 32768).active_dbov));
    assert_near(speech_level(faint, count, 8000, 32768).long_term_dbov, -89.8, 0.1);
    free(faint);
    float click[8000] = {[7999] = -32768}; /* over before the envelope has risen, and in the step that is not whole */
    struct speech_level level = speech_level(click, 7999 + 1, 8000, 32768);
    assert_near(level.peak, 1, 1e-6);
    assert_near(level.long_term_dbov, -39.03, 0.01);
    assert_near(speech_level(click + 8, 7992 - 5, 8000, 32768).peak, 0, 1e-6);
    assert_near(speech_level(click + 5, 7995, 8000, 32768).peak, 1, 1e-6);
}

struct comparison {
    size_t count;
    double worst_db;
};

static void compare(const struct clip *clip, const char *text, const char *language, void *context)
{
    struct comparison *comparison = context;
    float *samples = calloc(clip->frame_count + 1, sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < clip->frame_count; i++) samples[i] = clip->frames[i];
    double ours = speech_level(samples, clip->frame_count, CLIP_RATE_HZ, 32768).active_dbov;
    double theirs = measured_active_dbov(clip->frames, clip->frame_count, CLIP_RATE_HZ);
    double difference = fabs(ours - theirs);
    if (difference > 0.1) print_error("%s: %.2f and %.2f dBov: %s\n", language, ours, theirs, text);
    comparison->worst_db = fmax(comparison->worst_db, difference);
    comparison->count++;
    free(samples);
}

static void speech_has_the_level_that_is_measured_in_another_way(void **state)
{
    struct comparison comparison = {0};
    speaker_say_lines(*state, 3, compare, &comparison);
    assert_true(comparison.count >= 50);
    assert_true(comparison.worst_db <= 0.1);
}

/* sox knows the mean and the peak. */
static void sox_agrees_about_mean_and_peak(void **state)
{
    struct clip *clip = speaker_say(*state, "Take two tablets twice a day, with or after food.", "en-gb");
    float *samples = calloc(clip->frame_count + 1, sizeof *samples);
    char path[] = "/tmp/aloud-level-XXXXXX", command[256], line[256];
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && samples);
    size_t bytes = clip->frame_count * sizeof *clip->frames;
    assert_int_equal(write(descriptor, clip->frames, bytes), bytes);
    close(descriptor);
    snprintf(command, sizeof command, "sox -t s16 -r 22050 -c 1 %s -n stats 2>&1", path);
    FILE *sox = popen(command, "r");
    assert_non_null(sox);
    double mean_db = 0, peak_db = 0;
    while (fgets(line, sizeof line, sox)) {
        if (strncmp(line, "RMS lev dB", 10) == 0) mean_db = strtod(line + 10, NULL);
        if (strncmp(line, "Pk lev dB", 9) == 0) peak_db = strtod(line + 9, NULL);
    }
    assert_int_equal(pclose(sox), 0);
    for (size_t i = 0; i < clip->frame_count; i++) samples[i] = clip->frames[i];
    struct speech_level level = speech_level(samples, clip->frame_count, CLIP_RATE_HZ, 32768);
    assert_near(level.long_term_dbov, mean_db, 0.02);
    assert_near(20 * log10(level.peak), peak_db, 0.02);
    assert_true(level.active_dbov > mean_db && level.active_dbov < mean_db + 3);
    free(samples);
    clip_release(clip);
    unlink(path);
}

static struct speaker speaker;

static int open_speaker(void **state)
{
    speaker_open(&speaker);
    *state = &speaker;
    return 0;
}

static int close_speaker(void **state)
{
    speaker_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_tone_has_its_power),
        cmocka_unit_test(half_the_time_counts_with_its_hangover),
        cmocka_unit_test(pauses_and_gain_do_what_they_should),
        cmocka_unit_test(a_reading_at_a_gain_is_that_of_louder_samples),
        cmocka_unit_test(a_loud_moment_is_not_the_level),
        cmocka_unit_test(silence_has_no_level),
        cmocka_unit_test(speech_has_the_level_that_is_measured_in_another_way),
        cmocka_unit_test(sox_agrees_about_mean_and_peak),
    };
    return cmocka_run_group_tests(tests, open_speaker, close_speaker);
}
