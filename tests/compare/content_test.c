/* The translations of content/, each digit of which is changed: every time the comparison must find it. */
#include "cmocka_all.h"
#include "languages.h"

#include "compare/leaflet_comparison.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 3 /* from digit to digit: prime to ten */ };

struct tally {
    size_t changed, found;
};

/* Whether the byte is a digit of the text, and not of a placeholder. */
static bool is_text_digit(const char *text, size_t at)
{
    if (text[at] < '0' || text[at] > '9') return false;
    size_t start = at;
    while (start > 0 && text[start - 1] >= '0' && text[start - 1] <= '9') start--;
    bool tag = start >= 2 && (text[start - 1] == 'g' || text[start - 1] == 'x')
               && (text[start - 2] == '<' || (text[start - 2] == '/' && start >= 3 && text[start - 3] == '<'));
    return !tag;
}

static size_t count_differences(const struct compared_text *source, const struct compared_language *language,
                                const char *text)
{
    struct compared_text target = {0};
    struct differences differences = {0};
    struct error error = {0};
    assert_int_equal(compared_text_set(&target, language, text, strlen(text), &error), STATUS_OK);
    assert_int_equal(compare(source, &target, &differences, &error), STATUS_OK);
    size_t count = differences.count;
    compared_text_done(&target);
    differences_done(&differences);
    return count;
}

static void change_digits(const struct compared_text *source, const struct compared_language *language,
                          const char *translation, struct tally *tally)
{
    char *text = strdup(translation);
    assert_non_null(text);
    for (size_t i = 0; text[i]; i++) {
        if (!is_text_digit(text, i)) continue;
        char digit = text[i];
        text[i] = (char)('0' + (digit - '0' + STEP) % 10);
        tally->changed++;
        if (count_differences(source, language, text))
            tally->found++;
        else
            print_message("  not found, %s: %s\n      %s\n", voice_language(language->voice), source->text, text);
        text[i] = digit;
    }
    free(text);
}

static void change_catalogue(const struct leaflet_comparison *comparison, const char *path, struct tally *tally)
{
    char language[16];
    struct catalogue catalogue = {0};
    struct error error = {0};
    const char *name = strrchr(path, '/') + 1;
    snprintf(language, sizeof language, "%.*s", (int)strcspn(name, "."), name);
    assert_int_equal(catalogue_read(&catalogue, path, &error), STATUS_OK);
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct catalogue_entry *entry = &catalogue.entries[i];
        if (entry->obsolete || !entry->context || !catalogue_entry_is_translated(entry)) continue;
        const struct entry *source = original_find(comparison->original, entry->context, entry->text);
        if (source)
            change_digits(&comparison->sources[source - comparison->original->entries], language_of(language),
                          entry->translation, tally);
    }
    catalogue_done(&catalogue);
}

static void change_leaflet(const char *path, struct tally *tally)
{
    char pattern[512];
    struct original original = {0};
    struct leaflet_comparison comparison = {0};
    struct error error = {0};
    glob_t catalogues;
    assert_int_equal(original_read(&original, path, &error), STATUS_OK);
    assert_int_equal(leaflet_comparison_init(&comparison, &original, language_of("en-GB"), &error), STATUS_OK);
    snprintf(pattern, sizeof pattern, "%.*spo/*.po", (int)(strrchr(path, '/') + 1 - path), path);
    if (glob(pattern, 0, NULL, &catalogues) == 0) {
        for (size_t i = 0; i < catalogues.gl_pathc; i++) change_catalogue(&comparison, catalogues.gl_pathv[i], tally);
        globfree(&catalogues);
    }
    leaflet_comparison_done(&comparison);
    original_done(&original);
}

static void finds_each_changed_digit(void **state)
{
    (void)state;
    glob_t leaflets;
    struct tally tally = {0};
    assert_int_equal(glob(ALOUD_SOURCE "/content/*/leaflet.md", 0, NULL, &leaflets), 0);
    for (size_t i = 0; i < leaflets.gl_pathc; i++) change_leaflet(leaflets.gl_pathv[i], &tally);
    globfree(&leaflets);
    print_message("digits changed in the leaflets' translations: %zu of %zu missed\n", tally.changed - tally.found,
                  tally.changed);
    assert_true(tally.changed > 500);
    assert_int_equal(tally.found, tally.changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_each_changed_digit)};
    return cmocka_run_group_tests(tests, NULL, languages_free);
}
