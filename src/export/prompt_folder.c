#include "export/prompt_folder.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS_MOST = 8 };

static enum status failed(const char *path, struct error *error)
{
    return error_set(error, errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO, path, 0, "cannot be written: %s",
                     strerror(errno));
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    return remove(path);
}

bool prompt_folder_remove(const char *path)
{
    return access(path, F_OK) != 0 || nftw(path, remove_one, DESCRIPTORS_MOST, FTW_DEPTH | FTW_PHYS) == 0;
}

enum status prompt_folder_begin(struct prompt_folder *folder, const char *path, struct error *error)
{
    const char *slash = strrchr(path, '/');
    int above = slash ? (int)(slash - path) + 1 : 0;
    folder->path = strdup(path);
    folder->partial = text_format("%.*s.%s.partial", above, path, path + above);
    if (!folder->path || !folder->partial) {
        prompt_folder_discard(folder);
        return error_no_memory(error);
    }
    if (prompt_folder_remove(folder->partial) && mkdir(folder->partial, 0777) == 0) return STATUS_OK;
    enum status status = failed(folder->partial, error);
    prompt_folder_discard(folder);
    return status;
}

/* "slow" of "slow/0001.alaw" */
static bool make_inner(const struct prompt_folder *folder, const char *name)
{
    const char *slash = strrchr(name, '/');
    char *path = slash ? text_format("%s/%.*s", folder->partial, (int)(slash - name), name) : NULL;
    bool good = !slash || (path && folder_make(path, 0777, NULL) == STATUS_OK);
    free(path);
    return good;
}

enum status prompt_folder_open(const struct prompt_folder *folder, const char *name, FILE **ret, struct error *error)
{
    char *path = text_format("%s/%s", folder->partial, name);
    if (!path) return error_no_memory(error);
    *ret = fopen(path, "wbxe");
    if (!*ret && errno == ENOENT && make_inner(folder, name)) *ret = fopen(path, "wbxe");
    enum status status = *ret ? STATUS_OK : failed(path, error);
    free(path);
    return status;
}

enum status prompt_folder_close(const struct prompt_folder *folder, const char *name, FILE *file, struct error *error)
{
    bool good = fflush(file) == 0 && !ferror(file);
    /* Many small files: what the disk has begun to take by then, folder_sync need not wait for. */
    sync_file_range(fileno(file), 0, 0, SYNC_FILE_RANGE_WRITE);
    if (fclose(file) == 0 && good) return STATUS_OK;
    char *path = text_format("%s/%s", folder->partial, name);
    enum status status = path ? failed(path, error) : error_no_memory(error);
    free(path);
    return status;
}

enum status prompt_folder_add(struct prompt_folder *folder, const char *name, const void *bytes, size_t length,
                              struct error *error)
{
    FILE *file = NULL;
    enum status status = prompt_folder_open(folder, name, &file, error);
    if (status != STATUS_OK) return status;
    if (length > 0) fwrite(bytes, 1, length, file);
    return prompt_folder_close(folder, name, file, error);
}

enum status prompt_folder_commit(struct prompt_folder *folder, struct error *error)
{
    bool replaces = access(folder->path, F_OK) == 0;
    bool good = renameat2(AT_FDCWD, folder->partial, AT_FDCWD, folder->path, replaces ? RENAME_EXCHANGE : 0) == 0;
    if (!good && replaces && errno == EINVAL) /* a file system that cannot exchange: for a moment there is none */
        good = prompt_folder_remove(folder->path) && rename(folder->partial, folder->path) == 0;
    enum status status = good ? STATUS_OK : failed(folder->path, error);
    prompt_folder_discard(folder); /* after an exchange the old one */
    return status;
}

void prompt_folder_discard(struct prompt_folder *folder)
{
    if (folder->partial) prompt_folder_remove(folder->partial);
    free(folder->path);
    free(folder->partial);
    *folder = (struct prompt_folder){0};
}
