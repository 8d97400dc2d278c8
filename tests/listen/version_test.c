/* Which utterance of one version says what an utterance of another says. */
#include "cmocka_all.h"

#include "document/reader.h"
#include "listen/version.h"

#include <string.h>

struct text {
    struct voice *voice;
    struct document_reader *reader;
    struct version version;
};

/* `source_blocks` is for the leaflet itself NULL. */
static void open_text(struct text *text, const char *language, const char *markdown, const uint32_t *source_blocks)
{
    struct error error = {0};
    *text = (struct text){.version.source_blocks = source_blocks};
    if (voice_load(ALOUD_SOURCE "/voices", language, &text->voice, &error) != STATUS_OK
        || document_reader_open_bytes("test.md", markdown, strlen(markdown), FORMAT_MARKDOWN, &text->reader, &error)
               != STATUS_OK
        || document_reader_step(text->reader, &error) != STATUS_OK
        || script_new(text->voice, &text->version.script, &error) != STATUS_OK) {
        fail_msg("%s", error.text);
    }
    text->version.document = document_reader_document(text->reader);
    assert_true(text->version.document->complete);
    assert_int_equal(script_extend(text->version.script, text->version.document, &error), STATUS_OK);
}

static void close_text(struct text *text)
{
    script_free(text->version.script);
    document_reader_free(text->reader);
    voice_free(text->voice);
}

/* "0 1+2 -": for each utterance those of the other version. */
static void assert_ranges(enum status (*find)(struct version *, size_t, struct version *, struct utterance_range *,
                                              struct error *),
                          struct text *from, struct text *to, const char *wanted)
{
    struct buffer found = {0};
    for (size_t i = 0; i < script_count(from->version.script); i++) {
        struct utterance_range range;
        assert_int_equal(find(&from->version, i, &to->version, &range, NULL), STATUS_OK);
        if (i) buffer_append_char(&found, ' ');
        if (range.first == range.end) buffer_append_char(&found, '-');
        for (size_t k = range.first; k < range.end; k++) buffer_printf(&found, "%s%zu", k > range.first ? "+" : "", k);
    }
    assert_string_equal(buffer_text(&found), wanted);
    buffer_done(&found);
}

static const char english[] = "# Back pain\n\n"                                                           /* 0 */
                              "Most back pain gets better by itself within a few weeks. "                 /* 1 */
                              "Keep moving.\n\n"                                                          /* 2 */
                              "- Walk to work.\n"                                                         /* 3 */
                              "- Do not stay in bed. It makes the pain worse, and you lose strength.\n\n" /* 4, 5 */
                              "| Day | Call |\n|---|---|\n| Monday | 01234 567890 |\n\n"                  /* 6, 7 */
                              "Ask your pharmacist.\n";                                                   /* 8 */
/* Its blocks: heading, paragraph, two items, four cells, paragraph. */

/* A notice before it; the first paragraph's first sentence became two; the second item's became one. */
static const char polish[] = "To jest wersja robocza.\n\n"                                                  /* 0 */
                             "# Ból pleców\n\n"                                                             /* 1 */
                             "Ból pleców zwykle mija bez leczenia. Trwa to zazwyczaj kilka tygodni. "       /* 2, 3 */
                             "Proszę się ruszać.\n\n"                                                       /* 4 */
                             "- Do pracy chodzić pieszo.\n"                                                 /* 5 */
                             "- Nie leżeć w łóżku, bo to nasila ból i osłabia całe ciało oraz mięśnie.\n\n" /* 6 */
                             "| Dzień | Telefon |\n|---|---|\n| Poniedziałek | 01234 567890 |\n\n"          /* 7, 8 */
                             "Proszę zapytać farmaceutę.\n";                                                /* 9 */
static const uint32_t polish_blocks[] = {DOCUMENT_NONE, 0, 1, 2, 3, 4, 5, 6, 7, 8};

