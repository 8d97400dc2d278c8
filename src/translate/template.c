#include "translate/template.h"

#include "base/file.h"
#include "translate/plural_forms.h"

#include <stdlib.h>
#include <string.h>

static const char no_date[] = "YEAR-MO-DA HO:MI+ZONE"; /* as GNU gettext has it */

/* "2026-03-01" */
static bool is_date(const char *text)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; i < sizeof shape; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) return false;
    }
    return true;
}

enum status template_describe(const struct original *original, struct catalogue *catalogue, struct error *error)
{
    const struct document *document = original->document;
    struct buffer value = {0};
    bool has_reference = document->reference.length > 0;
    buffer_printf(&value, "%s %s", buffer_text(has_reference ? &document->reference : &document->title),
                  document->version.length > 0 ? buffer_text(&document->version) : "1");
    enum status status = value.failed ? error_no_memory(error) : STATUS_OK;
    if (status == STATUS_OK) status = catalogue_set_field(catalogue, "Project-Id-Version", value.data, error);
    buffer_clear(&value);
    const char *date = buffer_text(&document->date);
    buffer_printf(&value, is_date(date) ? "%s 00:00+0000" : "%s", is_date(date) ? date : no_date);
    if (status == STATUS_OK) status = catalogue_set_field(catalogue, "POT-Creation-Date", buffer_text(&value), error);
    buffer_done(&value);
    return status;
}

static enum status make_header(const struct original *original, const char *language, struct catalogue *catalogue,
                               struct error *error)
{
    const struct {
        const char *name;
        const char *value;
    } fields[] = {
        {"Report-Msgid-Bugs-To", ""},
        {"PO-Revision-Date", no_date},
        {"Last-Translator", language ? "Automatically generated" : "FULL NAME <EMAIL@ADDRESS>"},
        {"Language-Team", language ? "none" : "LANGUAGE <LL@li.org>"},
        {"Language", language ? language : ""},
        {"MIME-Version", "1.0"},
        {"Content-Type", "text/plain; charset=UTF-8"},
        {"Content-Transfer-Encoding", "8bit"},
        {"Plural-Forms", language ? plural_forms(language) : NULL},
        {"X-Source-Language", buffer_text(&original->document->language)},
        {"X-Generator", "Aloud " ALOUD_VERSION},
    };
    enum status status = template_describe(original, catalogue, error);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && status == STATUS_OK; i++) {
        if (fields[i].value) status = catalogue_set_field(catalogue, fields[i].name, fields[i].value, error);
    }
    return status;
}

/* "leaflet.md:12 leaflet.md:40": the lines of all units of an entry. */
static char **make_references(const struct original *original)
{
    struct buffer *texts = calloc(original->entry_count + 1, sizeof *texts);
    char **references = calloc(original->entry_count + 1, sizeof *references);
    const char *slash = strrchr(original->document->path, '/');
    const char *name = slash ? slash + 1 : original->document->path;
    for (size_t i = 0; texts && references && i < original->unit_count; i++) {
        const struct unit *unit = &original->units[i];
        struct buffer *text = &texts[unit->entry];
        buffer_printf(text, "%s%s:%zu", text->length > 0 ? " " : "", name,
                      document_line(original->document, unit->source.start));
    }
    for (size_t i = 0; texts && references && i < original->entry_count; i++) references[i] = buffer_take(&texts[i]);
    free(texts);
    return references;
}

enum status template_make(const struct original *original, const char *language, struct catalogue *catalogue,
                          struct error *error)
{
    enum status status = make_header(original, language, catalogue, error);
    char **references = make_references(original);
    catalogue->path = strdup(original->document->path);
    if (status == STATUS_OK && (!references || !catalogue->path)) status = error_no_memory(error);
    catalogue->header_fuzzy = !language;
    for (size_t i = 0; references && i < original->entry_count; i++) {
        const struct entry *entry = &original->entries[i];
        if (status != STATUS_OK) {
            free(references[i]);
            continue;
        }
        status = catalogue_add(catalogue,
                               (struct catalogue_entry){.context = strdup(original_context(original, entry)),
                                                        .text = strdup(original_text(original, entry)),
                                                        .translation = strdup(""),
                                                        .note = strdup(original_note(original, entry)),
                                                        .references = references[i]},
                               error);
    }
    free(references);
    return status;
}
