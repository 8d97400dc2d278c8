/* Leaflets made to hurt: they are read, or refused, in a time that grows with their length. */
#include "document/leaflet.h"

#include "cmocka_all.h"
#include <string.h>
#include <time.h>

enum { TIMES = 100000, SECONDS_MOST = 20 };

static void append_times(struct buffer *text, const char *part, size_t times)
{
    for (size_t i = 0; i < times; i++) buffer_append_text(text, part);
    assert_false(text->failed);
}

/* Reads to the end within the time; the document, or NULL where it was refused with `status`. */
static struct document *read_in_time(const struct buffer *text, enum status *status, struct error *error)
{
    struct document_reader *reader = NULL;
    clock_t start = clock();
    *status = document_reader_open_bytes("hostile.md", text->data, text->length, FORMAT_MARKDOWN, &reader, error);
    while (*status == STATUS_OK && !document_reader_document(reader)->complete) {
        *status = document_reader_step(reader, error);
    }
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > SECONDS_MOST) fail_msg("%.40s… takes %.1f s", text->data, seconds);
    if (*status == STATUS_OK) return document_reader_take(reader);
    document_reader_free(reader);
    return NULL;
}

static void check_repeated(const char *before, const char *part, const char *after)
{
    struct buffer text = {0};
    struct error error = {0};
    enum status status = STATUS_OK;
    buffer_append_text(&text, before);
    append_times(&text, part, TIMES);
    buffer_append_text(&text, after);
    struct document *document = read_in_time(&text, &status, &error);
    if (document) {
        const char *broken = leaflet_broken_invariant(document, text.data, text.length);
        if (broken) fail_msg("%s%s…%s: not so: %s", before, part, after, broken);
    } else {
        assert_int_equal(status, STATUS_BAD_INPUT);
    }
    document_free(document);
    buffer_done(&text);
}

static void test_repeated(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "[",     "![",         "[a](",        "[a](b \"",  "*a ",      "_a __b ", "a**b",    "`",
        "<",     "<!--",       "&",           "&copy;",    "~a ~~b",   "www.a ",  "a@",      "|a",
        "|a\n",  "a|b\n-|-\n", "x\n\t",       "\\\n",      "<a x='",   "<b>",     "</b>",    "<li>",
        "<?",    "<![CDATA[",  "    ",        "- a\n",     "1. a\n\n", "# a\n",   "> a\n\n", "[x]: y\n",
        "```\n", "<div>\n",    "<div x=\"\n", "**a**\n\n", "\x80",     "\x01 ",   "a \xFF",  "\r",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) check_repeated("a\n\n", parts[i], "b\n");
}

static void test_closed_again(void **state)
{
    (void)state;
    check_repeated("a*", "[", "]");
    check_repeated("<table><tr>", "<td>x", "</table>");
    check_repeated("a|b|c|d|e|f|g|h\n-|-|-|-|-|-|-|-\n", "x\n", "");
    check_repeated("<!-- ", "comment ", "--> seen");
    check_repeated("```\n", "code\n", "```\nseen");
    check_repeated("<div hidden>\n\n", "not seen\n\n", "</div>\n\nseen");
    check_repeated("[a]: http://example.org\n\n", "[a] ", "b");
    check_repeated("", "word ", "end");
}

static void test_deep_quotes(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct error error = {0};
    enum status status = STATUS_OK;
    buffer_append_text(&text, "# Before\n\n");
    append_times(&text, ">", TIMES);
    buffer_append_text(&text, "deep\n\nAfter.\n");
    struct document *document = read_in_time(&text, &status, &error);
    assert_non_null(document);
    assert_int_equal(document->block_count, 2);
    assert_int_equal(document->omission_count, 1);
    assert_int_equal(document->omissions[0].reason, OMISSION_NESTING);
    assert_int_equal(document_line(document, document->omissions[0].source.start), 3);
    /* What is left out reaches over the deep word. */
    assert_true(document->omissions[0].source.end >= strlen("# Before\n\n") + TIMES + strlen("deep"));
    document_free(document);
    buffer_done(&text);
}

static void test_nothing_but_deep(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct error error = {0};
    enum status status = STATUS_OK;
    append_times(&text, "> ", TIMES);
    buffer_append_text(&text, "deep\n");
    assert_null(read_in_time(&text, &status, &error));
    assert_int_equal(status, STATUS_BAD_INPUT);
    assert_int_equal(error.line, 1);
    assert_non_null(strstr(error.text, "nested"));
    buffer_done(&text);
}

