/* Opening, errors, encodings, look-ups. */
#include "base/file.h"
#include "document/leaflet.h"

#include "cmocka_all.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct error read_error(const char *name, const void *bytes, size_t length)
{
    struct error error = {0};
    struct document_reader *reader = NULL;
    enum status status = document_reader_open_bytes(name, bytes, length, FORMAT_GUESS, &reader, &error);
    while (status == STATUS_OK && !document_reader_document(reader)->complete) {
        status = document_reader_step(reader, &error);
    }
    document_reader_free(reader);
    assert_int_equal(status, error.status);
    return error;
}

static struct error text_error(const char *name, const char *text)
{
    return read_error(name, text, strlen(text));
}

static void test_no_leaflet(void **state)
{
    (void)state;
    struct error error = {0};
    struct document *document = NULL;
    assert_int_equal(document_load("/no/such/leaflet.md", FORMAT_GUESS, &document, &error), STATUS_NOT_FOUND);
    assert_string_equal(error.file, "/no/such/leaflet.md");
    assert_int_equal(document_load("/", FORMAT_GUESS, &document, &error), STATUS_BAD_INPUT);
    assert_non_null(strstr(error.text, "folder"));
    assert_null(document);
}

static void test_nothing_to_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",      " \n\t\r\n ", "\xEF\xBB\xBF\n", "<!-- only -->\n", "---\ntitle: x\n---\n",
        "***\n", "#\n\n##\n",  "[a]: b\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct error error = text_error("a.md", texts[i]);
        if (error.status != STATUS_BAD_INPUT) fail_msg("\"%s\" is read", texts[i]);
        assert_string_equal(error.file, "a.md");
    }
    assert_non_null(strstr(text_error("a.txt", " \n").text, "empty"));
}

static void test_binary(void **state)
{
    (void)state;
    struct error error = read_error("scan.md", "# Title\n\0rest", 13);
    assert_int_equal(error.status, STATUS_BAD_INPUT);
    assert_non_null(strstr(error.text, "binary"));
    error = read_error("word.md", "\xFF\xFE#\0 \0", 6);
    assert_int_equal(error.status, STATUS_BAD_INPUT);
    assert_non_null(strstr(error.text, "UTF-16"));
}

static void test_front_matter_mistake(void **state)
{
    (void)state;
    struct error error = text_error("a.md", "---\ntitle: x\nlist: [a, b\nlang: en\n---\n# Title\n");
    assert_int_equal(error.status, STATUS_BAD_INPUT);
    assert_string_equal(error.file, "a.md");
    assert_in_range(error.line, 3, 5);
    assert_non_null(strstr(error.text, "front matter"));
    error = text_error("a.md", "---\ntitle: x\n\tlang: en\n---\n# Title\n");
    assert_int_equal(error.status, STATUS_BAD_INPUT);
    assert_int_equal(error.line, 3);
}

static void check_language(const char *name, const char *text, const char *expected)
{
    struct document *document = leaflet_read(name, text, strlen(text), 0);
    assert_string_equal(buffer_text(&document->language), expected);
    document_free(document);
}

static void test_language(void **state)
{
    (void)state;
    check_language("leaflet.md", "x", "");
    check_language("leaflet.en-GB.md", "x", "en-GB");
    check_language("/a.fr/leaflet.pl.markdown", "x", "pl");
    check_language("/a.fr/leaflet", "x", "");
    check_language("leaflet.final.md", "x", "");
    check_language("leaflet.v2.md", "x", "");
    check_language("leaflet.qq.txt", "x", "");
    check_language("cy.md", "x", "");
    check_language("leaflet.pl.md", "---\nlang: cy\n---\nx", "cy");
    check_language("leaflet.pl.md", "---\nlang: Welsh!\n---\nx", "pl");
}

static void check_title(const char *name, const char *text, const char *title, bool in_block)
{
    struct document *document = leaflet_read(name, text, strlen(text), 0);
    assert_string_equal(buffer_text(&document->title), title);
    assert_int_equal(document->title_block != DOCUMENT_NONE, in_block);
    document_free(document);
}

static void test_title(void **state)
{
    (void)state;
    static const char *const body = "Text that ends with a full stop.\n";
    check_title("/x/back-pain_at-home.en-GB.md", body, "Back pain at home", false);
    check_title("leaflet", body, "Leaflet", false);
    check_title("a.md", "---\ntitle: Back pain\n---\n## BACK PAIN\n\nx.\n", "Back pain", true);
    check_title("a.md", "---\ntitle: Other\n---\n# Back\n\nx.\n", "Other", false);
    check_title("a.md", "### Small\n\nx.\n\n## Bigger\n\ny.\n", "Bigger", true);
    check_title("a.md", "Ends\\\nlate\n====\n\nx.\n", "Ends late", true);
}

static void check_untidy(const char *text, const char *outline)
{
    struct document *document = leaflet_markdown(text);
    struct buffer read = {0};
    assert_null(leaflet_broken_invariant(document, text, strlen(text)));
    leaflet_outline(document, &read);
    assert_string_equal(buffer_text(&read), outline);
    buffer_done(&read);
    document_free(document);
}

