/* Arabic letters are written joined. What is right is in the Unicode code charts: Arabic Presentation Forms A and B. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/utf8.h"
#include "listen/arabic_letters.h"

#include <string.h>

enum { MOST = 64 };

/* 0 in `expected` stands for an alef that went into a ligature. */
static void assert_written(const char *text, const uint32_t *expected, size_t count)
{
    uint32_t characters[MOST];
    size_t length = 0;
    for (size_t at = 0; text[at];) characters[length++] = utf8_next(text, strlen(text), &at);
    assert_int_equal(length, count);
    arabic_letters_join(characters, length);
    for (size_t i = 0; i < count; i++) {
        if (characters[i] != expected[i]) print_error("%s: character %zu is U+%04X\n", text, i, characters[i]);
        assert_int_equal(characters[i], expected[i]);
    }
}

#define ASSERT_WRITTEN(text, ...)                                                                                      \
    do {                                                                                                               \
        static const uint32_t expected[] = {__VA_ARGS__};                                                              \
        assert_written(text, expected, ARRAY_COUNT(expected));                                                         \
    } while (0)

static void joins_letters(void **state)
{
    (void)state;
    /* beh beh beh: initial, medial, final; alone: isolated. */
    ASSERT_WRITTEN("ببب", 0xFE91, 0xFE92, 0xFE90);
    ASSERT_WRITTEN("ب ب", 0xFE8F, ' ', 0xFE8F);
    /* "dar": dal, alef and reh join nothing behind them. */
    ASSERT_WRITTEN("دار", 0xFEA9, 0xFE8D, 0xFEAD);
    /* "bab" */
    ASSERT_WRITTEN("باب", 0xFE91, 0xFE8E, 0xFE8F);
    /* a hamza alone joins nothing, on either side */
    ASSERT_WRITTEN("بءب", 0xFE8F, 0xFE80, 0xFE8F);
}

static void joins_across_marks_and_as_joiners_say(void **state)
{
    (void)state;
    /* fatha and shadda stand on letters and do not part them */
    ASSERT_WRITTEN("بَبّب", 0xFE91, 0x064E, 0xFE92, 0x0651, 0xFE90);
    ASSERT_WRITTEN("ب\u200Cب", 0xFE8F, 0x200C, 0xFE8F); /* zero-width non-joiner */
    ASSERT_WRITTEN("ب\u200D", 0xFE91, 0x200D);          /* zero-width joiner */
    ASSERT_WRITTEN("بـب", 0xFE91, 0x0640, 0xFE90);      /* tatweel */
}

static void writes_lam_and_alef_as_one(void **state)
{
    (void)state;
    ASSERT_WRITTEN("لا", 0xFEFB, 0);
    ASSERT_WRITTEN("بلا", 0xFE91, 0xFEFC, 0);
    ASSERT_WRITTEN("لآ", 0xFEF5, 0);
    ASSERT_WRITTEN("لأ", 0xFEF7, 0);
    ASSERT_WRITTEN("لإ", 0xFEF9, 0);
    /* with a mark on the lam, and two in a row: the alef joins nothing behind it */
    ASSERT_WRITTEN("لَا", 0xFEFB, 0x064E, 0);
    ASSERT_WRITTEN("لالا", 0xFEFB, 0, 0xFEFB, 0);
    ASSERT_WRITTEN("لاب", 0xFEFB, 0, 0xFE8F);
}

static void writes_urdu(void **state)
{
    (void)state;
    /* "ghar": gaf, heh doachashmee, reh; "hai": heh goal, yeh barree; noon ghunna at an end; rreh. */
    ASSERT_WRITTEN("گھر", 0xFB94, 0xFBAD, 0xFEAE);
    ASSERT_WRITTEN("ہے", 0xFBA8, 0xFBAF);
    ASSERT_WRITTEN("ہیں", 0xFBA8, 0xFBFF, 0xFB9F);
    ASSERT_WRITTEN("بڑ", 0xFE91, 0xFB8D);
}

static void leaves_all_else_alone(void **state)
{
    (void)state;
    ASSERT_WRITTEN("a 1é?", 'a', ' ', '1', 0xE9, '?');
    ASSERT_WRITTEN("٣", 0x0663);
    ASSERT_WRITTEN("٪", 0x066A);
    ASSERT_WRITTEN("\u064E", 0x064E); /* a mark with nothing under it */
    arabic_letters_join(NULL, 0);
    uint32_t beyond[] = {UTF8_INVALID, 0, 0x10FFFF};
    arabic_letters_join(beyond, ARRAY_COUNT(beyond));
    assert_int_equal(beyond[2], 0x10FFFF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_letters),
        cmocka_unit_test(joins_across_marks_and_as_joiners_say),
        cmocka_unit_test(writes_lam_and_alef_as_one),
        cmocka_unit_test(writes_urdu),
        cmocka_unit_test(leaves_all_else_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
