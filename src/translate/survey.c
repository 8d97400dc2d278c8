#include "translate/survey.h"

#include "base/array.h"
#include "base/file.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

const struct survey_cell *survey_cell(const struct survey *survey, size_t leaflet, size_t language)
{
    return &survey->cells[leaflet * survey->language_count + language];
}

/* ---- One leaflet ------------------------------------------------------------------------------------------------- */

static void copy_part(char *to, size_t size, const char *from, size_t length)
{
    snprintf(to, size, "%.*s", (int)length, from);
}

static void find_newest_review(const struct catalogue *catalogue, struct survey_cell *cell)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        struct review review;
        if (catalogue->entries[i].obsolete || !state_review(&catalogue->entries[i], &review)) continue;
        if (strncmp(review.date, cell->date, review.date_length) <= 0) continue;
        copy_part(cell->reviewer, sizeof cell->reviewer, review.name, review.name_length);
        copy_part(cell->date, sizeof cell->date, review.date, review.date_length);
        copy_part(cell->source_version, sizeof cell->source_version, review.version, review.version_length);
    }
}

static void survey_version(const struct original *original, const char *path, struct survey_cell *cell)
{
    struct catalogue catalogue = {0};
    struct error error = {0};
    cell->there = true;
    enum status status = catalogue_read(&catalogue, path, &error);
    if (status == STATUS_OK) status = catalogue_index(&catalogue, &error);
    if (status == STATUS_OK) {
        cell->version = state_of_version(original, &catalogue);
        if (cell->version.state == STATE_REVIEWED) find_newest_review(&catalogue, cell);
    } else {
        cell->error = error;
    }
    catalogue_done(&catalogue);
}

static void survey_leaflet(struct survey *survey, size_t leaflet)
{
    const char *path = survey->leaflets[leaflet];
    struct survey_cell *cells = &survey->cells[leaflet * survey->language_count];
    struct original original = {0};
    struct error error = {0};
    enum status status = original_read(&original, path, &error);
    for (size_t i = 0; i < survey->language_count; i++) {
        char *file = text_format("%.*spo/%s.po", (int)(strrchr(path, '/') + 1 - path), path, survey->languages[i]);
        if (status != STATUS_OK)
            cells[i].error = error;
        else if (!file)
            error_no_memory(&cells[i].error);
        else if (access(file, F_OK) == 0)
            survey_version(&original, file, &cells[i]);
        free(file);
    }
    original_done(&original);
}

/* ---- Which there are --------------------------------------------------------------------------------------------- */

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum status find_leaflets(struct survey *survey, const char *folder, struct error *error)
{
    glob_t paths = {0};
    char *pattern = text_format("%s/*/leaflet.md", folder);
    enum status status = STATUS_OK;
    if (!pattern || glob(pattern, 0, NULL, &paths) != 0)
        status = error_set(error, STATUS_NOT_FOUND, folder, 0, "holds no leaflets NAME/leaflet.md");
    else if (!(survey->leaflets = calloc(paths.gl_pathc, sizeof(char *))))
        status = error_no_memory(error);
    for (size_t i = 0; status == STATUS_OK && i < paths.gl_pathc; i++) {
        if (!(survey->leaflets[i] = strdup(paths.gl_pathv[i]))) status = error_no_memory(error);
        survey->leaflet_count = i + 1;
    }
    globfree(&paths);
    free(pattern);
    return status;
}

/* "…/po/pl.po": adds "pl" where it is new. */
static bool add_language(struct survey *survey, size_t *capacity, const char *path)
{
    const char *name = strrchr(path, '/') + 1;
    size_t length = strlen(name) - strlen(".po");
    for (size_t i = 0; i < survey->language_count; i++) {
        if (strncmp(survey->languages[i], name, length) == 0 && survey->languages[i][length] == '\0') return true;
    }
    if (!array_reserve(&survey->languages, capacity, survey->language_count + 1)) return false;
    survey->languages[survey->language_count] = strndup(name, length);
    return survey->languages[survey->language_count++] != NULL;
}

static enum status find_languages(struct survey *survey, const char *folder, struct error *error)
{
    glob_t paths = {0};
    size_t capacity = 0;
    char *pattern = text_format("%s/*/po/*.po", folder);
    bool good = pattern != NULL;
    if (pattern && glob(pattern, GLOB_NOSORT, NULL, &paths) == 0) {
        for (size_t i = 0; i < paths.gl_pathc && good; i++) good = add_language(survey, &capacity, paths.gl_pathv[i]);
    }
    globfree(&paths);
    free(pattern);
    if (!good) return error_no_memory(error);
    if (survey->language_count > 0) qsort(survey->languages, survey->language_count, sizeof(char *), compare_names);
    return STATUS_OK;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* Each worker does every `workers`th leaflet, and writes into memory that all of them share. */
static void read_all(struct survey *survey, size_t workers)
{
    pid_t children[64];
    if (workers < 1) workers = 1;
    if (workers > ARRAY_COUNT(children)) workers = ARRAY_COUNT(children);
    for (size_t worker = 1; worker < workers; worker++) {
        children[worker] = fork();
        if (children[worker] != 0) continue;
        for (size_t i = worker; i < survey->leaflet_count; i += workers) survey_leaflet(survey, i);
        _exit(0);
    }
    for (size_t i = 0; i < survey->leaflet_count; i += workers) survey_leaflet(survey, i);
    for (size_t worker = 1; worker < workers; worker++) {
        int result = 0;
        bool done = children[worker] > 0 && waitpid(children[worker], &result, 0) > 0 && result == 0;
        /* What a process has not done, because there was none or it was killed, is done here. */
        for (size_t i = worker; !done && i < survey->leaflet_count; i += workers) survey_leaflet(survey, i);
    }
}

enum status survey_take(struct survey *survey, const char *folder, size_t workers, struct error *error)
{
    enum status status = find_leaflets(survey, folder, error);
    if (status == STATUS_OK) status = find_languages(survey, folder, error);
    if (status != STATUS_OK || survey->language_count == 0) return status;
    survey->cell_bytes = survey->leaflet_count * survey->language_count * sizeof *survey->cells;
    void *cells = mmap(NULL, survey->cell_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (cells == MAP_FAILED) return error_no_memory(error);
    survey->cells = cells;
    read_all(survey, workers);
    return STATUS_OK;
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++) free(names[i]);
    free(names);
}

void survey_done(struct survey *survey)
{
    free_names(survey->leaflets, survey->leaflet_count);
    free_names(survey->languages, survey->language_count);
    if (survey->cells) munmap(survey->cells, survey->cell_bytes);
    *survey = (struct survey){0};
}
