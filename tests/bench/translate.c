/* How long it takes to look at all translations of 1,000 leaflets: `aloud translate status`. */
#include "bench.h"

#include "base/file.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { LEAFLETS = 1000, LANGUAGES = 20, ROUNDS = 3 };
static const double STATUS_TARGET_S = 10.0;

/* Runs a line in the stage's folder, with aloud as $A. */
static bool run(struct stage *stage, const char *line)
{
    char *command = text_format("cd '%s' && A='" ALOUD_BINARY "/aloud' && %s", stage_path(stage, "."), line);
    int status = command ? system(command) : -1;
    free(command);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Writes tree/NUMBER/leaflet.md with a translation, each entry of it its own text, into every language. */
static bool write_leaflet(const char *tree, unsigned number, const struct buffer *leaflet, const struct buffer *po)
{
    char *folder = text_format("%s/%04u/po", tree, number);
    char *path = text_format("%s/%04u/leaflet.md", tree, number);
    bool good = folder && path && folder_make(folder, 0700, NULL) == STATUS_OK
                && file_write(path, leaflet->data, leaflet->length, NULL) == STATUS_OK;
    for (unsigned i = 0; i < LANGUAGES && good; i++) {
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
    struct buffer leaflets[16] = {0}, catalogues[16] = {0};
    bool good = glob(ALOUD_SOURCE "/content/*/leaflet.md", 0, NULL, &paths) == 0;
    size_t count = paths.gl_pathc < 16 ? paths.gl_pathc : 16;
    for (size_t i = 0; i < count && good; i++) {
        char *line = text_format("$A translate extract '%s' | msgen --lang=pl - -o one.po", paths.gl_pathv[i]);
        good = line && run(stage, line) && file_read(paths.gl_pathv[i], SIZE_MAX, &leaflets[i], NULL) == STATUS_OK
               && file_read(stage_path(stage, "one.po"), SIZE_MAX, &catalogues[i], NULL) == STATUS_OK;
        free(line);
    }
    for (unsigned i = 0; i < LEAFLETS && good && count > 0; i++)
        good = write_leaflet(tree, i, &leaflets[i % count], &catalogues[i % count]);
    for (size_t i = 0; i < 16; i++) {
        buffer_done(&leaflets[i]);
        buffer_done(&catalogues[i]);
    }
    globfree(&paths);
    return good;
}

void measure_translate(struct stage *stage, struct rows *rows)
{
    double times[ROUNDS];
    if (!make_tree(stage)) {
        rows_add_absent(rows, "translate status, 1,000 leaflets × 20 languages", "msgen (gettext) is not installed");
        return;
    }
    for (unsigned i = 0; i < ROUNDS; i++) {
        double start = bench_now_s();
        if (!run(stage, "$A translate status tree >status.txt")) return;
        times[i] = bench_now_s() - start;
    }
    struct row *row = rows_add(rows, "translate status, 1,000 leaflets × 20 languages", percentile(times, ROUNDS, 0.5),
                               "s", STATUS_TARGET_S);
    row_note(row, "median of %d runs, as many processes as cores", ROUNDS);
}
