#include "export/telephone_codec.h"

#include "base/array.h"

#include <dlfcn.h>
#include <sndfile.h>
#include <spandsp/telephony.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp/g722.h>

static const struct telephone_codec_info INFOS[] = {
#define X(name, text, rate, coding, asterisk, freeswitch, media_type, asterisk_wav)                                    \
    {text, rate, asterisk, freeswitch, media_type, asterisk_wav, (coding) != 0},
    TELEPHONE_CODEC_LIST(X)
#undef X
};

static const int CODINGS[] = {
#define X(name, text, rate, coding, ...) coding,
    TELEPHONE_CODEC_LIST(X)
#undef X
};

const struct telephone_codec_info *telephone_codec_info(enum telephone_codec codec)
{
    return &INFOS[codec];
}

bool telephone_codec_find(const char *name, enum telephone_codec *ret)
{
    for (size_t i = 0; i < ARRAY_COUNT(INFOS); i++) {
        if (strcmp(INFOS[i].name, name) != 0) continue;
        *ret = (enum telephone_codec)i;
        return true;
    }
    return false;
}

/* ---- By libsndfile, into a buffer as if it were a file ----------------------------------------------------------- */

struct memory_file {
    struct buffer *bytes;
    size_t start; /* of the file in the buffer */
    size_t at;    /* in the file */
};

static sf_count_t file_length(void *context)
{
    const struct memory_file *file = context;
    return (sf_count_t)(file->bytes->length - file->start);
}

static sf_count_t file_seek(sf_count_t offset, int whence, void *context)
{
    struct memory_file *file = context;
    sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (sf_count_t)file->at : file_length(file);
    if (from + offset < 0 || from + offset > file_length(file)) return -1;
    file->at = (size_t)(from + offset);
    return (sf_count_t)file->at;
}

static sf_count_t file_tell(void *context)
{
    const struct memory_file *file = context;
    return (sf_count_t)file->at;
}

static sf_count_t file_get(void *bytes, sf_count_t count, void *context)
{
    struct memory_file *file = context;
    sf_count_t left = file_length(file) - (sf_count_t)file->at;
    if (count > left) count = left;
    if (count > 0) memcpy(bytes, file->bytes->data + file->start + file->at, (size_t)count);
    file->at += (size_t)count;
    return count;
}

static sf_count_t file_put(const void *bytes, sf_count_t count, void *context)
{
    struct memory_file *file = context;
    size_t over = (size_t)file_length(file) - file->at; /* there already: a header that is written again */
    if (over > (size_t)count) over = (size_t)count;
    if (over > 0) memcpy(file->bytes->data + file->start + file->at, bytes, over);
    buffer_append(file->bytes, (const char *)bytes + over, (size_t)count - over);
    if (file->bytes->failed) return 0;
    file->at += (size_t)count;
    return count;
}

static enum status sound_file(int format, const struct telephone_signal *signal, struct buffer *bytes,
                              struct error *error)
{
    struct memory_file file = {.bytes = bytes, .start = bytes->length};
    SF_VIRTUAL_IO calls = {file_length, file_seek, file_get, file_put, file_tell};
    SF_INFO info = {.samplerate = (int)signal->rate_hz, .channels = 1, .format = format};
    sf_count_t count = (sf_count_t)signal->frame_count;
    SNDFILE *sound = sf_open_virtual(&calls, SFM_WRITE, &info, &file);
    bool written = sound && sf_writef_short(sound, signal->frames, count) == count;
    if (sound && sf_close(sound) != 0) written = false;
    if (bytes->failed) return error_no_memory(error);
    if (!written) return error_set(error, STATUS_SYSTEM, NULL, 0, "libsndfile did not encode: %s", sf_strerror(NULL));
    return STATUS_OK;
}

/* ---- G.711 ------------------------------------------------------------------------------------------------------- */

enum { LAWS = 2, SAMPLES = 65536 /* that there are */ };

