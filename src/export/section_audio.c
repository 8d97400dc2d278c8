#include "export/section_audio.h"

#include "base/file.h"
#include "export/fingerprint.h"
#include "export/loudness.h"
#include "export/mastering.h"
#include "export/read_out.h"
#include "export/recording.h"
#include "export/transcript.h"
#include "export/utterance_print.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK_FRAMES = 16 * 1024, KIND_OF_FILES = 2 /* counted up when the same request makes other bytes */ };

/* What is under way. */
struct making {
    const struct section_audio *request;
    struct record *record; /* the caller's; NULL: none is kept */
    size_t first, end;     /* utterances */
    struct recording recording;
    uint64_t *starts; /* frames at which the parts of the whole begin */
    size_t start_count;
    struct loudness_meter *meter;
    struct level level;
    struct fingerprint fingerprint;
    struct file_writer subtitles; /* not open where only a stream is written */
    struct transcript transcript;
};

static bool is_whole(const struct section_audio *request)
{
    return request->part == SECTION_AUDIO_WHOLE;
}

static const char *title_of(const struct section_audio *request)
{
    return is_whole(request) ? buffer_text(&request->document->title) : request->plan->parts[request->part].title;
}

static const char *text_or_none(const struct buffer *text)
{
    return text->length > 0 ? buffer_text(text) : NULL;
}

static struct audio_tags tags_of(const struct section_audio *request)
{
    const struct document *document = request->document;
    return (struct audio_tags){
        .title = title_of(request),
        .album = buffer_text(&document->title),
        .language = voice_language(script_voice(request->script)),
        .reference = text_or_none(&document->reference),
        .version = text_or_none(&document->version),
        .track = is_whole(request) ? 0 : (unsigned)request->part + 1,
        .track_count = is_whole(request) ? 0 : (unsigned)request->plan->count,
    };
}

/* ---- Fingerprint ------------------------------------------------------------------------------------------------- */

static void begin_fingerprint(struct making *making)
{
    const struct section_audio *request = making->request;
    struct fingerprint *fingerprint = &making->fingerprint;
    const struct voice *voice = script_voice(request->script);
    const struct audio_tags tags = tags_of(request);
    fingerprint_begin(fingerprint);
    fingerprint_add_number(fingerprint, KIND_OF_FILES);
    fingerprint_add_text(fingerprint, request->engine_version);
    fingerprint_add_text(fingerprint, voice_engine(voice));
    fingerprint_add_text(fingerprint, voice_variant(voice, 0));
    fingerprint_add_settings(fingerprint, voice_settings(voice));
    fingerprint_add_number(fingerprint, request->word_times);
    fingerprint_add_number(fingerprint, tags.track_count);
    for (size_t i = 0; i < AUDIO_FORMAT_COUNT; i++) fingerprint_add_number(fingerprint, request->formats[i]);
    const char *const texts[] = {tags.title, tags.album, tags.language, tags.reference, tags.version, request->name};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) fingerprint_add_text(fingerprint, texts[i]);
    for (size_t i = 0; is_whole(request) && i < request->plan->count; i++) {
        fingerprint_add_number(fingerprint, (int64_t)request->plan->parts[i].first);
        fingerprint_add_text(fingerprint, request->plan->parts[i].title);
    }
}

/* That of the request, without a sound. */
static enum status find_fingerprint(struct making *making, char hex[FINGERPRINT_HEX_BYTES], struct error *error)
{
    const struct section_audio *request = making->request;
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    begin_fingerprint(making);
    for (size_t i = making->first; i < making->end && status == STATUS_OK; i++) {
        status = script_utterance(request->script, request->document, i, &utterance, error);
        if (status == STATUS_OK) fingerprint_add_utterance(&making->fingerprint, &utterance);
    }
    fingerprint_end(&making->fingerprint, hex);
    utterance_done(&utterance);
    return status;
}

