#include "cmocka_all.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

static void grows_as_it_is_filled(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_string_equal(buffer_text(&buffer), "");
    for (int i = 0; i < 1000; i++) buffer_printf(&buffer, "%d,", i);
    buffer_append_char(&buffer, '!');
    buffer_append_codepoint(&buffer, 0x20AC);
    buffer_append_text(&buffer, NULL);
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, strlen(buffer_text(&buffer)));
    assert_memory_equal(buffer.data, "0,1,2,3,", 8);
    assert_string_equal(buffer.data + buffer.length - 8, "999,!\xE2\x82\xAC");
    buffer_done(&buffer);
}

static void remembers_a_failure(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_append_text(&buffer, "kept");
    buffer_append(&buffer, "x", SIZE_MAX - 2);
    assert_true(buffer.failed);
    buffer_append_text(&buffer, "lost");
    assert_string_equal(buffer_text(&buffer), "kept");
    assert_null(buffer_take(&buffer));
    assert_false(buffer.failed);
}

static void hands_its_memory_over(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char *empty = buffer_take(&buffer);
    assert_string_equal(empty, "");
    buffer_append_text(&buffer, "given");
    char *text = buffer_take(&buffer);
    assert_string_equal(text, "given");
    assert_null(buffer.data);
    free(empty);
    free(text);
}

static void refuses_sizes_that_overflow(void **state)
{
    (void)state;
    long *items = NULL;
    size_t capacity = 0;
    assert_false(array_reserve(&items, &capacity, SIZE_MAX / 2));
    assert_int_equal(capacity, 0);
    assert_true(array_reserve(&items, &capacity, 3));
    assert_true(capacity >= 3);
    items[2] = 7;
    array_trim(&items, &capacity, 3);
    assert_int_equal(capacity, 3);
    assert_int_equal(items[2], 7);
    free(items);
}

static void an_error_text_is_cut_at_a_character(void **state)
{
    (void)state;
    struct error error = {0};
    char text[2000];
    for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "\xC3\xA9", 3);
    assert_int_equal(error_set(&error, STATUS_LIMIT, "name", 3, "x%s", text), STATUS_LIMIT);
    size_t length = strlen(error.text);
    assert_true(length <= sizeof error.text - 1);
    assert_memory_equal(error.text + length - 2, "\xC3\xA9", 2);
    assert_int_equal(error.line, 3);
    assert_int_equal(error_set(NULL, STATUS_IO, NULL, 0, "nobody listens"), STATUS_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_as_it_is_filled),
        cmocka_unit_test(remembers_a_failure),
        cmocka_unit_test(hands_its_memory_over),
        cmocka_unit_test(refuses_sizes_that_overflow),
        cmocka_unit_test(an_error_text_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
