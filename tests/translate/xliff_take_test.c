/* What an agency sends back meets a catalogue that was changed meanwhile: nothing is lost. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/merge.h"
#include "translate/state.h"
#include "translate/xliff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void replace(char **text, const char *with)
{
    free(*text);
    *text = with ? strdup(with) : NULL;
}

/* "fuzzy Nie", "draft Nie", "reviewed Nie", or "" where there is none. */
static void set(struct catalogue_entry *entry, const char *words)
{
    const char *space = strchr(words, ' ');
    replace(&entry->translation, space ? space + 1 : "");
    replace(&entry->comments, NULL);
    entry->fuzzy = words[0] == 'f';
    if (words[0] == 'r') assert_int_equal(state_set_review(entry, "Anna", "2026-03-01", "2", NULL), STATUS_OK);
}

static void show(const struct catalogue_entry *entry, struct buffer *shown)
{
    const char *comments = entry->comments ? entry->comments : "";
    const char *not_taken = strstr(comments, "Not taken from the agency: ");
    buffer_clear(shown);
    buffer_printf(shown, "%s %s", state_name(state_of_entry(entry)), entry->translation);
    if (not_taken) buffer_printf(shown, "|%.*s", (int)strcspn(not_taken + 27, "\n"), not_taken + 27);
    /* Told once. */
    assert_null(not_taken ? strstr(not_taken + 1, "Not taken") : NULL);
}

static void read_leaflet(const char *markdown, struct original *original, struct catalogue *catalogue)
{
    struct merge_counts counts;
    assert_int_equal(original_read_bytes(original, "a.md", markdown, strlen(markdown), NULL), STATUS_OK);
    assert_int_equal(merge(original, "pl", catalogue, &counts, NULL), STATUS_OK);
}

/* Replaces the first `from` in an XLIFF file behind "<segment". */
static void edit(struct buffer *xliff, const char *from, const char *with)
{
    struct buffer made = {0};
    char *at = strstr(strstr(xliff->data, "<segment"), from);
    assert_non_null(at);
    buffer_append(&made, xliff->data, (size_t)(at - xliff->data));
    buffer_printf(&made, "%s%s", with, at + strlen(from));
    buffer_done(xliff);
    *xliff = made;
}

/* What an agency's tool makes of what Aloud wrote: "STATE TRANSLATION", as in the segment; "" leaves it as it is. */
static void work(struct buffer *xliff, const char *words)
{
    const char *space = strchr(words, ' ');
    char segment[256];
    if (!space) return;
    char *start = strstr(xliff->data, "<segment"), *end = strstr(start, "</segment>");
    struct buffer made = {0};
    snprintf(segment, sizeof segment, "<segment state=\"%.*s\"><source>Wait here.</source><target>%s</target>",
             (int)(space - words), words, space + 1);
    buffer_append(&made, xliff->data, (size_t)(start - xliff->data));
    buffer_printf(&made, "%s%s", segment, end);
    buffer_done(xliff);
    *xliff = made;
}

static void take(const struct buffer *bytes, const struct original *original, bool all, struct catalogue *catalogue,
                 struct xliff_taken *taken)
{
    struct xliff xliff = {0};
    struct error error = {0};
    struct merge_counts counts;
    enum status status = xliff_read(&xliff, "a.xlf", bytes, &error);
    if (status == STATUS_OK) status = xliff_take(&xliff, original, all, catalogue, taken, &error);
    if (status != STATUS_OK) print_error("%s\n%s\n", error.text, bytes->data);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(merge(original, "pl", catalogue, &counts, NULL), STATUS_OK);
    xliff_done(&xliff);
}

struct exchange {
    const char *sent;   /* the entry when the file was written */
    const char *agency; /* what comes back */
    const char *now;    /* the entry by then; NULL: as it was sent */
    const char *wanted; /* the entry at last, with what was not taken */
    const char *all;    /* the same where all is taken; NULL: the same */
};

