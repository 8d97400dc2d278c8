/* The program as a whole: its help, what it makes of wrong use, and where its output cannot be written. */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"

#include <stdio.h>

static const char *const commands[] = {"read", "outline", "script", "check", "voices", "devices", "keys"};

static void helps(void **state)
{
    struct run *run = *state;
    static const char *const ways[] = {"--help", "-h", "help"};
    for (size_t way = 0; way < ARRAY_COUNT(ways); way++) {
        RUN(run, 0, ways[way]);
        run_says_only(run, "");
        run_prints(run, "Usage: aloud LEAFLET\n");
        for (size_t i = 0; i < ARRAY_COUNT(commands); i++) run_prints(run, commands[i]);
    }
}

/* Of the commands that read leaflets, the one that writes sound names the formats of both. */
static void helps_with_formats(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "export ARGP_HELP_FMT=rmargin=400; for command in export phone; do $A $command --help | "
              "grep -c -e '--format=.*markdown or text.* wav, flac .*, opus, vorbis or mp3'; done; true",
              "");
    run_prints_only(run, "1\n0\n");
}

static void helps_with_each_command(void **state)
{
    struct run *run = *state;
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        bool takes_leaflet = i < 4;
        char usage[64];
        snprintf(usage, sizeof usage, "Usage: aloud %s [OPTION...]%s\n", commands[i], takes_leaflet ? " FILE" : "");
        RUN(run, 0, commands[i], "--help");
        run_prints(run, usage);
        run_says_only(run, "");
    }
}

static void tells_its_version(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "--version");
    run_prints_only(run, "aloud " ALOUD_VERSION "\n");
    RUN(run, 0, "check", "--version");
    run_prints_only(run, "aloud " ALOUD_VERSION "\n");
}

static void needs_to_be_told_what_to_do(void **state)
{
    struct run *run = *state;
    run_shell(run, 2, "$A", "");
    run_tells_use(run, "Usage: aloud LEAFLET");
}

static void does_not_know_other_commands(void **state)
{
    struct run *run = *state;
    run_with_sound_libraries(run);
    RUN(run, 2, "recite");
    run_tells_use(run, "recite is neither a command nor a leaflet");
    RUN(run, 2, "outlin", stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink it.\n"));
    run_tells_use(run, "outlin");
    RUN(run, 1, "recite.md");
    run_says_only(run, "aloud: recite.md: cannot be read: No such file or directory\n");
    RUN(run, 1, "./recite");
    run_says_only(run, "aloud: ./recite: cannot be read: No such file or directory\n");
}

static void refuses_wrong_use(void **state)
{
    struct run *run = *state;
    static const char *const wrong[][4] = {{"--loud"},
                                           {"read", "--loud"},
                                           {"read"},
                                           {"outline"},
                                           {"script"},
                                           {"check"},
                                           {"outline", "a.md", "b.md"},
                                           {"check", "a.md", "b.md"},
                                           {"outline", "--format"},
                                           {"outline", "--speak", "a.md"},
                                           {"check", "--output", "a.wav", "a.md"},
                                           {"voices", "a.md"},
                                           {"devices", "a.md"},
                                           {"keys", "a.md"},
                                           {"devices", "--lang=pl"},
                                           {"script", "--lang=en-GB,pl", "a.md"}};
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        RUN(run, 2, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3]);
        run_tells_use(run, "aloud");
    }
}

/* What was not written is not passed over in silence. */
static void tells_that_output_cannot_be_written(void **state)
{
    struct run *run = *state;
    const char *path = stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink it.\n");
    static const char *const lines[] = {
        "$A outline \"$1\" >/dev/full", "$A script \"$1\" >/dev/full", "$A script --format json \"$1\" >/dev/full",
        "$A check \"$1\" >/dev/full",   "$A keys >/dev/full",          "$A voices >/dev/full",
        "$A outline \"$1\" >&-",        "$A --help >/dev/full"};
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
        run_shell(run, 1, lines[i], path);
        run_says(run, "standard output");
        run_says(run, "written");
    }
}

/* A reader of its output that has seen enough ends it without a crash. */
static void bears_a_pipe_that_closes(void **state)
{
    struct run *run = *state;
    struct buffer text = {0};
    for (int i = 0; i < 20000; i++) buffer_append_text(&text, "One more line to be said.\n\n");
    const char *path = stage_write(run->stage, "long.md", text.data, text.length);
    buffer_done(&text);
    run_shell(run, 0, "{ $A script \"$1\"; echo $? >&2; } | head -n 1", path);
    run_prints_only(run, "One more line to be said.\n");
    run_says(run, "cannot be written");
    run_says(run, "\n1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(helps),
        RUN_TEST(helps_with_each_command),
        RUN_TEST(helps_with_formats),
        RUN_TEST(tells_its_version),
        RUN_TEST(needs_to_be_told_what_to_do),
        RUN_TEST(does_not_know_other_commands),
        RUN_TEST(refuses_wrong_use),
        RUN_TEST(tells_that_output_cannot_be_written),
        RUN_TEST(bears_a_pipe_that_closes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
