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
        struct loudness_meter *meter = meter_of(frames, count, 1000);
        const struct level level = level_of(meter);
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
        loudness_meter_free(meter);
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
    struct loudness_meter *of_silence = meter_of(silence, CLIP_RATE_HZ, 1000), *of_sound = meter_of(frames, 8000, 1000);
    struct level level = level_of(of_silence);
    assert_true(level.gain == 1 && !level.meter);
    level = level_of(of_sound);
    assert_true(level.gain == 1 && !level.meter);
    int16_t *got = mastered(&level, frames, 8000);
    assert_memory_equal(got + 110, frames + 110, (8000 - 220) * sizeof *got); /* all but the fades, to the bit */
    free(got);
    free(frames);
    got = mastered(&level, silence, 0);
    free(got);
    loudness_meter_free(of_silence);
    loudness_meter_free(of_sound);
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

/* The factors of all frames, asked for in pieces of `piece`; the caller frees. */
static double *factors_of(const struct level *level, size_t count, size_t piece)
{
    double *factors = calloc(count + 1, sizeof *factors);
    assert_non_null(factors);
    for (size_t done = 0; done < count; done += piece) {
        size_t length = piece < count - done ? piece : count - done;
        assert_int_equal(level_factors(level, done, length, factors + done, NULL), STATUS_OK);
    }
    return factors;
}

/* A shout in a quiet recording, behind more peaks than a meter keeps in memory, and one at its end: they are held under the
 * limit, the rest keeps its level, and in between the level changes without a step. */
static void a_peak_is_held_under_the_limit(void **state)
{
    (void)state;
    enum { COUNT = 12 * CLIP_RATE_HZ, SHOUT = 2 * CLIP_RATE_HZ, LONG = 100, LAST = COUNT - LONG };
    int16_t *frames = sound_make(COUNT);
    for (size_t i = 0; i < COUNT; i++) frames[i] = (int16_t)(frames[i] / 4);
    for (size_t i = 0; i < LONG; i++) /* peaks between the frames */
        frames[SHOUT + i] = frames[LAST + i] = (int16_t)(i % 4 < 2 ? 32000 : -32000);
    struct loudness_meter *meter = meter_of(frames, COUNT, 777);
    const struct level level = level_of(meter);
    assert_ptr_equal(level.meter, meter);
    double *factors = factors_of(&level, COUNT, LEVEL_FRAMES), *again = factors_of(&level, COUNT, 111);
    assert_memory_equal(factors, again, COUNT * sizeof *factors);
    double least = factors[SHOUT];
    for (size_t i = 1; i < COUNT; i++) {
        assert_true(factors[i] > 0 && factors[i] <= level.gain);
        assert_true(fabs(factors[i] - factors[i - 1]) < level.gain / 440);
        size_t from_shout = i > SHOUT ? i - SHOUT : SHOUT - i;
        bool far = from_shout > CLIP_RATE_HZ / 10 && i + CLIP_RATE_HZ / 10 < LAST;
        if (far) assert_true(factors[i] == level.gain);
        if (from_shout < LONG && factors[i] < least) least = factors[i];
    }
    assert_true(least < 0.9 * level.gain);
    assert_true(factors[COUNT - 1] < 0.9 * level.gain);
    const char *path = sound_path("shout.wav");
    master(AUDIO_WAV, path, &level, frames, COUNT);
    assert_true(measure_by_ffmpeg(path).peak_dbtp <= LEVEL_PEAK_DBTP);
    assert_int_equal(unlink(path), 0);
    loudness_meter_free(meter);
    free(again);
    free(factors);
    free(frames);
}

/* All peaks of a meter; the caller frees. */
static float *peaks_of(const struct loudness_meter *meter)
{
    size_t count = loudness_meter_peak_count(meter);
    float *peaks = calloc(count + 1, sizeof *peaks);
    assert_non_null(peaks);
    assert_int_equal(loudness_meter_peaks(meter, 0, count, peaks, NULL), STATUS_OK);
    return peaks;
}

/* In pieces of any size a recording has the same loudness, and the same peaks, wherever one begins to read them. */
static void the_meter_takes_pieces_of_any_size(void **state)
{
    (void)state;
    enum { COUNT = 250000, PEAKS = (COUNT + 109) / 110 };
    int16_t *frames = sound_make(COUNT);
    struct loudness_meter *whole = meter_of(frames, COUNT, COUNT);
    static const size_t pieces[] = {1, 109, 110, 111, 4096};
    assert_int_equal(loudness_meter_peak_count(whole), PEAKS);
    float *wanted = peaks_of(whole);
    for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
        struct loudness_meter *meter = meter_of(frames, COUNT, pieces[i]);
        assert_true(fabs(loudness_meter_read(meter).lufs - loudness_meter_read(whole).lufs) < 1e-9);
        assert_int_equal(loudness_meter_peak_count(meter), PEAKS);
        float *peaks = peaks_of(meter);
        assert_memory_equal(peaks, wanted, PEAKS * sizeof *peaks);
        free(peaks);
        loudness_meter_free(meter);
    }
    for (size_t first = 0; first + 100 <= PEAKS; first += 99) {
        float some[100];
        assert_int_equal(loudness_meter_peaks(whole, first, 100, some, NULL), STATUS_OK);
        assert_memory_equal(some, wanted + first, sizeof some);
    }
    free(wanted);
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
