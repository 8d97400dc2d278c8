/* Any bytes are an XLIFF file or a clear error; what is taken of it leaves what was reviewed, and each text once. */
#include "translate/merge.h"
#include "translate/state.h"
#include "translate/xliff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The corpus has its texts. */
static const char leaflet[] =
    "# Tea\n\nDo **not** drive. Wait.\n\nWait here.\n\n- Rest.\n- Drink [water](https://w.example).\n";

static void must(bool so, const char *what)
{
    if (so) return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

/* A failure must say why. */
static void expect(enum status status, const struct error *error)
{
    must(status == STATUS_OK, error->text);
}

/* The second text was reviewed, the third is a draft. */
static void start(struct original *original, struct catalogue *catalogue)
{
    struct merge_counts counts;
    struct error error = {0};
    expect(original_read_bytes(original, "tea/leaflet.md", leaflet, strlen(leaflet), &error), &error);
    expect(merge(original, "pl", catalogue, &counts, &error), &error);
    for (size_t i = 1; i < 3; i++) {
        free(catalogue->entries[i].translation);
        catalogue->entries[i].translation = strdup("Nie.");
    }
    expect(state_set_review(&catalogue->entries[1], "Anna", "2026-03-01", "1", &error), &error);
}

static bool is_same_key(const struct catalogue_entry *left, const struct catalogue_entry *right)
{
    return strcmp(left->text, right->text) == 0 && left->context && right->context
           && strcmp(left->context, right->context) == 0;
}

/* A PO file with the same key twice cannot be read. */
static void check_keys(const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        for (size_t j = 0; j < i; j++)
            must(!is_same_key(&catalogue->entries[i], &catalogue->entries[j]), "each key once");
}

/* What was taken goes out and comes back. */
static void check_round_trip(const struct original *original, struct catalogue *catalogue)
{
    struct buffer written = {0};
    struct xliff again = {0};
    struct xliff_taken taken = {0};
    struct error error = {0};
    expect(xliff_write(original, catalogue, "pl", &written, &error), &error);
    expect(xliff_read(&again, "again.xlf", &written, &error), &error);
    must(again.count == original->entry_count, "a unit an entry");
    expect(xliff_take(&again, original, false, catalogue, &taken, &error), &error);
    must(taken.refused_count == 0, "what was just written is taken");
    xliff_taken_done(&taken);
    xliff_done(&again);
    buffer_done(&written);
}

static void take(const struct xliff *xliff, bool all)
{
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct xliff_taken taken = {0};
    struct merge_counts counts;
    struct error error = {0};
    start(&original, &catalogue);
    enum status status = xliff_take(xliff, &original, all, &catalogue, &taken, &error);
    if (status == STATUS_OK) {
        expect(merge(&original, "pl", &catalogue, &counts, &error), &error);
        check_keys(&catalogue);
        const struct catalogue_entry *reviewed = &catalogue.entries[1];
        must(all || state_of_entry(reviewed) == STATE_REVIEWED, "a review holds");
        must(all || strcmp(reviewed->translation, "Nie.") == 0, "its translation stays");
        check_round_trip(&original, &catalogue);
    } else {
        must(error.status == status && error.text[0], "a failure says why");
    }
    xliff_taken_done(&taken);
    catalogue_done(&catalogue);
    original_done(&original);
}

/* The last byte chooses whether all is taken. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct buffer copy = {0};
    struct xliff xliff = {0};
    struct error error = {0};
    buffer_append(&copy, bytes, length);
    enum status status = xliff_read(&xliff, "fuzz.xlf", &copy, &error);
    if (status == STATUS_OK)
        take(&xliff, length > 0 && bytes[length - 1] % 2);
    else
        must(error.status == status && error.text[0], "a failure says why");
    xliff_done(&xliff);
    buffer_done(&copy);
    return 0;
}
