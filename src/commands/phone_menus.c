/* The menus of telephone lines, one a leaflet in lines/LEAFLET/, made of what stands in the output folder:
 * sounds/LANGUAGE/LEAFLET/manifest.json, whichever run or machine made it. Whoever comes to the end writes the menus of all, under a lock, so the last of
 * several machines has seen the work of each. */
#include "commands/command.h"
#include "commands/phone_options.h"

#include "base/array.h"
#include "base/file.h"
#include "export/prompt_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* One version of a leaflet that has its prompts. */
struct version {
    char *leaflet, *language;
    json_int_t place; /* of the leaflet on the command line; negative: it is a translation, which has none there */
    bool draft;
};

struct versions {
    struct version *items; /* sorted by leaflet, then language */
    size_t count, capacity;
};

static void versions_done(struct versions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->items[i].leaflet);
        free(versions->items[i].language);
    }
    free(versions->items);
}

/* STATUS_NOT_FOUND where there is none: it is being made, or is something else. As manifest_read. */
static enum status read_manifest(const char *output, const char *language, const char *leaflet, manifest_take *take,
                                 void *context, json_t **ret_head, struct error *error)
{
    char *path = text_format("%s/sounds/%s/%s/manifest.json", output, language, leaflet);
    FILE *file = path ? fopen(path, "rbe") : NULL;
    enum status status = file ? STATUS_OK : STATUS_BAD_INPUT;
    *ret_head = NULL;
    if (!path || (!file && errno == ENOMEM))
        status = error_no_memory(error);
    else if (!file && (errno == ENOENT || errno == ENOTDIR))
        status = STATUS_NOT_FOUND;
    if (file) status = manifest_read(file, take, context, ret_head, error);
    if (status == STATUS_BAD_INPUT)
        error_set(error, status, leaflet, 0, "its manifest.json for %s cannot be read; run it again", language);
    if (file) fclose(file);
    free(path);
    return status;
}

/* A translation is a draft until the front matter says that it was reviewed. */
static bool is_draft(const json_t *head)
{
    const char *translation = json_string_value(json_object_get(head, "translation"));
    return translation && strcmp(translation, "reviewed") != 0;
}

static enum status add_version(struct versions *versions, const char *output, const char *language, const char *leaflet,
                               struct error *error)
{
    json_t *head = NULL;
    enum status status = read_manifest(output, language, leaflet, NULL, NULL, &head, error);
    if (status == STATUS_NOT_FOUND) return STATUS_OK;
    if (status != STATUS_OK) return status;
    const json_t *place = json_object_get(head, "place");
    struct version version = {strdup(leaflet), strdup(language), place ? json_integer_value(place) : -1,
                              is_draft(head)};
    json_decref(head);
    if (version.leaflet && version.language
        && array_reserve(&versions->items, &versions->capacity, versions->count + 1)) {
        versions->items[versions->count++] = version;
        return STATUS_OK;
    }
    free(version.leaflet);
    free(version.language);
    return error_no_memory(error);
}

static enum status find_leaflets(struct versions *versions, const char *output, const char *language,
                                 struct error *error)
{
    char *path = text_format("%s/sounds/%s", output, language);
    DIR *folder = path ? opendir(path) : NULL;
    enum status status = path ? STATUS_OK : error_no_memory(error);
    for (struct dirent *entry; folder && status == STATUS_OK && (entry = readdir(folder));)
        if (entry->d_name[0] != '.') status = add_version(versions, output, language, entry->d_name, error);
    if (folder) closedir(folder);
    free(path);
    return status;
}

static int compare(const void *a, const void *b)
{
    const struct version *left = a, *right = b;
    int order = strcmp(left->leaflet, right->leaflet);
    return order ? order : strcmp(left->language, right->language);
}

static enum status find_versions(struct versions *versions, const char *output, struct error *error)
{
    char *sounds = text_format("%s/sounds", output);
    DIR *folder = sounds ? opendir(sounds) : NULL;
    enum status status = sounds ? STATUS_OK : error_no_memory(error);
    for (struct dirent *entry; folder && status == STATUS_OK && (entry = readdir(folder));)
        if (entry->d_name[0] != '.') status = find_leaflets(versions, output, entry->d_name, error);
    if (folder) closedir(folder);
    free(sounds);
    if (versions->count) qsort(versions->items, versions->count, sizeof *versions->items, compare);
    return status;
}

/* Whether a leaflet stood before another on the command line; translations, which have no place there, are behind. */
static bool is_before(const struct version *version, const struct version *other)
{
    return version->place >= 0 && (other->place < 0 || version->place < other->place);
}

