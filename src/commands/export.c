#include "commands/batch.h"
#include "commands/command.h"

#include "base/file.h"
#include "export/cue_sheet.h"
#include "export/destination.h"
#include "export/names.h"
#include "export/playlist.h"
#include "export/section_audio.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_FILES = 0x300, OPTION_WORDS };

struct export_options {
    struct batch_options batch;
    bool formats[AUDIO_FORMAT_COUNT];
    bool sections, whole, words;
};

static const struct argp_option options_table[] = {
    {"files", OPTION_FILES, "WHICH", 0, "sections (one file each, as usual), whole (one for all), or both", 0},
    {"words", OPTION_WORDS, NULL, 0, "Give each word its time in the WebVTT files, not only each sentence", 0},
    {0}};

static bool is_stream(const struct export_options *options)
{
    return strcmp(options->batch.output, "-") == 0;
}

static size_t count_formats(const struct export_options *options)
{
    size_t count = 0;
    for (size_t i = 0; i < AUDIO_FORMAT_COUNT; i++) count += options->formats[i];
    return count;
}

static void check_options(struct export_options *options, struct argp_state *state)
{
    if (count_formats(options) == 0) options->formats[AUDIO_FLAC] = true;
    if (!options->batch.output || !is_stream(options)) return;
    if (options->batch.path_count > 1 || options->batch.translations)
        argp_error(state, "only one leaflet can go to standard output");
    if (count_formats(options) > 1) argp_error(state, "only one format can go to standard output");
    if (options->batch.json) argp_error(state, "--json and the sound cannot both go to standard output");
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct export_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->batch; return 0;
    case OPTION_FILES:
        options->sections = strcmp(argument, "whole") != 0;
        options->whole = strcmp(argument, "sections") != 0;
        if (options->sections && options->whole && strcmp(argument, "both") != 0)
            argp_error(state, "--files wants sections, whole or both, not %s", argument);
        return 0;
    case OPTION_WORDS: options->words = true; return 0;
    case ARGP_KEY_SUCCESS: check_options(options, state); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&batch_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE…",
    .doc = "Writes leaflets as sound files with tags and chapters, with subtitles, playlist and manifest. What has not "
           "changed since the last run is not made again.\v`-o -` writes the whole of one leaflet to standard output.",
    .children = children,
};

/* ---- Parts: the plan's sections, then the whole ------------------------------------------------------------------ */

static size_t count_parts(const void *context, const struct plan *plan)
{
    const struct export_options *options = context;
    return (options->sections ? plan->count : 0) + options->whole;
}

static bool is_whole(const struct export_options *options, const struct plan *plan, size_t part)
{
    return part == (options->sections ? plan->count : 0);
}

static char *name_part(const void *context, const struct plan *plan, size_t part)
{
    return strdup(is_whole(context, plan, part) ? "whole" : plan->parts[part].name);
}

static struct section_audio request_of(const struct export_options *options, const struct batch_leaflet *leaflet)
{
    struct section_audio request = {
        .script = leaflet->leaflet.script,
        .document = leaflet->leaflet.document,
        .plan = &leaflet->plan,
        .part = SECTION_AUDIO_WHOLE,
        .engine = leaflet->engine,
        .engine_version = leaflet->engine_version,
        .word_times = options->words,
    };
    memcpy(request.formats, options->formats, sizeof request.formats);
    return request;
}

static enum status make_part(const void *context, void **kept, const struct batch_leaflet *leaflet,
                             const struct batch_part *part, struct batch_made *ret, struct error *error)
{
    const struct export_options *options = context;
    struct section_audio request = request_of(options, leaflet);
    (void)kept;
    if (!is_whole(options, &leaflet->plan, part->index)) request.part = part->index;
    request.name = part->name;
    request.folder = part->folder;
    request.recorded = part->recorded;
    return section_audio_make(&request, &ret->record, &ret->unchanged, error);
}

