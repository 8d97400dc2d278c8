/* Each format, read back by programs that are not Aloud: ffmpeg for all, and the tools of the formats' own makers. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "base/array.h"
#include "base/file.h"
#include "speech/clip.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FRAMES = 100001 }; /* 4.5 s, and no whole block of any format */

static const struct chapter chapters[] = {
    {0, 30000, "How to take it"}, {30000, 61234, "Who \"must\" not; 1 = 1"}, {61234, FRAMES, "أسئلة 😀"}};
static const struct audio_tags tags = {.title = "Taking your tablets",
                                       .album = "Tea & biscuits",
                                       .language = "en-GB",
                                       .reference = "PIL-17",
                                       .version = "3.1",
                                       .track = 2,
                                       .track_count = 9,
                                       .chapters = chapters,
                                       .chapter_count = ARRAY_COUNT(chapters)};

/* What ffmpeg calls them. The length that the container tells may be longer by `more_frames`: MP3 counts LAME's delay of
 * 1105 frames and what fills the last block, which its decoder drops by the Xing header. What is decoded may differ from what
 * was written by one frame of the resampler alone. */
static const struct expected {
    const char *codec, *container, *rate;
    double least_likeness;
    size_t more_frames, resampler_frames;
} expected[] = {
    [AUDIO_WAV] = {"pcm_s16le", "wav", "22050", 1, 0, 0},  [AUDIO_FLAC] = {"flac", "flac", "22050", 1, 0, 0},
    [AUDIO_OPUS] = {"opus", "ogg", "48000", 0.98, 144, 1}, [AUDIO_VORBIS] = {"vorbis", "ogg", "22050", 0.98, 0, 0},
    [AUDIO_MP3] = {"mp3", "mp3", "22050", 0.98, 1728, 0},
};

static const char *file_of(enum audio_format format)
{
    char name[32];
    snprintf(name, sizeof name, "a%s", audio_format_ending(format));
    return sound_path(name);
}

static void encode_to(enum audio_format format, FILE *stream, const char *name, const int16_t *frames)
{
    struct encoder *encoder = NULL;
    assert_non_null(stream);
    assert_int_equal(encoder_open(format, stream, name, &tags, FRAMES, &encoder, NULL), STATUS_OK);
    assert_int_equal(encoder_append(encoder, frames, FRAMES, NULL), STATUS_OK);
    assert_int_equal(encoder_close(encoder, NULL), STATUS_OK);
}

static double seconds_of(const json_t *probe)
{
    const char *text = json_string_value(json_object_get(json_object_get(probe, "format"), "duration"));
    assert_non_null(text);
    return strtod(text, NULL);
}

static void assert_near(double got, double wanted, double most)
{
    if (got < wanted - most || got > wanted + most) print_error("%f is not %f ± %f\n", got, wanted, most);
    assert_true(got >= wanted - most && got <= wanted + most);
}

static void holds_the_sound(void **state)
{
    (void)state;
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = file_of(format);
        const struct expected *wanted = &expected[format];
        sound_encode(format, path, &tags, frames, FRAMES);
        json_t *probe = sound_probe(path);
        assert_string_equal(probe_stream(probe, "codec_name"), wanted->codec);
        assert_string_equal(probe_stream(probe, "sample_rate"), wanted->rate);
        json_t *stream = json_array_get(json_object_get(probe, "streams"), 0);
        assert_int_equal(json_integer_value(json_object_get(stream, "channels")), 1);
        const json_t *about = json_object_get(probe, "format");
        assert_string_equal(json_string_value(json_object_get(about, "format_name")), wanted->container);
        double seconds = (double)FRAMES / CLIP_RATE_HZ, more = (double)wanted->more_frames / CLIP_RATE_HZ;
        assert_near(seconds_of(probe), seconds + more / 2, 0.0001 + more / 2);
        json_decref(probe);
        size_t count = 0;
        int16_t *decoded = sound_decode(path, &count);
        assert_near((double)count, FRAMES, (double)wanted->resampler_frames);
        size_t both = count < FRAMES ? count : FRAMES;
        if (wanted->least_likeness == 1) {
            assert_memory_equal(decoded, frames, both * sizeof *frames);
        } else {
            double likeness = sound_likeness(decoded, frames, both);
            if (likeness < wanted->least_likeness) print_error("%s: %f\n", path, likeness);
            assert_true(likeness >= wanted->least_likeness);
            assert_near(sound_energy(decoded, both) / sound_energy(frames, both), 1, 0.05);
        }
        free(decoded);
        assert_int_equal(unlink(path), 0);
    }
    free(frames);
}

