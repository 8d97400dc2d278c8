#include "translate/po4a.h"

#include "base/array.h"
#include "translate/placeholder.h"

#include <stdlib.h>
#include <string.h>

bool po4a_made(const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (catalogue->entries[i].context) return false;
    }
    return catalogue->count > 0;
}

/* ---- A piece of Markdown, read by itself ------------------------------------------------------------------------- */

/* The leaflet's link definitions, which the piece may refer to. */
static void append_definitions(struct buffer *markdown, const struct original *original)
{
    const struct document *document = original->document;
    for (size_t i = 0; i < document->omission_count; i++) {
        struct source_span span = document->omissions[i].source;
        if (document->omissions[i].reason != OMISSION_LINK_DEFINITION) continue;
        buffer_append_text(markdown, "\n\n");
        buffer_append(markdown, original->bytes.data + span.start, span.end - span.start);
    }
}

/* po4a leaves a list item's mark out, and with it what makes it a task. */
static enum status read_piece(const struct original *original, const char *text, bool item, struct original *piece,
                              struct error *error)
{
    struct buffer markdown = {0};
    if (item) buffer_append_text(&markdown, "- ");
    for (const char *at = text; *at; at++) {
        buffer_append_char(&markdown, *at);
        if (item && *at == '\n') buffer_append_text(&markdown, "  ");
    }
    append_definitions(&markdown, original);
    enum status status =
        markdown.failed ? error_no_memory(error)
                        : original_read_bytes(piece, original->document->path, markdown.data, markdown.length, error);
    buffer_done(&markdown);
    return status;
}

/* ---- Markup of the translation as the text's ---------------------------------------------------------------------- */

static bool is_same_span(const struct original *left, struct source_span left_span, const struct original *right,
                         struct source_span right_span)
{
    size_t length = left_span.end - left_span.start;
    return right_span.end - right_span.start == length
           && memcmp(left->bytes.data + left_span.start, right->bytes.data + right_span.start, length) == 0;
}

struct pairing {
    const struct original *text, *translation;
    const struct unit *text_unit, *translation_unit;
    bool *used; /* of the text's markup */
    bool exact; /* so far */
};

/* The number in the text of the translation's markup; 0 where the text has none like it. */
static unsigned number_of(struct pairing *pairing, const struct markup *markup, bool exactly)
{
    for (uint32_t i = 0; i < pairing->text_unit->markup_count; i++) {
        const struct markup *wanted = &pairing->text->markups[pairing->text_unit->first_markup + i];
        bool same = is_same_span(pairing->translation, markup->open, pairing->text, wanted->open);
        if (exactly && markup->pair)
            same &= is_same_span(pairing->translation, markup->close, pairing->text, wanted->close);
        if (pairing->used[i] || wanted->pair != markup->pair || !same) continue;
        pairing->used[i] = true;
        return i + 1;
    }
    return 0;
}

static bool number_all(struct pairing *pairing, unsigned *numbers)
{
    const struct unit *unit = pairing->translation_unit;
    for (int exactly = 1; exactly >= 0; exactly--) {
        for (uint32_t i = 0; i < unit->markup_count; i++) {
            if (numbers[i] > 0) continue;
            numbers[i] = number_of(pairing, &pairing->translation->markups[unit->first_markup + i], exactly);
            if (!exactly) pairing->exact = false;
        }
    }
    return pairing->exact;
}

/* The translation's text with the placeholders of the text's; what the text has not is left out. */
static char *renumber(const struct pairing *pairing, const unsigned *numbers)
{
    const struct original *piece = pairing->translation;
    const char *text = original_text(piece, &piece->entries[pairing->translation_unit->entry]);
    size_t length = strlen(text);
    struct buffer made = {0};
    for (size_t position = 0; position < length;) {
        struct placeholder next = placeholder_next(text, length, position);
        if (next.kind == PLACEHOLDER_TEXT)
            buffer_append(&made, text + next.start, next.end - next.start);
        else if (numbers[next.number - 1] > 0)
            placeholder_append(&made, next.kind, numbers[next.number - 1]);
        position = next.end;
    }
    return buffer_take(&made);
}

