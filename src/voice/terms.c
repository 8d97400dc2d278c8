#include "voice/terms.h"

#include "base/array.h"
#include "voice/words.h"

#include <stdlib.h>

enum status terms_text(struct terms *terms, const char *text, size_t length, uint32_t *ret, struct error *error)
{
    struct buffer *all = &terms->text;
    size_t start = all->length;
    for (size_t i = 0; i < length && !all->failed; i++) {
        bool space = text[i] && strchr(" \t\r\n", text[i]);
        bool leads = all->length == start || all->data[all->length - 1] == ' ';
        if (!space || !leads) buffer_append_char(all, (char)(space ? ' ' : text[i]));
    }
    if (!all->failed && all->length > start && all->data[all->length - 1] == ' ') all->length--;
    buffer_append_char(all, '\0');
    *ret = (uint32_t)start;
    return all->failed ? error_no_memory(error) : STATUS_OK;
}

enum status terms_put(struct terms *terms, struct term term, struct error *error)
{
    char folded[WORD_FOLDED_BYTES];
    const char *text = terms->text.data + term.term;
    term.folded = term.term;
    if (word_fold(text, strlen(text), folded)) {
        enum status status = terms_text(terms, folded, strlen(folded), &term.folded, error);
        if (status != STATUS_OK) return status;
    }
    if (!array_reserve(&terms->items, &terms->capacity, terms->count + 1)) return error_no_memory(error);
    terms->items[terms->count++] = term;
    return STATUS_OK;
}

static int compare(const void *a, const void *b, void *text)
{
    const struct term *left = a, *right = b;
    int order = strcmp((const char *)text + left->folded, (const char *)text + right->folded);
    return order ? order : (left->term > right->term) - (left->term < right->term);
}

static enum status take_repeated(const struct terms *terms, const struct term *first, const struct term *again,
                                 struct remarks *remarks, struct error *error)
{
    const char *text = terms->text.data;
    bool same = strcmp(text + first->term, text + again->term) == 0;
    if (terms->strict && same && !first->role && !again->role)
        return error_set(error, STATUS_BAD_INPUT, terms->path, again->line,
                         "the term \"%s\" stands twice, first in line %zu; keep one of them", text + again->term,
                         first->line);
    bool differs = first->phonemes != again->phonemes || strcmp(text + first->saying, text + again->saying) != 0;
    if (!differs || !again->usable) return STATUS_OK;
    struct error reason = {0};
    error_set(&reason, STATUS_BAD_INPUT, NULL, 0,
              "\"%s\" is said as line %zu tells: neither capitals nor roles are told apart, so this entry is not used",
              text + again->term, first->line);
    return remarks_add(remarks, again->line, &reason, error);
}

static enum status check_repeated(const struct terms *terms, struct remarks *remarks, struct error *error)
{
    if (terms->count == 0) return STATUS_OK;
    struct term *sorted = malloc(terms->count * sizeof *sorted);
    enum status status = STATUS_OK;
    if (!sorted) return error_no_memory(error);
    memcpy(sorted, terms->items, terms->count * sizeof *sorted);
    qsort_r(sorted, terms->count, sizeof *sorted, compare, terms->text.data);
    const struct term *first = &sorted[0];
    for (size_t i = 1; i < terms->count && status == STATUS_OK; i++) {
        bool again = strcmp(terms->text.data + first->folded, terms->text.data + sorted[i].folded) == 0;
        if (again) status = take_repeated(terms, first, &sorted[i], remarks, error);
        if (!again || !first->usable) first = &sorted[i];
    }
    free(sorted);
    return status;
}

enum status terms_add_to(const struct terms *terms, struct lexicon *lexicon, struct remarks *remarks,
                         struct error *error)
{
    enum status status = check_repeated(terms, remarks, error);
    for (size_t i = 0; i < terms->count && status == STATUS_OK; i++) {
        const struct term *term = &terms->items[i];
        const char *text = terms->text.data + term->term, *said = terms->text.data + term->saying;
        struct saying saying = {.text = said, .length = strlen(said), .phonemes = term->phonemes};
        struct error reason = {0};
        if (!term->usable) continue;
        status = lexicon_add(lexicon, text, strlen(text), &saying, &reason);
        if (status == STATUS_BAD_INPUT)
            status = remarks_add(remarks, term->line, &reason, error);
        else if (status != STATUS_OK)
            error_set(error, status, terms->path, term->line, "%s", reason.text);
    }
    return status;
}

void terms_done(struct terms *terms)
{
    buffer_done(&terms->text);
    free(terms->items);
    *terms = (struct terms){0};
}