/* What the parser makes of markup that has no proper end; the check reports such lines. */
static void test_untidy_markup(void **state)
{
    (void)state;
    check_untidy("# Knee\n\n<pre><img alt=\"A bent knee", "title: Knee\nh1 Knee\ncode {i:A bent knee}\n");
    check_untidy("# Knee\n\nThe [stairs](/s \"\\\") are wet.\n",
                 "title: Knee\nh1 Knee\np The {l:stairs} are wet.\nout: address\n");
}

static void test_formats(void **state)
{
    (void)state;
    struct error error = {0};
    enum format format = FORMAT_GUESS;
    assert_int_equal(format_from_name("text", &format, &error), STATUS_OK);
    assert_int_equal(format, FORMAT_TEXT);
    assert_int_equal(format_from_name("pdf", &format, &error), STATUS_USAGE);
    assert_non_null(strstr(error.text, "markdown"));
    check_title("a.txt", "# no markdown.\n\nx.\n", "A", false);
}

static void test_look_ups(void **state)
{
    (void)state;
    static const char text[] = "# T\n\na &amp; **b** c\r\nd\re\n";
    struct document *document = leaflet_markdown(text);
    const struct block *block = &document->blocks[1];
    assert_memory_equal(document->text.data + block->text_start, "a & b c d e", 11);
    uint32_t start = block->text_start;
    struct source_span span = document_source(document, start + 2, start + 3);
    assert_memory_equal(text + span.start, "&amp;", span.end - span.start);
    assert_int_equal(span.end - span.start, 5);
    span = document_source(document, start + 4, start + 7);
    assert_int_equal(span.start, strstr(text, "b**") - text);
    assert_int_equal(span.end, strstr(text, " c") + 2 - text);
    span = document_source(document, start + 5, start + 6);
    assert_int_equal(span.start, strstr(text, " c") - text);
    assert_int_equal(span.end, span.start + 1);
    span = document_source(document, start + 4, start + 4);
    assert_int_equal(span.start, span.end);
    assert_int_equal(document_line(document, 0), 1);
    assert_int_equal(document_line(document, 5), 3);
    assert_int_equal(document_line(document, (uint32_t)(strchr(text, 'd') - text)), 4);
    assert_int_equal(document_line(document, (uint32_t)(strrchr(text, 'e') - text)), 5);
    document_free(document);
}

static void test_attributes(void **state)
{
    (void)state;
    struct document *document = leaflet_markdown("[a](/b?x=1&amp;y) ![c](d.png) <span lang=\" en_US \">e</span>\n");
    const struct run *runs = document->runs;
    assert_true(runs[0].style & RUN_LINK);
    assert_string_equal(document->strings.data + runs[0].target, "/b?x=1&y");
    size_t image = 0;
    while (!(runs[image].style & RUN_IMAGE)) image++;
    assert_string_equal(document->strings.data + runs[image].target, "d.png");
    const struct run *last = &runs[document->run_count - 1];
    assert_string_equal(document->strings.data + document->languages[last->language], "en-US");
    assert_int_equal(runs[0].language, 0);
    document_free(document);
}

static void test_take_early(void **state)
{
    (void)state;
    struct error error = {0};
    struct document_reader *reader = NULL;
    struct buffer text = {0};
    for (int i = 0; i < 20000; i++) buffer_append_text(&text, "## Part\n\nSome text.\n\n");
    assert_int_equal(document_reader_open_bytes("a.md", text.data, text.length, FORMAT_MARKDOWN, &reader, &error),
                     STATUS_OK);
    assert_int_equal(document_reader_progress(reader), 0);
    assert_int_equal(document_reader_step(reader, &error), STATUS_OK);
    assert_string_equal(document_reader_document(reader)->title.data, "Part");
    assert_in_range(document_reader_progress(reader), 5, 15);
    assert_false(document_reader_document(reader)->complete);
    document_free(document_reader_take(reader));
    document_reader_free(NULL);
    document_free(NULL);
    buffer_done(&text);
}

static void test_file(void **state)
{
    (void)state;
    char path[] = "/tmp/aloud-reader-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, "# Title\n", 8), 8);
    close(descriptor);
    struct error error = {0};
    struct document *document = NULL;
    assert_int_equal(document_load(path, FORMAT_MARKDOWN, &document, &error), STATUS_OK);
    assert_string_equal(document->path, path);
    assert_string_equal(document->title.data, "Title");
    document_free(document);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_leaflet),    cmocka_unit_test(test_nothing_to_read),
        cmocka_unit_test(test_binary),        cmocka_unit_test(test_front_matter_mistake),
        cmocka_unit_test(test_language),      cmocka_unit_test(test_title),
        cmocka_unit_test(test_untidy_markup), cmocka_unit_test(test_formats),
        cmocka_unit_test(test_look_ups),      cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_take_early),    cmocka_unit_test(test_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
