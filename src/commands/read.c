#include "commands/command.h"
#include "commands/read_output.h"
#include "listen/reading.h"

#include <stdio.h>
#include <string.h>

enum {
    OPTION_DEVICE = 'd',
    OPTION_OUTPUT = 'o',
    OPTION_PLAIN = 'p',
    OPTION_QUIET = 'q',
    OPTION_LANGUAGES = 0x200,
    OPTION_BILINGUAL,
};

struct read_options {
    struct leaflet_options leaflet;
    const char *device;
    const char *output;
    const char *languages; /* --languages or --bilingual */
    bool bilingual;
    bool plain;
    bool quiet;
};

static const struct argp_option options_table[] = {
    {"device", OPTION_DEVICE, "NAME", 0, "The sound device, by its name or a part of it; see `aloud devices`", 0},
    {"output", OPTION_OUTPUT, "FILE.wav", 0, "Write the whole reading to a file and play nothing", 0},
    {"plain", OPTION_PLAIN, NULL, 0, "Print lines and draw nothing, for a screen reader or braille display", 0},
    {"quiet-ui", OPTION_QUIET, NULL, 0, "Speak the leaflet alone; messages are only printed", 0},
    {"languages", OPTION_LANGUAGES, "TAG,TAG…", 0,
     "The languages that the key L goes through, such as en-GB,pl; else the leaflet's own and those of po/*.po beside "
     "it",
     0},
    {"bilingual", OPTION_BILINGUAL, "TAG,TAG", 0, "Read sentence by sentence in both languages, also to a file", 0},
    {0}};

static bool names_two(const char *languages)
{
    const char *comma = strchr(languages, ',');
    return comma && comma > languages && comma[1] && !strchr(comma + 1, ',');
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct read_options *options = state->input;
    struct error error = {0};
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->leaflet; return 0;
    case OPTION_DEVICE: options->device = argument; return 0;
    case OPTION_OUTPUT: options->output = argument; return 0;
    case OPTION_PLAIN: options->plain = true; return 0;
    case OPTION_QUIET: options->quiet = true; return 0;
    case OPTION_LANGUAGES:
    case OPTION_BILINGUAL:
        if (options->languages) argp_error(state, "--languages and --bilingual name the languages once");
        options->languages = argument;
        options->bilingual = key == OPTION_BILINGUAL;
        if (read_versions_check_names(argument, &error) != STATUS_OK)
            argp_error(state, "%s: %s", options->bilingual ? "--bilingual" : "--languages", error.text);
        if (options->bilingual && !names_two(argument)) argp_error(state, "--bilingual takes two languages: en-GB,pl");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&leaflet_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE",
    .doc = "Reads a leaflet aloud, steered from the keyboard. Press ? for the keys.",
    .children = children,
};

/* Where the engine has no voice for the language, another language's reads, and that is said. */
static enum status ensure_engine_voice(struct engine *engine, struct leaflet *leaflet, struct error *error)
{
    bool has = false;
    enum status status = engine_has_language(engine, voice_engine(leaflet->voice), &has, error);
    if (status != STATUS_OK || has) return status;
    status = leaflet_use_voice(leaflet, "en-GB", error);
    if (status == STATUS_OK) status = engine_has_language(engine, voice_engine(leaflet->voice), &has, error);
    if (status != STATUS_OK || has) return status;
    return error_set(error, STATUS_ENGINE, NULL, 0, "the speech engine has no voices; install espeak-ng-data");
}

static void print_report(const struct buffer *report)
{
    if (report->length) fputs(report->data, stderr);
}

static enum status listen_to(const struct read_options *options, struct read_versions *versions, struct engine *engine,
                             struct sink *sink, struct error *error)
{
    struct buffer report = {0};
    struct read_version *first = &versions->items[0];
    struct leaflet *leaflet = &first->leaflet;
    enum status status = read_versions_ask_engine(versions, engine, error);
    while (status == STATUS_OK && options->bilingual && !leaflet->document->complete) {
        status = leaflet_step(leaflet, error);
    }
    if (status != STATUS_OK) return status;
    const struct reading_options reading = {
        .first = {leaflet->document, leaflet->script, leaflet->source_blocks, 0},
        .reader = leaflet->reader,
        .versions = {.count = versions->count,
                     .bilingual = options->bilingual,
                     .ahead = read_versions_are_small(versions),
                     .context = versions,
                     .open = read_versions_open},
        .engine = engine,
        .sink = sink,
        .path = first->catalogue ? first->catalogue : options->leaflet.path,
        .plain = options->plain,
        .quiet = options->quiet,
        .has_punctuation = options->leaflet.has_punctuation,
        .fallback = leaflet->fallback,
    };
    command_hold_warnings(&report);
    status = reading_run(&reading, &report, error);
    command_hold_warnings(NULL);
    print_report(&report);
    if (leaflet->document->complete) leaflet_warn_unreadable(leaflet);
    buffer_done(&report);
    return status;
}

int command_read(int argc, char **argv)
{
    struct read_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct engine *engine = NULL;
    struct sink *sink = NULL;
    struct read_versions versions = {0};
    struct error error = {0};
    /* The engine and the sound device get ready while the leaflet is opened. */
    enum status status = options.output ? STATUS_OK : sink_open(options.device, &sink, &error);
    if (status == STATUS_OK) status = read_versions_find(&versions, &options.leaflet, options.languages, &error);
    if (status == STATUS_OK) status = read_versions_begin(&versions, &error);
    if (status == STATUS_OK) status = engine_start(NULL, &engine, &error);
    if (status == STATUS_OK) status = ensure_engine_voice(engine, &versions.items[0].leaflet, &error);
    if (status == STATUS_OK) {
        status = options.output ? read_output_write(options.output, &versions, options.bilingual, engine, &error)
                                : listen_to(&options, &versions, engine, sink, &error);
    }
    sink_close(sink);
    engine_free(engine);
    read_versions_done(&versions);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
