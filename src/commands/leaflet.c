#include "commands/leaflet.h"

#include "base/array.h"
#include "base/file.h"
#include "commands/catalogue_language.h"
#include "commands/command.h"
#include "commands/leaflet_translation.h"
#include "document/language.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_VOICES = 0x100, OPTION_PUNCTUATION, OPTION_LEXICON, OPTION_MISSING };

static const struct argp_option options_table[] = {
    {"lang", 'l', "TAG", 0,
     "The language to read in, such as en-GB, and the translation where po/TAG.po is beside the leaflet; else the "
     "leaflet's own, else the locale's",
     0},
    {"missing", OPTION_MISSING, "HOW", 0,
     "What of a translation is missing: speak (in the leaflet's language, told before it), skip or refuse", 0},
    {"format", 'f', "FORMAT", 0, "What the file is: markdown or text; else its name tells", 0},
    {"punctuation", OPTION_PUNCTUATION, "LEVEL", 0,
     "Which signs are named: none, some (brackets, quotes, dashes …) or most (also stops and hyphens)", 0},
    {"voices", OPTION_VOICES, "FOLDER", 0, "Take the voice files from here", 0},
    {"lexicon", OPTION_LEXICON, "FILE.pls", 0,
     "Say terms as this pronunciation lexicon (W3C PLS 1.0) tells; may be given several times", 0},
    {0}};

static bool find_audio_format(const char *name, size_t *ret)
{
    enum audio_format format;
    if (!audio_format_find(name, &format)) return false;
    *ret = format;
    return true;
}

static bool marks_audio_formats(struct leaflet_options *options, const char *names)
{
    return options->audio_formats
           && command_mark_names(names, find_audio_format, options->audio_formats, AUDIO_FORMAT_COUNT);
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct leaflet_options *options = state->input;
    struct error error = {0};
    switch (key) {
    case 'l':
        if (strchr(argument, ',')) argp_error(state, "--lang is the tag of one language, such as pl");
        options->language = argument;
        return 0;
    case OPTION_VOICES: options->voices = argument; return 0;
    case OPTION_MISSING:
        if (missing_from_name(argument, &options->missing, &error) != STATUS_OK) argp_error(state, "%s", error.text);
        return 0;
    case OPTION_PUNCTUATION:
        options->has_punctuation = true;
        if (punctuation_from_name(argument, &options->punctuation, &error) != STATUS_OK)
            argp_error(state, "%s", error.text);
        return 0;
    case OPTION_LEXICON:
        if (options->lexicon_count == LEXICON_FILES_MOST)
            argp_error(state, "at most %d lexicons can be given", LEXICON_FILES_MOST);
        options->lexicons[options->lexicon_count++] = argument;
        return 0;
    case 'f':
        if (options->takes_json && strcmp(argument, "json") == 0)
            options->json = true;
        else if (options->takes_json && strcmp(argument, "lines") == 0)
            options->json = false;
        else if (marks_audio_formats(options, argument))
            return 0;
        else if (format_from_name(argument, &options->format, &error) != STATUS_OK)
            argp_error(state,
                       options->takes_json      ? "%s; for what is printed lines and json"
                       : options->audio_formats ? "%s; for sound wav, flac, opus, vorbis and mp3"
                                                : "%s",
                       error.text);
        return 0;
    case ARGP_KEY_ARG:
        if (options->path) argp_error(state, "one leaflet at a time: %s and %s", options->path, argument);
        options->path = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->path && !options->takes_none) argp_error(state, "name a leaflet");
        if (options->path && options->takes_none) argp_error(state, "no leaflet is read here: %s", options->path);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* Where sound is written, --format names its formats, too. */
static char *filter_help(int key, const char *text, void *input)
{
    const struct leaflet_options *options = input;
    if (key != 'f' || !options || !options->audio_formats) return (char *)(uintptr_t)text;
    char *whole = text_format("%s. And the formats of sound: wav, flac (as usual), opus, vorbis or mp3, several with "
                              "commas between",
                              text);
    return whole ? whole : (char *)(uintptr_t)text;
}

const struct argp leaflet_argp = {.options = options_table, .parser = parse_option, .help_filter = filter_help};

void leaflet_parse(const char *doc, int argc, char **argv, struct leaflet_options *options)
{
    struct argp argp = leaflet_argp;
    argp.args_doc = "FILE";
    argp.doc = doc;
    command_parse(&argp, argc, argv, options);
}

/* The language of the user's messages (POSIX.1-2017, 8.2), NULL where the locale has none. The environment tells it also
 * where the system has not that locale, which setlocale does not. */
static const char *locale_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < ARRAY_COUNT(variables) && (!locale || !locale[0]); i++) locale = getenv(variables[i]);
    bool none = !locale || !locale[0] || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0
                || strncmp(locale, "C.", 2) == 0;
    return none ? NULL : locale;
}

