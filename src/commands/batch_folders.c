/* Where the files of each leaflet of a batch go, and that no two leaflets of it go to one place. */
#include "commands/batch_parts.h"

#include "export/names.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

/* The name of a leaflet's folder: "knee/leaflet.cy.md" gives "knee-cy", "knee.md" gives "knee". */
static enum status append_leaflet_name(struct buffer *name, const struct batch_version *version, struct error *error)
{
    const char *path = version->name ? version->name : version->path;
    char *copy = strdup(path), *again = strdup(path);
    struct buffer text = {0};
    enum status status = copy && again ? STATUS_OK : error_no_memory(error);
    if (status == STATUS_OK) {
        char *base = basename(copy), *above = dirname(again);
        char *whole =
            strspn(above, "./") == strlen(above) ? realpath(above, NULL) : NULL; /* "." and ".." are no names */
        char *folder = basename(whole ? whole : above);
        char *dot = strrchr(base, '.');
        if (dot && dot != base) *dot = '\0';
        bool general = strcmp(base, "leaflet") == 0 || strncmp(base, "leaflet.", 8) == 0;
        if (general) buffer_append_text(&text, folder);
        buffer_append_text(&text, general ? base + strlen("leaflet") : base);
        status = name_append(name, buffer_text(&text), "leaflet", error);
        free(whole);
    }
    buffer_done(&text);
    free(copy);
    free(again);
    return status;
}

/* Keeps the place of each leaflet by its name, where others than these are begun elsewhere. */
static enum status name_all(struct batch_folders *folders, struct error *error)
{
    const struct batch_versions *versions = folders->versions;
    struct buffer name = {0};
    enum status status = STATUS_OK;
    folders->names = json_object();
    for (size_t i = 0; i < versions->count && status == STATUS_OK; i++) {
        buffer_clear(&name);
        status = append_leaflet_name(&name, &versions->items[i], error);
        if (status != STATUS_OK) break;
        json_t *places = json_object_get(folders->names, buffer_text(&name));
        if (!places && json_object_set_new(folders->names, buffer_text(&name), places = json_array()) != 0)
            status = error_no_memory(error);
        else if (json_array_append_new(places, json_integer((json_int_t)i)) != 0)
            status = error_no_memory(error);
    }
    buffer_done(&name);
    return status;
}

enum status batch_folders_init(struct batch_folders *folders, const struct batch_options *options,
                               const struct batch_kind *kind, const struct batch_versions *versions,
                               struct voice_shelf *shelf, struct error *error)
{
    *folders = (struct batch_folders){
        .options = options, .kind = kind, .versions = versions, .shelf = shelf, .taken = json_object()};
    if (!folders->taken) return error_no_memory(error);
    return options->shard_count > 1 ? name_all(folders, error) : STATUS_OK;
}

void batch_folders_done(struct batch_folders *folders)
{
    json_decref(folders->taken);
    json_decref(folders->names);
}

bool batch_is_own(const struct batch_options *options, size_t index)
{
    return options->shard_count == 0 || index % options->shard_count == options->shard - 1;
}

static enum status refuse(const struct batch_folders *folders, size_t index, size_t other, struct error *error)
{
    const struct batch_version *versions = folders->versions->items;
    return error_set(error, STATUS_BAD_INPUT, batch_version_file(&versions[index]), 0,
                     "would be written into the same folder as %s; rename one of them",
                     batch_version_file(&versions[other]));
}

static char *folder_of(const struct batch_folders *folders, const struct leaflet *leaflet, const char *name)
{
    const struct batch_options *options = folders->options;
    return folders->kind->folder(options->output, leaflet, name, options->path_count == 1 && !options->translations);
}

/* Whether the leaflet of that place, of the same name and in another share, has the folder: it may be in another language. One
 * that cannot be read is told of in its share, and has none. */
static bool has_folder(const struct batch_folders *folders, size_t place, const char *name, const char *folder)
{
    struct leaflet leaflet = {0};
    struct leaflet_options options = folders->options->leaflet;
    const struct batch_version *version = &folders->versions->items[place];
    options.path = version->path;
    if (version->language) options.language = version->language;
    options.shelf = folders->shelf;
    if (leaflet_open(&options, &leaflet, NULL) != STATUS_OK) return false;
    char *own = folder_of(folders, &leaflet, name);
    bool has = own && strcmp(own, folder) == 0;
    free(own);
    leaflet_done(&leaflet);
    return has;
}

/* The first of two leaflets gets the folder, in whatever order their shares are done. */
static enum status check_shares(const struct batch_folders *folders, size_t index, const char *name, const char *folder,
                                struct error *error)
{
    const json_t *places = json_object_get(folders->names, name);
    for (size_t i = 0; i < json_array_size(places); i++) {
        size_t place = (size_t)json_integer_value(json_array_get(places, i));
        if (place >= index) break;
        if (!batch_is_own(folders->options, place) && has_folder(folders, place, name, folder))
            return refuse(folders, index, place, error);
    }
    return STATUS_OK;
}

static enum status take_folder(struct batch_folders *folders, size_t index, const char *name, const char *folder,
                               struct error *error)
{
    const json_t *taken = json_object_get(folders->taken, folder);
    if (taken) return refuse(folders, index, (size_t)json_integer_value(taken), error);
    enum status status = check_shares(folders, index, name, folder, error);
    if (status != STATUS_OK) return status;
    bool kept = json_object_set_new(folders->taken, folder, json_integer((json_int_t)index)) == 0;
    return kept ? STATUS_OK : error_no_memory(error);
}

enum status batch_folders_find(struct batch_folders *folders, size_t index, const struct leaflet *leaflet, char **ret,
                               struct error *error)
{
    struct buffer name = {0};
    enum status status = append_leaflet_name(&name, &folders->versions->items[index], error);
    char *folder = status == STATUS_OK ? folder_of(folders, leaflet, buffer_text(&name)) : NULL;
    if (status == STATUS_OK && !folder) status = error_no_memory(error);
    if (status == STATUS_OK) status = take_folder(folders, index, buffer_text(&name), folder, error);
    buffer_done(&name);
    if (status == STATUS_OK)
        *ret = folder;
    else
        free(folder);
    return status;
}
