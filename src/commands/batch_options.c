/* The command line of a batch. */
#include "base/array.h"
#include "commands/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_WORKERS = 0x200, OPTION_SHARD, OPTION_JSON, OPTION_TRANSLATIONS, WORKERS_MOST = 256 };

static const struct argp_option options_table[] = {
    {"output", 'o', "FOLDER", 0, "Where to write; with several leaflets each gets a folder of its own in it", 0},
    {"translations", OPTION_TRANSLATIONS, NULL, 0,
     "Each leaflet in its own language and in all of po/LANG.po beside it; what lacks a text is refused (--missing)",
     0},
    {"workers", OPTION_WORKERS, "N", 0, "How many processes work side by side; else one a core", 0},
    {"shard", OPTION_SHARD, "I/N", 0, "Do only the I-th of N equal shares of the leaflets, for several machines", 0},
    {"json", OPTION_JSON, NULL, 0, "Tell how it goes as lines of JSON on standard output", 0},
    {0}};

static bool read_number(const char *text, size_t most, size_t *ret)
{
    char *end = NULL;
    unsigned long number = strtoul(text, &end, 10);
    *ret = number;
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && number >= 1 && number <= most;
}

static bool read_shard(const char *text, struct batch_options *options)
{
    char first[32];
    const char *slash = strchr(text, '/');
    if (!slash || (size_t)(slash - text) >= sizeof first) return false;
    snprintf(first, sizeof first, "%.*s", (int)(slash - text), text);
    return read_number(slash + 1, 1000000, &options->shard_count)
           && read_number(first, options->shard_count, &options->shard);
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct batch_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        options->leaflet.missing = MISSING_REFUSE; /* what is published is whole */
        options->leaflet.publishes = true;
        state->child_inputs[0] = &options->leaflet;
        return 0;
    case 'o': options->output = argument; return 0;
    case OPTION_WORKERS:
        if (!read_number(argument, WORKERS_MOST, &options->workers))
            argp_error(state, "--workers wants a number from 1 to %d, not %s", WORKERS_MOST, argument);
        return 0;
    case OPTION_SHARD:
        if (!read_shard(argument, options))
            argp_error(state, "--shard wants a share such as 2/5, the second of five, not %s", argument);
        return 0;
    case OPTION_JSON: options->json = true; return 0;
    case OPTION_TRANSLATIONS: options->translations = true; return 0;
    case ARGP_KEY_ARG:
        if (strcmp(argument, "-") == 0) argp_error(state, "leaflets are read from files here, not from standard input");
        if (!array_reserve(&options->paths, &options->path_capacity, options->path_count + 1))
            argp_failure(state, 1, 0, "there is not enough memory");
        options->paths[options->path_count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->path_count == 0) argp_error(state, "name a leaflet");
        if (options->translations && options->leaflet.language)
            argp_error(state, "--lang is one language and --translations all; give one of the two");
        if (!options->output) argp_error(state, "name the folder to write into with -o FOLDER");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&leaflet_argp, 0, NULL, 0}, {0}};
const struct argp batch_argp = {.options = options_table, .parser = parse_option, .children = children};
