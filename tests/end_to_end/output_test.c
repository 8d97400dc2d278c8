/* --output: the same clips as are played, in a file that is there whole or not at all. */
#include "cmocka_all.h"
#include "hand.h"

#include "base/array.h"
#include "base/file.h"
#include "speech/clip.h"

#include <dirent.h>
#include <signal.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static void prepare(struct sitting *sitting)
{
    struct buffer content = {0};
    const char *path = ALOUD_SOURCE "/tests/end_to_end/leaflets/knee.md";
    assert_int_equal(file_read(path, SIZE_MAX, &content, NULL), STATUS_OK);
    sitting->stage = stage_open(STAGE_WITHOUT_SOUND);
    assert_non_null(sitting->stage);
    sitting->leaflet = stage_write(sitting->stage, "knee.md", content.data, content.length);
    buffer_done(&content);
    assert_int_equal(mkdir(stage_path(sitting->stage, "out"), 0700), 0);
}

/* How many files a folder holds. */
static size_t count_files(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(folder);
    return count;
}

/* What a file holds; the caller frees the frames. */
static int16_t *read_frames(const char *wav, size_t *ret_count)
{
    SF_INFO about = {0};
    SNDFILE *file = sf_open(wav, SFM_READ, &about);
    assert_non_null(file);
    assert_int_equal(about.samplerate, CLIP_RATE_HZ);
    assert_int_equal(about.channels, 1);
    int16_t *frames = calloc((size_t)about.frames + 1, sizeof *frames);
    assert_non_null(frames);
    assert_int_equal(sf_readf_short(file, frames, about.frames), about.frames);
    sf_close(file);
    *ret_count = (size_t)about.frames;
    return frames;
}

static void holds_the_clips_in_order(void **state)
{
    struct sitting *sitting = *state;
    prepare(sitting);
    assert_true(expected_load(&sitting->expected, sitting->leaflet, stage_voices(sitting->stage)));
    const char *wav = stage_path(sitting->stage, "out/knee.wav");
    struct outcome outcome = stage_run(sitting->stage, (const char *[]){sitting->leaflet, "--output", wav, NULL}, 60);
    if (outcome.exit_status != 0) print_error("%s\n", buffer_text(&outcome.errors));
    assert_int_equal(outcome.exit_status, 0);
    assert_int_equal(outcome.errors.length, 0);
    outcome_done(&outcome);
    assert_int_equal(count_files(stage_path(sitting->stage, "out")), 1);

    size_t count = 0, expected = 0;
    int16_t *frames = read_frames(wav, &count);
    for (size_t i = 0; i < sitting->expected.count; i++) {
        struct sound clip = sitting->expected.sounds[i];
        assert_true(expected + clip.count <= count);
        bool same = memcmp(frames + expected, clip.frames, clip.count * sizeof *frames) == 0;
        if (!same) print_error("utterance %zu differs: %s\n", i, sitting->expected.shown[i]);
        assert_true(same);
        expected += clip.count;
    }
    assert_int_equal(count, expected);
    free(frames);
}

/* Each sentence and what the other language says there, as they are heard; the engine never says a text twice in the same
 * samples, so they are found as on a tape. */
static void holds_both_languages_in_turn(void **state)
{
    struct sitting *sitting = *state;
    hand_prepare(sitting, STAGE_WITHOUT_SOUND);
    const char *wav = stage_path(sitting->stage, "hand.wav");
    struct outcome outcome = stage_run(
        sitting->stage, (const char *[]){"--bilingual", "en-GB,pl", "--output", wav, sitting->leaflet, NULL}, 60);
    assert_string_equal(buffer_text(&outcome.errors), "");
    assert_int_equal(outcome.exit_status, 0);
    outcome_done(&outcome);
    static const struct wish wishes[] = {
        {WISH_WHOLE, HAND},    {WISH_WHOLE, PL_HAND}, {WISH_WHOLE, KEEP},  {WISH_WHOLE, PL_DRAFT},
        {WISH_WHOLE, PL_KEEP}, {WISH_WHOLE, PL_DAYS}, {WISH_WHOLE, DRIVE}, {WISH_WHOLE, PL_DRIVE},
        {WISH_WHOLE, MOVE},    {WISH_WHOLE, PL_MOVE},
    };
    assert_int_equal(ARRAY_COUNT(wishes), ALL_COUNT);
    const struct sound *clips = sitting->expected.sounds;
    struct hearing hearing = {0};
    size_t count = 0;
    int16_t *frames = read_frames(wav, &count);
    struct ear *ear = ear_new(clips, ALL_COUNT);
    assert_true(ear && ear_listen(ear, (struct sound){frames, count}, &hearing));
    bool is = verdict_is(&hearing, clips, wishes, ALL_COUNT, &sitting->report);
    if (!is) print_error("%s", buffer_text(&sitting->report));
    assert_true(is);
    hearing_done(&hearing);
    ear_free(ear);
    free(frames);
}

