#include "translate/leaflet_folder.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int is_seen(const struct dirent *item)
{
    return item->d_name[0] != '.';
}

static int is_catalogue(const struct dirent *item)
{
    size_t length = strlen(item->d_name);
    return is_seen(item) && length > 3 && strcmp(item->d_name + length - 3, ".po") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The folder's items in order; *ret_count is -1, and that no failure, where there is no such folder. */
static enum status scan(const char *folder, int (*filter)(const struct dirent *), struct dirent ***ret, int *ret_count,
                        struct error *error)
{
    *ret_count = scandir(folder, ret, filter, by_bytes);
    if (*ret_count >= 0 || errno == ENOENT || errno == ENOTDIR) return STATUS_OK;
    if (errno == ENOMEM) return error_no_memory(error);
    return error_set(error, STATUS_IO, folder, 0, "cannot be read: %s", strerror(errno));
}

static void items_free(struct dirent **items, int count)
{
    for (int i = 0; i < count; i++) free(items[i]);
    if (count >= 0) free(items);
}

/* One that cannot be looked at counts as there: whoever reads it tells why. */
static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Takes path, which may be NULL for lack of memory, into the list or frees it. */
static enum status take_leaflet(char *path, char **leaflets, size_t *taken, struct error *error)
{
    if (!path) return error_no_memory(error);
    if (is_there(path))
        leaflets[(*taken)++] = path;
    else
        free(path);
    return STATUS_OK;
}

/* leaflets has room for count + 1. */
static enum status take_leaflets(const char *folder, struct dirent **items, int count, char **leaflets, size_t *taken,
                                 struct error *error)
{
    enum status status = take_leaflet(text_format("%s/leaflet.md", folder), leaflets, taken, error);
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = take_leaflet(text_format("%s/%s/leaflet.md", folder, items[i]->d_name), leaflets, taken, error);
    return status;
}

enum status leaflet_folder_find(const char *folder, char ***ret, size_t *ret_count, struct error *error)
{
    struct dirent **items = NULL;
    char **leaflets = NULL;
    int count = -1;
    size_t taken = 0;
    enum status status = scan(folder, is_seen, &items, &count, error);
    if (status == STATUS_OK && count >= 0 && !(leaflets = calloc((size_t)count + 1, sizeof *leaflets)))
        status = error_no_memory(error);
    if (status == STATUS_OK && count >= 0) status = take_leaflets(folder, items, count, leaflets, &taken, error);
    items_free(items, count);
    if (status == STATUS_OK && taken == 0)
        status = error_set(error, STATUS_NOT_FOUND, folder, 0,
                           "holds no leaflet.md and no NAME/leaflet.md; name a folder of leaflets, or a leaflet's own");
    if (status != STATUS_OK) {
        leaflet_folder_names_free(leaflets, taken);
        return status;
    }
    *ret = leaflets;
    *ret_count = taken;
    return STATUS_OK;
}

enum status leaflet_folder_catalogues(const char *leaflet, char ***ret, size_t *ret_count, struct error *error)
{
    const char *slash = strrchr(leaflet, '/');
    char *folder = text_format("%.*spo", slash ? (int)(slash + 1 - leaflet) : 0, leaflet);
    struct dirent **items = NULL;
    char **names = NULL;
    int count = -1, taken = 0;
    *ret = NULL;
    *ret_count = 0;
    enum status status = folder ? scan(folder, is_catalogue, &items, &count, error) : error_no_memory(error);
    if (status == STATUS_OK && count > 0 && !(names = calloc((size_t)count, sizeof *names)))
        status = error_no_memory(error);
    for (; status == STATUS_OK && taken < count; taken++) {
        names[taken] = strndup(items[taken]->d_name, strlen(items[taken]->d_name) - strlen(".po"));
        if (!names[taken]) status = error_no_memory(error);
    }
    items_free(items, count);
    free(folder);
    if (status != STATUS_OK) {
        leaflet_folder_names_free(names, (size_t)taken);
        return status;
    }
    *ret = names;
    *ret_count = (size_t)taken;
    return STATUS_OK;
}

void leaflet_folder_names_free(char **names, size_t count)
{
    for (size_t i = 0; names && i < count; i++) free(names[i]);
    free(names);
}