static void sentences_are_found_in_the_other_version(void **state)
{
    (void)state;
    struct text en, pl;
    open_text(&en, "en-GB", english, NULL);
    open_text(&pl, "pl", polish, polish_blocks);
    assert_ranges(version_aligned, &en, &pl, "1 2+3 4 5 6 6 7 8 9");
    assert_ranges(version_aligned, &pl, &en, "0 0 1 1 2 3 4+5 6 7 8");
    assert_ranges(version_aligned, &en, &en, "0 1 2 3 4 5 6 7 8");
    close_text(&en);
    close_text(&pl);
}

static void both_versions_are_heard_whole_in_turn(void **state)
{
    (void)state;
    struct text en, pl;
    open_text(&en, "en-GB", english, NULL);
    open_text(&pl, "pl", polish, polish_blocks);
    assert_ranges(version_following, &en, &pl, "0+1 2+3 4 5 - 6 7 8 9");
    assert_ranges(version_following, &pl, &en, "- 0 - 1 2 3 4+5 6 7 8");
    close_text(&en);
    close_text(&pl);
}

/* Chinese has a third of the characters: a sentence that became two is found by the whole leaflet's ratio. */
static void chinese_sentences_are_found(void **state)
{
    (void)state;
    struct text en, cmn;
    open_text(&en, "en-GB",
              "# Back pain\n\nKeep moving. Most back pain gets better by itself within a few weeks, so you do not need "
              "a scan or an X-ray of your back. Call us.\n",
              NULL);
    open_text(&cmn, "cmn",
              "# 背痛\n\n保持活动。大多数背痛会在几周内自行好转。因此您不需要做背部扫描或X光检查。给我们打电话。\n",
              (const uint32_t[]){0, 1});
    assert_ranges(version_aligned, &en, &cmn, "0 1 2+3 4");
    assert_ranges(version_following, &cmn, &en, "0 1 - 2 3");
    close_text(&en);
    close_text(&cmn);
}

/* Left out of a version: the closest is what comes behind, at the end what is last. */
static void what_is_left_out_has_a_closest(void **state)
{
    (void)state;
    struct text en, pl;
    open_text(&en, "en-GB", "One.\n\nTwo.\n\nThree.\n\nFour.\n", NULL);
    open_text(&pl, "pl", "Części brak.\n\nJeden.\n\nTrzy.\n", (const uint32_t[]){DOCUMENT_NONE, 0, 2});
    assert_ranges(version_aligned, &en, &pl, "1 2 2 2");
    assert_ranges(version_aligned, &pl, &en, "0 0 2");
    assert_ranges(version_following, &en, &pl, "0+1 - 2 -");
    assert_ranges(version_following, &pl, &en, "- 0+1 2+3");
    close_text(&en);
    close_text(&pl);
}

/* The notice of a missing part stands before it, and belongs to it. */
static void notices_go_with_what_they_are_about(void **state)
{
    (void)state;
    static const uint32_t blocks[] = {DOCUMENT_NONE, 0, DOCUMENT_NONE, 1, DOCUMENT_NONE};
    struct text en, pl, ro;
    open_text(&en, "en-GB", "One.\n\nTwo.\n", NULL);
    open_text(&pl, "pl", "A.\n\nJeden.\n\nB.\n\nTwo.\n\nC.\n", blocks);
    open_text(&ro, "ro", "A.\n\nUnu.\n\nB.\n\nTwo.\n\nC.\n", blocks);
    assert_ranges(version_aligned, &en, &pl, "1 3");
    assert_ranges(version_aligned, &pl, &en, "0 0 1 1 1");
    assert_ranges(version_aligned, &pl, &ro, "0 1 2 3 4");
    assert_ranges(version_following, &en, &pl, "0+1 2+3+4");
    assert_ranges(version_following, &pl, &en, "- 0 - 1 -");
    close_text(&en);
    close_text(&pl);
    close_text(&ro);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_found_in_the_other_version),
        cmocka_unit_test(both_versions_are_heard_whole_in_turn),
        cmocka_unit_test(chinese_sentences_are_found),
        cmocka_unit_test(what_is_left_out_has_a_closest),
        cmocka_unit_test(notices_go_with_what_they_are_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
