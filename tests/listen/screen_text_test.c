/* Text on a terminal of any size, in any script. */
#include "cmocka_all.h"
#include "show.h"

#include "base/array.h"
#include "listen/screen_text.h"

#include <stdio.h>
#include <string.h>

#define LEAFLET .title = "Living with persistent back pain", .section_number = 2, .section_count = 7
#define SECTION .section = "What helps, and what does not"
#define SENTENCE                                                                                                       \
    "It explains why pain can go on, what you can do about it, and when to ask your doctor or physiotherapist for "    \
    "help."
#define NEXT .next = "Nobody has to bear it alone."

enum { WORDS_MOST = 64 };

static struct show *begin(const struct screen_view *views, int rows, int columns)
{
    return show_open(&(struct show_plan){.views = views, .rows = rows, .columns = columns});
}

static bool sees(struct show *show, const char *text)
{
    return strstr(typist_screen(show_typist(show)), text) != NULL;
}

static void assert_sees(struct show *show, const char *text)
{
    if (!sees(show, text)) print_error("no \"%s\" in:\n%s\n", text, typist_screen(show_typist(show)));
    assert_true(sees(show, text));
}

/* Whole words in their order, on as many lines as they need, and all else where there is room. */
static void shows_the_sentence_whole_where_it_fits(void **state)
{
    (void)state;
    static const struct screen_view views[] = {{LEAFLET, SECTION, NEXT, .sentence = SENTENCE, .message = "Paused."}};
    static const struct {
        int rows, columns;
        bool section, message, next;
    } sizes[] = {{24, 80, true, true, true},   {60, 200, true, true, true}, {24, 40, true, true, true},
                 {12, 80, true, true, false},  {8, 80, true, true, false},  {5, 80, true, true, false},
                 {10, 30, true, true, false},  {8, 24, false, true, false}, {3, 80, true, false, false},
                 {2, 80, false, false, false}, {24, 16, true, true, false}, {200, 400, true, true, true}};
    struct show *show = begin(views, 24, 80);
    show_view(show, 0);
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        show_resize(show, sizes[i].rows, sizes[i].columns);
        bool good = sees(show, SENTENCE) && (!sizes[i].section || sees(show, "What helps, and what does not"))
                    && (!sizes[i].message || sees(show, "Paused."))
                    && (!sizes[i].next || sees(show, "Nobody has to bear it alone."));
        if (!good) print_error("%d rows, %d columns:\n", sizes[i].rows, sizes[i].columns);
        for (int row = 0; !good && row < sizes[i].rows; row++) {
            print_error("|%s\n", typist_row(show_typist(show), row));
        }
        assert_true(good);
    }
    show_close(show);
}

/* Views of one sentence, each with another word marked. */
static size_t views_of_words(const char *sentence, struct screen_view *views)
{
    size_t count = 0;
    for (const char *word = sentence; *word; count++) {
        size_t length = strcspn(word, " ");
        assert_in_range(count, 0, WORDS_MOST - 1);
        views[count] = (struct screen_view){LEAFLET, SECTION, NEXT, .sentence = sentence, .message = "Paused."};
        views[count].word_start = (uint32_t)(word - sentence);
        views[count].word_end = (uint32_t)(word - sentence + (ptrdiff_t)length);
        word += length + strspn(word + length, " ");
    }
    return count;
}

/* Too small for the whole sentence: the word that is spoken is on the screen all the same. */
static void shows_the_spoken_word_on_any_screen(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
    } sizes[] = {{5, 20}, {2, 20}, {1, 20}, {4, 16}, {3, 40}, {24, 80}};
    struct screen_view views[WORDS_MOST];
    size_t count = views_of_words(SENTENCE, views);
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        struct show *show = begin(views, sizes[i].rows, sizes[i].columns);
        for (size_t word = 0; word < count; word++) {
            char expected[64];
            const struct screen_view *view = &views[word];
            snprintf(expected, sizeof expected, "%.*s", (int)(view->word_end - view->word_start),
                     view->sentence + view->word_start);
            show_view(show, word);
            const char *marked = typist_looks(show_typist(show), TYPIST_REVERSE);
            if (strcmp(marked, expected) != 0) print_error("%d rows, %d columns\n", sizes[i].rows, sizes[i].columns);
            assert_string_equal(marked, expected);
        }
        show_close(show);
    }
}

/* Every line but the last is as full as it can be with whole words, and none reaches into the margin. */
static void wraps_at_words(void **state)
{
    (void)state;
    static const struct screen_view views[] = {{.sentence = SENTENCE}};
    static const char *const lines[] = {"It explains why pain can", "go on, what you can do",
                                        "about it, and when to ask", "your doctor or", "physiotherapist for help."};
    struct show *show = begin(views, 24, 30);
    show_view(show, 0);
    int row = 0;
    while (row < 24 && !strstr(typist_row(show_typist(show), row), lines[0])) row++;
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
        char expected[64];
        snprintf(expected, sizeof expected, "  %s", lines[i]);
        assert_string_equal(typist_row(show_typist(show), row + 2 * (int)i), expected);
    }
    show_close(show);
}

static void bears_any_size(void **state)
{
    (void)state;
    static const struct screen_view views[] = {
        {LEAFLET, SECTION, NEXT, .sentence = SENTENCE, .message = "Paused.", .paused = true, .input = "typed"}};
    static const struct {
        int rows, columns;
    } sizes[] = {{1, 1}, {1, 300}, {100, 1}, {2, 2}, {3, 5}, {5, 20}, {24, 80}};
    struct show *show = begin(views, 24, 80);
    show_view(show, 0);
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) show_resize(show, sizes[i].rows, sizes[i].columns);
    assert_sees(show, SENTENCE);
    assert_sees(show, "typed");
    assert_int_equal(show_key(show, "k"), 'k');
    show_close(show);
}

