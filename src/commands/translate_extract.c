#include "commands/command.h"
#include "commands/translate.h"
#include "translate/template.h"

#include <argp.h>

struct extract_options {
    const char *path;
    const char *output;
};

static const struct argp_option options_table[] = {
    {"output", 'o', "FILE", 0, "Write to FILE; else to standard output", 0}, {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct extract_options *options = state->input;
    switch (key) {
    case 'o': options->output = argument; return 0;
    case ARGP_KEY_ARG:
        if (options->path) argp_error(state, "one leaflet at a time");
        options->path = argument;
        return 0;
    case ARGP_KEY_NO_ARGS: argp_error(state, "which leaflet?"); return EINVAL;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "LEAFLET.md",
    .doc = "Writes the texts of a leaflet as a PO template (POT): one entry a block, with its section and role; markup "
           "is <g1>…</g1> and <x2/>.",
};

int translate_extract(int argc, char **argv)
{
    struct extract_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct buffer text = {0};
    struct error error = {0};
    enum status status = original_read(&original, options.path, &error);
    if (status == STATUS_OK) status = template_make(&original, NULL, &catalogue, &error);
    if (status == STATUS_OK) status = catalogue_write(&catalogue, &text, &error);
    if (status == STATUS_OK) status = translate_output(options.output, &text, &error);
    buffer_done(&text);
    catalogue_done(&catalogue);
    original_done(&original);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
