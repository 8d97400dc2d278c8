/* The screen in a real terminal: what a person sees of a view, what the terminal is sent for it, and the keys. */
#include "cmocka_all.h"
#include "show.h"

#include "base/array.h"
#include "listen/keys.h"

#include <string.h>

enum { FIRST, MARKED, MARKED_NEXT, OTHER, PAUSED, TYPING, HOSTILE, HARMLESS, EMPTY, CODES };

#define LEAFLET .title = "Living with back pain", .section = "What helps", .section_number = 2, .section_count = 7

static const struct screen_view views[] = {
    [FIRST] = {LEAFLET, .percent = 12, .sentence = "Rest does not help.", .next = "Walk a little.",
               .message = "Hello."},
    [MARKED] = {LEAFLET, .percent = 12, .sentence = "Rest does not help.", .word_start = 10, .word_end = 13},
    [MARKED_NEXT] = {LEAFLET, .percent = 12, .sentence = "Rest does not help.", .word_start = 14, .word_end = 19},
    [OTHER] = {LEAFLET, .percent = 14, .sentence = "Walk a little.", .next = "Then a little more."},
    [PAUSED] = {LEAFLET, .sentence = "Rest does not help.", .message = "Paused.", .paused = true},
    [TYPING] = {LEAFLET, .sentence = "Rest does not help.", .message = "Find what?", .input = "tabl"},
    [HOSTILE] = {.title = "Tea \033]0;owned\007",
                 .section = "\033[31mred\r\n",
                 .sentence = "Drink \033[2Jit \302\233 all \377\010\177 now.",
                 .next = "\033(0lqqk\016",
                 .message = "\033c\033[?1049l"},
    [HARMLESS] = {.title = "Tea ]0;owned",
                  .section = "[31mred",
                  .sentence = "Drink [2Jit  all  now.",
                  .next = "(0lqqk",
                  .message = "c[?1049l"},
    [EMPTY] = {.title = NULL},
    [CODES] = {.sentence = "Plain \033[2Jtext\007 \302\205of\ta\nline \377."},
};

static struct show *begin(const struct show_plan *how)
{
    struct show_plan plan = *how;
    plan.views = views;
    return show_open(&plan);
}

static void assert_sees(struct show *show, const char *text)
{
    const char *screen = typist_screen(show_typist(show));
    if (!strstr(screen, text)) print_error("no \"%s\" in:\n%s\n", text, screen);
    assert_non_null(strstr(screen, text));
}

static void assert_sees_not(struct show *show, const char *text)
{
    assert_null(strstr(typist_screen(show_typist(show)), text));
}

static void shows_all_of_a_view(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, FIRST);
    assert_sees(show, "Living with back pain What helps 2 / 7 12 % Rest does not help. Walk a little. Hello.");
    assert_sees_not(show, "||");
    show_view(show, PAUSED);
    assert_sees(show, "|| Paused.");
    show_view(show, TYPING);
    assert_sees(show, "tabl");
    assert_sees_not(show, "Find what?");
    show_view(show, EMPTY);
    assert_sees_not(show, "Rest");
    show_close(show);
}

/* The sentence stands out, what comes next does not. */
static void shows_the_sentence_bold(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, FIRST);
    assert_string_equal(typist_looks(show_typist(show), TYPIST_BOLD), "Living with back painRest does not help.");
    show_close(show);
}

static void marks_the_word(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, FIRST);
    assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "");
    show_view(show, MARKED);
    assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "not");
    show_view(show, MARKED_NEXT);
    assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "help.");
    assert_sees(show, "Rest does not help.");
    show_close(show);
}

/* A terminal flickers when it is cleared or sent what it shows already. */
static void draws_only_what_changed(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, MARKED);
    assert_int_equal(show_view(show, MARKED), 0);
    assert_int_equal(show_view(show, MARKED), 0);
    /* Two words and the sequences that turn reverse on and off and move the cursor there. */
    assert_in_range(show_view(show, MARKED_NEXT), 1, 80);
    assert_in_range(show_view(show, MARKED), 1, 80);
    size_t before = typist_output(show_typist(show))->length;
    show_view(show, OTHER);
    assert_null(strstr(buffer_text(typist_output(show_typist(show))) + before, "\033[2J"));
    assert_null(strstr(buffer_text(typist_output(show_typist(show))) + before, "\033[H\033[J"));
    assert_sees(show, "Walk a little. Then a little more.");
    show_close(show);
}

/* The terminal is sent just what it would be sent for the same text without its controls. */
static void sends_no_control_character_of_the_leaflet(void **state)
{
    (void)state;
    struct show *hostile = begin(&(struct show_plan){.rows = 24}), *harmless = begin(&(struct show_plan){.rows = 24});
    show_view(hostile, HOSTILE);
    show_view(harmless, HARMLESS);
    assert_string_equal(buffer_text(typist_output(show_typist(hostile))),
                        buffer_text(typist_output(show_typist(harmless))));
    assert_sees(hostile, "Drink [2Jit all now.");
    show_close(hostile);
    show_close(harmless);
}

static void leaves_the_order_of_letters_to_nobody(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, FIRST);
    const struct buffer *output = typist_output(show_typist(show));
    assert_non_null(strstr(buffer_text(output), "\033[8l"));
    assert_null(strstr(buffer_text(output), "\033[8h"));
    show_close_screen(show);
    assert_non_null(strstr(strstr(buffer_text(output), "\033[8l"), "\033[8h"));
    show_close(show);
}

static void restores_the_terminal(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.rows = 24});
    show_view(show, FIRST);
    assert_false(typist_is_restored(show_typist(show)));
    show_close_screen(show);
    assert_true(typist_is_restored(show_typist(show)));
    assert_sees_not(show, "Rest does not help.");
    show_close(show);
}

