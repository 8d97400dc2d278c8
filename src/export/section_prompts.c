#include "export/section_prompts.h"

#include "base/file.h"
#include "export/fingerprint.h"
#include "export/json_text.h"
#include "export/manifest.h"
#include "export/prompt_folder.h"
#include "export/unspoken.h"
#include "export/utterance_print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KIND_OF_FILES = 3 /* counted up when the same request makes other bytes */ };

static const char RECORD_NAME[] = "prompts.json";

struct making {
    const struct section_prompts *request;
    char *path; /* of the folder */
    struct prompt_folder folder;
    struct fingerprint fingerprint;
    struct telephone_signal signals[2]; /* at 8 and 16 kHz */
    struct buffer bytes;
    json_t *prompts, *unspoken;
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

/* What the folder that is there tells of itself; NULL where there is none. The caller decrefs. */
static json_t *read_record(const struct section_prompts *request)
{
    char *path = text_format("%s/%s/%s", request->folder, request->name, RECORD_NAME);
    json_t *record = path ? json_load_file(path, 0, NULL) : NULL;
    free(path);
    return record;
}

/* Whether each prompt that the record tells of is there in each format. */
static bool prompts_are_there(const struct section_prompts *request, const json_t *record)
{
    size_t index;
    json_t *prompt;
    json_array_foreach(json_object_get(record, "prompts"), index, prompt)
    {
        const char *name = json_string_value(json_object_get(prompt, "name"));
        for (size_t i = 0; i < request->format_count; i++) {
            char *path =
                name ? text_format("%s/%s/%s%s", request->folder, request->name, name, request->formats[i].ending)
                     : NULL;
            bool there = path && access(path, F_OK) == 0;
            free(path);
            if (!there) return false;
        }
    }
    return true;
}

static enum status is_unchanged(struct making *making, const json_t *record, bool *ret, struct error *error)
{
    const struct section_prompts *request = making->request;
    const char *recorded = json_string_value(json_object_get(record, "fingerprint"));
    char hex[FINGERPRINT_HEX_BYTES];
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    *ret = false;
    if (!recorded || !prompts_are_there(request, record)) return STATUS_OK;
    begin_fingerprint(making);
    for (size_t i = 0; i < request->count && status == STATUS_OK; i++) {
        struct voice_settings settings = voice_settings(request->voice);
        status = source(making, i, &utterance, &settings, error);
    }
    utterance_done(&utterance);
    fingerprint_end(&making->fingerprint, hex);
    *ret = strcmp(hex, recorded) == 0;
    return status;
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

static enum status write_prompt(struct making *making, const char *name, const struct clip *clip, struct error *error)
{
    const struct section_prompts *request = making->request;
    bool made[2] = {false};
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
    enum status status = write_prompt(making, name, clip, error);
    if (status != STATUS_OK) return status;
    json_t *prompt = json_pack("{s:s, s:f, s:s}", "name", name, "seconds", prompt_seconds(making), "text",
                               buffer_text(&utterance->shown));
    if (json_array_append_new(making->prompts, prompt) != 0) return error_no_memory(error);
    return unspoken_append(making->unspoken, utterance, clip, error);
}

/* Puts the record into the folder, behind all prompts. */
static enum status make_record(struct making *making, json_t **ret_entry, struct error *error)
{
    char hex[FINGERPRINT_HEX_BYTES];
    fingerprint_end(&making->fingerprint, hex);
    *ret_entry = json_pack("{s:s, s:s, s:O, s:O}", "name", making->request->name, "fingerprint", hex, "prompts",
                           making->prompts, "unspoken", making->unspoken);
    struct buffer text = {0};
    json_text_append(&text, *ret_entry, JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(MANIFEST_REAL_DIGITS));
    enum status status = text.failed ? error_no_memory(error)
                                     : prompt_folder_add(&making->folder, RECORD_NAME, text.data, text.length, error);
    buffer_done(&text);
    return status;
}

static enum status begin(void *context, struct error *error)
{
    struct making *making = context;
    begin_fingerprint(making);
    json_array_clear(making->prompts);
    json_array_clear(making->unspoken);
    prompt_folder_discard(&making->folder);
    return prompt_folder_begin(&making->folder, making->path, error);
}

static enum status make(struct making *making, json_t **ret_entry, struct error *error)
{
    const struct section_prompts *request = making->request;
    const struct read_out_calls calls = {making, source, take, begin};
    making->path = text_format("%s/%s", request->folder, request->name);
    making->prompts = json_array();
    making->unspoken = json_array();
    bool good = making->path && making->prompts && making->unspoken;
    enum status status = good ? read_out_again(request->engine, request->voice, 0, request->count, &calls, error)
                              : error_no_memory(error);
    if (status == STATUS_OK) status = make_record(making, ret_entry, error);
    if (status == STATUS_OK) return prompt_folder_commit(&making->folder, error);
    prompt_folder_discard(&making->folder);
    return status;
}

enum status section_prompts_make(const struct section_prompts *request, json_t **ret_entry, bool *ret_unchanged,
                                 struct error *error)
{
    struct making making = {.request = request};
    json_t *record = read_record(request);
    *ret_entry = NULL;
    enum status status = is_unchanged(&making, record, ret_unchanged, error);
    if (status == STATUS_OK && *ret_unchanged)
        *ret_entry = json_incref(record);
    else if (status == STATUS_OK)
        status = make(&making, ret_entry, error);
    if (status != STATUS_OK) {
        json_decref(*ret_entry);
        *ret_entry = NULL;
    }
    for (size_t i = 0; i < 2; i++) telephone_signal_done(&making.signals[i]);
    buffer_done(&making.bytes);
    free(making.path);
    json_decref(making.prompts);
    json_decref(making.unspoken);
    json_decref(record);
    return status;
}
