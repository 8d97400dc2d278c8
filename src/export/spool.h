/* A Spool: bytes that are appended and read again, in a file without a name that is gone when it is closed, so that what is
 * being made takes no memory however long it gets. The file lies in $TMPDIR, else /tmp. */
#ifndef ALOUD_EXPORT_SPOOL_H
#define ALOUD_EXPORT_SPOOL_H

#include "base/status.h"

#include <stdint.h>
#include <stdio.h>

struct spool {
    int descriptor;
    uint64_t length; /* bytes */
};

#define SPOOL_NONE ((struct spool){.descriptor = -1})

/* STATUS_IO where there is no room for it: the message names the folder. spool_close is due in any case. */
enum status spool_open(struct spool *spool, struct error *error);
enum status spool_append(struct spool *spool, const void *bytes, size_t length, struct error *error);

/* Bytes [first, first + length), which must have been appended. */
enum status spool_read(const struct spool *spool, uint64_t first, void *bytes, size_t length, struct error *error);

/* Appends bytes [first, first + length) of `from` to `to`. */
enum status spool_copy(const struct spool *from, uint64_t first, uint64_t length, struct spool *to,
                       struct error *error);

/* Of a spool that several processes have, each with its own `length`: makes it that of the file. */
enum status spool_find_end(struct spool *spool, struct error *error);

/* Gives the room of bytes that are needed no more back to the disk, where the file system can. */
void spool_forget(const struct spool *spool, uint64_t first, uint64_t length);

/* The bytes as a stream to be read from its start; the caller closes it. */
enum status spool_stream(const struct spool *spool, FILE **ret, struct error *error);

void spool_close(struct spool *spool); /* does nothing for SPOOL_NONE */

#endif
