/* Names of files: safe everywhere, the same each time. */
#include "cmocka_all.h"

#include "export/names.h"

#include <string.h>

static const char *name_of(const char *text)
{
    static struct buffer name;
    buffer_clear(&name);
    assert_int_equal(name_append(&name, text, "section", NULL), STATUS_OK);
    return buffer_text(&name);
}

static void keeps_letters_and_digits(void **state)
{
    (void)state;
    assert_string_equal(name_of("Improve sleep quality"), "improve-sleep-quality");
    assert_string_equal(name_of("  Don't take 2 × 500 mg!  "), "dont-take-2-500-mg");
    assert_string_equal(name_of("Don’t"), "dont");
    assert_string_equal(name_of("../../etc/passwd"), "etc-passwd");
    assert_string_equal(name_of("-rf *\n$(x) \"y\" \\z"), "rf-x-y-z");
}

static void writes_other_scripts_in_latin_letters(void **state)
{
    (void)state;
    assert_string_equal(name_of("Як заварити"), "ak-zavariti");
    assert_string_equal(name_of("Crème brûlée, Straße"), "creme-brulee-strasse");
    static const char *const others[] = {"الألم", "疼痛", "दर्द", "ਦਰਦ", "πόνος", "درد"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *name = name_of(others[i]);
        assert_string_not_equal(name, "section");
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
    }
}

static void names_what_has_no_letters(void **state)
{
    (void)state;
    assert_string_equal(name_of(""), "section");
    assert_string_equal(name_of("!!! … ☺"), "section");
}

static void cuts_at_a_word(void **state)
{
    (void)state;
    char text[2000];
    for (size_t i = 0; i < sizeof text - 1; i++) text[i] = i % 8 == 7 ? ' ' : 'a';
    text[sizeof text - 1] = '\0';
    assert_string_equal(name_of(text), "aaaaaaa-aaaaaaa-aaaaaaa-aaaaaaa-aaaaaaa-aaaaaaa-aaaaaaa");
    memset(text, 'b', sizeof text - 1);
    assert_int_equal(strlen(name_of(text)), NAME_BYTES_MOST);
    for (size_t i = 0; i + 3 < sizeof text; i += 3) memcpy(text + i, "疼", 3); /* is not cut within a character */
    assert_true(strlen(name_of(text)) <= NAME_BYTES_MOST);
    assert_int_equal(strncmp(name_of(text), "teng-teng-", 10), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_letters_and_digits),
        cmocka_unit_test(writes_other_scripts_in_latin_letters),
        cmocka_unit_test(names_what_has_no_letters),
        cmocka_unit_test(cuts_at_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
