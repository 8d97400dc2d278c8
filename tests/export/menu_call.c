#include "export/menu_call.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void hear(struct call *call, const char *name)
{
    if (call->heard_count == CALL_HEARD_MOST) fail_msg("the call has no end");
    call->heard[call->heard_count] = strdup(name);
    assert_non_null(call->heard[call->heard_count++]);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of = strlen(end);
    return length >= of && strcmp(text + length - of, end) == 0;
}

static char press(struct call *call, const char *during)
{
    if (call->script) {
        if (call->script->key == 0 || !ends_with(during, call->script->during)) return 0;
        return (call->script++)->key;
    }
    if (call->random == 0) return 0;
    call->seed = call->seed * 1103515245 + 12345;
    unsigned chance = call->seed >> 16;
    if (chance % 4 != 0) return 0;
    call->random--;
    return "1112223456789*#01253"[chance / 4 % 20];
}

char call_play(struct call *call, const char *prompt, bool interruptible)
{
    if (!model_has(call->menu, prompt)) fail_msg("no prompt %s", prompt);
    hear(call, prompt);
    if (ends_with(prompt, "menu/draft")) assert_false(interruptible);
    return interruptible ? press(call, prompt) : 0;
}

char call_wait(struct call *call)
{
    hear(call, "wait");
    return press(call, "wait");
}

void call_dial(struct call *call, const char *number)
{
    assert_string_equal(number, call->menu->operator_number);
    hear(call, "dial");
}

static void call_done(struct call *call)
{
    for (size_t i = 0; i < call->heard_count; i++) free(call->heard[i]);
    free(call->heard);
    *call = (struct call){0};
}

static void take(const struct menu *menu, enum menu_target target, menu_driver driver, struct call *call)
{
    struct menu_files files = {0};
    struct error error = {0};
    if (menu_make(target, menu, &files, &error) != STATUS_OK) fail_msg("%s", error.text);
    call->menu = menu;
    call->heard = calloc(CALL_HEARD_MOST, sizeof *call->heard);
    assert_non_null(call->heard);
    driver(&files, call);
    assert_true(call->over);
    menu_files_done(&files);
}

static size_t count_of(const struct call *call, const char *end)
{
    size_t count = 0;
    for (size_t i = 0; i < call->heard_count; i++) count += ends_with(call->heard[i], end);
    return count;
}

/* Nobody presses anything: each choice is said `tries` times, then goodbye. */
static void silent_calls(enum menu_target target, menu_driver driver)
{
    static const size_t languages[] = {1, 2, 12}, sections[] = {1, 9, 10, 60};
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 4; j++) {
            struct menu *menu = model_new(languages[i], sections[j], i, j % 2 ? "+441215550100" : NULL);
            struct call call = {.script = (const struct press[]){{"", 0}}};
            take(menu, target, driver, &call);
            assert_int_equal(count_of(&call, "menu/goodbye"), 1);
            assert_true(ends_with(call.heard[call.heard_count - 1], "en-GB/menu/goodbye"));
            if (languages[i] > 1)
                assert_int_equal(count_of(&call, "/language"), 3 * languages[i]);
            else
                assert_int_equal(count_of(&call, "/choice/0001"), 3);
            call_done(&call);
            model_free(menu);
        }
    }
}

/* Every sentence of the leaflet once and in order, then the end, the reminders, goodbye. */
static void whole_readings(enum menu_target target, menu_driver driver)
{
    struct menu *menu = model_new(12, 60, 2, NULL);
    const struct press script[] = {{"cmn/leaflet-12/language", '3'}, {"choice/0001", '1'}, {"", 0}};
    struct call call = {.script = script};
    take(menu, target, driver, &call);
    const struct menu_language *language = &menu->languages[11];
    size_t at = 0;
    while (!ends_with(call.heard[at], "menu/draft")) at++;
    assert_string_equal(call.heard[++at], "cmn/leaflet-12/welcome");
    while (!ends_with(call.heard[at], "cmn/menu/listen")) at++;
    for (size_t i = 0; i < 60; i++) {
        for (size_t j = 1; j <= language->sections[i].sentence_count; j++) {
            char expected[128];
            snprintf(expected, sizeof expected, "cmn/leaflet-12/%s/%04zu", language->sections[i].folder, j);
            do at++;
            while (strcmp(call.heard[at], "wait") == 0);
            assert_string_equal(call.heard[at], expected);
        }
    }
    assert_int_equal(count_of(&call, "menu/end"), 1);
    assert_int_equal(count_of(&call, "menu/reminder"), menu->pause_tries - 1);
    assert_string_equal(call.heard[call.heard_count - 1], "cmn/menu/goodbye");
    call_done(&call);
    model_free(menu);
}

