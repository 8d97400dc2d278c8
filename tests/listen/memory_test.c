#include "cmocka_all.h"

#include "base/file.h"
#include "listen/memory.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char home[] = "/tmp/aloud-memory-XXXXXX";
static const char leaflet[] = ALOUD_SOURCE "/CMakeLists.txt"; /* any file */

static struct memory some_memory(uint64_t utterance, size_t bookmarks)
{
    struct memory memory = {.has_place = true, .place = {utterance, 0xfedcba9876543210u + utterance, 7}};
    memory.bookmark_count = bookmarks;
    for (size_t i = 0; i < bookmarks; i++) memory.bookmarks[i] = (struct memory_place){i * 3, UINT64_MAX - i, 0};
    return memory;
}

static void assert_same(const struct memory *a, const struct memory *b)
{
    assert_int_equal(a->has_place, b->has_place);
    assert_int_equal(a->place.utterance, b->place.utterance);
    assert_true(a->place.text_hash == b->place.text_hash);
    assert_int_equal(a->place.frame, b->place.frame);
    assert_int_equal(a->bookmark_count, b->bookmark_count);
    for (size_t i = 0; i < a->bookmark_count; i++) {
        assert_int_equal(a->bookmarks[i].utterance, b->bookmarks[i].utterance);
        assert_true(a->bookmarks[i].text_hash == b->bookmarks[i].text_hash);
    }
}

static void save(const char *path, const struct memory *memory)
{
    struct error error = {0};
    if (memory_save(path, memory, &error) != STATUS_OK) fail_msg("%s: %s", error.file, error.text);
}

static struct memory load(const char *path)
{
    struct memory memory;
    struct error error = {0};
    if (memory_load(path, &memory, &error) != STATUS_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.text);
    return memory;
}

/* Removes the places of earlier tests. */
static void forget(void)
{
    char *command = text_format("rm -rf %s/aloud", home);
    assert_int_equal(system(command), 0);
    free(command);
}

/* The files of $XDG_STATE_HOME/aloud/places; the name of the first of them. */
static size_t place_files(char **ret_first)
{
    char *folder = text_format("%s/aloud/places", home);
    size_t count = 0;
    DIR *stream = opendir(folder);
    for (struct dirent *entry; stream && (entry = readdir(stream));) {
        if (entry->d_name[0] == '.') continue;
        if (count++ == 0 && ret_first) *ret_first = text_format("%s/%s", folder, entry->d_name);
    }
    if (stream) closedir(stream);
    free(folder);
    return count;
}

static void the_hash_is_fnv_1a(void **state)
{
    (void)state;
    /* From the reference: http://www.isthe.com/chongo/src/fnv/test_fnv.c */
    assert_true(memory_hash("", 0) == 0xcbf29ce484222325u);
    assert_true(memory_hash("a", 1) == 0xaf63dc4c8601ec8cu);
    assert_true(memory_hash("foobar", 6) == 0x85944171f73967e8u);
}

static void nothing_kept_is_an_empty_memory(void **state)
{
    (void)state;
    forget();
    struct memory memory = load(leaflet);
    assert_false(memory.has_place);
    assert_int_equal(memory.bookmark_count, 0);
}

static void what_is_kept_comes_back(void **state)
{
    (void)state;
    const struct memory kept[] = {some_memory(0, 0),
                                  some_memory(UINT32_MAX, 1),
                                  some_memory(12, BOOKMARKS_MOST),
                                  {.bookmark_count = 2, .bookmarks = {{1, 2, 0}, {3, 4, 0}}}};
    forget();
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        save(leaflet, &kept[i]);
        struct memory found = load(leaflet);
        assert_same(&found, &kept[i]);
    }
    assert_int_equal(place_files(NULL), 1);
}

static void each_leaflet_has_its_own_whatever_its_path_is_called(void **state)
{
    (void)state;
    struct memory one = some_memory(1, 1), two = some_memory(2, 2);
    forget();
    save(leaflet, &one);
    save(ALOUD_SOURCE "/LICENSE", &two);
    struct memory found = load(ALOUD_SOURCE "/tests/../CMakeLists.txt"); /* the same file */
    assert_same(&found, &one);
    found = load(ALOUD_SOURCE "/LICENSE");
    assert_same(&found, &two);
}

