#include "sitting.h"

#include "cmocka_all.h"

#include "base/array.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* Longer than anything takes on a busy machine; what is waited for comes much sooner. */
static const double LIMIT_S = 30.0, MOMENT_S = 0.6;

enum { OPTIONS_MOST = 16 };

void sitting_prepare(struct sitting *sitting, const char *leaflet)
{
    struct buffer content = {0};
    sitting->stage = stage_open(STAGE_WITH_SOUND);
    assert_non_null(sitting->stage);
    char *path = text_format(ALOUD_SOURCE "/tests/end_to_end/leaflets/%s", leaflet);
    assert_non_null(path);
    assert_int_equal(file_read(path, SIZE_MAX, &content, NULL), STATUS_OK);
    free(path);
    sitting->leaflet = stage_write(sitting->stage, leaflet, content.data, content.length);
    buffer_done(&content);
    assert_true(expected_load(&sitting->expected, sitting->leaflet, stage_voices(sitting->stage)));
}

void sitting_start(struct sitting *sitting, const char *const *options)
{
    const char *all[OPTIONS_MOST + 1] = {0};
    size_t count = 0;
    while (options[count] && count + 1 < OPTIONS_MOST) {
        all[count] = options[count];
        count++;
    }
    all[count] = sitting->leaflet;
    assert_true(stage_record(sitting->stage));
    sitting->typist = stage_listen(sitting->stage, all);
    assert_non_null(sitting->typist);
}

void sitting_begin(struct sitting *sitting, const char *leaflet, const char *const *options)
{
    sitting_prepare(sitting, leaflet);
    sitting_start(sitting, options);
}

void sitting_types(struct sitting *sitting, const char *keys)
{
    typist_type(sitting->typist, keys);
}

static void assert_shown(struct sitting *sitting, bool is, const char *text)
{
    if (!is) {
        print_error("waited in vain for \"%s\"; the screen is:\n%s\n", text, typist_screen(sitting->typist));
    }
    assert_true(is);
}

void sitting_reads(struct sitting *sitting, const char *text)
{
    assert_shown(sitting, typist_reads(sitting->typist, text, LIMIT_S), text);
}

void sitting_sees(struct sitting *sitting, const char *text)
{
    assert_shown(sitting, typist_sees(sitting->typist, text, LIMIT_S), text);
}

void sitting_reads_sentence(struct sitting *sitting, size_t utterance)
{
    assert_in_range(utterance, 0, sitting->expected.count - 1);
    sitting_reads(sitting, sitting->expected.shown[utterance]);
}

void sitting_listens(struct sitting *sitting, size_t utterance)
{
    sitting_waits(sitting, sound_seconds(sitting->expected.sounds[utterance]) + MOMENT_S);
}

void sitting_waits(struct sitting *sitting, double seconds)
{
    typist_waits(sitting->typist, seconds);
}

void sitting_ends(struct sitting *sitting, int exit_status)
{
    int status = typist_exit(sitting->typist, LIMIT_S);
    if (status != exit_status) print_error("the screen is:\n%s\n", typist_screen(sitting->typist));
    assert_int_equal(status, exit_status);
}

struct sound sitting_tape(struct sitting *sitting)
{
    struct sound tape = stage_tape(sitting->stage);
    return (struct sound){tape.frames + sitting->heard_before, tape.count - sitting->heard_before};
}

static void assert_heard(struct sitting *sitting, const struct wish *wishes, size_t count, bool and_no_more)
{
    const struct expected *expected = &sitting->expected;
    struct hearing hearing = {0};
    struct ear *ear = ear_new(expected->sounds, expected->count);
    assert_non_null(ear);
    assert_true(ear_listen(ear, sitting_tape(sitting), &hearing));
    bool is = and_no_more ? verdict_is(&hearing, expected->sounds, wishes, count, &sitting->report)
                          : verdict_begins(&hearing, expected->sounds, wishes, count, &sitting->report);
    if (!is) print_error("%s", buffer_text(&sitting->report));
    hearing_done(&hearing);
    ear_free(ear);
    assert_true(is);
}

void sitting_heard(struct sitting *sitting, const struct wish *wishes, size_t count)
{
    assert_heard(sitting, wishes, count, true);
}

void sitting_heard_first(struct sitting *sitting, const struct wish *wishes, size_t count)
{
    assert_heard(sitting, wishes, count, false);
}

void sitting_heard_all(struct sitting *sitting)
{
    size_t count = sitting->expected.count;
    struct wish *wishes = calloc(count, sizeof *wishes);
    assert_non_null(wishes);
    for (size_t i = 0; i < count; i++) wishes[i] = (struct wish){WISH_WHOLE, i};
    sitting_heard(sitting, wishes, count);
    free(wishes);
}

void sitting_rises(struct sitting *sitting)
{
    typist_free(sitting->typist);
    sitting->typist = NULL;
    sitting->heard_before = stage_tape(sitting->stage).count;
}

int sitting_set_up(void **state)
{
    *state = calloc(1, sizeof(struct sitting));
    return *state ? 0 : 1;
}

int sitting_tear_down(void **state)
{
    struct sitting *sitting = *state;
    typist_free(sitting->typist);
    expected_done(&sitting->expected);
    stage_close(sitting->stage);
    buffer_done(&sitting->report);
    free(sitting);
    return 0;
}
