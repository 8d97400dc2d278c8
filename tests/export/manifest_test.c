/* manifest.json and its journal: what was made is known to the next run, also where this one is killed. */
#include "cmocka_all.h"

#include "export/manifest.h"
#include "sound_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool dies_when_files_go;

/* In place of libc's: a kill between the new manifest and the removal of old files. */
int unlink(const char *path)
{
    if (dies_when_files_go && strstr(path, "b.wav")) _exit(7);
    return (int)syscall(SYS_unlink, path);
}

/* Of a leaflet that lies beside the folder. */
static enum status open_for(const char *leaflet, const char *title, const char *reference, struct manifest **ret,
                            struct error *error)
{
    char path[256];
    snprintf(path, sizeof path, "%s", sound_path(leaflet));
    json_t *head = json_pack("{s:s, s:s, s:s*}", "title", title, "language", "en-GB", "reference", reference);
    tool_prints("mkdir -p $(dirname %s); touch %s", path, path);
    enum status status = manifest_open(sound_path("m"), path, head, ret, error);
    json_decref(head);
    return status;
}

static struct manifest *open_folder(void)
{
    struct manifest *manifest = NULL;
    assert_int_equal(open_for("tea.md", "Tea", NULL, &manifest, NULL), STATUS_OK);
    return manifest;
}

static void add(struct manifest *manifest, const char *name)
{
    char file[64];
    snprintf(file, sizeof file, "%s.wav", name);
    tool_prints("echo sound >%s/%s", sound_path("m"), file);
    struct record record = RECORD_NONE;
    assert_int_equal(record_begin(&record, "sentences", NULL), STATUS_OK);
    for (int i = 0; i < 2; i++) assert_int_equal(record_add(&record, json_pack("{s:i}", "start", i), NULL), STATUS_OK);
    assert_int_equal(record_end(&record, json_pack("{s:s, s:[{s:s}]}", "name", name, "files", "name", file), NULL),
                     STATUS_OK);
    const struct record_place place = {0, record.text.length};
    assert_int_equal(manifest_add(manifest, name, &record.text, place, NULL), STATUS_OK);
    record_done(&record);
}

static bool knows(const struct manifest *manifest, const char *name)
{
    json_t *record = NULL;
    assert_int_equal(manifest_find(manifest, name, &record, NULL), STATUS_OK);
    bool known = record && strcmp(json_string_value(json_object_get(record, "name")), name) == 0;
    json_decref(record);
    return known;
}

static void write_all(struct manifest *manifest, const char *const *names, size_t count)
{
    assert_int_equal(manifest_write(manifest, names, count, NULL), STATUS_OK);
}

static void assert_folder(const char *files)
{
    assert_string_equal(tool_prints("ls -A %s", sound_path("m")), files);
}

static void clear(void)
{
    tool_prints("cd $(dirname %s) && rm -rf m tea.md moved b", sound_path("m"));
}

/* What each record's list has, and that the file is laid out as jansson does it. */
static void assert_all_told(const char *lists)
{
    assert_string_equal(tool_prints("jq -c '.recordings[] | [.sentences[].start]' %s/manifest.json", sound_path("m")),
                        lists);
    char path[256];
    snprintf(path, sizeof path, "%s/manifest.json", sound_path("m"));
    json_t *all = json_load_file(path, 0, NULL);
    char *text = json_dumps(all, JSON_INDENT(1) | JSON_SORT_KEYS);
    assert_non_null(text);
    assert_string_equal(tool_prints("head -c -1 %s", path), text);
    free(text);
    json_decref(all);
}

static void a_draft_is_not_there_until_it_is_written(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct manifest *manifest = open_folder();
    assert_false(manifest_continues(manifest));
    add(manifest, "a");
    assert_int_equal(manifest_draft(manifest, names, 1, NULL), STATUS_OK);
    assert_folder(".aloud-journal\na.wav\n");
    manifest_free(manifest); /* as where the run is killed then */
    assert_folder(".aloud-journal\na.wav\n");
    manifest = open_folder();
    assert_true(manifest_continues(manifest));
    assert_int_equal(manifest_draft(manifest, names, 1, NULL), STATUS_OK);
    write_all(manifest, names, 1);
    manifest_free(manifest);
    assert_folder("a.wav\nmanifest.json\n");
    assert_all_told("[0,1]\n");
    clear();
}

static void knows_what_was_made(void **state)
{
    (void)state;
    struct manifest *manifest = open_folder();
    add(manifest, "b");
    add(manifest, "a");
    write_all(manifest, (const char *const[]){"a", "b"}, 2);
    manifest_free(manifest);
    assert_folder("a.wav\nb.wav\nmanifest.json\n");
    assert_string_equal(tool_prints("jq -c '[.title, .path, .recordings[].name]' %s/manifest.json", sound_path("m")),
                        "[\"Tea\",\"../tea.md\",\"a\",\"b\"]\n");
    assert_all_told("[0,1]\n[0,1]\n");
    manifest = open_folder();
    add(manifest, "c"); /* the others are from the earlier run's */
    write_all(manifest, (const char *const[]){"a", "c", "b"}, 3);
    manifest_free(manifest);
    assert_all_told("[0,1]\n[0,1]\n[0,1]\n");
    manifest = open_folder();
    write_all(manifest, (const char *const[]){"a", "b"}, 2);
    manifest_free(manifest);
    manifest = open_folder();
    assert_true(knows(manifest, "a"));
    assert_false(knows(manifest, "c"));
    manifest_free(manifest);
    assert_folder("a.wav\nb.wav\nmanifest.json\n");
    clear();
}

