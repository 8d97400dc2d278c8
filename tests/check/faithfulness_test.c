/* The proof itself: nothing is found where nothing is wrong, and each planted fault is found. A fault is planted in
 * the copy that the document reader gets; the check is given the original. */
#include "leaflet.h"

#include "base/array.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static size_t faults_planted;
static size_t unsound_leaflets;

/* What the check rightly finds in leaflets that are there to be untidy: a table row with a cell more than the table has
 * columns, which GFM leaves out of the page; "a)" in plain text, which the script makes "1.". */
static bool is_known_loss(const char *path, uint32_t line)
{
    bool cell = strstr(path, "tests/document/leaflets/tables.md") && line == 7;
    bool letter = strstr(path, "tests/document/leaflets/plain.txt") && line >= 26 && line <= 28;
    return cell || letter;
}

/* At each level of punctuation. */
static void is_sound(const char *path, const char *bytes, size_t length)
{
    struct checked checked;
    checked_load(path, bytes, length, bytes, length, NULL, &checked);
    for (int level = 0; level < PUNCTUATION_COUNT; level++) {
        bool sound = true;
        findings_done(&checked.findings);
        script_set_punctuation(checked.script, (enum punctuation)level);
        assert_int_equal(
            check_faithfulness(bytes, length, FORMAT_GUESS, checked.document, checked.script, &checked.findings, NULL),
            STATUS_OK);
        for (size_t i = 0; i < checked.findings.count; i++) {
            const struct finding *finding = &checked.findings.items[i];
            if (finding_is_failure(finding->kind) && !is_known_loss(path, finding->line)) sound = false;
        }
        if (!sound) checked_print(path, &checked);
        unsound_leaflets += !sound;
    }
    checked_done(&checked);
}

static void finds_nothing_in_sound_leaflets(void **state)
{
    (void)state;
    unsound_leaflets = 0;
    assert_true(each_leaflet(is_sound) >= 2);
    assert_int_equal(unsound_leaflets, 0);
}

/* Whether a finding of the kind touches the line, or (where the same word stands on several) quotes the word. */
static bool finds_at(const struct checked *checked, enum finding_kind kind, uint32_t line, const char *word)
{
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        bool near = finding->line <= line + 1 && finding->line + 1 >= line;
        if (finding->kind == kind && (near || (word && strstr(finding->text, word)))) return true;
    }
    return false;
}

/* The copy gives `with` in place of bytes [start, end); a failure of `kind` near the line must be found. */
static void plant(const char *path, const char *bytes, size_t length, struct source_span span, uint32_t line,
                  const char *with, size_t with_length, enum finding_kind kind)
{
    struct buffer copy = {0};
    buffer_append(&copy, bytes, span.start);
    buffer_append(&copy, with, with_length);
    buffer_append(&copy, bytes + span.end, length - span.end);
    struct checked checked;
    checked_load(path, copy.data, copy.length, bytes, length, NULL, &checked);
    char *word = strndup(bytes + span.start, span.end - span.start);
    bool found = finds_at(&checked, kind, line, word);
    free(word);
    if (!found) {
        print_error("%s:%u: not found: %.*s -> %.*s\n", path, line, (int)(span.end - span.start), bytes + span.start,
                    (int)with_length, with);
        checked_print(path, &checked);
    }
    assert_true(found);
    faults_planted++;
    checked_done(&checked);
    buffer_done(&copy);
}

