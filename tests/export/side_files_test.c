/* Cue sheets, playlists and WebVTT: to the letter, and as programs that are not Aloud read them. */
#include "cmocka_all.h"
#include "sound_file.h"

#include "base/array.h"
#include "base/file.h"
#include "export/cue_sheet.h"
#include "export/playlist.h"
#include "export/web_vtt.h"
#include "speech/clip.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *write_file(const char *name, const struct buffer *text)
{
    const char *path = sound_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_false(text->failed);
    assert_int_equal(fwrite(text->data, text->length, 1, file), 1);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void a_cue_sheet_has_its_chapters(void **state)
{
    (void)state;
    static const struct chapter chapters[] = {{0, 22050, "Say \"no\""},
                                              {22050 * 61 + 11024, 2000000, "A\r\n  TRACK 09 AUDIO"},
                                              {22050ULL * 6000, 22050ULL * 6001, "أسئلة"}};
    const struct audio_tags tags = {.album = "Tea\n\"REM\"",
                                    .language = "ar",
                                    .version = "3",
                                    .chapters = chapters,
                                    .chapter_count = ARRAY_COUNT(chapters)};
    struct buffer text = {0};
    cue_sheet_append(&text, &tags, "all \"of\" it.flac", AUDIO_FLAC);
    assert_string_equal(buffer_text(&text), "REM LANGUAGE \"ar\"\r\n"
                                            "REM VERSION \"3\"\r\n"
                                            "TITLE \"Tea 'REM'\"\r\n"
                                            "FILE \"all 'of' it.flac\" WAVE\r\n"
                                            "  TRACK 01 AUDIO\r\n"
                                            "    TITLE \"Say 'no'\"\r\n"
                                            "    INDEX 01 00:00:00\r\n"
                                            "  TRACK 02 AUDIO\r\n"
                                            "    TITLE \"A    TRACK 09 AUDIO\"\r\n"
                                            "    INDEX 01 01:01:37\r\n"
                                            "  TRACK 03 AUDIO\r\n"
                                            "    TITLE \"أسئلة\"\r\n"
                                            "    INDEX 01 100:00:00\r\n");
    buffer_clear(&text);
    const struct audio_tags section = {.title = "One section"};
    cue_sheet_append(&text, &section, "1.mp3", AUDIO_MP3);
    assert_string_equal(buffer_text(&text), "FILE \"1.mp3\" MP3\r\n  TRACK 01 AUDIO\r\n    TITLE \"One section\"\r\n"
                                            "    INDEX 01 00:00:00\r\n");
    buffer_done(&text);
}

/* metaflac reads the sheet into a FLAC file, and finds its places. */
static void a_cue_sheet_is_read_by_metaflac(void **state)
{
    (void)state;
    enum { COUNT = 100001 };
    static const struct chapter chapters[] = {{0, 29400, "A \"b\""}, {29400, COUNT, "c\nINDEX 01 00:00:00"}};
    const struct audio_tags tags = {.album = "Tea", .chapters = chapters, .chapter_count = 2};
    int16_t *frames = sound_make(COUNT);
    struct buffer text = {0};
    const char *flac = sound_path("a.flac");
    sound_encode(AUDIO_FLAC, flac, NULL, frames, COUNT);
    cue_sheet_append(&text, &tags, "a.flac", AUDIO_FLAC);
    const char *cue = write_file("a.cue", &text);
    assert_string_equal(tool_prints("metaflac --no-cued-seekpoints --import-cuesheet-from='%s' '%s'", cue, flac), "");
    const char *list = tool_prints("metaflac --list --block-type=CUESHEET '%s'", flac);
    assert_non_null(strstr(list, "number of tracks: 3\n"));
    assert_non_null(strstr(list, "offset: 29400\n      number: 2\n"));
    assert_int_equal(unlink(cue), 0);
    assert_int_equal(unlink(flac), 0);
    buffer_done(&text);
    free(frames);
}

static void a_cue_sheet_has_at_most_99_tracks(void **state)
{
    (void)state;
    static struct chapter chapters[120];
    for (size_t i = 0; i < ARRAY_COUNT(chapters); i++) chapters[i] = (struct chapter){i, i + 1, "x"};
    const struct audio_tags tags = {.chapters = chapters, .chapter_count = ARRAY_COUNT(chapters)};
    struct buffer text = {0};
    cue_sheet_append(&text, &tags, "a.wav", AUDIO_WAV);
    assert_non_null(strstr(buffer_text(&text), "TRACK 99 AUDIO"));
    assert_null(strstr(buffer_text(&text), "TRACK 100"));
    buffer_done(&text);
}

static void a_playlist_has_a_line_for_each_file(void **state)
{
    (void)state;
    static const struct playlist_entry entries[] = {{"01-tea.flac", "Tea, with milk", 22050 * 61 + 11025},
                                                    {"#2.flac", NULL, 11024},
                                                    {"3\n#4.flac", "a\r\n/etc", 0}};
    struct buffer text = {0};
    playlist_begin(&text, "All\n#EXTM3U");
    for (size_t i = 0; i < ARRAY_COUNT(entries); i++) playlist_append(&text, &entries[i]);
    assert_string_equal(buffer_text(&text), "#EXTM3U\n#PLAYLIST:All #EXTM3U\n"
                                            "#EXTINF:62,Tea, with milk\n01-tea.flac\n"
                                            "#EXTINF:0,#2.flac\n./#2.flac\n"
                                            "#EXTINF:0,a  /etc\n3 #4.flac\n");
    buffer_clear(&text);
    playlist_begin(&text, NULL);
    assert_string_equal(buffer_text(&text), "#EXTM3U\n");
    buffer_done(&text);
}

/* mpg123 plays the files of the list, in its order. */
static void a_playlist_is_played_by_mpg123(void **state)
{
    (void)state;
    static const struct playlist_entry entries[] = {{"b.mp3", "B", 22050}, {"#a.mp3", "A", 22050}};
    int16_t *frames = sound_make(22050);
    struct buffer text = {0};
    sound_encode(AUDIO_MP3, sound_path("b.mp3"), &(struct audio_tags){.title = "Second"}, frames, 22050);
    sound_encode(AUDIO_MP3, sound_path("#a.mp3"), &(struct audio_tags){.title = "First"}, frames, 22050);
    playlist_begin(&text, "Both");
    for (size_t i = 0; i < ARRAY_COUNT(entries); i++) playlist_append(&text, &entries[i]);
    const char *list = write_file("all.m3u8", &text);
    const char *printed = tool_prints("mpg123 --test --list '%s'", list);
    const char *one = strstr(printed, "Second"), *two = strstr(printed, "First");
    assert_non_null(one);
    assert_non_null(two);
    assert_true(one < two);
    assert_int_equal(unlink(list), 0);
    assert_int_equal(unlink(sound_path("b.mp3")), 0);
    assert_int_equal(unlink(sound_path("#a.mp3")), 0);
    buffer_done(&text);
    free(frames);
}

enum { MS_15 = 22050 * 15 / 1000 }; /* no whole number of frames */

static void web_vtt_has_a_cue_for_each_sentence(void **state)
{
    (void)state;
    static const struct web_vtt_word words[] = {{22050, 0},  {33075, 5},  {33075, 10}, {44100, 8},
                                                {44100, 12}, {66150, 20}, {55125, 400}};
    static const struct web_vtt_word within = {22050ULL * 3600 * 100 + 22050, 2}; /* a character */
    static const char spoken[] = "Take two & no more tablets";
    const struct web_vtt_cue cues[] = {
        {22050, 66150, spoken, words, ARRAY_COUNT(words)},
        {66150, 66150, "a --> b\n\n00:00.000 --> 99:00.000\r\n<b>", NULL, 0},
        {66150, 88200, "", NULL, 0},
        {22050ULL * 3600 * 100 + MS_15, 22050ULL * 3600 * 101, "😀 &amp;", &within, 1},
    };
    struct buffer text = {0};
    web_vtt_begin(&text);
    for (size_t i = 0; i < ARRAY_COUNT(cues); i++) web_vtt_append(&text, &cues[i]);
    assert_string_equal(buffer_text(&text), "WEBVTT\n"
                                            "\n00:00:01.000 --> 00:00:03.000\n"
                                            "Take <00:00:01.500>two<00:00:02.000> &amp; no more tablets\n"
                                            "\n00:00:03.000 --> 00:00:03.001\n"
                                            "a --&gt; b  00:00.000 --&gt; 99:00.000  &lt;b&gt;\n"
                                            "\n100:00:00.015 --> 101:00:00.000\n"
                                            "😀 &amp;amp;\n");
    buffer_done(&text);
}

/* ffmpeg finds as many cues as were written, with their times and their texts. */
static void web_vtt_is_read_by_ffmpeg(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "One & two", "a --> b", "1 < 2 > 0", "x\n\nNOTE y\n\n00:01.000 --> 00:02.000\nz",
        "WEBVTT",    "أسئلة 😀", "&lt;i&gt;"};
    static const char *const shown[] = {"One & two", "a --> b", "1 < 2 > 0", "x  NOTE y  00:01.000 --> 00:02.000 z",
                                        "WEBVTT",    "أسئلة 😀", "&lt;i&gt;"};
    struct buffer text = {0}, wanted = {0};
    web_vtt_begin(&text);
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        const struct web_vtt_word word = {22050 * (2 * i) + 11025, 1};
        web_vtt_append(&text, &(struct web_vtt_cue){44100 * i, 44100 * i + 22050, texts[i], &word, i == 0});
        buffer_printf(&wanted, "Dialogue: 0,0:00:%02zu.00,0:00:%02zu.00,Default,,0,0,0,,%s\n", 2 * i, 2 * i + 1,
                      shown[i]);
    }
    const char *path = write_file("a.vtt", &text);
    const char *printed = tool_prints("ffmpeg -v warning -i '%s' -f ass - | grep ^Dialogue | tr -d '\\r'", path);
    assert_string_equal(printed, buffer_text(&wanted));
    assert_int_equal(unlink(path), 0);
    buffer_done(&text);
    buffer_done(&wanted);
}

