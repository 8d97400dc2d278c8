/* Tags and chapters, as ffprobe and the tools of the formats' own makers read them. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "base/array.h"
#include "speech/clip.h"

#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { FRAMES = 100001 };

/* Quotes, the signs that end keys, other scripts, directions and planes; what could end a line; no text at all. */
static const struct chapter chapters[] = {{0, 11025, "How to take it"},
                                          {11025, 30000, "Who \"must\" not; 1 = 1, 'x'"},
                                          {30000, 61234, "أسئلة 😀 \u202Eback\u202C"},
                                          {61234, 61300, "A\nCHAPTER009=x\r\tB\x01"},
                                          {61300, FRAMES, ""}};
static const char *const chapter_titles[] = {"How to take it", "Who \"must\" not; 1 = 1, 'x'",
                                             "أسئلة 😀 \u202Eback\u202C", "A CHAPTER009=x  B ", ""};
static const struct audio_tags tags = {.title = "Tea=\"biscuits\" & 苦い薬 😀\nARTIST=Nobody\u2028next",
                                       .album = "Tea & biscuits",
                                       .language = "en-GB",
                                       .reference = "PIL=17",
                                       .version = "3.1; 2026",
                                       .track = 2,
                                       .track_count = 9,
                                       .chapters = chapters,
                                       .chapter_count = ARRAY_COUNT(chapters)};
static const char title[] = "Tea=\"biscuits\" & 苦い薬 😀 ARTIST=Nobody next";

static int16_t *frames;

static int make(void **state)
{
    frames = sound_make(FRAMES);
    return sound_folder_make(state);
}

static int drop(void **state)
{
    free(frames);
    return sound_folder_remove(state);
}

static const char *encode(enum audio_format format, const struct audio_tags *with)
{
    char name[32];
    snprintf(name, sizeof name, "a%s", audio_format_ending(format));
    const char *path = sound_path(name);
    sound_encode(format, path, with, frames, FRAMES);
    return path;
}

static void assert_tag(const json_t *probe, const char *key, const char *wanted)
{
    const char *got = probe_tag(probe, key);
    if (!got) print_error("no %s\n", key);
    assert_non_null(got);
    assert_string_equal(got, wanted);
}

static void each_format_tells_its_tags(void **state)
{
    (void)state;
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = encode(format, &tags);
        json_t *probe = sound_probe(path);
        assert_tag(probe, "title", title);
        assert_tag(probe, "album", "Tea & biscuits");
        assert_tag(probe, "language", "en-GB");
        if (format == AUDIO_WAV) {
            assert_tag(probe, "comment", "REFERENCE=PIL=17; VERSION=3.1; 2026");
        } else {
            assert_tag(probe, "reference", "PIL=17");
            assert_tag(probe, "version", "3.1; 2026");
        }
        bool slash = format == AUDIO_WAV || format == AUDIO_MP3;
        assert_tag(probe, "track", slash ? "2/9" : "2");
        if (!slash) assert_tag(probe, "tracktotal", "9");
        assert_null(probe_tag(probe, "artist"));
        json_decref(probe);
        assert_int_equal(unlink(path), 0);
    }
}

static double chapter_seconds(const json_t *chapter, const char *key)
{
    const char *text = json_string_value(json_object_get(chapter, key));
    assert_non_null(text);
    return strtod(text, NULL);
}

/* ffmpeg calls a chapter of MP3 that has no title by its element's name. */
static const char *without_title(enum audio_format format)
{
    return format == AUDIO_MP3 ? "chapter5" : "";
}

static void assert_chapter(enum audio_format format, const json_t *chapter, size_t index)
{
    bool last = index + 1 == ARRAY_COUNT(chapters);
    const char *name = json_string_value(json_object_get(json_object_get(chapter, "tags"), "title"));
    const char *wanted = chapter_titles[index][0] ? chapter_titles[index] : without_title(format);
    assert_string_equal(name ? name : "", wanted);
    double start = (double)chapters[index].start_frame / CLIP_RATE_HZ;
    double end = (double)chapters[index].end_frame / CLIP_RATE_HZ;
    assert_true(chapter_seconds(chapter, "start_time") > start - 0.00051);
    assert_true(chapter_seconds(chapter, "start_time") < start + 0.00051);
    assert_true(chapter_seconds(chapter, "end_time") > end - 0.00051);
    /* The last one ends with the file as ffmpeg has it: Opus with its delay. */
    assert_true(chapter_seconds(chapter, "end_time") < end + (last ? 0.01 : 0.00051));
}