static const struct exchange exchanges[] = {
    /* Nobody has touched it. */
    {"", "translated Czekaj.", NULL, "draft Czekaj.", NULL},
    {"draft Czekaj.", "translated Czekaj tu.", NULL, "draft Czekaj tu.", NULL},
    {"fuzzy Czekaj.", "translated Czekaj.", NULL, "draft Czekaj.", NULL},
    {"fuzzy Czekaj.", "initial Czekaj tu.", NULL, "fuzzy Czekaj tu.", NULL},
    {"draft Czekaj.", "initial Czekaj.", NULL, "fuzzy Czekaj.", NULL},
    {"draft Czekaj.", "", NULL, "draft Czekaj.", NULL},
    /* The agency has left it as it was. */
    {"draft Czekaj.", "", "draft Stój.", "draft Stój.", NULL},
    {"draft Czekaj.", "", "reviewed Stój.", "reviewed Stój.", NULL},
    {"draft Czekaj.", "", "reviewed Czekaj.", "reviewed Czekaj.", NULL},
    {"draft Czekaj.", "", "fuzzy Czekaj.", "fuzzy Czekaj.", NULL},
    {"fuzzy Czekaj.", "", "draft Czekaj.", "draft Czekaj.", NULL},
    {"draft Czekaj.", "", "", "draft Czekaj.", NULL},
    /* Both have. */
    {"", "translated Czekaj.", "draft Stój.", "draft Stój.|Czekaj.", "draft Czekaj."},
    {"draft Czekaj.", "translated Czekaj tu.", "draft Stój.", "draft Stój.|Czekaj tu.", "draft Czekaj tu."},
    {"draft Czekaj.", "translated Stój.", "draft Stój.", "draft Stój.", NULL},
    {"fuzzy Czekaj.", "translated Czekaj.", "draft Stój.", "draft Stój.|Czekaj.", "draft Czekaj."},
    {"fuzzy Czekaj.", "translated Stój.", "draft Czekaj.", "draft Czekaj.|Stój.", "draft Stój."},
    /* What was reviewed, and what is not finished. */
    {"reviewed Czekaj.", "final Stój.", NULL, "reviewed Czekaj.|Stój.", "draft Stój."},
    {"draft Czekaj.", "translated Stój.", "reviewed Czekaj.", "reviewed Czekaj.|Stój.", "draft Stój."},
    {"draft Czekaj.", "initial Stój", NULL, "draft Czekaj.|Stój", "fuzzy Stój"},
};

/* The line of the unit, found without the reader. */
static size_t unit_line(const struct buffer *xliff)
{
    size_t line = 1;
    const char *unit = strstr(xliff->data, "<unit");
    for (const char *at = xliff->data; at < unit; at++) line += *at == '\n';
    return line;
}

static void exchange(const struct exchange *one, bool all)
{
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct buffer xliff = {0}, shown = {0};
    const char *wanted = all && one->all ? one->all : one->wanted;
    read_leaflet("Wait here.\n", &original, &catalogue);
    set(&catalogue.entries[0], one->sent);
    assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
    work(&xliff, one->agency);
    if (one->now) set(&catalogue.entries[0], one->now);
    /* The same file a second time changes nothing more, and tells the same. */
    for (int i = 0; i < 2; i++) {
        struct xliff_taken taken = {0};
        take(&xliff, &original, all, &catalogue, &taken);
        show(&catalogue.entries[0], &shown);
        assert_string_equal(buffer_text(&shown), wanted);
        assert_int_equal(taken.refused_count, strchr(wanted, '|') ? 1 : 0);
        if (taken.refused_count) assert_int_equal(taken.refused[0].line, unit_line(&xliff));
        xliff_taken_done(&taken);
    }
    buffer_done(&shown);
    buffer_done(&xliff);
    catalogue_done(&catalogue);
    original_done(&original);
}