static void the_same_sound_has_the_same_bytes(void **state)
{
    (void)state;
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = file_of(format), *other = sound_path("another-name");
        sound_encode(format, path, &tags, frames, FRAMES);
        sleep(format == 0); /* a time of the clock would differ */
        sound_encode(format, other, &tags, frames, FRAMES);
        assert_same_files(path, other);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(unlink(other), 0);
    }
    free(frames);
}

/* What an encoder writes to a pipe, or behind what is in a file already, is valid too, and holds all the sound. */
static void what_cannot_be_sought_in_gets_a_valid_file(void **state)
{
    (void)state;
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = file_of(format), *appended = sound_path("appended");
        char *command = text_format("cat > '%s'", path);
        FILE *pipe = popen(command, "w");
        free(command);
        assert_non_null(pipe);
        encode_to(format, pipe, "a pipe", frames);
        assert_int_equal(pclose(pipe), 0);
        size_t count = 0;
        int16_t *decoded = sound_decode(path, &count);
        /* Without a Xing header LAME's delay, and what fills the last block, are played. */
        bool with_delay = format == AUDIO_MP3;
        size_t delay = with_delay ? 1105 : 0;
        assert_near((double)count, FRAMES + (with_delay ? 1152 : 0), with_delay ? 577 : 1);
        assert_true(sound_likeness(decoded + delay, frames, FRAMES - 1) >= expected[format].least_likeness - 1e-9);
        free(decoded);
        if (format == AUDIO_FLAC) tool_prints("flac --silent --test '%s'", path);
        if (format == AUDIO_MP3) assert_null(strstr(tool_prints("mp3val '%s'", path), "WARNING"));
        FILE *file = fopen(appended, "ab");
        encode_to(format, file, appended, frames);
        assert_int_equal(fclose(file), 0);
        assert_same_files(path, appended);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(unlink(appended), 0);
    }
    free(frames);
}

/* As `{ printf before; aloud …; } > file` has it. */
static void a_file_may_begin_with_something_else(void **state)
{
    (void)state;
    static const char before[] = "before";
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = file_of(format), *behind = sound_path("behind");
        FILE *file = fopen(behind, "wb");
        assert_non_null(file);
        fputs(before, file);
        encode_to(format, file, behind, frames);
        assert_int_equal(fclose(file), 0);
        sound_encode(format, path, &tags, frames, FRAMES);
        tool_prints("tail -c +%zu '%s' | cmp - '%s'", sizeof before, behind, path);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(unlink(behind), 0);
    }
    free(frames);
}

static void a_recording_may_be_empty_or_tiny(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 100};
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
        int16_t *frames = sound_make(counts[i]);
        for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
            const struct audio_tags title = {.title = "Nothing"};
            const char *path = file_of(format);
            sound_encode(format, path, &title, frames, counts[i]);
            /* An empty one is as one of unknown length to FLAC: there it warns. */
            const char *strict = counts[i] > 0 ? "--warnings-as-errors" : "";
            if (format == AUDIO_FLAC) tool_prints("flac --silent --test %s '%s'", strict, path);
            if (format == AUDIO_OPUS) assert_null(strcasestr(tool_prints("opusinfo '%s'", path), "warning"));
            if (format == AUDIO_VORBIS) assert_null(strcasestr(tool_prints("ogginfo '%s'", path), "warning"));
            size_t count = 0;
            if (counts[i] > 0 || format == AUDIO_WAV) free(sound_decode(path, &count));
            /* ffmpeg drops nothing of the only page of an Ogg stream, nor all of a block. */
            static const double block[] = {[AUDIO_OPUS] = 1, [AUDIO_VORBIS] = 1024, [AUDIO_MP3] = 576};
            assert_near((double)count, (double)counts[i], block[format]);
            assert_int_equal(unlink(path), 0);
        }
        free(frames);
    }
}

/* Writing fails with what the system says, at the latest where the encoder is closed. */
static void a_full_disk_is_told(void **state)
{
    (void)state;
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        for (int tiny = 0; tiny < 2; tiny++) {
            size_t count = tiny ? 1 : FRAMES;
            struct encoder *encoder = NULL;
            struct error error = {0};
            FILE *full = fopen("/dev/full", "wb");
            assert_non_null(full);
            enum status status = encoder_open(format, full, "a full disk", &tags, count, &encoder, &error);
            if (status == STATUS_OK) {
                status = encoder_append(encoder, frames, count, &error);
                if (status == STATUS_OK)
                    status = encoder_close(encoder, &error);
                else
                    encoder_discard(encoder);
            }
            assert_int_equal(status, STATUS_IO);
            assert_string_equal(error.file, "a full disk");
            assert_string_equal(error.text, "cannot be written: No space left on device");
            fclose(full);
        }
    }
    free(frames);
}