/* Of the versions of a leaflet, brings the one in its own language to the front: whoever presses no key hears it. */
static void begin_with_own(struct version *versions, size_t count)
{
    size_t own = 0;
    for (size_t i = 1; i < count; i++)
        if (is_before(&versions[i], &versions[own])) own = i;
    struct version first = versions[own];
    memmove(versions + 1, versions, own * sizeof *versions);
    versions[0] = first;
}

/* ---- From manifests to the menu's model -------------------------------------------------------------------------- */

/* Counts the prompts of a part but for the slow ones. */
static enum status count_prompt(void *context, json_t *prompt, struct error *error)
{
    size_t *count = context;
    const char *name = json_string_value(json_object_get(prompt, "name"));
    (void)error;
    *count += name && !strchr(name, '/');
    return STATUS_OK;
}

/* What the folder of a part tells of itself: it may be newer than the manifest, where a run has not come to its end. */
static enum status count_part(const char *output, const struct version *version, const char *name, size_t *ret,
                              struct error *error)
{
    char *path = text_format("%s/sounds/%s/%s/%s/prompts.json", output, version->language, version->leaflet, name);
    FILE *file = path ? fopen(path, "rbe") : NULL;
    json_t *head = NULL;
    enum status status = path && (file || errno != ENOMEM) ? STATUS_OK : error_no_memory(error);
    *ret = 0;
    if (status == STATUS_OK) status = file ? record_read(file, count_prompt, ret, &head, error) : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND || status == STATUS_BAD_INPUT)
        status = error_set(error, STATUS_NOT_FOUND, path, 0, "is not there or cannot be read; run it again");
    if (file) fclose(file);
    json_decref(head);
    free(path);
    return status;
}

/* The version as its menu sees it. */
struct reading {
    const char *output;
    const struct version *version;
    struct menu_language *language;
    struct menu_section *sections;
    size_t capacity;
};

static enum status take_part(void *context, json_t *part, long place, struct error *error)
{
    struct reading *reading = context;
    struct menu_language *language = reading->language;
    const char *name = json_string_value(json_object_get(part, "name"));
    size_t prompts = 0;
    (void)place;
    if (!name || strcmp(name, "choice") == 0) return STATUS_OK;
    enum status status = count_part(reading->output, reading->version, name, &prompts, error);
    if (status != STATUS_OK) return status;
    if (strcmp(name, "contact") == 0) {
        language->contact_count = prompts;
        return STATUS_OK;
    }
    char *folder = strdup(name);
    if (!folder || !array_reserve(&reading->sections, &reading->capacity, language->section_count + 1)) {
        free(folder);
        return error_no_memory(error);
    }
    reading->sections[language->section_count++] = (struct menu_section){.folder = folder, .sentence_count = prompts};
    return STATUS_OK;
}

/* language_done is due in any case. */
static enum status read_version(const char *output, const struct version *version, struct menu_language *language,
                                struct error *error)
{
    struct reading reading = {.output = output, .version = version, .language = language};
    json_t *head = NULL;
    *language = (struct menu_language){.tag = version->language, .leaflet = version->leaflet, .draft = version->draft};
    enum status status = read_manifest(output, version->language, version->leaflet, take_part, &reading, &head, error);
    language->sections = reading.sections;
    json_decref(head);
    return status;
}

static void language_done(struct menu_language *language)
{
    struct menu_section *sections = (struct menu_section *)(uintptr_t)language->sections;
    for (size_t i = 0; i < language->section_count; i++) free((char *)(uintptr_t)sections[i].folder);
    free(sections);
}

/* Puts all files of a line in the place of those that are there. */
static enum status write_line(const char *output, const char *line, const struct menu_files *files, struct error *error)
{
    struct prompt_folder folder = {0};
    char *lines = text_format("%s/lines", output), *path = text_format("%s/lines/%s", output, line);
    enum status status = lines && path ? folder_make(lines, 0777, error) : error_no_memory(error);
    if (status == STATUS_OK) status = prompt_folder_begin(&folder, path, error);
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++) {
        const struct menu_file *file = &files->files[i];
        status = prompt_folder_add(&folder, file->path, file->text.data, file->text.length, error);
    }
    if (status == STATUS_OK)
        status = prompt_folder_commit(&folder, error);
    else
        prompt_folder_discard(&folder);
    free(lines);
    free(path);
    return status;
}

