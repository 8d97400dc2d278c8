/* A line as a person reads it on the screen, from left to right as it stands there. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "listen/screen_line.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { MOST = 4000 };

static int set_up(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : 1; /* wcwidth */
}

static void append_backward(struct buffer *text, const char *piece)
{
    size_t length = strlen(piece);
    while (length > 0) {
        size_t start = length - 1;
        while (start > 0 && ((unsigned char)piece[start] & 0xC0) == 0x80) start--;
        buffer_append(text, piece + start, length - start);
        length = start;
    }
}

/* What a line shows, presentation forms as the letters that they are. */
static void append_line(struct buffer *text, const struct screen_line *line, bool marked_only)
{
    UErrorCode code = U_ZERO_ERROR;
    for (size_t i = 0; i < line->count; i++) {
        UChar units[2], letters[32];
        char bytes[64] = "";
        int32_t length = 0;
        if (marked_only && !line->marked[i]) continue;
        U16_APPEND_UNSAFE(units, length, (UChar32)line->characters[i]);
        if (line->characters[i] >= 0xFB50) {
            length =
                unorm2_normalize(unorm2_getNFKCInstance(&code), units, length, letters, ARRAY_COUNT(letters), &code);
            u_strToUTF8(bytes, sizeof bytes, NULL, letters, length, &code);
        } else {
            u_strToUTF8(bytes, sizeof bytes, NULL, units, length, &code);
        }
        assert_true(U_SUCCESS(code));
        buffer_append_text(text, bytes);
    }
}

/* `pieces` from left to right as they stand on the screen; each is written here as it is read, and what begins with
 * "<" stands there from right to left. */
static void assert_stands(const char *text, bool right_to_left, const char *const *pieces, size_t count)
{
    struct buffer expected = {0}, got = {0};
    struct screen_line line;
    screen_line_make(&(struct screen_text){.text = text, .right_to_left = right_to_left}, 0, strlen(text), &line);
    append_line(&got, &line, false);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i][0] == '<')
            append_backward(&expected, pieces[i] + 1);
        else
            buffer_append_text(&expected, pieces[i]);
    }
    assert_string_equal(buffer_text(&got), buffer_text(&expected));
    buffer_done(&expected);
    buffer_done(&got);
}

#define ASSERT_STANDS(text, right_to_left, ...)                                                                        \
    do {                                                                                                               \
        static const char *const pieces[] = {__VA_ARGS__};                                                             \
        assert_stands(text, right_to_left, pieces, ARRAY_COUNT(pieces));                                               \
    } while (0)

static void leaves_latin_text_as_it_is(void **state)
{
    (void)state;
    ASSERT_STANDS("Take 2 tablets (500 mg).", false, "Take 2 tablets (500 mg).");
    ASSERT_STANDS("Żółw, â pheth, ßÆ", false, "Żółw, â pheth, ßÆ");
}

static void puts_arabic_from_right_to_left(void **state)
{
    (void)state;
    ASSERT_STANDS("خذ حبتين.", true, "<خذ حبتين.");
    ASSERT_STANDS("گھٹنے کا درد؟", true, "<گھٹنے کا درد؟");
}

static void keeps_latin_words_and_numbers_readable_in_arabic(void **state)
{
    (void)state;
    ASSERT_STANDS("خذ 500 حبة", true, "<حبة", " 500 ", "<خذ");
}

static void mirrors_brackets(void **state)
{
    (void)state;
    /* What opens on the right is the sign that opens to the left. */
    ASSERT_STANDS("درد (شديد) هنا", true, "<هنا", " (", "<شديد", ") ", "<درد");
    ASSERT_STANDS("درد [شديد]", true, "[", "<شديد", "] ", "<درد");
    ASSERT_STANDS("درد «شديد»", true, "«", "<شديد", "» ", "<درد");
}

static void mixes(void **state)
{
    (void)state;
    ASSERT_STANDS("خذ paracetamol (500 mg) صباحا.", true, ".", "<صباحا", " paracetamol (500 mg) ", "<خذ");
    ASSERT_STANDS("The word درد means pain.", false, "The word ", "<درد", " means pain.");
    ASSERT_STANDS("NHS 111 پر فون کریں", true, "<پر فون کریں", " NHS 111");
    ASSERT_STANDS("في 12/5/2024", true, "12/5/2024 ", "<في");
    ASSERT_STANDS("٣ مرات", true, "<مرات", " ٣");
    ASSERT_STANDS("٢٠٠ مرة", true, "<مرة", " ٢٠٠");
}

