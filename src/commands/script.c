#include "commands/command.h"
#include "commands/leaflet.h"
#include "script/script_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LINES = 0x100, OPTION_EXPLAIN };

struct script_options {
    struct leaflet_options leaflet;
    bool lines;
    bool explain;
};

static const struct argp_option options_table[] = {
    {"explain", OPTION_EXPLAIN, NULL, 0,
     "Print each stretch that is not said as it stands, what knew it, and the words", 0},
    {"lines", OPTION_LINES, NULL, 0, "Read lines on standard input, and print what is said for each", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    struct script_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->leaflet; return 0;
    case OPTION_EXPLAIN: options->explain = true; return 0;
    case OPTION_LINES: options->lines = options->leaflet.takes_none = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&leaflet_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE\n--lines",
    .doc = "Prints what will be said, one utterance a line. --format json gives it to other programs, with each word's "
           "place in the source.",
    .children = children,
};

/* A line's zero bytes would end it. */
static void blank_zeros(char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] == '\0') line[i] = ' ';
}

/* One line out for each line in, whatever is in it, at once. */
static enum status speak_lines(struct script *script, struct error *error)
{
    struct utterance utterance = {0};
    char *line = NULL;
    size_t capacity = 0;
    enum status status = STATUS_OK;
    errno = 0;
    for (ssize_t length; status == STATUS_OK && (length = getline(&line, &capacity, stdin)) >= 0;) {
        if (length > 0 && line[length - 1] == '\n') length--;
        line[length] = '\0';
        blank_zeros(line, (size_t)length);
        status = utterance_from_line(script, line, &utterance, error);
        if (status != STATUS_OK) break;
        printf("%s\n", buffer_text(&utterance.spoken));
        if (fflush(stdout) != 0) status = error_set(error, STATUS_IO, NULL, 0, "Writing failed: %s", strerror(errno));
    }
    if (status == STATUS_OK && ferror(stdin))
        status = error_set(error, STATUS_IO, NULL, 0, "Reading failed: %s", strerror(errno));
    free(line);
    utterance_done(&utterance);
    return status;
}

static enum status lines(const struct leaflet_options *options, struct error *error)
{
    char *folder = NULL;
    struct voice_shelf shelf = {0};
    struct voice *voice = NULL;
    struct script *script = NULL;
    struct lexicons lexicons = {0};
    enum status status = options->voices ? STATUS_OK : voice_folder(&folder, error);
    if (status == STATUS_OK)
        status = voice_for_user(&shelf, folder ? folder : options->voices, options->language, &voice, error);
    if (status == STATUS_OK)
        status = lexicons_read(&lexicons, options->lexicons, NULL, options->lexicon_count, NULL, voice, error);
    if (status == STATUS_OK) status = script_new(voice, &script, error);
    if (status == STATUS_OK) script_set_punctuation(script, options->punctuation);
    if (status == STATUS_OK) lexicons_give(&lexicons, script);
    if (status == STATUS_OK) status = speak_lines(script, error);
    script_free(script);
    lexicons_done(&lexicons);
    voice_shelf_done(&shelf);
    free(folder);
    return status;
}

static enum status print_leaflet(const struct script_options *options, struct error *error)
{
    struct leaflet leaflet;
    enum status status = leaflet_load(&options->leaflet, &leaflet, error);
    if (status != STATUS_OK) return status;
    leaflet_warn_unreadable(&leaflet);
    if (options->explain)
        status = script_write_notes(leaflet.script, leaflet.document, stdout, error);
    else if (options->leaflet.json)
        status = script_write_json(leaflet.script, leaflet.document, stdout, error);
    else
        status = script_write_lines(leaflet.script, leaflet.document, stdout, error);
    leaflet_done(&leaflet);
    return status;
}

int command_script(int argc, char **argv)
{
    struct script_options options = {.leaflet = {.takes_json = true}};
    struct error error = {0};
    command_parse(&argp, argc, argv, &options);
    enum status status = options.lines ? lines(&options.leaflet, &error) : print_leaflet(&options, &error);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
