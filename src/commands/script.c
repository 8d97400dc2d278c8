#include "commands/command.h"
#include "commands/leaflet.h"
#include "script/script_write.h"

#include <stdio.h>

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    if (key == ARGP_KEY_INIT) state->child_inputs[0] = state->input;
    return ARGP_ERR_UNKNOWN;
}

static const struct argp_child children[] = {{&leaflet_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .parser = parse_option,
    .args_doc = "FILE",
    .doc = "Prints what will be said, one utterance a line. --format json gives it to other programs, with each "
           "word's place in the source.",
    .children = children,
};

int command_script(int argc, char **argv)
{
    struct leaflet_options options = {.takes_json = true};
    command_parse(&argp, argc, argv, &options);
    struct leaflet leaflet;
    struct error error = {0};
    if (leaflet_load(&options, &leaflet, &error) != STATUS_OK) return command_failed(&error);
    leaflet_warn_unreadable(&leaflet);
    enum status status = options.json ? script_write_json(leaflet.script, leaflet.document, stdout, &error)
                                      : script_write_lines(leaflet.script, leaflet.document, stdout, &error);
    leaflet_done(&leaflet);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
