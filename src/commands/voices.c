#include "commands/command.h"
#include "commands/missing.h"
#include "speech/engine.h"
#include "voice/voice.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPTION_MISSING = 256 };

struct options {
    const char *folder;
    bool missing;
};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;
    switch (key) {
    case 'v': options->folder = argument; return 0;
    case OPTION_MISSING: options->missing = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_table[] = {{"voices", 'v', "FOLDER", 0, "Take the voice files from here", 0},
                                                   {"missing", OPTION_MISSING, NULL, 0,
                                                    "List the languages that hospitals ask interpreters for and that "
                                                    "Aloud cannot read, and what to do about each",
                                                    0},
                                                   {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .doc = "Lists the languages that Aloud has a voice file for, and the voices that the engine has beside. "
           "A mistake in a voice file is told with its line.",
};

/* One line a voice file; false where one of them is wrong or the engine lacks its voice. */
static bool print_voice(const char *folder, const char *language, struct engine *engine)
{
    struct voice *voice = NULL;
    struct error error = {0};
    bool has_engine_voice = false;
    enum status status = voice_load(folder, language, &voice, &error);
    if (status == STATUS_OK) status = engine_has_language(engine, voice_engine(voice), &has_engine_voice, &error);
    if (status != STATUS_OK) {
        command_failed(&error);
    } else {
        printf("%-7s %s (engine: %s%s)\n", voice_language(voice), voice_name(voice), voice_engine(voice),
               has_engine_voice ? "" : ", which this engine lacks");
    }
    voice_free(voice);
    return status == STATUS_OK && has_engine_voice;
}

static enum status print_all(const char *folder, struct engine *engine, bool *good, struct error *error)
{
    char **languages = NULL;
    size_t count = 0;
    struct buffer list = {0};
    enum status status = voice_languages(folder, &languages, &count, error);
    if (status == STATUS_OK && count == 0) {
        status = error_set(error, STATUS_NOT_FOUND, folder, 0, "there is no voice file in this folder");
    }
    if (status == STATUS_OK) puts("Languages that Aloud reads:");
    for (size_t i = 0; i < count; i++) *good = print_voice(folder, languages[i], engine) && *good;
    if (status == STATUS_OK) status = engine_voices(engine, &list, error);
    if (status == STATUS_OK)
        printf("\nVoices that the engine has (a language needs a voice file to be read):\n%s", buffer_text(&list));
    buffer_done(&list);
    voice_languages_free(languages, count);
    return status;
}

int command_voices(int argc, char **argv)
{
    struct options options = {0};
    command_parse(&argp, argc, argv, &options);
    char *found = NULL;
    struct engine *engine = NULL;
    struct error error = {0};
    bool good = true;
    enum status status = options.folder ? STATUS_OK : voice_folder(&found, &error);
    const char *folder = options.folder ? options.folder : found;
    if (status == STATUS_OK) status = engine_start(NULL, &engine, &error);
    if (status == STATUS_OK)
        status = options.missing ? missing_print(folder, engine, &error) : print_all(folder, engine, &good, &error);
    engine_free(engine);
    free(found);
    if (status != STATUS_OK) return command_failed(&error);
    return good ? EXIT_GOOD : EXIT_BAD;
}
