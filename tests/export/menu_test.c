/* What all targets of a menu have in common, and the description for other systems. */
#include "cmocka_all.h"

#include "base/array.h"
#include "export/menu_call.h"
#include "voice/voice.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void assert_refused(const struct menu *menu, enum status expected)
{
    for (unsigned target = 0; target < MENU_TARGETS; target++) {
        struct menu_files files = {0};
        struct error error = {0};
        assert_int_equal(menu_make((enum menu_target)target, menu, &files, &error), expected);
        assert_string_not_equal(error.text, "");
        assert_int_equal(files.count, 0);
        menu_files_done(&files);
    }
}

/* A menu of one language and one section that differs from a good one in one thing. */
struct change {
    const char *name, *tag, *leaflet, *folder, *operator_number, *sounds, *ending;
    size_t sentences, sections, contacts;
};

static void assert_change(struct change change, enum status expected)
{
    struct menu_section *sections = calloc(MENU_SECTIONS_MOST + 1, sizeof *sections);
    assert_non_null(sections);
    for (size_t i = 0; i < MENU_SECTIONS_MOST + 1; i++)
        sections[i] = (struct menu_section){change.folder, change.sentences};
    struct menu_language language = {.tag = change.tag,
                                     .leaflet = change.leaflet,
                                     .sections = sections,
                                     .section_count = change.sections,
                                     .contact_count = change.contacts};
    struct menu menu = menu_defaults();
    menu.name = change.name;
    menu.languages = &language;
    menu.language_count = 1;
    menu.operator_number = change.operator_number;
    menu.sounds = change.sounds;
    menu.ending = change.ending;
    if (expected != STATUS_OK) assert_refused(&menu, expected);
    for (unsigned target = 0; target < MENU_TARGETS && expected == STATUS_OK; target++) {
        struct menu_files files = {0};
        assert_int_equal(menu_make((enum menu_target)target, &menu, &files, NULL), STATUS_OK);
        assert_true(files.count > 0);
        menu_files_done(&files);
    }
    free(sections);
}

static const struct change good = {.name = "pain",
                                   .tag = "en-GB",
                                   .leaflet = "back-pain",
                                   .folder = "01-intro",
                                   .operator_number = "+44123",
                                   .sounds = "https://example.org/sounds",
                                   .ending = "wav",
                                   .sentences = 2,
                                   .sections = 1,
                                   .contacts = 1};

static void hostile_names_are_refused(void **state)
{
    (void)state;
    assert_change(good, STATUS_OK);
    static const char *const hostile[] = {
        "",
        "a b",
        "a,1,System(x)",
        "a\n[default]",
        "a;b",
        "../../etc",
        "a\"b",
        "a'b",
        "<a>",
        "a&b",
        "${EXTEN}",
        "$(x)",
        "a]]>b",
        "-->",
        "é",
        "a\\b",
        "A~",
        "a%sb",
        "a{b",
        "a|b",
        "-a",
        "a!b",
        "a#b",
        "a*",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct change change;
        const char **const fields[] = {
            &change.name, &change.tag, &change.leaflet, &change.folder, &change.operator_number, &change.ending};
        bool good_ending = i == 0 || i == 5; /* a place may have dots, and an ending may be none */
        for (size_t field = 0; field < ARRAY_COUNT(fields) - good_ending; field++) {
            change = good;
            *fields[field] = hostile[i];
            assert_change(change, STATUS_BAD_INPUT);
        }
    }
}

static void counts_have_limits(void **state)
{
    (void)state;
    struct change change = good;
    change.sounds = "a' + alert(1) + 'b";
    assert_change(change, STATUS_BAD_INPUT);
    change = good;
    change.tag = "telephone"; /* a part of nine letters: would be named like the menu's own file */
    assert_change(change, STATUS_BAD_INPUT);
    change = good;
    change.sections = MENU_SECTIONS_MOST + 1;
    assert_change(change, STATUS_LIMIT);
    change = good;
    change.contacts = MENU_CONTACTS_MOST + 1;
    assert_change(change, STATUS_LIMIT);
    change = good;
    change.sentences = 0;
    assert_change(change, STATUS_BAD_INPUT);
    change = good;
    change.sections = 0;
    assert_change(change, STATUS_BAD_INPUT);
}

