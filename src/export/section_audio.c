#include "export/section_audio.h"

#include "base/array.h"
#include "base/file.h"
#include "export/fingerprint.h"
#include "export/loudness.h"
#include "export/mastering.h"
#include "export/read_out.h"
#include "export/recording.h"
#include "export/utterance_print.h"
#include "export/web_vtt.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK_FRAMES = 16 * 1024, KIND_OF_FILES = 1 /* counted up when the same request makes other bytes */ };

/* What is under way. */
struct making {
    const struct section_audio *request;
    size_t first, end; /* utterances */
    struct recording recording;
    struct loudness_meter *meter;
    struct level level;
    struct fingerprint fingerprint;
    struct buffer subtitles;
    json_t *sentences, *unspoken;
    struct web_vtt_word *words;
    size_t word_capacity;
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

static double seconds_in_file(uint64_t frame)
{
    return round((double)(frame + MASTERING_SILENCE_FRAMES) * 1000 / CLIP_RATE_HZ) / 1000;
}

/* Fills making->words with the shown words' times; returns how many. */
static size_t find_word_times(struct making *making, const struct utterance *utterance, const struct clip *clip,
                              uint64_t start_frame)
{
    size_t count = 0;
    if (!making->request->word_times) return 0;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (word->shown_start == word->shown_end || word->spoken_start == word->spoken_end) continue;
        making->words[count++] = (struct web_vtt_word){.frame = start_frame + clip_frame_of(clip, word->spoken_start)
                                                                + MASTERING_SILENCE_FRAMES,
                                                       .offset = word->shown_start};
    }
    return count;
}

static enum status note_sentence(struct making *making, const struct utterance *utterance, const struct clip *clip,
                                 struct error *error)
{
    const struct recording_cue *cue = &making->recording.cues[making->recording.cue_count - 1];
    struct web_vtt_cue shown = {.start_frame = cue->start_frame + MASTERING_SILENCE_FRAMES,
                                .end_frame = cue->end_frame + MASTERING_SILENCE_FRAMES,
                                .text = buffer_text(&utterance->shown)};
    if (!array_reserve(&making->words, &making->word_capacity, utterance->word_count)) return error_no_memory(error);
    shown.word_count = find_word_times(making, utterance, clip, cue->start_frame);
    shown.words = making->words;
    web_vtt_append(&making->subtitles, &shown);
    bool failed = json_array_append_new(making->sentences,
                                        json_pack("{s:f, s:f, s:s}", "start", seconds_in_file(cue->start_frame), "end",
                                                  seconds_in_file(cue->end_frame), "text", shown.text))
                  != 0;
    for (size_t i = 0; i < clip->gap_count; i++) {
        const struct clip_gap *gap = &clip->gaps[i];
        failed |= json_array_append_new(making->unspoken, json_stringn(utterance->spoken.data + gap->spoken_start,
                                                                       gap->spoken_end - gap->spoken_start))
                  != 0;
    }
    return failed || making->subtitles.failed ? error_no_memory(error) : STATUS_OK;
}

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
    fingerprint_add_utterance(&making->fingerprint, utterance);
    enum status status = recording_append(&making->recording, index, clip, utterance->pause_after_ms, error);
    if (status == STATUS_OK) status = loudness_meter_append(making->meter, clip->frames, clip->frame_count, error);
    return status == STATUS_OK ? note_sentence(making, utterance, clip, error) : status;
}

