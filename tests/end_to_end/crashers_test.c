/* Texts that kill the speech engine are read to their end all the same, into a file and by keyboard; what could not be
 * said is told. The texts of ../shared/engine-crashers are used where they are present. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/array.h"
#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char folder[] = ALOUD_SOURCE "/../shared/engine-crashers";

enum { FILES_MOST = 100, NAME_BYTES = 256, KEYS_MOST = 400 };

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

/* The voice of the language in a name like "207_cy_1_s6.txt"; en-GB where there is none. */
static void language_of(const char *name, const char *voices, char language[NAME_BYTES])
{
    char path[2 * NAME_BYTES + sizeof folder];
    language[0] = '\0';
    sscanf(name, "%*[0-9]_%32[a-z]_", language);
    snprintf(path, sizeof path, "%s/%s.ini", voices, language);
    if (access(path, R_OK) != 0) snprintf(language, NAME_BYTES, "en-GB");
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
        language_of(names[i], stage_voices(sitting->stage), language);
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
        language_of(names[i], stage_voices(sitting->stage), language);
        sitting->typist = stage_listen(sitting->stage, (const char *[]){"--plain", "--quiet-ui", "--format", "text",
                                                                        "--lang", language, path, NULL});
        assert_non_null(sitting->typist);
        sitting_waits(sitting, 0.3);
        /* The next sentence again and again, until there is none. */
        size_t keys = 0, before = typist_output(sitting->typist)->length, same = 0;
        for (; keys < KEYS_MOST && same < 5; keys++) {
            sitting_types(sitting, TYPE_RIGHT);
            sitting_waits(sitting, 0.06);
            same = typist_output(sitting->typist)->length == before ? same + 1 : 0;
            before = typist_output(sitting->typist)->length;
        }
        sitting_types(sitting, "q");
        int status = typist_exit(sitting->typist, 20);
        if (status != 0) print_error("%s: exit status %d: %s\n", names[i], status, typist_screen(sitting->typist));
        assert_int_equal(status, 0);
        typist_free(sitting->typist);
        sitting->typist = NULL;
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
