#include "commands/read_versions.h"

#include "base/array.h"
#include "commands/catalogue_language.h"
#include "commands/leaflet_translation.h"
#include "document/language.h"
#include "listen/reading.h"
#include "speech/engine.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { SMALL_BYTES = 100 * 1000 }; /* a version is opened in some 20 ms */

/* ---- Names ------------------------------------------------------------------------------------------------------- */

/* Of the tags with three letters ICU does not know all: cmn. */
static bool is_language(const char *tag, size_t length)
{
    char normal[LANGUAGE_TAG_BYTES];
    if (!language_normalise(tag, length, normal)) return false;
    return strcspn(normal, "-") == 3 || language_is_known(normal);
}

/* Whether one of the names up to `end` is this one. */
static bool is_named(const char *languages, const char *end, const char *tag, size_t length)
{
    while (languages < end) {
        size_t other = strcspn(languages, ",");
        if (other == length && strncasecmp(languages, tag, length) == 0) return true;
        languages += other + 1;
    }
    return false;
}

enum status read_versions_check_names(const char *languages, struct error *error)
{
    for (const char *at = languages;; at++) {
        size_t length = strcspn(at, ",");
        int shown = length < LANGUAGE_TAG_BYTES ? (int)length : LANGUAGE_TAG_BYTES;
        if (!is_language(at, length))
            return error_set(error, STATUS_USAGE, NULL, 0,
                             "\"%.*s\" is no language; write tags with commas between them, such as en-GB,pl", shown,
                             at);
        if (is_named(languages, at, at, length))
            return error_set(error, STATUS_USAGE, NULL, 0, "%.*s is named twice; name each language once", shown, at);
        at += length;
        if (!*at) return STATUS_OK;
    }
}

/* ---- Finding ----------------------------------------------------------------------------------------------------- */

/* One more: the translation into `language`, where there is one; else the leaflet itself. */
static enum status add(struct read_versions *versions, const char *language, size_t length, struct error *error)
{
    const struct leaflet_options *options = versions->options;
    if (versions->count == READING_VERSIONS_MOST) {
        return error_set(error, STATUS_LIMIT, options->path, 0, "has more than %d versions; name some with --languages",
                         READING_VERSIONS_MOST);
    }
    if (!array_reserve(&versions->items, &versions->capacity, versions->count + 1)) return error_no_memory(error);
    struct read_version *version = &versions->items[versions->count++];
    *version = (struct read_version){.options = *options};
    if (!language) return STATUS_OK;
    version->language = strndup(language, length);
    if (!version->language) return error_no_memory(error);
    enum status status =
        leaflet_translation_find(options->path, options->format, version->language, &version->catalogue, error);
    if (version->catalogue) version->options.language = version->language;
    for (size_t i = 0; i + 1 < versions->count && status == STATUS_OK && version->catalogue; i++) {
        const struct read_version *other = &versions->items[i];
        if (other->catalogue && strcmp(other->catalogue, version->catalogue) == 0)
            status = error_set(error, STATUS_USAGE, version->catalogue, 0,
                               "is the translation into %s and into %s; name one of them", other->language,
                               version->language);
    }
    return status;
}

static enum status add_all(struct read_versions *versions, struct error *error)
{
    char **languages = NULL;
    size_t count = 0;
    enum status status = add(versions, NULL, 0, error);
    if (status == STATUS_OK) {
        status = leaflet_translation_languages(versions->options->path, versions->options->format, &languages, &count,
                                               error);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        char *language = catalogue_language_of_path(languages[i]);
        status = language ? add(versions, language, strlen(language), error) : error_no_memory(error);
        free(language);
    }
    leaflet_folder_names_free(languages, count);
    return status;
}

/* A named language without a translation must be the leaflet's own; of one that does not tell its own, that can be one name. */
static enum status check_own(const struct read_versions *versions, struct error *error)
{
    const char *path = versions->options->path;
    struct document_reader *reader = NULL;
    enum status status = STATUS_OK;
    size_t untold = 0;
    for (size_t i = 0; i < versions->count && status == STATUS_OK; i++) {
        const struct read_version *version = &versions->items[i];
        if (version->catalogue) continue;
        if (!reader) status = document_reader_open(path, versions->options->format, &reader, error);
        if (status != STATUS_OK) break;
        const char *own = buffer_text(&document_reader_document(reader)->language);
        if (own[0] ? strcasecmp(own, version->language) == 0 : untold++ == 0) continue;
        status = error_set(error, STATUS_NOT_FOUND, path, 0,
                           "is in %s and has no translation into %s: there is no po/%s.po beside it",
                           own[0] ? own : "a language that it does not tell", version->language, version->language);
    }
    document_reader_free(reader);
    return status;
}

