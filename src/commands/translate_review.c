#include "commands/command.h"
#include "commands/translate.h"

#include "base/file.h"
#include "base/utf8.h"
#include "translate/placeholder.h"
#include "translate/state.h"

#include <argp.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPTION_BY = 0x100, OPTION_DATE, OPTION_LEAFLET };

struct review_options {
    const char *path;
    const char *leaflet;
    const char *by;
    char date[16];
};

static const struct argp_option options_table[] = {
    {"by", OPTION_BY, "NAME", 0, "Who has checked it: a name, perhaps with an office", 0},
    {"date", OPTION_DATE, "YYYY-MM-DD", 0, "When; else today", 0},
    {"leaflet", OPTION_LEAFLET, "FILE", 0, "Its leaflet; else leaflet.md in the folder above", 0},
    {0}};

static bool is_date(const char *text)
{
    struct tm date = {0};
    const char *end = strlen(text) == 10 ? strptime(text, "%Y-%m-%d", &date) : NULL;
    int day = date.tm_mday;
    if (!end || *end) return false;
    timegm(&date); /* makes 31 February another day */
    return date.tm_mday == day;
}

static bool is_name(const char *text)
{
    for (const char *at = text; *at; at++) {
        if (iscntrl((unsigned char)*at)) return false;
    }
    /* A name in another character set would make the file one that nothing can read. */
    return text[strspn(text, " ")] != '\0' && utf8_first_invalid(text, strlen(text)) == strlen(text);
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct review_options *options = state->input;
    switch (key) {
    case OPTION_BY:
        if (!is_name(argument)) argp_error(state, "--by is a name, in UTF-8");
        options->by = argument;
        return 0;
    case OPTION_DATE:
        if (!is_date(argument)) argp_error(state, "--date is YYYY-MM-DD");
        snprintf(options->date, sizeof options->date, "%s", argument);
        return 0;
    case OPTION_LEAFLET: options->leaflet = argument; return 0;
    case ARGP_KEY_ARG:
        if (options->path) argp_error(state, "one PO file at a time");
        options->path = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->path) argp_error(state, "which PO file?");
        if (!options->by) argp_error(state, "who has checked it? Give --by NAME");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE.po",
    .doc =
        "Notes in a PO file that NAME has checked all that is translated in it. What is changed afterwards is a draft "
        "again.",
};

/* "content/NAME/po/pl.po" → "content/NAME/leaflet.md" */
static char *leaflet_of(const char *path)
{
    const char *file = strrchr(path, '/');
    const char *folder = file ? memrchr(path, '/', (size_t)(file - path)) : NULL;
    if (!file) return strdup("../leaflet.md");
    return text_format("%.*sleaflet.md", folder ? (int)(folder + 1 - path) : 0, path);
}

static enum status review(const struct original *original, const struct review_options *options,
                          struct catalogue *catalogue, size_t *ret_count, struct error *error)
{
    enum status status = STATUS_OK;
    const char *version = original->document->version.length > 0 ? buffer_text(&original->document->version) : "1";
    for (size_t i = 0; i < catalogue->count && status == STATUS_OK; i++) {
        struct catalogue_entry *entry = &catalogue->entries[i];
        char problem[96];
        if (!catalogue_entry_is_translated(entry)) continue;
        if (!entry->context || !original_find(original, entry->context, entry->text)) {
            return error_set(error, STATUS_BAD_INPUT, options->path, entry->line,
                             "is not in the leaflet; run `aloud translate update` first");
        }
        if (placeholder_problem(entry->text, entry->translation, problem))
            return error_set(error, STATUS_BAD_INPUT, options->path, entry->line, "the placeholder %s", problem);
        status = state_set_review(entry, options->by, options->date, version, error);
        *ret_count += status == STATUS_OK;
    }
    return status;
}

int translate_review(int argc, char **argv)
{
    struct review_options options = {0};
    time_t now = time(NULL);
    struct tm local;
    strftime(options.date, sizeof options.date, "%Y-%m-%d", localtime_r(&now, &local));
    command_parse(&argp, argc, argv, &options);
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct error error = {0};
    size_t count = 0;
    char *leaflet = options.leaflet ? strdup(options.leaflet) : leaflet_of(options.path);
    enum status status = leaflet ? original_read(&original, leaflet, &error) : error_no_memory(&error);
    if (status == STATUS_OK) status = catalogue_read(&catalogue, options.path, &error);
    if (status == STATUS_OK) status = review(&original, &options, &catalogue, &count, &error);
    if (status == STATUS_OK) status = catalogue_save(&catalogue, options.path, &error);
    if (status == STATUS_OK)
        printf("%s: %zu of %zu texts reviewed by %s\n", options.path, count, original.entry_count, options.by);
    catalogue_done(&catalogue);
    original_done(&original);
    free(leaflet);
    return status == STATUS_OK ? EXIT_GOOD : command_failed(&error);
}