/* After a resize nothing of the old picture is left. */
static void is_drawn_anew_after_a_resize(void **state)
{
    (void)state;
    static const struct screen_view views[] = {{LEAFLET, SECTION, NEXT, .sentence = SENTENCE, .message = "Paused."}};
    struct show *resized = begin(views, 40, 132), *fresh = begin(views, 16, 50);
    show_view(resized, 0);
    show_resize(resized, 16, 50);
    show_view(fresh, 0);
    for (int row = 0; row < 16; row++) {
        char expected[256];
        snprintf(expected, sizeof expected, "%s", typist_row(show_typist(fresh), row));
        assert_string_equal(typist_row(show_typist(resized), row), expected);
    }
    show_close(resized);
    show_close(fresh);
}

static void shows_long_messages_and_the_end_of_what_is_typed(void **state)
{
    (void)state;
    static const struct screen_view views[] = {
        {.sentence = "Rest.", .message = "7 sections, about 3 minutes. For help, press question mark."},
        {.sentence = "Rest.", .input = "physiotherapy exercises for the lower back at home"}};
    struct show *show = begin(views, 24, 24);
    show_view(show, 0);
    assert_sees(show, "7 sections, about 3 minutes. For help, press question mark.");
    show_resize(show, 5, 24);
    show_view(show, 1);
    assert_sees(show, "at home");
    assert_sees(show, "Rest.");
    show_close(show);
}

/* Hebrew, whose letters have one form each: "take 2 tablets (now)". */
static void puts_right_to_left_text_at_the_right(void **state)
{
    (void)state;
    static const struct screen_view views[] = {
        {.sentence = "\u05E7\u05D7 2 \u05D8\u05D1 (\u05E2\u05DB)",
         .word_start = 7,
         .word_end = 11,
         .sentence_right_to_left = true},
        {.sentence = "\u0628\u0627\u0628", .sentence_right_to_left = true}, /* Arabic: "door", joined */
        {.sentence = "\u05E7\u05D7", .sentence_right_to_left = false}};
    struct show *show = begin(views, 24, 80);
    show_view(show, 0);
    /* 70 columns in the middle of 80: the text ends at column 75. */
    assert_string_equal(typist_row(show_typist(show), 3) + 63, "(\u05DB\u05E2) \u05D1\u05D8 2 \u05D7\u05E7");
    assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "\u05D1\u05D8");
    show_view(show, 1);
    assert_string_equal(typist_row(show_typist(show), 3) + 72, "\uFE8F\uFE8E\uFE91");
    show_view(show, 2);
    assert_string_equal(typist_row(show_typist(show), 3), "     \u05D7\u05E7");
    show_close(show);
}

/* The sentence may be one of another language than the leaflet around it. */
static void sentence_and_leaflet_have_their_own_directions(void **state)
{
    (void)state;
    static const struct screen_view views[] = {
        {.title = "Knee", .sentence = "\u05E7\u05D7", .next = "Rest.", .sentence_right_to_left = true},
        {.title = "\u05E7\u05D7", .sentence = "Rest.", .next = "\u05E2\u05DB", .right_to_left = true}};
    struct show *show = begin(views, 24, 80);
    show_view(show, 0);
    assert_string_equal(typist_row(show_typist(show), 0), "     Knee");
    assert_string_equal(typist_row(show_typist(show), 4) + 73, "\u05D7\u05E7");
    assert_string_equal(typist_row(show_typist(show), 7), "     Rest.");
    show_view(show, 1);
    assert_string_equal(typist_row(show_typist(show), 0) + 73, "\u05D7\u05E7");
    assert_string_equal(typist_row(show_typist(show), 4), "     Rest.");
    assert_string_equal(typist_row(show_typist(show), 7) + 73, "\u05DB\u05E2");
    show_close(show);
}

static void shows_wide_and_combining_characters(void **state)
{
    (void)state;
    static const struct screen_view views[] = {
        {.sentence = "\u65E5\u672C\u8A9E and cafe\u0301 au lait", .word_start = 14, .word_end = 20},
        {.sentence = "\u0A26\u0A35\u0A3E\u0A08 \u0A32\u0A13"}};
    struct show *show = begin(views, 24, 80);
    show_view(show, 0);
    assert_string_equal(typist_row(show_typist(show), 3), "     \u65E5\u672C\u8A9E and cafe\u0301 au lait");
    assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "cafe\u0301");
    show_view(show, 1);
    assert_sees(show, "\u0A26\u0A35\u0A3E\u0A08 \u0A32\u0A13");
    show_close(show);
}

static void makes_text_safe(void **state)
{
    (void)state;
    struct buffer safe = {0};
    screen_text_safe("a\033]0;b\007c\td\ne\302\233f\377g\177 \u0628\u200F\u2028h", &safe);
    assert_string_equal(buffer_text(&safe), "a]0;bc d efg \u0628\u200F h");
    buffer_done(&safe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_sentence_whole_where_it_fits),
        cmocka_unit_test(shows_the_spoken_word_on_any_screen),
        cmocka_unit_test(wraps_at_words),
        cmocka_unit_test(bears_any_size),
        cmocka_unit_test(is_drawn_anew_after_a_resize),
        cmocka_unit_test(shows_long_messages_and_the_end_of_what_is_typed),
        cmocka_unit_test(puts_right_to_left_text_at_the_right),
        cmocka_unit_test(sentence_and_leaflet_have_their_own_directions),
        cmocka_unit_test(shows_wide_and_combining_characters),
        cmocka_unit_test(makes_text_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
