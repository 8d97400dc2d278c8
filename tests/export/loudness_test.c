/* The loudness that ffmpeg's own meter finds in what was mastered: at the target, and no peak above the limit. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "base/array.h"
#include "export/mastering.h"

#include <math.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct loudness_meter *meter_of(const int16_t *frames, size_t count, size_t piece)
{
    struct loudness_meter *meter = NULL;
    assert_int_equal(loudness_meter_new(&meter, NULL), STATUS_OK);
    for (size_t done = 0; done < count; done += piece) {
        size_t length = piece < count - done ? piece : count - done;
        assert_int_equal(loudness_meter_append(meter, frames + done, length, NULL), STATUS_OK);
    }
    return meter;
}

static void level_of(struct level *level, const int16_t *frames, size_t count)
{
    struct loudness_meter *meter = meter_of(frames, count, 1000);
    assert_int_equal(level_init(level, meter, NULL), STATUS_OK);
    loudness_meter_free(meter);
}

static void master(enum audio_format format, const char *path, const struct level *level, const int16_t *frames,
                   size_t count)
{
    FILE *stream = fopen(path, "wb");
    struct encoder *encoder = NULL;
    struct mastering mastering;
    assert_non_null(stream);
    assert_int_equal(encoder_open(format, stream, path, NULL, mastering_frames(count), &encoder, NULL), STATUS_OK);
    assert_int_equal(mastering_begin(&mastering, encoder, level, count, NULL), STATUS_OK);
    size_t half = count / 2;
    assert_int_equal(mastering_append(&mastering, frames, half, NULL), STATUS_OK);
    assert_int_equal(mastering_append(&mastering, frames + half, count - half, NULL), STATUS_OK);
    assert_int_equal(mastering_end(&mastering, NULL), STATUS_OK);
    assert_int_equal(encoder_close(encoder, NULL), STATUS_OK);
    assert_int_equal(fclose(stream), 0);
}

/* The number behind the last `label` in what ffmpeg's meter prints. */
static double meter_value(const char *printed, const char *label)
{
    double value = NAN;
    for (const char *at = printed; (at = strstr(at, label)); at++) value = strtod(at + strlen(label), NULL);
    assert_true(isfinite(value) != 0);
    return value;
}

static struct loudness measure_by_ffmpeg(const char *path)
{
    const char *printed =
        tool_prints("ffmpeg -nostats -hide_banner -i '%s' -filter:a ebur128=peak=true -f null -", path);
    const char *summary = strstr(printed, "Summary:");
    assert_non_null(summary);
    return (struct loudness){meter_value(summary, "I:"), meter_value(summary, "Peak:")};
}

/* What the engine says in a voice, at a volume; the caller frees. */
static int16_t *speak(const char *voice, int amplitude, const char *text, size_t *ret_count)
{
    const char *path = sound_path("voice.wav");
    tool_prints("espeak-ng -v %s -s 150 -a %d -w '%s' '%s'", voice, amplitude, path, text);
    SF_INFO about = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &about);
    assert_non_null(file);
    int16_t *frames = calloc((size_t)about.frames + 1, sizeof *frames);
    assert_non_null(frames);
    *ret_count = (size_t)sf_readf_short(file, frames, about.frames);
    sf_close(file);
    assert_int_equal(unlink(path), 0);
    return frames;
}