static void each_format_tells_its_chapters(void **state)
{
    (void)state;
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        const char *path = encode(format, &tags);
        json_t *probe = sound_probe(path), *got = json_object_get(probe, "chapters");
        assert_int_equal(json_array_size(got), ARRAY_COUNT(chapters));
        for (size_t i = 0; i < ARRAY_COUNT(chapters); i++) {
            assert_chapter(format, json_array_get(got, i), i);
        }
        json_decref(probe);
        assert_int_equal(unlink(path), 0);
    }
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++) count++;
    return count;
}

/* Line by line as the comments stand in the file: none is split or added. */
static void assert_comments(const char *printed)
{
    assert_non_null(strstr(printed, "TITLE=Tea=\"biscuits\" & 苦い薬 😀 ARTIST=Nobody next\n"));
    assert_non_null(strstr(printed, "LANGUAGE=en-GB\n"));
    assert_non_null(strstr(printed, "CHAPTER003=00:00:01.361\n"));
    assert_non_null(strstr(printed, "CHAPTER003NAME=أسئلة 😀 \u202Eback\u202C\n"));
    assert_non_null(strstr(printed, "CHAPTER004NAME=A CHAPTER009=x  B \n"));
    assert_int_equal(count_of(printed, "CHAPTER00"), 2 * ARRAY_COUNT(chapters) + 1);
}

static void flac_is_as_its_own_tools_want_it(void **state)
{
    (void)state;
    const char *path = encode(AUDIO_FLAC, &tags);
    assert_string_equal(tool_prints("flac --silent --test --warnings-as-errors '%s'", path), "");
    assert_comments(tool_prints("metaflac --no-utf8-convert --export-tags-to=- '%s'", path));
    const char *list = tool_prints("metaflac --list --block-type=CUESHEET '%s'", path);
    assert_int_equal(count_of(list, "type: AUDIO"), ARRAY_COUNT(chapters));
    assert_non_null(strstr(list, "offset: 61234\n"));
    assert_non_null(strstr(list, "offset: 100001\n      number: 255 (LEAD-OUT)"));
    assert_non_null(strstr(tool_prints("metaflac --list --block-type=SEEKTABLE '%s'", path), "sample_number=0, "));
    assert_int_equal(unlink(path), 0);
}

static void ogg_is_as_its_own_tools_want_it(void **state)
{
    (void)state;
    const char *path = encode(AUDIO_OPUS, &tags), *list = tool_prints("opusinfo '%s'", path);
    assert_null(strcasestr(list, "warning"));
    assert_non_null(strstr(list, "Original sample rate: 22050 Hz"));
    assert_non_null(strstr(list, "Playback length: 0m:04.535s"));
    assert_comments(list);
    assert_int_equal(unlink(path), 0);
    path = encode(AUDIO_VORBIS, &tags);
    list = tool_prints("ogginfo '%s'", path);
    assert_null(strcasestr(list, "warning"));
    assert_non_null(strstr(list, "Rate: 22050"));
    assert_non_null(strstr(list, "Playback length: 0m:04.535s"));
    assert_comments(list);
    assert_int_equal(unlink(path), 0);
}

static void mp3_is_as_other_players_want_it(void **state)
{
    (void)state;
    const char *path = encode(AUDIO_MP3, &tags), *list = tool_prints("mp3val '%s'", path);
    assert_null(strstr(list, "WARNING"));
    assert_null(strstr(list, "ERROR"));
    assert_non_null(strstr(list, "(MPEG 2 Layer III), +ID3v2, CBR"));
    list = tool_prints("mpg123 --test --long-tag '%s'", path);
    assert_non_null(strstr(list, "cbr56 22050 mono"));
    assert_non_null(strstr(list, title));
    assert_null(strcasestr(list, "error"));
    assert_null(strcasestr(list, "warning"));
    /* TLAN has the language as ISO 639-2 has it, and no region. */
    list = tool_prints("mediainfo --Full '%s'", path);
    assert_non_null(strstr(list, ": English\n"));
    assert_non_null(strstr(list, ": PIL=17\n"));
    assert_non_null(strstr(list, ": LAME3.100\n"));
    assert_int_equal(unlink(path), 0);
}

