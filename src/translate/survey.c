#include "translate/survey.h"

#include "base/array.h"
#include "base/file.h"
#include "translate/leaflet_folder.h"

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
    enum status status = catalogue_read_translations(&catalogue, path, &error);
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

/* Adds it where it is new. */
static bool add_language(struct survey *survey, size_t *capacity, const char *name)
{
    for (size_t i = 0; i < survey->language_count; i++)
        if (strcmp(survey->languages[i], name) == 0) return true;
    if (!array_reserve(&survey->languages, capacity, survey->language_count + 1)) return false;
    survey->languages[survey->language_count] = strdup(name);
    return survey->languages[survey->language_count++] != NULL;
}

static enum status find_languages(struct survey *survey, struct error *error)
{
    size_t capacity = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < survey->leaflet_count && status == STATUS_OK; i++) {
        char **names = NULL;
        size_t count = 0;
        status = leaflet_folder_catalogues(survey->leaflets[i], &names, &count, error);
        for (size_t k = 0; k < count && status == STATUS_OK; k++)
            if (!add_language(survey, &capacity, names[k])) status = error_no_memory(error);
        leaflet_folder_names_free(names, count);
    }
    if (survey->language_count > 0) qsort(survey->languages, survey->language_count, sizeof(char *), compare_names);
    return status;
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
    enum status status = leaflet_folder_find(folder, &survey->leaflets, &survey->leaflet_count, error);
    if (status == STATUS_OK) status = find_languages(survey, error);
    if (status != STATUS_OK || survey->language_count == 0) return status;
    survey->cell_bytes = survey->leaflet_count * survey->language_count * sizeof *survey->cells;
    void *cells = mmap(NULL, survey->cell_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (cells == MAP_FAILED) return error_no_memory(error);
    survey->cells = cells;
    read_all(survey, workers);
    return STATUS_OK;
}

void survey_done(struct survey *survey)
{
    leaflet_folder_names_free(survey->leaflets, survey->leaflet_count);
    leaflet_folder_names_free(survey->languages, survey->language_count);
    if (survey->cells) munmap(survey->cells, survey->cell_bytes);
    *survey = (struct survey){0};
}