static void voices_are_as_loud_as_the_target(void **state)
{
    (void)state;
    static const struct {
        const char *voice, *text;
        int amplitude;
    } voices[] = {
        {"en-gb", "Take one tablet in the morning. Do not take it with milk. Call us if you feel ill.", 100},
        {"en-gb+f3", "Take one tablet in the morning. Do not take it with milk. Call us if you feel ill.", 100},
        {"en-gb+klatt2", "Take one tablet in the morning. Do not take it with milk.", 100},
        {"en-gb", "Take one tablet in the morning. Do not take it with milk.", 15},
        {"it+m3", "Prenda una compressa al mattino. Non la prenda con il latte. Legga il foglio e chieda al medico.",
         100},
        {"es", "Tome un comprimido por la noche. No lo tome con leche. Lea todo el prospecto.", 100},
        {"pl", "Przyjmować jedną tabletkę rano. Nie popijać mlekiem.", 200},
        {"ar", "تناول قرصا واحدا في الصباح ولا تتناوله مع الحليب.", 60},
    };
    for (size_t i = 0; i < ARRAY_COUNT(voices); i++) {
        size_t count = 0;
        int16_t *frames = speak(voices[i].voice, voices[i].amplitude, voices[i].text, &count);
        struct level level;
        level_of(&level, frames, count);
        for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
            const char *path = sound_path("mastered");
            master(format, path, &level, frames, count);
            struct loudness got = measure_by_ffmpeg(path);
            bool good = fabs(got.lufs - LEVEL_TARGET_LUFS) <= 0.5 && got.peak_dbtp <= LEVEL_PEAK_DBTP;
            if (!good) {
                print_error("%s, %s: %.1f LUFS, %.1f dBTP\n", voices[i].voice, audio_format_name(format), got.lufs,
                            got.peak_dbtp);
            }
            assert_true(good);
            assert_int_equal(unlink(path), 0);
        }
        level_done(&level);
        free(frames);
    }
}

/* What the file holds between its silences: the whole of `frames`, as the encoder got it. */
static int16_t *mastered(const struct level *level, const int16_t *frames, size_t count)
{
    const char *path = sound_path("mastered.wav");
    master(AUDIO_WAV, path, level, frames, count);
    SF_INFO about = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &about);
    assert_non_null(file);
    assert_int_equal(about.frames, count + 22050);
    int16_t *all = calloc((size_t)about.frames, sizeof *all);
    assert_non_null(all);
    assert_int_equal(sf_readf_short(file, all, about.frames), about.frames);
    sf_close(file);
    assert_int_equal(unlink(path), 0);
    for (size_t i = 0; i < 11025; i++) {
        assert_int_equal(all[i], 0);
        assert_int_equal(all[(size_t)about.frames - 1 - i], 0);
    }
    memmove(all, all + 11025, count * sizeof *all);
    return all;
}

static void too_short_or_silent_stays_as_it_is(void **state)
{
    (void)state;
    static const int16_t silence[CLIP_RATE_HZ];
    int16_t *frames = sound_make(8000); /* 0.36 s */
    struct level level;
    level_of(&level, silence, CLIP_RATE_HZ);
    assert_true(level.gain == 1 && level_at(&level, 100) == 1);
    level_done(&level);
    level_of(&level, frames, 8000);
    assert_true(level.gain == 1);
    int16_t *got = mastered(&level, frames, 8000);
    assert_memory_equal(got + 110, frames + 110, (8000 - 220) * sizeof *got); /* all but the fades, to the bit */
    free(got);
    free(frames);
    got = mastered(&level, silence, 0);
    free(got);
    level_done(&level);
}

static void the_ends_fade(void **state)
{
    (void)state;
    enum { COUNT = 1000, FADE = 110 };
    int16_t frames[COUNT];
    for (size_t i = 0; i < COUNT; i++) frames[i] = 10000;
    const struct level level = {.gain = 1};
    int16_t *got = mastered(&level, frames, COUNT);
    assert_int_equal(got[0], 0);
    assert_int_equal(got[COUNT - 1], 0);
    for (size_t i = 0; i < FADE; i++) {
        double wanted = 10000.0 * (double)i / FADE;
        assert_true(fabs(got[i] - wanted) <= 1.5);
        assert_true(fabs(got[COUNT - 1 - i] - wanted) <= 1.5);
    }
    for (size_t i = FADE; i < COUNT - FADE; i++) assert_int_equal(got[i], 10000);
    free(got);
}

/* Bits are lost at a gain of a third: the error has the mean and the variance of triangular dither and of rounding, and
 * does not follow the sound; at a gain of 2 none are, and silence stays silent. */
