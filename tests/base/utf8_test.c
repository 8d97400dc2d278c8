#include "cmocka_all.h"

#include "base/utf8.h"

#include <string.h>

static void decodes_each_length(void **state)
{
    (void)state;
    const char *text = "a\xC3\xA9\xE0\xA8\x95\xF0\x9F\x99\x82"; /* a, é, GURMUKHI KA, a face */
    const uint32_t expected[] = {'a', 0xE9, 0xA15, 0x1F642};
    size_t position = 0;
    for (size_t i = 0; i < 4; i++) assert_int_equal(utf8_next(text, strlen(text), &position), expected[i]);
    assert_int_equal(position, strlen(text));
    assert_int_equal(utf8_count(text, strlen(text)), 4);
}

static void refuses_what_rfc_3629_forbids(void **state)
{
    (void)state;
    static const char *const invalid[] = {"\x80",         "\xC0\xAF",         "\xC1\xBF",         "\xE0\x80\xAF",
                                          "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                          "\xC3",         "\xE2\x82",         "\xC3\x28",         "\xFF"};
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        size_t position = 0;
        assert_int_equal(utf8_next(invalid[i], strlen(invalid[i]), &position), UTF8_INVALID);
        assert_int_equal(position, 1);
    }
    assert_int_equal(utf8_first_invalid("ab\xC3\xA9\xFFz", 6), 4);
    assert_int_equal(utf8_first_invalid("abc", 3), 3);
    char text[24];
    for (size_t i = 0; i < sizeof text; i++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(utf8_first_invalid(text, i), i);
        text[i] = '\xFF';
        assert_int_equal(utf8_first_invalid(text, sizeof text), i);
    }
}

static void writes_what_it_reads(void **state)
{
    (void)state;
    static const uint32_t codepoints[] = {1, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof codepoints / sizeof codepoints[0]; i++) {
        char bytes[4];
        size_t position = 0;
        size_t length = utf8_encode(codepoints[i], bytes);
        assert_int_equal(utf8_next(bytes, length, &position), codepoints[i]);
        assert_int_equal(position, length);
    }
    char bytes[4];
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_each_length),
        cmocka_unit_test(refuses_what_rfc_3629_forbids),
        cmocka_unit_test(writes_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