/* Of the most sections that there may be: each target's files, twice the same. */
static void the_largest_menu_is_the_same_each_time(void **state)
{
    (void)state;
    struct menu *menu = model_new(1, MENU_SECTIONS_MOST, 1, NULL);
    for (unsigned target = 0; target < MENU_TARGETS; target++) {
        struct menu_files first = {0}, second = {0};
        assert_int_equal(menu_make((enum menu_target)target, menu, &first, NULL), STATUS_OK);
        assert_int_equal(menu_make((enum menu_target)target, menu, &second, NULL), STATUS_OK);
        assert_int_equal(first.count, second.count);
        size_t bytes = 0;
        for (size_t i = 0; i < first.count; i++) {
            assert_string_equal(first.files[i].path, second.files[i].path);
            assert_string_equal(buffer_text(&first.files[i].text), buffer_text(&second.files[i].text));
            bytes += first.files[i].text.length;
        }
        assert_true(bytes > (size_t)MENU_SECTIONS_MOST * 10);
        menu_files_done(&first);
        menu_files_done(&second);
    }
    model_free(menu);
}

static json_t *get(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value) fail_msg("no %s", key);
    return value;
}

static void assert_described(const struct menu *menu, json_t *root)
{
    assert_string_equal(json_string_value(get(root, "name")), menu->name);
    assert_int_equal(json_integer_value(get(root, "tries")), 3);
    assert_true(json_is_null(get(root, "operator")));
    assert_int_equal(json_array_size(get(root, "languages")), menu->language_count);
    for (size_t i = 0; i < menu->language_count; i++) {
        json_t *language = json_array_get(get(root, "languages"), i), *sections = get(language, "sections");
        assert_string_equal(json_string_value(get(language, "tag")), menu->languages[i].tag);
        assert_string_equal(json_string_value(get(language, "leaflet")), menu->languages[i].leaflet);
        assert_int_equal(json_is_true(get(language, "draft")), menu->languages[i].draft);
        assert_int_equal(json_integer_value(get(language, "key")), menu_digit(i));
        assert_int_equal(json_array_size(sections), menu->languages[i].section_count);
        for (size_t j = 0; j < menu->languages[i].section_count; j++) {
            json_t *section = json_array_get(sections, j);
            assert_string_equal(json_string_value(get(section, "folder")), menu->languages[i].sections[j].folder);
            assert_int_equal(json_integer_value(get(section, "sentences")),
                             menu->languages[i].sections[j].sentence_count);
            assert_int_equal(json_integer_value(get(section, "page")) * 9 + json_integer_value(get(section, "key")) - 9,
                             j + 1);
        }
    }
}

static void the_description_tells_all(void **state)
{
    (void)state;
    struct menu *menu = model_new(12, 60, 2, NULL);
    struct menu_files files = {0};
    assert_int_equal(menu_make(MENU_GENERIC, menu, &files, NULL), STATUS_OK);
    assert_int_equal(files.count, 1);
    assert_string_equal(files.files[0].path, "menu.json");
    json_t *root = json_loads(buffer_text(&files.files[0].text), JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_described(menu, root);
    json_t *prompts = get(root, "system_prompts");
    size_t count = 0;
    const struct menu_prompt *expected = menu_prompts(&count);
    assert_int_equal(json_array_size(prompts), count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(json_string_value(json_array_get(prompts, i)), expected[i].file);
    for (const char *key = "012456789#*"; *key; key++) get(get(get(root, "keys"), "listening"), (char[]){*key, '\0'});
    json_decref(root);
    menu_files_done(&files);
    model_free(menu);
}

/* Each phrase of the menus can be said without arguments, and each file has its own name. */
static void prompts_are_whole_sentences(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL), STATUS_OK);
    size_t count = 0;
    const struct menu_prompt *prompts = menu_prompts(&count);
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {0};
        assert_int_equal(voice_phrase(voice, prompts[i].phrase, NULL, 0, &text, NULL), STATUS_OK);
        assert_true(text.length > 3 && strchr(".:", text.data[text.length - 1]));
        assert_null(strchr(text.data, '{'));
        buffer_done(&text);
        for (size_t j = 0; j < i; j++) assert_string_not_equal(prompts[i].file, prompts[j].file);
    }
    voice_free(voice);
}

static void targets_have_names(void **state)
{
    (void)state;
    for (unsigned i = 0; i < MENU_TARGETS; i++) {
        enum menu_target target = MENU_TARGETS;
        assert_true(menu_target_find(menu_target_name((enum menu_target)i), &target));
        assert_int_equal(target, i);
    }
    enum menu_target target = MENU_TARGETS;
    assert_false(menu_target_find("cisco", &target));
    assert_int_equal(menu_digit(0), 1);
    assert_int_equal(menu_digit(8), 9);
    assert_int_equal(menu_digit(9), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_names_are_refused),
                                       cmocka_unit_test(counts_have_limits),
                                       cmocka_unit_test(the_largest_menu_is_the_same_each_time),
                                       cmocka_unit_test(the_description_tells_all),
                                       cmocka_unit_test(prompts_are_whole_sentences),
                                       cmocka_unit_test(targets_have_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