static bool is_letters(const char *bytes, struct source_span span)
{
    for (uint32_t i = span.start; i < span.end; i++) {
        bool letter = (bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z';
        if (!letter) return false;
    }
    return true;
}

/* Words lost, said twice, swapped with the next. Some forty places a leaflet. */
static void damage_words(const char *path, const char *bytes, size_t length)
{
    struct source_scan scan = {0};
    struct error error = {0};
    bool text = strstr(path, ".txt") != NULL;
    enum format format = text ? FORMAT_TEXT : FORMAT_MARKDOWN;
    assert_int_equal(source_scan(bytes, length, format, &scan, &error), STATUS_OK);
    size_t step = scan.word_count / 40 + 1;
    for (size_t i = 0; i + 1 < scan.word_count; i += step) {
        struct source_span span = scan.words[i].span;
        struct source_span next = scan.words[i + 1].span;
        if (!is_letters(bytes, span) || !is_letters(bytes, next) || is_known_loss(path, scan.words[i].line)) continue;
        uint32_t line = scan.words[i].line;
        size_t size = span.end - span.start;
        plant(path, bytes, length, span, line, "", 0, FINDING_LOST);
        struct buffer other = {0};
        buffer_printf(&other, "%.*s %.*s", (int)size, bytes + span.start, (int)size, bytes + span.start);
        plant(path, bytes, length, span, line, other.data, other.length, FINDING_EXTRA);
        bool alike = size == next.end - next.start && memcmp(bytes + span.start, bytes + next.start, size) == 0;
        if (!alike && next.start == span.end + 1) {
            buffer_clear(&other);
            buffer_printf(&other, "%.*s%c%.*s", (int)(next.end - next.start), bytes + next.start, bytes[span.end],
                          (int)size, bytes + span.start);
            plant(path, bytes, length, (struct source_span){span.start, next.end}, line, other.data, other.length,
                  FINDING_LOST);
        }
        buffer_done(&other);
    }
    source_scan_done(&scan);
}

static void finds_damaged_words(void **state)
{
    (void)state;
    faults_planted = 0;
    each_leaflet(damage_words);
    print_message("%zu faults planted and found\n", faults_planted);
    assert_true(faults_planted >= 200);
}

/* Each "not" and "n't", whole lines with words, whole table cells, one digit of each number. */
static void damage_meaning(const char *path, const char *bytes, size_t length)
{
    struct source_scan scan = {0};
    struct error error = {0};
    enum format format = strstr(path, ".txt") ? FORMAT_TEXT : FORMAT_MARKDOWN;
    assert_int_equal(source_scan(bytes, length, format, &scan, &error), STATUS_OK);
    for (size_t i = 0; i < scan.word_count; i++) {
        const char *word = scan.text.data + scan.text_offsets[i];
        struct source_span span = scan.words[i].span;
        size_t size = strlen(word);
        if (scan.words[i].list_marker || span.end - span.start != size) continue;
        if (strcmp(word, "not") == 0 || strcmp(word, "Not") == 0)
            plant(path, bytes, length, span, scan.words[i].line, "", 0, FINDING_LOST);
        if (size > 3 && strcmp(word + size - 3, "n't") == 0)
            plant(path, bytes, length, (struct source_span){span.end - 3, span.end}, scan.words[i].line, "", 0,
                  FINDING_LOST);
        if (size >= 2 && strspn(word, "0123456789") == size)
            plant(path, bytes, length, (struct source_span){span.start + 1, span.start + 2}, scan.words[i].line, "", 0,
                  FINDING_LOST);
    }
    source_scan_done(&scan);
}

static void finds_lost_meaning(void **state)
{
    (void)state;
    faults_planted = 0;
    each_leaflet(damage_meaning);
    print_message("%zu faults planted and found\n", faults_planted);
    assert_true(faults_planted >= 20);
}

static void finds_lost_blocks_and_cells(void **state)
{
    (void)state;
    static const char leaflet[] = "# Title\n\nFirst words here.\n\nSecond words here.\n\n"
                                  "| Drug | Dose |\n|---|---|\n| Ibuprofen | 200 mg |\n| Codeine | 15 mg |\n\n"
                                  "1. One\n2. Two\n3. Three\n\nLast words.\n";
    static const struct {
        const char *from, *to;
        enum finding_kind kind;
    } faults[] = {
        {"First words here.\n\n", "", FINDING_LOST},
        {"# Title\n", "", FINDING_LOST},
        {"Last words.\n", "", FINDING_LOST},
        {" 200 mg ", "  ", FINDING_LOST},
        {"| Codeine | 15 mg |\n", "", FINDING_LOST},
        {"Ibuprofen", "Codeine", FINDING_LOST},
        {"200 mg |\n| Codeine | 15 mg", "15 mg |\n| Codeine | 200 mg", FINDING_LOST},
        {"1. One\n2. Two\n3. Three", "- One\n- Two\n- Three", FINDING_LOST},
        {"1. One\n2. Two\n3. Three", "4. One\n5. Two\n6. Three", FINDING_LOST},
        {"Second words here.\n\n", "Second words here.\n\nSecond words here.\n\n", FINDING_EXTRA},
        {"Last words.\n", "Last words.\n\nMore.\n", FINDING_EXTRA},
        {"First words here.\n\nSecond words here.", "Second words here.\n\nFirst words here.", FINDING_LOST},
        {"Last words.", "Last  word s.", FINDING_LOST},
        {"Last words.", "Lastwords.", FINDING_LOST},
        {"Last words.", "last words.", FINDING_LOST},
    };
    for (size_t i = 0; i < ARRAY_COUNT(faults); i++) {
        const char *at = strstr(leaflet, faults[i].from);
        assert_non_null(at);
        struct source_span span = {(uint32_t)(at - leaflet),
                                   (uint32_t)(at - leaflet + (ptrdiff_t)strlen(faults[i].from))};
        struct buffer copy = {0};
        buffer_append(&copy, leaflet, span.start);
        buffer_append_text(&copy, faults[i].to);
        buffer_append_text(&copy, leaflet + span.end);
        struct checked checked;
        checked_load("a.md", copy.data, copy.length, leaflet, strlen(leaflet), NULL, &checked);
        if (checked_count(&checked, faults[i].kind) == 0) print_error("not found: %s\n", faults[i].from);
        assert_true(checked_count(&checked, faults[i].kind) > 0);
        checked_done(&checked);
        buffer_done(&copy);
    }
}

/* All words are there, in order, but each place is wrong by one byte. */
static void finds_wrong_places(void **state)
{
    (void)state;
    static const char original[] = "Some words of a leaflet.\n";
    static const char shifted[] = " Some words of a leaflet.\n";
    struct checked checked;
    checked_load("a.md", shifted, strlen(shifted), original, strlen(original), NULL, &checked);
    assert_int_equal(checked_count(&checked, FINDING_MISPLACED), 5);
    assert_int_equal(checked_count(&checked, FINDING_LOST), 0);
    checked_done(&checked);
}

static size_t misplaced(const char *leaflet, struct checked *checked)
{
    struct error error = {0};
    findings_done(&checked->findings);
    assert_int_equal(check_faithfulness(leaflet, strlen(leaflet), FORMAT_MARKDOWN, checked->document, checked->script,
                                        &checked->findings, &error),
                     STATUS_OK);
    assert_int_equal(checked_count(checked, FINDING_LOST) + checked_count(checked, FINDING_EXTRA), 0);
    return checked_count(checked, FINDING_MISPLACED);
}

/* The same words stand twice, and the document gives the one the place of the other. */
static void finds_places_of_other_words(void **state)
{
    (void)state;
    static const char leaflet[] = "Same\n\nSame\n";
    struct checked checked;
    checked_load("a.md", leaflet, strlen(leaflet), leaflet, strlen(leaflet), NULL, &checked);
    assert_int_equal(misplaced(leaflet, &checked), 0);
    struct run *runs = checked.document->runs;
    assert_int_equal(checked.document->run_count, 2);
    struct source_span first = runs[0].source;
    runs[0].source = runs[1].source;
    assert_int_equal(misplaced(leaflet, &checked), 1);
    runs[1].source = first;
    assert_int_equal(misplaced(leaflet, &checked), 1);
    runs[0].source = first;
    assert_int_equal(misplaced(leaflet, &checked), 1);
    checked_done(&checked);
}

/* A voice file whose lexicon says nothing for a word. */
static void finds_words_that_are_not_spoken(void **state)
{
    (void)state;
    struct buffer voice = {0};
    struct error error = {0};
    assert_int_equal(file_read(ALOUD_SOURCE "/voices/en-GB.ini", 1000000, &voice, &error), STATUS_OK);
    const char *section = strstr(buffer_text(&voice), "[lexicon]\n");
    assert_non_null(section);
    size_t behind = (size_t)(section - voice.data) + strlen("[lexicon]\n");
    char folder[] = "/tmp/aloud-check-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char path[sizeof folder + 16];
    snprintf(path, sizeof path, "%s/en-GB.ini", folder);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fwrite(voice.data, 1, behind, stream);
    fputs("xylitol = \"-\"\n", stream);
    fwrite(voice.data + behind, 1, voice.length - behind, stream);
    assert_int_equal(fclose(stream), 0);
    static const char leaflet[] = "Chew xylitol gum.\n\nThe code is 4711.\n";
    struct checked checked;
    checked_load("a.md", leaflet, strlen(leaflet), leaflet, strlen(leaflet), path, &checked);
    unlink(path);
    rmdir(folder);
    assert_true(finds_at(&checked, FINDING_UNSPOKEN, 1, NULL));
    assert_int_equal(checked_count(&checked, FINDING_UNSPOKEN), 1);
    assert_int_equal(checked.findings.words_spoken + 1, checked.findings.words_in_script);
    checked_done(&checked);
    buffer_done(&voice);
}

/* A long leaflet of which the reader got all but a third, and of another none of the paragraphs in order. */
static void stands_long_leaflets(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct buffer turned = {0};
    enum { PARAGRAPHS = 10000 };
    for (int i = 0; i < PARAGRAPHS; i++) {
        buffer_printf(&text, "Paragraph %d of a *long* leaflet that says what to do on day %d.\n\n", i, i / 7);
        int other = (i % 100) * (PARAGRAPHS / 100) + i / 100;
        buffer_printf(&turned, "Paragraph %d of a *long* leaflet that says what to do on day %d.\n\n", other,
                      other / 7);
    }
    const char *third = strstr(text.data, "Paragraph 3000 ");
    const char *rest = strstr(text.data, "Paragraph 6000 ");
    struct buffer copy = {0};
    buffer_append(&copy, text.data, (size_t)(third - text.data));
    buffer_append_text(&copy, rest);
    clock_t start = clock();
    struct checked checked;
    checked_load("a.md", copy.data, copy.length, text.data, text.length, NULL, &checked);
    assert_int_equal(checked_count(&checked, FINDING_LOST), 1);
    assert_int_equal(checked_count(&checked, FINDING_EXTRA), 0);
    assert_int_equal(checked.findings.words_in_source, checked.findings.words_in_script + 42000);
    checked_done(&checked);
    checked_load("a.md", turned.data, turned.length, text.data, text.length, NULL, &checked);
    assert_true(checked_count(&checked, FINDING_LOST) > 0 && checked_count(&checked, FINDING_EXTRA) > 0);
    checked_done(&checked);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 30);
    buffer_done(&text);
    buffer_done(&turned);
    buffer_done(&copy);
}

static void tells_what_is_left_out(void **state)
{
    (void)state;
    static const char leaflet[] = "---\ntitle: T\n---\n\nText [our page](http://a.b) here <!-- secret --> end.\n";
    struct checked checked;
    checked_load("a.md", leaflet, strlen(leaflet), leaflet, strlen(leaflet), NULL, &checked);
    assert_int_equal(checked_failures(&checked), 0);
    assert_int_equal(checked_count(&checked, FINDING_LEFT_OUT), 3);
    assert_int_equal(checked.findings.items[0].line, 1);
    assert_int_equal(checked.findings.items[2].line, 5);
    assert_non_null(strstr(checked.findings.items[2].text, "<!-- secret -->"));
    checked_done(&checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_sound_leaflets),
        cmocka_unit_test(finds_damaged_words),
        cmocka_unit_test(finds_lost_meaning),
        cmocka_unit_test(finds_lost_blocks_and_cells),
        cmocka_unit_test(finds_wrong_places),
        cmocka_unit_test(finds_places_of_other_words),
        cmocka_unit_test(finds_words_that_are_not_spoken),
        cmocka_unit_test(tells_what_is_left_out),
        cmocka_unit_test(stands_long_leaflets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
