/* aloud keys: the table of the keys, in the user's language, with the user's own keys. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"
#include "listen/keys.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A line for each command: its keys, its name in the key file, what it does. */
static void prints_each_command(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "keys", "--lang", "en-GB");
    run_says_only(run, "");
    size_t lines = 0;
    for (const char *at = buffer_text(&run->last.output); *at; at++) lines += *at == '\n';
    assert_int_equal(lines, COMMAND_COUNT);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        char name[64];
        snprintf(name, sizeof name, " %s ", command_name((enum command)i));
        run_prints(run, name);
    }
    run_prints(run, "space, centre      pause ");
    run_prints(run, "page-down, h       next-section ");
    run_prints(run, "leave; your place is kept\n");
}

static void speaks_the_users_language(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "keys", "-l", "pl");
    run_prints(run, "następn");
    stage_set(run->stage, "LC_ALL", "cy_GB.UTF-8");
    RUN(run, 0, "keys");
    run_prints_not(run, "leave; your place is kept");
    RUN(run, 0, "keys", "--man");
    run_prints(run, "leave; your place is kept"); /* the manual is English */
    RUN(run, 1, "keys", "--lang", "tlh");
    run_says(run, "no voice file for the language \"tlh\"");
}

static const char *write_keys(struct run *run, const char *text)
{
    mkdir(stage_path(run->stage, "config"), 0700);
    mkdir(stage_path(run->stage, "config/aloud"), 0700);
    return stage_write_text(run->stage, "config/aloud/keys.ini", text);
}

static void prints_the_users_own_keys(void **state)
{
    struct run *run = *state;
    write_keys(run, "[keys]\npause = f5 x\n");
    RUN(run, 0, "keys", "--lang=en-GB");
    run_prints(run, "f5, x              pause ");
    run_prints_not(run, "space");
    RUN(run, 0, "keys", "--man"); /* everybody's */
    run_prints(run, ".B space, centre\n");
}

static void tells_a_mistake_in_the_key_file(void **state)
{
    struct run *run = *state;
    static const struct {
        const char *text, *place, *what;
    } mistakes[] = {{"[keys]\npause = space\nrewind = x\n", "keys.ini:3:", "rewind"},
                    {"[keys]\n\npause = no-such-key\n", "keys.ini:3:", "no-such-key"},
                    {"[keys]\npause = x\nrepeat = x\n", "keys.ini:3:", "x"}};
    for (size_t i = 0; i < ARRAY_COUNT(mistakes); i++) {
        write_keys(run, mistakes[i].text);
        RUN(run, 1, "keys");
        run_says(run, mistakes[i].place);
        run_says(run, mistakes[i].what);
    }
}

/* Lines of roff as man(7) takes them: a paragraph a command, and no line that roff would take for a request. */
static void prints_a_part_of_the_manual(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "keys", "--man");
    size_t paragraphs = 0;
    for (const char *line = buffer_text(&run->last.output); *line;) {
        bool request = line[0] == '.' || line[0] == '\'';
        paragraphs += strncmp(line, ".TP\n", 4) == 0;
        if (request) assert_true(strncmp(line, ".TP\n", 4) == 0 || strncmp(line, ".B ", 3) == 0);
        line = strchr(line, '\n');
        assert_non_null(line);
        line++;
    }
    assert_int_equal(paragraphs, COMMAND_COUNT);
    run_prints(run, "(\\fInext\\-section\\fR)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(prints_each_command),         RUN_TEST(speaks_the_users_language),
        RUN_TEST(prints_the_users_own_keys),   RUN_TEST(tells_a_mistake_in_the_key_file),
        RUN_TEST(prints_a_part_of_the_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