static void a_damaged_file_is_told_and_counts_as_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } damaged[] = {
        {"[place]\nat = twelve\n", 2},
        {"[place]\nat = 12\n", 2},
        {"[place]\nat = -1 00 0\n", 2},
        {"[place]\nat = 99999999999999999999999 00 0\n", 2},
        {"[place]\nat = 1 2 3 4\n", 2},
        {"[place]\nat = 1 2 3\n[bookmarks]\n1 = x\n", 4},
        {"[place]\nat = 1 2 3\n[else]\n1 = 1 2 3\n", 4},
        {"[place]\nat = 1 2", 2},
        {"\x01\x02\xff\xfe", 1},
        {"garbage\n", 1},
    };
    forget();
    struct memory memory = some_memory(3, 1);
    save(leaflet, &memory);
    char *path = NULL;
    assert_int_equal(place_files(&path), 1);
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        struct error error = {0};
        FILE *stream = fopen(path, "wb");
        assert_non_null(stream);
        fputs(damaged[i].text, stream);
        fclose(stream);
        memory = some_memory(3, 1);
        enum status status = memory_load(leaflet, &memory, &error);
        if (status != STATUS_BAD_INPUT || error.line != damaged[i].line || strcmp(error.file, path) != 0) {
            fail_msg("\"%s\": %d, %s:%zu: %s", damaged[i].text, (int)status, error.file, error.line, error.text);
        }
        assert_false(memory.has_place);
        assert_int_equal(memory.bookmark_count, 0);
    }
    free(path);
    save(leaflet, &memory); /* and is written over */
    load(leaflet);
}

static void too_many_bookmarks_are_damage(void **state)
{
    (void)state;
    char *path = NULL;
    struct error error = {0};
    struct memory memory = some_memory(3, 1);
    forget();
    save(leaflet, &memory);
    assert_int_equal(place_files(&path), 1);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fputs("[bookmarks]\n", stream);
    for (int i = 0; i <= BOOKMARKS_MOST; i++) fprintf(stream, "%d = %d 0 0\n", i + 1, i);
    fclose(stream);
    assert_int_equal(memory_load(leaflet, &memory, &error), STATUS_BAD_INPUT);
    assert_int_equal(error.line, BOOKMARKS_MOST + 2);
    free(path);
}

static void bookmarks_are_put_in_order(void **state)
{
    (void)state;
    struct memory memory = {.bookmark_count = 3, .bookmarks = {{9, 1, 0}, {2, 2, 0}, {5, 3, 0}}};
    forget();
    save(leaflet, &memory);
    memory = load(leaflet);
    assert_int_equal(memory.bookmarks[0].utterance, 2);
    assert_int_equal(memory.bookmarks[1].utterance, 5);
    assert_int_equal(memory.bookmarks[2].utterance, 9);
}

/* Writers that never stop, one of them killed again and again: each reader finds one of the whole memories. */
static void two_writers_and_kill_9_leave_a_whole_file(void **state)
{
    (void)state;
    const struct memory kept[] = {some_memory(1, BOOKMARKS_MOST), some_memory(2, 3)};
    forget();
    save(leaflet, &kept[0]);
    for (int round = 0; round < 20; round++) {
        pid_t writers[2];
        for (int i = 0; i < 2; i++) {
            writers[i] = fork();
            assert_true(writers[i] >= 0);
            while (writers[i] == 0)
                if (memory_save(leaflet, &kept[i], NULL) != STATUS_OK) _exit(1);
        }
        for (int i = 0; i < 10; i++) {
            struct memory found = load(leaflet);
            assert_true(found.place.utterance == 1 || found.place.utterance == 2);
            assert_same(&found, &kept[found.place.utterance - 1]);
            usleep(500);
        }
        for (int i = 0; i < 2; i++) {
            int status = 0;
            kill(writers[i], SIGKILL);
            assert_int_equal(waitpid(writers[i], &status, 0), writers[i]);
            assert_true(WIFSIGNALED(status)); /* it did not fail by itself */
        }
        load(leaflet);
    }
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    struct error error = {0};
    struct memory memory = some_memory(1, 0);
    const struct listener_settings settings = {.voice = {170, 50, 50, 100}};
    char *file = text_format("%s/a-file", home);
    FILE *stream = fopen(file, "wb");
    assert_non_null(stream);
    fclose(stream);
    setenv("XDG_STATE_HOME", file, 1); /* stands where the folder should */
    assert_int_equal(memory_save(leaflet, &memory, &error), STATUS_IO);
    assert_non_null(strstr(error.file, "a-file"));
    assert_int_equal(settings_save("en-GB", &settings, &error), STATUS_IO);
    unlink(file);
    free(file);
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    assert_int_equal(memory_save(leaflet, &memory, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.text, "XDG_STATE_HOME"));
    setenv("XDG_STATE_HOME", home, 1);
}

/* A disk that is full in the middle: a limit on file size does the same. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    forget();
    struct memory old = some_memory(1, 1), larger = some_memory(2, BOOKMARKS_MOST);
    save(leaflet, &old);
    struct rlimit usual, small = {.rlim_cur = 100};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    small.rlim_max = usual.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct error error = {0};
    enum status status = memory_save(leaflet, &larger, &error);
    setrlimit(RLIMIT_FSIZE, &usual);
    assert_int_equal(status, STATUS_IO);
    struct memory found = load(leaflet);
    assert_same(&found, &old);
    assert_int_equal(place_files(NULL), 1); /* nothing is left beside it */
}

