/* What the files of a batch share. */
#ifndef ALOUD_COMMANDS_BATCH_PARTS_H
#define ALOUD_COMMANDS_BATCH_PARTS_H

#include "commands/batch.h"
#include "export/fingerprint.h"

/* leaflet_load of a leaflet of the batch, all of it as the file is now; tells the checksum of what was read, or built.
 * `language` is of a translation, else NULL. `options` is filled in for it, and must outlive it. */
enum status batch_load(struct leaflet_options *options, const char *path, const char *language,
                       struct voice_shelf *shelf, struct leaflet *leaflet, char checksum[FINGERPRINT_HEX_BYTES],
                       struct error *error);

/* ---- What is made (batch_versions.c) ----------------------------------------------------------------------------- */

struct batch_version {
    const char *path; /* of the leaflet; the command line's */
    char *language, *catalogue,
        *name; /* of a translation, its PO file, and what it is called; NULL: the leaflet itself */
};

struct batch_versions {
    struct batch_version *items; /* in the order of the command line, then of their languages; alike on all machines */
    size_t count, capacity;
};

/* Zero-initialise before; batch_versions_done is due in any case. `options` must outlive it. */
enum status batch_versions_find(struct batch_versions *versions, const struct batch_options *options,
                                struct error *error);
void batch_versions_done(struct batch_versions *versions);

/* The file that it is from, and that messages name. */
const char *batch_version_file(const struct batch_version *version);

/* ---- Folders (batch_folders.c) ----------------------------------------------------------------------------------- */

struct batch_folders {
    const struct batch_options *options;
    const struct batch_kind *kind;
    const struct batch_versions *versions;
    struct voice_shelf *shelf;
    json_t *taken; /* object: folders of the leaflets that were begun, with the index of the version */
    json_t *names; /* object: names of all leaflets, with an array of their indices; NULL where this run does all */
};

/* All are borrowed; batch_folders_done is due in any case. */
enum status batch_folders_init(struct batch_folders *folders, const struct batch_options *options,
                               const struct batch_kind *kind, const struct batch_versions *versions,
                               struct voice_shelf *shelf, struct error *error);
void batch_folders_done(struct batch_folders *folders);

/* The folder of the leaflet in that place of the versions; the caller frees. STATUS_BAD_INPUT where another one of them, also of
 * another share, goes there. */
enum status batch_folders_find(struct batch_folders *folders, size_t index, const struct leaflet *leaflet, char **ret,
                               struct error *error);

/* Whether the leaflet in that place is of this run's share. */
bool batch_is_own(const struct batch_options *options, size_t index);

/* ---- In a worker (batch_work.c) ---------------------------------------------------------------------------------- */

struct batch_worker {
    const struct batch_options *options;
    const struct batch_kind *kind;
    const void *context;
    struct voice_shelf shelf;
    char *path;     /* of the leaflet that is loaded; NULL: none is */
    char *language; /* of its translation; NULL: it is as it is */
    struct batch_leaflet loaded;
    struct engine *engine;
    struct buffer engine_version;
    const struct spool *records; /* all workers and the owner have it: here goes what is told of parts */
    void *kept;                  /* the command's */
    bool silent;                 /* warnings are the owner's to print */
};

/* The pool_work of a batch; `context` is a struct batch_worker. */
enum status batch_work(void *context, const void *job, size_t length, struct buffer *answer, struct error *error);

/* ---- How it goes (batch_progress.c) ------------------------------------------------------------------------------ */

struct progress {
    bool json, terminal;
    size_t parts, done, made; /* `parts` of the leaflets that were begun */
};

void progress_open(struct progress *progress, bool json);
void progress_begin(struct progress *progress, size_t parts);
void progress_part(struct progress *progress, const char *folder, const char *name, const json_t *record,
                   bool unchanged);
void progress_remarks(struct progress *progress, const char *folder, const json_t *remarks);
void progress_leaflet(struct progress *progress, const char *path, const char *folder, bool good);
void progress_error(struct progress *progress, const struct error *error);
void progress_close(struct progress *progress);

#endif
