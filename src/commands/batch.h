/* Many leaflets in one run: each is cut into parts, a pool of worker processes makes the parts, and what they tell of them is
 * kept in the manifest of the leaflet's folder. `aloud export` and `aloud phone` differ in what a worker makes of a part, and
 * in what is written once all parts of a leaflet are there.
 */
#ifndef ALOUD_COMMANDS_BATCH_H
#define ALOUD_COMMANDS_BATCH_H

#include "commands/leaflet.h"
#include "export/manifest.h"
#include "export/plan.h"

/* What the command line says. */
struct batch_options {
    struct leaflet_options leaflet; /* of each; path, source and shelf are filled in */
    const char **paths;
    size_t path_count, path_capacity;
    bool translations;         /* also those of each leaflet, po/LANG.po beside it */
    const char *output;        /* folder */
    size_t workers;            /* 0: one a core */
    size_t shard, shard_count; /* this run does every shard_count-th leaflet, from the shard-th on; counted from 1 */
    bool json;                 /* tell programs, not people, how it goes */
};

/* The argp parser of these options, to be a child of the command's own; its input is a struct batch_options. */
extern const struct argp batch_argp;

/* A leaflet that is ready to be spoken by a worker. */
struct batch_leaflet {
    struct leaflet leaflet;
    struct plan plan;
    struct engine *engine; /* renewable */
    const char *engine_version;
};

/* A part that is to be made. */
struct batch_part {
    size_t index;
    const char *name, *folder; /* it gets into */
    const json_t *recorded;    /* "fingerprint" and "files" of its record of an earlier run; NULL: there is none */
};

/* What has become of it. */
struct batch_made {
    struct record record; /* empty where that of the earlier run is still right */
    bool unchanged;       /* nothing was made: what is there is still right */
    json_t *remarks;      /* array: what else there is to tell people of, each a text */
};

/* What a command makes of leaflets. */
struct batch_kind {
    /* How many parts a leaflet has, and their names: of the plan's, and more behind them. The caller frees the name. */
    size_t (*count)(const void *context, const struct plan *plan);
    char *(*name)(const void *context, const struct plan *plan, size_t part);

    /* Before anything of a leaflet is spoken: refuses it, or puts into the manifest's head what `end` needs. `place` is the
     * leaflet's in the run, alike on all machines. NULL: there is nothing to do. */
    enum status (*begin)(const void *context, size_t place, const struct leaflet *leaflet, const struct plan *plan,
                         json_t *head, struct error *error);

    /* The folder of a leaflet within the output folder: `name` is what it is called among several ("knee-cy"), `only`
     * whether there is no other. The caller frees. */
    char *(*folder)(const char *output, const struct leaflet *leaflet, const char *name, bool only);

    /* In a worker: makes the part. What the command puts into *kept is there again for the next part. The caller is done with
     * ret->record, which is RECORD_NONE before, and has an empty array in ret->remarks. */
    enum status (*make)(const void *context, void **kept, const struct batch_leaflet *leaflet,
                        const struct batch_part *part, struct batch_made *ret, struct error *error);

    /* When all parts of a leaflet are there: writes what is made from their records, and puts the names of the files into
     * the array "lists" of the manifest's head. `soon`: the folder is synced behind it. */
    enum status (*finish)(const void *context, const char *folder, const struct manifest *manifest,
                          const char *const *names, size_t count, bool soon, struct error *error);

    /* When all leaflets are done, also where some could not be: writes what is made from all of them. NULL: nothing is. */
    enum status (*end)(const void *context, const char *output, struct error *error);
};

/* Does it all; prints how it goes and what went wrong. Returns the exit status. */
int batch_run(const struct batch_options *options, const struct batch_kind *kind, const void *context);

#endif