static void prints_each_sentence_once_where_plain(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.plain = true});
    assert_false(typist_is_restored(show_typist(show))); /* keys come at once and are not shown */
    show_view(show, FIRST);
    show_view(show, MARKED);
    show_view(show, MARKED_NEXT);
    show_view(show, OTHER);
    show_message(show, PAUSED);
    show_message(show, HOSTILE);
    show_message(show, EMPTY);
    show_view(show, CODES);
    show_close_screen(show);
    assert_string_equal(
        buffer_text(typist_output(show_typist(show))),
        "Rest does not help.\r\nWalk a little.\r\nPaused.\r\nc[?1049l\r\nPlain [2Jtext of a line .\r\n");
    assert_true(typist_is_restored(show_typist(show)));
    show_close(show);
}

/* Into a pipe go lines and nothing else, and what is in the terminal stays. */
static void prints_lines_into_a_pipe(void **state)
{
    (void)state;
    struct show *show = begin(&(struct show_plan){.piped = true});
    show_view(show, FIRST);
    assert_int_equal(show_key(show, "n"), 'n');
    show_view(show, OTHER);
    show_close_screen(show);
    assert_string_equal(show_piped(show), "Rest does not help.\nWalk a little.\n");
    assert_string_equal(buffer_text(typist_output(show_typist(show))), "");
    assert_true(typist_is_restored(show_typist(show)));
    show_close(show);
}

/* A terminal that cannot be drawn on gets lines; an unknown one is taken for what nearly all are. */
static void does_with_any_terminal(void **state)
{
    (void)state;
    static const char *const terms[] = {"", "no-such-terminal", "vt100", "linux", "screen-256color", "xterm-256color"};
    for (size_t i = 0; i < ARRAY_COUNT(terms); i++) {
        struct show *show = begin(&(struct show_plan){.term = terms[i]});
        show_view(show, MARKED);
        assert_sees(show, "Rest does not help.");
        assert_string_equal(typist_looks(show_typist(show), TYPIST_REVERSE), "not");
        show_close_screen(show);
        assert_true(typist_is_restored(show_typist(show)));
        show_close(show);
    }
    struct show *show = begin(&(struct show_plan){.term = "dumb"});
    show_view(show, FIRST);
    assert_string_equal(buffer_text(typist_output(show_typist(show))), "Rest does not help.\r\n");
    assert_int_equal(show_key(show, TYPE_RIGHT), KEY_NAME_RIGHT);
    show_close(show);
}

static void assert_keys(const struct show_plan *how)
{
    static const struct {
        const char *typed;
        uint32_t key;
    } keys[] = {
        {"a", 'a'},
        {" ", ' '},
        {"?", '?'},
        {"é", 0xE9},
        {"ą", 0x105},
        {"😀", 0x1F600},
        {"\033OA", KEY_NAME_UP},
        {"\033OB", KEY_NAME_DOWN},
        {"\033OC", KEY_NAME_RIGHT},
        {"\033OD", KEY_NAME_LEFT},
        {"\033[A", KEY_NAME_UP},
        {"\033[B", KEY_NAME_DOWN},
        {"\033[C", KEY_NAME_RIGHT},
        {"\033[D", KEY_NAME_LEFT},
        {"\033OH", KEY_NAME_HOME},
        {"\033OF", KEY_NAME_END},
        {"\033[H", KEY_NAME_HOME},
        {"\033[F", KEY_NAME_END},
        {"\033[5~", KEY_NAME_PAGE_UP},
        {"\033[6~", KEY_NAME_PAGE_DOWN},
        {"\033[2~", KEY_NAME_INSERT},
        {"\033[3~", KEY_NAME_DELETE},
        {"\033OE", KEY_NAME_CENTRE},
        {"\033[E", KEY_NAME_CENTRE},
        {"\033OM", KEY_NAME_ENTER},
        {"\033Oj", '*'},
        {"\033Oo", '/'},
        {"\033Ok", '+'},
        {"\033Om", '-'},
        {"\r", KEY_NAME_ENTER},
        {"\n", KEY_NAME_ENTER},
        {"\t", KEY_NAME_TAB},
        {"\177", KEY_NAME_BACKSPACE},
        {"\010", KEY_NAME_BACKSPACE},
        {"\033", KEY_NAME_ESCAPE},
        {"\003", 3},
        {"\033OP", KEY_NAME_F1},
        {"\033[24~", KEY_NAME_F1 + 11},
    };
    struct show *show = begin(how);
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        uint32_t key = show_key(show, keys[i].typed);
        if (key != keys[i].key) print_error("key %zu (%s) is %#x\n", i, keys[i].typed + 1, key);
        assert_int_equal(key, keys[i].key);
    }
    show_close(show);
}

static void knows_the_keys(void **state)
{
    (void)state;
    assert_keys(&(struct show_plan){.plain = false});
}

static void knows_the_keys_where_plain(void **state)
{
    (void)state;
    assert_keys(&(struct show_plan){.plain = true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_all_of_a_view),
        cmocka_unit_test(shows_the_sentence_bold),
        cmocka_unit_test(marks_the_word),
        cmocka_unit_test(draws_only_what_changed),
        cmocka_unit_test(sends_no_control_character_of_the_leaflet),
        cmocka_unit_test(leaves_the_order_of_letters_to_nobody),
        cmocka_unit_test(restores_the_terminal),
        cmocka_unit_test(prints_each_sentence_once_where_plain),
        cmocka_unit_test(prints_lines_into_a_pipe),
        cmocka_unit_test(does_with_any_terminal),
        cmocka_unit_test(knows_the_keys),
        cmocka_unit_test(knows_the_keys_where_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
