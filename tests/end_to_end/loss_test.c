/* What can fail in the midst of a sentence does: sound server, engine, Aloud itself. Nothing of the leaflet is lost. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/array.h"

#include <signal.h>
#include <string.h>

static const char *const plain_and_quiet[] = {"--plain", "--quiet-ui", NULL};

static void goes_on_at_the_word_when_the_sound_is_back(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 1);
    sitting_waits(sitting, 1.0);
    stage_kill_sound(sitting->stage);
    sitting_reads(sitting, "The sound has gone.");
    sitting_waits(sitting, 1.0);
    assert_true(stage_restart_sound(sitting->stage));
    assert_true(stage_record(sitting->stage));
    sitting_reads(sitting, "The sound is back.");
    sitting_reads_sentence(sitting, 2);
    sitting_reads_sentence(sitting, 3);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    /* PortAudio tells of a lost device on standard error, which is the terminal. */
    assert_null(strstr(buffer_text(typist_output(sitting->typist)), "Expression"));
    static const struct wish wishes[] = {{WISH_WHOLE, 0}, {WISH_PARTS, 1}, {WISH_WHOLE, 2}};
    sitting_heard_first(sitting, wishes, ARRAY_COUNT(wishes));
}

static void loses_nothing_when_the_engine_dies(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    for (size_t i = 0; i < 3; i++) {
        sitting_reads_sentence(sitting, i);
        sitting_waits(sitting, 0.5);
        pid_t engine = stage_engine_of(typist_process(sitting->typist));
        assert_true(engine > 0);
        assert_int_equal(kill(engine, SIGKILL), 0);
    }
    sitting_reads(sitting, "End of the leaflet.");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    sitting_heard_all(sitting);
}

static void offers_to_go_on_after_kill_9(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 3);
    sitting_types(sitting, "n");
    sitting_reads_sentence(sitting, 4);
    sitting_waits(sitting, 2.0); /* the place is kept a second after the listener got there */
    kill(typist_process(sitting->typist), SIGKILL);
    sitting_ends(sitting, 128 + SIGKILL);
    sitting_rises(sitting);

    sitting_start(sitting, plain_and_quiet);
    sitting_reads(sitting, "Last time you stopped in section 2");
    sitting_types(sitting, " ");
    sitting_reads_sentence(sitting, 4);
    sitting_reads_sentence(sitting, 5);
    sitting_reads_sentence(sitting, 6);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    static const struct wish wishes[] = {{WISH_WHOLE, 4}, {WISH_WHOLE, 5}};
    sitting_heard_first(sitting, wishes, ARRAY_COUNT(wishes));
}

/* The offer is also spoken: the second sitting begins with Aloud's own words, and the leaflet's follow the space bar. */
static void speaks_the_offer(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 0);
    sitting_types(sitting, "nn");
    sitting_reads_sentence(sitting, 2);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    sitting_rises(sitting);

    sitting_start(sitting, (const char *[]){"--plain", NULL});
    sitting_reads(sitting, "Last time you stopped");
    sitting_waits(sitting, 2.0);
    sitting_types(sitting, " ");
    sitting_reads_sentence(sitting, 2);
    sitting_reads_sentence(sitting, 3);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    static const struct wish wishes[] = {{WISH_OTHER, 0}, {WISH_WHOLE, 2}};
    sitting_heard_first(sitting, wishes, ARRAY_COUNT(wishes));
}

/* As on a full or read-only disk. */
static void says_so_where_the_place_cannot_be_kept(void **state)
{
    struct sitting *sitting = *state;
    sitting_prepare(sitting, "falls.md");
    stage_write_text(sitting->stage, "taken", "a file where the folder should be");
    stage_set(sitting->stage, "XDG_STATE_HOME", stage_path(sitting->stage, "taken"));
    sitting_start(sitting, plain_and_quiet);
    sitting_reads_sentence(sitting, 0);
    sitting_types(sitting, "n");
    sitting_reads_sentence(sitting, 1);
    sitting_types(sitting, "q");
    sitting_reads(sitting, "Your place cannot be saved.");
    sitting_reads(sitting, "aloud: ");
    sitting_ends(sitting, 0);
    const char *output = buffer_text(typist_output(sitting->typist));
    assert_null(strstr(output, "Your place is kept."));
    assert_non_null(strstr(output, "taken/aloud: the folder cannot be made"));
    const char *told = strstr(output, "the folder cannot be made");
    assert_null(strstr(told + 1, "the folder cannot be made"));
}

static void says_so_where_there_is_no_sound(void **state)
{
    struct sitting *sitting = *state;
    sitting->stage = stage_open(STAGE_WITHOUT_SOUND);
    assert_non_null(sitting->stage);
    const char *leaflet = stage_write_text(sitting->stage, "a.md", "# Tea\n\nDrink it.\n");
    struct outcome outcome = stage_run(sitting->stage, (const char *[]){leaflet, NULL}, 20);
    assert_int_equal(outcome.exit_status, 1);
    assert_non_null(strstr(buffer_text(&outcome.errors), "--device"));
    assert_non_null(strstr(buffer_text(&outcome.errors), "--output"));
    /* One message of Aloud's own: nothing of what ALSA, JACK and PulseAudio print while PortAudio looks for devices. */
    assert_ptr_equal(strstr(buffer_text(&outcome.errors), "aloud:"), buffer_text(&outcome.errors));
    assert_null(strstr(buffer_text(&outcome.errors), "ALSA lib"));
    assert_null(strstr(buffer_text(&outcome.errors), "jack"));
    outcome_done(&outcome);

    outcome = stage_run(sitting->stage, (const char *[]){"--device", "no such device", leaflet, NULL}, 20);
    assert_int_equal(outcome.exit_status, 1);
    assert_non_null(strstr(buffer_text(&outcome.errors), "no such device"));
    outcome_done(&outcome);
}

static void prints_nothing_of_the_sound_system(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 1);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    const char *printed = buffer_text(typist_output(sitting->typist));
    static const char *const noise[] = {"ALSA", "jack", "JACK", "Cannot connect", "pulse", "Pa_", "snd_"};
    for (size_t i = 0; i < ARRAY_COUNT(noise); i++) {
        if (strstr(printed, noise[i])) print_error("\"%s\" in:\n%s\n", noise[i], printed);
        assert_null(strstr(printed, noise[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(goes_on_at_the_word_when_the_sound_is_back),
        SITTING_TEST(loses_nothing_when_the_engine_dies),
        SITTING_TEST(offers_to_go_on_after_kill_9),
        SITTING_TEST(speaks_the_offer),
        SITTING_TEST(says_so_where_the_place_cannot_be_kept),
        SITTING_TEST(says_so_where_there_is_no_sound),
        SITTING_TEST(prints_nothing_of_the_sound_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
