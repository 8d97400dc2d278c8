#include "commands/command.h"
#include "commands/leaflet.h"
#include "script/script_write.h"

#include <stdio.h>

static const char doc[] =
    "Prints what will be said, one utterance a line. --format json gives it to other programs, with each "
    "word's place in the source.";

int command_script(int argc, char **argv)
{
    struct leaflet_options options = {.takes_json = true};
    leaflet_parse(doc, argc, argv, &options);
    struct leaflet leaflet;
    struct error error = {0};
    if (leaflet_load(&options, &leaflet, &error) != STATUS_OK) return command_failed(&error);
    leaflet_warn_unreadable(&leaflet);
    enum status status = options.json ? script_write_json(leaflet.script, leaflet.document, stdout, &error)
                                      : script_write_lines(leaflet.script, leaflet.document, stdout, &error);
    leaflet_done(&leaflet);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
