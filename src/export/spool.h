/* A Spool: bytes that are appended and read again, in a file without a name that is gone when it is closed, so that what is
 * being made takes no memory however long it gets. The file lies in $TMPDIR, else /tmp. */
#ifndef ALOUD_EXPORT_SPOOL_H
#define ALOUD_EXPORT_SPOOL_H

#include "base/status.h"

#include <stdint.h>

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

void spool_close(struct spool *spool); /* does nothing for SPOOL_NONE */

#endif
