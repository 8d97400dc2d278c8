#include "translate/key_index.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 64 };

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

uint64_t key_hash(const char *context, const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    if (context) hash = hash_text((hash ^ 4) * UINT64_C(1099511628211), context);
    return hash_text((hash ^ 5) * UINT64_C(1099511628211), text);
}

static void put(struct key_slot *slots, size_t slot_count, struct key_slot slot)
{
    size_t at = (size_t)slot.hash & (slot_count - 1);
    while (slots[at].item != KEY_INDEX_NONE) at = (at + 1) & (slot_count - 1);
    slots[at] = slot;
}

static bool grow(struct key_index *index)
{
    size_t slot_count = index->slot_count ? 2 * index->slot_count : SLOTS_FIRST;
    struct key_slot *slots = malloc(slot_count * sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < slot_count; i++) slots[i] = (struct key_slot){0, KEY_INDEX_NONE};
    for (size_t i = 0; i < index->slot_count; i++) {
        if (index->slots[i].item != KEY_INDEX_NONE) put(slots, slot_count, index->slots[i]);
    }
    free(index->slots);
    index->slots = slots;
    index->slot_count = slot_count;
    return true;
}

bool key_index_add(struct key_index *index, uint64_t hash, uint32_t item)
{
    if (2 * (index->count + 1) > index->slot_count && !grow(index)) return false;
    put(index->slots, index->slot_count, (struct key_slot){hash, item});
    index->count++;
    return true;
}

uint32_t key_index_next(const struct key_index *index, uint64_t hash, size_t *cursor)
{
    while (index->slot_count > 0 && *cursor < index->slot_count) {
        const struct key_slot *slot = &index->slots[((size_t)hash + *cursor) & (index->slot_count - 1)];
        if (slot->item == KEY_INDEX_NONE) break;
        *cursor += 1;
        if (slot->hash == hash) return slot->item;
    }
    return KEY_INDEX_NONE;
}

void key_index_done(struct key_index *index)
{
    free(index->slots);
    *index = (struct key_index){0};
}
