/* A WAV file that is written as the reading is made: 22,050 Hz, mono, 16 bit. It appears under its name only when it is
 * whole; pipes and devices are written straight (destination.h). */
#ifndef ALOUD_EXPORT_WAV_H
#define ALOUD_EXPORT_WAV_H

#include "base/status.h"
#include "speech/clip.h"

struct wav_writer;

/* A file's name must end in ".wav", so that a slip of the hand cannot write over a leaflet. */
enum status wav_writer_open(const char *path, struct wav_writer **ret, struct error *error);

/* STATUS_IO where the disk is full, STATUS_LIMIT over the 4 GB (27 hours) that a WAV file can hold: discard the
 * writer then. */
enum status wav_writer_append(struct wav_writer *writer, const struct clip *clip, struct error *error);

/* Finishes, syncs, renames and frees; on failure nothing is left and what was there is untouched. */
enum status wav_writer_close(struct wav_writer *writer, struct error *error);
void wav_writer_discard(struct wav_writer *writer); /* NULL is fine */

#endif