/* Whether each file of the entry is there with its length. */
static bool files_are_there(const struct section_audio *request, const json_t *entry)
{
    size_t index;
    json_t *file;
    json_array_foreach(json_object_get(entry, "files"), index, file)
    {
        const char *name = json_string_value(json_object_get(file, "name"));
        json_int_t bytes = json_integer_value(json_object_get(file, "bytes"));
        struct stat about;
        char *path = name ? text_format("%s/%s", request->folder, name) : NULL;
        bool there =
            path && !strchr(name, '/') && stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size == bytes;
        free(path);
        if (!there) return false;
    }
    return index > 0;
}

static enum status is_unchanged(struct making *making, bool *ret, struct error *error)
{
    const struct section_audio *request = making->request;
    const char *recorded = json_string_value(json_object_get(request->recorded, "fingerprint"));
    char hex[FINGERPRINT_HEX_BYTES];
    *ret = false;
    if (!recorded || !files_are_there(request, request->recorded)) return STATUS_OK;
    enum status status = find_fingerprint(making, hex, error);
    *ret = status == STATUS_OK && strcmp(hex, recorded) == 0;
    return status;
}

/* ---- Speaking ---------------------------------------------------------------------------------------------------- */

static enum status source(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error)
{
    const struct making *making = context;
    (void)settings;
    return script_utterance(making->request->script, making->request->document, index, utterance, error);
}

static enum status take(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                        struct error *error)
{
    struct making *making = context;
    const struct plan *plan = making->request->plan;
    struct recording_cue cue;
    fingerprint_add_utterance(&making->fingerprint, utterance);
    enum status status = recording_append(&making->recording, clip, utterance->pause_after_ms, &cue, error);
    if (status == STATUS_OK) status = loudness_meter_append(making->meter, clip->frames, clip->frame_count, error);
    if (status != STATUS_OK) return status;
    if (making->start_count < plan->count && index == plan->parts[making->start_count].first)
        making->starts[making->start_count++] = cue.start_frame;
    return transcript_add(&making->transcript, utterance, clip, cue, error);
}

static char *path_of(const struct section_audio *request, const char *ending)
{
    return text_format("%s/%s%s", request->folder, request->name, ending);
}

static enum status open_subtitles(struct making *making, struct error *error)
{
    char *path = path_of(making->request, ".vtt");
    enum status status = path ? file_writer_open(&making->subtitles, path, error) : error_no_memory(error);
    free(path);
    return status;
}

static void end(struct making *making)
{
    recording_done(&making->recording);
    loudness_meter_free(making->meter);
    making->meter = NULL;
    transcript_done(&making->transcript);
    file_writer_discard(&making->subtitles);
    free(making->starts);
    making->starts = NULL;
    making->start_count = 0;
}

static enum status begin_to_speak(void *context, struct error *error)
{
    struct making *making = context;
    const struct section_audio *request = making->request;
    end(making);
    begin_fingerprint(making);
    making->starts = calloc(request->plan->count, sizeof *making->starts);
    enum status status = making->starts ? recording_init(&making->recording, error) : error_no_memory(error);
    if (status == STATUS_OK) status = loudness_meter_new(&making->meter, error);
    if (status == STATUS_OK && request->folder) status = open_subtitles(making, error);
    if (status != STATUS_OK) return status;
    return transcript_begin(&making->transcript, making->subtitles.stream, request->word_times, making->record, error);
}

