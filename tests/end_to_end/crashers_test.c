/* Texts that kill the speech engine are read to their end all the same, into a file and by keyboard; what could not be
 * said is told. The texts of ../shared/engine-crashers are used where they are present. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/file.h"
#include "speech/clip.h"
#include "voice/voice.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char folder[] = ALOUD_SOURCE "/../shared/engine-crashers";

enum { FILES_MOST = 100, NAME_BYTES = 256 };
static const double LIMIT_S = 60.0, KEY_S = 0.05, LAST_S = 3.0;

static size_t list(char names[FILES_MOST][NAME_BYTES])
{
    size_t count = 0;
    DIR *open = opendir(folder);
    if (!open) return 0;
    for (struct dirent *entry; count < FILES_MOST && (entry = readdir(open));) {
        if (entry->d_name[0] != '.') snprintf(names[count++], NAME_BYTES, "%s", entry->d_name);
    }
    closedir(open);
    return count;
}

/* Aloud has no voice for some of these languages, but the engine has, and dies of them: this gives it one that differs
 * from a voice of Aloud's in nothing but the language. Russian needs the plural forms of Polish. */
static void make_voice(struct stage *stage, const char *language)
{
    struct buffer from = {0}, to = {0};
    char *source = text_format("%s/%s.ini", stage_voices(stage), strcmp(language, "ru") == 0 ? "pl" : "en-GB");
    char *name = text_format("voices/%s.ini", language);
    assert_non_null(source);
    assert_non_null(name);
    assert_int_equal(file_read(source, SIZE_MAX, &from, NULL), STATUS_OK);
    for (char *line = strtok(from.data, "\n"); line; line = strtok(NULL, "\n")) {
        bool tag = strncmp(line, "language = ", 11) == 0 || strncmp(line, "engine = ", 9) == 0;
        if (tag)
            buffer_printf(&to, "%.*s= \"%s\"\n", (int)(strchr(line, '=') - line), line, language);
        else
            buffer_printf(&to, "%s\n", line);
    }
    stage_write(stage, name, to.data, to.length);
    buffer_done(&from);
    buffer_done(&to);
    free(source);
    free(name);
}

/* The language in a name like "207_cy_1_s6.txt", for which the stage then has a voice. */
static void language_of(const char *name, struct stage *stage, char language[NAME_BYTES])
{
    language[0] = '\0';
    sscanf(name, "%*[0-9]_%32[a-z]_", language);
    char *path = text_format("%s/%s.ini", stage_voices(stage), language);
    assert_non_null(path);
    if (access(path, R_OK) != 0) make_voice(stage, language);
    free(path);
}

static void are_read_into_a_file(void **state)
{
    struct sitting *sitting = *state;
    static char names[FILES_MOST][NAME_BYTES];
    size_t count = list(names);
    if (count == 0) skip();
    sitting->stage = stage_open(STAGE_WITHOUT_SOUND);
    assert_non_null(sitting->stage);
    const char *wav = stage_path(sitting->stage, "a.wav");
    for (size_t i = 0; i < count; i++) {
        char path[2 * NAME_BYTES], language[NAME_BYTES];
        struct stat about;
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        language_of(names[i], sitting->stage, language);
        struct outcome outcome = stage_run(
            sitting->stage, (const char *[]){path, "--format", "text", "--lang", language, "--output", wav, NULL}, 60);
        if (outcome.exit_status != 0) {
            print_error("%s: exit status %d after %.1f s: %s\n", names[i], outcome.exit_status, outcome.seconds,
                        buffer_text(&outcome.errors));
        }
        assert_int_equal(outcome.exit_status, 0);
        assert_int_equal(stat(wav, &about), 0);
        assert_true(about.st_size > 44100);
        assert_int_equal(unlink(wav), 0);
        outcome_done(&outcome);
    }
}

/* What Aloud says in that language. */
static void phrase_of(const char *voices, const char *language, enum phrase phrase, struct buffer *text)
{
    struct voice *voice = NULL;
    assert_int_equal(voice_load(voices, language, &voice, NULL), STATUS_OK);
    assert_int_equal(voice_phrase(voice, phrase, NULL, 0, text, NULL), STATUS_OK);
    voice_free(voice);
}

/* Whether something sounded in the last second of the recording. */
static bool still_sounds(struct sound tape)
{
    size_t second = tape.count < CLIP_RATE_HZ ? tape.count : CLIP_RATE_HZ;
    return sound_end((struct sound){tape.frames + tape.count - second, second}) > 0;
}

/* The next sentence again and again until there is none. The last one is heard to its end, or still sounds after a
 * while: some last for minutes. */
static void read_by_keyboard(struct sitting *sitting, const char *path, const char *language)
{
    const char *const options[] = {"--plain", "--quiet-ui", "--format", "text", "--lang", language, path, NULL};
    struct buffer at_end = {0}, end = {0};
    phrase_of(stage_voices(sitting->stage), language, PHRASE_AT_END, &at_end);
    phrase_of(stage_voices(sitting->stage), language, PHRASE_END_OF_LEAFLET, &end);
    assert_true(stage_record(sitting->stage));
    sitting->typist = stage_listen(sitting->stage, options);
    assert_non_null(sitting->typist);
    bool there = false;
    for (double waited_s = 0; !there && waited_s < LIMIT_S; waited_s += KEY_S) {
        sitting_types(sitting, TYPE_RIGHT);
        there = typist_reads(sitting->typist, buffer_text(&at_end), KEY_S);
    }
    if (!there) print_error("%s: the end is not reached: %s\n", path, typist_screen(sitting->typist));
    assert_true(there);
    bool ended = typist_reads(sitting->typist, buffer_text(&end), LAST_S) || still_sounds(stage_tape(sitting->stage));
    if (!ended) print_error("%s: its last sentence does not sound: %s\n", path, typist_screen(sitting->typist));
    assert_true(ended);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    sitting_rises(sitting);
    buffer_done(&at_end);
    buffer_done(&end);
}

static void are_read_by_keyboard(void **state)
{
    struct sitting *sitting = *state;
    static char names[FILES_MOST][NAME_BYTES];
    size_t count = list(names);
    if (count == 0) skip();
    sitting->stage = stage_open(STAGE_WITH_SOUND);
    assert_non_null(sitting->stage);
    for (size_t i = 0; i < count; i++) {
        char path[2 * NAME_BYTES], language[NAME_BYTES];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        language_of(names[i], sitting->stage, language);
        read_by_keyboard(sitting, path, language);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(are_read_into_a_file),
        SITTING_TEST(are_read_by_keyboard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
