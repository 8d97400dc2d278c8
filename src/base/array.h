/* Growing of arrays: one way for every `items, count, capacity` triple.
 *
 *     if (!array_reserve(&list->items, &list->capacity, list->count + 1)) return error_no_memory(error);
 *     list->items[list->count++] = item;
 */
#ifndef ALOUD_BASE_ARRAY_H
#define ALOUD_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for `count` items of the type that *items points to. Growth is by half again, so appending is linear.
 * False where memory runs out; then array and capacity are as they were. */
#define array_reserve(items, capacity, count)                                                                          \
    array_reserve_bytes((void **)(items), (capacity), (count), sizeof **(items))

bool array_reserve_bytes(void **items, size_t *capacity, size_t count, size_t item_bytes);

/* Gives unused capacity back to the system. Keeps the array as it is where that fails. */
#define array_trim(items, capacity, count) array_trim_bytes((void **)(items), (capacity), (count), sizeof **(items))

void array_trim_bytes(void **items, size_t *capacity, size_t count, size_t item_bytes);

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
