#include "voice/pls_parts.h"

#include <stdlib.h>

static const char *grapheme(const struct pls_terms *terms, const struct pls_term *term)
{
    return terms->text.data + term->grapheme;
}

/* The first saying of a term is used; one for another role of the word is told. */
static enum status tell_role(const struct pls_terms *terms, const struct pls_term *first, const struct pls_term *again,
                             struct remarks *remarks, struct error *error)
{
    const char *text = terms->text.data;
    bool same = first->phonemes == again->phonemes && strcmp(text + first->saying, text + again->saying) == 0;
    if (same && first->usable == again->usable) return STATUS_OK;
    struct error reason = {0};
    error_set(&reason, STATUS_BAD_INPUT, NULL, 0,
              "\"%s\" is said as in line %zu; its role is not told apart, so this entry is not used",
              grapheme(terms, again), first->line);
    return remarks_add(remarks, again->line, &reason, error);
}

static int compare(const void *a, const void *b, void *text)
{
    const struct pls_term *left = a, *right = b;
    int order = strcmp((const char *)text + left->grapheme, (const char *)text + right->grapheme);
    return order ? order : (left->grapheme > right->grapheme) - (left->grapheme < right->grapheme);
}

static enum status check_twice(const struct pls_terms *terms, struct remarks *remarks, struct error *error)
{
    if (terms->count == 0) return STATUS_OK;
    struct pls_term *sorted = malloc(terms->count * sizeof *sorted);
    enum status status = STATUS_OK;
    if (!sorted) return error_no_memory(error);
    memcpy(sorted, terms->items, terms->count * sizeof *sorted);
    qsort_r(sorted, terms->count, sizeof *sorted, compare, terms->text.data);
    const struct pls_term *first = &sorted[0];
    for (size_t i = 1; i < terms->count && status == STATUS_OK; i++) {
        const struct pls_term *again = &sorted[i];
        if (strcmp(grapheme(terms, first), grapheme(terms, again)) != 0)
            first = again;
        else if (first->role || again->role)
            status = tell_role(terms, first, again, remarks, error);
        else
            status = error_set(error, STATUS_BAD_INPUT, terms->path, again->line,
                               "the grapheme \"%s\" stands twice, first in line %zu; keep one of them",
                               grapheme(terms, again), first->line);
    }
    free(sorted);
    return status;
}

enum status pls_terms_add(const struct pls_terms *terms, struct lexicon *lexicon, struct remarks *remarks,
                          struct error *error)
{
    enum status status = check_twice(terms, remarks, error);
    for (size_t i = 0; i < terms->count && status == STATUS_OK; i++) {
        const struct pls_term *term = &terms->items[i];
        struct error reason = {0};
        const char *said = terms->text.data + term->saying;
        struct saying saying = {.text = said, .length = strlen(said), .phonemes = term->phonemes};
        if (!term->usable) continue;
        status = lexicon_add(lexicon, grapheme(terms, term), strlen(grapheme(terms, term)), &saying, &reason);
        if (status == STATUS_BAD_INPUT)
            status = remarks_add(remarks, term->line, &reason, error);
        else if (status != STATUS_OK)
            error_set(error, status, terms->path, term->line, "%s", reason.text);
    }
    return status;
}
