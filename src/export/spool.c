#include "export/spool.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 16 * 1024 };

static enum status failed(struct error *error)
{
    return error_set(error, STATUS_IO, folder_temporary(), 0,
                     "no room for a recording while it is being made: %s; set TMPDIR to a folder with more",
                     strerror(errno));
}

enum status spool_open(struct spool *spool, struct error *error)
{
    *spool = SPOOL_NONE;
    spool->descriptor = open(folder_temporary(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (spool->descriptor >= 0) return STATUS_OK;
    char *name =
        text_format("%s/aloud-XXXXXX", folder_temporary()); /* a file system that knows no file without a name */
    if (!name) return error_no_memory(error);
    spool->descriptor = mkostemp(name, O_CLOEXEC);
    enum status status = spool->descriptor >= 0 ? STATUS_OK : failed(error);
    if (status == STATUS_OK) unlink(name);
    free(name);
    return status;
}

enum status spool_append(struct spool *spool, const void *bytes, size_t length, struct error *error)
{
    for (size_t done = 0; done < length;) {
        ssize_t written =
            pwrite(spool->descriptor, (const char *)bytes + done, length - done, (off_t)(spool->length + done));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed(error);
        done += (size_t)written;
    }
    spool->length += length;
    return STATUS_OK;
}

enum status spool_read(const struct spool *spool, uint64_t first, void *bytes, size_t length, struct error *error)
{
    for (size_t done = 0; done < length;) {
        ssize_t got = pread(spool->descriptor, (char *)bytes + done, length - done, (off_t)(first + done));
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;
        if (got <= 0) return failed(error);
        done += (size_t)got;
    }
    return STATUS_OK;
}

enum status spool_copy(const struct spool *from, uint64_t first, uint64_t length, struct spool *to, struct error *error)
{
    char block[BLOCK_BYTES];
    enum status status = STATUS_OK;
    for (uint64_t done = 0, count; done < length && status == STATUS_OK; done += count) {
        count = length - done < sizeof block ? length - done : sizeof block;
        status = spool_read(from, first + done, block, (size_t)count, error);
        if (status == STATUS_OK) status = spool_append(to, block, (size_t)count, error);
    }
    return status;
}

enum status spool_find_end(struct spool *spool, struct error *error)
{
    struct stat about;
    if (fstat(spool->descriptor, &about) != 0) return failed(error);
    spool->length = (uint64_t)about.st_size;
    return STATUS_OK;
}

void spool_forget(const struct spool *spool, uint64_t first, uint64_t length)
{
    if (length > 0)
        fallocate(spool->descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)first, (off_t)length);
}

enum status spool_stream(const struct spool *spool, FILE **ret, struct error *error)
{
    int descriptor = fcntl(spool->descriptor, F_DUPFD_CLOEXEC, 0);
    *ret = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;
    if (*ret && fseek(*ret, 0, SEEK_SET) == 0) return STATUS_OK;
    enum status status = errno == ENOMEM ? error_no_memory(error) : failed(error);
    if (*ret)
        fclose(*ret);
    else if (descriptor >= 0)
        close(descriptor);
    *ret = NULL;
    return status;
}

void spool_close(struct spool *spool)
{
    if (spool->descriptor >= 0) close(spool->descriptor);
    *spool = SPOOL_NONE;
}
