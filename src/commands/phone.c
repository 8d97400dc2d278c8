#include "commands/command.h"
#include "commands/phone_options.h"

#include "base/file.h"
#include "document/language.h"
#include "export/prompt_folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_FOR = 0x400, OPTION_CODEC, OPTION_WAV, OPTION_OPERATOR, OPTION_SOUNDS };

static const struct argp_option options_table[] = {
    {"for", OPTION_FOR, "SYSTEM", 0, "asterisk, freeswitch, voicexml, twiml or generic (as usual)", 0},
    {"codec", OPTION_CODEC, "CODEC", 0,
     "alaw, ulaw, slin8, slin16, g722 or gsm, several with commas between; else what the system plays", 0},
    {"wav", OPTION_WAV, NULL, 0, "WAV files instead of raw ones, where the codec has them", 0},
    {"sounds", OPTION_SOUNDS, "URL", 0, "Where the folder of sounds will be for the system; else where it lies", 0},
    {"operator", OPTION_OPERATOR, "NUMBER", 0, "Where the key 0 leads: digits, with + before them if need be", 0},
    {0}};

static bool find_codec(const char *name, size_t *ret)
{
    enum telephone_codec codec;
    if (!telephone_codec_find(name, &codec)) return false;
    *ret = codec;
    return true;
}

static bool is_number(const char *text)
{
    const char *digits = text + (*text == '+');
    size_t length = strspn(digits, "0123456789");
    return length > 0 && length <= 20 && !digits[length];
}

/* VoiceXML and TwiML name each file with its ending: one that all of them play. */
static bool names_endings(const struct phone_options *options)
{
    return options->target == MENU_VOICEXML || options->target == MENU_TWIML;
}

static void choose_codecs(struct phone_options *options)
{
    static const bool usual[MENU_TARGETS][TELEPHONE_CODECS] = {
        [MENU_ASTERISK] = {[TELEPHONE_ALAW] = true, [TELEPHONE_ULAW] = true, [TELEPHONE_SLIN16] = true},
        [MENU_FREESWITCH] = {[TELEPHONE_ALAW] = true, [TELEPHONE_ULAW] = true, [TELEPHONE_SLIN16] = true},
        [MENU_VOICEXML] = {[TELEPHONE_ULAW] = true},
        [MENU_TWIML] = {[TELEPHONE_ULAW] = true},
        [MENU_GENERIC] = {[TELEPHONE_ALAW] = true},
    };
    bool chosen = false;
    for (size_t i = 0; i < TELEPHONE_CODECS; i++) chosen |= options->codecs[i];
    if (!chosen) memcpy(options->codecs, usual[options->target], sizeof options->codecs);
    if (names_endings(options)) options->wav = true;
}

static const char *ending_of(const struct phone_options *options, const struct telephone_codec_info *info, bool wav)
{
    if (options->target == MENU_ASTERISK) return wav ? info->asterisk_wav : info->asterisk_raw;
    if (wav) return "wav";
    return options->target == MENU_FREESWITCH ? info->freeswitch_raw : info->asterisk_raw;
}

static void choose_formats(struct phone_options *options, struct argp_state *state)
{
    static char endings[PROMPT_FORMATS_MOST][8];
    choose_codecs(options);
    for (unsigned i = 0; i < TELEPHONE_CODECS; i++) {
        const struct telephone_codec_info *info = telephone_codec_info((enum telephone_codec)i);
        if (!options->codecs[i]) continue;
        bool wav = options->wav && info->wav && *ending_of(options, info, true);
        if (options->wav && !wav && names_endings(options))
            argp_error(state, "%s cannot be in the WAV files that %s plays", info->name,
                       menu_target_name(options->target));
        char *ending = endings[options->format_count];
        snprintf(ending, sizeof endings[0], ".%s", ending_of(options, info, wav));
        for (size_t k = 0; k < options->format_count; k++)
            if (strcmp(options->formats[k].ending, ending) == 0)
                argp_error(state, "%s and %s would both be files in %s; choose one of them", info->name,
                           telephone_codec_info(options->formats[k].codec)->name, ending);
        options->formats[options->format_count++] =
            (struct prompt_format){.codec = (enum telephone_codec)i, .wav = wav, .ending = ending};
    }
}

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct phone_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->batch; return 0;
    case OPTION_FOR:
        if (!menu_target_find(argument, &options->target))
            argp_error(state, "--for wants asterisk, freeswitch, voicexml, twiml or generic, not %s", argument);
        return 0;
    case OPTION_CODEC:
        if (!command_mark_names(argument, find_codec, options->codecs, TELEPHONE_CODECS))
            argp_error(state, "no such codec: %s; there are alaw, ulaw, slin8, slin16, g722 and gsm", argument);
        return 0;
    case OPTION_WAV: options->wav = true; return 0;
    case OPTION_SOUNDS:
        if (!menu_sounds_allowed(argument))
            argp_error(state, "--sounds wants a folder or URL of letters, digits and - . _ / : only, not %s", argument);
        options->sounds = argument;
        return 0;
    case OPTION_OPERATOR:
        if (!is_number(argument)) argp_error(state, "--operator wants a phone number in digits, not %s", argument);
        options->operator_number = argument;
        return 0;
    case ARGP_KEY_SUCCESS:
        if (options->batch.output && strcmp(options->batch.output, "-") == 0)
            argp_error(state, "a menu and its prompts need a folder; standard output is none");
        choose_formats(options, state);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&batch_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE…",
    .doc =
        "Makes the prompts and the menu of a telephone line on which callers hear leaflets. Versions of one leaflet in "
        "several languages (knee.en-GB.md, knee.pl.md) become one line with a choice of language. What has not changed "
        "since the last run is not made again.",
    .children = children,
};

