/* Telephone files, read back by programs that are not Aloud: sox and ffmpeg. */
#include "cmocka_all.h"
#include "measure.h"
#include "speaker.h"

#include "base/array.h"
#include "base/file.h"
#include "export/telephone_codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-telephone-XXXXXX";
static char path[sizeof folder + 16];
static struct speaker speaker;
static struct telephone *telephone;
static struct telephone_signal narrow, wide; /* of one sentence */
static struct buffer bytes;                  /* of the last file made */

/* How each codec's files are read: what sox and ffmpeg have to be told of a raw file ("": the program cannot), and what
 * ffprobe says of a WAV file ("": there is none). */
static const struct reading {
    enum telephone_codec codec;
    const char *sox, *ffmpeg, *probed;
    double correlation; /* of what comes out with what went in, at least */
} READINGS[] = {
    {TELEPHONE_ALAW, "-t al -r 8000 -c 1", "-f alaw -ar 8000 -ac 1", "pcm_alaw", 0.999},
    {TELEPHONE_ULAW, "-t ul -r 8000 -c 1", "-f mulaw -ar 8000 -ac 1", "pcm_mulaw", 0.999},
    {TELEPHONE_SLIN8, "-t s16 -L -r 8000 -c 1", "-f s16le -ar 8000 -ac 1", "pcm_s16le", 1},
    {TELEPHONE_SLIN16, "-t s16 -L -r 16000 -c 1", "-f s16le -ar 16000 -ac 1", "pcm_s16le", 1},
    {TELEPHONE_G722, "", "-f g722", "", 0.99},
    {TELEPHONE_GSM, "-t gsm", "-f gsm", "gsm_ms", 0.9},
};

static const struct telephone_signal *signal_for(enum telephone_codec codec)
{
    return telephone_codec_info(codec)->rate_hz == 8000 ? &narrow : &wide;
}

static void encode(enum telephone_codec codec, bool wav, const struct telephone_signal *signal)
{
    buffer_clear(&bytes);
    assert_int_equal(telephone_encode(codec, wav, signal, &bytes, NULL), STATUS_OK);
}

