#include "translate/build.h"

#include "base/array.h"
#include "translate/build_parts.h"
#include "translate/placeholder.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static const char *const missing_names[] = {
#define X(name, text) text,
    MISSING_LIST(X)
#undef X
};

enum status missing_from_name(const char *name, enum missing *ret, struct error *error)
{
    for (size_t i = 0; i < ARRAY_COUNT(missing_names); i++) {
        if (strcmp(name, missing_names[i]) != 0) continue;
        *ret = (enum missing)i;
        return STATUS_OK;
    }
    return error_set(error, STATUS_USAGE, NULL, 0, "--missing is speak, skip or refuse, not \"%s\"", name);
}

enum status build_error(const struct build *build, const struct unit *unit, struct error *error, const char *format,
                        ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const struct original *original = build->original;
    const struct entry *entry = unit ? &original->entries[unit->entry] : NULL;
    const struct catalogue_entry *found =
        entry ? catalogue_find(build->catalogue, original_context(original, entry), original_text(original, entry))
              : NULL;
    if (found) return error_set(error, STATUS_BAD_INPUT, build->catalogue->path, found->line, "%s", text);
    size_t line = unit ? document_line(original->document, unit->source.start) : 0;
    return error_set(error, STATUS_BAD_INPUT, original->document->path, line, "%s", text);
}

/* The name of the source's language in that of the translation, and in itself where ICU does not know it there. */
static void append_language_name(const struct build *build, struct buffer *buffer)
{
    const char *tag = buffer_text(&build->original->document->language);
    char canonical[ULOC_FULLNAME_CAPACITY];
    UChar wide[128];
    char name[384];
    UErrorCode code = U_ZERO_ERROR;
    uloc_canonicalize(build->language, canonical, sizeof canonical, &code);
    /* ICU knows Mandarin by the language it belongs to. */
    const char *in = U_SUCCESS(code) && strncmp(canonical, "cmn", 3) != 0 ? canonical : "zh";
    uloc_getDisplayLanguage(tag, in, wide, ARRAY_COUNT(wide), &code);
    if (code == U_USING_DEFAULT_WARNING) {
        code = U_ZERO_ERROR;
        uloc_getDisplayLanguage(tag, tag, wide, ARRAY_COUNT(wide), &code);
    }
    u_strToUTF8(name, sizeof name, NULL, wide, -1, &code);
    buffer_append_text(buffer, U_SUCCESS(code) ? name : tag);
}

static enum status make_notice(struct build *build, struct error *error)
{
    struct buffer name = {0};
    append_language_name(build, &name);
    struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&name))};
    enum status status = voice_phrase(build->voice, PHRASE_UNTRANSLATED_NEXT, values, 1, &build->next_notice, error);
    buffer_done(&name);
    return status;
}

/* The translation of a unit; NULL where it is missing. */
static enum status find_translation(const struct build *build, const struct unit *unit,
                                    const struct catalogue_entry **ret, struct error *error)
{
    const struct original *original = build->original;
    const struct entry *entry = &original->entries[unit->entry];
    const struct catalogue_entry *found =
        catalogue_find(build->catalogue, original_context(original, entry), original_text(original, entry));
    char problem[96];
    *ret = NULL;
    if (!found || !catalogue_entry_is_translated(found)) return STATUS_OK;
    if (placeholder_problem(found->text, found->translation, problem))
        return build_error(build, unit, error, "the placeholder %s", problem);
    *ret = found;
    return STATUS_OK;
}

static enum status find_translations(struct build *build, struct error *error)
{
    const struct original *original = build->original;
    struct built *built = build->built;
    enum status status = STATUS_OK;
    build->translations = calloc(original->unit_count + 1, sizeof(const struct catalogue_entry *));
    if (!build->translations) return error_no_memory(error);
    for (size_t i = 0; i < original->unit_count && status == STATUS_OK; i++) {
        status = find_translation(build, &original->units[i], &build->translations[i], error);
        if (status != STATUS_OK || build->translations[i]) continue;
        if (!array_reserve(&built->missing, &built->missing_capacity, built->missing_count + 1))
            return error_no_memory(error);
        built->missing[built->missing_count++] = (uint32_t)i;
    }
    return status;
}

static enum status refuse(const struct build *build, struct error *error)
{
    size_t count = build->built->missing_count;
    const struct unit *first = &build->original->units[build->built->missing[0]];
    return build_error(build, first, error, "%zu of %zu texts %s not translated, this one first; see --missing", count,
                       build->original->unit_count, count == 1 ? "is" : "are");
}

/* What is not translated is marked with the leaflet's language: without one it would be said by the translation's voice. */
static enum status want_language(const struct original *original, struct error *error)
{
    if (original->document->language.length > 0) return STATUS_OK;
    return error_set(
        error, STATUS_BAD_INPUT, original->document->path, 0,
        "its language is not told, and not all of it is translated; write \"lang: en-GB\", say, in its front "
        "matter, or name it leaflet.en-GB.md");
}

enum status build_leaflet(const struct original *original, const struct catalogue *catalogue, const char *language,
                          const struct voice *voice, enum missing missing, struct built *built, struct error *error)
{
    struct build build = {.original = original,
                          .catalogue = catalogue,
                          .language = language,
                          .voice = voice,
                          .missing = missing,
                          .built = built};
    *built = (struct built){.state = state_of_version(original, catalogue)};
    enum status status = find_translations(&build, error);
    if (status == STATUS_OK && missing == MISSING_REFUSE && built->missing_count > 0) status = refuse(&build, error);
    if (status == STATUS_OK && missing == MISSING_SPEAK && built->missing_count > 0)
        status = want_language(original, error);
    if (status == STATUS_OK) status = make_notice(&build, error);
    if (status == STATUS_OK && !build_front_matter(&build, &built->markdown)) status = error_no_memory(error);
    if (status == STATUS_OK) status = build_body(&build, &built->markdown, error);
    if (status == STATUS_OK) status = build_check(&build, error);
    buffer_done(&build.next_notice);
    free(build.translations);
    return status;
}

void built_done(struct built *built)
{
    buffer_done(&built->markdown);
    document_free(built->document);
    free(built->source_blocks);
    free(built->missing);
    *built = (struct built){0};
}