static char *find_folder(const char *output, const struct leaflet *leaflet, const char *name, bool only)
{
    (void)leaflet;
    return only ? strdup(output) : text_format("%s/%s", output, name);
}

/* ---- Playlists and cue sheets ------------------------------------------------------------------------------------ */

/* What the writers below share. */
struct lists {
    const char *folder;
    const struct manifest *manifest;
    json_t *head; /* the manifest's */
    bool soon;    /* the folder is synced behind them */
};

/* Writes a list into the folder and tells of it in the head. */
static enum status write_list(const struct lists *lists, const char *name, const struct buffer *text,
                              struct error *error)
{
    char *path = text_format("%s/%s", lists->folder, name);
    bool told = json_array_append_new(json_object_get(lists->head, "lists"), json_string(name)) == 0;
    bool good = path && told && !text->failed;
    enum status status = good ? (lists->soon ? file_write_soon : file_write)(path, text->data, text->length, error)
                              : error_no_memory(error);
    free(path);
    return status;
}

static uint64_t frames_at(const json_t *object, const char *key)
{
    return (uint64_t)llround(json_number_value(json_object_get(object, key)) * CLIP_RATE_HZ);
}

static enum status append_entry(struct buffer *text, const struct manifest *manifest, const char *name,
                                enum audio_format format, struct error *error)
{
    json_t *record = NULL;
    char *file = text_format("%s%s", name, audio_format_ending(format));
    enum status status = file ? manifest_find(manifest, name, &record, error) : error_no_memory(error);
    if (status == STATUS_OK)
        playlist_append(text, &(struct playlist_entry){.name = file,
                                                       .title = json_string_value(json_object_get(record, "title")),
                                                       .frame_count = frames_at(record, "seconds")});
    json_decref(record);
    free(file);
    return status;
}

static enum status write_playlist(const struct lists *lists, enum audio_format format, const char *const *names,
                                  size_t count, struct error *error)
{
    struct buffer text = {0};
    char *name = text_format("playlist-%s.m3u8", audio_format_ending(format) + 1);
    enum status status = name ? STATUS_OK : error_no_memory(error);
    playlist_begin(&text, json_string_value(json_object_get(lists->head, "title")));
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = append_entry(&text, lists->manifest, names[i], format, error);
    if (status == STATUS_OK) status = write_list(lists, name, &text, error);
    free(name);
    buffer_done(&text);
    return status;
}

/* The chapters of the one file, for players that do not find them in it. */
static enum status write_cue_sheet(const struct lists *lists, enum audio_format format, struct error *error)
{
    json_t *record = NULL, *mark;
    enum status status = manifest_find(lists->manifest, "whole", &record, error);
    if (status != STATUS_OK) return status;
    const json_t *marks = json_object_get(record, "chapters");
    size_t count = json_array_size(marks), index;
    struct chapter *chapters = calloc(count + 1, sizeof *chapters);
    struct buffer text = {0};
    json_array_foreach(marks, index, mark) if (chapters) chapters[index] = (struct chapter){
        .start_frame = frames_at(mark, "start"), .title = json_string_value(json_object_get(mark, "title"))};
    const struct audio_tags tags = {.album = json_string_value(json_object_get(lists->head, "title")),
                                    .chapters = chapters,
                                    .chapter_count = count};
    const char *ending = audio_format_ending(format);
    char *sound = text_format("whole%s", ending), *name = text_format("whole-%s.cue", ending + 1);
    bool good = chapters && sound && name;
    if (good) cue_sheet_append(&text, &tags, sound, format);
    status = good ? write_list(lists, name, &text, error) : error_no_memory(error);
    free(sound);
    free(name);
    free(chapters);
    json_decref(record);
    buffer_done(&text);
    return status;
}