/* libsndfile's own reading of the chunks. */
static void wav_has_chunks_that_libsndfile_reads(void **state)
{
    (void)state;
    const char *path = encode(AUDIO_WAV, &tags);
    SF_INFO about = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &about);
    assert_non_null(file);
    assert_int_equal(about.frames, FRAMES);
    assert_string_equal(sf_get_string(file, SF_STR_TITLE), title);
    assert_string_equal(sf_get_string(file, SF_STR_ALBUM), "Tea & biscuits");
    SF_CUES cues;
    assert_int_equal(sf_command(file, SFC_GET_CUE, &cues, sizeof cues), SF_TRUE);
    assert_int_equal(cues.cue_count, ARRAY_COUNT(chapters));
    for (size_t i = 0; i < ARRAY_COUNT(chapters); i++) {
        assert_int_equal(cues.cue_points[i].sample_offset, chapters[i].start_frame);
        assert_string_equal(cues.cue_points[i].name, chapter_titles[i]);
    }
    sf_close(file);
    assert_non_null(strstr(tool_prints("soxi '%s'", path), "= 100001 samples"));
    assert_int_equal(unlink(path), 0);
}

static void a_title_of_ten_thousand_bytes_is_kept(void **state)
{
    (void)state;
    struct buffer text = {0};
    while (text.length < 10000) buffer_append_text(&text, "tablets \"苦い薬\" = 😀 ");
    const struct chapter chapter = {0, FRAMES, text.data};
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        /* ffmpeg cuts the labels of chapters in WAV, and complains that it cut a character. */
        bool with_chapter = format != AUDIO_WAV;
        const struct audio_tags long_tags = {
            .title = text.data, .chapters = &chapter, .chapter_count = with_chapter ? 1 : 0};
        const char *path = encode(format, &long_tags);
        json_t *probe = sound_probe(path);
        const char *got = probe_tag(probe, "title");
        assert_non_null(got);
        assert_string_equal(got, text.data);
        if (with_chapter) {
            json_t *first = json_array_get(json_object_get(probe, "chapters"), 0);
            assert_string_equal(json_string_value(json_object_get(json_object_get(first, "tags"), "title")), text.data);
        }
        json_decref(probe);
        assert_int_equal(unlink(path), 0);
    }
    buffer_done(&text);
}

/* More than fit are left out, and the rest stays legal. */
static void the_chapters_that_fit_are_there(void **state)
{
    (void)state;
    enum { MANY = 1200 };
    static struct chapter many[MANY];
    for (size_t i = 0; i < MANY; i++) many[i] = (struct chapter){i * 80, i * 80 + 80, "Part"};
    const struct audio_tags with = {.chapters = many, .chapter_count = MANY};
    for (enum audio_format format = 0; format < AUDIO_FORMAT_COUNT; format++) {
        size_t most = audio_format_chapters_most(format);
        const char *path = encode(format, &with);
        json_t *probe = sound_probe(path);
        assert_int_equal(json_array_size(json_object_get(probe, "chapters")), most < MANY ? most : MANY);
        assert_null(probe_tag(probe, "CHAPTER1000"));
        json_decref(probe);
        if (format == AUDIO_FLAC) {
            assert_string_equal(tool_prints("flac --silent --test --warnings-as-errors '%s'", path), "");
            const char *list = tool_prints("metaflac --list --block-type=CUESHEET '%s'", path);
            assert_non_null(strstr(list, "number of tracks: 255\n")); /* with the end's own */
        }
        assert_int_equal(unlink(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_tells_its_tags),
        cmocka_unit_test(each_format_tells_its_chapters),
        cmocka_unit_test(flac_is_as_its_own_tools_want_it),
        cmocka_unit_test(ogg_is_as_its_own_tools_want_it),
        cmocka_unit_test(mp3_is_as_other_players_want_it),
        cmocka_unit_test(wav_has_chunks_that_libsndfile_reads),
        cmocka_unit_test(a_title_of_ten_thousand_bytes_is_kept),
        cmocka_unit_test(the_chapters_that_fit_are_there),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
