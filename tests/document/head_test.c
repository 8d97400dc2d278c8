/* Large files: the first piece comes out of the file's head, and the document is the same as of the whole. */
#include "cmocka_all.h"
#include "document/leaflet.h"

#include "base/array.h"
#include "base/file.h"
#include "document/head.h"
#include "document/reader_parts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGE_BYTES = 3 * HEAD_BYTES };

static char path[] = "/tmp/aloud-head-XXXXXX";

/* `first`, then paragraphs until it is large, then `last`. */
static struct buffer make(const char *first, const char *paragraph, const char *last)
{
    struct buffer text = {0};
    buffer_append_text(&text, first);
    for (unsigned i = 0; text.length < LARGE_BYTES; i++) {
        if (i % 9 == 0) buffer_printf(&text, "## Part %u\n\n", i);
        buffer_printf(&text, "%u %s", i, paragraph);
    }
    buffer_append_text(&text, last);
    assert_false(text.failed);
    return text;
}

static void write_file(const void *bytes, size_t length, int flags)
{
    int descriptor = open(path, O_WRONLY | flags);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, length), length);
    close(descriptor);
}

static char *outline_of(struct document_reader *reader, const struct buffer *bytes)
{
    struct error error = {0};
    while (!document_reader_document(reader)->complete) {
        if (document_reader_step(reader, &error) != STATUS_OK) fail_msg("%s", error.text);
    }
    const struct document *document = document_reader_document(reader);
    const char *broken = leaflet_broken_invariant(document, bytes->data, bytes->length);
    if (broken) fail_msg("not so: %s", broken);
    struct buffer outline = {0};
    leaflet_outline(document, &outline);
    document_reader_free(reader);
    return buffer_take(&outline);
}

static struct document_reader *open_file(void)
{
    struct document_reader *reader = NULL;
    struct error error = {0};
    if (document_reader_open(path, FORMAT_MARKDOWN, &reader, &error) != STATUS_OK) fail_msg("%s", error.text);
    return reader;
}

static void assert_same_as_whole(const struct buffer *text)
{
    struct document_reader *whole = NULL;
    struct error error = {0};
    write_file(text->data, text->length, O_TRUNC);
    assert_int_equal(document_reader_open_bytes(path, text->data, text->length, FORMAT_MARKDOWN, &whole, &error),
                     STATUS_OK);
    char *expected = outline_of(whole, text), *outline = outline_of(open_file(), text);
    if (strcmp(expected, outline) != 0) fail_msg("another document than of \"%.60s…\" whole", text->data);
    free(expected);
    free(outline);
}

static void the_document_is_that_of_the_whole_file(void **state)
{
    (void)state;
    static const char *const texts[][3] = {
        {"# Title\n\n", "Drink water. See [the clinic](https://example.org/a?b) or ring 01632 960001.\n\n",
         "The end.\n"},
        {"---\ntitle: Knee\nlang: en\n---\n\n# Your knee\n\n", "Bend it.\n\n", "The end, without a line end"},
        {"\xEF\xBB\xBF# Title\r\n\r\n", "Na\xC3\xAFve caf\xC3\xA9.\r\n\r\n", "End.\r\n"},
        {"# Title\n\nAsk [the nurse] first.\n\n", "Rest.\n\n", "[the nurse]: https://example.org/nurse\n"},
        {"# Title\n\nAsk [the nurse](not a target) first.\n\n", "Rest.\n\n",
         "[the nurse]: https://example.org/nurse\n"},
        {"# Title\n\n- [ ] pack\n- [x] ring\n\n", "Rest.\n\n", ""},
        {"# Title\n\n```\nA fence that no one ends\n\n", "in it\n\n", ""},
        {"# Title\n\n<!-- a comment that no one ends\n\n", "in it\n\n", ""},
        {"# Title\n\nNot UTF-8: \xFF here.\n\n", "Bad \xC3 here.\n\n", ""},
        {"One paragraph ", "goes on and on without a blank line\n", ""},
        {"One line ", "goes on and on ", ""},
        {"\n\n\n\n# Title\n\n", "| a | b |\n|---|---|\n| c | d |\n\n", "\n\n"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct buffer text = make(texts[i][0], texts[i][1], texts[i][2]);
        assert_same_as_whole(&text);
        buffer_done(&text);
    }
}

/* What is written behind the head after the first piece was read is there in the end. */
static void the_rest_is_read_after_the_first_piece(void **state)
{
    (void)state;
    static const char added[] = "\n\nAdded meanwhile.\n";
    struct buffer text = make("# Title\n\n", "Drink water.\n\n", "");
    struct error error = {0};
    write_file(text.data, text.length, O_TRUNC);
    struct document_reader *reader = open_file();
    assert_int_equal(document_reader_step(reader, &error), STATUS_OK);
    assert_string_equal(document_reader_document(reader)->title.data, "Title");
    assert_in_range(document_reader_progress(reader), 1, 5);
    write_file(added, strlen(added), O_APPEND);
    buffer_append_text(&text, added);
    char *outline = outline_of(reader, &text);
    assert_non_null(strstr(outline, "Added meanwhile"));
    free(outline);
    buffer_done(&text);
}

static void a_binary_tail_is_refused(void **state)
{
    (void)state;
    struct buffer text = make("# Title\n\n", "Drink water.\n\n", "");
    text.data[text.length - 10] = '\0';
    write_file(text.data, text.length, O_TRUNC);
    struct document_reader *reader = open_file();
    struct error error = {0};
    assert_int_equal(document_reader_step(reader, &error), STATUS_OK);
    assert_int_equal(document_reader_step(reader, &error), STATUS_BAD_INPUT);
    assert_string_equal(error.file, path);
    assert_non_null(strstr(error.text, "binary"));
    document_reader_free(reader);
    buffer_done(&text);
}

static void a_head_is_used_only_where_it_is_certain(void **state)
{
    (void)state;
    struct buffer text = make("# Title\n\n", "See [it](https://example.org).\n\n", "");
    size_t end = head_end(text.data, 0, HEAD_BYTES);
    assert_in_range(end, HEAD_BYTES - 100, HEAD_BYTES);
    assert_int_equal(text.data[end - 1], '\n');
    assert_int_equal(head_end(text.data, 0, HEAD_BYTES / 4), 0);
    char *bracket = strchr(text.data, ']');
    bracket[1] = ' ';
    assert_int_equal(head_end(text.data, 0, HEAD_BYTES), 0);
    bracket[1] = '(';
    bracket[5] = ' ';
    assert_int_equal(head_end(text.data, 0, HEAD_BYTES), 0);
    memset(text.data, '\n', HEAD_BYTES);
    assert_int_equal(head_end(text.data, 0, HEAD_BYTES), 0);
    memset(text.data, 'a', HEAD_BYTES);
    assert_int_equal(head_end(text.data, 0, HEAD_BYTES), 0);
    buffer_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_is_that_of_the_whole_file),
        cmocka_unit_test(the_rest_is_read_after_the_first_piece),
        cmocka_unit_test(a_binary_tail_is_refused),
        cmocka_unit_test(a_head_is_used_only_where_it_is_certain),
    };
    int descriptor = mkstemp(path);
    if (descriptor < 0) return 1;
    close(descriptor);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