static enum status speak(struct making *making, struct error *error)
{
    const struct section_audio *request = making->request;
    const struct read_out_calls calls = {making, source, take, begin_to_speak};
    enum status status =
        read_out_again(request->engine, script_voice(request->script), making->first, making->end, &calls, error);
    if (status == STATUS_OK) making->level = level_of(making->meter);
    return status;
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static enum status encode(const struct making *making, struct encoder *encoder, struct error *error)
{
    const struct recording *recording = &making->recording;
    int16_t frames[BLOCK_FRAMES];
    struct mastering mastering;
    size_t count = 1;
    enum status status = mastering_begin(&mastering, encoder, &making->level, recording->frame_count, error);
    for (uint64_t at = 0; status == STATUS_OK && count > 0; at += count) {
        status = recording_read(recording, at, frames, BLOCK_FRAMES, &count, error);
        if (status == STATUS_OK && count > 0) status = mastering_append(&mastering, frames, count, error);
    }
    return status == STATUS_OK ? mastering_end(&mastering, error) : status;
}

/* The parts as chapters of the whole; the caller frees. */
static struct chapter *chapters_of(const struct making *making)
{
    const struct plan *plan = making->request->plan;
    struct chapter *chapters = calloc(plan->count, sizeof *chapters);
    for (size_t i = 0; chapters && i < plan->count; i++) {
        bool last = i + 1 == plan->count;
        uint64_t end = last ? making->recording.frame_count : making->starts[i + 1];
        chapters[i] = (struct chapter){
            .start_frame = i == 0 ? 0 : making->starts[i] + MASTERING_SILENCE_FRAMES,
            .end_frame = end + (uint64_t)MASTERING_SILENCE_FRAMES * (last ? 2 : 1),
            .title = plan->parts[i].title,
        };
    }
    return chapters;
}

static enum status write_stream(const struct making *making, enum audio_format format, const struct audio_tags *tags,
                                FILE *stream, const char *name, struct error *error)
{
    struct encoder *encoder = NULL;
    uint64_t frames = mastering_frames(making->recording.frame_count);
    enum status status = encoder_open(format, stream, name, tags, frames, &encoder, error);
    if (status == STATUS_OK) status = encode(making, encoder, error);
    if (status == STATUS_OK) return encoder_close(encoder, error);
    encoder_discard(encoder);
    return status;
}

static enum status write_sound(const struct making *making, enum audio_format format, const struct audio_tags *tags,
                               const char *path, struct error *error)
{
    struct file_writer file = {0};
    enum status status = file_writer_open(&file, path, error);
    if (status == STATUS_OK) status = write_stream(making, format, tags, file.stream, path, error);
    if (status == STATUS_OK) return file_writer_close_soon(&file, error);
    file_writer_discard(&file);
    return status;
}

/* Tells of a file that was written. */
static enum status list_file(json_t *files, const char *path, struct error *error)
{
    char hex[FINGERPRINT_HEX_BYTES];
    uint64_t bytes = 0;
    enum status status = fingerprint_file(path, hex, &bytes, error);
    if (status != STATUS_OK) return status;
    json_t *file =
        json_pack("{s:s, s:I, s:s}", "name", strrchr(path, '/') + 1, "bytes", (json_int_t)bytes, "sha256", hex);
    return json_array_append_new(files, file) == 0 ? STATUS_OK : error_no_memory(error);
}

/* The tags with the chapters, which the caller frees. */
static enum status add_chapters(const struct making *making, struct audio_tags *tags, struct chapter **ret,
                                struct error *error)
{
    *ret = NULL;
    *tags = tags_of(making->request);
    if (!is_whole(making->request)) return STATUS_OK;
    tags->chapters = *ret = chapters_of(making);
    tags->chapter_count = making->request->plan->count;
    return *ret ? STATUS_OK : error_no_memory(error);
}

static enum status write_sounds(const struct making *making, json_t *files, struct error *error)
{
    const struct section_audio *request = making->request;
    struct audio_tags tags;
    struct chapter *chapters;
    enum status status = add_chapters(making, &tags, &chapters, error);
    for (int i = 0; i < AUDIO_FORMAT_COUNT && status == STATUS_OK; i++) {
        enum audio_format format = (enum audio_format)i;
        if (!request->formats[format]) continue;
        char *path = path_of(request, audio_format_ending(format));
        status = path ? write_sound(making, format, &tags, path, error) : error_no_memory(error);
        if (status == STATUS_OK) status = list_file(files, path, error);
        free(path);
    }
    free(chapters);
    return status;
}

static enum status close_subtitles(struct making *making, json_t *files, struct error *error)
{
    enum status status = file_writer_close_soon(&making->subtitles, error);
    char *path = path_of(making->request, ".vtt");
    if (status == STATUS_OK) status = path ? list_file(files, path, error) : error_no_memory(error);
    free(path);
    return status;
}

/* To a hundredth, so that it is the same text everywhere; null where there is nothing to measure. */
static json_t *hundredths(double value)
{
    return isfinite(value) ? json_real(round(value * 100) / 100) : json_null();
}

/* Where each part begins in the whole; null for a part; NULL where memory runs out. */
static json_t *chapter_marks(const struct making *making)
{
    const struct plan *plan = making->request->plan;
    if (!is_whole(making->request)) return json_null();
    json_t *marks = json_array();
    for (size_t i = 0; marks && i < plan->count; i++) {
        double start = i == 0 ? 0.0 : transcript_seconds(making->starts[i]);
        json_t *mark = json_pack("{s:f, s:s}", "start", start, "title", plan->parts[i].title);
        if (json_array_append_new(marks, mark) == 0) continue;
        json_decref(marks);
        marks = NULL;
    }
    return marks;
}

static enum status make(struct making *making, struct error *error)
{
    char hex[FINGERPRINT_HEX_BYTES];
    json_t *files = json_array();
    enum status status = speak(making, error);
    struct loudness loudness = {-INFINITY, -INFINITY};
    if (status == STATUS_OK) loudness = loudness_meter_read(making->meter);
    double gain_db = 20 * log10(making->level.gain);
    if (status == STATUS_OK) status = write_sounds(making, files, error);
    if (status == STATUS_OK) status = close_subtitles(making, files, error);
    if (status != STATUS_OK) {
        json_decref(files);
        return status;
    }
    fingerprint_end(&making->fingerprint, hex);
    json_t *head =
        json_pack("{s:s, s:s, s:f, s:o, s:o, s:s, s:o, s:O, s:o}", "name", making->request->name, "title",
                  title_of(making->request), "seconds",
                  round((double)mastering_frames(making->recording.frame_count) * 1000 / CLIP_RATE_HZ) / 1000, "lufs",
                  hundredths(loudness.lufs + gain_db), "peak_dbtp",
                  hundredths(fmin(loudness.peak_dbtp + gain_db, LEVEL_LIMIT_DBTP)), "fingerprint", hex, "files", files,
                  "unspoken", making->transcript.unspoken, "chapters", chapter_marks(making));
    return record_end(making->record, head, error);
}

static struct making begin(const struct section_audio *request)
{
    struct making making = {.request = request,
                            .recording = {.sound = SPOOL_NONE},
                            .level = {.gain = 1},
                            .end = script_count(request->script)};
    if (is_whole(request)) return making;
    making.first = request->plan->parts[request->part].first;
    making.end = request->plan->parts[request->part].end;
    return making;
}

enum status section_audio_stream(const struct section_audio *request, enum audio_format format, FILE *stream,
                                 const char *stream_name, json_t *unspoken, struct error *error)
{
    struct making making = begin(request);
    struct audio_tags tags;
    struct chapter *chapters = NULL;
    enum status status = speak(&making, error);
    if (status == STATUS_OK) status = add_chapters(&making, &tags, &chapters, error);
    if (status == STATUS_OK) status = write_stream(&making, format, &tags, stream, stream_name, error);
    if (status == STATUS_OK && json_array_extend(unspoken, making.transcript.unspoken) != 0)
        status = error_no_memory(error);
    free(chapters);
    end(&making);
    return status;
}

enum status section_audio_make(const struct section_audio *request, struct record *record, bool *ret_unchanged,
                               struct error *error)
{
    struct making making = begin(request);
    making.record = record;
    enum status status = is_unchanged(&making, ret_unchanged, error);
    if (status == STATUS_OK && !*ret_unchanged) status = make(&making, error);
    end(&making);
    return status;
}
