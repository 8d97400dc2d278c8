/* SHA-256 of files as sha256sum prints it, and of what is put together without mistaking one thing for another. */
#include "cmocka_all.h"

#include "export/fingerprint.h"
#include "sound_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void of_a_file_is_what_sha256sum_prints(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 65536, 200001};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char hex[FINGERPRINT_HEX_BYTES];
        uint64_t bytes = 1;
        const char *path = sound_path("bytes");
        tool_prints("head -c %zu /dev/urandom >%s", lengths[i], path);
        assert_int_equal(fingerprint_file(path, hex, &bytes, NULL), STATUS_OK);
        assert_int_equal(bytes, lengths[i]);
        assert_memory_equal(tool_prints("sha256sum %s", path), hex, strlen(hex));
        assert_int_equal(strlen(hex), 64);
        unlink(path);
    }
}

static void tells_a_file_that_cannot_be_read(void **state)
{
    (void)state;
    char hex[FINGERPRINT_HEX_BYTES];
    uint64_t bytes;
    struct error error = {0};
    assert_int_equal(fingerprint_file("/nowhere/a", hex, &bytes, &error), STATUS_IO);
    assert_string_equal(error.file, "/nowhere/a");
    assert_int_equal(fingerprint_file("/tmp", hex, &bytes, &error), STATUS_IO);
}

static void of_texts(const char *a, const char *b, char hex[FINGERPRINT_HEX_BYTES])
{
    struct fingerprint fingerprint;
    fingerprint_begin(&fingerprint);
    fingerprint_add_text(&fingerprint, a);
    fingerprint_add_text(&fingerprint, b);
    fingerprint_end(&fingerprint, hex);
}

static void tells_texts_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"ab", "c"},   {"a", "bc"}, {"abc", ""},
                                           {"abc", NULL}, {"", "abc"}, {NULL, "abc"}};
    char hex[6][FINGERPRINT_HEX_BYTES], again[FINGERPRINT_HEX_BYTES];
    for (size_t i = 0; i < 6; i++) {
        of_texts(pairs[i][0], pairs[i][1], hex[i]);
        of_texts(pairs[i][0], pairs[i][1], again);
        assert_string_equal(hex[i], again);
        for (size_t j = 0; j < i; j++) assert_string_not_equal(hex[i], hex[j]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_file_is_what_sha256sum_prints),
        cmocka_unit_test(tells_a_file_that_cannot_be_read),
        cmocka_unit_test(tells_texts_apart),
    };
    return cmocka_run_group_tests(tests, sound_folder_make, sound_folder_remove);
}
