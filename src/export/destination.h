/* Where a recording is written to: a file, which appears under its name only when it is whole; or, straight, "-" (standard
 * output) and names of pipes and devices, which cannot be renamed onto. */
#ifndef ALOUD_EXPORT_DESTINATION_H
#define ALOUD_EXPORT_DESTINATION_H

#include "base/file.h"

/* Zero-initialise before use. */
struct destination {
    FILE *stream; /* to be written to; NULL where none is open */
    char *name;   /* what messages call it */
    struct file_writer file;
};

/* A file's name must end in `ending` (".wav", of any case), so that a slip of the hand cannot write over a leaflet:
 * STATUS_USAGE, with `kind` ("a WAV file") in the message. */
enum status destination_open(struct destination *destination, const char *path, const char *ending, const char *kind,
                             struct error *error);

/* Flushes; syncs and renames a file. On failure nothing is left and what was there is untouched. */
enum status destination_close(struct destination *destination, struct error *error);
void destination_discard(struct destination *destination); /* does nothing where none is open */

#endif
