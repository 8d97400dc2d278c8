/* Each leaflet in leaflets/ is read as a person would: its outline stands beside it, written by hand. */
#include "base/file.h"
#include "document/leaflet.h"

#include "cmocka_all.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const folder = ALOUD_SOURCE "/tests/document/leaflets";

/* The bytes of a file in a folder; the caller frees. */
static struct buffer read_file(const char *in, const char *name)
{
    struct error error = {0};
    struct buffer bytes = {0};
    char *path = text_format("%s/%s", in, name);
    assert_non_null(path);
    if (file_read(path, 1000000, &bytes, &error) != STATUS_OK) fail_msg("%s: %s", path, error.text);
    free(path);
    return bytes;
}

typedef void (*leaflet_check)(const char *name, const struct buffer *bytes);

static void for_each_leaflet(leaflet_check check)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t count = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || (strcmp(dot, ".md") != 0 && strcmp(dot, ".txt") != 0)) continue;
        struct buffer bytes = read_file(folder, entry->d_name);
        check(entry->d_name, &bytes);
        buffer_done(&bytes);
        count++;
    }
    closedir(directory);
    assert_true(count >= 40);
}

static char *outline_of(const char *name, const char *bytes, size_t length, size_t piece_bytes)
{
    struct document *document = leaflet_read(name, bytes, length, piece_bytes);
    const char *broken = leaflet_broken_invariant(document, bytes, length);
    if (broken) fail_msg("%s, pieces of %zu: not so: %s", name, piece_bytes, broken);
    struct buffer outline = {0};
    leaflet_outline(document, &outline);
    document_free(document);
    char *text = buffer_take(&outline);
    assert_non_null(text);
    return text;
}

static void check_outline(const char *name, const struct buffer *bytes)
{
    char *expected_name = text_format("%s.expected", name);
    struct buffer expected = read_file(folder, expected_name);
    char *outline = outline_of(name, bytes->data, bytes->length, 0);
    if (strcmp(outline, buffer_text(&expected)) != 0) {
        fail_msg("%s is read as\n%s\nnot as\n%s", name, outline, buffer_text(&expected));
    }
    free(outline);
    free(expected_name);
    buffer_done(&expected);
}

static void test_outlines(void **state)
{
    (void)state;
    for_each_leaflet(check_outline);
}

/* Cutting a leaflet into pieces does not change what is read. */
static void check_pieces(const char *name, const struct buffer *bytes)
{
    char *whole = outline_of(name, bytes->data, bytes->length, 0);
    static const size_t sizes[] = {1, 30, 100, 400};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *pieces = outline_of(name, bytes->data, bytes->length, sizes[i]);
        if (strcmp(pieces, whole) != 0) fail_msg("%s in pieces of %zu is read as\n%s", name, sizes[i], pieces);
        free(pieces);
    }
    free(whole);
}

static void test_pieces(void **state)
{
    (void)state;
    for_each_leaflet(check_pieces);
}

/* The bytes with every line ending made `ending`. */
static struct buffer with_endings(const struct buffer *bytes, const char *ending)
{
    struct buffer changed = {0};
    for (size_t i = 0; i < bytes->length; i++) {
        if (bytes->data[i] == '\r') continue;
        if (bytes->data[i] == '\n')
            buffer_append_text(&changed, ending);
        else
            buffer_append_char(&changed, bytes->data[i]);
    }
    assert_false(changed.failed);
    return changed;
}

/* Nor does the kind of line ending. */
static void check_endings(const char *name, const struct buffer *bytes)
{
    char *whole = outline_of(name, bytes->data, bytes->length, 0);
    struct buffer changed = with_endings(bytes, "\r\n");
    char *outline = outline_of(name, changed.data, changed.length, 0);
    if (strcmp(outline, whole) != 0) fail_msg("%s with CRLF is read as\n%s", name, outline);
    free(outline);
    free(whole);
    buffer_done(&changed);
}

static void test_line_endings(void **state)
{
    (void)state;
    for_each_leaflet(check_endings);
}

/* A leaflet in a quote, or in a list item, keeps its words in order. */
static void check_contained(const char *name, const struct buffer *bytes)
{
    static const char *const prefixes[][2] = {{"> ", "> "}, {"- ", "  "}, {"1. > ", "   > "}};
    if (!strstr(name, ".md") || memcmp(bytes->data, "\xEF\xBB\xBF", 3) == 0 || strstr(name, "front-matter")) return;
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        struct buffer changed = {0};
        bool starts = true;
        buffer_append_text(&changed, "x\n\n");
        for (size_t k = 0; k < bytes->length; k++) {
            if (starts) buffer_append_text(&changed, prefixes[i][k > 0]);
            buffer_append_char(&changed, bytes->data[k]);
            starts = bytes->data[k] == '\n';
        }
        free(outline_of(name, changed.data, changed.length, 0));
        buffer_done(&changed);
    }
}

static void test_in_containers(void **state)
{
    (void)state;
    for_each_leaflet(check_contained);
}

/* The leaflet that the project is given, where it is there. */
static void test_real_leaflet(void **state)
{
    (void)state;
    static const char *const path = ALOUD_SOURCE "/../shared/leaflets/persistent-back-pain.en-GB.md";
    struct document *document = NULL;
    struct error error = {0};
    if (document_load(path, FORMAT_GUESS, &document, &error) != STATUS_OK) skip();
    assert_string_equal(document->title.data, "Advice for patients with persistent back pain");
    assert_string_equal(document->language.data, "en-GB");
    static const struct {
        unsigned level;
        bool grouping;
        const char *heading;
    } expected[] = {
        {1, true, "Physiotherapy"},
        {1, true, "Advice for patients with persistent back pain"},
        {2, false, "General advice"},
        {2, false, "Recovery from back pain"},
        {2, false, "Return to your normal activities"},
        {2, false, "Exercise"},
        {2, false, "Improve sleep quality"},
        {2, false, "Relaxation and stress management"},
        {2, false, "Healthy balanced diet"},
        {2, true, "Patient Information"},
        {3, false, "Take home message"},
        {3, false, "Contact details"},
        {3, false, "Did we get it right?"},
        {4, false, "Document History"},
    };
    assert_int_equal(document->section_count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < document->section_count; i++) {
        const struct section *section = &document->sections[i];
        const struct block *heading = &document->blocks[section->heading];
        assert_int_equal(section->level, expected[i].level);
        assert_int_equal(section->grouping, expected[i].grouping);
        assert_int_equal(heading->text_end - heading->text_start, strlen(expected[i].heading));
        assert_memory_equal(document->text.data + heading->text_start, expected[i].heading,
                            strlen(expected[i].heading));
    }
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outlines),      cmocka_unit_test(test_pieces),       cmocka_unit_test(test_line_endings),
        cmocka_unit_test(test_in_containers), cmocka_unit_test(test_real_leaflet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
