#include "hand.h"

#include "cmocka_all.h"

#include "base/buffer.h"
#include "base/file.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char *copy(struct sitting *sitting, const char *from, const char *to)
{
    struct buffer content = {0};
    char *path = text_format(ALOUD_SOURCE "/tests/end_to_end/leaflets/%s", from);
    assert_non_null(path);
    assert_int_equal(file_read(path, SIZE_MAX, &content, NULL), STATUS_OK);
    const char *copied = stage_write(sitting->stage, to, content.data, content.length);
    buffer_done(&content);
    free(path);
    return copied;
}

void hand_prepare(struct sitting *sitting, enum stage_kind kind)
{
    struct stage *stage = stage_open(kind);
    sitting->stage = stage;
    assert_non_null(stage);
    assert_int_equal(mkdir(stage_path(stage, "po"), 0700), 0);
    sitting->leaflet = copy(sitting, "hand.md", "hand.md");
    copy(sitting, "hand.pl.po", "po/pl.po");
    const char *polish = stage_path(stage, "hand.pl.md");
    struct outcome outcome = stage_run(
        stage, (const char *[]){"translate", "build", sitting->leaflet, "--lang", "pl", "-o", polish, NULL}, 20);
    assert_string_equal(buffer_text(&outcome.errors), "");
    outcome_done(&outcome);
    assert_true(expected_load(&sitting->expected, sitting->leaflet, stage_voices(stage)));
    assert_true(expected_add(&sitting->expected, polish, stage_voices(stage)));
    assert_int_equal(sitting->expected.count, ALL_COUNT);
}
