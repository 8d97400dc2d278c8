/* aloud devices. */
#include "cmocka_all.h"
#include "run.h"

#include <stdio.h>
#include <string.h>

/* Names, channels and milliseconds, a device a line, and nothing of what the sound libraries print. */
static void lists_devices(void **state)
{
    struct run *run = *state;
    run_with_sound_libraries(run);
    RUN(run, 0, "devices");
    run_says_only(run, "");
    size_t count = 0;
    for (const char *line = buffer_text(&run->last.output); *line; count++) {
        char name[256];
        unsigned channels, latency_ms;
        int read = sscanf(line, "%255[^\t]\t%u\t%u", name, &channels, &latency_ms);
        if (read != 3) print_error("%s\n", line);
        assert_int_equal(read, 3);
        assert_in_range(channels, 1, 1000);
        line = strchr(line, '\n');
        assert_non_null(line);
        line++;
    }
    assert_true(count > 0);
    run_prints(run, "default\t");
}

static void tells_that_there_is_none(void **state)
{
    struct run *run = *state;
    run_with_sound_libraries(run);
    stage_write_text(run->stage, ".asoundrc", "");
    RUN(run, 1, "devices");
    run_prints_only(run, "");
    run_says_only(run, "aloud: there is no sound device\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST_WITH_SOUND(lists_devices),
        RUN_TEST(tells_that_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