/* A strict reader of what web_vtt_append may write: lines of times that ascend, then one line of text with ascending times
 * in it, and nothing else; characters that begin markup stand only where they do. Returns how many cues there are. */
static long parse_ms(const char **at)
{
    int hours, minutes, seconds, ms, length = 0;
    assert_int_equal(sscanf(*at, "%d:%2d:%2d.%3d%n", &hours, &minutes, &seconds, &ms, &length), 4);
    assert_true(length >= 12 && minutes < 60 && seconds < 60);
    *at += length;
    return ((hours * 60L + minutes) * 60 + seconds) * 1000 + ms;
}

static void expect(const char **at, const char *wanted)
{
    assert_memory_equal(*at, wanted, strlen(wanted));
    *at += strlen(wanted);
}

static void parse_text(const char **at, long start, long end)
{
    for (long last = start; **at != '\n'; (*at)++) {
        assert_true((unsigned char)**at >= ' ' && **at != '>');
        if (**at == '&') {
            assert_true(!strncmp(*at, "&amp;", 5) || !strncmp(*at, "&lt;", 4) || !strncmp(*at, "&gt;", 4));
        }
        if (**at != '<') continue;
        (*at)++;
        long time = parse_ms(at);
        assert_true(time > last && time < end);
        assert_int_equal(**at, '>');
        last = time;
    }
    (*at)++;
}

