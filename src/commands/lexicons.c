#include "commands/lexicons.h"

#include "commands/command.h"
#include "voice/pls.h"

static enum status read_file(struct lexicons *lexicons, const char *path, const struct buffer *text,
                             const struct voice *voice, struct error *error)
{
    struct remarks remarks = {0};
    enum status status =
        text ? pls_read_bytes(path, text->data, text->length, voice, lexicons->listener, &remarks, error)
             : pls_read(path, voice, lexicons->listener, &remarks, error);
    remarks_sort(&remarks);
    for (size_t i = 0; i < remarks.count && status == STATUS_OK; i++) {
        struct error warning = {0};
        error_set(&warning, STATUS_BAD_INPUT, path, remarks.items[i].line, "not used: %s", remarks.items[i].text);
        command_warn(&warning);
    }
    remarks_done(&remarks);
    return status;
}

enum status lexicons_read(struct lexicons *lexicons, const char *const *paths, const struct buffer *texts,
                          size_t path_count, const struct document *document, const struct voice *voice,
                          struct error *error)
{
    enum status status = path_count > 0 ? lexicon_new(&lexicons->listener, error) : STATUS_OK;
    for (size_t i = 0; i < path_count && status == STATUS_OK; i++)
        status = read_file(lexicons, paths[i], texts ? &texts[i] : NULL, voice, error);
    if (status == STATUS_OK && document && document->term_count > 0) {
        status = lexicon_new(&lexicons->leaflet, error);
        if (status == STATUS_OK)
            status = leaflet_lexicon(document, voice, lexicons->leaflet, &lexicons->remarks, error);
    }
    if (status != STATUS_OK) return status;
    remarks_sort(&lexicons->remarks);
    if (lexicons->listener) lexicon_finish(lexicons->listener);
    if (lexicons->leaflet) lexicon_finish(lexicons->leaflet);
    return STATUS_OK;
}

void lexicons_give(const struct lexicons *lexicons, struct script *script)
{
    if (lexicons->listener) script_add_lexicon(script, lexicons->listener);
    if (lexicons->leaflet) script_add_lexicon(script, lexicons->leaflet);
}

void lexicons_done(struct lexicons *lexicons)
{
    lexicon_free(lexicons->listener);
    lexicon_free(lexicons->leaflet);
    remarks_done(&lexicons->remarks);
    *lexicons = (struct lexicons){0};
}