static void write_file(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

/* What a program writes to its standard output; it may not fail. */
static void run(const char *command, struct buffer *output)
{
    char block[65536];
    FILE *program = popen(command, "r");
    assert_non_null(program);
    for (size_t got; (got = fread(block, 1, sizeof block, program)) > 0;) buffer_append(output, block, got);
    if (pclose(program) != 0) fail_msg("failed: %s", command);
}

/* Decoded by `command`, which may complain of nothing, the file is as long as the signal (a codec with frames may fill up
 * its last) and sounds like it. */
static void assert_decodes(const char *command, const struct telephone_signal *signal, double correlation)
{
    struct buffer output = {0}, complaints = {0};
    char whole[1024], complaints_path[sizeof path + 8];
    snprintf(complaints_path, sizeof complaints_path, "%s/said", folder);
    snprintf(whole, sizeof whole, "%s 2>%s", command, complaints_path);
    run(whole, &output);
    assert_int_equal(file_read(complaints_path, 100000, &complaints, NULL), STATUS_OK);
    if (complaints.length) fail_msg("%s says: %s", command, complaints.data);
    unlink(complaints_path);
    size_t count = output.length / 2;
    int16_t *frames = calloc(count + 1, sizeof *frames);
    assert_true(frames && output.data);
    if (output.data) memcpy(frames, output.data, count * sizeof *frames);
    assert_in_range(count, signal->frame_count, signal->frame_count + 319);
    double like = best_correlation(frames, count, signal->frames, signal->frame_count, 64);
    if (like < correlation - 1e-9) fail_msg("correlation %.4f by %s", like, command);
    double louder = decibels(band_power(frames, count, 8000, 0, 8000))
                    - decibels(band_power(signal->frames, signal->frame_count, 8000, 0, 8000));
    assert_near(louder, 0, correlation > 0.98 ? 0.2 : 1.5);
    free(frames);
    buffer_done(&output);
    buffer_done(&complaints);
}

static void raw_files_are_read_by_other_programs(void **state)
{
    (void)state;
    char command[512];
    for (size_t i = 0; i < ARRAY_COUNT(READINGS); i++) {
        const struct reading *reading = &READINGS[i];
        encode(reading->codec, false, signal_for(reading->codec));
        write_file("raw");
        snprintf(command, sizeof command, "sox %s %s -t s16 -L -", reading->sox, path);
        if (*reading->sox) assert_decodes(command, signal_for(reading->codec), reading->correlation);
        snprintf(command, sizeof command, "ffmpeg -nostdin -v error %s -i %s -f s16le -", reading->ffmpeg, path);
        assert_decodes(command, signal_for(reading->codec), reading->correlation);
    }
    unlink(path);
}

static void wav_files_are_read_by_other_programs(void **state)
{
    (void)state;
    char command[512], expected[128];
    for (size_t i = 0; i < ARRAY_COUNT(READINGS); i++) {
        const struct reading *reading = &READINGS[i];
        const struct telephone_signal *signal = signal_for(reading->codec);
        if (!*reading->probed) continue;
        encode(reading->codec, true, signal);
        write_file("a.wav");
        snprintf(command, sizeof command, "sox %s -t s16 -L -", path);
        assert_decodes(command, signal, reading->correlation);
        snprintf(command, sizeof command, "ffmpeg -nostdin -v warning -guess_layout_max 0 -i %s -f s16le -", path);
        assert_decodes(command, signal, reading->correlation);

        struct buffer output = {0};
        snprintf(command, sizeof command,
                 "ffprobe -v warning -show_entries stream=codec_name,sample_rate,channels -of csv=p=0 %s 2>&1; "
                 "soxi -r %s; soxi -c %s; soxi -s %s; ffprobe -v warning -show_entries stream=duration -of csv=p=0 %s",
                 path, path, path, path, path);
        run(command, &output);
        int length =
            snprintf(expected, sizeof expected, "%s,%u,1\n%u\n1\n", reading->probed, signal->rate_hz, signal->rate_hz);
        assert_true(output.length > (size_t)length);
        assert_memory_equal(buffer_text(&output), expected, (size_t)length);
        char *end = NULL;
        double samples = strtod(buffer_text(&output) + length, &end), seconds = strtod(end, NULL),
               block = reading->codec == TELEPHONE_GSM ? 320 : 0;
        /* Both reckon GSM in whole blocks, whatever its `fact` says. */
        assert_near(samples, (double)signal->frame_count + block / 2, block / 2);
        assert_near(seconds, ((double)signal->frame_count + block / 2) / signal->rate_hz, block / 16000 + 0.00001);
        buffer_done(&output);
    }
    unlink(path);
}

/* ---- G.711 and headers to the bit -------------------------------------------------------------------------------- */

/* ITU-T G.711, tables 1 and 2: the value of each code, in units of 16 bits. */
static int alaw_value(uint8_t code)
{
    int bits = code ^ 0x55, step = bits >> 4 & 7, value = (bits & 15) * 16 + 8;
    if (step > 0) value = (value + 256) << (step - 1);
    return bits & 0x80 ? value : -value;
}

static int ulaw_value(uint8_t code)
{
    int bits = ~code & 0xFF, value = ((((bits & 15) << 3) + 132) << (bits >> 4 & 7)) - 132;
    return bits & 0x80 ? -value : value;
}

/* Every sample there is becomes a code whose value is within half the width of its interval. */
static void every_sample_has_its_code(void **state)
{
    (void)state;
    static int16_t frames[65536];
    struct telephone_signal all = {.frames = frames, .frame_count = 65536, .rate_hz = 8000};
    for (int i = 0; i < 65536; i++) frames[i] = (int16_t)(i - 32768);
    for (int law = 0; law < 2; law++) {
        static char raw[65536];
        encode(law ? TELEPHONE_ULAW : TELEPHONE_ALAW, false, &all);
        assert_int_equal(bytes.length, 65536);
        memcpy(raw, bytes.data, 65536);
        encode(law ? TELEPHONE_ULAW : TELEPHONE_ALAW, true, &all); /* which libsndfile does by itself */
        assert_memory_equal(bytes.data + bytes.length - 65536, raw, 65536);
        for (int i = 0; i < 65536; i++) {
            uint8_t code = (uint8_t)raw[i];
            int value = law ? ulaw_value(code) : alaw_value(code), size = abs(frames[i]), bias = law ? 132 : 0;
            int half = law ? 4 : 8;
            for (int edge = law ? 256 : 512; edge <= size + bias; edge *= 2) half *= 2;
            int most = law ? 32124 : 32256, wanted = size > most ? (frames[i] < 0 ? -most : most) : frames[i];
            if (abs(value - wanted) > half) fail_msg("%d became %d", frames[i], value);
        }
    }
}

/* RIFF sizes, tags of the registry (6: A-law, 7: µ-law, 1: PCM, 0x31: GSM 06.10), the count of samples in `fact`, and an
 * even length. */
static void headers_are_exact(void **state)
{
    (void)state;
    static int16_t frames[323];
    static const struct {
        enum telephone_codec codec;
        unsigned count;
        const char *header; /* up to the data */
        unsigned length, data;
    } files[] = {
        {TELEPHONE_ALAW, 323,
         "RIFF\x76\x01\0\0WAVEfmt \x12\0\0\0\x06\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0\0\0"
         "fact\4\0\0\0\x43\x01\0\0data\x43\x01\0\0",
         58, 324},
        {TELEPHONE_ULAW, 322,
         "RIFF\x74\x01\0\0WAVEfmt \x12\0\0\0\x07\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0\0\0"
         "fact\4\0\0\0\x42\x01\0\0data\x42\x01\0\0",
         58, 322},
        {TELEPHONE_SLIN8, 323,
         "RIFF\xAA\x02\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x80\x3E\0\0\x02\0\x10\0data\x86\x02\0\0", 44, 646},
        {TELEPHONE_SLIN16, 323,
         "RIFF\xAA\x02\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3E\0\0\0\x7D\0\0\x02\0\x10\0data\x86\x02\0\0", 44, 646},
        {TELEPHONE_GSM, 323,
         "RIFF\xB6\0\0\0WAVEfmt \x14\0\0\0\x31\0\x01\0\x40\x1F\0\0\x59\x06\0\0\x41\0\0\0\x02\0\x40\x01"
         "fact\4\0\0\0\x43\x01\0\0data\x82\0\0\0",
         60, 130},
    };
    for (size_t i = 0; i < ARRAY_COUNT(files); i++) {
        struct telephone_signal signal = {
            .frames = frames, .frame_count = files[i].count, .rate_hz = telephone_codec_info(files[i].codec)->rate_hz};
        encode(files[i].codec, true, &signal);
        assert_memory_equal(bytes.data, files[i].header, files[i].length);
        assert_int_equal(bytes.length, files[i].length + files[i].data);
    }
}

/* ---- Sameness, lengths and refusals ------------------------------------------------------------------------------ */

/* Also behind other bytes, which stay. */
static void the_same_signal_gives_the_same_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * ARRAY_COUNT(READINGS); i++) {
        enum telephone_codec codec = READINGS[i / 2].codec;
        bool wav = i % 2 == 1;
        if (wav && !telephone_codec_info(codec)->wav) continue;
        struct buffer again = {0};
        encode(codec, wav, signal_for(codec));
        buffer_append_text(&again, "before");
        assert_int_equal(telephone_encode(codec, wav, signal_for(codec), &again, NULL), STATUS_OK);
        assert_int_equal(again.length, bytes.length + 6);
        assert_memory_equal(again.data, "before", 6);
        assert_memory_equal(again.data + 6, bytes.data, bytes.length);
        buffer_done(&again);
    }
}

