#include "export/section_prompts.h"

#include "base/file.h"
#include "export/fingerprint.h"
#include "export/prompt_folder.h"
#include "export/unspoken.h"
#include "export/utterance_print.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KIND_OF_FILES = 4 /* counted up when the same request makes other bytes */ };

static const char RECORD_NAME[] = "prompts.json";

struct making {
    const struct section_prompts *request;
    char *path; /* of the folder */
    struct prompt_folder folder;
    struct fingerprint fingerprint;
    struct telephone_signal signals[2]; /* at 8 and 16 kHz */
    struct buffer bytes;
    struct record *record; /* the caller's */
    json_t *unspoken;
};

static enum status source(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error)
{
    struct making *making = context;
    const struct section_prompts *request = making->request;
    char name[PROMPT_NAME_BYTES];
    enum status status = request->source(request->context, index, utterance, settings, error);
    if (status != STATUS_OK) return status;
    request->name_of(request->context, index, name);
    fingerprint_add_text(&making->fingerprint, name);
    fingerprint_add_settings(&making->fingerprint, *settings);
    fingerprint_add_utterance(&making->fingerprint, utterance);
    return STATUS_OK;
}

static void begin_fingerprint(struct making *making)
{
    const struct section_prompts *request = making->request;
    struct fingerprint *fingerprint = &making->fingerprint;
    fingerprint_begin(fingerprint);
    fingerprint_add_number(fingerprint, KIND_OF_FILES);
    fingerprint_add_text(fingerprint, request->engine_version);
    fingerprint_add_text(fingerprint, voice_engine(request->voice));
    fingerprint_add_text(fingerprint, voice_variant(request->voice, 0));
    for (size_t i = 0; i < request->format_count; i++) {
        fingerprint_add_number(fingerprint, request->formats[i].codec);
        fingerprint_add_text(fingerprint, request->formats[i].ending);
    }
}

/* The record of the folder that is there; NULL where there is none. The caller closes it. */
static enum status open_record(const struct section_prompts *request, FILE **ret, struct error *error)
{
    char *path = text_format("%s/%s/%s", request->folder, request->name, RECORD_NAME);
    *ret = path ? fopen(path, "rbe") : NULL;
    enum status status = path && (*ret || errno != ENOMEM) ? STATUS_OK : error_no_memory(error);
    free(path);
    return status;
}

/* Whether the prompt is there in each format, with the length of all of them: STATUS_NOT_FOUND. A power cut may have left
 * shorter files. */
static enum status find_prompt(void *context, json_t *prompt, struct error *error)
{
    const struct section_prompts *request = context;
    const char *name = json_string_value(json_object_get(prompt, "name"));
    json_int_t bytes = 0;
    if (!name) return STATUS_NOT_FOUND;
    for (size_t i = 0; i < request->format_count; i++) {
        char *path = text_format("%s/%s/%s%s", request->folder, request->name, name, request->formats[i].ending);
        if (!path) return error_no_memory(error);
        struct stat about;
        bool there = stat(path, &about) == 0 && S_ISREG(about.st_mode);
        free(path);
        if (!there) return STATUS_NOT_FOUND;
        bytes += about.st_size;
    }
    return bytes == json_integer_value(json_object_get(prompt, "bytes")) ? STATUS_OK : STATUS_NOT_FOUND;
}

/* That of the request, without a sound. */
static enum status find_fingerprint(struct making *making, char hex[FINGERPRINT_HEX_BYTES], struct error *error)
{
    const struct section_prompts *request = making->request;
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    begin_fingerprint(making);
    for (size_t i = 0; i < request->count && status == STATUS_OK; i++) {
        struct voice_settings settings = voice_settings(request->voice);
        status = source(making, i, &utterance, &settings, error);
    }
    utterance_done(&utterance);
    fingerprint_end(&making->fingerprint, hex);
    return status;
}

