#include "translate/same_catalogue.h"

#include <string.h>

static bool is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static const char *entry_difference(const struct catalogue_entry *one, const struct catalogue_entry *other)
{
    if (!is_same(one->context, other->context)) return "context";
    if (!is_same(one->text, other->text)) return "text";
    if (!is_same(one->translation, other->translation)) return "translation";
    if (!is_same(one->previous_context, other->previous_context)) return "previous context";
    if (!is_same(one->previous_text, other->previous_text)) return "previous text";
    if (!is_same(one->comments, other->comments)) return "comments";
    if (one->fuzzy != other->fuzzy) return "fuzzy";
    if (one->obsolete != other->obsolete) return "obsolete";
    return one->line == other->line ? NULL : "line";
}

static bool is_indexed(const struct catalogue *catalogue)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete) continue;
        if (catalogue_find(catalogue, entry->context, entry->text) != entry) return false;
        kept++;
    }
    return kept == catalogue->index.count;
}

const char *catalogue_difference(const struct catalogue *plain, const struct catalogue *library)
{
    const char *difference = NULL;
    if (!is_same(plain->header, library->header)) return "header";
    if (!is_same(plain->header_comments, library->header_comments)) return "header's comments";
    if (plain->header_fuzzy != library->header_fuzzy) return "header's flag";
    for (size_t i = 0; i < plain->count && i < library->count && !difference; i++)
        difference = entry_difference(&plain->entries[i], &library->entries[i]);
    if (difference) return difference;
    return plain->count != library->count ? "number of entries" : is_indexed(plain) ? NULL : "index";
}
