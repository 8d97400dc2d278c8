#include "commands/translate.h"

#include "base/array.h"
#include "base/file.h"
#include "commands/catalogue_language.h"
#include "commands/command.h"
#include "commands/leaflet_translation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    const char *summary;
    int (*run)(int argc, char **argv);
} subcommands[] = {
#define X(name, summary) {#name, summary, translate_##name},
    TRANSLATE_LIST(X)
#undef X
};

static void print_help(FILE *stream)
{
    fprintf(stream,
            "Usage: aloud translate COMMAND [OPTION…] [FILE…]\n\n"
            "Keeps the translations of leaflets, which are PO files: FOLDER/po/LANG.po beside FOLDER/leaflet.md.\n\n"
            "Commands:\n");
    for (size_t i = 0; i < ARRAY_COUNT(subcommands); i++)
        fprintf(stream, "  %-9s %s\n", subcommands[i].name, subcommands[i].summary);
    fprintf(stream, "\n`aloud translate COMMAND --help` tells its options.\n");
}

int command_translate(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-?") == 0) {
        print_help(stdout);
        return EXIT_GOOD;
    }
    for (size_t i = 0; i < ARRAY_COUNT(subcommands); i++) {
        if (strcmp(argv[1], subcommands[i].name) != 0) continue;
        char name[64];
        snprintf(name, sizeof name, "aloud translate %s", subcommands[i].name);
        argv[1] = name;
        return subcommands[i].run(argc - 1, argv + 1);
    }
    fprintf(stderr, "aloud: %s is no command of `aloud translate`; `aloud translate --help` lists them\n", argv[1]);
    return EXIT_USAGE;
}

enum status translate_output(const char *path, const struct buffer *text, struct error *error)
{
    if (path && strcmp(path, "-") != 0) return file_write(path, buffer_text(text), text->length, error);
    fwrite(buffer_text(text), 1, text->length, stdout);
    return STATUS_OK;
}

char *translate_catalogue_path(const char *leaflet, const char *language)
{
    const char *slash = strrchr(leaflet, '/');
    return text_format("%.*spo/%s.po", slash ? (int)(slash + 1 - leaflet) : 0, leaflet, language);
}

static enum status find_language(struct translation *translation, const char *language, const char *path,
                                 struct error *error)
{
    struct buffer field = {0};
    if (language)
        translation->language = strdup(language);
    else if (catalogue_field(&translation->catalogue, "Language", &field) && field.length > 0)
        translation->language = strdup(field.data);
    else
        translation->language = catalogue_language_of_path(path);
    buffer_done(&field);
    return translation->language ? STATUS_OK : error_no_memory(error);
}

/* The header must agree with the language that was asked for, or else with the name. */
static enum status check_header(const struct translation *translation, const char *language, const char *path,
                                const char *voices, struct error *error)
{
    struct voice_shelf shelf = {0};
    char *heard = language ? strdup(language) : catalogue_language_of_path(path);
    enum status status = heard ? catalogue_language_check(&translation->catalogue, heard, &shelf, voices, error)
                               : error_no_memory(error);
    voice_shelf_done(&shelf);
    free(heard);
    return status;
}

static enum status open_file(struct translation *translation, const char *language, const char *path,
                             const char *voices, struct error *error)
{
    char *folder = NULL;
    enum status status = catalogue_read(&translation->catalogue, path, error);
    if (status == STATUS_OK) status = catalogue_index(&translation->catalogue, error);
    if (status == STATUS_OK) status = find_language(translation, language, path, error);
    if (status == STATUS_OK && !voices) status = voice_folder(&folder, error);
    if (!voices) voices = folder;
    if (status == STATUS_OK) status = check_header(translation, language, path, voices, error);
    if (status == STATUS_OK) status = voice_load(voices, translation->language, &translation->voice, error);
    free(folder);
    return status;
}

enum status translation_open(struct translation *translation, const char *leaflet, const char *language,
                             const char *path, const char *voices, struct error *error)
{
    char *beside = NULL, *own = NULL;
    if (path) return open_file(translation, language, path, voices, error);
    enum status status = leaflet_translation_find(leaflet, FORMAT_MARKDOWN, language, &beside, error);
    if (status != STATUS_OK) return status;
    if (!beside) beside = translate_catalogue_path(leaflet, language);
    if (beside) own = catalogue_language_of_path(beside);
    status = own ? open_file(translation, own, beside, voices, error) : error_no_memory(error);
    free(beside);
    free(own);
    return status;
}

void translation_close(struct translation *translation)
{
    catalogue_done(&translation->catalogue);
    voice_free(translation->voice);
    free(translation->language);
    *translation = (struct translation){0};
}
