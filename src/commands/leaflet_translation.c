#include "commands/leaflet_translation.h"

#include "base/file.h"
#include "commands/catalogue_language.h"
#include "commands/command.h"
#include "commands/translate.h"
#include "document/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- Finding ----------------------------------------------------------------------------------------------------- */

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), bytes = strlen(ending);
    return length > bytes && strcasecmp(name + length - bytes, ending) == 0;
}

static bool can_be_translated(const char *leaflet, enum format format)
{
    if (strcmp(leaflet, "-") == 0 || format == FORMAT_TEXT) return false;
    return format == FORMAT_MARKDOWN || !(has_ending(leaflet, ".txt") || has_ending(leaflet, ".text"));
}

enum status leaflet_translation_languages(const char *leaflet, enum format format, char ***ret, size_t *ret_count,
                                          struct error *error)
{
    *ret = NULL;
    *ret_count = 0;
    if (!can_be_translated(leaflet, format)) return STATUS_OK;
    return leaflet_folder_catalogues(leaflet, ret, ret_count, error);
}

/* The path of the PO file whose name is the first `length` bytes of the tag, parted by `sign` (0: as it is); NULL where there
 * is none, or memory runs out. */
static char *find_named(const char *leaflet, const char *language, size_t length, char sign, bool *no_memory)
{
    char *tag = strndup(language, length);
    for (char *at = tag; at && sign && *at; at++)
        if (*at == '-' || *at == '_') *at = sign;
    char *path = tag ? translate_catalogue_path(leaflet, tag) : NULL;
    free(tag);
    *no_memory = !path;
    if (path && access(path, F_OK) == 0) return path;
    free(path);
    return NULL;
}

enum status leaflet_translation_find(const char *leaflet, enum format format, const char *language, char **ret,
                                     struct error *error)
{
    static const char signs[] = {0, '-', '_'};
    *ret = NULL;
    if (!can_be_translated(leaflet, format)) return STATUS_OK;
    for (size_t length = strlen(language); length > 0 && !*ret;) {
        bool no_memory = false;
        for (size_t i = 0; i < sizeof signs && !*ret && !no_memory; i++)
            *ret = find_named(leaflet, language, length, signs[i], &no_memory);
        if (no_memory) return error_no_memory(error);
        while (length > 0 && language[--length] != '-' && language[length] != '_') {}
    }
    return STATUS_OK;
}

char *leaflet_translation_name(const char *leaflet, const char *language)
{
    const char *slash = strrchr(leaflet, '/');
    size_t start = slash ? (size_t)(slash + 1 - leaflet) : 0, end = strlen(leaflet);
    const char *dot = strrchr(leaflet + start, '.');
    const char *ending = dot > leaflet + start ? dot : leaflet + end;
    end = (size_t)(ending - leaflet);
    size_t tag = end;
    while (tag > start && leaflet[tag - 1] != '.') tag--;
    char normal[LANGUAGE_TAG_BYTES];
    if (tag > start + 1 && language_normalise(leaflet + tag, end - tag, normal) && language_is_known(normal))
        end = tag - 1;
    return text_format("%.*s.%s%s", (int)end, leaflet, language, ending);
}

/* ---- Building ---------------------------------------------------------------------------------------------------- */

enum status leaflet_translation_build(const struct original *original, const char *path, struct voice_shelf *shelf,
                                      const char *voices, enum missing missing, struct built *built,
                                      struct error *error)
{
    struct catalogue catalogue = {0};
    struct voice *voice = NULL;
    char *language = catalogue_language_of_path(path);
    enum status status = language ? catalogue_read_translations(&catalogue, path, error) : error_no_memory(error);
    if (status == STATUS_OK) status = voice_shelf_load(shelf, voices, language, &voice, error);
    if (status == STATUS_OK) status = catalogue_language_check(&catalogue, language, shelf, voices, error);
    if (status == STATUS_OK) status = build_leaflet(original, &catalogue, language, voice, missing, built, error);
    if (status == STATUS_OK && built->state.counts[STATE_DRAFT] + built->state.counts[STATE_REVIEWED] == 0)
        status = error_set(error, STATUS_NOT_FOUND, path, 0,
                           "translates nothing of %s; if it is a translation of it, run `aloud translate update`",
                           original->document->path);
    catalogue_done(&catalogue);
    free(language);
    return status;
}

void leaflet_translation_warn(const struct original *original, const struct built *built, enum missing missing)
{
    const struct document *document = original->document;
    for (size_t i = 0; i < built->missing_count; i++) {
        const struct unit *unit = &original->units[built->missing[i]];
        struct error warning = {0};
        error_set(&warning, STATUS_NOT_FOUND, document->path, document_line(document, unit->source.start),
                  missing == MISSING_SKIP ? "not translated, left out" : "not translated");
        command_warn(&warning);
    }
}
