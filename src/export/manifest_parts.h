/* What the files of the manifest share. */
#ifndef ALOUD_EXPORT_MANIFEST_PARTS_H
#define ALOUD_EXPORT_MANIFEST_PARTS_H

#include "base/file.h"
#include "export/manifest.h"

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_MAKER "aloud"

/* A file with records, and at which byte of it each begins. */
struct source {
    FILE *file;     /* NULL: there is none */
    json_t *places; /* object: by name */
};

struct manifest {
    char *folder, *path, *journal_path;
    json_t *head;
    json_t *claim;                  /* the head of the run that began the journal; NULL: nobody did */
    json_t *listed;                 /* object: the files that records tell of, those of earlier runs too */
    struct source earlier, journal; /* manifest.json as it was; what was made since */
    struct file_writer draft;       /* manifest.json as it will be */
    bool torn;                      /* the journal's last line has no end: the run that wrote it was killed over it */
    bool fresh;                     /* nothing is in the journal but that this run has begun it */
    bool continues;                 /* the journal was there */
};

/* Brings the file with the record to its place; NULL where there is none. */
FILE *manifest_find_record(const struct manifest *manifest, const char *name);

/* Appends a line to the journal. Takes the reference; NULL is STATUS_NO_MEMORY. */
enum status manifest_append_line(const struct manifest *manifest, json_t *line, struct error *error);

/* Keeps the names of playlists and other files of the whole in `listed`. False where memory runs out. */
bool manifest_list_names(json_t *names, json_t *listed);

#endif
