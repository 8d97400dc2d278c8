/* The menu as data, for any other system: menu.json. docs/add-a-phone-system.md tells of each key. */
#include "export/menu_parts.h"

#include "export/json_text.h"

#include <jansson.h>
#include <stdlib.h>

/* Takes the item. Where memory runs out there is no list any more, and so no menu: not one with less in it. */
static void append(json_t **list, json_t *item)
{
    if (json_array_append_new(*list, item) == 0) return;
    json_decref(*list);
    *list = NULL;
}

static json_t *sections_of(const struct menu_language *language)
{
    json_t *sections = json_array();
    for (size_t i = 0; i < language->section_count; i++) {
        const struct menu_section *section = &language->sections[i];
        size_t page = i / MENU_PAGE + 1;
        append(&sections, json_pack("{s:s, s:I, s:I, s:I}", "folder", section->folder, "sentences",
                                    (json_int_t)section->sentence_count, "page", (json_int_t)page, "key",
                                    (json_int_t)menu_digit(i)));
    }
    return sections;
}

static json_t *languages_of(const struct menu *menu)
{
    json_t *languages = json_array();
    for (size_t i = 0; i < menu->language_count; i++) {
        const struct menu_language *language = &menu->languages[i];
        size_t page = i / MENU_PAGE + 1;
        append(&languages,
               json_pack("{s:s, s:s, s:b, s:I, s:I, s:I, s:o}", "tag", language->tag, "leaflet", language->leaflet,
                         "draft", language->draft, "page", (json_int_t)page, "key", (json_int_t)menu_digit(i),
                         "contacts", (json_int_t)language->contact_count, "sections", sections_of(language)));
    }
    return languages;
}

static json_t *prompts_of_system(void)
{
    size_t count = 0;
    const struct menu_prompt *prompts = menu_prompts(&count);
    json_t *names = json_array();
    for (size_t i = 0; i < count; i++) append(&names, json_string(prompts[i].file));
    return names;
}

static json_t *keys(void)
{
    return json_pack("{s:{s:s, s:s, s:s, s:s}, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}}", "choosing",
                     "1-9", "choose", "#", "more choices, or again", "*", "languages", "0", "operator", "listening",
                     "0", "operator", "1", "contact number twice, then pause", "2", "sentence again", "4",
                     "sentence before", "5", "pause, go on", "6", "next sentence", "7", "section before", "8",
                     "slower, normal", "9", "next section", "#", "help", "*", "choose a section");
}

static json_t *names(void)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "system", "LANGUAGE/menu/NAME", "language",
                     "LANGUAGE/LEAFLET/language", "welcome", "LANGUAGE/LEAFLET/welcome", "choice",
                     "LANGUAGE/LEAFLET/choice/0001", "contact", "LANGUAGE/LEAFLET/contact/01", "sentence",
                     "LANGUAGE/LEAFLET/FOLDER/0001", "slow_sentence", "LANGUAGE/LEAFLET/FOLDER/slow/0001", "draft",
                     "LANGUAGE/menu/draft, not to be skipped, before the welcome of a draft");
}

enum status menu_generic(const struct menu *menu, struct menu_files *files, struct error *error)
{
    json_t *operator_number = menu->operator_number ? json_string(menu->operator_number) : json_null();
    json_t *root = json_pack("{s:i, s:s, s:s, s:s, s:o, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o, s:o}", "version", 1,
                             "name", menu->name, "sounds", menu->sounds ? menu->sounds : "sounds", "ending",
                             menu->ending ? menu->ending : "", "operator", operator_number, "key_wait_s",
                             (int)menu->key_wait_s, "tries", (int)menu->tries, "pause_wait_s", (int)menu->pause_wait_s,
                             "pause_tries", (int)menu->pause_tries, "choices_on_a_page", MENU_PAGE, "keys", keys(),
                             "names", names(), "system_prompts", prompts_of_system(), "languages", languages_of(menu));
    struct buffer *text = menu_file_add(files, "menu.json");
    if (text) json_text_append(text, root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(root);
    if (!text || text->failed) return error_no_memory(error);
    buffer_append_char(text, '\n');
    return STATUS_OK;
}