static enum status add_named(struct read_versions *versions, const char *languages, struct error *error)
{
    enum status status = STATUS_OK;
    for (const char *at = languages; status == STATUS_OK && *at;) {
        size_t length = strcspn(at, ",");
        if (length) status = add(versions, at, length, error);
        at += length + (at[length] == ',');
    }
    return status == STATUS_OK ? check_own(versions, error) : status;
}

/* Whether it is the one in `language`, whose PO file is `catalogue`, NULL where it has none. */
static bool is_version(const struct read_version *version, const char *language, const char *catalogue)
{
    if (version->catalogue || catalogue)
        return version->catalogue && catalogue && strcmp(version->catalogue, catalogue) == 0;
    return version->language && strcmp(version->language, language) == 0;
}

/* Turns the list round, so that the version in `language` is its first. The leaflet itself is then read by its own
 * language's voice. */
static enum status begin_with(struct read_versions *versions, const char *language, struct error *error)
{
    size_t first = 0, count = versions->count;
    char *catalogue = NULL;
    enum status status =
        leaflet_translation_find(versions->options->path, versions->options->format, language, &catalogue, error);
    while (first < count && !is_version(&versions->items[first], language, catalogue)) first++;
    free(catalogue);
    if (status != STATUS_OK || first == count) return status;
    struct read_version *turned = calloc(count, sizeof *turned);
    if (!turned) return error_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        turned[i] = versions->items[(first + i) % count];
        if (!turned[i].catalogue) turned[i].options.language = NULL;
    }
    free(versions->items);
    versions->items = turned;
    versions->capacity = count;
    return STATUS_OK;
}

enum status read_versions_find(struct read_versions *versions, const struct leaflet_options *options,
                               const char *languages, struct error *error)
{
    versions->options = options;
    enum status status = languages ? add_named(versions, languages, error) : add_all(versions, error);
    if (status == STATUS_OK && options->language) status = begin_with(versions, options->language, error);
    return status;
}

bool read_versions_are_small(const struct read_versions *versions)
{
    struct stat about;
    return stat(versions->options->path, &about) == 0 && about.st_size <= SMALL_BYTES;
}

/* ---- Opening ----------------------------------------------------------------------------------------------------- */

enum status read_versions_begin(struct read_versions *versions, struct error *error)
{
    struct read_version *first = &versions->items[0];
    return leaflet_open(&first->options, &first->leaflet, error);
}

enum status read_versions_ask_engine(struct read_versions *versions, struct engine *engine, struct error *error)
{
    return versions->count > 1 ? engine_voices(engine, &versions->voices, error) : STATUS_OK;
}

/* As the engine looks for a voice: "en-nz" is read by the voice of "en". */
static bool engine_has(const struct read_versions *versions, const char *tag)
{
    const char *list = buffer_text(&versions->voices);
    for (size_t length = strlen(tag); length > 0;) {
        for (const char *line = list; line && *line; line = strchr(line, '\n'), line += line != NULL) {
            if (strncasecmp(line, tag, length) == 0 && line[length] == '\t') return true;
        }
        while (length > 0 && tag[--length] != '-') {}
    }
    return false;
}

enum status read_versions_open(void *context, size_t index, struct version *ret, struct error *error)
{
    struct read_versions *versions = context;
    struct read_version *version = &versions->items[index];
    struct leaflet *leaflet = &version->leaflet;
    enum status status = leaflet_load(&version->options, leaflet, error);
    if (status == STATUS_OK) status = leaflet_require_voice(leaflet, error);
    if (status == STATUS_OK && !engine_has(versions, voice_engine(leaflet->voice))) {
        status = error_set(error, STATUS_ENGINE, leaflet->document->path, 0, "the speech engine has no voice for %s",
                           voice_name(leaflet->voice));
    }
    if (status != STATUS_OK) return status;
    *ret = (struct version){leaflet->document, leaflet->script, leaflet->source_blocks, 0};
    return STATUS_OK;
}

void read_versions_done(struct read_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        struct read_version *version = &versions->items[i];
        leaflet_done(&version->leaflet);
        free(version->language);
        free(version->catalogue);
    }
    free(versions->items);
    buffer_done(&versions->voices);
    *versions = (struct read_versions){0};
}