/* A header that was written for other frames would lie. */
static void other_frames_than_announced_are_refused(void **state)
{
    (void)state;
    static const size_t announced[] = {99, 101, 0};
    int16_t *frames = sound_make(100);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        for (size_t i = 0; i < ARRAY_COUNT(announced); i++) {
            struct encoder *encoder = NULL;
            struct error error = {0};
            FILE *null = fopen("/dev/null", "wb");
            assert_int_equal(encoder_open(format, null, "null", NULL, announced[i], &encoder, &error), STATUS_OK);
            assert_int_equal(encoder_append(encoder, frames, 100, &error), STATUS_OK);
            assert_int_equal(encoder_close(encoder, &error), STATUS_SYSTEM);
            assert_non_null(strstr(error.text, "100 frames"));
            fclose(null);
        }
    }
    free(frames);
}

static void a_recording_of_unknown_length_is_whole(void **state)
{
    (void)state;
    int16_t *frames = sound_make(FRAMES);
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        struct encoder *encoder = NULL;
        const char *path = file_of(format);
        FILE *file = fopen(path, "wb");
        assert_int_equal(encoder_open(format, file, path, &tags, ENCODER_FRAMES_UNKNOWN, &encoder, NULL), STATUS_OK);
        assert_int_equal(encoder_append(encoder, frames, FRAMES, NULL), STATUS_OK);
        assert_int_equal(encoder_close(encoder, NULL), STATUS_OK);
        assert_int_equal(fclose(file), 0);
        json_t *probe = sound_probe(path);
        double more = (double)expected[format].more_frames / CLIP_RATE_HZ;
        assert_near(seconds_of(probe), (double)FRAMES / CLIP_RATE_HZ + more / 2, 0.0001 + more / 2);
        json_decref(probe);
        size_t count = 0;
        free(sound_decode(path, &count));
        assert_near((double)count, FRAMES, (double)expected[format].resampler_frames);
        assert_int_equal(unlink(path), 0);
    }
    free(frames);
}

static void a_wav_file_cannot_be_longer_than_its_header_tells(void **state)
{
    (void)state;
    struct encoder *encoder = NULL;
    struct error error = {0};
    FILE *null = fopen("/dev/null", "wb");
    uint64_t most = (UINT32_MAX - 36) / 2;
    assert_int_equal(encoder_open(AUDIO_WAV, null, "null", NULL, most + 1, &encoder, &error), STATUS_LIMIT);
    assert_non_null(strstr(error.text, "27 hours"));
    assert_null(encoder);
    assert_int_equal(encoder_open(AUDIO_WAV, null, "null", NULL, most, &encoder, &error), STATUS_OK);
    encoder_discard(encoder);
    encoder_discard(NULL);
    fclose(null);
}

static void formats_are_found_by_their_names(void **state)
{
    (void)state;
    enum audio_format format = AUDIO_WAV;
    assert_true(audio_format_find("OPUS", &format));
    assert_int_equal(format, AUDIO_OPUS);
    assert_false(audio_format_find("ogg", &format));
    assert_false(audio_format_find("", &format));
    assert_int_equal(format, AUDIO_OPUS);
    for (enum audio_format each = 0; each < AUDIO_FORMAT_COUNT; each++) {
        assert_true(audio_format_find(audio_format_name(each), &format));
        assert_int_equal(format, each);
    }
    assert_string_equal(audio_format_ending(AUDIO_VORBIS), ".ogg");
    assert_string_equal(audio_format_media_type(AUDIO_MP3), "audio/mpeg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_the_sound),
        cmocka_unit_test(the_same_sound_has_the_same_bytes),
        cmocka_unit_test(what_cannot_be_sought_in_gets_a_valid_file),
        cmocka_unit_test(a_file_may_begin_with_something_else),
        cmocka_unit_test(a_recording_may_be_empty_or_tiny),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(other_frames_than_announced_are_refused),
        cmocka_unit_test(a_recording_of_unknown_length_is_whole),
        cmocka_unit_test(a_wav_file_cannot_be_longer_than_its_header_tells),
        cmocka_unit_test(formats_are_found_by_their_names),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
