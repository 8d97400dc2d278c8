/* Finds items by their context and text: a hash table of item numbers. Zero-initialised is empty. */
#ifndef ALOUD_TRANSLATE_KEY_INDEX_H
#define ALOUD_TRANSLATE_KEY_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_INDEX_NONE UINT32_MAX

struct key_slot {
    uint64_t hash;
    uint32_t item;
};

struct key_index {
    struct key_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t count;
};

/* FNV-1a over both; `context` NULL is another key than "". */
uint64_t key_hash(const char *context, const char *text);

/* False where memory runs out. */
bool key_index_add(struct key_index *index, uint64_t hash, uint32_t item);

/* The items with this hash, one by one: *cursor is 0 for the first call. KEY_INDEX_NONE behind the last. The caller compares
 * the keys themselves. */
uint32_t key_index_next(const struct key_index *index, uint64_t hash, size_t *cursor);

void key_index_done(struct key_index *index);

#endif
