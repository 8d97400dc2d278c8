#include "commands/catalogue_language.h"
#include "commands/command.h"
#include "commands/leaflet_translation.h"
#include "commands/translate.h"

#include "base/array.h"
#include "base/file.h"
#include "translate/merge.h"
#include "translate/po4a.h"
#include "translate/xliff.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

struct update_options {
    const char *leaflet;  /* NULL where --all is given */
    const char *folder;   /* --all */
    const char *language; /* --lang */
    char **files;         /* PO and XLIFF files behind the leaflet */
    size_t file_count, file_capacity;
    bool take_all;
};

enum { OPTION_TAKE_ALL = 256 };

static const struct argp_option options_table[] = {
    {"lang", 'l', "TAG", 0, "Only po/TAG.po, which is made where there is none", 0},
    {"all", 'a', "FOLDER", 0, "Each leaflet FOLDER/NAME/leaflet.md, or FOLDER/leaflet.md, with all its translations",
     0},
    {"take-all", OPTION_TAKE_ALL, 0, 0,
     "From an XLIFF file also what was changed or reviewed in the PO file since it was sent", 0},
    {0}};

/* Language tags become names of files. */
static bool is_tag(const char *tag)
{
    return tag[0] && strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_@") == strlen(tag);
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct update_options *options = state->input;
    switch (key) {
    case 'l':
        if (!is_tag(argument)) argp_error(state, "--lang is a language tag, such as pl");
        options->language = argument;
        return 0;
    case 'a': options->folder = argument; return 0;
    case OPTION_TAKE_ALL: options->take_all = true; return 0;
    case ARGP_KEY_ARG:
        if (!options->leaflet) {
            options->leaflet = argument;
        } else {
            if (!array_reserve(&options->files, &options->file_capacity, options->file_count + 1)) return ENOMEM;
            options->files[options->file_count++] = argument;
        }
        return 0;
    case ARGP_KEY_END:
        if (!options->leaflet == !options->folder) argp_error(state, "give a leaflet, or --all and a folder");
        if (options->language && options->file_count > 0) argp_error(state, "give --lang or files, not both");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "LEAFLET.md [FILE.po…] [FILE.xlf…]\n--all FOLDER",
    .doc =
        "Brings translations up to date with their leaflet, as msgmerge does: what has changed becomes fuzzy and keeps "
        "the text that it was made for, what is gone stays as obsolete. Without files: all in po/ beside the "
        "leaflet. A PO file of po4a's is turned into one of Aloud's; what an XLIFF 2 file translates is put into the "
        "PO "
        "file of its language.",
};

/* A new catalogue was last revised when it was made. */
static enum status date_header(struct catalogue *catalogue, struct error *error)
{
    char now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    strftime(now, sizeof now, "%Y-%m-%d %H:%M+0000", gmtime_r(&seconds, &utc));
    return catalogue_set_field(catalogue, "PO-Revision-Date", now, error);
}

static enum status make_folder_of(const char *path, struct error *error)
{
    char *folder = strndup(path, (size_t)(strrchr(path, '/') - path));
    enum status status = folder ? folder_make(folder, 0777, error) : error_no_memory(error);
    free(folder);
    return status;
}

static void warn_refused(const char *path, const struct xliff *xliff, const struct xliff_taken *taken)
{
    for (size_t i = 0; i < taken->refused_count; i++) {
        struct error warning = {0};
        error_set(
            &warning, STATUS_BAD_INPUT, xliff->path, taken->refused[i].line,
            "not taken: the text in %s %s and stays; this one is in the entry's comment there. --take-all takes it",
            path, xliff_refusal_text(taken->refused[i].why));
        command_warn(&warning);
    }
}

/* What is taken into a PO file. */
struct source {
    const struct xliff *xliff;
    bool all;     /* also what was changed meanwhile */
    bool refused; /* some of it was not taken */
};

/* `make`: where there is none, an empty one is made. `source`: NULL where nothing is taken. */
static enum status update_file(const struct original *original, const char *path, bool make, struct source *source,
                               struct error *error)
{
    make = make && access(path, F_OK) != 0;
    struct catalogue catalogue = {0};
    struct merge_counts counts = {0};
    struct xliff_taken taken = {0};
    char *language = catalogue_language_of_path(path);
    enum status status = language ? STATUS_OK : error_no_memory(error);
    if (status == STATUS_OK && make)
        catalogue.path = strdup(path);
    else if (status == STATUS_OK)
        status = catalogue_read(&catalogue, path, error);
    if (status == STATUS_OK && po4a_made(&catalogue)) status = po4a_convert(original, &catalogue, error);
    if (status == STATUS_OK) status = merge(original, language, &catalogue, &counts, error);
    if (status == STATUS_OK && source)
        status = xliff_take(source->xliff, original, source->all, &catalogue, &taken, error);
    if (status == STATUS_OK && source) status = merge(original, language, &catalogue, &counts, error);
    if (status == STATUS_OK && make) status = date_header(&catalogue, error);
    if (status == STATUS_OK && make) status = make_folder_of(path, error);
    if (status == STATUS_OK) status = catalogue_save(&catalogue, path, error);
    if (status == STATUS_OK)
        printf("%s: %zu translated, %zu fuzzy, %zu untranslated, %zu obsolete\n", path, counts.translated, counts.fuzzy,
               counts.untranslated, counts.obsolete);
    if (status == STATUS_OK && source) {
        warn_refused(path, source->xliff, &taken);
        source->refused = taken.refused_count > 0;
    }
    xliff_taken_done(&taken);
    catalogue_done(&catalogue);
    free(language);
    return status;
}

/* The PO file beside the leaflet for a language: what an agency calls pl-PL goes into po/pl.po where that is there; a person who
 * names pl-PL may begin one beside it. */
static enum status find_file(const char *leaflet, const char *language, bool nearest, char **ret, struct error *error)
{
    enum status status = leaflet_translation_find(leaflet, FORMAT_MARKDOWN, language, ret, error);
    char *wanted = status == STATUS_OK ? catalogue_language_of_path(language) : NULL;
    char *found = *ret ? catalogue_language_of_path(*ret) : NULL;
    bool fits = found && wanted && (nearest || strcmp(found, wanted) == 0);
    bool whole = wanted && (found || !*ret);
    free(found);
    free(wanted);
    if (whole && fits) return STATUS_OK;
    free(*ret);
    *ret = whole ? translate_catalogue_path(leaflet, language) : NULL;
    if (status != STATUS_OK) return status;
    return *ret ? STATUS_OK : error_no_memory(error);
}

static enum status make_one(const struct original *original, const char *leaflet, const char *language,
                            struct source *source, struct error *error)
{
    char *path = NULL;
    enum status found = find_file(leaflet, language, source != NULL, &path, error);
    if (found != STATUS_OK) return found;
    enum status status = update_file(original, path, true, source, error);
    free(path);
    return status;
}

static enum status take_xliff(const struct original *original, const char *path, bool all, bool *ret_refused,
                              struct error *error)
{
    struct buffer bytes = {0};
    struct xliff xliff = {0};
    struct source source = {.xliff = &xliff, .all = all};
    enum status status = file_read(path, (size_t)LIMIT_CATALOGUE_MB * 1000000, &bytes, error);
    if (status == STATUS_OK) status = xliff_read(&xliff, path, &bytes, error);
    buffer_done(&bytes);
    if (status == STATUS_OK && !is_tag(buffer_text(&xliff.language)))
        status = error_set(error, STATUS_BAD_INPUT, path, 0, "trgLang is no language tag");
    if (status == STATUS_OK)
        status = make_one(original, original->document->path, buffer_text(&xliff.language), &source, error);
    *ret_refused = source.refused;
    xliff_done(&xliff);
    return status;
}

static bool is_xliff(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcasecmp(dot, ".xlf") == 0 || strcasecmp(dot, ".xliff") == 0);
}

