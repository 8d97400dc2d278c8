#include "cmocka_all.h"

#include "speech/halves.h"

#include <string.h>

static size_t between_words(const char *text)
{
    return halves_between_words(text, strlen(text));
}

static void a_text_is_cut_behind_the_space_nearest_its_middle(void **state)
{
    (void)state;
    assert_int_equal(between_words("Drink hot tea"), strlen("Drink "));
    assert_int_equal(between_words("a bcdefghijklmnop"), strlen("a "));
    assert_int_equal(between_words("abcdefghijklmno p"), strlen("abcdefghijklmno "));
    assert_int_equal(between_words("one   two"), strlen("one   "));
}

static void spaces_around_a_word_do_not_cut_it(void **state)
{
    (void)state;
    assert_int_equal(between_words(""), 0);
    assert_int_equal(between_words("tea"), 0);
    assert_int_equal(between_words("don't"), 0);
    assert_int_equal(between_words("1,000.5"), 0);
}

/* Thai, "drink warm water": three words, written without spaces. */
static void scripts_without_spaces_are_cut_between_words(void **state)
{
    (void)state;
    size_t first = strlen("ดื่ม"), second = strlen("ดื่มน้ำ");
    size_t place = between_words("ดื่มน้ำอุ่น");
    assert_true(place == first || place == second);
}

static void one_long_word_is_cut_between_characters(void **state)
{
    (void)state;
    char text[64] = "";
    for (int i = 0; i < 15; i++) strcat(text, "é");
    assert_int_equal(between_words(text), 0);
    size_t place = halves_cut(text, strlen(text));
    assert_true(place > 0 && place < strlen(text));
    assert_int_equal(place % 2, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_cut_behind_the_space_nearest_its_middle),
        cmocka_unit_test(spaces_around_a_word_do_not_cut_it),
        cmocka_unit_test(scripts_without_spaces_are_cut_between_words),
        cmocka_unit_test(one_long_word_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
