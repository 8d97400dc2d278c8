/* Asterisk reads every prompt of every codec, by its own "file convert": nothing is missing, nothing is refused, and it
 * hears what our samples of the same rate hold.
 *   test_asterisk_conversion SERVER PORT
 * Checks the files in SERVER/data/sounds, and those in SERVER/data/wav against them. */
#include "asterisk/manager.h"
#include "base/file.h"
#include "cmocka_all.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MOST = 64 << 20, LAG_MOST = 48, LISTENED_MOST = 32000 };

static const char *server, *port;
static struct manager *manager;

/* Ending; rate in Hz; the longest frame that is filled up at the end, in ms; how alike it is at least to the samples that
 * were encoded. */
static struct {
    const char *ending;
    unsigned rate_hz, frame_ms;
    double alike;
    size_t files;
    double least; /* of those that were found */
} codecs[] = {
    {"sln", 8000, 20, 0.9999, 0, 1},    {"wav", 8000, 20, 0.9999, 0, 1},    {"ulaw", 8000, 20, 0.99, 0, 1},
    {"alaw", 8000, 20, 0.99, 0, 1},     {"gsm", 8000, 20, 0.7, 0, 1},       {"WAV", 8000, 40, 0.7, 0, 1},
    {"sln16", 16000, 20, 0.9999, 0, 1}, {"wav16", 16000, 20, 0.9999, 0, 1}, {"g722", 16000, 20, 0.99, 0, 1},
};

struct samples {
    struct buffer bytes;
    const int16_t *at;
    size_t count;
};

/* False where there is no such file. */
static bool read_samples(const char *path, struct samples *samples)
{
    struct error error = {0};
    *samples = (struct samples){0};
    if (file_read(path, FILE_BYTES_MOST, &samples->bytes, &error) != STATUS_OK) return false;
    samples->at = (const int16_t *)(const void *)samples->bytes.data;
    samples->count = samples->bytes.length / 2;
    return true;
}

/* The correlation, at the delay of the codec that shows it best. */
static double likeness(const struct samples *a, const struct samples *b)
{
    double best = 0;
    for (size_t lag = 0; lag <= LAG_MOST; lag++) {
        double product = 0, a_power = 0, b_power = 0;
        for (size_t i = 0; i < a->count && i + lag < b->count && i < LISTENED_MOST; i++) {
            product += (double)a->at[i] * b->at[i + lag];
            a_power += (double)a->at[i] * a->at[i];
            b_power += (double)b->at[i + lag] * b->at[i + lag];
        }
        if (product > 0) best = fmax(best, product / sqrt(a_power * b_power));
    }
    return best;
}

/* The samples of the same prompt in a file with the other ending. */
static bool read_reference(const char *stem, const char *ending, struct samples *samples)
{
    const char *within = strstr(stem, "/data/") + strlen("/data/");
    char *path = text_format("%s/data/sounds%s.%s", server, strchr(within, '/'), ending);
    assert_non_null(path);
    bool found = read_samples(path, samples);
    free(path);
    return found;
}

static void check(size_t codec, const char *path, const char *stem)
{
    unsigned rate_hz = codecs[codec].rate_hz;
    const char *plain = rate_hz == 8000 ? "sln" : "sln16";
    char *converted = text_format("%s/converted.%s", server, plain);
    assert_non_null(converted);
    const char *told = manager_do(manager, "Action: Command\r\nCommand: file convert %s %s", path, converted);
    if (!strstr(told, "Converted ")) fail_msg("%s: %s", path, told);
    struct samples heard, ours, wide;
    assert_true(read_samples(converted, &heard));
    assert_true(read_reference(stem, "sln16", &wide));
    double excess_s = (double)heard.count / rate_hz - (double)wide.count / 16000;
    if (fabs(excess_s) > codecs[codec].frame_ms / 1000.0) fail_msg("%s is %g s too long", path, excess_s);
    if (read_reference(stem, plain, &ours)) {
        double alike = likeness(&ours, &heard);
        if (alike < codecs[codec].alike) fail_msg("%s: Asterisk hears something else (%g)", path, alike);
        codecs[codec].least = fmin(codecs[codec].least, alike);
        buffer_done(&ours.bytes);
    }
    codecs[codec].files++;
    buffer_done(&heard.bytes);
    buffer_done(&wide.bytes);
    free(converted);
}

static int visit(const char *path, const struct stat *status, int type)
{
    (void)status;
    const char *ending = strrchr(path, '.');
    if (type != FTW_F || !ending || strcmp(ending, ".json") == 0 || strcmp(ending, ".lock") == 0) return 0;
    size_t codec = 0, count = sizeof codecs / sizeof codecs[0];
    while (codec < count && strcmp(codecs[codec].ending, ending + 1) != 0) codec++;
    if (codec == count) fail_msg("%s is in no codec of Asterisk", path);
    char *stem = strndup(path, (size_t)(ending - path));
    assert_non_null(stem);
    check(codec, path, stem);
    free(stem);
    return 0;
}

static void every_file_of_every_codec(void **state)
{
    (void)state;
    static const char *const trees[] = {"sounds", "wav"};
    manager = manager_open(port);
    for (size_t i = 0; i < 2; i++) {
        char *tree = text_format("%s/data/%s", server, trees[i]);
        assert_non_null(tree);
        assert_int_equal(ftw(tree, visit, 20), 0);
        free(tree);
    }
    manager_close(manager);
    for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; i++) {
        print_message("%zu files in .%s, alike to %.4f\n", codecs[i].files, codecs[i].ending, codecs[i].least);
        assert_true(codecs[i].files > 0);
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    server = argv[1];
    port = argv[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_of_every_codec),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
