/* manifest.json: what stands in a folder of recordings, with durations, texts and checksums; and the journal of a run that
 * has not come to its end, so that the next one does only what is left.
 *
 *     manifest_open(folder, path, head, &manifest, error);
 *     manifest_find(manifest, "03-improve-sleep-quality", &recorded, error);     // of an earlier run
 *     manifest_add(manifest, "03-improve-sleep-quality", &records, place, error); // as each is finished, in any order
 *     manifest_write(manifest, names, count, error);                             // in the order of the names
 *     manifest_free(manifest);
 *
 * The records (record.h) stay in the two files: what is in memory is where each lies. docs/export.md tells what the keys mean.
 */
#ifndef ALOUD_EXPORT_MANIFEST_H
#define ALOUD_EXPORT_MANIFEST_H

#include "export/record.h"

struct manifest;

/* Makes the folder where there is none, takes it for the leaflet at `path`, and reads what an earlier run has left in it.
 * `head` is what the manifest tells of the whole leaflet; the caller keeps its reference. Adds "path" to it: `path` as seen
 * from the folder.
 *
 * STATUS_BAD_INPUT where its manifest.json is not Aloud's, or the folder is another leaflet's, also one that is just being
 * made: other than the one whose path it has, and one of the same language with the same reference, or, where one of
 * them has none, the same title, which has been moved. STATUS_IO where `folder` is a file or cannot be written. */
enum status manifest_open(const char *folder, const char *path, json_t *head, struct manifest **ret,
                          struct error *error);
void manifest_free(struct manifest *manifest); /* NULL is fine; keeps the journal */

/* Whether a run has been at the folder that did not come to its end: what that made may not be on the disk for good. */
bool manifest_continues(const struct manifest *manifest);

/* Forgets which recordings are finished, after the disk has lost something: the next run makes them again. */
void manifest_distrust(const struct manifest *manifest);

/* *ret is the record of that name, its long list empty; NULL where there is none. The caller decrefs. */
enum status manifest_find(const struct manifest *manifest, const char *name, json_t **ret, struct error *error);

/* What it tells of the whole, to be added to. Stays the manifest's. */
json_t *manifest_head(const struct manifest *manifest);

/* Keeps a finished record, which lies there in the spool, in the journal. */
enum status manifest_add(struct manifest *manifest, const char *name, const struct spool *records,
                         struct record_place place, struct error *error);

/* Writes manifest.json: the head with the records of these names under "recordings". Then removes the journal, and files that
 * an earlier run lists (in records, and in the array "lists" of its head) and this one does not. */
enum status manifest_write(struct manifest *manifest, const char *const *names, size_t count, struct error *error);

/* Writes all of manifest.json ahead, but does not put it in its place: for a caller that syncs the folder between this and
 * manifest_write, which then waits for nothing. */
enum status manifest_draft(struct manifest *manifest, const char *const *names, size_t count, struct error *error);

/* Reads a manifest.json: *ret_head is what it tells of the whole, and `take` (NULL: nobody) gets each of its recordings, its
 * long list empty, and its place in the file; what that returns ends the reading. STATUS_BAD_INPUT where it is none. The caller
 * decrefs the head. */
typedef enum status manifest_take(void *context, json_t *record, long place, struct error *error);
enum status manifest_read(FILE *file, manifest_take *take, void *context, json_t **ret_head, struct error *error);

#endif