/* The length that the outline tells is that of the reading, within a tenth. */
static void is_as_long_as_the_outline_tells(void **state)
{
    struct sitting *sitting = *state;
    prepare(sitting);
    stage_set(sitting->stage, "ALOUD_VOICES", ALOUD_SOURCE "/voices");
    static const char *const leaflets[] = {"content/persistent-back-pain/leaflet.md",
                                           "tests/end_to_end/leaflets/knee.md"};
    for (size_t i = 0; i < ARRAY_COUNT(leaflets); i++) {
        char *leaflet = text_format("%s/%s", ALOUD_SOURCE, leaflets[i]);
        assert_non_null(leaflet);
        const char *wav = stage_path(sitting->stage, "out/all.wav");
        struct outcome outcome = stage_run(sitting->stage, (const char *[]){leaflet, "--output", wav, NULL}, 60);
        assert_int_equal(outcome.exit_status, 0);
        outcome_done(&outcome);
        SF_INFO about = {0};
        SNDFILE *file = sf_open(wav, SFM_READ, &about);
        assert_non_null(file);
        sf_close(file);
        double seconds = (double)about.frames / about.samplerate;

        outcome = stage_run(sitting->stage, (const char *[]){"outline", leaflet, NULL}, 60);
        assert_int_equal(outcome.exit_status, 0);
        const char *total = strstr(buffer_text(&outcome.output), " sentences, ");
        unsigned told_min = 0, told_s = 0;
        assert_non_null(total);
        assert_int_equal(sscanf(total, " sentences, %u:%u", &told_min, &told_s), 2);
        double told = told_min * 60.0 + told_s;
        if (told < 0.9 * seconds || told > 1.1 * seconds) print_error("told %.0f s, is %.0f s\n", told, seconds);
        assert_true(told > 0.9 * seconds && told < 1.1 * seconds);
        outcome_done(&outcome);
        free(leaflet);
    }
}

/* Nothing is left of a failed output, and what was there before is untouched. */
static void assert_failed(struct outcome *outcome, const char *folder, const char *wav)
{
    struct buffer content = {0};
    if (outcome->exit_status != 1) print_error("%s\n", buffer_text(&outcome->errors));
    assert_int_equal(outcome->exit_status, 1);
    assert_non_null(strstr(buffer_text(&outcome->errors), wav));
    assert_int_equal(count_files(folder), 1);
    assert_int_equal(file_read(wav, SIZE_MAX, &content, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&content), "before");
    buffer_done(&content);
    outcome_done(outcome);
}

static void leaves_nothing_on_a_file_size_limit(void **state)
{
    struct sitting *sitting = *state;
    prepare(sitting);
    const char *wav = stage_write_text(sitting->stage, "out/knee.wav", "before");
    const char *const command[] = {"/bin/sh",
                                   "-c",
                                   "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"",
                                   ALOUD_BINARY "/aloud",
                                   sitting->leaflet,
                                   "--output",
                                   wav,
                                   NULL};
    struct outcome outcome = stage_run_program(sitting->stage, command, 60);
    assert_failed(&outcome, stage_path(sitting->stage, "out"), wav);
}

static void leaves_nothing_on_a_full_disk(void **state)
{
    struct sitting *sitting = *state;
    prepare(sitting);
    const char *folder = stage_path(sitting->stage, "out");
    if (mount("tmpfs", folder, "tmpfs", 0, "size=128k") != 0) skip(); /* only root may, and not everywhere */
    const char *wav = stage_write_text(sitting->stage, "out/knee.wav", "before");
    struct outcome outcome = stage_run(sitting->stage, (const char *[]){sitting->leaflet, "--output", wav, NULL}, 60);
    size_t left = count_files(folder);
    struct buffer content = {0};
    enum status status = file_read(wav, SIZE_MAX, &content, NULL);
    umount(folder);
    assert_int_equal(outcome.exit_status, 1);
    assert_non_null(strstr(buffer_text(&outcome.errors), wav));
    assert_int_equal(status, STATUS_OK);
    assert_string_equal(buffer_text(&content), "before");
    assert_int_equal(left, 1);
    buffer_done(&content);
    outcome_done(&outcome);
}

static void says_where_it_cannot_write(void **state)
{
    struct sitting *sitting = *state;
    prepare(sitting);
    const char *wav = stage_path(sitting->stage, "no/such/folder/a.wav");
    struct outcome outcome = stage_run(sitting->stage, (const char *[]){sitting->leaflet, "--output", wav, NULL}, 60);
    assert_int_equal(outcome.exit_status, 1);
    assert_non_null(strstr(buffer_text(&outcome.errors), wav));
    outcome_done(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(holds_the_clips_in_order),        SITTING_TEST(holds_both_languages_in_turn),
        SITTING_TEST(is_as_long_as_the_outline_tells), SITTING_TEST(leaves_nothing_on_a_file_size_limit),
        SITTING_TEST(leaves_nothing_on_a_full_disk),   SITTING_TEST(says_where_it_cannot_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
