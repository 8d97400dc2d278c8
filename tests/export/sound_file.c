#include "sound_file.h"

#include "cmocka_all.h"

#include "base/file.h"
#include "speech/clip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-sound-XXXXXX";
static struct buffer printed;

int sound_folder_make(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

int sound_folder_remove(void **state)
{
    (void)state;
    buffer_done(&printed);
    return rmdir(folder);
}

const char *sound_path(const char *name)
{
    static char paths[4][sizeof folder + 64];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

int16_t *sound_make(size_t count)
{
    int16_t *frames = calloc(count + 1, sizeof *frames);
    assert_non_null(frames);
    for (size_t i = 0; i < count; i++) {
        double s = (double)i / CLIP_RATE_HZ, loud = 0.5 + 0.5 * sin(2 * M_PI * 3 * s);
        double tone = 0.6 * sin(2 * M_PI * (180 + 40 * sin(5 * s)) * s) + 0.3 * sin(2 * M_PI * 1100 * s);
        frames[i] = (int16_t)lrint(12000 * loud * tone);
    }
    return frames;
}

void sound_encode(enum audio_format format, const char *path, const struct audio_tags *tags, const int16_t *frames,
                  size_t count)
{
    struct error error = {0};
    struct encoder *encoder = NULL;
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    enum status status = encoder_open(format, stream, path, tags, count, &encoder, &error);
    for (size_t done = 0, length = 1; done < count && status == STATUS_OK; done += length, length = length * 3 + 1) {
        if (length > count - done) length = count - done;
        status = encoder_append(encoder, frames + done, length, &error);
    }
    if (status == STATUS_OK) status = encoder_close(encoder, &error);
    if (status != STATUS_OK) print_error("%s: %s\n", path, error.text);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(fclose(stream), 0);
}

const char *tool_prints(const char *command, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, command);
    assert_true(vasprintf(&text, command, arguments) > 0);
    va_end(arguments);
    char *whole = text_format("{ %s ; } 2>&1", text);
    assert_non_null(whole);
    FILE *pipe = popen(whole, "r");
    assert_non_null(pipe);
    buffer_clear(&printed);
    for (size_t got = 1; got > 0;) {
        char *room = buffer_room(&printed, 65536);
        assert_non_null(room);
        got = fread(room, 1, 65536, pipe);
        buffer_fill(&printed, got);
    }
    int status = pclose(pipe);
    if (status != 0) print_error("%s\n%s\n", text, buffer_text(&printed));
    assert_int_equal(status, 0);
    free(whole);
    free(text);
    return buffer_text(&printed);
}

json_t *sound_probe(const char *path)
{
    const char *text = tool_prints("ffprobe -v warning -of json -show_format -show_streams -show_chapters '%s'", path);
    json_error_t error;
    json_t *probe = json_loads(text, 0, &error);
    if (!probe) print_error("%s: not JSON, or a warning: %s\n%s\n", path, error.text, text);
    assert_non_null(probe);
    return probe;
}

const char *probe_stream(const json_t *probe, const char *key)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(probe, "streams"), 0), key));
}

static const char *find_tag(json_t *tags, const char *key)
{
    const char *name;
    json_t *value;
    json_object_foreach(tags, name, value)
    {
        if (strcasecmp(name, key) == 0) return json_string_value(value);
    }
    return NULL;
}

const char *probe_tag(const json_t *probe, const char *key)
{
    const char *text = find_tag(json_object_get(json_object_get(probe, "format"), "tags"), key);
    json_t *stream = json_array_get(json_object_get(probe, "streams"), 0);
    return text ? text : find_tag(json_object_get(stream, "tags"), key);
}

int16_t *sound_decode(const char *path, size_t *ret_count)
{
    char *raw = text_format("%s.raw", path);
    struct buffer bytes = {0};
    assert_string_equal(tool_prints("ffmpeg -v error -y -i '%s' -f s16le -ar 22050 '%s'", path, raw), "");
    assert_int_equal(file_read(raw, SIZE_MAX, &bytes, NULL), STATUS_OK);
    assert_int_equal(unlink(raw), 0);
    free(raw);
    *ret_count = bytes.length / sizeof(int16_t);
    int16_t *frames = calloc(*ret_count + 1, sizeof *frames);
    assert_non_null(frames);
    if (bytes.length) memcpy(frames, bytes.data, *ret_count * sizeof *frames);
    buffer_done(&bytes);
    return frames;
}

static double product(const int16_t *a, const int16_t *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)a[i] * b[i];
    return sum;
}

double sound_energy(const int16_t *frames, size_t count)
{
    return product(frames, frames, count);
}

double sound_likeness(const int16_t *a, const int16_t *b, size_t count)
{
    return product(a, b, count) / sqrt(sound_energy(a, count) * sound_energy(b, count));
}

void assert_same_files(const char *a, const char *b)
{
    struct buffer one = {0}, two = {0};
    assert_int_equal(file_read(a, SIZE_MAX, &one, NULL), STATUS_OK);
    assert_int_equal(file_read(b, SIZE_MAX, &two, NULL), STATUS_OK);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.data, two.data, one.length);
    buffer_done(&one);
    buffer_done(&two);
}