static void unexpected(const struct call *call, size_t at, const char *expected)
{
    for (size_t i = 0; i < call->heard_count && i < at + 5; i++) print_error("%s\n", call->heard[i]);
    fail_msg("heard %s in place of %s", call->heard[at], expected);
}

/* What is heard next, without waiting, after the script's last key, on a line that is freed. */
static void assert_heard(enum menu_target target, menu_driver driver, struct menu *menu, const struct press *script,
                         const char *const *expected)
{
    struct call call = {.script = script};
    take(menu, target, driver, &call);
    /* The place of the last key: where the script's prompts have all been heard in order. */
    size_t at = 0;
    for (; script->key; script++, at++)
        while (at < call.heard_count && !ends_with(call.heard[at], script->during)) at++;
    for (; *expected; expected++, at++) {
        while (at < call.heard_count && strcmp(call.heard[at], "wait") == 0) at++;
        assert_true(at < call.heard_count);
        if (!ends_with(call.heard[at], *expected)) unexpected(&call, at, *expected);
    }
    call_done(&call);
    model_free(menu);
}

/* In the second language, with keys behind the choice of a section. */
static void assert_after(enum menu_target target, menu_driver driver, size_t contacts, const char *operator_number,
                         const struct press *script, const char *const *expected)
{
    struct press all[16] = {{"pl/leaflet-2/language", '2'}, {"choice/0009", '2'}};
    for (size_t count = 2; script->key; script++) all[count++] = *script;
    assert_heard(target, driver, model_new(2, 12, contacts, operator_number), all, expected);
}

#define AFTER(contacts, operator_number, script, ...)                                                                  \
    assert_after(target, driver, contacts, operator_number, (const struct press[]){script, {"", 0}},                   \
                 (const char *const[]){__VA_ARGS__, NULL})
#define PRESSES(...) __VA_ARGS__

static void keys_while_listening(enum menu_target target, menu_driver driver)
{
    AFTER(1, NULL, PRESSES({"02-part/0002", '2'}), "02-part/0002", "02-part/0003");
    AFTER(1, NULL, PRESSES({"02-part/0002", '4'}), "02-part/0001", "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0001", '4'}), "01-part/0002", "02-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0001", '6'}), "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0003", '6'}), "03-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0002", '7'}), "01-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0002", '9'}), "03-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0001", '7'}, {"01-part/0002", '7'}), "no_previous_section", "01-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0001", '7'}, {"01-part/0001", '4'}), "at_beginning", "01-part/0001");
    AFTER(1, NULL, PRESSES({"12-part/0001", '9'}), "no_next_section", "12-part/0001", "end");
    AFTER(1, NULL, PRESSES({"12-part/0001", '6'}), "end", "reminder");
    AFTER(1, NULL, PRESSES({"02-part/0001", '8'}), "slower", "02-part/slow/0001", "02-part/slow/0002");
    AFTER(1, NULL, PRESSES({"02-part/0001", '8'}, {"03-part/slow/0001", '8'}), "normal", "03-part/0001",
          "04-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0002", '5'}), "paused", "reminder");
    AFTER(1, NULL, PRESSES({"02-part/0002", '5'}, {"paused", '5'}), "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0002", '5'}, {"reminder", '6'}), "02-part/0003");
    AFTER(1, NULL, PRESSES({"02-part/0002", '1'}), "contact", "contact/01", "contact_again", "contact/01", "paused");
    AFTER(2, NULL, PRESSES({"02-part/0002", '1'}), "contact", "contact/01", "contact_again", "contact/01",
          "contact_next", "paused");
    AFTER(2, NULL, PRESSES({"02-part/0002", '1'}, {"contact_next", '1'}), "contact", "contact/02", "contact_again",
          "contact/02");
    AFTER(2, NULL, PRESSES({"02-part/0002", '1'}, {"contact_next", '1'}, {"contact/02", '1'}), "contact", "contact/01");
    AFTER(1, NULL, PRESSES({"02-part/0002", '1'}, {"paused", '5'}), "02-part/0002");
    AFTER(0, NULL, PRESSES({"02-part/0002", '1'}), "no_contact", "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0002", '#'}), "help", "help_more", "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0002", '5'}, {"paused", '#'}), "help", "help_more", "reminder");
    AFTER(1, NULL, PRESSES({"02-part/0002", '#'}, {"help", '9'}), "03-part/0001");
    AFTER(1, NULL, PRESSES({"02-part/0002", '*'}), "choice/0001");
    AFTER(1, NULL, PRESSES({"02-part/0002", '0'}), "no_operator", "02-part/0002");
    AFTER(1, "+441215550100", PRESSES({"02-part/0002", '0'}), "menu/operator", "dial");
    AFTER(1, NULL, PRESSES({"02-part/0002", '3'}), "wrong_key", "02-part/0002", "02-part/0003");
    AFTER(1, NULL, PRESSES({"02-part/0002", '3'}, {"wrong_key", '3'}), "wrong_key", "02-part/0002");
    AFTER(1, NULL, PRESSES({"02-part/0002", '3'}, {"wrong_key", '3'}, {"wrong_key", '3'}), "goodbye");
    AFTER(1, NULL, PRESSES({"02-part/0002", '3'}, {"wrong_key", '3'}, {"02-part/0002", '2'}, {"02-part/0002", '3'}),
          "wrong_key", "02-part/0002");
}

