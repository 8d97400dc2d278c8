/* Any bytes are a PO file or a clear error; what was read is written, and reads as it was. The reader of plain files reads what it
 * takes as libgettextpo does. */
#include "translate/merge.h"
#include "translate/po4a.h"
#include "translate/po_plain.h"
#include "translate/same_catalogue.h"
#include "translate/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* What libgettextpo keeps is not ours; see src/translate/po_library.c. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

static const char leaflet[] = "# Tea\n\nDo **not** drive. Wait.\n\n- Rest.\n";

static void must(bool so, const char *what)
{
    if (so) return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

static void must_be_same(const char *left, const char *right)
{
    if (strcmp(left ? left : "", right ? right : "") == 0) return;
    fprintf(stderr, "written “%s”\nread    “%s”\n", left ? left : "", right ? right : "");
    must(false, "what was written reads as it was");
}

/* The next translated entry from *next on that is obsolete, or is not; NULL behind the last. */
static const struct catalogue_entry *next_translated(const struct catalogue *catalogue, bool obsolete, size_t *next)
{
    while (*next < catalogue->count) {
        const struct catalogue_entry *entry = &catalogue->entries[(*next)++];
        if (entry->obsolete == obsolete && entry->translation[0]) return entry;
    }
    return NULL;
}

static void compare_entries(const struct catalogue_entry *one, const struct catalogue_entry *other)
{
    must_be_same(one->context, other->context);
    must_be_same(one->text, other->text);
    must_be_same(one->translation, other->translation);
    must_be_same(one->comments, other->comments);
    must(one->fuzzy == other->fuzzy, "in the same state");
}

/* What is obsolete is written behind all else. Of what has no translation gettext keeps less. */
static void compare(const struct catalogue *catalogue, const struct catalogue *again)
{
    must_be_same(catalogue->header, again->header);
    for (int obsolete = 0; obsolete < 2; obsolete++) {
        size_t here = 0, there = 0;
        const struct catalogue_entry *one = NULL;
        while ((one = next_translated(catalogue, obsolete, &here))) {
            const struct catalogue_entry *other = next_translated(again, obsolete, &there);
            must(other != NULL, "each translation is written");
            compare_entries(one, other);
        }
        must(!next_translated(again, obsolete, &there), "nothing else is written");
    }
}

/* Where it cannot be written, it says so. */
static void check_round_trip(const struct catalogue *catalogue)
{
    struct catalogue again = {0};
    struct buffer written = {0};
    struct error error = {0};
    enum status status = catalogue_write(catalogue, &written, &error);
    if (status == STATUS_OK) {
        status = catalogue_read_bytes(&again, "again.po", &written, &error);
        must(status == STATUS_OK, error.text);
        compare(catalogue, &again);
    }
    must(status == STATUS_OK || (error.status == status && error.text[0]), "a failure says why");
    catalogue_done(&again);
    buffer_done(&written);
}

static void bring_up_to_date(struct catalogue *catalogue)
{
    struct original original = {0};
    struct merge_counts counts;
    struct error error = {0};
    must(original_read_bytes(&original, "leaflet.md", leaflet, strlen(leaflet), &error) == STATUS_OK, error.text);
    enum status status = po4a_made(catalogue) ? po4a_convert(&original, catalogue, &error) : STATUS_OK;
    if (status == STATUS_OK) status = merge(&original, "pl", catalogue, &counts, &error);
    must(status == STATUS_OK, error.text);
    struct version_state state = state_of_version(&original, catalogue);
    must(state.not_in_source == 0, "what is up to date has nothing else");
    check_round_trip(catalogue);
    original_done(&original);
}

static void check_plain(const struct catalogue *plain, enum status status, const struct catalogue *library)
{
    must(status == STATUS_OK, "what is plain is right");
    const char *difference = catalogue_difference(plain, library);
    must(!difference, difference);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct buffer copy = {0};
    struct catalogue catalogue = {0}, plain = {0};
    struct error error = {0};
    bool is_plain = false;
    buffer_append(&copy, bytes, length);
    must(po_plain_read(&plain, "fuzz.po", &copy, &is_plain, &error) == STATUS_OK, "memory does not run out");
    enum status status = catalogue_read_bytes(&catalogue, "fuzz.po", &copy, &error);
    if (is_plain) check_plain(&plain, status, &catalogue);
    if (status == STATUS_OK) {
        check_round_trip(&catalogue);
        bring_up_to_date(&catalogue);
    } else {
        must(error.status == status && error.text[0], "a failure says why");
    }
    catalogue_done(&catalogue);
    catalogue_done(&plain);
    buffer_done(&copy);
    return 0;
}
