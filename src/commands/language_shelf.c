#include "commands/language_shelf.h"

#include <stdlib.h>

enum status language_shelf_load(struct language_shelf *shelf, const char *folder, const char *language,
                                const struct compared_language **ret, struct error *error)
{
    struct voice *voice = NULL;
    enum status status = voice_shelf_load(&shelf->voices, folder, language, &voice, error);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < shelf->count; i++) {
        if (shelf->items[i]->voice != voice) continue;
        *ret = shelf->items[i];
        return STATUS_OK;
    }
    if (shelf->count == SHELVED_LANGUAGES_MOST)
        return error_set(error, STATUS_LIMIT, NULL, 0, "more than %d languages at once", SHELVED_LANGUAGES_MOST);
    struct compared_language *compared = calloc(1, sizeof *compared);
    if (!compared) return error_no_memory(error);
    shelf->items[shelf->count++] = compared;
    *ret = compared;
    return compared_language_init(compared, voice, error);
}

void language_shelf_done(struct language_shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        compared_language_done(shelf->items[i]);
        free(shelf->items[i]);
    }
    voice_shelf_done(&shelf->voices);
    *shelf = (struct language_shelf){0};
}
