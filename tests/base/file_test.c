#include "cmocka_all.h"

#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-file-XXXXXX";

static char *path_of(const char *name)
{
    char *path = text_format("%s/%s", folder, name);
    assert_non_null(path);
    return path;
}

static size_t files_in_folder(void)
{
    size_t count = 0;
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    while (readdir(stream)) count++;
    closedir(stream);
    return count - 2; /* . and .. */
}

static void write_file(const char *path, const char *text)
{
    struct error error = {0};
    struct file_writer writer = {0};
    assert_int_equal(file_writer_open(&writer, path, &error), STATUS_OK);
    fputs(text, writer.stream);
    assert_int_equal(file_writer_close(&writer, &error), STATUS_OK);
}

static void assert_content(const char *path, const char *text)
{
    struct error error = {0};
    struct buffer content = {0};
    assert_int_equal(file_read(path, 1000, &content, &error), STATUS_OK);
    assert_string_equal(buffer_text(&content), text);
    buffer_done(&content);
}

static void reads_back_what_was_written(void **state)
{
    (void)state;
    char *path = path_of("whole");
    write_file(path, "one\n");
    write_file(path, "two\n");
    assert_content(path, "two\n");
    assert_int_equal(files_in_folder(), 1);
    unlink(path);
    free(path);
}

static void discarding_leaves_the_old_file(void **state)
{
    (void)state;
    char *path = path_of("kept");
    write_file(path, "old");
    struct error error = {0};
    struct file_writer writer = {0};
    assert_int_equal(file_writer_open(&writer, path, &error), STATUS_OK);
    fputs("new", writer.stream);
    file_writer_discard(&writer);
    assert_content(path, "old");
    assert_int_equal(files_in_folder(), 1);
    unlink(path);
    free(path);
}

/* The size limit of a process stands for a full disk: write() fails in the same way. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    char *path = path_of("full");
    write_file(path, "old");
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 10000;
    setrlimit(RLIMIT_FSIZE, &small);
    struct error error = {0};
    struct file_writer writer = {0};
    assert_int_equal(file_writer_open(&writer, path, &error), STATUS_OK);
    for (int i = 0; i < 5000; i++) fputs("much text ", writer.stream);
    assert_int_equal(file_writer_close(&writer, &error), STATUS_IO);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_string_equal(error.file, path);
    assert_content(path, "old");
    assert_int_equal(files_in_folder(), 1);
    unlink(path);
    free(path);
}

static void leaves_nothing_when_killed(void **state)
{
    (void)state;
    int nameless = open(folder, O_TMPFILE | O_RDWR, 0600);
    if (nameless < 0) skip(); /* the file system has only files with names */
    close(nameless);
    size_t before = files_in_folder();
    pid_t child = fork();
    if (child == 0) {
        struct file_writer writer = {0};
        if (file_writer_open(&writer, path_of("killed"), NULL) != STATUS_OK) _exit(1);
        fputs("half", writer.stream);
        fflush(writer.stream);
        raise(SIGKILL);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(files_in_folder(), before);
}

static void tells_why_it_cannot_read(void **state)
{
    (void)state;
    struct error error = {0};
    struct buffer content = {0};
    char *path = path_of("missing");
    assert_int_equal(file_read(path, 10, &content, &error), STATUS_NOT_FOUND);
    assert_string_equal(error.file, path);
    assert_int_equal(file_read(folder, 10, &content, &error), STATUS_BAD_INPUT);
    assert_non_null(strstr(error.text, "folder"));
    write_file(path, "0123456789A");
    assert_int_equal(file_read(path, 10, &content, &error), STATUS_LIMIT);
    unlink(path);
    free(path);
    buffer_done(&content);
}

static void makes_folders_and_finds_xdg_ones(void **state)
{
    (void)state;
    struct error error = {0};
    char *deep = path_of("a/b/c");
    assert_int_equal(folder_make(deep, 0700, &error), STATUS_OK);
    assert_int_equal(folder_make(deep, 0700, &error), STATUS_OK);
    assert_int_equal(rmdir(deep), 0);
    *strrchr(deep, '/') = '\0';
    rmdir(deep);
    *strrchr(deep, '/') = '\0';
    rmdir(deep);
    free(deep);
    setenv("HOME", "/home/someone", 1);
    setenv("XDG_TEST_HOME", "/elsewhere", 1);
    char *given = xdg_folder("XDG_TEST_HOME", ".local/state");
    assert_string_equal(given, "/elsewhere/aloud");
    setenv("XDG_TEST_HOME", "relative", 1); /* the standard says: to be ignored */
    char *fallback = xdg_folder("XDG_TEST_HOME", ".local/state");
    assert_string_equal(fallback, "/home/someone/.local/state/aloud");
    free(given);
    free(fallback);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void finds_the_way_from_a_folder(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"way/out/knee", "way/leaflets/knee.md", "../../leaflets/knee.md"},
        {"way/out", "way/out/knee/knee.md", "knee/knee.md"},
        {"way/out", "way/outer.md", "../outer.md"},
        {"way/link", "way/outer.md", "../outer.md"}, /* a link to way/out */
        {"way/out", "way/none.md", NULL},
    };
    char *line = text_format("cd %s && mkdir -p way/out/knee way/leaflets && ln -s out way/link && "
                             "touch way/leaflets/knee.md way/out/knee/knee.md way/outer.md",
                             folder);
    assert_non_null(line);
    assert_int_equal(system(line), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *from = path_of(cases[i][0]), *path = path_of(cases[i][1]), *way = path_from(from, path);
        assert_string_equal(way, cases[i][2] ? cases[i][2] : path);
        free(from);
        free(path);
        free(way);
    }
    free(line);
    line = text_format("rm -r %s/way", folder);
    assert_non_null(line);
    assert_int_equal(system(line), 0);
    free(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_back_what_was_written),      cmocka_unit_test(discarding_leaves_the_old_file),
        cmocka_unit_test(a_full_disk_leaves_the_old_file),  cmocka_unit_test(tells_why_it_cannot_read),
        cmocka_unit_test(makes_folders_and_finds_xdg_ones), cmocka_unit_test(leaves_nothing_when_killed),
        cmocka_unit_test(finds_the_way_from_a_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