static void dithers_where_bits_are_lost_and_nowhere_else(void **state)
{
    (void)state;
    enum { COUNT = 200000, FADE = 110 };
    int16_t *frames = sound_make(COUNT);
    for (size_t i = 0; i < COUNT; i++) frames[i] = (int16_t)(i % 1000 < 300 ? 0 : frames[i] % 50);
    const struct level third = {.gain = 1.0 / 3}, twice = {.gain = 2};
    int16_t *got = mastered(&third, frames, COUNT), *again = mastered(&third, frames, COUNT);
    assert_memory_equal(got, again, COUNT * sizeof *got);
    double sum = 0, square = 0, with_sound = 0, count = 0;
    for (size_t i = FADE; i < COUNT - FADE; i++) {
        double error = got[i] - frames[i] / 3.0;
        if (frames[i] % 3 == 0) {
            assert_true(error == 0);
            continue;
        }
        sum += error;
        square += error * error;
        with_sound += error * frames[i];
        count++;
    }
    assert_true(fabs(sum / count) < 0.01);
    assert_true(fabs(square / count - (1.0 / 6 + 1.0 / 12)) < 0.01);
    assert_true(fabs(with_sound / count) < 0.1);
    free(got);
    got = mastered(&twice, frames, COUNT);
    for (size_t i = FADE; i < COUNT - FADE; i++) assert_int_equal(got[i], 2 * frames[i]);
    free(got);
    free(again);
    free(frames);
}

/* One shout in a quiet recording: it is held under the limit, the rest keeps its level, and in between the level changes
 * without a step. */
static void a_peak_is_held_under_the_limit(void **state)
{
    (void)state;
    enum { COUNT = 5 * CLIP_RATE_HZ, SHOUT = 2 * CLIP_RATE_HZ, LONG = 100 };
    int16_t *frames = sound_make(COUNT);
    for (size_t i = 0; i < COUNT; i++) frames[i] = (int16_t)(frames[i] / 4);
    for (size_t i = SHOUT; i < SHOUT + LONG; i++) frames[i] = (int16_t)(i % 4 < 2 ? 32000 : -32000); /* peaks between */
    struct level level;
    struct loudness_meter *meter = meter_of(frames, COUNT, 777);
    assert_int_equal(level_init(&level, meter, NULL), STATUS_OK);
    loudness_meter_free(meter);
    assert_non_null(level.limits);
    double last = level_at(&level, 0), least = last;
    for (size_t i = 1; i < COUNT; i++) {
        double at = level_at(&level, i);
        assert_true(at > 0 && at <= level.gain);
        assert_true(fabs(at - last) < level.gain / 440);
        bool far = i + CLIP_RATE_HZ / 10 < SHOUT || i > SHOUT + LONG + CLIP_RATE_HZ / 10;
        if (far) assert_true(at == level.gain);
        if (at < least) least = at;
        last = at;
    }
    assert_true(least < 0.9 * level.gain);
    const char *path = sound_path("shout.wav");
    master(AUDIO_WAV, path, &level, frames, COUNT);
    assert_true(measure_by_ffmpeg(path).peak_dbtp <= LEVEL_PEAK_DBTP);
    assert_int_equal(unlink(path), 0);
    level_done(&level);
    free(frames);
}

/* In pieces of any size a recording has the same loudness, and the same peaks. */
static void the_meter_takes_pieces_of_any_size(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    int16_t *frames = sound_make(COUNT);
    struct loudness_meter *whole = meter_of(frames, COUNT, COUNT);
    static const size_t pieces[] = {1, 109, 110, 111, 4096};
    size_t wanted_count = 0;
    const float *wanted = loudness_meter_peaks(whole, &wanted_count);
    assert_int_equal(wanted_count, (COUNT + 109) / 110);
    for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
        struct loudness_meter *meter = meter_of(frames, COUNT, pieces[i]);
        assert_true(fabs(loudness_meter_read(meter).lufs - loudness_meter_read(whole).lufs) < 1e-9);
        size_t count = 0;
        const float *peaks = loudness_meter_peaks(meter, &count);
        assert_int_equal(count, wanted_count);
        assert_memory_equal(peaks, wanted, count * sizeof *peaks);
        loudness_meter_free(meter);
    }
    loudness_meter_free(whole);
    loudness_meter_free(NULL);
    free(frames);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(voices_are_as_loud_as_the_target),
        cmocka_unit_test(too_short_or_silent_stays_as_it_is),
        cmocka_unit_test(the_ends_fade),
        cmocka_unit_test(dithers_where_bits_are_lost_and_nowhere_else),
        cmocka_unit_test(a_peak_is_held_under_the_limit),
        cmocka_unit_test(the_meter_takes_pieces_of_any_size),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
