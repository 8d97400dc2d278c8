#include "translate/merge.h"

#include "translate/similarity.h"
#include "translate/template.h"

#include <stdlib.h>
#include <string.h>

struct merging {
    struct catalogue *old;
    bool *used; /* for each entry of it */
    struct catalogue made;
};

static char *copy_of(const char *text)
{
    return text ? strdup(text) : NULL;
}

static bool is_same(const char *left, const char *right)
{
    return left == right || (left && right && strcmp(left, right) == 0);
}

/* The obsolete entry with the key of `wanted`, which has come back. */
static const struct catalogue_entry *find_obsolete(const struct merging *merging, const struct catalogue_entry *wanted)
{
    for (size_t i = 0; i < merging->old->count; i++) {
        const struct catalogue_entry *entry = &merging->old->entries[i];
        if (entry->obsolete && is_same(entry->context, wanted->context) && strcmp(entry->text, wanted->text) == 0)
            return entry;
    }
    return NULL;
}

/* What an entry with the same context, or none, has more than others that are as alike. */
#define SAME_CONTEXT 0.00001

/* The translated entry whose text is most alike; among equals the one with the same context. */
static const struct catalogue_entry *find_alike(const struct merging *merging, const struct catalogue_entry *wanted)
{
    const struct catalogue_entry *best = NULL;
    double most = MERGE_ALIKE;
    for (size_t i = 0; i < merging->old->count; i++) {
        const struct catalogue_entry *entry = &merging->old->entries[i];
        if (!entry->translation[0]) continue;
        double alike = similarity(wanted->text, entry->text, most - SAME_CONTEXT);
        if (!entry->context || is_same(entry->context, wanted->context)) alike += SAME_CONTEXT;
        if (alike <= most) continue;
        best = entry;
        most = alike;
    }
    return best;
}

/* Puts the translation and what belongs to it into an entry of the template. */
static bool take(struct merging *merging, struct catalogue_entry *entry, const struct catalogue_entry *from, bool alike)
{
    merging->used[from - merging->old->entries] = true;
    free(entry->translation);
    entry->translation = strdup(from->translation);
    entry->comments = copy_of(from->comments);
    entry->fuzzy = from->fuzzy || (alike && from->translation[0]);
    /* What was fuzzy before tells what it was made for. */
    bool earlier = !alike || (from->fuzzy && from->previous_text);
    if (entry->fuzzy) {
        entry->previous_context = copy_of(earlier ? from->previous_context : from->context);
        entry->previous_text = copy_of(earlier ? from->previous_text : from->text);
    }
    return entry->translation != NULL;
}

static enum status merge_entries(struct merging *merging, struct error *error)
{
    for (size_t i = 0; i < merging->made.count; i++) {
        struct catalogue_entry *entry = &merging->made.entries[i];
        const struct catalogue_entry *from = catalogue_find(merging->old, entry->context, entry->text);
        if (!from) from = find_obsolete(merging, entry);
        bool alike = !from;
        if (!from) from = find_alike(merging, entry);
        if (from && !take(merging, entry, from, alike)) return error_no_memory(error);
    }
    return STATUS_OK;
}

/* Moves the entries that nothing has used to the end. */
static enum status keep_obsolete(struct merging *merging, struct error *error)
{
    for (size_t i = 0; i < merging->old->count; i++) {
        struct catalogue_entry *entry = &merging->old->entries[i];
        if (merging->used[i] || !entry->translation[0]) continue;
        struct catalogue_entry kept = *entry;
        kept.obsolete = true;
        kept.note = NULL;
        kept.references = NULL;
        free(entry->note);
        free(entry->references);
        *entry = (struct catalogue_entry){.text = strdup(""), .translation = strdup("")};
        enum status status = catalogue_add(&merging->made, kept, error);
        if (status != STATUS_OK || !entry->text || !entry->translation) return error_no_memory(error);
    }
    return STATUS_OK;
}

static void count(const struct catalogue *catalogue, struct merge_counts *counts)
{
    *counts = (struct merge_counts){0};
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete)
            counts->obsolete++;
        else if (entry->fuzzy)
            counts->fuzzy++;
        else if (entry->translation[0])
            counts->translated++;
        else
            counts->untranslated++;
    }
}

/* The header is the translators'; only what it says of the leaflet is new. */
static enum status merge_header(const struct original *original, struct merging *merging, struct error *error)
{
    if (!merging->old->header) return STATUS_OK;
    free(merging->made.header);
    merging->made.header = strdup(merging->old->header);
    merging->made.header_comments = copy_of(merging->old->header_comments);
    merging->made.header_fuzzy = merging->old->header_fuzzy;
    return merging->made.header ? template_describe(original, &merging->made, error) : error_no_memory(error);
}

enum status merge(const struct original *original, const char *language, struct catalogue *catalogue,
                  struct merge_counts *counts, struct error *error)
{
    struct merging merging = {.old = catalogue, .used = calloc(catalogue->count + 1, sizeof(bool))};
    enum status status = merging.used ? catalogue_index(catalogue, error) : error_no_memory(error);
    if (status == STATUS_OK) status = template_make(original, language, &merging.made, error);
    if (status == STATUS_OK) status = merge_header(original, &merging, error);
    if (status == STATUS_OK) status = merge_entries(&merging, error);
    if (status == STATUS_OK) status = keep_obsolete(&merging, error);
    if (status == STATUS_OK && catalogue->path) {
        free(merging.made.path);
        merging.made.path = strdup(catalogue->path);
    }
    if (status == STATUS_OK) {
        count(&merging.made, counts);
        catalogue_done(catalogue);
        *catalogue = merging.made;
        status = catalogue_index(catalogue, error);
    } else {
        catalogue_done(&merging.made);
    }
    free(merging.used);
    return status;
}
