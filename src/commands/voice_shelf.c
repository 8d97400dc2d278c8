#include "commands/voice_shelf.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum status voice_shelf_load(struct voice_shelf *shelf, const char *folder, const char *language, struct voice **ret,
                             struct error *error)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->items[i].folder, folder) != 0 || strcmp(shelf->items[i].language, language) != 0) continue;
        *ret = shelf->items[i].voice;
        if (!*ret && error) *error = shelf->items[i].missing;
        return *ret ? STATUS_OK : STATUS_NOT_FOUND;
    }
    if (!array_reserve(&shelf->items, &shelf->capacity, shelf->count + 1)) return error_no_memory(error);
    struct shelved_voice *item = &shelf->items[shelf->count++];
    *item = (struct shelved_voice){.folder = strdup(folder), .language = strdup(language)};
    enum status status = item->folder && item->language ? voice_load(folder, language, &item->voice, &item->missing)
                                                        : error_no_memory(&item->missing);
    *ret = item->voice;
    if (status != STATUS_OK && error) *error = item->missing;
    if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
        shelf->count--;
        free(item->folder);
        free(item->language);
    }
    return status;
}

const char *voice_shelf_checksum(struct voice_shelf *shelf, const struct voice *voice)
{
    struct shelved_voice *item = shelf->items;
    while (item->voice != voice) item++;
    const struct buffer *text = voice_text(voice);
    if (!item->checksum[0]) fingerprint_bytes(text->data, text->length, item->checksum);
    return item->checksum;
}

void voice_shelf_done(struct voice_shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        free(shelf->items[i].folder);
        free(shelf->items[i].language);
        voice_free(shelf->items[i].voice);
    }
    free(shelf->items);
    *shelf = (struct voice_shelf){0};
}
