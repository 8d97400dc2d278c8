#include "script/leaflet_lexicon.h"

#include "voice/respelling.h"
#include "voice/terms.h"

/* Why an entry cannot be used; STATUS_OK where it can. */
static enum status judge(const struct document *document, const struct document_term *entry, struct error *reason)
{
    const char *term = document->strings.data + entry->term;
    if (entry->saying == DOCUMENT_NONE && !*term)
        return error_set(reason, STATUS_BAD_INPUT, NULL, 0,
                         "this is no lexicon; write each term on a line of its own, as in \"term: respelling\"");
    if (entry->saying == DOCUMENT_NONE)
        return error_set(reason, STATUS_BAD_INPUT, NULL, 0,
                         "what is to be said for \"%.100s\" is no text; respell it in letters (phonemes in [[…]] can "
                         "stand only in a voice file)",
                         term);
    const char *said = document->strings.data + entry->saying;
    struct error mistake = {0};
    if (respelling_check(said, strlen(said), &mistake) == STATUS_OK) return STATUS_OK;
    return error_set(reason, STATUS_BAD_INPUT, NULL, 0, "\"%.100s\": %s", term, mistake.text);
}

static enum status take(const struct document *document, const struct document_term *entry, struct terms *terms,
                        struct remarks *remarks, struct error *error)
{
    struct error reason = {0};
    struct term term = {.line = entry->line, .usable = true};
    if (judge(document, entry, &reason) != STATUS_OK) return remarks_add(remarks, entry->line, &reason, error);
    const char *text = document->strings.data + entry->term, *said = document->strings.data + entry->saying;
    enum status status = terms_text(terms, text, strlen(text), &term.term, error);
    if (status == STATUS_OK) status = terms_text(terms, said, strlen(said), &term.saying, error);
    return status == STATUS_OK ? terms_put(terms, term, error) : status;
}

static enum status tell_language(const struct document *document, const struct voice *voice, struct remarks *remarks,
                                 struct error *error)
{
    struct error reason = {0};
    error_set(&reason, STATUS_BAD_INPUT, NULL, 0,
              "the lexicon is for \"%s\" and the leaflet is read in \"%s\", so it is not used",
              buffer_text(&document->language), voice_language(voice));
    return remarks_add(remarks, document->terms[0].line, &reason, error);
}

enum status leaflet_lexicon(const struct document *document, const struct voice *voice, struct lexicon *lexicon,
                            struct remarks *remarks, struct error *error)
{
    const char *language = buffer_text(&document->language);
    lexicon_set_leaflets(lexicon);
    if (document->term_count == 0) return STATUS_OK;
    if (*language && !voice_is_for(voice, language)) return tell_language(document, voice, remarks, error);
    struct terms terms = {.path = document->path};
    enum status status = STATUS_OK;
    size_t count = document->term_count < LEAFLET_TERMS_MOST ? document->term_count : LEAFLET_TERMS_MOST;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = take(document, &document->terms[i], &terms, remarks, error);
    if (status == STATUS_OK) status = terms_add_to(&terms, lexicon, remarks, error);
    if (status == STATUS_OK && count < document->term_count) {
        struct error reason = {0};
        error_set(&reason, STATUS_LIMIT, NULL, 0,
                  "a leaflet's lexicon can have %d terms; the %zu from here on are not used", LEAFLET_TERMS_MOST,
                  document->term_count - count);
        status = remarks_add(remarks, document->terms[count].line, &reason, error);
    }
    terms_done(&terms);
    return status;
}
