#include "commands/translate_check.h"

#include "base/file.h"
#include "commands/catalogue_language.h"
#include "commands/command.h"
#include "commands/leaflet_translation.h"
#include "commands/translate.h"
#include "compare/leaflet_comparison.h"
#include "listen/screen_text.h"

#include <stdlib.h>
#include <string.h>

enum { QUOTE_CHARACTERS_MOST = 70 };

/* ---- Telling  ---------------------------------------------------------------------------------------------------- */

/* “…”, cut at a character where it is long. */
static void append_quote(struct buffer *line, const char *text, struct text_span span)
{
    struct buffer words = {0};
    size_t characters = 0, end = span.start;
    while (end < span.end && characters < QUOTE_CHARACTERS_MOST) {
        do end++;
        while (end < span.end && ((unsigned char)text[end] & 0xC0) == 0x80);
        characters++;
    }
    buffer_append(&words, text + span.start, end - span.start);
    buffer_append_text(line, "“");
    screen_text_safe(buffer_text(&words), line);
    buffer_append_text(line, end < span.end ? "…”" : "”");
    buffer_done(&words);
}

static void append_place(struct buffer *line, const char *path, size_t number)
{
    screen_text_safe(path, line);
    if (number) buffer_printf(line, ":%zu", number);
    buffer_append_text(line, ": ");
}

static void append_found(void *context, const struct found_difference *found)
{
    struct translation_check *check = context;
    struct buffer *line = check->lines;
    const struct difference *difference = &found->difference;
    bool in_source = difference->source.end > 0, in_target = difference->target.end > 0;
    append_place(line, check->target_path, found->target_line);
    append_place(line, check->source_path, found->source_line);
    buffer_printf(line, "%s: ", difference_name(difference->kind));
    if (in_source) append_quote(line, found->source, difference->source);
    if (!in_source && in_target) append_quote(line, found->target, difference->target);
    buffer_printf(line, "%s%s", in_source || in_target ? " " : "", difference->text);
    if (in_source && in_target) {
        buffer_append_text(line, ": ");
        append_quote(line, found->target, difference->target);
    }
    buffer_append_char(line, '\n');
    check->counts.found++;
}

/* ---- Translations ------------------------------------------------------------------------------------------------ */

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), size = strlen(ending);
    return length >= size && strcmp(path + length - size, ending) == 0;
}

/* The language of the header, else of the file's name. */
static enum status catalogue_language(const struct catalogue *catalogue, const char *of_name, struct buffer *language,
                                      struct error *error)
{
    if (catalogue_field(catalogue, "Language", language) && language->length) return STATUS_OK;
    buffer_clear(language);
    buffer_append_text(language, of_name);
    return language->failed ? error_no_memory(error) : STATUS_OK;
}

static enum status check_catalogue(struct translation_check *check, struct leaflet_comparison *comparison,
                                   const char *path, struct error *error)
{
    struct catalogue catalogue = {0};
    struct buffer name = {0};
    const struct compared_language *language = NULL;
    char *heard = catalogue_language_of_path(path);
    enum status status = heard ? catalogue_read_translations(&catalogue, path, error) : error_no_memory(error);
    if (status == STATUS_OK)
        status = catalogue_language_check(&catalogue, heard, &check->shelf.voices, check->voices, error);
    if (status == STATUS_OK) status = catalogue_language(&catalogue, heard, &name, error);
    if (status == STATUS_OK)
        status = language_shelf_load(&check->shelf, check->voices, buffer_text(&name), &language, error);
    if (status == STATUS_OK)
        status = leaflet_compare_catalogue(comparison, &catalogue, language, append_found, check, error);
    size_t texts = comparison->original->entry_count;
    if (status == STATUS_OK && texts > 0 && comparison->compared == 0) {
        status = error_set(error, STATUS_NOT_FOUND, path, 0,
                           "translates nothing of %s; if it is a translation of it, run `aloud translate update`",
                           check->source_path);
    }
    if (status == STATUS_OK) check->counts.left += texts - comparison->compared;
    buffer_done(&name);
    catalogue_done(&catalogue);
    free(heard);
    return status;
}

static enum status check_leaflet(struct translation_check *check, struct leaflet_comparison *comparison,
                                 const char *path, struct error *error)
{
    struct original translation = {0};
    const struct compared_language *language = NULL;
    enum status status = original_read(&translation, path, error);
    const char *name = status == STATUS_OK ? buffer_text(&translation.document->language) : "";
    if (status == STATUS_OK && !*name)
        status = error_set(error, STATUS_BAD_INPUT, path, 0,
                           "its language is not told; write \"lang: pl\", say, in its front matter, or name it "
                           "leaflet.pl.md");
    if (status == STATUS_OK) status = language_shelf_load(&check->shelf, check->voices, name, &language, error);
    if (status == STATUS_OK)
        status = leaflet_compare_leaflet(comparison, &translation, language, append_found, check, error);
    original_done(&translation);
    return status;
}

/* Tells a failure, so that the others are compared all the same; but not that memory has run out. */
static enum status settle(struct translation_check *check, enum status status, const struct error *error)
{
    if (status == STATUS_OK || status == STATUS_NO_MEMORY) return status;
    command_failed(error);
    check->counts.failed++;
    return STATUS_OK;
}

static enum status check_translation(struct translation_check *check, struct leaflet_comparison *comparison,
                                     const char *path, struct error *error)
{
    check->target_path = path;
    enum status status = has_ending(path, ".po") ? check_catalogue(check, comparison, path, error)
                                                 : check_leaflet(check, comparison, path, error);
    check->counts.versions += status == STATUS_OK;
    return settle(check, status, error);
}

/* All po/LANG.po beside the leaflet. */
static enum status check_catalogues(struct translation_check *check, struct leaflet_comparison *comparison,
                                    const char *leaflet, struct error *error)
{
    char **languages = NULL;
    size_t count = 0;
    enum status status = leaflet_translation_languages(leaflet, FORMAT_MARKDOWN, &languages, &count, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        char *path = translate_catalogue_path(leaflet, languages[i]);
        status = path ? check_translation(check, comparison, path, error) : error_no_memory(error);
        free(path);
    }
    leaflet_folder_names_free(languages, count);
    return status;
}

enum status translation_check_leaflet(struct translation_check *check, const char *leaflet, struct error *error)
{
    struct original original = {0};
    struct leaflet_comparison comparison = {0};
    const struct compared_language *language = NULL;
    check->source_path = leaflet;
    enum status status = original_read(&original, leaflet, error);
    const char *name = status == STATUS_OK ? buffer_text(&original.document->language) : "";
    if (status == STATUS_OK)
        status = language_shelf_load(&check->shelf, check->voices, *name ? name : "en-GB", &language, error);
    if (status == STATUS_OK) status = leaflet_comparison_init(&comparison, &original, language, error);
    for (size_t i = 0; i < check->translation_count && status == STATUS_OK; i++)
        status = check_translation(check, &comparison, check->translations[i], error);
    if (status == STATUS_OK && check->translation_count == 0)
        status = check_catalogues(check, &comparison, leaflet, error);
    leaflet_comparison_done(&comparison);
    original_done(&original);
    return settle(check, status, error);
}