/* Copies a prompt, in each of its formats: what it is called in the menu depends on all versions of the leaflet. */
static enum status place_prompt(const struct phone_options *options, const char *from, const char *to,
                                struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->format_count && status == STATUS_OK; i++) {
        struct buffer bytes = {0};
        char *source = text_format("%s%s", from, options->formats[i].ending);
        char *target = text_format("%s%s", to, options->formats[i].ending);
        status = source && target ? file_read(source, SIZE_MAX, &bytes, error) : error_no_memory(error);
        if (status == STATUS_OK) status = file_write_soon(target, buffer_text(&bytes), bytes.length, error);
        buffer_done(&bytes);
        free(source);
        free(target);
    }
    return status;
}

/* The welcome, and the language's line with the digit that this place in the menu has. */
static enum status place_prompts(const struct phone_options *options, const struct version *version, size_t index,
                                 const char *output, struct error *error)
{
    char *folder = text_format("%s/sounds/%s", output, version->language);
    char *line = folder ? text_format("%s/menu/language%u", folder, menu_digit(index)) : NULL;
    char *language = folder ? text_format("%s/%s/language", folder, version->leaflet) : NULL;
    char *said = folder ? text_format("%s/%s/choice/welcome", folder, version->leaflet) : NULL;
    char *welcome = folder ? text_format("%s/%s/welcome", folder, version->leaflet) : NULL;
    enum status status = line && language && said && welcome ? STATUS_OK : error_no_memory(error);
    if (status == STATUS_OK) status = place_prompt(options, line, language, error);
    if (status == STATUS_OK) status = place_prompt(options, said, welcome, error);
    free(folder);
    free(line);
    free(language);
    free(said);
    free(welcome);
    return status;
}

/* Where the prompts are, seen from lines/LEAFLET/; NULL where the system has a folder of its own for them. */
static const char *usual_sounds(enum menu_target target)
{
    return target == MENU_ASTERISK || target == MENU_FREESWITCH ? NULL : "../../sounds";
}

/* The menu of the versions [first, end), all of one leaflet. */
static enum status write_menu(const struct phone_options *options, const struct versions *versions, size_t first,
                              size_t end, const char *output, struct error *error)
{
    struct menu_language *languages = calloc(end - first, sizeof *languages);
    struct menu_files files = {0};
    enum status status = languages ? STATUS_OK : error_no_memory(error);
    for (size_t i = first; i < end && status == STATUS_OK; i++)
        status = read_version(output, &versions->items[i], &languages[i - first], error);
    for (size_t i = first; i < end && status == STATUS_OK; i++)
        status = place_prompts(options, &versions->items[i], i - first, output, error);
    struct menu menu = menu_defaults();
    menu.name = versions->items[first].leaflet;
    menu.languages = languages;
    menu.language_count = end - first;
    menu.operator_number = options->operator_number;
    menu.ending = options->formats[0].ending + 1;
    menu.sounds = options->sounds ? options->sounds : usual_sounds(options->target);
    if (status == STATUS_OK) status = menu_make(options->target, &menu, &files, error);
    if (status == STATUS_OK) status = write_line(output, menu.name, &files, error);
    menu_files_done(&files);
    for (size_t i = 0; languages && i < end - first; i++) language_done(&languages[i]);
    free(languages);
    return status;
}

static enum status write_menus(const struct phone_options *options, const char *output, struct error *error)
{
    struct versions versions = {0};
    enum status status = find_versions(&versions, output, error);
    for (size_t first = 0, end; first < versions.count; first = end) {
        for (end = first + 1; end < versions.count; end++)
            if (strcmp(versions.items[end].leaflet, versions.items[first].leaflet) != 0) break;
        begin_with_own(versions.items + first, end - first);
        struct error own = {0};
        if (write_menu(options, &versions, first, end, output, &own) == STATUS_OK) continue;
        if (status != STATUS_OK) command_warn(error); /* each is told; the last one by the caller */
        status = own.status;
        *error = own;
    }
    versions_done(&versions);
    return status;
}

enum status phone_write_menus(const void *context, const char *output, struct error *error)
{
    char *sounds = text_format("%s/sounds", output), *lock = text_format("%s/.menus.lock", output);
    bool none = sounds && access(sounds, F_OK) != 0; /* no leaflet could be made */
    free(sounds);
    if (!sounds || !lock || none) {
        free(lock);
        return none ? STATUS_OK : error_no_memory(error);
    }
    int descriptor = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    enum status status = STATUS_OK;
    if (descriptor < 0 || flock(descriptor, LOCK_EX) != 0)
        status = error_set(error, STATUS_IO, lock, 0, "cannot be written: %s", strerror(errno));
    if (status == STATUS_OK) status = write_menus(context, output, error);
    if (status == STATUS_OK) status = folder_sync(output, error);
    if (descriptor >= 0) close(descriptor);
    free(lock);
    return status;
}
