/* Files: read whole, written whole or not at all. */
#ifndef ALOUD_BASE_FILE_H
#define ALOUD_BASE_FILE_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdio.h>
#include <sys/types.h>

/* Reads the bytes of the file at `path` ("-": standard input) into `content`, which is empty. More than `limit_bytes` is
 * STATUS_LIMIT; a folder, a missing or an unreadable file is told with its name. */
enum status file_read(const char *path, size_t limit_bytes, struct buffer *content, struct error *error);

/* A file that is read in stretches: its head first, say, and the rest when there is time.
 *
 *     struct file_reader reader = {0};
 *     enum status status = file_reader_open(&reader, path, error);
 *     if (status == STATUS_OK) status = file_reader_read(&reader, 4096, limit_bytes, &content, error);
 *     file_reader_close(&reader);
 */
struct file_reader {
    const char *path; /* borrowed */
    size_t size;      /* bytes, when it was opened; 0 where that is not known: a pipe */
    int descriptor;
    bool open; /* false again once all was read */
};

enum status file_reader_open(struct file_reader *reader, const char *path, struct error *error);

/* Appends up to `most` bytes to `content`, which holds what was read before, and gets room for the whole file at once. A
 * file of more than `limit_bytes` is STATUS_LIMIT. */
enum status file_reader_read(struct file_reader *reader, size_t most, size_t limit_bytes, struct buffer *content,
                             struct error *error);

void file_reader_close(struct file_reader *reader); /* does nothing where none is open */

/* A file that appears under its name only when it is complete: written without a name, where the file system can, synced,
 * named beside it, renamed.
 *
 *     struct file_writer writer = {0};
 *     if (file_writer_open(&writer, path, error) == STATUS_OK) { fputs("…", writer.stream); }
 *     return file_writer_close(&writer, error);       // or file_writer_discard(&writer)
 */
struct file_writer {
    FILE *stream; /* NULL where none is open */
    char *path;
    char *temporary; /* its name beside the final one; NULL while it has none */
};

enum status file_writer_open(struct file_writer *writer, const char *path, struct error *error);

/* Syncs and renames. On failure (a full disk, say) the file that was there is untouched and nothing is left beside
 * it. Closing a writer that is not open does nothing and returns STATUS_OK. */
enum status file_writer_close(struct file_writer *writer, struct error *error);

/* The same, but where the file that is there holds just this, it stays as it is. */
enum status file_writer_close_changed(struct file_writer *writer, struct error *error);

/* Drops what was written. Does nothing where none is open. */
void file_writer_discard(struct file_writer *writer);

/* Hands over to the system what was written, so that folder_sync sees to it, too. */
enum status file_writer_flush(struct file_writer *writer, struct error *error);

/* file_writer_close for one of many files: does not wait until it is on the disk, which folder_sync is to see to. */
enum status file_writer_close_soon(struct file_writer *writer, struct error *error);

/* file_writer for a text that is there already; _soon ends with file_writer_close_soon. Does nothing where the file holds
 * just that. */
enum status file_write(const char *path, const char *text, size_t length, struct error *error);
enum status file_write_soon(const char *path, const char *text, size_t length, struct error *error);

/* STATUS_IO where something else than a folder has that name. */
enum status folder_check(const char *path, struct error *error);

/* Makes the folder at `path` and those above it, new ones with `mode` (less the umask). STATUS_IO where that cannot be, also
 * where a file has that name. */
enum status folder_make(const char *path, mode_t mode, struct error *error);

/* Waits until all that was written to the folder's file system is on the disk, so that it is whole also after a power cut. */
enum status folder_sync(const char *path, struct error *error);

/* Where files belong that nobody keeps: $TMPDIR, or "/tmp". Valid until the environment changes. */
const char *folder_temporary(void);

/* The way to a file from a folder, links followed: "../leaflets/knee.md"; `path` as it is where one of them is not there. The
 * caller frees. NULL where memory runs out. */
char *path_from(const char *folder, const char *path);

/* "$VARIABLE/aloud", or "$HOME/<fallback>/aloud" where the variable is empty or relative (XDG Base Directory 0.8).
 * The caller frees. NULL where there is no home either, or memory runs out. */
char *xdg_folder(const char *variable, const char *fallback);

/* A formatted string that the caller frees; NULL where memory runs out. */
__attribute__((format(printf, 1, 2))) char *text_format(const char *format, ...);

#endif