static void every_length_is_encoded_whole(void **state)
{
    (void)state;
    static const struct {
        enum telephone_codec codec;
        size_t frame, frame_bytes;
    } lengths[] = {{TELEPHONE_ALAW, 1, 1},   {TELEPHONE_ULAW, 1, 1}, {TELEPHONE_SLIN8, 1, 2},
                   {TELEPHONE_SLIN16, 1, 2}, {TELEPHONE_G722, 2, 1}, {TELEPHONE_GSM, 160, 33}};
    for (size_t i = 0; i < ARRAY_COUNT(lengths); i++) {
        for (size_t count = 0; count < 400; count += count < 4 ? 1 : 13) {
            struct telephone_signal part = *signal_for(lengths[i].codec);
            part.frame_count = count;
            encode(lengths[i].codec, false, &part);
            size_t frames = (count + lengths[i].frame - 1) / lengths[i].frame;
            assert_int_equal(bytes.length, frames * lengths[i].frame_bytes);
        }
    }
}

/* The last sample of an odd number is in the last byte, with silence beside it. */
static void g722_keeps_an_odd_last_sample(void **state)
{
    (void)state;
    int16_t padded[1002] = {0};
    memcpy(padded, wide.frames + 8000, 1000 * sizeof *padded);
    padded[1000] = -30000; /* loud: the newest sample weighs little in the codec's filter */
    encode(TELEPHONE_G722, false, &(struct telephone_signal){.frames = padded, .frame_count = 1001, .rate_hz = 16000});
    struct buffer odd = bytes;
    bytes = (struct buffer){0};
    encode(TELEPHONE_G722, false, &(struct telephone_signal){.frames = padded, .frame_count = 1002, .rate_hz = 16000});
    assert_int_equal(odd.length, bytes.length);
    assert_memory_equal(odd.data, bytes.data, bytes.length);
    buffer_done(&odd);
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct error error = {0};
    buffer_clear(&bytes);
    assert_int_equal(telephone_encode(TELEPHONE_ALAW, false, &wide, &bytes, &error), STATUS_USAGE);
    assert_non_null(strstr(error.text, "16000"));
    assert_int_equal(telephone_encode(TELEPHONE_SLIN16, true, &narrow, &bytes, &error), STATUS_USAGE);
    assert_int_equal(telephone_encode(TELEPHONE_G722, true, &wide, &bytes, &error), STATUS_USAGE);
    assert_non_null(strstr(error.text, "raw"));
    assert_int_equal(bytes.length, 0);
}

