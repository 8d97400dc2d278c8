/* How long it takes to look at all translations of 1,000 leaflets: `aloud translate status` and `aloud translate check`. */
#include "bench.h"

#include "base/file.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { LEAFLETS = 1000, LANGUAGES = 20, ROUNDS = 3, SOURCES_MOST = 16 };
static const double TARGET_S = 10.0;

/* Runs a line in the stage's folder, with aloud as $A. */
static bool run(struct stage *stage, const char *line)
{
    char *command = text_format("cd '%s' && A='" ALOUD_BINARY "/aloud' && %s", stage_path(stage, "."), line);
    int status = command ? system(command) : -1;
    free(command);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A leaflet of content/ with its translations. */
struct source {
    struct buffer leaflet, catalogues[LANGUAGES];
    unsigned count; /* of catalogues */
};

static bool read_source(const char *path, struct source *source)
{
    char *pattern = text_format("%.*s/po/*.po", (int)(strrchr(path, '/') - path), path);
    glob_t paths = {0};
    bool good = pattern && glob(pattern, 0, NULL, &paths) == 0
                && file_read(path, SIZE_MAX, &source->leaflet, NULL) == STATUS_OK;
    for (size_t i = 0; good && i < paths.gl_pathc && i < LANGUAGES; i++)
        good = file_read(paths.gl_pathv[i], SIZE_MAX, &source->catalogues[source->count++], NULL) == STATUS_OK;
    globfree(&paths);
    free(pattern);
    return good;
}

/* Writes tree/NUMBER/leaflet.md with as many translations as LANGUAGES: each of those that it has, again and again. */
static bool write_leaflet(const char *tree, unsigned number, const struct source *source)
{
    char *folder = text_format("%s/%04u/po", tree, number);
    char *path = text_format("%s/%04u/leaflet.md", tree, number);
    bool good = folder && path && source->count > 0 && folder_make(folder, 0700, NULL) == STATUS_OK
                && file_write(path, source->leaflet.data, source->leaflet.length, NULL) == STATUS_OK;
    for (unsigned i = 0; i < LANGUAGES && good && source->count > 0; i++) {
        const struct buffer *po = &source->catalogues[i % source->count];
        char *file = text_format("%s/l%02u.po", folder, i);
        FILE *stream = file ? fopen(file, "w") : NULL;
        good = stream && fwrite(po->data, 1, po->length, stream) == po->length;
        if (stream) fclose(stream);
        free(file);
    }
    free(folder);
    free(path);
    return good;
}

static bool make_tree(struct stage *stage)
{
    const char *tree = stage_path(stage, "tree");
    glob_t paths = {0};
    struct source sources[SOURCES_MOST] = {0};
    bool good = glob(ALOUD_SOURCE "/content/*/leaflet.md", 0, NULL, &paths) == 0;
    size_t count = paths.gl_pathc < SOURCES_MOST ? paths.gl_pathc : SOURCES_MOST;
    for (size_t i = 0; i < count && good; i++) good = read_source(paths.gl_pathv[i], &sources[i]);
    for (unsigned i = 0; i < LEAFLETS && good && count > 0; i++) good = write_leaflet(tree, i, &sources[i % count]);
    for (size_t i = 0; i < count; i++) {
        buffer_done(&sources[i].leaflet);
        for (unsigned k = 0; k < LANGUAGES; k++) buffer_done(&sources[i].catalogues[k]);
    }
    globfree(&paths);
    return good;
}

/* The median time of a line, which must succeed; 0 where it does not. */
static double median_time(struct stage *stage, const char *line)
{
    double times[ROUNDS];
    for (unsigned i = 0; i < ROUNDS; i++) {
        double start = bench_now_s();
        if (!run(stage, line)) return 0;
        times[i] = bench_now_s() - start;
    }
    return percentile(times, ROUNDS, 0.5);
}

void measure_translate(struct stage *stage, struct rows *rows)
{
    static const char name[] = "translate status and check, 1,000 leaflets × 20 languages";
    double status = make_tree(stage) ? median_time(stage, "$A translate status tree >status.txt") : 0;
    double check = status > 0 ? median_time(stage, "$A translate check tree >check.txt") : 0;
    if (check <= 0) {
        rows_add_absent(rows, name, "the leaflets cannot be written, or not all of them pass");
        return;
    }
    struct row *row = rows_add(rows, name, status + check, "s", TARGET_S);
    row_note(row, "medians of %d runs, as many processes as cores: %.1f s and %.1f s", ROUNDS, status, check);
}