static enum status is_unchanged(struct making *making, FILE *file, bool *ret, struct error *error)
{
    json_t *head = NULL;
    char hex[FINGERPRINT_HEX_BYTES];
    *ret = false;
    if (!file) return STATUS_OK;
    enum status status = record_read(file, find_prompt, (void *)(uintptr_t)making->request, &head, error);
    const char *recorded = json_string_value(json_object_get(head, "fingerprint"));
    if (status == STATUS_OK && recorded) status = find_fingerprint(making, hex, error);
    if (status == STATUS_OK && recorded) *ret = json_object_get(head, "prompts") && strcmp(hex, recorded) == 0;
    json_decref(head);
    return status == STATUS_BAD_INPUT || status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* How long the prompt is that was written last, with the silence at both ends. */
static double prompt_seconds(const struct making *making)
{
    unsigned rate_hz = telephone_codec_info(making->request->formats[0].codec)->rate_hz;
    const struct telephone_signal *signal = &making->signals[rate_hz == 16000];
    return round((double)signal->frame_count * 1000 / rate_hz) / 1000;
}

/* The signal at the codec's rate, made when the first codec asks for it. */
static enum status find_signal(struct making *making, const struct clip *clip, unsigned rate_hz, bool made[2],
                               struct telephone_signal **ret, struct error *error)
{
    size_t which = rate_hz == 16000;
    *ret = &making->signals[which];
    if (made[which]) return STATUS_OK;
    made[which] = true;
    return telephone_signal_make(making->request->telephone, clip->frames, clip->frame_count, rate_hz, *ret, error);
}

/* *ret_bytes: of all formats. */
static enum status write_prompt(struct making *making, const char *name, const struct clip *clip, json_int_t *ret_bytes,
                                struct error *error)
{
    const struct section_prompts *request = making->request;
    bool made[2] = {false};
    *ret_bytes = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->format_count && status == STATUS_OK; i++) {
        const struct prompt_format *format = &request->formats[i];
        struct telephone_signal *signal = NULL;
        char file[PROMPT_NAME_BYTES + 16];
        snprintf(file, sizeof file, "%s%s", name, format->ending);
        buffer_clear(&making->bytes);
        status = find_signal(making, clip, telephone_codec_info(format->codec)->rate_hz, made, &signal, error);
        if (status == STATUS_OK) status = telephone_encode(format->codec, format->wav, signal, &making->bytes, error);
        if (status == STATUS_OK && making->bytes.failed) status = error_no_memory(error);
        if (status != STATUS_OK) return status;
        *ret_bytes += (json_int_t)making->bytes.length;
        status = prompt_folder_add(&making->folder, file, making->bytes.data, making->bytes.length, error);
    }
    return status;
}

static enum status take(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                        struct error *error)
{
    struct making *making = context;
    const struct section_prompts *request = making->request;
    char name[PROMPT_NAME_BYTES];
    request->name_of(request->context, index, name);
    json_int_t bytes;
    enum status status = write_prompt(making, name, clip, &bytes, error);
    if (status != STATUS_OK) return status;
    status = record_add(making->record,
                        json_pack("{s:s, s:f, s:I, s:s}", "name", name, "seconds", prompt_seconds(making), "bytes",
                                  bytes, "text", buffer_text(&utterance->shown)),
                        error);
    return status == STATUS_OK ? unspoken_append(making->unspoken, utterance, clip, error) : status;
}

/* Puts the record into the folder, behind all prompts. */
static enum status write_record(struct making *making, struct error *error)
{
    FILE *from = NULL, *to = NULL;
    json_t *head = NULL;
    enum status status = spool_stream(&making->record->text, &from, error);
    if (status == STATUS_OK) status = prompt_folder_open(&making->folder, RECORD_NAME, &to, error);
    if (status == STATUS_OK) {
        status = record_copy(from, to, 0, &head, error);
        enum status closed = prompt_folder_close(&making->folder, RECORD_NAME, to, status == STATUS_OK ? error : NULL);
        if (status == STATUS_OK) status = closed;
    }
    if (from) fclose(from);
    json_decref(head);
    return status;
}

static enum status begin(void *context, struct error *error)
{
    struct making *making = context;
    begin_fingerprint(making);
    json_array_clear(making->unspoken);
    prompt_folder_discard(&making->folder);
    enum status status = record_begin(making->record, "prompts", error);
    return status == STATUS_OK ? prompt_folder_begin(&making->folder, making->path, error) : status;
}

static enum status end_record(struct making *making, struct error *error)
{
    char hex[FINGERPRINT_HEX_BYTES];
    fingerprint_end(&making->fingerprint, hex);
    return record_end(
        making->record,
        json_pack("{s:s, s:s, s:O}", "name", making->request->name, "fingerprint", hex, "unspoken", making->unspoken),
        error);
}

static enum status make(struct making *making, struct error *error)
{
    const struct section_prompts *request = making->request;
    const struct read_out_calls calls = {making, source, take, begin};
    making->path = text_format("%s/%s", request->folder, request->name);
    making->unspoken = json_array();
    bool good = making->path && making->unspoken;
    enum status status = good ? read_out_again(request->engine, request->voice, 0, request->count, &calls, error)
                              : error_no_memory(error);
    if (status == STATUS_OK) status = end_record(making, error);
    if (status == STATUS_OK) status = write_record(making, error);
    if (status == STATUS_OK) return prompt_folder_commit(&making->folder, error);
    prompt_folder_discard(&making->folder);
    return status;
}

enum status section_prompts_make(const struct section_prompts *request, struct record *record, bool *ret_unchanged,
                                 struct error *error)
{
    struct making making = {.request = request, .record = record};
    FILE *file = NULL;
    enum status status = open_record(request, &file, error);
    if (status == STATUS_OK) status = is_unchanged(&making, file, ret_unchanged, error);
    if (status == STATUS_OK && *ret_unchanged) {
        rewind(file);
        status = record_load(record, file, error);
    } else if (status == STATUS_OK) {
        status = make(&making, error);
    }
    for (size_t i = 0; i < 2; i++) telephone_signal_done(&making.signals[i]);
    buffer_done(&making.bytes);
    free(making.path);
    json_decref(making.unspoken);
    if (file) fclose(file);
    return status;
}
