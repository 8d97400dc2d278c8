#include "commands/translate_check.h"

#include "commands/command.h"
#include "commands/translate.h"
#include "export/pool.h"
#include "translate/leaflet_folder.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTION_VOICES = 0x100, WORKERS_MOST = 64, LEAFLETS_A_WORKER = 8 };

struct check_options {
    const char *leaflet; /* or the folder of several */
    char **translations; /* argv's */
    size_t translation_count;
    const char *voices;
};

static const struct argp_option options_table[] = {
    {"voices", OPTION_VOICES, "FOLDER", 0, "Take the voice files from here", 0}, {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    struct check_options *options = state->input;
    switch (key) {
    case OPTION_VOICES: options->voices = argument; return 0;
    case ARGP_KEY_ARGS:
        options->leaflet = state->argv[state->next];
        options->translations = state->argv + state->next + 1;
        options->translation_count = (size_t)(state->argc - state->next - 1);
        return 0;
    case ARGP_KEY_NO_ARGS: argp_error(state, "which leaflet?"); return EINVAL;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "LEAFLET.md [po/LANG.po…]\nLEAFLET.md TRANSLATION.md…\nFOLDER",
    .doc =
        "Compares a leaflet with its translations, or all leaflets FOLDER/NAME/leaflet.md and FOLDER/leaflet.md: "
        "numbers, doses, units, dates, times, contacts and references, negations, markup, the length, and text in the "
        "wrong script or language. Names each difference with its line on both sides; the exit status is 1 where there "
        "is any.",
};

/* The job of a worker: the path of a leaflet. The answer begins with the counts; the lines follow. */
static enum status check_job(void *context, const void *job, size_t length, struct buffer *answer, struct error *error)
{
    struct translation_check *check = context;
    struct buffer path = {0}, lines = {0};
    buffer_append(&path, job, length);
    check->lines = &lines;
    check->counts = (struct check_counts){0};
    enum status status =
        path.failed ? error_no_memory(error) : translation_check_leaflet(check, buffer_text(&path), error);
    check->lines = NULL;
    buffer_append(answer, &check->counts, sizeof check->counts);
    buffer_append(answer, buffer_text(&lines), lines.length);
    if (status == STATUS_OK && (lines.failed || answer->failed)) status = error_no_memory(error);
    buffer_done(&path);
    buffer_done(&lines);
    return status;
}

/* Prints an answer, and adds its counts. */
static void take_answer(const struct buffer *answer, struct check_counts *sum)
{
    struct check_counts counts;
    if (answer->length < sizeof counts) return;
    memcpy(&counts, answer->data, sizeof counts);
    sum->found += counts.found;
    sum->versions += counts.versions;
    sum->left += counts.left;
    sum->failed += counts.failed;
    fwrite(answer->data + sizeof counts, 1, answer->length - sizeof counts, stdout);
}

/* Prints what is next in the order of the leaflets, as far as it is there. */
static void print_ready(struct buffer *answers, const bool *ready, size_t count, size_t *printed,
                        struct check_counts *sum)
{
    for (; *printed < count && ready[*printed]; ++*printed) {
        take_answer(&answers[*printed], sum);
        buffer_done(&answers[*printed]);
    }
}

/* Takes one answer of the pool. */
static enum status take_one(struct pool *pool, struct buffer *answers, bool *ready, struct error *error)
{
    struct pool_answer answer = {0};
    enum status status = pool_take(pool, &answer, error);
    if (status == STATUS_OK && answer.status != STATUS_OK) {
        *error = answer.error;
        status = answer.status;
    }
    if (status != STATUS_OK) {
        buffer_done(&answer.bytes);
        return status;
    }
    answers[answer.id] = answer.bytes;
    ready[answer.id] = true;
    return STATUS_OK;
}

static enum status check_with(struct pool *pool, char **leaflets, size_t count, struct check_counts *sum,
                              struct error *error)
{
    struct buffer *answers = calloc(count, sizeof *answers);
    bool *ready = calloc(count, sizeof *ready);
    enum status status = answers && ready ? STATUS_OK : error_no_memory(error);
    size_t given = 0, printed = 0;
    while (status == STATUS_OK && printed < count) {
        while (status == STATUS_OK && given < count && pool_has_room(pool)) {
            status = pool_give(pool, given, leaflets[given], strlen(leaflets[given]), error);
            given++;
        }
        if (status == STATUS_OK) status = take_one(pool, answers, ready, error);
        if (status == STATUS_OK) print_ready(answers, ready, count, &printed, sum);
    }
    for (size_t i = 0; answers && i < count; i++) buffer_done(&answers[i]);
    free(answers);
    free(ready);
    return status;
}

/* The leaflets of a folder, on all cores. */
static enum status check_folder(struct translation_check *check, const char *folder, struct check_counts *sum,
                                struct error *error)
{
    char **leaflets = NULL;
    size_t count = 0;
    struct pool *pool = NULL;
    enum status status = leaflet_folder_find(folder, &leaflets, &count, error);
    if (status != STATUS_OK) return status;
    size_t workers = pool_cores(), useful = count / LEAFLETS_A_WORKER + 1;
    if (workers > useful) workers = useful;
    if (workers > WORKERS_MOST) workers = WORKERS_MOST;
    status = pool_start(workers, check_job, check, &pool, error);
    if (status == STATUS_OK) status = check_with(pool, leaflets, count, sum, error);
    pool_free(pool);
    leaflet_folder_names_free(leaflets, count);
    return status;
}

static enum status check_one(struct translation_check *check, const char *leaflet, struct check_counts *sum,
                             struct error *error)
{
    struct buffer answer = {0};
    enum status status = check_job(check, leaflet, strlen(leaflet), &answer, error);
    if (status == STATUS_OK) take_answer(&answer, sum);
    buffer_done(&answer);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static enum status check_all(const struct check_options *options, struct check_counts *sum, struct error *error)
{
    char *voices = NULL;
    enum status status = options->voices ? STATUS_OK : voice_folder(&voices, error);
    struct translation_check check = {.voices = options->voices ? options->voices : voices,
                                      .translations = options->translations,
                                      .translation_count = options->translation_count};
    if (status == STATUS_OK) {
        status = is_folder(options->leaflet) ? check_folder(&check, options->leaflet, sum, error)
                                             : check_one(&check, options->leaflet, sum, error);
    }
    language_shelf_done(&check.shelf);
    free(voices);
    if (status != STATUS_OK || sum->versions || sum->failed) return status;
    return error_set(error, STATUS_NOT_FOUND, options->leaflet, 0,
                     "there is no translation po/LANG.po beside it; `aloud translate update` begins one");
}

int translate_check(int argc, char **argv)
{
    struct check_options options = {0};
    struct check_counts sum = {0};
    struct error error = {0};
    command_parse(&argp, argc, argv, &options);
    if (check_all(&options, &sum, &error) != STATUS_OK) return command_failed(&error);
    printf("%zu %s compared, %zu %s\n", sum.versions, sum.versions == 1 ? "translation" : "translations", sum.found,
           sum.found == 1 ? "difference" : "differences");
    if (sum.left)
        printf("%zu %s missing or fuzzy, and not compared\n", sum.left, sum.left == 1 ? "text is" : "texts are");
    return sum.found || sum.failed ? EXIT_BAD : EXIT_GOOD;
}
