/* What a batch makes: the leaflets of the command line, or their translations. */
#include "commands/batch_parts.h"
#include "commands/catalogue_language.h"
#include "commands/leaflet_translation.h"
#include "commands/translate.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* Takes `catalogue`; NULL: the leaflet as it is. `language`: what --lang names; NULL: the catalogue's own. */
static enum status append(struct batch_versions *versions, const char *path, const char *language, char *catalogue,
                          struct error *error)
{
    struct batch_version version = {.path = path, .catalogue = catalogue};
    char *own = catalogue ? catalogue_language_of_path(catalogue) : NULL;
    if (own) version.language = strdup(language ? language : own);
    if (own) version.name = leaflet_translation_name(path, own);
    free(own);
    bool whole = !catalogue || (version.language && version.name);
    if (whole && array_reserve(&versions->items, &versions->capacity, versions->count + 1)) {
        versions->items[versions->count++] = version;
        return STATUS_OK;
    }
    free(version.language);
    free(version.name);
    free(catalogue);
    return error_no_memory(error);
}

static enum status append_one(struct batch_versions *versions, const struct leaflet_options *options, const char *path,
                              const char *language, struct error *error)
{
    char *catalogue = NULL;
    enum status status =
        language ? leaflet_translation_find(path, options->format, language, &catalogue, error) : STATUS_OK;
    return status == STATUS_OK ? append(versions, path, language, catalogue, error) : status;
}

static enum status append_all(struct batch_versions *versions, const struct leaflet_options *options, const char *path,
                              struct error *error)
{
    char **languages = NULL;
    size_t count = 0;
    enum status status = append(versions, path, NULL, NULL, error);
    if (status == STATUS_OK) status = leaflet_translation_languages(path, options->format, &languages, &count, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        char *catalogue = translate_catalogue_path(path, languages[i]);
        status = catalogue ? append(versions, path, NULL, catalogue, error) : error_no_memory(error);
    }
    leaflet_folder_names_free(languages, count);
    return status;
}

enum status batch_versions_find(struct batch_versions *versions, const struct batch_options *options,
                                struct error *error)
{
    const struct leaflet_options *leaflet = &options->leaflet;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->path_count && status == STATUS_OK; i++)
        status = options->translations ? append_all(versions, leaflet, options->paths[i], error)
                                       : append_one(versions, leaflet, options->paths[i], leaflet->language, error);
    return status;
}

void batch_versions_done(struct batch_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->items[i].language);
        free(versions->items[i].catalogue);
        free(versions->items[i].name);
    }
    free(versions->items);
}

const char *batch_version_file(const struct batch_version *version)
{
    return version->catalogue ? version->catalogue : version->path;
}