enum status voice_for_user(struct voice_shelf *shelf, const char *folder, const char *language, struct voice **ret,
                           struct error *error)
{
    if (language) return voice_shelf_load(shelf, folder, language, ret, error);
    enum status status = STATUS_NOT_FOUND;
    if (locale_language()) status = voice_shelf_load(shelf, folder, locale_language(), ret, error);
    return status == STATUS_NOT_FOUND ? voice_shelf_load(shelf, folder, "en-GB", ret, error) : status;
}

static enum status choose_voice(const struct leaflet_options *options, struct leaflet *leaflet, struct error *error)
{
    const char *own = buffer_text(&leaflet->document->language);
    struct voice_shelf *shelf = options->shelf ? options->shelf : &leaflet->own_shelf;
    if (options->language || !own[0])
        return voice_for_user(shelf, leaflet->voices, options->language, &leaflet->voice, error);
    enum status status = voice_shelf_load(shelf, leaflet->voices, own, &leaflet->voice, error);
    if (status != STATUS_NOT_FOUND) return status;
    leaflet->fallback = true;
    status = voice_for_user(shelf, leaflet->voices, NULL, &leaflet->voice, error);
    if (status != STATUS_OK || options->publishes) return status; /* leaflet_require_voice refuses it */
    struct error warning = {0};
    error_set(&warning, STATUS_NOT_FOUND, options->path, 0, "no voice file for its language \"%s\"; %s reads instead",
              own, voice_name(leaflet->voice));
    command_warn(&warning);
    return STATUS_OK;
}

static enum status make_script(struct leaflet *leaflet, struct error *error)
{
    const struct leaflet_options *options = leaflet->options;
    enum status status = lexicons_read(&leaflet->lexicons, options->lexicons, options->lexicon_texts,
                                       options->lexicon_count, leaflet->document, leaflet->voice, error);
    if (status == STATUS_OK) status = script_new(leaflet->voice, &leaflet->script, error);
    if (status != STATUS_OK) return status;
    script_set_punctuation(leaflet->script, leaflet->punctuation);
    lexicons_give(&leaflet->lexicons, leaflet->script);
    return script_extend(leaflet->script, leaflet->document, error);
}

/* ---- Opening ----------------------------------------------------------------------------------------------------- */

static enum status open_original(const struct leaflet_options *options, struct original *original, struct error *error)
{
    const struct buffer *source = options->source;
    if (!source) return original_read(original, options->path, error);
    return original_read_bytes(original, options->path, source->data, source->length, error);
}

/* Opens what is built of the translation. */
static enum status open_translation(struct leaflet *leaflet, const char *catalogue, struct error *error)
{
    const struct leaflet_options *options = leaflet->options;
    struct original original = {0};
    struct built built = {0};
    struct voice_shelf *shelf = options->shelf ? options->shelf : &leaflet->own_shelf;
    char *language = catalogue_language_of_path(catalogue);
    char *name = language ? leaflet_translation_name(options->path, language) : NULL;
    enum status status = name ? open_original(options, &original, error) : error_no_memory(error);
    if (status == STATUS_OK)
        status =
            leaflet_translation_build(&original, catalogue, shelf, leaflet->voices, options->missing, &built, error);
    if (status == STATUS_OK) {
        leaflet_translation_warn(&original, &built, options->missing);
        leaflet->translated = built.markdown;
        leaflet->source_blocks = built.source_blocks;
        built.markdown = (struct buffer){0};
        built.source_blocks = NULL;
        status = document_reader_open_bytes(name, leaflet->translated.data, leaflet->translated.length, FORMAT_MARKDOWN,
                                            &leaflet->reader, error);
    }
    built_done(&built);
    original_done(&original);
    free(language);
    free(name);
    return status;
}

static enum status open_reader(struct leaflet *leaflet, struct error *error)
{
    const struct leaflet_options *options = leaflet->options;
    const struct buffer *source = options->source;
    char *catalogue = NULL;
    if (options->language) {
        enum status status =
            leaflet_translation_find(options->path, options->format, options->language, &catalogue, error);
        if (status == STATUS_OK && catalogue) status = open_translation(leaflet, catalogue, error);
        free(catalogue);
        if (status != STATUS_OK || leaflet->reader) return status;
    }
    if (!source) return document_reader_open(options->path, options->format, &leaflet->reader, error);
    return document_reader_open_bytes(options->path, source->data, source->length, options->format, &leaflet->reader,
                                      error);
}

/* Whether --lang names another language than that in which the leaflet is written, and which Aloud has a voice for. */
static bool is_read_by_another(struct leaflet *leaflet)
{
    struct voice *own = NULL;
    const char *language = buffer_text(&leaflet->document->language);
    struct voice_shelf *shelf = leaflet->options->shelf ? leaflet->options->shelf : &leaflet->own_shelf;
    if (!leaflet->options->language || !*language) return false;
    if (voice_shelf_load(shelf, leaflet->voices, language, &own, NULL) != STATUS_OK) return false;
    return !language_is_same(voice_language(own), voice_language(leaflet->voice));
}

