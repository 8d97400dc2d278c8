#include "commands/command.h"
#include "listen/sink.h"

#include <argp.h>
#include <stdio.h>

static const struct argp argp = {
    .doc = "Lists the sound devices, the default one first: name, channels, latency in milliseconds. "
           "`aloud read --device NAME` takes a name or a part of one.",
};

int command_devices(int argc, char **argv)
{
    command_parse(&argp, argc, argv, NULL);
    struct buffer list = {0};
    struct error error = {0};
    enum status status = sink_devices(&list, &error);
    if (status == STATUS_OK) fputs(buffer_text(&list), stdout);
    buffer_done(&list);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
