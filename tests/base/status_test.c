/* Errors hold what went wrong as a person can read it. */
#include "cmocka_all.h"

#include "base/status.h"

#include <string.h>

static void holds_what_went_wrong(void **state)
{
    (void)state;
    struct error error = {0};
    assert_int_equal(error_set(&error, STATUS_BAD_INPUT, "a.md", 3, "%d of %s", 2, "many"), STATUS_BAD_INPUT);
    assert_int_equal(error.status, STATUS_BAD_INPUT);
    assert_int_equal(error.line, 3);
    assert_string_equal(error.file, "a.md");
    assert_string_equal(error.text, "2 of many");
    assert_int_equal(error_set(NULL, STATUS_IO, NULL, 0, "nobody asks"), STATUS_IO);
    assert_int_equal(error_no_memory(&error), STATUS_NO_MEMORY);
    assert_string_equal(error.file, "");
    assert_int_equal(error.line, 0);
}

static void has_a_text_for_each_status(void **state)
{
    (void)state;
    assert_string_equal(status_text(STATUS_OK), "done");
    assert_string_equal(status_text(STATUS_SYSTEM), "the system refused");
    assert_string_equal(status_text((enum status)4711), "unknown");
}

static void cuts_between_characters(void **state)
{
    (void)state;
    struct error error = {0};
    char text[2000] = "x";
    while (strlen(text) + 3 < sizeof text) strcat(text, "ż");
    error_set(&error, STATUS_IO, text, 0, "%s", text);
    assert_int_equal(strlen(error.file), sizeof error.file - 1);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    error_set(&error, STATUS_IO, text + 1, 0, "%s", text + 1);
    assert_int_equal(strlen(error.file), sizeof error.file - 2);
    assert_int_equal(strlen(error.text), sizeof error.text - 2);
    assert_memory_equal(error.text, text + 1, sizeof error.text - 2);
}

static void holds_no_control_characters(void **state)
{
    (void)state;
    struct error error = {0};
    error_set(&error, STATUS_IO, "a\033[2J\n.md", 0, "\"%s\" is odd: \302\233, \177 \302", "\007bell\302\200");
    assert_string_equal(error.file, "a?[2J?.md");
    assert_string_equal(error.text, "\"?bell??\" is odd: ??, ? ");
    error_set(&error, STATUS_IO, "żółć \302\240 ok", 0, "%s", "日本");
    assert_string_equal(error.file, "żółć \302\240 ok");
    assert_string_equal(error.text, "日本");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_what_went_wrong),
        cmocka_unit_test(has_a_text_for_each_status),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(holds_no_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
