/* Planted faults that must be found, and right translations with tricky numbers of which none may be reported. Both tables
 * were written by translators' lights, before the code; a right row is never taken out because the code fails on it. */
#include "cmocka_all.h"
#include "languages.h"

#include "base/file.h"
#include "compare/comparison.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4, LIMIT_BYTES = 1000000 };

static void print_difference(const struct difference *difference, char *const columns[COLUMNS])
{
    const struct text_span *source = &difference->source, *target = &difference->target;
    print_message("      %s: \"%.*s\" / \"%.*s\" %s\n", difference_name(difference->kind),
                  (int)(source->end - source->start), columns[1] + source->start, (int)(target->end - target->start),
                  columns[2] + target->start, difference->text);
}

/* Whether the row is as it should be: the fault of its kind found, or, without a kind, nothing. */
static bool is_row_right(char *const columns[COLUMNS])
{
    struct differences differences = {0};
    struct error error = {0};
    enum status status = compare_texts(language_of("en-GB"), columns[1], strlen(columns[1]), language_of(columns[0]),
                                       columns[2], strlen(columns[2]), &differences, &error);
    assert_int_equal(status, STATUS_OK);
    bool found = false;
    for (size_t i = 0; i < differences.count && columns[3]; i++)
        found = found || strcmp(difference_name(differences.items[i].kind), columns[3]) == 0;
    bool right = columns[3] ? found : differences.count == 0;
    if (!right) print_message("  %s: %s\n      %s\n", columns[0], columns[1], columns[2]);
    for (size_t i = 0; i < differences.count && !right; i++) print_difference(&differences.items[i], columns);
    differences_done(&differences);
    return right;
}

static void cut_row(char *row, char *columns[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) columns[i] = strsep(&row, "\t");
}

/* How many rows of a table are wrong; *ret_rows: how many it has. */
static size_t count_wrong(const char *name, size_t *ret_rows)
{
    char path[512];
    struct buffer content = {0};
    struct error error = {0};
    snprintf(path, sizeof path, ALOUD_SOURCE "/tests/compare/%s", name);
    assert_int_equal(file_read(path, LIMIT_BYTES, &content, &error), STATUS_OK);
    char *at = content.data;
    strsep(&at, "\n"); /* the names of the columns */
    size_t wrong = 0;
    *ret_rows = 0;
    for (char *row = strsep(&at, "\n"); row && *row; row = strsep(&at, "\n")) {
        char *columns[COLUMNS];
        cut_row(row, columns);
        assert_non_null(columns[2]);
        wrong += !is_row_right(columns);
        ++*ret_rows;
    }
    buffer_done(&content);
    return wrong;
}

static void test_faults(void **state)
{
    (void)state;
    size_t rows = 0, missed = count_wrong("faults.tsv", &rows);
    print_message("planted faults: %zu of %zu missed, a miss rate of %.1f %%\n", missed, rows,
                  100.0 * (double)missed / (double)rows);
    assert_true(rows >= 120);
    assert_int_equal(missed, 0);
}

static void test_tricky(void **state)
{
    (void)state;
    size_t rows = 0, reported = count_wrong("tricky.tsv", &rows);
    print_message("right translations: %zu of %zu reported, a false-alarm rate of %.1f %%\n", reported, rows,
                  100.0 * (double)reported / (double)rows);
    assert_true(rows >= 120);
    assert_int_equal(reported, 0);
}

/* Every voice has words that deny, and the units of time and of medicine. */
static void test_voices(void **state)
{
    (void)state;
    char **names = NULL;
    size_t count = 0;
    struct error error = {0};
    assert_int_equal(voice_languages(ALOUD_SOURCE "/voices", &names, &count, &error), STATUS_OK);
    assert_true(count >= 20);
    for (size_t i = 0; i < count; i++) {
        const struct compared_language *language = language_of(names[i]);
        assert_non_null(voice_file_find(voice_source(language->voice), SECTION_NEGATIONS, "not"));
        for (int k = MEASURE_MINUTE; k <= MEASURE_YEAR; k++) assert_true(language->knows_measure[k]);
        assert_true(language->knows_measure[MEASURE_MG] && language->knows_measure[MEASURE_ML]);
    }
    voice_languages_free(names, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults), cmocka_unit_test(test_tricky),
                                       cmocka_unit_test(test_voices)};
    return cmocka_run_group_tests(tests, NULL, languages_free);
}
