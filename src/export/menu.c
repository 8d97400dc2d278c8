#include "export/menu.h"

#include "base/array.h"
#include "export/menu_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static const struct {
    const char *name;
    enum status (*make)(const struct menu *menu, struct menu_files *files, struct error *error);
} targets[MENU_TARGETS] = {
#define X(name, text, function) {text, function},
    MENU_TARGET_LIST(X)
#undef X
};

const struct menu_prompt *menu_prompts(size_t *ret_count)
{
    static const struct menu_prompt prompts[] = {
#define X(file, phrase) {file, phrase},
        MENU_PROMPT_LIST(X)
#undef X
    };
    *ret_count = ARRAY_COUNT(prompts);
    return prompts;
}

struct menu menu_defaults(void)
{
    return (struct menu){.key_wait_s = 6, .tries = 3, .pause_wait_s = 60, .pause_tries = 5};
}

const char *menu_target_name(enum menu_target target)
{
    return targets[target].name;
}

bool menu_target_find(const char *name, enum menu_target *ret)
{
    for (unsigned i = 0; i < MENU_TARGETS; i++) {
        if (strcmp(targets[i].name, name) != 0) continue;
        *ret = (enum menu_target)i;
        return true;
    }
    return false;
}

unsigned menu_digit(size_t index)
{
    return (unsigned)(index % MENU_PAGE) + 1;
}

size_t menu_pages(size_t count)
{
    return (count + MENU_PAGE - 1) / MENU_PAGE;
}

/* Names go into the files as they are: nothing in them may mean anything there. */
static enum status check_name(const char *what, const char *name, const char *signs, size_t most, struct error *error)
{
    size_t length = name ? strlen(name) : 0;
    if (length > 0 && length <= most && strspn(name, signs) == length && name[0] != '-') return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "the %s “%s” cannot stand in a telephone menu", what,
                     name ? name : "");
}

static enum status check_count(const char *what, size_t count, size_t most, struct error *error)
{
    if (count == 0)
        return error_set(error, STATUS_BAD_INPUT, NULL, 0, "a telephone menu needs at least one of its %s", what);
    if (count <= most) return STATUS_OK;
    return error_set(error, STATUS_LIMIT, NULL, 0, "a telephone menu has at most %zu %s, here are %zu", most, what,
                     count);
}

/* A tag's parts have at most eight signs (RFC 5646), so that no file of a language is named like one of the menu's. */
static enum status check_tag(const char *tag, struct error *error)
{
    enum status status = check_name("language", tag, SMALL CAPITALS DIGITS "-", MENU_TAG_BYTES_MOST, error);
    for (const char *part = tag; status == STATUS_OK && part; part = strchr(part, '-')) {
        part += *part == '-';
        size_t length = strcspn(part, "-");
        if (length == 0 || length > 8)
            status = error_set(error, STATUS_BAD_INPUT, NULL, 0, "“%s” is no language’s tag", tag);
    }
    return status;
}

static enum status check_language(const struct menu_language *language, struct error *error)
{
    enum status status = check_tag(language->tag, error);
    if (status == STATUS_OK)
        status = check_name("folder", language->leaflet, SMALL DIGITS "-", MENU_FOLDER_BYTES_MOST, error);
    if (status == STATUS_OK) status = check_count("sections", language->section_count, MENU_SECTIONS_MOST, error);
    if (status == STATUS_OK && language->contact_count > MENU_CONTACTS_MOST)
        status = check_count("phone numbers", language->contact_count, MENU_CONTACTS_MOST, error);
    for (size_t i = 0; i < language->section_count && status == STATUS_OK; i++) {
        const struct menu_section *section = &language->sections[i];
        status = check_name("folder", section->folder, SMALL DIGITS "-", MENU_FOLDER_BYTES_MOST, error);
        if (status == STATUS_OK) status = check_count("sentences", section->sentence_count, MENU_SENTENCES_MOST, error);
    }
    return status;
}

static enum status check_sounds(const char *sounds, struct error *error)
{
    return check_name("place of the sounds", sounds, SMALL CAPITALS DIGITS "-._/:", 500, error);
}

bool menu_sounds_allowed(const char *sounds)
{
    return check_sounds(sounds, NULL) == STATUS_OK;
}

static enum status check(const struct menu *menu, struct error *error)
{
    enum status status = check_name("name", menu->name, SMALL DIGITS "-", MENU_NAME_BYTES_MOST, error);
    if (status == STATUS_OK) status = check_count("languages", menu->language_count, MENU_LANGUAGES_MOST, error);
    if (status == STATUS_OK) status = check_count("tries", menu->tries, 9, error);
    if (status == STATUS_OK) status = check_count("reminders", menu->pause_tries, 30, error);
    if (status == STATUS_OK) status = check_count("seconds for a key", menu->key_wait_s, 60, error);
    if (status == STATUS_OK) status = check_count("seconds of a pause", menu->pause_wait_s, 600, error);
    if (status == STATUS_OK && menu->operator_number) {
        const char *digits = menu->operator_number + (menu->operator_number[0] == '+');
        status = check_name("operator’s number", digits, DIGITS, 20, error);
    }
    if (status == STATUS_OK && menu->sounds) status = check_sounds(menu->sounds, error);
    if (status == STATUS_OK && menu->ending && *menu->ending)
        status = check_name("ending", menu->ending, SMALL CAPITALS DIGITS, 10, error);
    for (size_t i = 0; i < menu->language_count && status == STATUS_OK; i++) {
        status = check_language(&menu->languages[i], error);
        for (size_t j = 0; j < i && status == STATUS_OK; j++) {
            if (strcmp(menu->languages[i].tag, menu->languages[j].tag) == 0)
                status = error_set(error, STATUS_BAD_INPUT, NULL, 0,
                                   "the language “%s” stands twice in the telephone menu", menu->languages[i].tag);
        }
    }
    return status;
}

enum status menu_make(enum menu_target target, const struct menu *menu, struct menu_files *files, struct error *error)
{
    enum status status = check(menu, error);
    if (status == STATUS_OK) status = targets[target].make(menu, files, error);
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        if (files->files[i].text.failed) status = error_no_memory(error);
    return status;
}

struct buffer *menu_file_add(struct menu_files *files, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *path = NULL;
    int length = vasprintf(&path, format, arguments);
    va_end(arguments);
    if (length < 0) return NULL;
    if (!array_reserve(&files->files, &files->capacity, files->count + 1)) {
        free(path);
        return NULL;
    }
    files->files[files->count] = (struct menu_file){.path = path};
    return &files->files[files->count++].text;
}

void menu_append(struct buffer *buffer, const struct menu *menu, const char *text)
{
    for (const char *mark; (mark = strchr(text, '~')); text = mark + 1) {
        buffer_append(buffer, text, (size_t)(mark - text));
        buffer_append_text(buffer, menu->name);
    }
    buffer_append_text(buffer, text);
}

void menu_files_done(struct menu_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->files[i].path);
        buffer_done(&files->files[i].text);
    }
    free(files->files);
    *files = (struct menu_files){0};
}