static void assert_same_settings(const struct listener_settings *found, const struct listener_settings *wanted)
{
    assert_int_equal(found->voice.rate_wpm, wanted->voice.rate_wpm);
    assert_int_equal(found->voice.pitch, wanted->voice.pitch);
    assert_int_equal(found->voice.pitch_range, wanted->voice.pitch_range);
    assert_int_equal(found->voice.volume, wanted->voice.volume);
    assert_int_equal(found->variant, wanted->variant);
    assert_int_equal(found->punctuation, wanted->punctuation);
}

static void settings_are_kept_by_language(void **state)
{
    (void)state;
    struct error error = {0};
    const struct listener_settings usual = {{170, 50, 50, 100}, 9, PUNCTUATION_SOME};
    const struct listener_settings english = {{220, 35, 40, 130}, 2, PUNCTUATION_MOST};
    const struct listener_settings polish = {{RATE_LOWEST_WPM, 0, 100, 200}, 0, PUNCTUATION_NONE};
    struct listener_settings found = usual;
    forget();
    assert_int_equal(settings_load("en-GB", &found, &error), STATUS_OK);
    assert_same_settings(&found, &usual); /* unchanged where none are kept */
    assert_int_equal(settings_save("en-GB", &english, &error), STATUS_OK);
    assert_int_equal(settings_save("pl", &polish, &error), STATUS_OK);
    assert_int_equal(settings_load("en-GB", &found, &error), STATUS_OK);
    assert_same_settings(&found, &english);
    assert_int_equal(settings_load("pl", &found, &error), STATUS_OK);
    assert_same_settings(&found, &polish);
    assert_int_equal(settings_save("../../x", &english, &error), STATUS_OK); /* no way out of the folder */
    char *inside = text_format("%s/aloud/settings/------x.ini", home);
    assert_int_equal(access(inside, F_OK), 0);
    free(inside);
}

static void write_settings(const char *text)
{
    const struct listener_settings usual = {.voice = {170, 50, 50, 100}};
    struct error error = {0};
    assert_int_equal(settings_save("en-GB", &usual, &error), STATUS_OK); /* makes the folder */
    char *path = text_format("%s/aloud/settings/en-GB.ini", home);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fprintf(stream, "[settings]\nvariant = 5\n%s\n", text);
    fclose(stream);
    free(path);
}

static void settings_out_of_range_are_damage(void **state)
{
    (void)state;
    static const char *const damaged[] = {"rate = 20",    "rate = 900",        "pitch = 101",
                                          "volume = 201", "pitch = -1",        "colour = 3",
                                          "rate = fast",  "punctuation = all", "punctuation = 2"};
    const struct listener_settings usual = {{170, 50, 50, 100}, 1, PUNCTUATION_SOME};
    struct listener_settings found = usual;
    struct error error = {0};
    forget();
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        write_settings(damaged[i]);
        assert_int_equal(settings_load("en-GB", &found, &error), STATUS_BAD_INPUT);
        assert_int_equal(error.line, 3);
        assert_same_settings(&found, &usual);
    }
}

/* A file from before there was a level of punctuation. */
static void settings_that_a_file_lacks_stay(void **state)
{
    (void)state;
    struct listener_settings found = {{170, 50, 50, 100}, 1, PUNCTUATION_SOME};
    const struct listener_settings wanted = {{200, 50, 50, 100}, 5, PUNCTUATION_SOME};
    struct error error = {0};
    forget();
    write_settings("rate = 200");
    assert_int_equal(settings_load("en-GB", &found, &error), STATUS_OK);
    assert_same_settings(&found, &wanted);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(home)) return -1;
    return setenv("XDG_STATE_HOME", home, 1);
}

static int tear_down(void **state)
{
    (void)state;
    forget();
    return rmdir(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_fnv_1a),
        cmocka_unit_test(nothing_kept_is_an_empty_memory),
        cmocka_unit_test(what_is_kept_comes_back),
        cmocka_unit_test(each_leaflet_has_its_own_whatever_its_path_is_called),
        cmocka_unit_test(a_damaged_file_is_told_and_counts_as_nothing),
        cmocka_unit_test(too_many_bookmarks_are_damage),
        cmocka_unit_test(bookmarks_are_put_in_order),
        cmocka_unit_test(two_writers_and_kill_9_leave_a_whole_file),
        cmocka_unit_test(what_cannot_be_written_is_told),
        cmocka_unit_test(a_full_disk_leaves_the_old_file),
        cmocka_unit_test(settings_are_kept_by_language),
        cmocka_unit_test(settings_out_of_range_are_damage),
        cmocka_unit_test(settings_that_a_file_lacks_stay),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
