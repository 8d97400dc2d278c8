#include "fixture.h"

#include "base/array.h"
#include "base/file.h"
#include "script/script_write.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int set_up(void **state)
{
    *state = fixture_voice("en-GB");
    return 0;
}

static int tear_down(void **state)
{
    voice_free(*state);
    return 0;
}

static const char leaflet[] = "# Back pain\n\nIt hurts. It heals.\n\n- Walk\n- Rest. Sleep\n\n> A quote. Ends.\n\n"
                              "| A | B |\n|-|-|\n| c | d |\n| e | f |\n\n## More\n\n```\ncode\nlines\n```\n\nEnd.\n";

static void test_places(void **state)
{
    static const struct {
        enum role role;
        unsigned level, starts_block, pause_ms;
        const char *shown;
    } wanted[] = {
        {ROLE_HEADING, 1, 1, 600, "Back pain"},
        {ROLE_SENTENCE, 0, 1, 100, "It hurts."},
        {ROLE_PARAGRAPH, 0, 0, 400, "It heals."},
        {ROLE_ITEM, 0, 1, 300, "Walk"},
        {ROLE_ITEM, 0, 1, 100, "Rest."},
        {ROLE_ITEM, 0, 0, 300, "Sleep"},
        {ROLE_QUOTE, 0, 1, 100, "A quote."},
        {ROLE_QUOTE, 0, 0, 310, "Ends."},
        {ROLE_ROW, 0, 1, 350, "A, B"},
        {ROLE_ROW, 0, 1, 350, "A: c. B: d"},
        {ROLE_ROW, 0, 1, 350, "A: e. B: f"},
        {ROLE_HEADING, 2, 1, 600, "More"},
        {ROLE_CODE, 0, 1, 320, "code"},
        {ROLE_CODE, 0, 0, 320, "lines"},
        {ROLE_PARAGRAPH, 0, 1, 400, "End."},
    };
    struct document *document = fixture_document(leaflet);
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    size_t count = sizeof wanted / sizeof wanted[0];
    uint64_t sum_ms = 0;
    assert_int_equal(script_count(script), count);
    for (size_t i = 0; i < count; i++) {
        const struct place *place = script_place(script, i);
        assert_int_equal(script_utterance(script, document, i, &utterance, &error), STATUS_OK);
        assert_string_equal(buffer_text(&utterance.shown), wanted[i].shown);
        assert_int_equal(place->role, wanted[i].role);
        assert_int_equal(place->level, wanted[i].level);
        assert_int_equal(place->starts_block, wanted[i].starts_block);
        assert_int_equal(utterance.pause_after_ms, wanted[i].pause_ms);
        assert_int_equal(script_duration_ms(script, i, i + 1), place->duration_ms);
        assert_true(place->duration_ms > wanted[i].pause_ms);
        sum_ms += place->duration_ms;
        assert_int_equal(script_duration_ms(script, 0, i + 1), sum_ms);
    }
    assert_int_equal(script_place(script, 0)->duration_ms, 9 * 100 + 600); /* 10 characters a second */
    assert_int_equal(script_duration_ms(script, 3, 3), 0);
    assert_int_equal(script_duration_ms(script, 0, count + 5), sum_ms);
    assert_int_equal(script_utterance(script, document, count, &utterance, &error), STATUS_NOT_FOUND);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

/* The document while it grows, block by block, gives the same script as the whole. */
static void test_steps(void **state)
{
    struct document *document = fixture_document(leaflet);
    struct script *whole = fixture_script(*state, document);
    struct script *grown = NULL;
    struct error error = {0};
    assert_int_equal(script_new(*state, &grown, &error), STATUS_OK);
    size_t before = 0;
    for (size_t blocks = 0; blocks <= document->block_count; blocks++) {
        struct document part = *document;
        part.block_count = blocks;
        part.run_count = blocks ? document->blocks[blocks - 1].first_run + document->blocks[blocks - 1].run_count : 0;
        part.text.length = blocks ? document->blocks[blocks - 1].text_end : 0;
        part.complete = blocks == document->block_count;
        assert_int_equal(script_extend(grown, &part, &error), STATUS_OK);
        assert_true(script_count(grown) >= before);
        before = script_count(grown);
    }
    assert_int_equal(script_extend(grown, document, &error), STATUS_OK);
    assert_int_equal(script_count(grown), script_count(whole));
    for (size_t i = 0; i < script_count(whole); i++)
        assert_memory_equal(script_place(grown, i), script_place(whole, i), sizeof(struct place));
    fixture_check_words(*state, document, grown);
    script_free(grown);
    script_free(whole);
    document_free(document);
}

static void check_file(const struct voice *voice, const char *path)
{
    struct buffer content = {0};
    struct error error = {0};
    if (access(path, R_OK) != 0) return;
    assert_int_equal(file_read(path, 1 << 20, &content, &error), STATUS_OK);
    struct document *document = fixture_document_of(content.data, content.length, FORMAT_MARKDOWN);
    struct script *script = fixture_script(voice, document);
    assert_true(script_count(script) > 30);
    fixture_check_words(voice, document, script);
    size_t phones = 0;
    struct utterance utterance = {0};
    for (size_t i = 0; i < script_count(script); i++) {
        assert_int_equal(script_utterance(script, document, i, &utterance, &error), STATUS_OK);
        phones += strstr(buffer_text(&utterance.spoken), "0 1 7 8 8, 6 6 3 2 5 7") != NULL;
    }
    assert_true(phones >= 2);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
    buffer_done(&content);
}

static void test_leaflets(void **state)
{
    check_file(*state, ALOUD_SOURCE "/content/persistent-back-pain/leaflet.md");
    check_file(*state, ALOUD_SOURCE "/../shared/leaflets/persistent-back-pain.en-GB.md");
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const random_pieces[] = {
    "word ",
    "Dr. ",
    "Smith. ",
    "e.g. ",
    "01788 ",
    "663257 ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "# ",
    "> ",
    "| a ",
    "|\n",
    "|-|-|\n",
    "**",
    "_",
    "`",
    "```\n",
    "![alt ",
    "](x) ",
    "[",
    "](tel:1) ",
    "](http://x.org) ",
    "&amp;",
    "&lt;b&gt;",
    "[[x]] ",
    "<b>",
    "</b>",
    "<span lang=\"pl\">",
    "</span>",
    "www.a.org/bcde ",
    "a@b.org ",
    "5% ",
    "£5 ",
    "½ ",
    "“q” ",
    "(p) ",
    "(s) ",
    "- [x] ",
    "- [ ] ",
    "  \n",
    "背部疼痛。",
    "ปวดหลัง",
    "درد ہے۔ ",
    "\xC2\xAD",
    "\xE2\x80\x8B",
    "\xE2\x80\x8D",
    "é",
    "e\xCC\x81",
    "— ",
    "… ",
    "?! ",
    "\xFF",
    "😀 ",
    "0",
    "+44 ",
    "(0)",
    ".",
    ",",
    ": ",
    "A",
    "x",
};

/* Leaflets of random pieces keep all their words, whatever they are. */
static void test_random(void **state)
{
    uint32_t seed = 7;
    struct buffer text = {0};
    for (int i = 0; i < 2000; i++) {
        buffer_clear(&text);
        buffer_append_text(&text, "x");
        uint32_t count = next_random(&seed) % 60;
        while (count-- > 0) buffer_append_text(&text, random_pieces[next_random(&seed) % ARRAY_COUNT(random_pieces)]);
        struct document *document = fixture_document_of(text.data, text.length, FORMAT_MARKDOWN);
        struct script *script = fixture_script(*state, document);
        fixture_check_words(*state, document, script);
        script_free(script);
        document_free(document);
    }
    buffer_done(&text);
}

/* A row longer than an utterance may be is cut between cells and within the long one; no utterance is too long. */
static void test_long_rows(void **state)
{
    struct buffer text = {0};
    for (int i = 0; i < 60; i++) buffer_printf(&text, "| Column%d ", i);
    buffer_append_text(&text, "|\n");
    for (int i = 0; i < 60; i++) buffer_append_text(&text, "|-");
    buffer_append_text(&text, "|\n");
    for (int i = 0; i < 60; i++) {
        buffer_printf(&text, "| value %d", i);
        for (int j = 0; i == 30 && j < 200; j++) buffer_append_text(&text, " long words");
    }
    buffer_append_text(&text, "|\n");
    struct document *document = fixture_document(buffer_text(&text));
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    fixture_check_words(*state, document, script);
    assert_true(script_count(script) > 5);
    unsigned starts = 0;
    for (size_t i = 0; i < script_count(script); i++) {
        assert_int_equal(script_utterance(script, document, i, &utterance, &error), STATUS_OK);
        assert_true(utterance.shown.length <= 600);
        starts += script_place(script, i)->starts_block;
    }
    assert_int_equal(starts, 2);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
    buffer_done(&text);
}

static char *written(const struct voice *voice, const char *markdown, bool json, size_t *length)
{
    char *text = NULL;
    struct document *document = fixture_document(markdown);
    struct script *script = fixture_script(voice, document);
    struct error error = {0};
    FILE *stream = open_memstream(&text, length);
    assert_non_null(stream);
    enum status status = json ? script_write_json(script, document, stream, &error)
                              : script_write_lines(script, document, stream, &error);
    assert_int_equal(status, STATUS_OK);
    fclose(stream);
    script_free(script);
    document_free(document);
    return text;
}

static void test_write(void **state)
{
    size_t length = 0;
    char *lines = written(*state, "# A & B\n\n1. Ring \"01788 663257\".\n", false, &length);
    assert_string_equal(lines, "A and B\n1: Ring 0 1 7 8 8, 6 6 3 2 5 7.\n");
    free(lines);

    char *text = written(*state, "# A & B\n\n1. Ring \"01788 663257\".\n", true, &length);
    json_t *root = json_loadb(text, length, 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "title")), "A & B");
    assert_string_equal(json_string_value(json_object_get(root, "language")), "en-GB");
    json_t *utterances = json_object_get(root, "utterances");
    assert_int_equal(json_array_size(utterances), 2);
    json_t *item = json_array_get(utterances, 1);
    assert_string_equal(json_string_value(json_object_get(item, "role")), "item");
    assert_string_equal(json_string_value(json_object_get(item, "shown")), "1. Ring \"01788 663257\".");
    json_t *words = json_object_get(item, "words");
    assert_int_equal(json_array_size(words), 4);
    assert_true(json_is_true(json_object_get(json_array_get(words, 0), "marker")));
    json_t *source = json_object_get(json_array_get(words, 1), "source");
    assert_int_equal(json_integer_value(json_array_get(source, 0)), 12);
    assert_int_equal(json_integer_value(json_array_get(source, 1)), 16);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(words, 1), "line")), 3);
    json_t *contact = json_array_get(json_object_get(item, "contacts"), 0);
    assert_string_equal(json_string_value(json_object_get(contact, "kind")), "phone");
    json_decref(root);
    free(text);
}

static void test_write_to_full_disk(void **state)
{
    struct document *document = fixture_document(leaflet);
    struct script *script = fixture_script(*state, document);
    struct error error = {0};
    FILE *stream = fopen("/dev/full", "w");
    if (stream) {
        assert_int_equal(script_write_lines(script, document, stream, &error), STATUS_IO);
        fclose(stream);
    }
    script_free(script);
    document_free(document);
}

static void test_nothing(void **state)
{
    script_free(NULL);
    struct utterance utterance = {0};
    utterance_done(&utterance);
    struct document empty = {.complete = true};
    struct script *script = fixture_script(*state, &empty);
    assert_int_equal(script_count(script), 0);
    assert_int_equal(script_duration_ms(script, 0, 1), 0);
    script_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_steps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_leaflets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_random, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_write_to_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