/* A phone number is dialled from its first digit, whatever is around it. */
static void keeps_phone_numbers_in_order(void **state)
{
    (void)state;
    ASSERT_STANDS("024 7696 6000", true, "024 7696 6000");
    ASSERT_STANDS("اتصل على 024 7696 6000 من فضلك", true, "<من فضلك", " 024 7696 6000 ", "<اتصل على");
    ASSERT_STANDS("فون (024) 7696-6000.", true, ".", "(024) 7696-6000 ", "<فون");
    ASSERT_STANDS("فون (024 7696 6000)", true, "(024 7696 6000) ", "<فون");
    ASSERT_STANDS("فون +44 24 7696 6000", true, "+44 24 7696 6000 ", "<فون");
    ASSERT_STANDS("فون 0800 1111 یا 024 7696 6000", true, "024 7696 6000 ", "<یا", " 0800 1111 ", "<فون");
    ASSERT_STANDS("٠٢٤ ٧٦٩٦ ٦٠٠٠", true, "٠٢٤ ٧٦٩٦ ٦٠٠٠");
    /* Other numbers follow each other as words do. */
    ASSERT_STANDS("خذ 5 10 حبة", true, "<حبة", " 10 5 ", "<خذ");
}

/* A mark follows its letter on the line, wherever that stands: else it would sit on its neighbour. */
static void keeps_marks_on_their_letters(void **state)
{
    (void)state;
    struct screen_line line;
    const char *text = "مَرَضٌ";
    screen_line_make(&(struct screen_text){.text = text, .right_to_left = true}, 0, strlen(text), &line);
    assert_int_equal(line.count, 6);
    assert_int_equal(line.characters[1], 0x64C); /* dammatan on the dad, which stands first from the left */
    assert_int_equal(line.characters[3], 0x64E);
    assert_int_equal(line.characters[5], 0x64E);
    assert_int_equal(line.columns, 3);
    ASSERT_STANDS("cafe\u0301 o\u0302", false, "cafe\u0301 o\u0302");
}

static void counts_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
    } cases[] = {{"", 0},         {"abc", 3},     {"abc  ", 3}, {"cafe\u0301", 4}, {"日本語", 6}, {"😀!", 3},
                 {"a\u00ADb", 2}, {"\u200Fa", 1}, {"سلام", 3},  {"ਦਵਾਈ", 4},       {"ßé", 2}};
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct screen_line line;
        struct screen_text text = {.text = cases[i].text};
        screen_line_make(&text, 0, strlen(text.text), &line);
        if (line.columns != cases[i].columns) print_error("\"%s\"\n", cases[i].text);
        assert_int_equal(line.columns, cases[i].columns);
    }
}

static void lets_no_control_character_through(void **state)
{
    (void)state;
    ASSERT_STANDS("a\033[2Jb\007c\177d\302\233e\302\205f", false, "a[2Jbcdef");
    ASSERT_STANDS("two\nlines\tand\342\200\250more", false, "two lines and more");
    ASSERT_STANDS("bad \377\376 bytes\300\200", false, "bad  bytes");
    /* Marks that turn the text of other programs round: obeyed here, and not passed on. */
    ASSERT_STANDS("abc\u202Edef\u202Cghi", false, "abcfedghi");
    ASSERT_STANDS("\u2067درد\u2069", false, "<درد");
    struct screen_line line;
    for (uint32_t codepoint = 0; codepoint < 0x2100; codepoint++) {
        char bytes[5] = {0};
        utf8_encode(codepoint, bytes);
        screen_line_make(&(struct screen_text){.text = bytes}, 0, strlen(bytes), &line);
        bool control = codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0);
        bool direction = codepoint == 0x61C || (codepoint >= 0x200E && codepoint <= 0x200F)
                         || (codepoint >= 0x202A && codepoint <= 0x202E)
                         || (codepoint >= 0x2066 && codepoint <= 0x2069);
        if (control || direction) assert_int_equal(line.count, 0);
    }
}

static void assert_marked(const struct screen_text *text, const char *expected)
{
    struct buffer got = {0};
    struct screen_line line;
    screen_line_make(text, 0, strlen(text->text), &line);
    append_line(&got, &line, true);
    assert_string_equal(buffer_text(&got), expected);
    buffer_done(&got);
}