/* ---- Parts ------------------------------------------------------------------------------------------------------- */

static size_t count_parts(const void *context, const struct plan *plan)
{
    (void)context;
    return plan->count + PHONE_PARTS;
}

static char *name_part(const void *context, const struct plan *plan, size_t part)
{
    static const char *const names[PHONE_PARTS] = {[PHONE_PART_CHOICE] = "choice", [PHONE_PART_CONTACT] = "contact"};
    (void)context;
    return strdup(part < plan->count ? plan->parts[part].name : names[part - plan->count]);
}

/* The menu would refuse it when all is spoken. */
static enum status check_size(const struct leaflet *leaflet, const struct plan *plan, struct error *error)
{
    const char *path = leaflet->document->path;
    if (plan->count > MENU_SECTIONS_MOST)
        return error_set(error, STATUS_LIMIT, path, 0,
                         "has %zu sections, and a telephone menu at most %d; make several leaflets of it", plan->count,
                         MENU_SECTIONS_MOST);
    for (size_t i = 0; i < plan->count; i++) {
        size_t sentences = plan->parts[i].end - plan->parts[i].first;
        if (sentences > MENU_SENTENCES_MOST)
            return error_set(error, STATUS_LIMIT, path, 0,
                             "has %zu sentences in the section “%s”, and a telephone menu at most %d; divide it with "
                             "headings",
                             sentences, plan->parts[i].title, MENU_SENTENCES_MOST);
    }
    return STATUS_OK;
}

/* Of the versions of a leaflet, the menu begins with the first that is no translation of another. */
static enum status begin(const void *context, size_t place, const struct leaflet *leaflet, const struct plan *plan,
                         json_t *head, struct error *error)
{
    (void)context;
    enum status status = check_size(leaflet, plan, error);
    if (status != STATUS_OK) return status;
    bool translation = leaflet->translated.length > 0;
    if (translation || json_object_set_new(head, "place", json_integer((json_int_t)place)) == 0) return STATUS_OK;
    return error_no_memory(error);
}

/* Whether the name ends with "-TAG". */
static bool has_tag(const char *name, const char *tag)
{
    size_t length = strlen(name), bytes = strlen(tag);
    return bytes > 0 && length > bytes + 1 && name[length - bytes - 1] == '-'
           && strcasecmp(name + length - bytes, tag) == 0;
}

/* "sounds/pl/knee" for "knee-pl": the versions of one leaflet have the same name. */
static char *find_folder(const char *output, const struct leaflet *leaflet, const char *name, bool only)
{
    const char *language = voice_language(leaflet->voice);
    const char *own = buffer_text(&leaflet->document->language); /* "zh", which the voice of "cmn" reads */
    size_t kept = strlen(name);
    (void)only;
    if (strcmp(name, "menu") == 0)
        return text_format("%s/sounds/%s/menu-leaflet", output, language); /* menu is taken */
    if (has_tag(name, own)) /* "knee-pl-pl" of pl-PL, which the voice of pl reads */
        kept -= strlen(own) + 1;
    else if (has_tag(name, language))
        kept -= strlen(language) + 1;
    if (kept > MENU_NAME_BYTES_MOST) kept = MENU_NAME_BYTES_MOST;
    while (kept > 0 && name[kept - 1] == '-') kept--;
    return text_format("%s/sounds/%s/%.*s", output, language, (int)kept, name);
}

static bool is_listed(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

/* Removes the folder of a section that is no more, and what a killed run has left of one: those that Aloud made. */
static void remove_stale(const char *folder, const char *name)
{
    char *path = text_format("%s/%s", folder, name), *record = text_format("%s/%s/prompts.json", folder, name);
    size_t length = strlen(name);
    bool partial = name[0] == '.' && length > 8 && strcmp(name + length - 8, ".partial") == 0;
    if (path && record && (partial || access(record, F_OK) == 0)) prompt_folder_remove(path);
    free(path);
    free(record);
}

static enum status finish(const void *context, const char *folder, const struct manifest *manifest,
                          const char *const *names, size_t count, bool soon, struct error *error)
{
    (void)context, (void)manifest, (void)soon, (void)error;
    DIR *open = opendir(folder);
    for (struct dirent *item; open && (item = readdir(open));)
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0 && !is_listed(item->d_name, names, count))
            remove_stale(folder, item->d_name);
    if (open) closedir(open);
    return STATUS_OK;
}

int command_phone(int argc, char **argv)
{
    static const struct batch_kind kind = {count_parts, name_part,        begin, find_folder, phone_make,
                                           finish,      phone_write_menus};
    struct phone_options options = {.target = MENU_GENERIC};
    options.batch.leaflet.takes_none = true;
    command_parse(&argp, argc, argv, &options);
    int result = batch_run(&options.batch, &kind, &options);
    free(options.batch.paths);
    return result;
}
