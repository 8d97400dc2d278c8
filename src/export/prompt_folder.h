/* A folder of files that appears under its name only when all of them are there; one that has the name already is replaced in
 * one step (renameat2(2), RENAME_EXCHANGE) and then removed.
 *
 *     struct prompt_folder folder = {0};
 *     enum status status = prompt_folder_begin(&folder, "sounds/en-GB/knee/01-intro", error);
 *     if (status == STATUS_OK) status = prompt_folder_add(&folder, "0001.alaw", bytes, length, error);
 *     if (status == STATUS_OK) return prompt_folder_commit(&folder, error);
 *     prompt_folder_discard(&folder);
 */
#ifndef ALOUD_EXPORT_PROMPT_FOLDER_H
#define ALOUD_EXPORT_PROMPT_FOLDER_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct prompt_folder {
    char *path, *partial; /* the final name, and the one while it grows: ".NAME.partial" beside it */
};

/* Removes what a run that was killed has left under the partial name. The folder above must be there. */
enum status prompt_folder_begin(struct prompt_folder *folder, const char *path, struct error *error);

/* `name` may be in further folders: "slow/0001.alaw". STATUS_IO where the disk is full. */
enum status prompt_folder_add(struct prompt_folder *folder, const char *name, const void *bytes, size_t length,
                              struct error *error);

/* The same for what is written bit by bit; prompt_folder_close tells what could not be written, and is due where _open was
 * good. */
enum status prompt_folder_open(const struct prompt_folder *folder, const char *name, FILE **ret, struct error *error);
enum status prompt_folder_close(const struct prompt_folder *folder, const char *name, FILE *file, struct error *error);

/* Does not wait until the files are on the disk, which folder_sync is to see to. Frees, also on failure. */
enum status prompt_folder_commit(struct prompt_folder *folder, struct error *error);
/* Removes a folder with all that is in it; true also where there is none. */
bool prompt_folder_remove(const char *path);

void prompt_folder_discard(struct prompt_folder *folder); /* does nothing where none is begun */

#endif