/* The journal of a run that did not end counts, up to where it was torn; and what is written behind that counts, too. */
static void knows_what_a_killed_run_made(void **state)
{
    (void)state;
    static const char whole[] =
        "{\"name\":\"torn\",\"sentences\":[{\"start\":0,\"text\":\"\\\"\"},{\"start\":1}],\"x\":1}";
    struct manifest *manifest = open_folder();
    add(manifest, "a");
    manifest_free(manifest);
    for (size_t length = 1; length + 1 < sizeof whole; length += 3) {
        char name[16];
        snprintf(name, sizeof name, "b%zu", length);
        tool_prints("printf '%%s' '%.*s' >>%s/.aloud-journal", (int)length, whole, sound_path("m"));
        manifest = open_folder();
        assert_true(knows(manifest, "a"));
        assert_false(knows(manifest, "torn"));
        add(manifest, name);
        manifest_free(manifest);
        manifest = open_folder();
        assert_true(knows(manifest, name));
        manifest_free(manifest);
    }
    manifest = open_folder(); /* one that does nothing loses nothing */
    assert_true(knows(manifest, "b4"));
    write_all(manifest, (const char *const[]){"a", "b4"}, 2);
    manifest_free(manifest);
    assert_all_told("[0,1]\n[0,1]\n");
    clear();
}

static void removes_what_is_listed_no_more(void **state)
{
    (void)state;
    struct manifest *manifest = open_folder();
    add(manifest, "a");
    add(manifest, "b");
    write_all(manifest, (const char *const[]){"a", "b"}, 2);
    manifest_free(manifest);
    tool_prints("cd %s; touch mine.wav a.wav.aloud-123 b.wav.aloud-aB3dE9 manifest.json.aloud-77 mine.wav.123 "
                "a.wav.notes a.wav.backup a.wav.2024",
                sound_path("m"));
    pid_t process = fork();
    if (process == 0) {
        dies_when_files_go = true;
        manifest = open_folder();
        write_all(manifest, (const char *const[]){"a"}, 1);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_string_equal(tool_prints("jq -c '[.recordings[].name]' %s/manifest.json", sound_path("m")), "[\"a\"]\n");
    manifest = open_folder();
    write_all(manifest, (const char *const[]){"a"}, 1);
    manifest_free(manifest);
    assert_folder("a.wav\na.wav.2024\na.wav.backup\na.wav.notes\nmanifest.json\nmine.wav\nmine.wav.123\n");
    clear();
}

static void refuses_what_is_not_its_own(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"maker\":\"other\"}", "[1]", "", "{\"maker\":", "{}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct manifest *manifest = NULL;
        struct error error = {0};
        tool_prints("mkdir -p %s; printf '%%s' '%s' >%s/manifest.json", sound_path("m"), texts[i], sound_path("m"));
        assert_int_equal(open_for("tea.md", "Tea", NULL, &manifest, &error), STATUS_BAD_INPUT);
        assert_non_null(strstr(error.file, "manifest.json"));
        assert_folder("manifest.json\n");
        clear();
    }
}

/* Another leaflet's folder is left alone, also while that is being made, even by who comes at the same time. The same one may
 * have been edited, or moved. */
static void leaves_the_folder_to_its_leaflet(void **state)
{
    (void)state;
    static const struct {
        const char *path, *title, *reference;
        enum status status;
    } cases[] = {
        {"tea.md", "Tea", "T/1", STATUS_OK},
        {"tea.md", "Green tea", "T/2", STATUS_OK},
        {"moved/tea.md", "Green tea", "T/1", STATUS_OK},
        {"moved/tea.md", "Tea", NULL, STATUS_OK},
        {"b/tea.md", "Tea", "T/2", STATUS_BAD_INPUT},
        {"b/tea.md", "Coffee", NULL, STATUS_BAD_INPUT},
    };
    for (int done = 0; done < 2; done++) {
        struct manifest *manifest = NULL, *other;
        assert_int_equal(open_for("tea.md", "Tea", "T/1", &manifest, NULL), STATUS_OK);
        if (done) write_all(manifest, NULL, 0);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            struct error error = {0};
            other = NULL;
            assert_int_equal(open_for(cases[i].path, cases[i].title, cases[i].reference, &other, &error),
                             cases[i].status);
            if (cases[i].status != STATUS_OK) {
                assert_string_equal(error.file, sound_path(cases[i].path));
                assert_non_null(strstr(error.text, "over another leaflet, \"Tea\" (../tea.md)"));
            }
            manifest_free(other);
        }
        manifest_free(manifest);
        clear();
    }
}

/* No manifest can make Aloud remove a file elsewhere. */
static void removes_nothing_outside(void **state)
{
    (void)state;
    tool_prints("mkdir -p %s; touch %s; echo "
                "'{\"maker\":\"aloud\",\"lists\":[\"../"
                "keep\"],\"title\":\"Tea\",\"language\":\"en-GB\",\"recordings\":[{\"name\":\"a\","
                "\"files\":[{\"name\":\"../keep\"}]}]}' >%s/manifest.json",
                sound_path("m"), sound_path("keep"), sound_path("m"));
    struct manifest *manifest = open_folder();
    write_all(manifest, NULL, 0);
    manifest_free(manifest);
    assert_int_equal(access(sound_path("keep"), F_OK), 0);
    unlink(sound_path("keep"));
    clear();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_is_not_there_until_it_is_written),
        cmocka_unit_test(knows_what_was_made),
        cmocka_unit_test(knows_what_a_killed_run_made),
        cmocka_unit_test(removes_what_is_listed_no_more),
        cmocka_unit_test(refuses_what_is_not_its_own),
        cmocka_unit_test(leaves_the_folder_to_its_leaflet),
        cmocka_unit_test(removes_nothing_outside),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
