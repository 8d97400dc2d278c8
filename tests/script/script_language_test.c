#include "cmocka_all.h"

#include "base/array.h"
#include "script/script_language.h"

#include <string.h>

static const char *language_of(const char *own_language, const char *word, const char *around)
{
    struct own_scripts own;
    own_scripts_init(&own, own_language);
    return script_language(&own, word, strlen(word), script_tells(around, strlen(around)));
}

static void knows_another_script(void **state)
{
    (void)state;
    static const struct {
        const char *own, *word, *around, *language; /* NULL: the voice's own */
    } examples[] = {
        {"en-GB", "tea", "", NULL},   {"en-GB", "café", "", NULL},
        {"en-GB", "چائے", "", "ur"},  {"en-GB", "العربية", "", "ar"},
        {"en-GB", "اردو", "", "ar"},  {"en-GB", "اردو", "اردو میں", "ur"},
        {"en-GB", "فارسی", "", "fa"}, {"en-GB", "українська", "", "uk"},
        {"en-GB", "чай", "", "ru"},   {"en-GB", "β", "", NULL},
        {"en-GB", "βc", "", NULL},    {"en-GB", "茶", "", "cmn"},
        {"en-GB", "ਚਾਹ", "", "pa"},   {"ur", "چائے", "", NULL},
        {"ur", "العربية", "", NULL},  {"ur", "NHS", "", "en-gb"},
        {"zh", "中文", "", NULL},     {"zh", "tea", "", "en-gb"},
        {"uk", "чай", "", NULL},      {"xx", "茶", "", NULL},
    };
    for (size_t i = 0; i < ARRAY_COUNT(examples); i++) {
        const char *language = language_of(examples[i].own, examples[i].word, examples[i].around);
        const char *wanted = examples[i].language;
        if ((language == NULL) != (wanted == NULL) || (wanted && strcmp(language, wanted) != 0))
            fail_msg("%s in %s: %s, not %s", examples[i].word, examples[i].own, language ? language : "own",
                     wanted ? wanted : "own");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_another_script)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