/* The same with keys before a section is chosen, from the languages on. */
#define CHOOSING(sections, operator_number, script, ...)                                                               \
    assert_heard(target, driver, model_new(12, sections, 0, operator_number), (const struct press[]){script, {"", 0}}, \
                 (const char *const[]){__VA_ARGS__, NULL})

static void keys_while_choosing(enum menu_target target, menu_driver driver)
{
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '#'}), "uk/leaflet-10/language", "ar/leaflet-11/language");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '#'}, {"uk/leaflet-10/language", '*'}),
             "en-GB/leaflet-1/language");
    CHOOSING(10, NULL, PRESSES({"uk/leaflet-10/language", '4'}), "en-GB/leaflet-1/language");
    CHOOSING(10, NULL,
             PRESSES({"uk/leaflet-10/language", '4'}, {"uk/leaflet-10/language", '5'}, {"uk/leaflet-10/language", '6'}),
             "goodbye");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '0'}), "no_operator");
    CHOOSING(10, "112", PRESSES({"en-GB/leaflet-1/language", '0'}), "menu/operator", "dial");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"choice/0009", '#'}), "choice/0010", "menu/more",
             "menu/languages", "menu/no_key", "choice/0010");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"choice/0009", '#'}, {"choice/0010", '1'}),
             "menu/listen", "10-part/0001");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"choice/0009", '#'}, {"choice/0010", '#'}),
             "choice/0001");
    CHOOSING(10, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"choice/0009", '#'}, {"choice/0010", '2'}),
             "wrong_choice", "choice/0010");
    CHOOSING(9, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"menu/again", '#'}), "choice/0001");
    CHOOSING(9, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"menu/again", '*'}), "en-GB/leaflet-1/language");
    CHOOSING(9, NULL, PRESSES({"en-GB/leaflet-1/language", '1'}, {"menu/again", '0'}), "no_operator", "choice/0001");
    CHOOSING(
        2, NULL,
        PRESSES({"en-GB/leaflet-1/language", '1'}, {"choice/0002", '3'}, {"choice/0002", '4'}, {"choice/0002", '5'}),
        "goodbye");
}

static void random_calls(enum menu_target target, menu_driver driver)
{
    for (unsigned seed = 1; seed <= 40; seed++) {
        struct menu *menu = model_new(seed % 3 ? 2 : 1, seed % 5 * 4 + 1, seed % 4, seed % 2 ? "999" : NULL);
        struct call call = {.random = 150, .seed = seed};
        take(menu, target, driver, &call);
        call_done(&call);
        model_free(menu);
    }
}

void calls_take(enum menu_target target, menu_driver driver)
{
    silent_calls(target, driver);
    whole_readings(target, driver);
    keys_while_listening(target, driver);
    keys_while_choosing(target, driver);
    random_calls(target, driver);
}