static void test_nesting_limit(void **state)
{
    (void)state;
    struct buffer text = {0};
    append_times(&text, "> ", LIMIT_NESTING);
    buffer_append_text(&text, "still read\n");
    struct document *document = leaflet_markdown(text.data);
    assert_int_equal(document->blocks[0].quote_depth, LIMIT_NESTING);
    assert_int_equal(document->omission_count, 0);
    document_free(document);
    buffer_done(&text);
}

static void test_one_long_line(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct error error = {0};
    enum status status = STATUS_OK;
    append_times(&text, "word of a line and ", 1000000);
    struct document *document = read_in_time(&text, &status, &error);
    assert_non_null(document);
    size_t words = 0;
    for (size_t i = 0; i < document->text.length; i++) {
        words += document->text.data[i] != ' ' && document->text.data[i] != '\n'
                 && (i == 0 || document->text.data[i - 1] == ' ' || document->text.data[i - 1] == '\n');
    }
    assert_int_equal(words, 5000000);
    assert_null(leaflet_broken_invariant(document, text.data, text.length));
    document_free(document);
    buffer_done(&text);
}

/* A comment or a fence that is longer than a piece can be stays what it is. */
static void test_cut_inside(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct error error = {0};
    enum status status = STATUS_OK;
    buffer_append_text(&text, "Before.\n\n<!-- hidden\n\n");
    append_times(&text, "not seen\n\n", TIMES);
    buffer_append_text(&text, "-->\n\n~~~\n");
    append_times(&text, "# code\n\n", TIMES);
    buffer_append_text(&text, "~~~\n\nAfter.\n");
    struct document *document = read_in_time(&text, &status, &error);
    assert_non_null(document);
    assert_null(leaflet_broken_invariant(document, text.data, text.length));
    for (size_t i = 0; i < document->block_count; i++) {
        bool edge = i == 0 || i + 1 == document->block_count;
        assert_int_equal(document->blocks[i].kind, edge ? BLOCK_PARAGRAPH : BLOCK_CODE);
    }
    for (size_t i = 0; i < document->omission_count; i++) {
        assert_int_equal(document->omissions[i].reason, OMISSION_COMMENT);
    }
    document_free(document);
    buffer_done(&text);
}

/* A table of some columns and a great many short rows would have cells without end: it is read as text. A sparse table
 * that a person would make stays a table. */
static void test_short_rows(void **state)
{
    (void)state;
    static const char *const header = "a|b|c|d|e|f|g|h\n-|-|-|-|-|-|-|-\n";
    static const size_t rows[] = {100, TIMES};
    for (size_t i = 0; i < 2; i++) {
        struct buffer text = {0};
        struct error error = {0};
        enum status status = STATUS_OK;
        buffer_append_text(&text, header);
        append_times(&text, "x\n", rows[i]);
        struct document *document = read_in_time(&text, &status, &error);
        assert_non_null(document);
        assert_int_equal(document->blocks[0].kind, i == 0 ? BLOCK_TABLE_CELL : BLOCK_PARAGRAPH);
        document_free(document);
        buffer_done(&text);
    }
}

/* Inputs that fuzzing found, each of which once lost the place of its text in the source. */
static void test_found_by_fuzzing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a@.r]",
        "``  t\n` ``",
        "www.&amp;p",
        "y\ny\n:-",
        "\xFF\r|-\r\f<c>h",
        " \xCF\ni-\n|-",
        "[b]:x\n[b](",
        "- \\\n t",
        "[](o\v\xFF)![]()h",
        "&#x20A1311;",
        "x\f|-\r-|-",
        "[<ht:>D]()![]()s",
        "#[]((\n)\n[",
        ">|\n |l\n>-|-",
        "a\\|\n)\n)\n-|",
        "- [X]:x\n s",
        "a\n[t]:\n```\rb.\n\n[c]: t\n\nd",
        "||-\n|c\n|a||\n|-|-|\n\n[c]:w\n\na",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t piece_bytes = 0; piece_bytes <= 16; piece_bytes += 16) {
            struct document *document = leaflet_read("found.md", texts[i], strlen(texts[i]), piece_bytes);
            const char *broken = leaflet_broken_invariant(document, texts[i], strlen(texts[i]));
            if (broken) fail_msg("%s: not so: %s", texts[i], broken);
            document_free(document);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repeated),         cmocka_unit_test(test_closed_again),
        cmocka_unit_test(test_deep_quotes),      cmocka_unit_test(test_nothing_but_deep),
        cmocka_unit_test(test_nesting_limit),    cmocka_unit_test(test_one_long_line),
        cmocka_unit_test(test_cut_inside),       cmocka_unit_test(test_short_rows),
        cmocka_unit_test(test_found_by_fuzzing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