static enum status tell_other_voice(const struct leaflet *leaflet, struct error *error)
{
    const struct leaflet_options *options = leaflet->options;
    const char *path = leaflet->document->path, *language = buffer_text(&leaflet->document->language);
    struct error warning = {0};
    if (options->publishes)
        return error_set(error, STATUS_NOT_FOUND, path, 0,
                         "is written in %s and has no translation po/%s.po; leave --lang out, or have it translated",
                         language, options->language);
    error_set(&warning, STATUS_NOT_FOUND, path, 0,
              "is written in %s and has no translation po/%s.po; the voice of %s reads it as it stands", language,
              options->language, options->language);
    command_warn(&warning);
    return STATUS_OK;
}

enum status leaflet_open(const struct leaflet_options *options, struct leaflet *leaflet, struct error *error)
{
    *leaflet = (struct leaflet){.punctuation = options->punctuation, .options = options};
    enum status status = STATUS_OK;
    if (!options->voices)
        status = voice_folder(&leaflet->voices, error);
    else if (!(leaflet->voices = strdup(options->voices)))
        status = error_no_memory(error);
    if (status == STATUS_OK) status = open_reader(leaflet, error);
    if (status == STATUS_OK) status = document_reader_step(leaflet->reader, error);
    if (status == STATUS_OK) {
        leaflet->document = document_reader_document(leaflet->reader);
        status = choose_voice(options, leaflet, error);
    }
    if (status == STATUS_OK && is_read_by_another(leaflet)) status = tell_other_voice(leaflet, error);
    if (status == STATUS_OK) status = make_script(leaflet, error);
    if (status != STATUS_OK) leaflet_done(leaflet);
    return status;
}

enum status leaflet_use_voice(struct leaflet *leaflet, const char *language, struct error *error)
{
    struct voice *voice = NULL;
    enum status status = voice_shelf_load(&leaflet->own_shelf, leaflet->voices, language, &voice, error);
    if (status != STATUS_OK) return status;
    struct error warning = {0};
    error_set(&warning, STATUS_ENGINE, NULL, 0, "the speech engine has no voice for %s; %s reads instead",
              voice_name(leaflet->voice), voice_name(voice));
    command_warn(&warning);
    script_free(leaflet->script);
    leaflet->script = NULL;
    lexicons_done(&leaflet->lexicons);
    leaflet->voice = voice;
    leaflet->fallback = true;
    return make_script(leaflet, error);
}

enum status leaflet_step(struct leaflet *leaflet, struct error *error)
{
    enum status status = document_reader_step(leaflet->reader, error);
    return status == STATUS_OK ? script_extend(leaflet->script, leaflet->document, error) : status;
}

enum status leaflet_load(const struct leaflet_options *options, struct leaflet *leaflet, struct error *error)
{
    enum status status = leaflet_open(options, leaflet, error);
    while (status == STATUS_OK && !leaflet->document->complete) {
        status = leaflet_step(leaflet, error);
        if (status != STATUS_OK) leaflet_done(leaflet);
    }
    return status;
}

enum status leaflet_require_voice(const struct leaflet *leaflet, struct error *error)
{
    if (!leaflet->fallback) return STATUS_OK;
    return error_set(error, STATUS_NOT_FOUND, leaflet->document->path, 0,
                     "cannot be published in its language \"%s\" without a voice for it; name another with --lang",
                     buffer_text(&leaflet->document->language));
}

void leaflet_warn_unreadable(const struct leaflet *leaflet)
{
    const struct document *document = leaflet->document;
    for (size_t i = 0; i < document->omission_count; i++) {
        const struct omission *omission = &document->omissions[i];
        if (omission->reason != OMISSION_INVALID_BYTES && omission->reason != OMISSION_NESTING) continue;
        struct error warning = {0};
        uint32_t bytes = omission->source.end - omission->source.start;
        error_set(&warning, STATUS_BAD_INPUT, document->path, document_line(document, omission->source.start),
                  "%u %s left out: %s", bytes, bytes == 1 ? "byte" : "bytes", omission_reason_text(omission->reason));
        command_warn(&warning);
    }
    for (size_t i = 0; i < leaflet->lexicons.remarks.count; i++) {
        const struct remark *remark = &leaflet->lexicons.remarks.items[i];
        struct error warning = {0};
        error_set(&warning, STATUS_BAD_INPUT, document->path, remark->line, "not used: %s", remark->text);
        command_warn(&warning);
    }
}

void leaflet_done(struct leaflet *leaflet)
{
    script_free(leaflet->script);
    lexicons_done(&leaflet->lexicons);
    voice_shelf_done(&leaflet->own_shelf);
    document_reader_free(leaflet->reader);
    buffer_done(&leaflet->translated);
    free(leaflet->source_blocks);
    free(leaflet->voices);
    *leaflet = (struct leaflet){0};
}
