#include "script/guests.h"

#include "base/array.h"
#include "document/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static enum status add_guest(struct guests *guests, const struct voice *host, const char *language, struct error *error)
{
    if (!array_reserve(&guests->items, &guests->capacity, guests->count + 1)) return error_no_memory(error);
    struct guest guest = {.language = strdup(language)};
    if (!guest.language) return error_no_memory(error);
    enum status status = voice_load_beside(host, language, &guest.voice, error);
    if (status == STATUS_NO_MEMORY) {
        free(guest.language);
        return status;
    }
    guest.numbers.voice = guest.voice;
    if (guest.voice) own_scripts_init(&guest.own, voice_locale(guest.voice));
    guests->items[guests->count++] = guest;
    return STATUS_OK;
}

enum status guests_find(struct guests *guests, const struct voice *host, const char *language, struct guest **ret,
                        struct error *error)
{
    size_t index = 0;
    enum status status = STATUS_OK;
    *ret = NULL;
    if (language_is_same(language, voice_language(host))) return STATUS_OK;
    while (index < guests->count && strcasecmp(guests->items[index].language, language) != 0) index++;
    if (index == guests->count) status = add_guest(guests, host, language, error);
    if (status == STATUS_OK && guests->items[index].voice) *ret = &guests->items[index];
    return status;
}

void guests_done(struct guests *guests)
{
    for (size_t i = 0; i < guests->count; i++) {
        numbers_done(&guests->items[i].numbers);
        voice_free(guests->items[i].voice);
        free(guests->items[i].language);
    }
    free(guests->items);
    *guests = (struct guests){0};
}
