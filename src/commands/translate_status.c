#include "commands/command.h"
#include "commands/translate.h"
#include "translate/survey.h"

#include <argp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_JSON = 0x100, OPTION_WORKERS };

struct status_options {
    const char *folder;
    size_t workers;
    bool json;
};

static const struct argp_option options_table[] = {
    {"json", OPTION_JSON, NULL, 0, "Print JSON", 0},
    {"workers", OPTION_WORKERS, "N", 0, "Processes that read; else one a core", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct status_options *options = state->input;
    char *end = NULL;
    switch (key) {
    case OPTION_JSON: options->json = true; return 0;
    case OPTION_WORKERS:
        options->workers = strtoul(argument, &end, 10);
        if (*end || options->workers < 1 || options->workers > 64) argp_error(state, "--workers is 1 to 64");
        return 0;
    case ARGP_KEY_ARG:
        if (options->folder) argp_error(state, "one folder at a time");
        options->folder = argument;
        return 0;
    case ARGP_KEY_NO_ARGS: argp_error(state, "which folder?"); return EINVAL;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FOLDER",
    .doc =
        "Prints how far each translation of each leaflet FOLDER/NAME/leaflet.md, or of FOLDER/leaflet.md, is: "
        "reviewed, draft, or how many of "
        "its "
        "texts are fuzzy, missing, or stale (no more in the leaflet). The exit status is 1 where any is not reviewed "
        "or draft, or a leaflet lacks a language that another one has.",
};

/* What a person must do something about. */
static bool is_good(const struct survey_cell *cell)
{
    return cell->there && cell->error.status == STATUS_OK && cell->version.state >= STATE_DRAFT
           && cell->version.not_in_source == 0;
}

static void describe(const struct survey_cell *cell, char text[32])
{
    const struct version_state *version = &cell->version;
    if (cell->error.status != STATUS_OK)
        snprintf(text, 32, "unreadable");
    else if (!cell->there)
        snprintf(text, 32, "none");
    else if (version->state == STATE_UNTRANSLATED)
        snprintf(text, 32, "%zu missing", version->counts[STATE_UNTRANSLATED]);
    else if (version->state == STATE_FUZZY)
        snprintf(text, 32, "%zu fuzzy", version->counts[STATE_FUZZY]);
    else if (version->not_in_source > 0)
        snprintf(text, 32, "%zu stale", version->not_in_source);
    else
        snprintf(text, 32, "%s", state_name(version->state));
}

/* "content/NAME/leaflet.md" → "NAME"; NAME may have slashes behind it. */
static void leaflet_name(const char *path, char name[256])
{
    const char *end = strrchr(path, '/');
    while (end && end > path && end[-1] == '/') end--;
    const char *start = end ? memrchr(path, '/', (size_t)(end - path)) : NULL;
    start = start ? start + 1 : path;
    snprintf(name, 256, "%.*s", (int)((end ? end : path + strlen(path)) - start), start);
}

static void print_column(const struct survey *survey, size_t column, const char *text)
{
    printf("  %-*s", column + 1 < survey->language_count ? 10 : 0, text);
}

static void print_matrix(const struct survey *survey)
{
    char name[256];
    size_t widest = 0;
    for (size_t i = 0; i < survey->leaflet_count; i++) {
        leaflet_name(survey->leaflets[i], name);
        if (strlen(name) > widest) widest = strlen(name);
    }
    printf("%-*s", (int)widest, "");
    for (size_t j = 0; j < survey->language_count; j++) print_column(survey, j, survey->languages[j]);
    putchar('\n');
    for (size_t i = 0; i < survey->leaflet_count; i++) {
        leaflet_name(survey->leaflets[i], name);
        printf("%-*s", (int)widest, name);
        for (size_t j = 0; j < survey->language_count; j++) {
            char text[32];
            describe(survey_cell(survey, i, j), text);
            print_column(survey, j, text);
        }
        putchar('\n');
    }
}

static json_t *cell_json(const struct survey_cell *cell)
{
    const struct version_state *version = &cell->version;
    if (cell->error.status != STATUS_OK) {
        return json_pack("{s:s, s:s, s:I, s:s}", "state", "unreadable", "file", cell->error.file, "line",
                         (json_int_t)cell->error.line, "error", cell->error.text);
    }
    if (!cell->there) return json_pack("{s:s}", "state", "none");
    json_t *json = json_pack("{s:s, s:b, s:I}", "state", state_name(version->state), "up_to_date", is_good(cell),
                             "stale", (json_int_t)version->not_in_source);
    for (int i = 0; json && i < STATE_COUNT; i++)
        json_object_set_new(json, state_name((enum state)i), json_integer((json_int_t)version->counts[i]));
    if (json && cell->date[0]) {
        json_object_set_new(
            json, "review",
            json_pack("{s:s, s:s, s:s}", "by", cell->reviewer, "date", cell->date, "version", cell->source_version));
    }
    return json;
}

static bool print_json(const struct survey *survey)
{
    json_t *leaflets = json_array();
    for (size_t i = 0; i < survey->leaflet_count; i++) {
        json_t *languages = json_object();
        for (size_t j = 0; j < survey->language_count; j++)
            json_object_set_new(languages, survey->languages[j], cell_json(survey_cell(survey, i, j)));
        json_array_append_new(leaflets,
                              json_pack("{s:s, s:o}", "leaflet", survey->leaflets[i], "languages", languages));
    }
    json_t *root = json_pack("{s:o}", "leaflets", leaflets);
    bool good = root && json_dumpf(root, stdout, JSON_INDENT(2)) == 0;
    if (good) putchar('\n');
    json_decref(root);
    return good;
}

/* Tells what cannot be read; returns whether all is well. */
static bool judge(const struct survey *survey)
{
    bool good = true;
    for (size_t i = 0; i < survey->leaflet_count * survey->language_count; i++) {
        const struct survey_cell *cell = &survey->cells[i];
        if (cell->error.status != STATUS_OK) command_failed(&cell->error);
        good &= is_good(cell);
    }
    return good;
}

int translate_status(int argc, char **argv)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct status_options options = {.workers = cores > 0 ? (size_t)cores : 1};
    command_parse(&argp, argc, argv, &options);
    struct survey survey = {0};
    struct error error = {0};
    enum status status = survey_take(&survey, options.folder, options.workers, &error);
    bool good = status == STATUS_OK && judge(&survey);
    if (status == STATUS_OK && !options.json) print_matrix(&survey);
    if (status == STATUS_OK && options.json && !print_json(&survey)) status = error_no_memory(&error);
    survey_done(&survey);
    if (status != STATUS_OK) return command_failed(&error);
    return good ? EXIT_GOOD : EXIT_BAD;
}