static size_t parse(const char *text)
{
    size_t count = 0;
    long last = 0;
    const char *at = text;
    for (expect(&at, "WEBVTT\n"); *at; count++) {
        expect(&at, "\n");
        long start = parse_ms(&at);
        expect(&at, " --> ");
        long end = parse_ms(&at);
        expect(&at, "\n");
        assert_true(start >= last && end > start);
        parse_text(&at, start, end);
        last = start;
    }
    return count;
}

/* Texts and times put together by chance: whatever they are, the file holds its cues and no more. */
static void web_vtt_is_always_legal(void **state)
{
    (void)state;
    static const char *const parts[] = {"-->", "\n", "\n\n", "<", ">", "&",    "00:00:01.000", "NOTE", "word",
                                        " ",   "\r", "\t",   "é", "😀", "\xFF", "WEBVTT",       "\x01", "--"};
    srand(7);
    for (int run = 0; run < 300; run++) {
        struct buffer text = {0};
        size_t count = 0;
        web_vtt_begin(&text);
        for (uint64_t frame = 0; frame < 500000; frame += (uint64_t)rand() % 90000) {
            struct buffer spoken = {0};
            struct web_vtt_word words[8];
            for (int i = rand() % 9; i > 0; i--)
                buffer_append_text(&spoken, parts[(size_t)rand() % ARRAY_COUNT(parts)]);
            for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
                words[i] = (struct web_vtt_word){frame + (uint64_t)rand() % 60000, (size_t)rand() % 40};
            }
            web_vtt_append(&text, &(struct web_vtt_cue){frame, frame + (uint64_t)rand() % 50000, buffer_text(&spoken),
                                                        words, ARRAY_COUNT(words)});
            count += spoken.length > 0;
            buffer_done(&spoken);
        }
        assert_int_equal(parse(buffer_text(&text)), count);
        buffer_done(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cue_sheet_has_its_chapters),      cmocka_unit_test(a_cue_sheet_is_read_by_metaflac),
        cmocka_unit_test(a_cue_sheet_has_at_most_99_tracks), cmocka_unit_test(a_playlist_has_a_line_for_each_file),
        cmocka_unit_test(a_playlist_is_played_by_mpg123),    cmocka_unit_test(web_vtt_has_a_cue_for_each_sentence),
        cmocka_unit_test(web_vtt_is_read_by_ffmpeg),         cmocka_unit_test(web_vtt_is_always_legal),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