static char *convert_unit(struct pairing *pairing)
{
    char *made = NULL;
    unsigned *numbers = calloc(pairing->translation_unit->markup_count + 1, sizeof *numbers);
    pairing->used = calloc(pairing->text_unit->markup_count + 1, sizeof *pairing->used);
    if (numbers && pairing->used) {
        number_all(pairing, numbers);
        made = renumber(pairing, numbers);
    }
    for (uint32_t i = 0; pairing->used && i < pairing->text_unit->markup_count; i++) pairing->exact &= pairing->used[i];
    free(pairing->used);
    free(numbers);
    return made;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* Gives a translation to each entry of the leaflet with this text; *ret_found tells whether there is one. */
static enum status give(const struct original *original, const struct catalogue_entry *from, const char *text,
                        const char *translation, bool fuzzy, struct catalogue *made, bool *ret_found,
                        struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < original->entry_count && status == STATUS_OK; i++) {
        const struct entry *entry = &original->entries[i];
        if (strcmp(original_text(original, entry), text) != 0) continue;
        *ret_found = true;
        status = catalogue_add(made,
                               (struct catalogue_entry){.context = strdup(original_context(original, entry)),
                                                        .text = strdup(text),
                                                        .translation = strdup(translation),
                                                        .comments = from->comments ? strdup(from->comments) : NULL,
                                                        .fuzzy = fuzzy,
                                                        .line = from->line},
                               error);
    }
    return status;
}

static enum status convert_pieces(const struct original *original, const struct catalogue_entry *entry,
                                  const struct original *text, const struct original *translation,
                                  struct catalogue *made, bool *ret_found, struct error *error)
{
    enum status status = STATUS_OK;
    if (text->unit_count != translation->unit_count) return STATUS_OK;
    for (size_t i = 0; i < text->unit_count && status == STATUS_OK; i++) {
        struct pairing pairing = {text, translation, &text->units[i], &translation->units[i], NULL, true};
        char *words = convert_unit(&pairing);
        if (!words) return error_no_memory(error);
        status = give(original, entry, original_text(text, &text->entries[text->units[i].entry]), words,
                      entry->fuzzy || !pairing.exact, made, ret_found, error);
        free(words);
    }
    return status;
}

static enum status convert_entry(const struct original *original, const struct catalogue_entry *entry,
                                 struct catalogue *made, bool *ret_found, struct error *error)
{
    bool item = entry->note && strstr(entry->note, "type: Bullet") != NULL;
    struct original text = {0};
    struct original translation = {0};
    /* What is no Markdown that can be read, "---" say, is no text of a leaflet. */
    enum status status = read_piece(original, entry->text, item, &text, NULL);
    if (status == STATUS_OK) status = read_piece(original, entry->translation, item, &translation, NULL);
    if (status == STATUS_OK)
        status = convert_pieces(original, entry, &text, &translation, made, ret_found, error);
    else
        status = status == STATUS_NO_MEMORY ? error_no_memory(error) : STATUS_OK;
    original_done(&text);
    original_done(&translation);
    return status;
}

/* Each entry of the leaflet once: po4a has the same text once, this has it for each context. */
static bool has_key(const struct catalogue *made, const struct catalogue_entry *entry)
{
    for (size_t i = 0; i < made->count; i++) {
        const struct catalogue_entry *other = &made->entries[i];
        if (other->context && entry->context && strcmp(other->context, entry->context) == 0
            && strcmp(other->text, entry->text) == 0)
            return true;
    }
    return false;
}

static enum status keep(struct catalogue *made, struct catalogue_entry *entry, struct error *error)
{
    struct catalogue_entry kept = *entry;
    *entry = (struct catalogue_entry){0};
    if (!has_key(made, &kept)) return catalogue_add(made, kept, error);
    catalogue_entry_done(&kept);
    return STATUS_OK;
}

enum status po4a_convert(const struct original *original, struct catalogue *catalogue, struct error *error)
{
    struct catalogue converted = {0}, made = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < catalogue->count && status == STATUS_OK; i++) {
        struct catalogue_entry *entry = &catalogue->entries[i];
        bool found = false;
        if (entry->translation[0] && !entry->obsolete)
            status = convert_entry(original, entry, &converted, &found, error);
        if (status == STATUS_OK && !found) status = keep(&made, entry, error);
    }
    for (size_t i = 0; i < converted.count && status == STATUS_OK; i++)
        status = keep(&made, &converted.entries[i], error);
    for (size_t i = 0; i < catalogue->count; i++) catalogue_entry_done(&catalogue->entries[i]);
    catalogue->count = 0;
    for (size_t i = 0; i < made.count && status == STATUS_OK; i++) {
        status = catalogue_add(catalogue, made.entries[i], error);
        made.entries[i] = (struct catalogue_entry){0};
    }
    catalogue_done(&made);
    catalogue_done(&converted);
    return status;
}
