#include "commands/command.h"
#include "commands/leaflet_translation.h"
#include "commands/translate.h"

#include <argp.h>
#include <stdlib.h>

enum { OPTION_MISSING = 0x100, OPTION_VOICES };

struct build_options {
    const char *path;
    const char *catalogue;
    const char *language;
    const char *output;
    const char *voices;
    enum missing missing;
};

static const struct argp_option options_table[] = {
    {"lang", 'l', "TAG", 0, "The language of the translation: po/TAG.po beside the leaflet", 0},
    {"output", 'o', "FILE", 0, "Write to FILE; else to standard output", 0},
    {"missing", OPTION_MISSING, "HOW", 0,
     "What is not translated: speak (in the leaflet's language, told before it), skip or refuse (the default)", 0},
    {"voices", OPTION_VOICES, "FOLDER", 0, "Take the voice files from here", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct build_options *options = state->input;
    struct error error = {0};
    switch (key) {
    case ARGP_KEY_INIT: options->missing = MISSING_REFUSE; return 0;
    case 'l': options->language = argument; return 0;
    case 'o': options->output = argument; return 0;
    case OPTION_VOICES: options->voices = argument; return 0;
    case OPTION_MISSING:
        if (missing_from_name(argument, &options->missing, &error) != STATUS_OK) argp_error(state, "%s", error.text);
        return 0;
    case ARGP_KEY_ARG:
        if (options->catalogue) argp_error(state, "one leaflet at a time");
        *(options->path ? &options->catalogue : &options->path) = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->path) argp_error(state, "which leaflet?");
        if (!options->language && !options->catalogue) argp_error(state, "which language? Give --lang or a PO file");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "LEAFLET.md [FILE.po]",
    .doc = "Writes the translated leaflet as Markdown, with its language and state (draft or reviewed) in the front "
           "matter.",
};

int translate_build(int argc, char **argv)
{
    struct build_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct original original = {0};
    struct translation translation = {0};
    struct built built = {0};
    struct error error = {0};
    enum status status = original_read(&original, options.path, &error);
    if (status == STATUS_OK)
        status =
            translation_open(&translation, options.path, options.language, options.catalogue, options.voices, &error);
    if (status == STATUS_OK)
        status = build_leaflet(&original, &translation.catalogue, translation.language, translation.voice,
                               options.missing, &built, &error);
    if (status == STATUS_OK) leaflet_translation_warn(&original, &built, options.missing);
    if (status == STATUS_OK) status = translate_output(options.output, &built.markdown, &error);
    built_done(&built);
    translation_close(&translation);
    original_done(&original);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