static void what_was_changed_meanwhile_stays_and_the_other_is_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(exchanges); i++) {
        exchange(&exchanges[i], false);
        exchange(&exchanges[i], true);
    }
}

/* An agency's doubt of what was reviewed is told. */
static void a_doubt_of_what_was_reviewed_is_told(void **state)
{
    (void)state;
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct buffer xliff = {0};
    struct xliff_taken taken = {0};
    read_leaflet("Wait here.\n", &original, &catalogue);
    set(&catalogue.entries[0], "reviewed Czekaj.");
    assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
    work(&xliff, "initial Czekaj.");
    take(&xliff, &original, false, &catalogue, &taken);
    assert_int_equal(state_of_entry(&catalogue.entries[0]), STATE_REVIEWED);
    assert_int_equal(taken.refused_count, 1);
    xliff_taken_done(&taken);
    buffer_done(&xliff);
    catalogue_done(&catalogue);
    original_done(&original);
}

/* A tool that writes other ids, so that what was sent is not known; one that leaves out what may be left out. */
static void tools_that_lose_things_lose_no_text(void **state)
{
    (void)state;
    static const struct {
        const char *start, *end; /* what is cut out at its first place */
        const char *with;
        const char *wanted;
    } cases[] = {
        {"<unit id=\"", "\"", "<unit id=\"7\"", "draft Czekaj.|Stój."},
        {" name=\"", "\"", "", "draft Stój."},
        {"<source>", "</source>", "<source>Wait\n here. </source>", "draft Stój."},
        {"<source>", "<target>", "<source>\n Wait here.</source><target>\n ", "draft Stój."},
        {"<source>", "</source>", "<source>Wait outside here.</source>", "draft Czekaj.|Stój."},
        {" category=\"", "\"", "", "draft Stój."},
        {" xmlns=\"", "\"", "", "draft Stój."},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct original original = {0};
        struct catalogue catalogue = {0};
        struct buffer xliff = {0}, shown = {0}, cut = {0};
        struct xliff_taken taken = {0};
        read_leaflet("Wait here.\n\nPlease bring your own medicines.\n", &original, &catalogue);
        set(&catalogue.entries[0], "draft Czekaj.");
        assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
        work(&xliff, "translated Stój.");
        char *start = strstr(xliff.data, cases[i].start);
        char *end = strstr(start + strlen(cases[i].start), cases[i].end);
        buffer_append(&cut, xliff.data, (size_t)(start - xliff.data));
        buffer_printf(&cut, "%s%s", cases[i].with, end + strlen(cases[i].end));
        take(&cut, &original, false, &catalogue, &taken);
        show(&catalogue.entries[0], &shown);
        assert_string_equal(buffer_text(&shown), cases[i].wanted);
        assert_true(!catalogue.entries[0].comments || !strstr(catalogue.entries[0].comments, "paragraph"));
        assert_int_equal(catalogue.count, 2);
        xliff_taken_done(&taken);
        buffer_done(&cut);
        buffer_done(&shown);
        buffer_done(&xliff);
        catalogue_done(&catalogue);
        original_done(&original);
    }
    /* Without states each text that comes back would be unfinished; what is as it was sent keeps its own. */
    struct exchange stateless = {"draft Czekaj.", "", NULL, "draft Czekaj.", NULL};
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct buffer xliff = {0}, shown = {0};
    struct xliff_taken taken = {0};
    read_leaflet("Wait here.\n", &original, &catalogue);
    set(&catalogue.entries[0], stateless.sent);
    assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
    edit(&xliff, " state=\"translated\"", "");
    take(&xliff, &original, false, &catalogue, &taken);
    show(&catalogue.entries[0], &shown);
    assert_string_equal(buffer_text(&shown), stateless.wanted);
    xliff_taken_done(&taken);
    buffer_done(&shown);
    buffer_done(&xliff);
    catalogue_done(&catalogue);
    original_done(&original);
}