static enum status speak(struct making *making, struct error *error)
{
    const struct section_audio *request = making->request;
    const struct read_out_calls calls = {making, source, take};
    web_vtt_begin(&making->subtitles);
    begin_fingerprint(making);
    enum status status = recording_init(&making->recording, error);
    if (status == STATUS_OK) status = loudness_meter_new(&making->meter, error);
    if (status == STATUS_OK) status = engine_renew(request->engine, error);
    if (status != STATUS_OK) return status;
    status = read_out(request->engine, script_voice(request->script), making->first, making->end, &calls, error);
    return status == STATUS_OK ? level_init(&making->level, making->meter, error) : status;
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
        const struct recording_cue *cues = making->recording.cues;
        uint64_t end = i + 1 < plan->count ? cues[plan->parts[i + 1].first].start_frame : making->recording.frame_count;
        chapters[i] = (struct chapter){
            .start_frame = i == 0 ? 0 : cues[plan->parts[i].first].start_frame + MASTERING_SILENCE_FRAMES,
            .end_frame = end + (uint64_t)MASTERING_SILENCE_FRAMES * (i + 1 < plan->count ? 1 : 2),
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
    if (status == STATUS_OK) return file_writer_close(&file, error);
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

static enum status write_files(const struct making *making, json_t *files, struct error *error)
{
    const struct section_audio *request = making->request;
    struct audio_tags tags;
    struct chapter *chapters;
    enum status status = add_chapters(making, &tags, &chapters, error);
    for (int format = 0; format < AUDIO_FORMAT_COUNT + 1 && status == STATUS_OK; format++) {
        bool text = format == AUDIO_FORMAT_COUNT;
        if (!text && !request->formats[format]) continue;
        const char *ending = text ? ".vtt" : audio_format_ending((enum audio_format)format);
        char *path = text_format("%s/%s%s", request->folder, request->name, ending);
        if (!path) status = error_no_memory(error);
        if (path) {
            status = text ? file_write(path, making->subtitles.data, making->subtitles.length, error)
                          : write_sound(making, (enum audio_format)format, &tags, path, error);
        }
        if (status == STATUS_OK) status = list_file(files, path, error);
        free(path);
    }
    free(chapters);
    return status;
}

/* To a hundredth, so that it is the same text everywhere; null where there is nothing to measure. */
static json_t *hundredths(double value)
{
    return isfinite(value) ? json_real(round(value * 100) / 100) : json_null();
}

/* Where each part begins in the whole; null for a part. */
static json_t *chapter_marks(const struct making *making)
{
    const struct plan *plan = making->request->plan;
    if (!is_whole(making->request)) return json_null();
    json_t *marks = json_array();
    for (size_t i = 0; i < plan->count; i++) {
        uint64_t start = making->recording.cues[plan->parts[i].first].start_frame;
        json_array_append_new(marks, json_pack("{s:f, s:s}", "start", i == 0 ? 0.0 : seconds_in_file(start), "title",
                                               plan->parts[i].title));
    }
    return marks;
}

static enum status make(struct making *making, json_t **ret_entry, struct error *error)
{
    char hex[FINGERPRINT_HEX_BYTES];
    json_t *files = json_array();
    making->sentences = json_array();
    making->unspoken = json_array();
    enum status status = speak(making, error);
    struct loudness loudness = {-INFINITY, -INFINITY};
    if (status == STATUS_OK) loudness = loudness_meter_read(making->meter);
    double gain_db = 20 * log10(making->level.gain);
    if (status == STATUS_OK) status = write_files(making, files, error);
    fingerprint_end(&making->fingerprint, hex);
    if (status != STATUS_OK) {
        json_decref(files);
        return status;
    }
    *ret_entry =
        json_pack("{s:s, s:s, s:f, s:o, s:o, s:s, s:o, s:O, s:O, s:o}", "name", making->request->name, "title",
                  title_of(making->request), "seconds",
                  round((double)mastering_frames(making->recording.frame_count) * 1000 / CLIP_RATE_HZ) / 1000, "lufs",
                  hundredths(loudness.lufs + gain_db), "peak_dbtp",
                  hundredths(fmin(loudness.peak_dbtp + gain_db, LEVEL_LIMIT_DBTP)), "fingerprint", hex, "files", files,
                  "sentences", making->sentences, "unspoken", making->unspoken, "chapters", chapter_marks(making));
    return *ret_entry ? STATUS_OK : error_no_memory(error);
}

static struct making begin(const struct section_audio *request)
{
    struct making making = {.request = request,
                            .recording = {.descriptor = -1},
                            .level = {.gain = 1},
                            .end = script_count(request->script)};
    if (is_whole(request)) return making;
    making.first = request->plan->parts[request->part].first;
    making.end = request->plan->parts[request->part].end;
    return making;
}

static void end(struct making *making)
{
    recording_done(&making->recording);
    loudness_meter_free(making->meter);
    level_done(&making->level);
    buffer_done(&making->subtitles);
    json_decref(making->sentences);
    json_decref(making->unspoken);
    free(making->words);
}

enum status section_audio_stream(const struct section_audio *request, enum audio_format format, FILE *stream,
                                 const char *stream_name, json_t *unspoken, struct error *error)
{
    struct making making = begin(request);
    struct audio_tags tags;
    struct chapter *chapters = NULL;
    making.sentences = json_array();
    making.unspoken = json_incref(unspoken);
    enum status status = speak(&making, error);
    if (status == STATUS_OK) status = add_chapters(&making, &tags, &chapters, error);
    if (status == STATUS_OK) status = write_stream(&making, format, &tags, stream, stream_name, error);
    free(chapters);
    end(&making);
    return status;
}

enum status section_audio_make(const struct section_audio *request, json_t **ret_entry, bool *ret_unchanged,
                               struct error *error)
{
    struct making making = begin(request);
    enum status status = is_unchanged(&making, ret_unchanged, error);
    if (status == STATUS_OK && *ret_unchanged)
        *ret_entry = json_deep_copy(request->recorded);
    else if (status == STATUS_OK)
        status = make(&making, ret_entry, error);
    if (status == STATUS_OK && !*ret_entry) status = error_no_memory(error);
    end(&making);
    return status;
}
