#include "listen/keys.h"

#include "commands/command.h"
#include "commands/leaflet.h"

#include <argp.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

struct keys_options {
    const char *language;
    bool man;
};

static const struct argp_option options_table[] = {{"lang", 'l', "TAG", 0, "Say what the keys do in this language", 0},
                                                   {"man", 'm', NULL, 0, "Print them as a part of the manual page", 0},
                                                   {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct keys_options *options = state->input;
    switch (key) {
    case 'l': options->language = argument; return 0;
    case 'm': options->man = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .doc = "Prints the keys that steer the reading, with the changes of your own key file, and the name that the key "
           "file has for each command. A capital that is not listed does what its small letter does, so that Caps Lock "
           "matters little.",
};

static enum status write_keys(const struct key_map *map, enum command command, struct buffer *text)
{
    size_t count = 0;
    const uint32_t *keys = key_map_keys(map, command, &count);
    for (size_t i = 0; i < count; i++) {
        if (i) buffer_append_text(text, ", ");
        key_write(keys[i], text);
    }
    return text->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

/* A line of roff that begins with a control character, or holds a minus or backslash, needs an escape. */
static void print_roff(const char *text)
{
    if (*text == '.' || *text == '\'') fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
}

static enum status print_command(const struct key_map *map, const struct voice *voice, enum command command, bool man,
                                 struct error *error)
{
    struct buffer keys = {0}, text = {0};
    enum status status = write_keys(map, command, &keys);
    if (status == STATUS_OK) status = voice_phrase(voice, command_help(command), NULL, 0, &text, error);
    if (status == STATUS_OK && man) {
        fputs(".TP\n.B ", stdout);
        print_roff(buffer_text(&keys));
        putchar('\n');
        print_roff(buffer_text(&text));
        printf(" (\\fI");
        print_roff(command_name(command));
        puts("\\fR)");
    } else if (status == STATUS_OK) {
        printf("%-18s %-20s %s\n", buffer_text(&keys), command_name(command), buffer_text(&text));
    }
    buffer_done(&keys);
    buffer_done(&text);
    return status;
}

int command_keys(int argc, char **argv)
{
    struct keys_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct error error = {0};
    struct voice_shelf shelf = {0};
    struct voice *voice = NULL;
    struct key_map *map = NULL;
    char *folder = NULL;
    char *path = options.man ? NULL : key_map_path();
    enum status status = voice_folder(&folder, &error);
    if (status == STATUS_OK) {
        status = voice_for_user(&shelf, folder, options.man ? "en-GB" : options.language, &voice, &error);
    }
    if (status == STATUS_OK) status = key_map_load(path, &map, &error);
    for (int i = 0; i < COMMAND_COUNT && status == STATUS_OK; i++) {
        status = print_command(map, voice, (enum command)i, options.man, &error);
    }
    key_map_free(map);
    voice_shelf_done(&shelf);
    free(folder);
    free(path);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
