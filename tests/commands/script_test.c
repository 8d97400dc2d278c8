/* aloud script: what will be said, for people and, as JSON, for other programs (src/script/script_write.h). */
#include "cmocka_all.h"
#include "run.h"

#include "base/array.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char leaflet[] = "---\ntitle: Tea\nlang: en-GB\n---\n"
                              "# Tea \"and\" more\n\n"
                              "Drink **it** now. Ring 024 7696 6000.\n\n"
                              "1. One cup\n2. Two cups\n\n"
                              "> A quote.\n\n"
                              "| Dose | Time |\n|---|---|\n| 1 mg | noon |\n\n"
                              "<span lang=\"fr\">Bonjour</span> to you. See <https://example.org>.\n";

static void prints_an_utterance_a_line(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "script",
        stage_write_text(run->stage, "tea.md", "# Tea\n\nDrink **it** now. Stir it.\n\n- Milk\n- Sugar\n"));
    run_prints_only(run, "Tea\nDrink it now.\nStir it.\nMilk\nSugar\n");
    run_says_only(run, "");
    RUN(run, 0, "script", "--format", "lines", stage_path(run->stage, "tea.md"));
    run_prints_only(run, "Tea\nDrink it now.\nStir it.\nMilk\nSugar\n");
}

static json_t *load(struct run *run, const char *path)
{
    json_error_t error;
    RUN(run, 0, "script", "--format", "json", path);
    json_t *script = json_loads(buffer_text(&run->last.output), JSON_REJECT_DUPLICATES, &error);
    if (!script) print_error("line %d: %s\n", error.line, error.text);
    assert_non_null(script);
    return script;
}

static size_t integer(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_integer(value));
    assert_true(json_integer_value(value) >= 0);
    return (size_t)json_integer_value(value);
}

static const char *string(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_string(value));
    return json_string_value(value);
}

/* The bytes [start, end) that a key of a word gives, within a text. */
static char *span(const json_t *word, const char *key, const char *text)
{
    const json_t *bounds = json_object_get(word, key);
    assert_int_equal(json_array_size(bounds), 2);
    size_t start = (size_t)json_integer_value(json_array_get(bounds, 0));
    size_t end = (size_t)json_integer_value(json_array_get(bounds, 1));
    assert_true(start <= end && end <= strlen(text));
    return strndup(text + start, end - start);
}

static size_t line_of(const char *text, size_t byte)
{
    size_t line = 1;
    for (size_t i = 0; i < byte; i++) line += text[i] == '\n';
    return line;
}

static void drop_markup(char *text)
{
    char *kept = text;
    for (; *text; text++) {
        if (!strchr("<>*", *text)) *kept++ = *text;
    }
    *kept = '\0';
}

/* Each word stands in the source where it is said to, on that line; markup may stand within. */
static void assert_word(const json_t *word, const json_t *utterance)
{
    char *shown = span(word, "shown", string(utterance, "shown"));
    char *spoken = span(word, "spoken", string(utterance, "spoken"));
    assert_null(strpbrk(shown, " \n"));
    assert_true(spoken[0]);
    if (json_object_get(word, "added")) {
        assert_null(json_object_get(word, "source"));
        assert_null(json_object_get(word, "line"));
    } else {
        char *source = span(word, "source", leaflet);
        bool marker = json_object_get(word, "marker");
        if (marker) assert_non_null(strstr(source, shown));
        size_t start = (size_t)json_integer_value(json_array_get(json_object_get(word, "source"), 0));
        size_t before = marker ? (size_t)(strstr(source, shown) - source) : 0;
        assert_int_equal(integer(word, "line"), line_of(leaflet, start + before));
        drop_markup(source);
        if (!marker) assert_string_equal(source, shown);
        free(source);
    }
    free(shown);
    free(spoken);
}

static void gives_each_word_its_places(void **state)
{
    struct run *run = *state;
    json_t *script = load(run, stage_write_text(run->stage, "tea.md", leaflet));
    const json_t *utterances = json_object_get(script, "utterances"), *utterance, *word;
    size_t index, k, words = 0;
    json_array_foreach((json_t *)(uintptr_t)utterances, index, utterance)
    {
        assert_int_equal(integer(utterance, "index"), index);
        json_array_foreach(json_object_get(utterance, "words"), k, word)
        {
            assert_word(word, utterance);
            words++;
        }
    }
    assert_true(words > 20);
    json_decref(script);
}

