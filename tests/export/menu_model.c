#include "cmocka_all.h"
#include "export/menu_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const tags[] = {"en-GB", "pl", "cy", "de", "fr", "es", "it", "pt", "ro", "uk", "ar", "cmn"};

struct menu *model_new(size_t language_count, size_t section_count, size_t contact_count, const char *operator_number)
{
    assert_true(language_count <= sizeof tags / sizeof tags[0]);
    struct menu *menu = calloc(1, sizeof *menu);
    struct menu_language *languages = calloc(language_count, sizeof *languages);
    assert_true(menu && languages);
    *menu = menu_defaults();
    menu->name = "back-pain";
    menu->ending = "wav";
    menu->languages = languages;
    menu->language_count = language_count;
    menu->operator_number = operator_number;
    for (size_t i = 0; i < language_count; i++) {
        struct menu_section *sections = calloc(section_count, sizeof *sections);
        assert_non_null(sections);
        for (size_t j = 0; j < section_count; j++) {
            char *folder = NULL;
            assert_true(asprintf(&folder, "%02zu-part", j + 1) > 0);
            sections[j] = (struct menu_section){folder, (j + 1) % 3 + 1};
        }
        char *leaflet = NULL;
        assert_true(asprintf(&leaflet, "leaflet-%zu", i + 1) > 0);
        languages[i] = (struct menu_language){.tag = tags[i],
                                              .leaflet = leaflet,
                                              .draft = i > 0,
                                              .sections = sections,
                                              .section_count = section_count,
                                              .contact_count = contact_count};
    }
    return menu;
}

static void free_text(const char *text)
{
    char *own = NULL;
    memcpy(&own, &text, sizeof own);
    free(own);
}

void model_free(struct menu *menu)
{
    for (size_t i = 0; i < menu->language_count; i++) {
        for (size_t j = 0; j < menu->languages[i].section_count; j++) free_text(menu->languages[i].sections[j].folder);
        free_text(menu->languages[i].leaflet);
        free_text((const char *)menu->languages[i].sections);
    }
    free_text((const char *)menu->languages);
    free(menu);
}

/* Whether `text` is a number from 1 to `most` with so many digits at least, none too many. */
static bool numbered(const char *text, int digits, size_t most)
{
    char written[32];
    size_t number = (size_t)strtoul(text, NULL, 10);
    snprintf(written, sizeof written, "%0*zu", digits, number);
    return strcmp(written, text) == 0 && number >= 1 && number <= most;
}

static bool language_has(const struct menu_language *language, const char *rest)
{
    if (strcmp(rest, "language") == 0 || strcmp(rest, "welcome") == 0) return true;
    if (strncmp(rest, "choice/", 7) == 0) return numbered(rest + 7, 4, language->section_count);
    if (strncmp(rest, "contact/", 8) == 0) return numbered(rest + 8, 2, language->contact_count);
    size_t section = (size_t)strtoul(rest, NULL, 10);
    if (section < 1 || section > language->section_count) return false;
    const char *folder = language->sections[section - 1].folder;
    size_t length = strlen(folder);
    if (strncmp(rest, folder, length) != 0 || rest[length] != '/') return false;
    rest += length + 1;
    if (strncmp(rest, "slow/", 5) == 0) rest += 5;
    return numbered(rest, 4, language->sections[section - 1].sentence_count);
}

bool model_has(const struct menu *menu, const char *prompt)
{
    for (size_t i = 0; i < menu->language_count; i++) {
        const struct menu_language *language = &menu->languages[i];
        size_t length = strlen(language->tag), leaflet = strlen(language->leaflet);
        if (strncmp(prompt, language->tag, length) != 0 || prompt[length] != '/') continue;
        const char *rest = prompt + length + 1;
        if (strncmp(rest, language->leaflet, leaflet) == 0 && rest[leaflet] == '/')
            return language_has(language, rest + leaflet + 1);
        size_t count = 0;
        const struct menu_prompt *prompts = menu_prompts(&count);
        for (size_t j = 0; j < count && strncmp(rest, "menu/", 5) == 0; j++)
            if (strcmp(rest + 5, prompts[j].file) == 0) return true;
    }
    return false;
}
