#include "listen/reading_parts.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>

/* Appends `text` with letters folded and white space made one space. */
static bool append_folded(UCaseMap *map, const char *text, size_t length, struct buffer *folded)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t room = length * 3 + 1; /* a folded character is at most three times as long */
    char *bytes = malloc(room);
    if (!bytes) return false;
    int32_t got = ucasemap_utf8FoldCase(map, bytes, (int32_t)room, text, (int32_t)length, &code);
    bool space = false;
    for (int32_t i = 0; i < got && U_SUCCESS(code); i++) {
        bool white = bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t';
        if (!white && space && folded->length) buffer_append_char(folded, ' ');
        if (!white) buffer_append_char(folded, bytes[i]);
        space = white;
    }
    free(bytes);
    return U_SUCCESS(code) && !folded->failed;
}

/* Searching reads the document's text, not the utterances: for 10 MB that is the difference of seconds. */
static bool utterance_contains(struct reading *reading, UCaseMap *map, size_t index, const char *needle,
                               struct buffer *folded)
{
    const struct place *place = script_place(reading->script, index);
    buffer_clear(folded);
    const char *text = buffer_text(&reading->document->text) + place->text_start;
    return append_folded(map, text, place->text_end - place->text_start, folded) && strstr(buffer_text(folded), needle);
}

void reading_find(struct reading *reading, uint32_t ticket, const struct player_find *find)
{
    struct player_event event = {.kind = PLAYER_FOUND, .ticket = ticket};
    UErrorCode code = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &code);
    struct buffer needle = {0}, folded = {0};
    const char *wanted = reading->player.find_text;
    size_t count = script_count(reading->script);
    bool searchable = U_SUCCESS(code) && append_folded(map, wanted, strlen(wanted), &needle) && needle.length;
    for (size_t i = 0; searchable && i < count && !event.found.found; i++) {
        size_t index = (find->utterance + i) % count;
        if (!utterance_contains(reading, map, index, buffer_text(&needle), &folded)) continue;
        event.found = (struct player_found){.found = true, .utterance = index, .wrapped = index < find->utterance};
    }
    if (map) ucasemap_close(map);
    buffer_done(&needle);
    buffer_done(&folded);
    reading_event(reading, event);
}

/* All contacts of the leaflet, so that "2 of 5" can be told. Made when first asked for, and again while it grows. */
static enum status list_contacts(struct reading *reading)
{
    if (reading->contacts_listed) return STATUS_OK;
    reading->contact_count = 0;
    enum status status = STATUS_OK;
    struct script *script = reading->script;
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK; i++) {
        if (!script_place(script, i)->has_contact) continue;
        struct utterance *utterance = &reading->other;
        status = script_utterance(script, reading->document, i, utterance, reading->error);
        for (size_t k = 0; status == STATUS_OK && k < utterance->contact_count; k++) {
            if (!array_reserve(&reading->contacts, &reading->contact_capacity, reading->contact_count + 1)) {
                return error_no_memory(reading->error);
            }
            reading->contacts[reading->contact_count++] =
                (struct contact_entry){.utterance = i, .contact = k, .kind = utterance->contacts[k].kind};
        }
    }
    reading->contacts_listed = status == STATUS_OK && reading->document->complete;
    return status;
}

void reading_find_contact(struct reading *reading, uint32_t ticket, const struct player_find *find)
{
    struct player_event event = {.kind = PLAYER_CONTACT, .ticket = ticket};
    if (list_contacts(reading) == STATUS_OK && reading->contact_count) {
        size_t next = 0;
        while (next < reading->contact_count
               && (reading->contacts[next].utterance < find->utterance
                   || (reading->contacts[next].utterance == find->utterance
                       && reading->contacts[next].contact < find->contact))) {
            next++;
        }
        if (next == reading->contact_count) next = 0;
        const struct contact_entry *entry = &reading->contacts[next];
        event.contact = (struct player_contact){.found = true,
                                                .utterance = entry->utterance,
                                                .contact = entry->contact,
                                                .kind = entry->kind,
                                                .number = (uint32_t)next + 1,
                                                .total = (uint32_t)reading->contact_count};
    }
    reading_event(reading, event);
}
