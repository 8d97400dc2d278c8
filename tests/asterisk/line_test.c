/* Calls to telephone lines that line.sh has loaded into a real Asterisk: two lines, "eye" of a leaflet in content/ in English,
 * Arabic and Chinese with an operator, who is busy at first, and "parts" of a leaflet with ten short sections. A call's codec
 * is another each time.
 *   test_asterisk_line SERVER PORT */
#include "asterisk/caller.h"

#include "cmocka_all.h"

#include <stdio.h>

static const char *server, *port;

/* Keys that go through the text, in Arabic. A key during the notice of a draft does nothing. */
static const struct heard tour[] = {
    {"en-GB/eye/language", 0},
    {"ar/eye/language", '2'},
    {"ar/menu/draft", '9'},
    {"ar/eye/welcome", '3'},
    {"ar/menu/listen", 0},
    {"ar/eye/03-*/0001", '6'},
    {"ar/eye/03-*/0002", '4'},
    {"ar/eye/03-*/0001", '5'},
    {"ar/menu/paused", '5'},
    {"ar/eye/03-*/0001", '2'},
    {"ar/eye/03-*/0001", '9'},
    {"ar/eye/04-*/0001", '7'},
    {"ar/eye/03-*/0001", '8'},
    {"ar/menu/slower", 0},
    {"ar/eye/03-*/slow/0001", 0},
    {"ar/eye/03-*/slow/0002", '8'},
    {"ar/menu/normal", 0},
    {"ar/eye/03-*/0002", '1'},
    {"ar/menu/contact", 0},
    {"ar/eye/contact/01", 0},
    {"ar/menu/contact_again", 0},
    {"ar/eye/contact/01", 0},
    {"ar/menu/contact_next", '1'},
    {"ar/menu/contact", '1'},
    {"ar/menu/contact", 0},
    {"ar/eye/contact/03", '5'},
    {"ar/menu/paused", '5'},
    {"ar/eye/03-*/0002", '*'},
    {"ar/eye/choice/0001", '*'},
    {"en-GB/eye/language", CALLER_HANGS_UP},
    {"over", 0},
    {NULL, 0},
};

/* In Chinese: wrong keys at all places, and in the end once too often. */
static const struct heard wrong_keys[] = {
    {"en-GB/eye/language", '9'},
    {"en-GB/eye/language", '3'},
    {"cmn/menu/draft", 0},
    {"cmn/eye/welcome", '2'},
    {"cmn/menu/listen", '3'},
    {"cmn/menu/wrong_key", 0},
    {"cmn/eye/02-*/0001", 0},
    {"cmn/eye/02-*/0002", '3'},
    {"cmn/menu/wrong_key", '2'},
    {"cmn/eye/02-*/0002", '3'},
    {"cmn/menu/wrong_key", '3'},
    {"cmn/menu/wrong_key", '3'},
    {"cmn/menu/goodbye", 0},
    {"over", 0},
    {NULL, 0},
};

/* A caller who presses nothing. */
static const struct heard silence[] = {
    {"en-GB/eye/language", 0},
    {"ar/eye/language", 0},
    {"cmn/eye/language", 0},
    {"en-GB/eye/language", 0},
    {"ar/eye/language", 0},
    {"cmn/eye/language", 0},
    {"en-GB/eye/language", 0},
    {"ar/eye/language", 0},
    {"cmn/eye/language", 0},
    {"en-GB/menu/goodbye", 0},
    {"over", 0},
    {NULL, 0},
};

/* The operator is busy, then takes the call and ends it; a whole section before. */
static const struct heard person[] = {
    {"en-GB/eye/language", '1'},
    {"en-GB/eye/welcome", '0'},
    {"en-GB/menu/operator", 0},
    {"dial Local/5550199@default", 0},
    {"en-GB/menu/operator_busy", '8'},
    {"en-GB/menu/listen", '9'},
    {"en-GB/eye/09-*/0001", '4'},
    {"en-GB/eye/08-*/0005", '7'},
    {"en-GB/eye/07-*/0001", '9'},
    {"en-GB/eye/08-*/0001", 0},
    {"en-GB/eye/08-*/0002", 0},
    {"en-GB/eye/08-*/0003", 0},
    {"en-GB/eye/08-*/0004", 0},
    {"en-GB/eye/08-*/0005", 0},
    {"en-GB/eye/09-*/0001", '0'},
    {"en-GB/menu/operator", 0},
    {"dial Local/5550199@default", 0},
    {"over", 0},
    {NULL, 0},
};