static void codecs_have_names(void **state)
{
    (void)state;
    enum telephone_codec codec = TELEPHONE_GSM;
    for (int i = 0; i < TELEPHONE_CODECS; i++) {
        const struct telephone_codec_info *info = telephone_codec_info((enum telephone_codec)i);
        assert_true(telephone_codec_find(info->name, &codec));
        assert_int_equal(codec, i);
        assert_true(info->rate_hz == 8000 || info->rate_hz == 16000);
    }
    assert_false(telephone_codec_find("mp3", &codec));
    assert_false(telephone_codec_find("", &codec));
    assert_int_equal(telephone_codec_info(TELEPHONE_ULAW)->rate_hz, 8000);
    assert_string_equal(telephone_codec_info(TELEPHONE_G722)->asterisk_raw, "g722");
    assert_false(telephone_codec_info(TELEPHONE_G722)->wav);
}

static void make(const struct clip *clip, unsigned rate_hz, struct telephone_signal *signal)
{
    assert_int_equal(telephone_signal_make(telephone, clip->frames, clip->frame_count, rate_hz, signal, NULL),
                     STATUS_OK);
}

static int open_all(void **state)
{
    (void)state;
    speaker_open(&speaker);
    struct clip *clip = speaker_say(&speaker, "Do not take more than eight tablets in twenty four hours.", "en-gb");
    if (telephone_new(&telephone, NULL) != STATUS_OK || !mkdtemp(folder)) return -1;
    make(clip, 8000, &narrow);
    make(clip, 16000, &wide);
    clip_release(clip);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    speaker_close(&speaker);
    telephone_free(telephone);
    telephone_signal_done(&narrow);
    telephone_signal_done(&wide);
    buffer_done(&bytes);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raw_files_are_read_by_other_programs),
        cmocka_unit_test(wav_files_are_read_by_other_programs),
        cmocka_unit_test(every_sample_has_its_code),
        cmocka_unit_test(headers_are_exact),
        cmocka_unit_test(the_same_signal_gives_the_same_bytes),
        cmocka_unit_test(every_length_is_encoded_whole),
        cmocka_unit_test(g722_keeps_an_odd_last_sample),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(codecs_have_names),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