/* The code of each sample, as libsndfile has it. */
static enum status find_codes(enum telephone_codec codec, const uint8_t **ret, struct error *error)
{
    static uint8_t codes[LAWS][SAMPLES];
    static bool known[LAWS];
    size_t law = codec == TELEPHONE_ULAW;
    *ret = codes[law];
    if (known[law]) return STATUS_OK;
    struct telephone_signal all = {
        .frames = malloc(SAMPLES * sizeof *all.frames), .frame_count = SAMPLES, .rate_hz = 8000};
    struct buffer bytes = {0};
    for (size_t i = 0; all.frames && i < SAMPLES; i++) all.frames[i] = (int16_t)i;
    enum status status =
        all.frames ? sound_file(SF_FORMAT_RAW | CODINGS[codec], &all, &bytes, error) : error_no_memory(error);
    known[law] = status == STATUS_OK;
    if (known[law]) memcpy(codes[law], bytes.data, SAMPLES);
    telephone_signal_done(&all);
    buffer_done(&bytes);
    return status;
}

/* Looks the codes up, some three times as fast as libsndfile encodes. */
static enum status encode_g711(enum telephone_codec codec, const struct telephone_signal *signal, struct buffer *bytes,
                               struct error *error)
{
    const uint8_t *codes = NULL;
    enum status status = find_codes(codec, &codes, error);
    if (status != STATUS_OK) return status;
    uint8_t *room = (uint8_t *)buffer_room(bytes, signal->frame_count);
    if (!room) return error_no_memory(error);
    for (size_t i = 0; i < signal->frame_count; i++) room[i] = codes[(uint16_t)signal->frames[i]];
    buffer_fill(bytes, signal->frame_count);
    return STATUS_OK;
}

/* ---- G.722 ------------------------------------------------------------------------------------------------------- */

enum { G722_BITS_A_SECOND = 64000 };

struct g722 {
    __typeof__(g722_encode_init) *init;
    __typeof__(g722_encode) *encode;
    __typeof__(g722_encode_free) *free;
};

static void *find(void *library, const char *name)
{
    return library ? dlsym(library, name) : NULL;
}

/* Loaded when it is needed: libspandsp brings a dozen libraries for facsimile, and linked it would make each start of
 * Aloud a millisecond slower. */
static enum status g722_load(struct g722 *ret, struct error *error)
{
    void *library = dlopen("libspandsp.so.2", RTLD_NOW | RTLD_LOCAL);
    *(void **)&ret->init = find(library, "g722_encode_init");
    *(void **)&ret->encode = find(library, "g722_encode");
    *(void **)&ret->free = find(library, "g722_encode_free");
    if (ret->init && ret->encode && ret->free) return STATUS_OK;
    return error_set(
        error, STATUS_NOT_FOUND, NULL, 0,
        "G.722 needs the library libspandsp.so.2; install it (Debian: libspandsp2) or choose another codec");
}

/* Two samples are one byte. */
static enum status encode_g722(const struct telephone_signal *signal, struct buffer *bytes, struct error *error)
{
    struct g722 g722;
    enum status status = g722_load(&g722, error);
    if (status != STATUS_OK) return status;
    g722_encode_state_t *state = g722.init(NULL, G722_BITS_A_SECOND, 0);
    uint8_t *room = (uint8_t *)buffer_room(bytes, signal->frame_count / 2 + 1);
    if (state && room) {
        size_t odd = signal->frame_count % 2, even = signal->frame_count - odd;
        int length = g722.encode(state, room, signal->frames, (int)even);
        if (odd) length += g722.encode(state, room + length, (int16_t[2]){signal->frames[even]}, 2);
        buffer_fill(bytes, (size_t)length);
    }
    if (state) g722.free(state);
    return state && room ? STATUS_OK : error_no_memory(error);
}

enum status telephone_encode(enum telephone_codec codec, bool wav, const struct telephone_signal *signal,
                             struct buffer *bytes, struct error *error)
{
    const struct telephone_codec_info *info = telephone_codec_info(codec);
    if (signal->rate_hz != info->rate_hz)
        return error_set(error, STATUS_USAGE, NULL, 0, "%s takes %u Hz, not %u", info->name, info->rate_hz,
                         signal->rate_hz);
    if (wav && !info->wav)
        return error_set(error, STATUS_USAGE, NULL, 0, "%s has no WAV form that telephone systems play; write it raw",
                         info->name);
    if (codec == TELEPHONE_G722) return encode_g722(signal, bytes, error);
    if (!wav && (codec == TELEPHONE_ALAW || codec == TELEPHONE_ULAW)) return encode_g711(codec, signal, bytes, error);
    int container = wav ? SF_FORMAT_WAV : SF_FORMAT_RAW | SF_ENDIAN_LITTLE;
    return sound_file(container | CODINGS[codec], signal, bytes, error);
}