/* Two pages of sections; both ends of the leaflet; what this line has not. */
static const struct heard pages[] = {
    {"en-GB/parts/welcome", '#'},
    {"en-GB/parts/choice/0010", 0},
    {"en-GB/menu/more", '2'},
    {"en-GB/menu/wrong_choice", 0},
    {"en-GB/parts/choice/0010", '0'},
    {"en-GB/menu/no_operator", 0},
    {"en-GB/parts/choice/0001", '#'},
    {"en-GB/parts/choice/0010", '#'},
    {"en-GB/parts/choice/0001", '*'},
    {"en-GB/parts/choice/0001", '1'},
    {"en-GB/menu/listen", '4'},
    {"en-GB/menu/at_beginning", 0},
    {"en-GB/parts/01-*/0001", '7'},
    {"en-GB/menu/no_previous_section", 0},
    {"en-GB/parts/01-*/0001", '1'},
    {"en-GB/menu/no_contact", 0},
    {"en-GB/parts/01-*/0001", '0'},
    {"en-GB/menu/no_operator", 0},
    {"en-GB/parts/01-*/0001", '#'},
    {"en-GB/menu/help", '*'},
    {"en-GB/parts/choice/0001", '#'},
    {"en-GB/parts/choice/0010", '1'},
    {"en-GB/menu/listen", '9'},
    {"en-GB/menu/no_next_section", 0},
    {"en-GB/parts/10-*/0001", 0},
    {"en-GB/parts/10-*/0002", 0},
    {"en-GB/menu/end", CALLER_HANGS_UP},
    {"over", 0},
    {NULL, 0},
};

/* Nothing is chosen, three times. */
static const struct heard no_choice[] = {
    {"en-GB/parts/welcome", '#'},
    {"en-GB/parts/choice/0010", 0},
    {"en-GB/menu/more", 0},
    {"en-GB/menu/no_key", 0},
    {"en-GB/parts/choice/0010", 0},
    {"en-GB/menu/more", 0},
    {"en-GB/menu/no_key", 0},
    {"en-GB/parts/choice/0010", 0},
    {"en-GB/menu/more", 0},
    {"en-GB/menu/goodbye", 0},
    {"over", 0},
    {NULL, 0},
};

/* A pause that nobody ends. */
static const struct heard pause[] = {
    {"en-GB/parts/welcome", '1'},
    {"en-GB/menu/listen", '5'},
    {"en-GB/menu/paused", 0},
    {"en-GB/menu/reminder", 0},
    {"en-GB/menu/reminder", 0},
    {"en-GB/menu/reminder", 0},
    {"en-GB/menu/reminder", 0},
    {"en-GB/menu/goodbye", 0},
    {"over", 0},
    {NULL, 0},
};

static void calls(void **state)
{
    (void)state;
    struct call calls[] = {
        {.number = "5550101", .format = "alaw", .ending = "alaw", .expected = tour},
        {.number = "5550102", .format = "slin16", .ending = "sln16", .expected = wrong_keys},
        {.number = "5550103", .format = "ulaw", .ending = "ulaw", .expected = silence},
        {.number = "5550104", .format = "ulaw", .ending = "ulaw", .expected = person},
        {.number = "5550201", .format = "gsm", .ending = "gsm", .expected = pages},
        {.number = "5550202", .format = "g722", .ending = "g722", .expected = no_choice},
        {.number = "5550203", .format = "slin", .ending = "sln", .expected = pause},
    };
    size_t count = sizeof calls / sizeof calls[0];
    struct manager *manager = manager_open(port);
    callers_call(manager, server, calls, count);
    for (size_t i = 0; i < count; i++) caller_check_recording(&calls[i], server);
    for (size_t i = 0; i < count; i++) call_done(&calls[i]);
    manager_close(manager);
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    server = argv[1];
    port = argv[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