static void marks_bytes(void **state)
{
    (void)state;
    assert_marked(&(struct screen_text){.text = "Żółw śpi", .mark_start = 0, .mark_end = 7}, "Żółw");
    assert_marked(&(struct screen_text){.text = "Żółw śpi", .mark_start = 8, .mark_end = 12}, "śpi");
    assert_marked(&(struct screen_text){.text = "no mark", .mark_start = 3, .mark_end = 3}, "");
    assert_marked(&(struct screen_text){.text = "beyond", .mark_start = 90, .mark_end = 99}, "");
    /* The second word of three, in a line from right to left: its letters stand backward. */
    struct buffer expected = {0};
    append_backward(&expected, "حبتين");
    assert_marked(&(struct screen_text){.text = "خذ حبتين غدا", .right_to_left = true, .mark_start = 5, .mark_end = 15},
                  buffer_text(&expected));
    buffer_done(&expected);
}

/* All lines of `text`, joined by "|". */
static void assert_wraps(const char *text, int columns, const char *expected)
{
    struct buffer got = {0};
    for (size_t at = 0; text[at];) {
        size_t end = at + screen_line_fit(text, at, columns);
        assert_true(end > at);
        struct screen_line line;
        screen_line_make(&(struct screen_text){.text = text}, at, end, &line);
        assert_in_range(line.columns, 0, columns);
        if (got.length) buffer_append_char(&got, '|');
        append_line(&got, &line, false);
        at = end;
    }
    assert_string_equal(buffer_text(&got), expected);
    buffer_done(&got);
}

static void wraps_at_words(void **state)
{
    (void)state;
    assert_wraps("", 10, "");
    assert_wraps("It explains why pain can go on.", 10, "It|explains|why pain|can go on.");
    assert_wraps("just ten c", 10, "just ten c");
    assert_wraps("just ten c and", 10, "just ten c|and");
    assert_wraps("spaces     and     spaces", 10, "spaces|and|spaces");
    assert_wraps("Żółć żółć", 4, "Żółć|żółć");
    assert_wraps("cafe\u0301 cafe\u0301", 4, "cafe\u0301|cafe\u0301");
    assert_wraps("日本語の 文", 8, "日本語の|文");
    assert_wraps("a\nb", 9, "a b");
    assert_wraps("0\u00A0mg is none", 6, "0\u00A0mg|is|none");
}

static void cuts_a_word_only_where_it_is_longer_than_the_line(void **state)
{
    (void)state;
    assert_wraps("see uhcw.nhs.uk/pain", 8, "see|uhcw.nhs|.uk/pain");
    assert_wraps("abc", 1, "a|b|c");
    assert_wraps("日本語", 3, "日|本|語");
    assert_wraps("ne\u0301e\u0301", 2, "ne\u0301|e\u0301");
}

/* A letter with a thousand marks is too long for one line, and nothing breaks; no other word is lost for it. */
static void bears_any_number_of_marks(void **state)
{
    (void)state;
    char text[MOST] = "a";
    for (size_t i = 0; i < 1000; i++) strcat(text, "\u0301");
    strcat(text, " end");
    size_t at = 0, lines = 0;
    struct screen_line line;
    for (; text[at]; lines++) {
        size_t end = at + screen_line_fit(text, at, 70);
        screen_line_make(&(struct screen_text){.text = text}, at, end, &line);
        at = end;
    }
    assert_in_range(lines, 2, 4);
    struct buffer last = {0};
    append_line(&last, &line, false);
    assert_non_null(strstr(buffer_text(&last), "end"));
    buffer_done(&last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_latin_text_as_it_is),
        cmocka_unit_test(puts_arabic_from_right_to_left),
        cmocka_unit_test(keeps_latin_words_and_numbers_readable_in_arabic),
        cmocka_unit_test(mirrors_brackets),
        cmocka_unit_test(mixes),
        cmocka_unit_test(keeps_phone_numbers_in_order),
        cmocka_unit_test(keeps_marks_on_their_letters),
        cmocka_unit_test(counts_columns),
        cmocka_unit_test(lets_no_control_character_through),
        cmocka_unit_test(marks_bytes),
        cmocka_unit_test(wraps_at_words),
        cmocka_unit_test(cuts_a_word_only_where_it_is_longer_than_the_line),
        cmocka_unit_test(bears_any_number_of_marks),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
