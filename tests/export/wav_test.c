#include "cmocka_all.h"

#include "export/wav.h"

#include <fcntl.h>
#include <signal.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-wav-XXXXXX";
static char path[sizeof folder + 16];
static int16_t frames[] = {0, 1, -1, 32767, -32768, 258};
static const struct clip clip = {.references = 1, .frame_count = 6, .frames = frames};

static const char *file(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void the_file_holds_the_clips_in_order(void **state)
{
    (void)state;
    struct wav_writer *writer = NULL;
    assert_int_equal(wav_writer_open(file("a.wav"), &writer, NULL), STATUS_OK);
    assert_int_equal(wav_writer_append(writer, &clip, NULL), STATUS_OK);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(wav_writer_append(writer, &(struct clip){0}, NULL), STATUS_OK);
    assert_int_equal(wav_writer_append(writer, &clip, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(writer, NULL), STATUS_OK);
    SF_INFO about = {0};
    SNDFILE *sound = sf_open(path, SFM_READ, &about);
    assert_non_null(sound);
    assert_int_equal(about.samplerate, 22050);
    assert_int_equal(about.channels, 1);
    assert_int_equal(about.format, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    assert_int_equal(about.frames, 12);
    int16_t got[12];
    assert_int_equal(sf_readf_short(sound, got, 12), 12);
    assert_memory_equal(got, frames, sizeof frames);
    assert_memory_equal(got + 6, frames, sizeof frames);
    sf_close(sound);
    assert_int_equal(unlink(path), 0);
}

static void what_is_discarded_leaves_nothing(void **state)
{
    (void)state;
    struct wav_writer *writer = NULL;
    assert_int_equal(wav_writer_open(file("a.wav"), &writer, NULL), STATUS_OK);
    assert_int_equal(wav_writer_append(writer, &clip, NULL), STATUS_OK);
    wav_writer_discard(writer);
    wav_writer_discard(NULL);
    assert_int_equal(rmdir(folder), 0); /* it is empty */
    assert_int_equal(mkdir(folder, 0700), 0);
}

static void a_folder_or_a_missing_one_is_told(void **state)
{
    (void)state;
    struct wav_writer *writer = NULL;
    struct error error = {0};
    assert_int_equal(wav_writer_open(folder, &writer, &error), STATUS_IO);
    assert_string_equal(error.file, folder);
    assert_int_equal(wav_writer_open(file("no/a.wav"), &writer, &error), STATUS_IO);
    assert_string_equal(error.file, path);
    assert_null(writer);
}

static void a_file_of_another_kind_is_not_written_over(void **state)
{
    (void)state;
    static const char *const names[] = {"leaflet.md", "leaflet", "leaflet.wav.md", "wav"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct wav_writer *writer = NULL;
        struct error error = {0};
        assert_int_equal(wav_writer_open(file(names[i]), &writer, &error), STATUS_USAGE);
        assert_string_equal(error.file, path);
        assert_null(writer);
        assert_int_equal(access(path, F_OK), -1);
    }
    struct wav_writer *writer = NULL;
    assert_int_equal(wav_writer_open(file("LEAFLET.WAV"), &writer, NULL), STATUS_OK);
    wav_writer_discard(writer);
}

/* As on a full disk: writing fails half-way. */
static void where_writing_fails_the_old_file_stays(void **state)
{
    (void)state;
    FILE *old = fopen(file("a.wav"), "w");
    assert_non_null(old);
    fputs("before", old);
    fclose(old);
    pid_t child = fork();
    if (child == 0) {
        struct wav_writer *writer = NULL;
        struct error error = {0};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, 4096});
        enum status status = wav_writer_open(path, &writer, &error);
        for (int i = 0; i < 1000 && status == STATUS_OK; i++) status = wav_writer_append(writer, &clip, &error);
        wav_writer_discard(writer);
        _exit(status == STATUS_IO && strcmp(error.file, path) == 0 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    char content[16] = "";
    old = fopen(path, "r");
    assert_non_null(fgets(content, sizeof content, old));
    fclose(old);
    assert_string_equal(content, "before");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
}

/* A header that tells no length, then the samples, and no file instead of the pipe. */
static void a_pipe_gets_a_header_and_the_samples(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(file("pipe"), 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    struct wav_writer *writer = NULL;
    assert_int_equal(wav_writer_open(path, &writer, NULL), STATUS_OK);
    assert_int_equal(wav_writer_append(writer, &clip, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(writer, NULL), STATUS_OK);
    static const unsigned char header[44] = {'R', 'I', 'F',  'F',  255, 255, 255,  255,  'W', 'A', 'V',
                                             'E', 'f', 'm',  't',  ' ', 16,  0,    0,    0,   1,   0,
                                             1,   0,   0x22, 0x56, 0,   0,   0x44, 0xAC, 0,   0,   2,
                                             0,   16,  0,    'd',  'a', 't', 'a',  255,  255, 255, 255};
    unsigned char got[100];
    assert_int_equal(read(reader, got, sizeof got), sizeof header + sizeof frames);
    assert_memory_equal(got, header, sizeof header);
    assert_int_equal((int16_t)(got[44 + 10] | got[44 + 11] << 8), 258);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_true(S_ISFIFO(about.st_mode));
    close(reader);
    assert_int_equal(unlink(path), 0);
}

static void a_full_device_is_told_and_stays_a_device(void **state)
{
    (void)state;
    struct wav_writer *writer = NULL;
    struct stat about;
    assert_int_equal(wav_writer_open("/dev/full", &writer, NULL), STATUS_OK);
    assert_int_equal(wav_writer_append(writer, &clip, NULL), STATUS_OK);
    assert_int_equal(wav_writer_close(writer, NULL), STATUS_IO);
    assert_int_equal(stat("/dev/full", &about), 0);
    assert_true(S_ISCHR(about.st_mode));
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_holds_the_clips_in_order),
        cmocka_unit_test(what_is_discarded_leaves_nothing),
        cmocka_unit_test(a_folder_or_a_missing_one_is_told),
        cmocka_unit_test(a_file_of_another_kind_is_not_written_over),
        cmocka_unit_test(where_writing_fails_the_old_file_stays),
        cmocka_unit_test(a_pipe_gets_a_header_and_the_samples),
        cmocka_unit_test(a_full_device_is_told_and_stays_a_device),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