/* Tells what is wrong with one and goes on with the next. */
static bool update_files(const struct original *original, bool all, char *const *paths, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        struct error error = {0};
        bool refused = false;
        enum status status = is_xliff(paths[i]) ? take_xliff(original, paths[i], all, &refused, &error)
                                                : update_file(original, paths[i], false, NULL, &error);
        good &= !refused;
        if (status == STATUS_OK) continue;
        command_failed(&error);
        good = false;
    }
    return good;
}

static enum status update_languages(const struct original *original, const char *leaflet, char *const *languages,
                                    size_t count, bool *good, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        char *path = translate_catalogue_path(leaflet, languages[i]);
        if (!path) return error_no_memory(error);
        *good &= update_files(original, false, &path, 1);
        free(path);
    }
    return STATUS_OK;
}

/* `named`: the leaflet by itself, so that something is to be done. */
static bool update_beside(const struct original *original, const char *leaflet, bool named)
{
    char **languages = NULL;
    size_t count = 0;
    struct error error = {0};
    bool good = true;
    enum status status = leaflet_translation_languages(leaflet, FORMAT_MARKDOWN, &languages, &count, &error);
    if (status == STATUS_OK && count == 0 && named) {
        status = error_set(&error, STATUS_NOT_FOUND, leaflet, 0,
                           "there is no translation po/LANG.po beside it; --lang LANG begins one");
    }
    if (status == STATUS_OK) status = update_languages(original, leaflet, languages, count, &good, &error);
    leaflet_folder_names_free(languages, count);
    if (status != STATUS_OK) command_failed(&error);
    return good && status == STATUS_OK;
}

static bool update_leaflet(const struct update_options *options, const char *leaflet)
{
    struct original original = {0};
    struct error error = {0};
    bool good = true;
    enum status status = original_read(&original, leaflet, &error);
    if (status == STATUS_OK && options->language)
        status = make_one(&original, leaflet, options->language, NULL, &error);
    else if (status == STATUS_OK && options->file_count > 0)
        good = update_files(&original, options->take_all, options->files, options->file_count);
    else if (status == STATUS_OK)
        good = update_beside(&original, leaflet, !options->folder);
    original_done(&original);
    if (status != STATUS_OK) command_failed(&error);
    return good && status == STATUS_OK;
}

int translate_update(int argc, char **argv)
{
    struct update_options options = {0};
    command_parse(&argp, argc, argv, &options);
    bool good = true;
    if (options.folder) {
        char **leaflets = NULL;
        size_t count = 0;
        struct error error = {0};
        enum status status = leaflet_folder_find(options.folder, &leaflets, &count, &error);
        for (size_t i = 0; i < count; i++) good &= update_leaflet(&options, leaflets[i]);
        leaflet_folder_names_free(leaflets, count);
        if (status != STATUS_OK) return command_failed(&error);
    } else {
        good = update_leaflet(&options, options.leaflet);
    }
    free(options.files);
    return good ? EXIT_GOOD : EXIT_BAD;
}