/* Notes of both sides stay; of two reviews the catalogue's holds. */
static void comments_of_both_are_kept(void **state)
{
    (void)state;
    struct original original = {0};
    struct catalogue catalogue = {0};
    struct buffer xliff = {0};
    struct xliff_taken taken = {0};
    struct review review;
    read_leaflet("Wait here.\n", &original, &catalogue);
    struct catalogue_entry *entry = &catalogue.entries[0];
    set(entry, "reviewed Czekaj.");
    assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
    char *note = strstr(xliff.data, "</notes>");
    struct buffer noted = {0};
    buffer_append(&noted, xliff.data, (size_t)(note - xliff.data));
    buffer_printf(&noted, "<note>Where?</note>%s", note);
    assert_int_equal(state_set_review(entry, "Berta", "2026-04-01", "2", NULL), STATUS_OK);
    struct buffer own = {0};
    buffer_printf(&own, "Ours.\n%s", entry->comments);
    free(entry->comments);
    entry->comments = buffer_take(&own);
    take(&noted, &original, false, &catalogue, &taken);
    entry = &catalogue.entries[0];
    assert_non_null(strstr(entry->comments, "Where?\n"));
    assert_non_null(strstr(entry->comments, "Ours.\n"));
    assert_true(state_review(entry, &review));
    assert_memory_equal(review.name, "Berta", 5);
    assert_int_equal(taken.refused_count, 0);
    xliff_taken_done(&taken);
    buffer_done(&noted);
    buffer_done(&xliff);
    catalogue_done(&catalogue);
    original_done(&original);
}

/* The leaflet has changed while the agency had it: its translation is the proposal for the new text. */
static void a_text_that_has_changed_takes_the_agencys_as_a_proposal(void **state)
{
    (void)state;
    static const struct exchange cases[] = {
        {"", "translated Czekaj.", NULL, "fuzzy Czekaj.", NULL},
        {"draft Czekaj.", "translated Stój.", NULL, "fuzzy Stój.", NULL},
        {"draft Czekaj.", "translated Stój.", "fuzzy Zaczekaj.", "fuzzy Zaczekaj.|Stój.", NULL},
        {"draft Czekaj.", "", NULL, "fuzzy Czekaj.", NULL},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct original original = {0}, changed = {0};
        struct catalogue catalogue = {0};
        struct buffer xliff = {0}, shown = {0};
        struct xliff_taken taken = {0};
        read_leaflet("Wait here.\n\nPlease bring your own medicines with you.\n", &original, &catalogue);
        set(&catalogue.entries[0], cases[i].sent);
        assert_int_equal(xliff_write(&original, &catalogue, "pl", &xliff, NULL), STATUS_OK);
        work(&xliff, cases[i].agency);
        read_leaflet("Wait here now.\n\nPlease bring your own medicines with you.\n", &changed, &catalogue);
        if (cases[i].now) {
            replace(&catalogue.entries[0].translation, strchr(cases[i].now, ' ') + 1);
            assert_true(catalogue.entries[0].fuzzy);
        }
        take(&xliff, &changed, false, &catalogue, &taken);
        show(&catalogue.entries[0], &shown);
        assert_string_equal(buffer_text(&shown), cases[i].wanted);
        if (catalogue.entries[0].translation[0]) assert_string_equal(catalogue.entries[0].previous_text, "Wait here.");
        xliff_taken_done(&taken);
        buffer_done(&shown);
        buffer_done(&xliff);
        catalogue_done(&catalogue);
        original_done(&changed);
        original_done(&original);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_changed_meanwhile_stays_and_the_other_is_seen),
        cmocka_unit_test(a_doubt_of_what_was_reviewed_is_told),
        cmocka_unit_test(tools_that_lose_things_lose_no_text),
        cmocka_unit_test(comments_of_both_are_kept),
        cmocka_unit_test(a_text_that_has_changed_takes_the_agencys_as_a_proposal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