static enum status finish(const void *context, const char *folder, const struct manifest *manifest,
                          const char *const *names, size_t count, bool soon, struct error *error)
{
    const struct export_options *options = context;
    const struct lists lists = {folder, manifest, manifest_head(manifest), soon};
    bool good = json_object_set_new(lists.head, "lists", json_array()) == 0;
    enum status status = good ? STATUS_OK : error_no_memory(error);
    for (int i = 0; i < AUDIO_FORMAT_COUNT && status == STATUS_OK; i++) {
        enum audio_format format = (enum audio_format)i;
        if (options->formats[i] && options->sections)
            status = write_playlist(&lists, format, names, count - options->whole, error);
        if (options->formats[i] && options->whole && status == STATUS_OK)
            status = write_cue_sheet(&lists, format, error);
    }
    return status;
}

/* ---- Standard output --------------------------------------------------------------------------------------------- */

static void tell_unspoken(const char *path, const json_t *unspoken)
{
    size_t index;
    json_t *text;
    json_array_foreach(unspoken, index, text)
        fprintf(stderr, "aloud: %s: not spoken: %s\n", path, json_string_value(text));
}

/* Says the leaflet, which is loaded, into the stream. */
static enum status say(const struct export_options *options, struct batch_leaflet *leaflet,
                       const struct destination *destination, struct error *error)
{
    const struct voice *voice = leaflet->leaflet.voice;
    const char *path = options->batch.paths[0];
    json_t *unspoken = json_array();
    bool has = true;
    enum status status = leaflet_require_voice(&leaflet->leaflet, error);
    if (status == STATUS_OK)
        status = plan_make(&leaflet->plan, leaflet->leaflet.script, leaflet->leaflet.document, error);
    if (status == STATUS_OK) status = engine_start_renewable(NULL, &leaflet->engine, error);
    if (status == STATUS_OK) status = engine_has_language(leaflet->engine, voice_engine(voice), &has, error);
    if (!has)
        status = error_set(error, STATUS_ENGINE, path, 0, "the speech engine has no voice for %s", voice_name(voice));
    leaflet->engine_version = "";
    const struct section_audio request = request_of(options, leaflet);
    for (int format = 0; format < AUDIO_FORMAT_COUNT && status == STATUS_OK; format++)
        if (options->formats[format])
            status = section_audio_stream(&request, (enum audio_format)format, destination->stream, destination->name,
                                          unspoken, error);
    tell_unspoken(path, unspoken);
    engine_free(leaflet->engine);
    plan_done(&leaflet->plan);
    json_decref(unspoken);
    return status;
}

static enum status stream(const struct export_options *options, struct error *error)
{
    struct destination destination = {0};
    struct batch_leaflet leaflet = {0};
    struct leaflet_options one = options->batch.leaflet;
    one.path = options->batch.paths[0];
    enum status status = destination_open(&destination, options->batch.output, "", "", error);
    if (status != STATUS_OK) return status;
    status = leaflet_load(&one, &leaflet.leaflet, error);
    if (status == STATUS_OK) {
        leaflet_warn_unreadable(&leaflet.leaflet);
        status = say(options, &leaflet, &destination, error);
        leaflet_done(&leaflet.leaflet);
    }
    if (status == STATUS_OK) return destination_close(&destination, error);
    destination_discard(&destination);
    return status;
}

int command_export(int argc, char **argv)
{
    static const struct batch_kind kind = {
        .count = count_parts, .name = name_part, .folder = find_folder, .make = make_part, .finish = finish};
    struct export_options options = {.sections = true};
    options.batch.leaflet.audio_formats = options.formats;
    options.batch.leaflet.takes_none = true;
    command_parse(&argp, argc, argv, &options);
    struct error error = {0};
    int result = EXIT_GOOD;
    if (!is_stream(&options))
        result = batch_run(&options.batch, &kind, &options);
    else if (stream(&options, &error) != STATUS_OK)
        result = command_failed(&error);
    free(options.batch.paths);
    return result;
}
