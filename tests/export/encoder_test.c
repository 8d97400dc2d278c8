/* Each format, read back by programs that are not Aloud: ffmpeg for all, and the tools of the formats' own makers. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "base/array.h"
#include "speech/clip.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
        }
        free(decoded);
        assert_int_equal(unlink(path), 0);
    }
    free(frames);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_the_sound),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