static void tells_roles_levels_and_lengths(void **state)
{
    struct run *run = *state;
    static const struct {
        const char *role, *shown;
        size_t level;
    } expected[] = {{"heading", "Tea \"and\" more", 1},
                    {"sentence", "Drink it now.", 0},
                    {"paragraph", "Ring 024 7696 6000.", 0},
                    {"item", "1. One cup", 0},
                    {"item", "2. Two cups", 0},
                    {"quote", "A quote.", 0},
                    {"row", "Dose, Time", 0},
                    {"row", "Dose: 1 mg. Time: noon", 0},
                    {"sentence", "Bonjour to you.", 0},
                    {"paragraph", "See https://example.org.", 0}};
    json_t *script = load(run, stage_write_text(run->stage, "tea.md", leaflet));
    assert_string_equal(string(script, "title"), "Tea");
    assert_string_equal(string(script, "language"), "en-GB");
    const json_t *utterances = json_object_get(script, "utterances");
    assert_int_equal(json_array_size(utterances), ARRAY_COUNT(expected));
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        const json_t *utterance = json_array_get(utterances, i);
        assert_string_equal(string(utterance, "role"), expected[i].role);
        assert_string_equal(string(utterance, "shown"), expected[i].shown);
        assert_int_equal(integer(utterance, "level"), expected[i].level);
        assert_int_equal(integer(utterance, "section"), 0);
        assert_true(integer(utterance, "pause_ms") > 0);
        assert_true(integer(utterance, "duration_ms") > integer(utterance, "pause_ms"));
        integer(utterance, "block");
    }
    json_decref(script);
}

static const json_t *find(const json_t *script, const char *shown)
{
    const json_t *utterances = json_object_get(script, "utterances");
    for (size_t i = 0; i < json_array_size(utterances); i++) {
        const json_t *utterance = json_array_get(utterances, i);
        if (strcmp(string(utterance, "shown"), shown) == 0) return utterance;
    }
    print_error("no utterance \"%s\"\n", shown);
    fail();
    return NULL;
}

static void tells_contacts_and_languages(void **state)
{
    struct run *run = *state;
    json_t *script = load(run, stage_write_text(run->stage, "tea.md", leaflet));
    const json_t *phone = json_array_get(json_object_get(find(script, "Ring 024 7696 6000."), "contacts"), 0);
    assert_string_equal(string(phone, "kind"), "phone");
    assert_int_equal(integer(phone, "first_word"), 1);
    assert_int_equal(integer(phone, "word_count"), 3);
    const json_t *web = json_array_get(json_object_get(find(script, "See https://example.org."), "contacts"), 0);
    assert_string_equal(string(web, "kind"), "web");
    const json_t *languages = json_object_get(find(script, "Bonjour to you."), "languages");
    assert_int_equal(json_array_size(languages), 2);
    assert_string_equal(string(json_array_get(languages, 0), "language"), "fr");
    assert_int_equal(integer(json_array_get(languages, 0), "spoken_start"), 0);
    assert_int_equal(integer(json_array_get(languages, 1), "spoken_start"), strlen("Bonjour "));
    json_decref(script);
}

/* Whatever is in a leaflet, JSON it is. */
static void is_json_whatever_is_in_the_leaflet(void **state)
{
    struct run *run = *state;
    static const char odd[] = "# \"Quo\\ted\"\n\nTab\there, \001control, \302\205, bad \377 byte, \360\237\230\200, "
                              "\342\200\250 line.\n\n</script>\n";
    json_decref(load(run, stage_write_text(run->stage, "odd.md", odd)));
    assert_null(strpbrk(buffer_text(&run->last.output), "\001\t\033"));
    const json_t *script = load(run, stage_write_text(run->stage, "words.txt", "Just words"));
    assert_int_equal(json_array_size(json_object_get(script, "utterances")), 1);
    json_decref((json_t *)(uintptr_t)script);
}

/* The level of punctuation, for leaflets and for lines; a level that there is not is wrong use. */
static void names_signs_at_the_level_that_is_given(void **state)
{
    struct run *run = *state;
    const char *tea = stage_write_text(run->stage, "tea.md", "Tea (hot), “sweet”.\n");
    RUN(run, 0, "script", tea);
    run_prints_only(run, "Tea, hot, sweet.\n");
    RUN(run, 0, "script", "--punctuation", "none", tea);
    run_prints_only(run, "Tea, hot, sweet.\n");
    RUN(run, 0, "script", "--punctuation", "some", tea);
    run_prints_only(run, "Tea, open bracket hot close bracket, open quotes sweet close quotes.\n");
    RUN(run, 0, "script", "--punctuation=most", tea);
    run_prints_only(run, "Tea, open bracket hot close bracket, comma, open quotes sweet close quotes dot.\n");
    run_shell(run, 0, "printf '%s\n' \"$1\" | $A script --lines --lang en-GB --punctuation some", "Tea (hot), 5 mg.");
    run_prints_only(run, "Tea, open bracket hot close bracket, five milligrams.\n");
    RUN(run, 0, "check", "--punctuation", "most", tea);
    RUN(run, 0, "read", "--punctuation", "most", "--output", stage_path(run->stage, "tea.wav"), tea);
    static const char *const commands[] = {"script", "read", "check"};
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        RUN(run, 2, commands[i], "--punctuation", "all", tea);
        run_tells_use(run, "there is no level of punctuation \"all\"; there are none, some and most");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(prints_an_utterance_a_line),         RUN_TEST(gives_each_word_its_places),
        RUN_TEST(tells_roles_levels_and_lengths),     RUN_TEST(tells_contacts_and_languages),
        RUN_TEST(is_json_whatever_is_in_the_leaflet), RUN_TEST(names_signs_at_the_level_that_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
