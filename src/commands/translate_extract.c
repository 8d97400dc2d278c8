#include "commands/command.h"
#include "commands/leaflet_translation.h"
#include "commands/translate.h"
#include "translate/merge.h"
#include "translate/template.h"
#include "translate/xliff.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>

struct extract_options {
    const char *path;
    const char *output;
    const char *language;
    bool xliff;
};

static const struct argp_option options_table[] = {
    {"output", 'o', "FILE", 0, "Write to FILE; else to standard output", 0},
    {"lang", 'l', "TAG", 0, "The language of the translation", 0},
    {"format", 'f', "FORMAT", 0,
     "po, or xliff: XLIFF 2.0 for --lang, with what po/TAG.po beside the leaflet has translated", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct extract_options *options = state->input;
    switch (key) {
    case 'o': options->output = argument; return 0;
    case 'l': options->language = argument; return 0;
    case 'f':
        options->xliff = strcmp(argument, "xliff") == 0;
        if (!options->xliff && strcmp(argument, "po") != 0) argp_error(state, "--format is po or xliff");
        return 0;
    case ARGP_KEY_ARG:
        if (options->path) argp_error(state, "one leaflet at a time");
        options->path = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->path) argp_error(state, "which leaflet?");
        if (options->xliff && !options->language) argp_error(state, "XLIFF is for one language; give --lang");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "LEAFLET.md",
    .doc = "Writes the texts of a leaflet as a PO template (POT): one entry a block, with its section and role; markup "
           "is <g1>…</g1> and <x2/>. With --format xliff, for an agency: what is translated already goes with it.",
};

static enum status write_xliff(const struct original *original, const struct extract_options *options,
                               struct buffer *text, struct error *error)
{
    struct catalogue catalogue = {0};
    struct merge_counts counts;
    char *path = NULL;
    enum status status = leaflet_translation_find(options->path, FORMAT_MARKDOWN, options->language, &path, error);
    if (status == STATUS_OK && path) status = catalogue_read(&catalogue, path, error);
    if (status == STATUS_OK) status = merge(original, options->language, &catalogue, &counts, error);
    if (status == STATUS_OK) status = xliff_write(original, &catalogue, options->language, text, error);
    catalogue_done(&catalogue);
    free(path);
    return status;
}

static enum status write_po(const struct original *original, const struct extract_options *options, struct buffer *text,
                            struct error *error)
{
    struct catalogue catalogue = {0};
    enum status status = template_make(original, options->language, &catalogue, error);
    if (status == STATUS_OK) status = catalogue_write(&catalogue, text, error);
    catalogue_done(&catalogue);
    return status;
}

int translate_extract(int argc, char **argv)
{
    struct extract_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct original original = {0};
    struct buffer text = {0};
    struct error error = {0};
    enum status status = original_read(&original, options.path, &error);
    if (status == STATUS_OK) status = (options.xliff ? write_xliff : write_po)(&original, &options, &text, &error);
    if (status == STATUS_OK) status = translate_output(options.output, &text, &error);
    buffer_done(&text);
    original_done(&original);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
